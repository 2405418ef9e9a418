"""Cards: words and a width in, a box as high as its words out, ready to be painted anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from planbuilder.drawing.colours import contrast, mix, text_on
from planbuilder.drawing.fonts import limit, measure, wrap
from planbuilder.drawing.model import Shape, Text
from planbuilder.drawing.shapes import Rectangle, Row, block, lead_width, rounded, stack, stack_height
from planbuilder.look import Look

_STRIPE = 4.0
_NOTE = 0.88


@dataclass(frozen=True)
class Face:
    """How a card looks: its fill, its edge, and the stripe down its left side; empty means none."""

    fill: str
    edge: str = ""
    stripe: str = ""


@dataclass(frozen=True)
class Words:
    """What a card says: a short bold name before the text, and a smaller note beneath."""

    text: str
    name: str = ""
    note: str = ""
    bold: bool = False


@dataclass(frozen=True)
class Card:
    """A box with its rows of text, `width` by `height` points."""

    rows: tuple[Row, ...]
    face: Face
    width: float
    height: float
    pad: float

    def paint(self, left: float, top: float) -> list[Shape | Text]:
        """The box and its words, with its upper left corner at `left` and `top`."""
        area = Rectangle(left, top - self.height, left + self.width, top)
        words_top = top - (self.height - stack_height(self.rows)) / 2
        words = stack(self.rows, left + _inset(self.face, self.pad), words_top)
        return [*_box(area, self.face), *words]


def card(words: Words, face: Face, width: float, size: float, pad: float, most: int, look: Look) -> Card:
    """The card that holds `words`, at most `most` lines of text and as many of note, higher by need only."""
    ink = text_on(face.fill, look)
    room = width - _inset(face, pad) - pad
    rows = _text_rows(words, room, size, most, ink)
    small = size * _NOTE
    notes = limit(wrap(words.note, room, small), most, room, small)
    quiet = _quiet(ink, face.fill)
    rows.extend(Row(line, small, quiet) for line in notes)
    return Card(tuple(rows), face, width, stack_height(rows) + 2 * pad, pad)


def _text_rows(words: Words, room: float, size: float, most: int, ink: str) -> list[Row]:
    if measure(words.name, size, True) > 0.4 * room:
        names = limit(wrap(words.name, room, size, True), most, room, size, True)
        lines = limit(wrap(words.text, room, size, words.bold), most, room, size, words.bold)
        return [Row(line, size, ink, True) for line in names] + [Row(line, size, ink, words.bold) for line in lines]
    indent = lead_width(words.name, size)
    lines = wrap(words.text, room, size, words.bold, indent) or [""]
    kept = _limit_indented(lines, most, room, size, words.bold, indent)
    first = Row(kept[0], size, ink, words.bold, words.name)
    return [first, *(Row(line, size, ink, words.bold) for line in kept[1:])]


def _limit_indented(
    lines: list[str], most: int, room: float, size: float, bold: bool, indent: float
) -> list[str]:
    if most == 1 and len(lines) > 1:
        start = lines[0] or lines[1]
        return limit([start, ""], 1, room - indent, size, bold)
    return limit(lines, most, room, size, bold)


def _inset(face: Face, pad: float) -> float:
    return pad + (_STRIPE if face.stripe else 0.0)


def _quiet(ink: str, fill: str) -> str:
    """`ink` a step nearer to the fill, as far as it can still be read well."""
    softer = mix(ink, fill, 0.28)
    return softer if contrast(softer, fill) >= 5 else ink


def _box(area: Rectangle, face: Face) -> list[Shape]:
    radius = min(4.0, (area.top - area.bottom) / 2)
    body = Shape(rounded(area, radius), fill=face.fill, stroke=face.edge, width=0.8)
    if not face.stripe:
        return [body]
    stripe = Rectangle(area.left, area.bottom, area.left + 2 * radius, area.top)
    cover = Rectangle(area.left + _STRIPE, area.bottom, area.left + 2 * radius, area.top)
    edge = Shape(rounded(area, radius), stroke=face.edge, width=0.8)
    return [
        Shape(body.steps, fill=face.fill),
        Shape(rounded(stripe, radius), fill=face.stripe),
        Shape(block(cover), fill=face.fill),
        edge,
    ]
