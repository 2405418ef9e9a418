"""Legends: what each colour stands for in, rows of keys and words that never overlap out."""

from __future__ import annotations

from collections.abc import Sequence

from planbuilder.drawing.fonts import measure, wrap
from planbuilder.drawing.model import Shape, Text
from planbuilder.drawing.shapes import Rectangle, Row, circle, polyline, rounded, stack, stack_height
from planbuilder.record import record

_GAP = 16.0


@record
class Key:
    """What a colour stands for, shown as a patch or, for `line`, as a line with a point."""

    colour: str
    text: str
    line: bool = False


@record
class _Entry:
    key: Key
    rows: tuple[Row, ...]
    left: float
    down: float


@record
class Legend:
    """A legend laid out in a width: its entries and the height they need."""

    entries: tuple[_Entry, ...]
    height: float
    size: float

    def paint(self, left: float, top: float) -> list[Shape | Text]:
        """The keys and words, with the legend's upper left corner at `left` and `top`."""
        items: list[Shape | Text] = []
        for entry in self.entries:
            x, y = left + entry.left, top - entry.down
            items.extend(_key(entry.key, x, y - entry.rows[0].height / 2, self.size))
            items.extend(stack(entry.rows, x + _key_width(entry.key, self.size), y))
        return items


def legend(keys: Sequence[Key], width: float, size: float, colour: str) -> Legend:
    """The legend of `keys`, flowing into as many rows as `width` needs."""
    entries: list[_Entry] = []
    left = down = row_height = 0.0
    for key in keys:
        rows, span = _rows(key, width, size, colour)
        if left and left + span > width:
            left, down, row_height = 0.0, down + row_height + 2, 0.0
        entries.append(_Entry(key, rows, left, down))
        left, row_height = left + span + _GAP, max(row_height, stack_height(rows))
    return Legend(tuple(entries), down + row_height, size)


def _rows(key: Key, width: float, size: float, colour: str) -> tuple[tuple[Row, ...], float]:
    room = width - _key_width(key, size)
    lines = wrap(key.text, room, size) or [""]
    span = max(measure(line, size) for line in lines) + _key_width(key, size)
    return tuple(Row(line, size, colour) for line in lines), span


def _key_width(key: Key, size: float) -> float:
    return size * (2.4 if key.line else 1.4)


def _key(key: Key, x: float, middle: float, size: float) -> list[Shape]:
    side = 0.95 * size
    if not key.line:
        area = Rectangle(x, middle - side / 2, x + side, middle + side / 2)
        return [Shape(rounded(area, 1.5), fill=key.colour)]
    line = Shape(polyline(((x, middle), (x + 2 * side, middle))), stroke=key.colour, width=1.8)
    return [line, Shape(circle((x + side, middle), 2.2), fill=key.colour)]
