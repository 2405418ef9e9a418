"""A drawing: a short list of shapes and texts that any painter can repeat, and the stones that figures are built of.

In: places and sizes. Out: shapes, lines of text and free positions. Lengths are points (1/72 inch), the origin is the
lower left corner, y grows upwards, colours are `#rrggbb`. The PDF paints a drawing as vectors with real text, the
raster turns it into a PNG.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, fsum, radians, sin
from typing import Literal

from planbuilder.drawing.typeface import ASCENT, DESCENT, LEADING, measure
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


# The handle length that makes a Bézier curve the best quarter of a circle.
ROUND = 0.5523
# What is left of a page for a figure beside its caption.
MOST_HEIGHT = 655.0
Anchor = Literal["start", "middle", "end"]
_STARTS = {"start": 0.0, "middle": 0.5, "end": 1.0}


@record
class Rectangle:
    """An upright area, its edges in points."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Rectangle) -> bool:
        """Whether the two areas share more than an edge."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.top <= other.bottom or other.top <= self.bottom)

    def holds(self, other: Rectangle, slack: float = 0.01) -> bool:
        """Whether `other` lies inside, give or take `slack` points."""
        across = self.left - slack <= other.left and other.right <= self.right + slack
        return across and self.bottom - slack <= other.bottom and other.top <= self.top + slack


@record
class Row:
    """A line of text of a stack: `lead` comes before the text in bold, `tail` small and quiet after it."""

    text: str
    size: float
    colour: str
    bold: bool = False
    lead: str = ""
    tail: str = ""
    tail_colour: str = ""
    leading: float = LEADING

    @property
    def height(self) -> float:
        """The height of the line with its leading."""
        return self.size * self.leading


def extent(text: Text) -> Rectangle:
    """The area a text covers, from `DESCENT` below its base line to `ASCENT` above it, turned as it is."""
    width = measure(text.text, text.size, text.bold)
    start = -width * _STARTS[text.anchor]
    # All four corners are turned: of a text at an angle, any of them may reach farthest.
    corners = [(x, y) for x in (start, start + width) for y in (-DESCENT * text.size, ASCENT * text.size)]
    turned = [_turn(corner, text.angle) for corner in corners]
    across, up = [x + text.at[0] for x, _ in turned], [y + text.at[1] for _, y in turned]
    return Rectangle(min(across), min(up), max(across), max(up))


def _turn(point: Point, angle: float) -> Point:
    cosine, sine = cos(radians(angle)), sin(radians(angle))
    return point[0] * cosine - point[1] * sine, point[0] * sine + point[1] * cosine


def polygon(points: Sequence[Point]) -> tuple[Step, ...]:
    """The closed path through `points`."""
    return (*polyline(points), Close())


def polyline(points: Sequence[Point]) -> tuple[Step, ...]:
    """The open path through `points`."""
    return (Move(points[0]), *(Line(point) for point in points[1:]))


def block(area: Rectangle) -> tuple[Step, ...]:
    """The path of a rectangle with sharp corners."""
    corners = (
        (area.left, area.bottom),
        (area.right, area.bottom),
        (area.right, area.top),
        (area.left, area.top),
    )
    return polygon(corners)


def rounded(area: Rectangle, radius: float) -> tuple[Step, ...]:
    """The path of a rectangle with round corners."""
    left, bottom, right, top = area.left, area.bottom, area.right, area.top
    # How far a handle's end is from the corner; handles lie on the edges.
    turn = radius * (1 - ROUND)
    return (
        Move((left + radius, bottom)),
        Line((right - radius, bottom)),
        Curve((right - turn, bottom), (right, bottom + turn), (right, bottom + radius)),
        Line((right, top - radius)),
        Curve((right, top - turn), (right - turn, top), (right - radius, top)),
        Line((left + radius, top)),
        Curve((left + turn, top), (left, top - turn), (left, top - radius)),
        Line((left, bottom + radius)),
        Curve((left, bottom + turn), (left + turn, bottom), (left + radius, bottom)),
        Close(),
    )


def circle(centre: Point, radius: float) -> tuple[Step, ...]:
    """The path of a circle."""
    x, y = centre
    return rounded(Rectangle(x - radius, y - radius, x + radius, y + radius), radius)


def stack_height(rows: Iterable[Row]) -> float:
    """The height of rows of text set under each other."""
    return fsum(row.height for row in rows)


def stack(rows: Iterable[Row], x: float, top: float, anchor: Anchor = "start") -> list[Text]:
    """The texts of rows set under each other from `top` down, all at the same `x`."""
    texts = []
    for row in rows:
        # Half of what leading adds goes above the letters, half below.
        slack = (row.leading - ASCENT - DESCENT) / 2
        baseline = top - (slack + ASCENT) * row.size
        texts.extend(_texts(row, x, baseline, anchor))
        top -= row.height
    return texts


def _texts(row: Row, x: float, baseline: float, anchor: Anchor) -> list[Text]:
    start = x + lead_width(row.lead, row.size)
    end = start + measure(row.text, row.size, row.bold) + tail_gap(row.size)
    lead = Text((x, baseline), row.lead, row.size, row.colour, True)
    text = Text((start, baseline), row.text, row.size, row.colour, row.bold, anchor)
    tail = Text((end, baseline), row.tail, row.size, row.tail_colour)
    return [part for part in (lead, text, tail) if part.text]


def lead_width(lead: str, size: float) -> float:
    """The room a bold lead takes before its text, with the space between."""
    return measure(lead, size, True) + 0.45 * size if lead else 0.0


def tail_gap(size: float) -> float:
    """The room between a text and its tail."""
    return 0.8 * size


def spread(heights: Sequence[float], gap: float, room: float) -> list[float]:
    """How far down each of a row of boxes starts when they are spread over the middle of `room`.

    The gaps grow to three times `gap` at most, so that few boxes stay together.
    """
    free = room - fsum(heights)
    # As much above the first and below the last as between two, were it not for the limit.
    between = min(free / (len(heights) + 1), 3 * gap) if heights else 0.0
    # What does not fit keeps its gaps and reaches beyond the room: the caller takes a denser setting then.
    between = max(between, gap)
    down = (free - between * (len(heights) - 1)) / 2
    return [down + fsum(heights[:index]) + between * index for index in range(len(heights))]


def settle(wanted: Sequence[float], heights: Sequence[float], gap: float, room: float) -> list[float]:
    """How far down each box starts: as near to `wanted` as their order, `gap` and `room` allow."""
    # Where each box would begin in a stack without air: what is left to choose is one shift a box, which never
    # falls, so keeping the order becomes the regression to a rising row in `_rising`.
    offsets = [fsum(heights[:index]) + gap * index for index in range(len(heights))]
    slack = max(0.0, room - fsum(heights) - gap * (len(heights) - 1))
    shifts = _rising([want - offset for want, offset in zip(wanted, offsets, strict=True)])
    # Cut to the room after fitting: both keep the order, and the row that is nearest within bounds is the one cut so.
    return [min(max(shift, 0.0), slack) + offset for shift, offset in zip(shifts, offsets, strict=True)]


def _rising(values: Sequence[float]) -> list[float]:
    """The row of never falling numbers nearest to `values`: neighbours out of order share their mean."""
    # Pool adjacent violators: the least squares fit of a row that never falls.
    pools: list[list[float]] = []
    for value in values:
        pools.append([value])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            last = pools.pop()
            pools[-1].extend(last)
    return [_mean(pool) for pool in pools for _ in pool]


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values)


def stroke(points: Sequence[Point], colour: str, width: float = 0.8, dash: tuple[float, ...] = ()) -> Shape:
    """A line through `points`."""
    return Shape(polyline(points), stroke=colour, width=width, dash=dash)
