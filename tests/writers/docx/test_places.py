"""The places of a template are found in one way."""

from __future__ import annotations

import pytest

from planbuilder.branding.wordparts import W, parsed
from planbuilder.writers.docx.places import (
    fill,
    found_places,
    mark_of,
    own_texts,
    place_in,
    section_of,
    words_of,
)
from tests.branding.small import PAGE, PLACE, control, paragraph, root

DATE = '<w:date w:fullDate="2019-03-01T00:00:00Z"/>'


def body(xml: str):
    return parsed(root("document", f"<w:body>{xml}</w:body>"))[0]


@pytest.mark.parametrize(
    "words", ["pb:content", " PB:Content ", "[pb:content]", "{{pb:content}}", "»pb:content«", "pb:\u200bcontent\ufeff"]
)
def test_a_mark_is_known_whatever_stands_around_it(words: str) -> None:
    """People write brackets, and programs leave what nobody sees."""
    assert "pb:content" == mark_of(words)


@pytest.mark.parametrize("words", ["pb:contents", "pb content", "her pb:content", ""])
def test_other_words_are_no_mark(words: str) -> None:
    """Not even nearly."""
    assert mark_of(words) not in ("pb:content", "pb:title")


def test_the_words_in_a_box_are_not_the_paragraphs() -> None:
    """The box hangs on it."""
    made = body(
        f"<w:p><w:r><w:t>ud</w:t></w:r><w:r><w:pict><w:txbxContent>{paragraph('ind')}</w:txbxContent></w:pict></w:r></w:p>"
    )

    assert ["ud"] == [text.text for text in own_texts(made[0])]
    assert "ud" == words_of(made[0])


def test_a_place_is_named_once() -> None:
    """By the outermost control or paragraph that is it, in order."""
    made = body(control("pb:title", control("pb:title", paragraph("pb:title"))) + PLACE + paragraph("pb:date"))

    assert ["pb:title", "pb:content", "pb:date"] == [found.mark for found in found_places(made)]


@pytest.mark.parametrize(("xml", "expected"), [(PLACE, True), (control("x", PLACE), False), (paragraph("x"), False)])
def test_the_text_takes_the_place_of_a_paragraph_of_the_body(xml: str, expected: bool) -> None:
    """Of no other one."""
    assert expected == (place_in(body(xml)) is not None)


def test_a_place_stands_in_the_section_that_ends_next() -> None:
    """A paragraph that ends a section stands in it; without a place it is the last one."""
    made = body(f"{PLACE}<w:p><w:pPr>{PAGE}</w:pPr></w:p>{paragraph('x')}{PAGE}")
    inner, last = made.iter(f"{W}sectPr")

    assert [inner, inner, last, last] == [section_of(made, one) for one in (made[0], made[1], made[2], None)]


def test_a_control_says_its_fact_in_the_look_of_its_first_run() -> None:
    """What else it said is gone, and a calendar's day is the document's."""
    runs = "<w:r><w:t>[Da</w:t></w:r><w:r><w:t>to]</w:t></w:r>"
    made = body(f"<w:p>{control('pb:date', runs, DATE)}</w:p>" + control("andet", paragraph("bliver")))
    fill(made, {"pb:date": "1. marts 2026"}, "2026-03-01")

    assert ["1. marts 2026", "", "bliver"] == [text.text or "" for text in made.iter(f"{W}t")]
    assert "2026-03-01T00:00:00Z" == next(made.iter(f"{W}date")).get(f"{W}fullDate")
