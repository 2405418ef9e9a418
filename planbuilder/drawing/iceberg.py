"""Schein's iceberg: three levels and the plan's own words in, a drawing with its water line out."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from planbuilder.document.figure_model import IcebergData, IcebergLevel
from planbuilder.drawing.colours import mix
from planbuilder.drawing.shapes import (
    MOST_HEIGHT,
    Curve,
    Drawing,
    Line,
    Move,
    Point,
    Rectangle,
    Row,
    Shape,
    Step,
    Text,
    block,
    circle,
    polygon,
    rounded,
    stack,
    stack_height,
    stroke,
)
from planbuilder.drawing.typeface import clean, wrap
from planbuilder.look import Look
from planbuilder.record import record

_ICE_SHARE = 0.4
_MARGIN = 10.0
_PAD = 7.0
_LEAST_HEIGHT = 60.0
_BULLET = 9.0
_TITLE, _SUBTITLE, _LINE, _WATER = 10.5, 8.5, 9.0, 8.0
_SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
# How far each band of sea is mixed with the light surface, from the water line down.
_SEA = (0.55, 0.25, 0.0)

# The ice by level: corners as shares of its width and of the level's height, and how light it is.
_Facet = tuple[tuple[tuple[float, float], ...], float]
_FACETS: tuple[tuple[_Facet, ...], ...] = (
    (
        (((0.46, 0.1), (0.36, 0.42), (0.43, 0.7), (0.52, 0.46)), 0.86),
        (((0.36, 0.42), (0.22, 0.62), (0.16, 1.0), (0.39, 1.0), (0.43, 0.7)), 0.72),
        (((0.52, 0.46), (0.43, 0.7), (0.39, 1.0), (0.66, 1.0), (0.62, 0.56)), 0.8),
        (((0.46, 0.1), (0.52, 0.46), (0.62, 0.56), (0.58, 0.3)), 0.62),
        (((0.62, 0.56), (0.66, 1.0), (0.8, 1.0), (0.72, 0.66)), 0.55),
    ),
    (
        (((0.16, 0.0), (0.05, 0.38), (0.02, 1.0), (0.3, 1.0), (0.34, 0.45), (0.39, 0.0)), 0.42),
        (((0.39, 0.0), (0.34, 0.45), (0.3, 1.0), (0.64, 1.0), (0.7, 0.5), (0.66, 0.0)), 0.5),
        (((0.66, 0.0), (0.7, 0.5), (0.64, 1.0), (0.96, 1.0), (0.93, 0.34), (0.8, 0.0)), 0.32),
    ),
    (
        (((0.02, 0.0), (0.09, 0.34), (0.24, 0.62), (0.36, 0.4), (0.3, 0.0)), 0.18),
        (((0.3, 0.0), (0.36, 0.4), (0.58, 0.45), (0.64, 0.0)), 0.26),
        (((0.64, 0.0), (0.58, 0.45), (0.74, 0.64), (0.9, 0.36), (0.96, 0.0)), 0.08),
        (((0.24, 0.62), (0.36, 0.4), (0.58, 0.45), (0.48, 0.95)), 0.12),
        (((0.58, 0.45), (0.74, 0.64), (0.48, 0.95)), 0.0),
    ),
)
# Where the line from the ice to a level's words starts.
_EDGES = ((0.6, 0.46), (0.93, 0.5), (0.865, 0.4))


@record
class _Level:
    """The words of a level: the head, the bulleted lines, and the room for the words at the water line."""

    head: tuple[Row, ...]
    points: tuple[tuple[Row, ...], ...]
    above: float
    below: float

    @property
    def words_height(self) -> float:
        return stack_height(self.head) + fsum(stack_height(point) + 2 for point in self.points)

    @property
    def height(self) -> float:
        return max(_LEAST_HEIGHT, self.above + self.words_height + self.below + 2 * _PAD)


def draw_iceberg(data: IcebergData, look: Look, width: float) -> Drawing:
    """The iceberg, `width` points wide; each level is as high as the plan's own words beside it need.

    The words shrink by less than a third if that keeps the drawing on one page.
    """
    data = clean(data)
    column = Rectangle(_ICE_SHARE * width + 2.2 * _MARGIN, 0.0, width - _MARGIN, 0.0)
    labels = [_water_label(text, column, look) for text in (data.above, data.below)]
    levels = _fitting_levels(data, look, column, [stack_height(label) for label in labels])
    height = fsum(level.height for level in levels)
    # The y of each level's upper edge from the top down, and 0.0, the lower edge of the last.
    tops = [height - fsum(level.height for level in levels[:index]) for index in range(4)]
    items: list[Shape | Text] = [*_sea(tops, width, look), *_ice(tops, width, look)]
    items.extend(_water_line(tops[1], width, look))
    for index, level in enumerate(levels):
        items.extend(_words(level, tops[index], column, look))
        items.extend(_pointer(level, tops, index, width, column, look))
    items.extend(stack(labels[0], column.right, tops[1] + stack_height(labels[0]) + 4, "end"))
    items.extend(stack(labels[1], column.right, tops[1] - 5, "end"))
    return Drawing(width, height, tuple(items))


def _water_label(text: str, column: Rectangle, look: Look) -> tuple[Row, ...]:
    return _rows(text, column.right - column.left, _WATER, look.colours["primary"], True)


def _fitting_levels(data: IcebergData, look: Look, column: Rectangle, water: Sequence[float]) -> list[_Level]:
    """The levels in the largest words that keep them on a page, or in the smallest."""
    for scale in _SCALES:
        levels = _levels(data, look, column.right - column.left, water, scale)
        if fsum(level.height for level in levels) <= MOST_HEIGHT:
            break
    return levels


def _levels(data: IcebergData, look: Look, width: float, water: Sequence[float], scale: float) -> list[_Level]:
    """The levels with their words; the labels of the water line take room from the levels it parts."""
    # The label above the line lies in the first level, at its foot; the one below it at the head of the second.
    rooms = ((0.0, water[0]), (water[1], 0.0), (0.0, 0.0))
    texts = [_level(level, look, width, scale) for level in data.levels]
    return [_Level(head, points, *room) for (head, points), room in zip(texts, rooms, strict=True)]


def _level(
    level: IcebergLevel, look: Look, width: float, scale: float
) -> tuple[tuple[Row, ...], tuple[tuple[Row, ...], ...]]:
    """The head and the bulleted lines of a level."""
    primary, ink = look.colours["primary"], look.colours["ink"]
    quiet = mix(ink, look.colours["primary_soft"], 0.2)
    head = _rows(level.title, width, _TITLE * scale, primary, True)
    head += _rows(level.subtitle, width, _SUBTITLE * scale, quiet)
    points = [_rows(line, width - _BULLET, _LINE * scale, ink) for line in level.lines]
    return head, tuple(point for point in points if point)


def _rows(text: str, width: float, size: float, colour: str, bold: bool = False) -> tuple[Row, ...]:
    return tuple(Row(line, size, colour, bold) for line in wrap(text, width, size, bold))


def _sea(tops: Sequence[float], width: float, look: Look) -> list[Shape]:
    """The sky above the water line and the sea below it, a little deeper in colour for each level."""
    soft, surface = look.colours["primary_soft"], look.colours["surface"]
    fills = [mix(soft, surface, share) for share in _SEA]
    sky = Shape(rounded(Rectangle(0, 0, width, tops[0]), 5), fill=surface)
    # Three bands of sea for two levels: the lower one is parted in the middle, so that it deepens evenly.
    edges = (tops[1], tops[2], tops[2] / 2)
    bands = [
        Shape(block(Rectangle(0, low, width, high)), fill=fill)
        for high, low, fill in zip(edges, edges[1:], fills, strict=False)
    ]
    return [sky, *bands, Shape(_bottom(width, edges[2]), fill=fills[2])]


def _bottom(width: float, top: float) -> tuple[Step, ...]:
    """The lowest band of the sea, with the round corners of the picture."""
    radius = 5.0
    return (
        Move((0, top)),
        Line((0, radius)),
        Curve((0, 2), (2, 0), (radius, 0)),
        Line((width - radius, 0)),
        Curve((width - 2, 0), (width, 2), (width, radius)),
        Line((width, top)),
    )


def _ice(tops: Sequence[float], width: float, look: Look) -> list[Shape]:
    primary, paper = look.colours["primary"], look.colours["paper"]
    shapes = []
    for index, facets in enumerate(_FACETS):
        for corners, light in facets:
            colour = mix(primary, paper, light)
            points = [_place(corner, tops, index, width) for corner in corners]
            # A hairline in the facet's own colour closes the seams that painters leave between neighbours.
            shapes.append(Shape(polygon(points), fill=colour, stroke=colour, width=0.5))
    return shapes


def _place(corner: tuple[float, float], tops: Sequence[float], index: int, width: float) -> Point:
    # x is a share of the ice from the left, y one of the level from its upper edge down: facets stretch with the
    # words.
    across, down = corner
    return _MARGIN + across * _ICE_SHARE * width, tops[index] - down * (tops[index] - tops[index + 1])


def _water_line(y: float, width: float, look: Look) -> list[Shape]:
    """A line of gentle waves from edge to edge."""
    # A wave is about 24 points; a whole number of them ends at the edge without a break.
    count = max(2, round(width / 24))
    length = width / count
    waves: list[Step] = [Move((0.0, y))]
    for index in range(count):
        start, swing = index * length, 2.2 if index % 2 else -2.2
        waves.append(Curve((start + length / 3, y + swing), (start + 2 * length / 3, y + swing), (start + length, y)))
    return [Shape(tuple(waves), stroke=look.colours["primary"], width=1.4)]


def _words(level: _Level, top: float, column: Rectangle, look: Look) -> list[Shape | Text]:
    """The words of a level, in the middle of the room that the labels of the water line leave."""
    y = top - level.above - (level.height - level.above - level.below - level.words_height) / 2
    items: list[Shape | Text] = [*stack(level.head, column.left, y)]
    y -= stack_height(level.head)
    for point in level.points:
        y -= 2
        bullet = (column.left + 2.5, y - 0.5 * point[0].height)
        items.append(Shape(circle(bullet, 1.4), fill=look.colours["accent"]))
        items.extend(stack(point, column.left + _BULLET, y))
        y -= stack_height(point)
    return items


def _pointer(
    level: _Level, tops: Sequence[float], index: int, width: float, column: Rectangle, look: Look
) -> list[Shape]:
    """A fine line from the ice to the words of its level."""
    start = _place(_EDGES[index], tops, index, width)
    edge = column.left - 8
    room = level.height - level.above - level.below
    top = tops[index] - level.above - (room - level.words_height) / 2
    bracket = stroke(((edge, top), (edge, top - level.words_height)), look.colours["primary"], 1.2)
    colour = mix(look.colours["primary"], look.colours["paper"], 0.4)
    # Level where it can be: it slopes only where the words end above or below the ice's edge.
    end = (edge, min(top, max(start[1], top - level.words_height)))
    return [stroke((start, end), colour, 0.7), Shape(circle(start, 1.8), fill=colour), bracket]
