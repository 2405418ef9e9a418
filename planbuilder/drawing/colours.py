"""Colours, and the legends that say what they mean.

In: colours and names of tones; the keys of a legend. Out: contrasts, mixtures and readable text colours; rows of keys
and words that never overlap.
"""

from __future__ import annotations

from collections.abc import Sequence

from planbuilder.drawing.shapes import Rectangle, Row, Shape, Text, circle, polyline, rounded, stack, stack_height
from planbuilder.drawing.typeface import measure, wrap
from planbuilder.look import Look
from planbuilder.record import record

# WCAG 2.2, success criterion 1.4.3, for text of ordinary size.
LEAST_CONTRAST = 4.5
# Light enough for the grid lines over a band to stay visible, and for ink to be read on it.
_TINT = 0.76
_SHADES = 100


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `colour`, each 0–255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """The colour `share` of the way from `colour` to `other`."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(start + (end - start) * share):02x}" for start, end in pairs)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1–21, as WCAG 2 defines it."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    # WCAG 2.2: 0.05 is the light that any screen reflects.
    return (lighter + 0.05) / (darker + 0.05)


def text_on(background: str, look: Look) -> str:
    """The look's ink or paper, whichever can be read on `background`; black or white if neither can."""
    own = (look.colours["ink"], look.colours["paper"])
    # A municipality's own colours first; black and white are nobody's, but can be read on anything.
    best = max(own, key=lambda colour: contrast(colour, background))
    if contrast(best, background) >= LEAST_CONTRAST:
        return best
    return max("#000000", "#ffffff", key=lambda colour: contrast(colour, background))


def darkened(colour: str, ground: str) -> str:
    """The colour, made darker just until text in it can be read on a light ground."""
    steps = (mix(colour, "#000000", step / _SHADES) for step in range(_SHADES + 1))
    return next((one for one in steps if contrast(one, ground) >= LEAST_CONTRAST), "#000000")


def tone(look: Look, name: str) -> str:
    """The colour of the tone `name`; a name the look does not know gets the neutral tone."""
    return look.tones.get(name, look.tones["neutral"])


def tint(look: Look, name: str) -> str:
    """A light tint of the tone `name`, for areas behind data."""
    return mix(tone(look, name), look.colours["paper"], _TINT)


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, channels(colour))
    # WCAG 2.2, relative luminance: weights and curve are those of sRGB.
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: int) -> float:
    value = channel / 255
    # The curve of sRGB (IEC 61966-2-1), linear near black.
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


_GAP = 16.0


@record
class Key:
    """What a colour means, shown as a patch or, for `line`, as a line with a point."""

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
        # The first key of a row always has its place, however long: it was broken to the width beforehand.
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
