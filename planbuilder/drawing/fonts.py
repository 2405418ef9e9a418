"""Lato, the typeface of all figures: its files, the width of a text, and text broken to a width.

In: plain text. Out: widths in points and lines that are never wider than asked. Importing this reads no font.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

MISSING = "□"
ASCENT = 0.82
DESCENT = 0.22
LEADING = 1.24

_FILES = {False: "Lato-Regular.ttf", True: "Lato-Bold.ttf"}
_UNITS = GLYPH_UNITS = 2000
# An em: as wide as a Chinese character, and about as wide as an emoji.
_FALLBACK = _UNITS
_BREAKS = re.compile(r"[ \t\n\r\f\v]+")
_HYPHENS = "-‐–/"
_STAND_INS = {"\t": " ", "\n": " ", "\r": " ", "\f": " ", "\v": " ", "\u2028": " ", "\u2029": " ", "‑": "-"}
_UNSEEN = {"Cc", "Cf"}
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def font_path(bold: bool = False) -> Path:
    """The file of Lato Regular or Lato Bold."""
    return Path(str(resources.files("fontpkg_lato"))) / "files" / _FILES[bold]


@cache
def _advances(bold: bool) -> Mapping[str, int]:
    from fontTools.ttLib import TTFont

    with TTFont(font_path(bold), lazy=True) as font:
        metrics = font["hmtx"].metrics
        return {chr(code): metrics[glyph][0] for code, glyph in font.getBestCmap().items()}


@lru_cache(maxsize=2_000)
def glyph(character: str, bold: bool = False) -> tuple[tuple[str, tuple[tuple[float, float], ...]], ...]:
    """The outline of a character in `GLYPH_UNITS` to the em: (moveTo, lineTo, curveTo or closePath; its points).

    Curves are cubic; a character Lato lacks has no outline.
    """
    from fontTools.pens.qu2cuPen import Qu2CuPen
    from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen

    glyphs, names = _glyphs(bold)
    if ord(character) not in names:
        return ()
    whole, recorded = DecomposingRecordingPen(glyphs), RecordingPen()
    glyphs[names[ord(character)]].draw(whole)
    whole.replay(Qu2CuPen(recorded, max_err=1.0, all_cubic=True))
    return tuple((name, tuple(points)) for name, points in recorded.value)


@cache
def _glyphs(bold: bool) -> tuple[Any, Mapping[int, str]]:
    from fontTools.ttLib import TTFont

    font = TTFont(font_path(bold), lazy=True)
    return font.getGlyphSet(), font.getBestCmap()


def measure(text: str, size: float, bold: bool = False) -> float:
    """The width of `text` in points, set in Lato without kerning; a character Lato lacks counts an em."""
    return _units(text, bold) * size / _UNITS


@lru_cache(maxsize=20_000)
def _units(text: str, bold: bool) -> int:
    advances = _advances(bold)
    return sum(advances.get(character, _FALLBACK) for character in text)


def drawable(text: str, missing: str = MISSING) -> str:
    """`text` with `missing` for each character Lato cannot draw, composed, and without control characters.

    White space such as a line break becomes a space; if Lato lacks `missing` too, "?" takes its place.
    """
    if _as_they_are().issuperset(text):
        return text
    stand_in = missing if all(character in _advances(False) for character in missing) else "?"
    composed = unicodedata.normalize("NFC", text)
    return "".join(_drawable_character(character, stand_in) for character in composed)


@cache
def _as_they_are() -> frozenset[str]:
    """The characters of western texts that are drawn as they are: almost every text holds no others."""
    western = map(chr, range(0x20, 0x180))
    return frozenset(one for one in western if _drawable_character(one, "") == one)


def _drawable_character(character: str, missing: str) -> str:
    if character in _STAND_INS:
        return _STAND_INS[character]
    if unicodedata.category(character) in _UNSEEN or ord(character) in _VARIATION_SELECTORS:
        return ""
    return character if character in _advances(False) else missing


def wrap(text: str, width: float, size: float, bold: bool = False, indent: float = 0.0) -> list[str]:
    """The lines of `text`, none wider than `width`, broken at spaces, inside words only if one is too wide.

    The first line is `indent` points shorter; it is empty if the first word does not fit beside the indent.
    A single character wider than `width` still gets its line.
    """
    lines, used = [""], 0
    for word in filter(None, _BREAKS.split(text)):
        room = width - indent if len(lines) == 1 else width
        space = " " if lines[-1] else ""
        # Counted in the font's own whole units, so that no rounding adds up along a line.
        longer = used + _units(space + word, bold)
        if longer * size / _UNITS <= room:
            lines[-1] += space + word
            used = longer
        else:
            lines.extend(_pieces(word, width, size, bold))
            used = _units(lines[-1], bold)
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
