"""Flowables are made when their turn comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from reportlab.platypus import Spacer

from planbuilder.document.model import Paragraph, plain
from planbuilder.writers.pdf import render, writer
from planbuilder.writers.pdf.story import Story
from tests.writers import samples


def test_all_are_taken_in_order() -> None:
    """Until none is left."""
    flowables = [Spacer(1, n) for n in range(5)]
    story, taken = Story(iter(flowables)), []
    while len(story):
        taken.append(story[0])
        del story[0]

    assert flowables == taken


def test_what_is_sent_back_comes_first() -> None:
    """As ReportLab does with the rest of a paragraph, or with what had no room on the page."""
    first, rest, second = Spacer(1, 1), Spacer(1, 2), Spacer(1, 3)
    story = Story(iter([first, second]))
    del story[0]
    story[0:0] = [rest]

    assert [rest, second] == story


def test_one_is_made_at_a_time() -> None:
    """The second only when the first is taken."""
    made = []

    def coming() -> Iterator[Spacer]:
        for n in range(3):
            made.append(n)
            yield Spacer(1, n)

    story = Story(coming())
    before = list(made)
    del story[0]

    assert ([0], [0, 1]) == (before, made)


def test_no_story_is_empty() -> None:
    """From the start."""
    assert 0 == len(Story(iter(())))


def test_a_page_is_drawn_before_the_next_ones_are_made(standard_look, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a document takes in memory while it is laid out does not grow with its paragraphs."""
    made, by_page = [], []
    spans = writer._Writer.spans

    def counted(self, *given):
        made.append(given)
        return spans(self, *given)

    monkeypatch.setattr(writer._Writer, "spans", counted)
    monkeypatch.setattr(writer.OnePassCanvas, "_startPage", lambda self: (by_page.append(len(made)), start(self)))
    start = writer.OnePassCanvas.__mro__[1]._startPage
    render(samples.document(*[Paragraph(plain(f"afsnit {n}")) for n in range(200)]), standard_look)

    assert len(by_page) > 3
    assert by_page[0] < 60
    assert 200 == by_page[-1]
