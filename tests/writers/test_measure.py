"""Prose has the measure that its outline asks for: measured in the PDF, line by line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

import pdfplumber
import pytest

from planbuilder import example, language, look
from planbuilder.document import outline
from planbuilder.document.blocks import BLOCKS
from planbuilder.drawing.typeface import measure
from planbuilder.hyphenation import hardened
from planbuilder.record import replace
from planbuilder.writers.measure import aside, beside_passage, letters, look_for
from planbuilder.writers.pdf import render
from planbuilder.writers.shared import text_area
from tests.writers import samples

MEASURED = [name for name in outline.names() if outline.load(name, list(BLOCKS)).measure]
Line = tuple[int, float, str]


def lines(data: bytes, size: float) -> Iterator[Line]:
    """Page, height and text of each line of running text in a size: not the bold words of labels and heads alone."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            chars = [char for char in page.chars if abs(char["size"] - size) < 0.01]
            for top in sorted({round(char["top"]) for char in chars}):
                yield page.page_number, top, "".join(c["text"] for c in chars if round(c["top"]) == top).strip()


def full(found: list[Line], leading: float) -> list[int]:
    """The letters of lines that another line of the same paragraph follows."""
    return [
        len(hardened(text))
        for (page, top, text), (its_page, below, _) in pairwise(found)
        if page == its_page and 0 < below - top <= leading
    ]


def test_what_politicians_read_has_a_measure() -> None:
    """The case presentation under everyone's headings, the proposal, the status paper and the summary."""
    assert {"proposal", "status", "summary", "committee"} <= set(MEASURED)
    assert [name for name in outline.names() if name.startswith("committee")] == [
        name for name in MEASURED if name.startswith("committee")
    ]


@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("name", ["committee", "proposal"])
def test_a_full_line_has_66_to_75_letters(compose, standard_look, name: str, code: str) -> None:
    """In the middle of all full lines of prose, which is set in ten and a half points."""
    document = compose(example.text(language.load(code)), name, code)
    size = look_for(document, standard_look).sizes["body"]
    found = full(list(lines(render(document, standard_look), size)), size * 1.45)

    assert 10.5 == size
    assert len(found) > 20
    assert 66 <= median(found) <= 75
    assert max(found) <= 85


@pytest.mark.parametrize("code", ["da", "en"])
def test_passages_of_forms_have_it_too(compose, standard_look, code: str) -> None:
    """In nine and a half points, on lines as long in letters."""
    document = compose(example.text(language.load(code)), "summary", code)
    own = look_for(document, standard_look)
    width, _ = text_area(own)
    column = 0.8 * width
    room = column - beside_passage(own, column, width) - 10

    assert 9.5 == own.sizes["fact"]
    assert room == pytest.approx(letters(document.measure, own.sizes["fact"]))


def test_letters_are_as_wide_as_those_of_real_texts() -> None:
    """Within two in a hundred of the long sentences that the program says, in both languages."""
    for code in ("da", "en"):
        said = " ".join(text for text in language.load(code).texts.values() if len(text) > 100 and "{" not in text)
        assert letters(len(said), 10) == pytest.approx(measure(said, 10), rel=0.02)


def test_a_document_without_a_measure_is_as_wide_as_its_page() -> None:
    """The plan, the wall and what owners sign are set as before."""
    standard = look.load()
    usual, asked = samples.EVERYTHING, replace(samples.EVERYTHING, measure=70)

    assert (0.0, 10.0) == (aside(look_for(usual, standard)), look_for(usual, standard).sizes["body"])
    assert aside(look_for(asked, standard)) > 100
    assert 0.0 == beside_passage(look_for(usual, standard), 300, 479)
    assert 0.0 == aside(look_for(replace(asked, measure=200), standard))
