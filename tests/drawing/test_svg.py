"""An SVG stands alone, is valid, and says the words of the drawing."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.drawing.fonts import drawable, measure
from planbuilder.drawing.model import Drawing, Shape, Text
from planbuilder.drawing.shapes import Rectangle, block, rounded
from planbuilder.drawing.svg import svg

SPACE = "{http://www.w3.org/2000/svg}"


def elements(drawing: Drawing, name: str, title: str = "Figur") -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg(drawing, title)).iter(SPACE + name))


@given(words=st.text(max_size=40))
def test_any_words_are_kept_and_escaped(words: str) -> None:
    """Title and text survive being written as XML, whatever is in them."""
    drawing = Drawing(100, 50, (Text((10, 20), words, 9, "#000000"),))
    said = [elements(drawing, name, words)[0].text or "" for name in ("title", "text")]

    assert said == [drawable(words)] * 2


def test_origin_is_turned_to_the_upper_left() -> None:
    """A shape at the bottom of the drawing is at the bottom of the SVG."""
    drawing = Drawing(100, 50, (Shape(block(Rectangle(10, 0, 30, 20)), fill="#ff0000"),))

    assert elements(drawing, "path")[0].get("d") == "M10 50L30 50L30 30L10 30Z"


def test_text_has_its_place_and_look() -> None:
    """A text keeps its size, weight, anchor, turn and width."""
    text = Text((10, 20), "mål", 9, "#123456", bold=True, anchor="end", angle=90)
    found = elements(Drawing(100, 50, (text,)), "text")[0].attrib

    assert (found["x"], found["y"], found["font-size"], found["fill"]) == ("10", "30", "9", "#123456")
    assert (found["font-weight"], found["text-anchor"]) == ("bold", "end")
    assert found["transform"] == "rotate(-90 10 30)"
    assert float(found["textLength"]) == pytest.approx(measure("mål", 9, True), abs=0.01)


def test_strokes_and_dashes_are_kept() -> None:
    """A dashed line has its colour, width and dashes, and no fill."""
    shape = Shape(rounded(Rectangle(10, 0, 30, 20), 4), stroke="#00ff00", width=2, dash=(3, 1.5))
    found = elements(Drawing(100, 50, (shape,)), "path")[0].attrib

    assert [found[name] for name in ("fill", "stroke", "stroke-width", "stroke-dasharray")] == [
        "none",
        "#00ff00",
        "2",
        "3 1.5",
    ]


def test_nothing_is_fetched() -> None:
    """No address but the name of the SVG language is in the file."""
    assert svg(Drawing(10, 10, ()), "Figur").count("http") == 1
