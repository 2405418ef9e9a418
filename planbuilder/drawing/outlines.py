"""Drawings without text: every letter as the shape it has, so that no reader needs the typeface.

In: a `Drawing`. Out: the same picture made of shapes alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from math import cos, radians, sin

from planbuilder.drawing.fonts import drawable, measure
from planbuilder.drawing.model import Close, Curve, Drawing, Line, Move, Point, Shape, Step, Text
from planbuilder.drawing.typeface import Face, Outline, current
from planbuilder.hostile import attempt
from planbuilder.record import replace

SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}


def outlined(drawing: Drawing) -> Drawing:
    """The drawing with its texts as shapes."""
    return replace(drawing, items=shapes(drawing))


def shapes(drawing: Drawing) -> tuple[Shape, ...]:
    """All that a drawing shows, its texts too, as shapes."""
    made = (_shape(item) if isinstance(item, Text) else item for item in drawing.items)
    return tuple(shape for shape in made if shape.steps)


def _shape(text: Text) -> Shape:
    words = drawable(text.text)
    start = -SHIFT[text.anchor] * measure(words, text.size, text.bold)
    return Shape(tuple(_steps(text, words, start)), fill=text.colour)


def _steps(text: Text, words: str, start: float) -> Iterator[Step]:
    """The outlines of a line of text, turned about the place where it stands."""
    face = current().bold if text.bold else current().regular
    scale = text.size / face.units
    turn = (cos(radians(text.angle)), sin(radians(text.angle)))
    for character in words:
        for step in letter(character, face):
            yield _placed(step, text.at, turn, scale, start)
        start += measure(character, text.size, text.bold)


@lru_cache(maxsize=2_000)
def letter(character: str, face: Face) -> tuple[Step, ...]:
    """The outline of a character in the face's own units; none if the font's file describes it wrongly."""
    outline: Outline = attempt(lambda: face.outline(character), lambda _: ())
    return tuple(STEPS[name](points) for name, points in outline)


Points = tuple[Point, ...]
STEPS: Mapping[str, Callable[[Points], Step]] = {
    "moveTo": lambda points: Move(points[0]),
    "lineTo": lambda points: Line(points[0]),
    "curveTo": lambda points: Curve(points[0], points[1], points[2]),
    "closePath": lambda _: Close(),
}


def _placed(step: Step, at: Point, turn: Point, scale: float, shift: float) -> Step:
    def place(point: Point) -> Point:
        """A point of the letter on the drawing."""
        x, y = point[0] * scale + shift, point[1] * scale
        return at[0] + x * turn[0] - y * turn[1], at[1] + x * turn[1] + y * turn[0]

    if isinstance(step, Curve):
        return Curve(place(step.first), place(step.second), place(step.to))
    return step if isinstance(step, Close) else type(step)(place(step.to))
