"""Sparklines: a row for each indicator, with the way that was measured and the goal beside it.

In: how indicators went, and a width. Out: a drawing. A line has the height of its words: what is exact is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import fsum

from planbuilder.document.figure_model import Spark, SparkData
from planbuilder.drawing.colours import tone
from planbuilder.drawing.shapes import Drawing, Rectangle, Row, Shape, Text, circle, settle, stack, stroke
from planbuilder.drawing.typeface import ASCENT, clean, limit, shorten, wrap
from planbuilder.look import Look

SIZE = 8.0
ROW, GAP = 25.0, 5.0
# The parts of the width at which the line begins and ends; its words are left and right of it.
START, END = 0.46, 0.74
TITLE_LINES = 2
_DOT, _LAST_DOT = 1.5, 2.4
# From a line to the words beside it, and from its highest and lowest point to the edges of its row.
_BESIDE, _INSET = 6.0, 5.0
# Words begin where those of a table's cells do.
_EDGE = 5.5

Items = Iterator[Shape | Text]


def draw_sparks(data: SparkData, look: Look, width: float) -> Drawing:
    """The sparklines under each other, `width` points wide."""
    sparks = clean(data).sparks
    height = len(sparks) * (ROW + GAP) + GAP
    items: list[Shape | Text] = []
    for n, spark in enumerate(sparks):
        top = height - GAP - n * (ROW + GAP)
        items.extend(_spark(spark, Rectangle(START * width, top - ROW, END * width, top), look, width))
    return Drawing(width, height, tuple(items))


def _spark(spark: Spark, area: Rectangle, look: Look, width: float) -> Items:
    """What it is called, where it began, the way, where it is and where it is to go."""
    points = [
        (area.left + float(along) * (area.right - area.left), _up(height, area)) for along, height in spark.points
    ]
    goal = None if spark.goal is None else _up(spark.goal, area)
    yield from _title(spark.title, area, look)
    if goal is not None:
        yield stroke(((area.left, goal), (area.right, goal)), tone(look, "goal"), 1.0, (3, 2))
    yield stroke(points, tone(look, "actual"), 1.4)
    for n, point in enumerate(points, 1):
        yield Shape(circle(point, _LAST_DOT if n == len(points) else _DOT), tone(look, "actual"))
    first = Row(shorten(spark.first_text, 0.2 * area.left, SIZE), SIZE, look.colours["muted"])
    yield from stack([first], area.left - _BESIDE, points[0][1] + first.height / 2, "end")
    yield from _ends(spark, points[-1][1], goal, area, look, width)


def _title(title: str, area: Rectangle, look: Look) -> list[Text]:
    """The title's lines, about the middle of the row."""
    room = 0.76 * area.left
    lines = limit(wrap(title, room, SIZE), TITLE_LINES, room, SIZE)
    rows = [Row(line, SIZE, look.colours["ink"]) for line in lines]
    middle = (area.top + area.bottom) / 2
    return stack(rows, _EDGE, middle + fsum(row.height for row in rows) / 2)


def _ends(spark: Spark, last: float, goal: float | None, area: Rectangle, look: Look, width: float) -> Items:
    """Right of the line: the latest value at its height in bold, and the goal at its own, one above the other."""
    left, room = area.right + 2 * _BESIDE, width - area.right - 2 * _BESIDE - 1
    said = [(last, Row(spark.last_text, SIZE, look.colours["ink"], True))]
    if goal is not None:
        said.append((goal, Row(spark.goal_text, SIZE, look.colours["muted"])))
    said.sort(key=lambda one: -one[0])
    heights = [row.height for _, row in said]
    wanted = [area.top - up - height / 2 for (up, _), height in zip(said, heights, strict=True)]
    for (_, row), down in zip(said, settle(wanted, heights, 0.0, ROW), strict=True):
        text = shorten(row.text, room, SIZE, row.bold)
        at = (left, area.top - down - row.height / 2 - ASCENT * SIZE / 2)
        yield Text(at, text, SIZE, row.colour, row.bold)


def _up(share: Decimal, area: Rectangle) -> float:
    """Where a share (0–1) of a row's height is."""
    return area.bottom + _INSET + float(share) * (area.top - area.bottom - 2 * _INSET)
