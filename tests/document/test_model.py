"""The neutral document's few helpers."""

from __future__ import annotations

from planbuilder.document.model import Paragraph, Section, Span, plain, text_of, walk
from planbuilder.record import replace
from tests.writers import samples


def test_the_text_of_spans_is_all_their_texts() -> None:
    """Looks do not count."""
    assert "ab" == text_of((Span("a", bold=True), Span("b", gap=True)))


def test_walking_goes_in_reading_order() -> None:
    """A section comes before what is in it, and that before the next section."""
    first, second = Paragraph(plain("1")), Paragraph(plain("2"))
    inner = Section("b", "B", (first,))
    outer = Section("a", "A", (inner,))

    assert [outer, inner, first, second] == list(walk((outer, second)))


def test_a_sheet_for_the_wall_is_headed_by_its_title() -> None:
    """A document on A4 begins with its cover or its first section."""
    document = samples.document()

    assert ("", "Titel") == (document.headline, replace(document, page="a3_landscape").headline)
