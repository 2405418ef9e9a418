"""Passages in another language are marked, and nothing else is."""

from __future__ import annotations

import io

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn

from planbuilder.document.model import (
    Cell,
    Document,
    FormField,
    Furniture,
    Item,
    ListBlock,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    plain,
)
from planbuilder.document.passages import with_passages
from planbuilder.writers import WRITERS
from tests.document.plans import SMALL

TEXTS = ("Anna Holm", "Flere børn i foreninger.", "og", "2027")


def document(*blocks) -> Document:
    return Document("t", "s", "a", "en-GB", "2026-11-23", Furniture("", "", ""), blocks)


def marked(*spans: Span) -> list[tuple[str, str]]:
    """(text, language) of the spans of a paragraph."""
    (block,) = with_passages(document(Paragraph(spans)), TEXTS, "da-DK").blocks
    return [(span.text, span.language) for span in block.spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Flere børn i foreninger.", [("Flere børn i foreninger.", "da-DK")]),
        ("Owner: Anna Holm, 2027", [("Owner: ", ""), ("Anna Holm", "da-DK"), (", 2027", "")]),
        ("Nothing and Susanna Holmes", [("Nothing and Susanna Holmes", "")]),
        ("", [("", "")]),
    ],
)
def test_what_somebody_wrote_is_marked(text: str, expected: list[tuple[str, str]]) -> None:
    """Whole texts, wherever they stand; no word that only looks alike, no number."""
    assert expected == marked(Span(text))


def test_an_answer_stays_whole() -> None:
    """A control to fill in is in one language."""
    field = FormField("a.b", "x", "text", "x")

    assert [("Anna Holm, leder", "da-DK")] == marked(Span("Anna Holm, leder", field=field))


def test_spans_are_found_wherever_they_stand() -> None:
    """In cells, points and sections."""
    name = plain("Anna Holm")
    table, points = Table("t", "", (), (Row((Cell(name),)),)), ListBlock((Item(name, (Item(name),)),))
    (section,) = with_passages(document(Section("s", "S", (table, points))), TEXTS, "da-DK").blocks
    item = section.blocks[1].items[0]
    found = [section.blocks[0].rows[0].cells[0].spans, item.spans, item.children[0].spans]

    assert ["da-DK"] * 3 == [spans[0].language for spans in found]


def test_a_plan_in_its_own_language_has_none(compose) -> None:
    """The document's language says it all."""
    assert "language='da" not in repr(compose(SMALL, "plan", "da").blocks)


def test_a_pdf_carries_the_mark(compose, standard_look) -> None:
    """On the element of the passage."""
    data = WRITERS["pdf"].render(compose(SMALL, "plan", "en"), standard_look)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = {str(one.Lang) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one}

    assert {"en-GB", "da-DK"} == found


def test_word_and_html_carry_the_mark(compose, standard_look) -> None:
    """A screen reader changes its voice there."""
    composed = compose(SMALL, "plan", "en")
    page = WRITERS["html"].render(composed, standard_look).decode()
    word = docx.Document(io.BytesIO(WRITERS["docx"].render(composed, standard_look)))

    assert '<span lang="da-DK">Flere børn i foreninger.</span>' in page
    assert "da-DK" in {e.get(qn("w:val")) for e in word.element.body.iter(qn("w:lang"))}
