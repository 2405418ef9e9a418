"""The faces of the current typeface are in the file, and no other.

Spans as ReportLab markup: every character of an answer is data.
"""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Paragraph

from planbuilder import look
from planbuilder.document.model import Span
from planbuilder.drawing.typeface import drawable, set_in
from planbuilder.writers.pdf import render, styles
from planbuilder.writers.pdf.splitting import Tagged
from planbuilder.writers.pdf.styles import markup, paragraph_styles, plain_markup
from tests.branding.lettering import DEJAVU
from tests.writers import samples


def test_a_face_has_the_name_of_its_typeface() -> None:
    """Lato goes by its name, another by what its files are."""
    with set_in(DEJAVU):
        own = styles.regular_face(), styles.bold_face()

    assert (styles.regular_face(), styles.bold_face()) == ("Lato", "Lato-Bold")
    assert own[0].startswith("Own-")
    assert own[1] == own[0] + "-Bold"


@pytest.mark.parametrize("own", [False, True])
def test_a_file_carries_the_typeface_it_is_set_in(standard_look, own: bool) -> None:
    """Running text, tables, figures, contents and running heads: all in the same."""
    look = replace(standard_look, faces=DEJAVU if own else {})
    with set_in(look.faces):
        data = render(samples.EVERYTHING, look)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = {str(o.FontName) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o}
    assert {name.split("+")[1].split("-")[0] for name in fonts} == {"DejaVuSans" if own else "Lato"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", DEJAVU["regular"][:1000]])
def test_what_is_no_font_cannot_be_carried(data: bytes) -> None:
    """It fails where it is asked, not where a document is written."""
    with pytest.raises(Exception):  # noqa: B017, PT011 - ReportLab raises many kinds
        styles.embeddable(data)
    assert styles.embeddable(DEJAVU["regular"])


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


def test_a_no_break_space_is_an_empty_line_and_no_text_is_none() -> None:
    """A cell to be written on is a line high; one that has nothing in it takes no room."""
    heights = {}
    for text in ("", " ", "\u00a0"):
        style = paragraph_styles(look.load())["cell"]
        made = Tagged(style=style, **styles.content((Span(text),), style, look.load(), "?"))
        heights[text] = made.wrap(100, 100)[1] / style.leading

    assert heights == {"": 0, " ": 0, "\u00a0": 1}
