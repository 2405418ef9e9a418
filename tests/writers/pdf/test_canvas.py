"""The one-pass canvas: what depends on later pages is filled in when they are known.

What is seen in a signed field: lines of text in an embedded font, on one page.
"""

from __future__ import annotations

import io

import pdfplumber
import pytest

from planbuilder.drawing.shapes import Close, Curve, Drawing, Line, Move, Shape, Text
from planbuilder.writers.pdf.canvas import OnePassCanvas, paint, stamp


@pytest.fixture
def drawn():
    file = io.BytesIO()
    canvas = OnePassCanvas(file, pagesize=(200, 200), invariant=1)

    def finished() -> pdfplumber.PDF:
        canvas.save()
        return pdfplumber.open(io.BytesIO(file.getvalue()))

    return canvas, finished


def test_a_page_can_tell_how_many_there_are(drawn) -> None:
    """The first page knows the total, though it was laid out first."""
    canvas, finished = drawn
    canvas.defer(lambda c: c.text_operators(20, 20, f"1 af {c.total}", "Lato", 10))
    canvas.showPage()
    canvas.drawString(20, 20, "to")
    canvas.showPage()

    assert "1 af 2" == finished().pages[0].extract_text()


def test_a_page_can_tell_where_another_anchor_came_to_stand(drawn) -> None:
    """As a contents list must."""
    canvas, finished = drawn
    canvas.defer(lambda c: c.text_operators(100, 20, str(c.pages_of["slut"]), "Lato", 10, "end"))
    canvas.showPage()
    canvas.anchor("slut", 100)
    canvas.showPage()

    assert "2" == finished().pages[0].extract_text()


def test_a_drawing_is_painted_as_vectors_and_real_text(drawn) -> None:
    """Shapes stay shapes, texts can be searched."""
    canvas, finished = drawn
    steps = (Move((0, 0)), Line((50, 0)), Curve((50, 10), (40, 50), (0, 50)), Close())
    texts = tuple(
        Text((50, 60), word, 8, "#000000", anchor=anchor)
        for word, anchor in (("æ", "start"), ("ø", "middle"), ("å", "end"))
    )
    paint(canvas, Drawing(100, 100, (Shape(steps, "#ff0000", "#000000", 1, (2, 1)), *texts)), 10, 10)
    page = finished().pages[0]

    assert {"æ", "ø", "å"} <= {c["text"] for c in page.chars}
    assert 1 == len(page.curves)
    assert [] == page.images


def test_the_lines_stand_on_one_page(standard_look) -> None:
    """A line that is too long is shortened."""
    with pdfplumber.open(io.BytesIO(stamp(("PRØVE – ikke gyldig", "ord " * 100), standard_look))) as pdf:
        (page,) = pdf.pages
        lines = page.extract_text().splitlines()
        right = max(char["x1"] for char in page.chars)

    assert "PRØVE – ikke gyldig" == lines[0]
    assert lines[1].endswith("…")
    assert right <= page.width


def test_the_same_lines_give_the_same_bytes(standard_look) -> None:
    """No clock in it."""
    assert stamp(("a",), standard_look) == stamp(("a",), standard_look)
