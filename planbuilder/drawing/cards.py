"""Cards: words and a width in, a box as high as its words out, ready to be painted anywhere."""

from __future__ import annotations

from planbuilder.drawing.colours import contrast, mix, text_on
from planbuilder.drawing.fonts import LEADING, limit, measure, shorten, wrap
from planbuilder.drawing.model import Curve, Line, Move, Shape, Step, Text
from planbuilder.drawing.shapes import (
    ROUND,
    Rectangle,
    Row,
    lead_width,
    rounded,
    stack,
    stack_height,
    tail_gap,
)
from planbuilder.look import Look
from planbuilder.record import record, replace

NO_LIMIT = 10_000

_RADIUS = 4.0
_NOTE = 0.88
_SMALLEST_NOTE = 6.0


@record
class Face:
    """How a card looks: its fill, its edge, and the stripe down its left side; empty means none."""

    fill: str
    edge: str = ""
    stripe: str = ""


@record
class Words:
    """What a card says: a short bold name before the text, and a smaller note beneath."""

    text: str
    name: str = ""
    note: str = ""
    bold: bool = False


@record
class Setting:
    """How a card's words are set: size, padding, leading, most lines, and whether the note is run in."""

    size: float
    pad: float
    leading: float = LEADING
    most: int = NO_LIMIT
    run_in: bool = False


@record
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
        words = stack(self.rows, left + inset(self.face, self.pad), top - self.pad)
        return [*_box(area, self.face), *words]


def card(words: Words, face: Face, width: float, setting: Setting, look: Look) -> Card:
    """The card that holds `words`, as high as they need."""
    ink = text_on(face.fill, look)
    room = width - inset(face, setting.pad) - setting.pad
    rows = _with_note(_text_rows(words, room, setting, ink), words.note, room, setting, _quiet(ink, face.fill))
    return Card(rows, face, width, stack_height(rows) + 2 * setting.pad, setting.pad)


def inset(face: Face, pad: float) -> float:
    """How far the words of a card start from its left edge."""
    return pad + (_RADIUS if face.stripe else 0.0)


def _text_rows(words: Words, room: float, setting: Setting, ink: str) -> list[Row]:
    size, most = setting.size, setting.most
    if measure(words.name, size, True) > 0.4 * room:
        names = limit(wrap(words.name, room, size, True), most, room, size, True)
        lines = limit(wrap(words.text, room, size, words.bold), most, room, size, words.bold)
        heads = [Row(line, size, ink, True, leading=setting.leading) for line in names]
        return heads + [Row(line, size, ink, words.bold, leading=setting.leading) for line in lines]
    lines = _beside_name(words, room, size, most)
    rows = [Row(line, size, ink, words.bold, leading=setting.leading) for line in lines]
    return [replace(rows[0], lead=words.name), *rows[1:]]


def _beside_name(words: Words, room: float, size: float, most: int) -> list[str]:
    """The lines of the text, the first of them shorter by the name before it."""
    indent = lead_width(words.name, size)
    lines = wrap(words.text, room, size, words.bold, indent) or [""]
    if most == 1 and len(lines) > 1:
        return limit([lines[0] or lines[1], ""], 1, room - indent, size, words.bold)
    return limit(lines, most, room, size, words.bold)


def _with_note(rows: list[Row], note: str, room: float, setting: Setting, colour: str) -> tuple[Row, ...]:
    """The rows with the note after the last, in the same line if it is to be run in and fits."""
    if not note:
        return tuple(rows)
    last = rows[-1]
    beside = room - lead_width(last.lead, last.size) - tail_gap(last.size) - measure(note, last.size)
    full = len(rows) >= setting.most and beside > room / 3
    if setting.run_in and (full or measure(last.text, last.size, last.bold) <= beside):
        text = shorten(last.text, beside, last.size, last.bold)
        return (*rows[:-1], replace(last, text=text, tail=note, tail_colour=colour))
    size = max(_SMALLEST_NOTE, setting.size * _NOTE)
    lines = limit(wrap(note, room, size), setting.most, room, size)
    return (*rows, *(Row(line, size, colour, leading=setting.leading) for line in lines))


def _quiet(ink: str, fill: str) -> str:
    """`ink` a step nearer to the fill, as far as it can still be read well."""
    softer = mix(ink, fill, 0.28)
    return softer if contrast(softer, fill) >= 5 else ink


def _box(area: Rectangle, face: Face) -> list[Shape]:
    radius = min(_RADIUS, (area.top - area.bottom) / 2)
    body = rounded(area, radius)
    stripe = [Shape(_stripe(area, radius), fill=face.stripe)] if face.stripe else []
    edge = [Shape(body, stroke=face.edge, width=0.8)] if face.edge else []
    return [Shape(body, fill=face.fill), *edge, *stripe]


def _stripe(area: Rectangle, radius: float) -> tuple[Step, ...]:
    """The left end of a box: round corners outside, straight inside."""
    left, inner, handle = area.left, area.left + radius, radius * (1 - ROUND)
    return (
        Move((inner, area.bottom)),
        Line((inner, area.top)),
        Curve((left + handle, area.top), (left, area.top - handle), (left, area.top - radius)),
        Line((left, area.bottom + radius)),
        Curve((left, area.bottom + handle), (left + handle, area.bottom), (inner, area.bottom)),
    )
