"""Letters as shapes: the same words at the same place, without a typeface."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.drawing.fonts import measure
from planbuilder.drawing.model import Close, Curve, Drawing, Move, Shape, Text
from planbuilder.drawing.outlines import outlined, shapes


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
