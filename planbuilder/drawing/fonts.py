"""Texts in the current typeface: their width, and how they are broken to a width.

In: plain text. Out: widths in points and lines that are never wider than asked.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from planbuilder.drawing.typeface import Face, Typeface, current

MISSING = "□"
ASCENT = 0.82
DESCENT = 0.22
LEADING = 1.24

_BREAKS = re.compile(r"[ \t\n\r\f\v]+")
_HYPHENS = "-‐–/"
_STAND_INS = {"\t": " ", "\n": " ", "\r": " ", "\f": " ", "\v": " ", "\u2028": " ", "\u2029": " ", "‑": "-"}
_UNSEEN = {"Cc", "Cf"}
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def measure(text: str, size: float, bold: bool = False) -> float:
    """The width of `text` in points, without kerning; a character the typeface lacks counts an em."""
    face = _face(bold)
    return _units(text, face) * size / face.units


def _face(bold: bool) -> Face:
    typeface = current()
    return typeface.bold if bold else typeface.regular


@lru_cache(maxsize=20_000)
def _units(text: str, face: Face) -> int:
    # An em is as wide as a Chinese character, and about as wide as an emoji.
    return sum(face.advances.get(character, face.units) for character in text)


def drawable(text: str, missing: str = MISSING) -> str:
    """`text` with `missing` for each character the typeface cannot draw, composed, and without control characters.

    White space such as a line break becomes a space; if the typeface lacks `missing` too, "?" takes its place.
    """
    typeface = current()
    if _as_they_are(typeface).issuperset(text):
        return text
    stand_in = missing if typeface.characters.issuperset(missing) else "?"
    composed = unicodedata.normalize("NFC", text)
    return "".join(_drawable_character(character, stand_in, typeface) for character in composed)


@lru_cache(maxsize=8)
def _as_they_are(typeface: Typeface) -> frozenset[str]:
    """The characters of western texts that are drawn as they are: almost every text holds no others."""
    western = map(chr, range(0x20, 0x180))
    return frozenset(one for one in western if _drawable_character(one, "", typeface) == one)


def _drawable_character(character: str, missing: str, typeface: Typeface) -> str:
    if character in _STAND_INS:
        return _STAND_INS[character]
    if unicodedata.category(character) in _UNSEEN or ord(character) in _VARIATION_SELECTORS:
        return ""
    return character if character in typeface.characters else missing


def wrap(text: str, width: float, size: float, bold: bool = False, indent: float = 0.0) -> list[str]:
    """The lines of `text`, none wider than `width`, broken at spaces, inside words only if one is too wide.

    The first line is `indent` points shorter; it is empty if the first word does not fit beside the indent.
    A single character wider than `width` still gets its line.
    """
    lines, used, face = [""], 0, _face(bold)
    for word in filter(None, _BREAKS.split(text)):
        room = width - indent if len(lines) == 1 else width
        space = " " if lines[-1] else ""
        # Counted in the font's own whole units, so that no rounding adds up along a line.
        longer = used + _units(space + word, face)
        if longer * size / face.units <= room:
            lines[-1] += space + word
            used = longer
        else:
            lines.extend(_pieces(word, width, size, bold))
            used = _units(lines[-1], face)
    keep_first = lines[0] or (indent and len(lines) > 1)
    return lines if keep_first else lines[1:]


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    pieces = []
    while measure(word, size, bold) > width and len(word) > 1:
        cut = _cut(word, width, size, bold)
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


def _cut(word: str, width: float, size: float, bold: bool) -> int:
    fitting = _fitting(word, width, size, bold)
    hyphen = max(word.rfind(sign, 0, fitting) for sign in _HYPHENS) + 1
    return hyphen or max(1, fitting)


def _fitting(text: str, width: float, size: float, bold: bool) -> int:
    """How many characters from the start of `text` fit in `width`."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle], size, bold) <= width else (low, middle - 1)
    return low


def shorten(text: str, width: float, size: float, bold: bool = False) -> str:
    """`text` if it fits in `width`, else as much of its start as fits before an ellipsis."""
    if measure(text, size, bold) <= width:
        return text
    room = width - measure("…", size, bold)
    return text[: _fitting(text, room, size, bold)].rstrip() + "…"


def limit(lines: list[str], count: int, width: float, size: float, bold: bool = False) -> list[str]:
    """At most `count` of `lines`; if some are left out, the last one kept ends in an ellipsis."""
    if len(lines) <= count:
        return lines
    last = lines[count - 1]
    room = width - measure("…", size, bold)
    return [*lines[: count - 1], last[: _fitting(last, room, size, bold)].rstrip() + "…"]
