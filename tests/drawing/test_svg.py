"""Letters as shapes: the same words at the same place, without a typeface.

An SVG stands alone, is valid, and says the words of the drawing.
"""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.drawing.shapes import Close, Curve, Drawing, Move, Rectangle, Shape, Text, block, rounded
from planbuilder.drawing.svg import outlined, shapes, svg
from planbuilder.drawing.typeface import drawable, measure


def points(shape: Shape) -> list[tuple[float, float]]:
    """Every point of a path, handles included."""
    steps = [step for step in shape.steps if not isinstance(step, Close)]
    return [p for s in steps for p in ((s.first, s.second, s.to) if isinstance(s, Curve) else (s.to,))]


def shape_of(text: Text) -> Shape:
    (shape,) = outlined(Drawing(100, 100, (text,))).items
    assert isinstance(shape, Shape)
    return shape


@given(st.text(max_size=30), st.booleans())
def test_any_text_becomes_shapes(words: str, bold: bool) -> None:
    """No text is left, whatever characters are in it."""
    made = shapes(Drawing(100, 100, (Text((0, 0), words, 9, "#102030", bold),)))

    assert all(shape.fill == "#102030" and isinstance(shape.steps[0], Move) for shape in made)
    assert bool(made) >= any(character.isalnum() and character.isascii() for character in words)


@pytest.mark.parametrize(("anchor", "left"), [("start", 50.0), ("middle", 50 - 0.5), ("end", 50 - 1.0)])
def test_words_stand_where_they_stood(anchor: str, left: float) -> None:
    """From the place on, around it, or up to it."""
    text = Text((50, 20), "Hånd", 10, "#000000", anchor=anchor)
    width = measure("Hånd", 10)
    across = [x for x, _ in points(shape_of(text))]
    begins = 50 - width * (50 - left)

    assert begins <= min(across) <= begins + 2
    assert begins + width - 2 <= max(across) <= begins + width


def test_turned_words_run_upwards() -> None:
    """Anticlockwise, as the text was."""
    found = points(shape_of(Text((50, 20), "HHHH", 10, "#000000", angle=90)))

    assert max(y for _, y in found) > 45
    assert max(x for x, _ in found) < 51


def test_shapes_stay_as_they_are() -> None:
    """Only texts change."""
    line = Shape((Move((0, 0)), Close()), stroke="#ff0000")

    assert (line,) == outlined(Drawing(10, 10, (line,))).items


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
