"""A drawing: a short list of shapes and texts that any painter can repeat.

In: nothing. Out: the types. Lengths are points (1/72 inch), the origin is the lower left corner, y grows upwards,
colours are `#rrggbb`. The PDF paints a drawing as vectors with real text, the raster turns it into a PNG.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planbuilder.record import record

Point = tuple[float, float]


# A build makes a hundred thousand steps of letters: what a value costs weighs more here than what a type does.
@dataclass(frozen=True, slots=True)
class Move:
    """Start a new line at a point."""

    to: Point


@dataclass(frozen=True, slots=True)
class Line:
    """Draw a straight line to a point."""

    to: Point


@dataclass(frozen=True, slots=True)
class Curve:
    """Draw a cubic Bézier curve to a point by way of two handles."""

    first: Point
    second: Point
    to: Point


@dataclass(frozen=True, slots=True)
class Close:
    """Close the current line."""


Step = Move | Line | Curve | Close


@record
class Shape:
    """A path that is filled, stroked or both; an empty colour means not at all."""

    steps: tuple[Step, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()


@record
class Text:
    """A line of text with its base line at `at`, turned anticlockwise by `angle` degrees."""

    at: Point
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: Literal["start", "middle", "end"] = "start"
    angle: float = 0.0


@record
class Drawing:
    """Shapes and texts in painting order on an area of `width` by `height` points."""

    width: float
    height: float
    items: tuple[Shape | Text, ...]
