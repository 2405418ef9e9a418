"""Spans as ReportLab markup: every character of an answer is data."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Paragraph

from planbuilder import look
from planbuilder.document.model import Span
from planbuilder.drawing.typeface import drawable
from planbuilder.writers.pdf.styles import markup, paragraph_styles, plain_markup


@given(st.text())
def test_any_text_says_itself(text: str) -> None:
    """What ReportLab reads is what was typed, as far as the font can draw it."""
    paragraph = Paragraph(plain_markup(text, "□"), paragraph_styles(look.load())["body"])

    assert "".join(drawable(text).split()) == "".join(paragraph.getPlainText().split())


def test_looks_become_markup(standard_look) -> None:
    """Bold, italic, gap and link."""
    spans = (Span("a", bold=True), Span("b", italic=True), Span("c", gap=True), Span("d", target="x"))
    text = markup(spans, standard_look, "□")

    assert text.startswith("<b>a</b><i>b</i><font color")
    assert '<a href="#x"' in text


def test_every_style_names_an_embedded_font(standard_look) -> None:
    """No text falls back to a font the file does not carry."""
    assert {"Lato", "Lato-Bold"} == {style.fontName for style in paragraph_styles(standard_look).values()}
