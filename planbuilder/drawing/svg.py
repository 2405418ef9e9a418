"""Scalable pictures of drawings, and drawings without text, which need no typeface.

In: a drawing and its title. Out: a self-contained SVG document; or the same drawing with every letter as the shape it
has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html import escape
from math import cos, radians, sin

from planbuilder.drawing.shapes import Close, Curve, Drawing, Line, Move, Point, Shape, Step, Text
from planbuilder.drawing.typeface import Face, Outline, current, drawable, measure
from planbuilder.hostile import attempt
from planbuilder.record import replace

SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}


def outlined(drawing: Drawing) -> Drawing:
    """The drawing with its texts as shapes."""
    return replace(drawing, items=shapes(drawing))


def shapes(drawing: Drawing) -> tuple[Shape, ...]:
    """All that a drawing shows, its texts too, as shapes."""
    made = (_outline(item) if isinstance(item, Text) else item for item in drawing.items)
    return tuple(shape for shape in made if shape.steps)


def _outline(text: Text) -> Shape:
    words = drawable(text.text)
    # Anchored before it is turned: along the text, not across the drawing.
    start = -SHIFT[text.anchor] * measure(words, text.size, text.bold)
    return Shape(tuple(_steps(text, words, start)), fill=text.colour)


def _steps(text: Text, words: str, start: float) -> Iterator[Step]:
    """The outlines of a line of text, turned about its place."""
    face = current().bold if text.bold else current().regular
    scale = text.size / face.units
    turn = (cos(radians(text.angle)), sin(radians(text.angle)))
    for character in words:
        yield from _placed(letter(character, face), text.at, turn, scale, start)
        # Without kerning, as `measure` counts: the room that layout has set aside is the room it takes.
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


def _placed(steps: tuple[Step, ...], at: Point, turn: Point, scale: float, shift: float) -> Iterator[Step]:
    (left, base), (along, across) = at, turn

    def place(point: Point) -> Point:
        """A point of the letter on the drawing."""
        x, y = point[0] * scale + shift, point[1] * scale
        # A turn by the angle, anticlockwise, about `at` (y grows upwards).
        return left + x * along - y * across, base + x * across + y * along

    for step in steps:
        if isinstance(step, Curve):
            yield Curve(place(step.first), place(step.second), place(step.to))
        else:
            yield step if isinstance(step, Close) else type(step)(place(step.to))


def svg(drawing: Drawing, title: str) -> str:
    """The SVG document of `drawing`, with `title` for those who cannot see it.

    Each text states its width, so that it keeps its place where Lato is not installed: another font's letters are
    made narrower with the room between them, as they would run together otherwise.
    """
    # SVG counts from the top, a drawing from the bottom: every height is turned on its way out.
    size = f'width="{_number(drawing.width)}pt" height="{_number(drawing.height)}pt"'
    box = f'viewBox="0 0 {_number(drawing.width)} {_number(drawing.height)}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img" font-family="Lato, sans-serif">'
    parts = [_part(item, drawing.height) for item in drawing.items]
    return "\n".join((head, f"<title>{escape(drawable(title), quote=False)}</title>", *parts, "</svg>\n"))


def _part(item: Shape | Text, height: float) -> str:
    return _text(item, height) if isinstance(item, Text) else _shape(item, height)


def _text(text: Text, height: float) -> str:
    x, y = _number(text.at[0]), _number(height - text.at[1])
    words = drawable(text.text)
    pairs = {
        "x": x,
        "y": y,
        "font-size": _number(text.size),
        "fill": text.colour,
        "font-weight": "bold" if text.bold else "",
        "text-anchor": "" if text.anchor == "start" else text.anchor,
        # Downwards y turns the sense of angles about as well.
        "transform": f"rotate({_number(-text.angle)} {x} {y})" if text.angle else "",
        "textLength": _number(measure(words, text.size, text.bold)),
        "lengthAdjust": "spacingAndGlyphs",
    }
    return f"<text{_attributes(pairs)}>{escape(words, quote=False)}</text>"


def _shape(shape: Shape, height: float) -> str:
    path = NAUGHTS.sub("", "".join(_step(step, height) for step in shape.steps))
    pairs = {"d": path, "fill": shape.fill or "none"}
    if shape.stroke:
        dash = " ".join(map(_number, shape.dash))
        pairs |= {"stroke": shape.stroke, "stroke-width": _number(shape.width), "stroke-dasharray": dash}
    return f"<path{_attributes(pairs)}/>"


def _attributes(pairs: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs.items() if value)


def _step(step: Step, height: float) -> str:
    """A step with two decimals in each number; their naughts are taken out of a whole path at once."""
    if isinstance(step, Close):
        return "Z"
    x, y = step.to
    place = f"{x:.2f} {height - y:.2f}"
    if isinstance(step, Curve):
        (x1, y1), (x2, y2) = step.first, step.second
        return f"C{x1:.2f} {height - y1:.2f} {x2:.2f} {height - y2:.2f} {place}"
    return f"M{place}" if isinstance(step, Move) else f"L{place}"


def _number(value: float) -> str:
    # A hundredth of a point is finer than any printer draws.
    return NAUGHTS.sub("", f"{value:.2f}")


# At the end of a number with two decimals: both, or the last one.
NAUGHTS = re.compile(r"\.00|(?<=\.\d)0")
