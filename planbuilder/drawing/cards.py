"""Cards: words and a width in, a box as high as its words out, ready to be painted anywhere.

A figure of many cards tries one density after another, from roomy to dense, until it fits.
"""

from __future__ import annotations

from math import fsum

from planbuilder.drawing.colours import contrast, mix, text_on
from planbuilder.drawing.shapes import (
    ROUND,
    Curve,
    Line,
    Move,
    Rectangle,
    Row,
    Shape,
    Step,
    Text,
    lead_width,
    rounded,
    stack,
    stack_height,
    tail_gap,
)
from planbuilder.drawing.typeface import LEADING, limit, measure, shorten, wrap
from planbuilder.look import Look
from planbuilder.record import record, replace

NO_LIMIT = 10_000

_RADIUS = 4.0
_NOTE = 0.88
_SMALLEST_NOTE = 7.0
# Sizes of type in points, and the shares of the four columns, at either end of the densities.
_SMALLEST, _LARGEST = 6.0, 9.0
_ROOMY = (0.18, 0.25, 0.31, 0.19)
_DENSE = (0.12, 0.24, 0.49, 0.12)
_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
# Once the smallest type is not small enough, texts are cut to so many lines.
_LIMITS = (4, 3, 2, 1)
# From this size down a note follows its text on the same line.
_RUN_IN_FROM = 7.5


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
class Density:
    """How close everything is set: font size, padding, gaps, and most lines in a card."""

    size: float
    most: int = NO_LIMIT

    @property
    def ease(self) -> float:
        """0 for the densest, 1 for the roomiest."""
        return (self.size - _SMALLEST) / (_LARGEST - _SMALLEST)

    @property
    def pad(self) -> float:
        """The space between a card's edge and its words."""
        return 1.6 + 4.9 * self.ease

    @property
    def gap(self) -> float:
        """The least space between two cards of a column."""
        return 2.2 + 6.8 * self.ease

    def setting(self, most: int) -> Setting:
        """How the words of a card with at most `most` lines are set."""
        return Setting(self.size, self.pad, 1.12 + 0.12 * self.ease, most, self.size <= _RUN_IN_FROM)

    def most_in(self, room: float) -> int:
        """How many lines a card alone in its column may have: what `room` holds, once texts must be cut."""
        if self.most == NO_LIMIT:
            return NO_LIMIT
        setting = self.setting(self.most)
        return max(1, int((room - 2 * setting.pad) / (setting.size * setting.leading)))

    @property
    def gutter(self) -> float:
        """The share of the width between two columns, where the connectors run."""
        return 0.042 + 0.016 * self.ease

    @property
    def shares(self) -> tuple[float, ...]:
        """How the width left by the gutters is shared by the four columns."""
        mixed = [dense + (roomy - dense) * self.ease for dense, roomy in zip(_DENSE, _ROOMY, strict=True)]
        return tuple(share / fsum(mixed) for share in mixed)


DENSITIES = tuple(map(Density, _SIZES)) + tuple(Density(_SMALLEST, most) for most in _LIMITS)


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


@record
class Placed:
    """A card at its place: its left edge and how far below the top of the body it starts."""

    card: Card
    left: float
    down: float

    @property
    def middle(self) -> float:
        """How far below the top of the body the card's middle is."""
        return self.down + self.card.height / 2

    @property
    def right(self) -> float:
        """The card's right edge."""
        return self.left + self.card.width


def card(words: Words, face: Face, width: float, setting: Setting, look: Look) -> Card:
    """The card that holds `words`, as high as they need."""
    ink = text_on(face.fill, look)
    # Words keep the padding on both sides, and the stripe's width on the left beside it.
    room = width - inset(face, setting.pad) - setting.pad
    rows = _with_note(_text_rows(words, room, setting, ink), words.note, room, setting, _quiet(ink, face.fill))
    return Card(rows, face, width, stack_height(rows) + 2 * setting.pad, setting.pad)


def inset(face: Face, pad: float) -> float:
    """How far the words of a card start from its left edge."""
    return pad + (_RADIUS if face.stripe else 0.0)


def _text_rows(words: Words, room: float, setting: Setting, ink: str) -> list[Row]:
    size, most = setting.size, setting.most
    # A long name would leave the first line of its text a few letters; then it has lines of its own above it.
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
    # The first line is empty where no word fits beside the name: then the one line that is shown is the second.
    if most == 1 and len(lines) > 1:
        return limit([lines[0] or lines[1], ""], 1, room - indent, size, words.bold)
    return limit(lines, most, room, size, words.bold)


def _with_note(rows: list[Row], note: str, room: float, setting: Setting, colour: str) -> tuple[Row, ...]:
    """The rows with the note after the last, in the same line if it is to be run in and fits."""
    if not note:
        return tuple(rows)
    last = rows[-1]
    beside = room - lead_width(last.lead, last.size) - tail_gap(last.size) - measure(note, last.size)
    # Where no line is left for a note, its text gives way to it, if that leaves the text a third of a line.
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
    # A card of one dense line is lower than two corners; they would run into each other.
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
