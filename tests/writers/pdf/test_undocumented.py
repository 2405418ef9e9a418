"""What is done in ReportLab's stead comes to what ReportLab itself comes to."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from planbuilder.drawing.typeface import LATO
from planbuilder.writers.pdf import styles
from planbuilder.writers.pdf.undocumented import OpenCanvas, OpenTable
from planbuilder.writers.pdf.undocumented_text import OpenParagraph, piece_of, pieces

# What ReportLab counts while it breaks lines.
COUNTED = ("_width_max", "_splitLongWordCount", "_hyphenations", "height")
TEXTS = st.text(st.sampled_from("abcÆøå mwi. \u00a0\u00ad-–€\n"), max_size=80)


def parts(word: str) -> Iterator[tuple[str, str]]:
    """A word parted behind every second letter, the longest first part first."""
    yield from ((word[:at], word[at:]) for at in range(len(word) - 2, 1, -2))


@given(TEXTS, st.floats(1, 300), st.sampled_from(["", parts]), st.integers(2, 9))
def test_lines_are_the_lines_that_reportlab_makes(text: str, width: float, by: Any, fewest: int) -> None:
    """Whatever the text, however wide it may be, and where words are broken: the same to the last digit."""
    style = ParagraphStyle(
        "it", fontName=styles.regular_face(), fontSize=9, hyphenationLang=by, hyphenationMinWordLength=fewest
    )
    ours, theirs = (
        kind(None, style, **pieces([piece_of("x", style).clone(text=text)])) for kind in (OpenParagraph, Paragraph)
    )

    assert ours.wrap(width, 1000) == theirs.wrap(width, 1000)
    assert vars(ours.blPara) == vars(theirs.blPara)
    assert [list(map(type, line[1])) for line in ours.blPara.lines] == [
        list(map(type, line[1])) for line in theirs.blPara.lines
    ]
    assert [vars(ours)[name] for name in COUNTED] == [vars(theirs)[name] for name in COUNTED]


@given(st.lists(TEXTS))
def test_a_text_is_written_in_the_codes_that_reportlab_gives(texts: list[str]) -> None:
    """In the order in which characters come up, for each file by itself."""
    face, own = PDFDocument(), PDFDocument()
    styles.regular_face()
    known, plain = styles._Face("known", LATO.read("regular")), TTFont("plain", io.BytesIO(LATO.read("regular")))
    plain.face.charToGlyph[0xAD] = plain.face.charToGlyph[ord("-")]

    for text in [*texts, *texts]:
        assert known.splitString(text, face) == plain.splitString(text, own)


def test_a_state_that_is_restored_is_what_it_was() -> None:
    """Everything that ReportLab keeps of a canvas is kept."""
    ours, theirs = OpenCanvas(io.BytesIO()), Canvas(io.BytesIO())
    for canvas in (ours, theirs):
        canvas.saveState()
        kept = canvas.state_stack[-1]
        kept.pop("_extgstate")
    assert ours.state_stack == theirs.state_stack

    ours.setFont("Helvetica", 20)
    ours.restoreState()
    assert vars(ours)["_fontsize"] == 12


def test_a_table_is_reckoned_once() -> None:
    """However often it is asked for its height, its cells are laid out once."""
    asked = []

    class Cell(OpenParagraph):
        def wrap(self, width: float, height: float) -> tuple[float, float]:
            asked.append(width)
            return super().wrap(width, height)

    style = ParagraphStyle("it", fontName=styles.regular_face(), fontSize=9)
    table = OpenTable([[Cell("one", style)], [Cell("two", style)]], colWidths=[100])

    assert table.wrap(100, 500) == table.wrap(100, 20)
    assert len(asked) == 2


def drawn(kind: type[Paragraph], text: str, width: float, style: ParagraphStyle) -> list[str]:
    """The operators of a text on a page."""
    canvas = OpenCanvas(io.BytesIO(), initialFontName=styles.regular_face())
    paragraph = kind(None, style, **pieces([piece_of("x", style).clone(text=text)]))
    paragraph.wrap(width, 1000)
    paragraph.drawOn(canvas, 72.5, 100)
    return "\n".join(canvas._code).splitlines()


@given(TEXTS, st.floats(1, 300), st.sampled_from([0, 1, 2, 4]), st.sampled_from([0, 14]), st.sampled_from([0, 3]))
def test_a_text_is_drawn_as_reportlab_draws_it(text: str, width: float, align: int, indent: int, first: int) -> None:
    """Whatever the text, its alignment and its room: the same operators, byte for byte."""
    face, red = styles.regular_face(), HexColor("#993300")
    style = ParagraphStyle(
        "it", fontName=face, alignment=align, leftIndent=indent, firstLineIndent=first, textColor=red
    )

    assert drawn(OpenParagraph, text, width + indent, style) == drawn(Paragraph, text, width + indent, style)
