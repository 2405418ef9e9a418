"""The neutral document's few helpers."""

from __future__ import annotations

from planbuilder.document.model import Paragraph, Section, Span, plain, text_of, walk


def test_the_text_of_spans_is_all_their_texts() -> None:
    """Looks do not count."""
    assert "ab" == text_of((Span("a", bold=True), Span("b", gap=True)))


def test_walking_goes_in_reading_order() -> None:
    """A section comes before what is in it, and that before the next section."""
    first, second = Paragraph(plain("1")), Paragraph(plain("2"))
    inner = Section("b", "B", (first,))
    outer = Section("a", "A", (inner,))

    assert [outer, inner, first, second] == list(walk((outer, second)))
