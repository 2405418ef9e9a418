"""Typefaces: which one texts are set in, how wide its characters are, and how texts are broken to a width.

In: TrueType files; plain text. Out: a `Typeface`; widths in points, lines that are never wider than asked, texts of
which every character can be drawn. Texts are set in Lato unless `set_in` says otherwise for a while: what measures,
breaks or draws a text asks `current`, so that no function must hand on what is the same for a whole document.
Importing this reads no font.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar, cast

from planbuilder.record import replace

FILES = {
    "regular": "Lato-Regular.ttf",
    "bold": "Lato-Bold.ttf",
    "italic": "Lato-Italic.ttf",
    "bold_italic": "Lato-BoldItalic.ttf",
}
Outline = tuple[tuple[str, tuple[tuple[float, float], ...]], ...]


class Face:
    """One TrueType file: `units` to the em, in these the advance of every character it has, and OS/2's `fsType`."""

    def __init__(self, data: bytes) -> None:
        from fontTools.ttLib import TTFont

        # It remarks on tables that do no harm, such as a date long ago, to the person who runs the program.
        logging.getLogger("fontTools").setLevel(logging.CRITICAL)
        self._font: Any = TTFont(BytesIO(data), lazy=True)
        if "glyf" in self._font:
            # Any names will do; those in the file cost more to read than all the rest.
            self._font.setGlyphOrder([str(n) for n in range(self._font["maxp"].numGlyphs)])
        self._names: Mapping[int, str] = self._font.getBestCmap()
        metrics = self._font["hmtx"].metrics
        self.units: int = self._font["head"].unitsPerEm
        self.is_variable = "fvar" in self._font
        self.licence: int = self._font["OS/2"].fsType
        self.advances = {chr(code): metrics[name][0] for code, name in self._names.items()}

    @cached_property
    def _glyphs(self) -> Any:
        return self._font.getGlyphSet()

    @property
    def family(self) -> str:
        """What programs list the typeface under; empty if the file does not say."""
        return str(self._font["name"].getBestFamilyName() or "") if "name" in self._font else ""

    def most_pieces(self) -> int:
        """How many simple glyphs the most composite of its characters is put together of."""
        known: dict[str, int] = {}
        return max((self._pieces(name, known) for name in self._names.values()), default=0)

    def _pieces(self, name: str, known: dict[str, int]) -> int:
        """The same of one glyph; raises RecursionError for one that holds itself."""
        if name not in known:
            table = self._font["glyf"]
            # A glyph's first number is how many contours it has; one below zero says that it is made of others.
            is_composite = getattr(table.glyphs[name], "data", b"")[:1] >= b"\x80"
            parts = table[name].components if is_composite else ()
            known[name] = sum(self._pieces(part.glyphName, known) for part in parts) or 1
        return known[name]

    def outline(self, character: str) -> Outline:
        """The outline of a character: (moveTo, lineTo, curveTo or closePath; its points).

        Curves are cubic; a character the face lacks has no outline.
        """
        from fontTools.pens.qu2cuPen import Qu2CuPen
        from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen

        if ord(character) not in self._names:
            return ()
        whole, recorded = DecomposingRecordingPen(self._glyphs), RecordingPen()
        self._glyphs[self._names[ord(character)]].draw(whole)
        cubic = Qu2CuPen(recorded, max_err=self.units / 2000, all_cubic=True)
        for name, points in _begun(whole.value):
            getattr(cubic, name)(*points)
        return tuple((name, tuple(points)) for name, points in recorded.value)


def _begun(steps: Iterable[tuple[str, tuple[Any, ...]]]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The steps of an outline, each contour with a point on it to begin at.

    TrueType may give points beside the curve alone; it then passes half-way between each two that follow one another.
    """
    for name, points in steps:
        if name == "qCurveTo" and points[-1] is None:
            (x, y), (last_x, last_y) = points[0], points[-2]
            start = ((x + last_x) / 2, (y + last_y) / 2)
            yield "moveTo", (start,)
            yield name, (*points[:-1], start)
        else:
            yield name, points


class Typeface:
    """Four faces by the names in `FILES`; `read` gives a face's file, `id` is short and its own."""

    def __init__(self, id: str, read: Callable[[str], bytes]) -> None:
        self.id, self.read = id, read

    @cached_property
    def regular(self) -> Face:
        """The upright face of normal weight."""
        return Face(self.read("regular"))

    @cached_property
    def bold(self) -> Face:
        """The upright bold face."""
        return Face(self.read("bold"))

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters that every face has."""
        slanted = (Face(data) for data in {self.read("italic"), self.read("bold_italic")})
        upright = self.regular.advances.keys() & self.bold.advances.keys()
        return frozenset(upright.intersection(*(face.advances for face in slanted)))


def _lato(face: str) -> bytes:
    return (Path(str(resources.files("fontpkg_lato"))) / "files" / FILES[face]).read_bytes()


LATO = Typeface("Lato", _lato)
_current: ContextVar[Typeface] = ContextVar("typeface", default=LATO)


def current() -> Typeface:
    """The typeface that texts are set in here and now."""
    return _current.get()


@contextmanager
def set_in(faces: Mapping[str, bytes]) -> Iterator[None]:
    """Set texts in the typeface of these files by the names in `FILES`, in Lato if there are none."""
    token = _current.set(_own(*(faces[face] for face in FILES)) if faces else LATO)
    try:
        yield
    finally:
        _current.reset(token)


@lru_cache(maxsize=8)
def _own(*files: bytes) -> Typeface:
    named = dict(zip(FILES, files, strict=True))
    return Typeface(f"Own-{sha256(b''.join(files)).hexdigest()[:12]}", named.__getitem__)


MISSING = "□"
# Of the size, above and below the base line. In Lato capitals reach 0.72, tails 0.18, and an Å 0.94, into the leading.
ASCENT = 0.82
DESCENT = 0.22
LEADING = 1.24

_BREAKS = re.compile(r"[ \t\n\r\f\v]+")
# A word that is too wide is broken after one of these if it has one, else between letters.
_HYPHENS = "-‐–/"
_STAND_INS = {"\t": " ", "\n": " ", "\r": " ", "\f": " ", "\v": " ", "\u2028": " ", "\u2029": " ", "‑": "-"}
_UNSEEN = {"Cc", "Cf"}
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def measure(text: str, size: float, bold: bool = False) -> float:
    """The width of `text` in points, without kerning; a character the typeface lacks counts an em."""
    face = _face(bold)
    return _units(text, face) * size / face.units


def widest(texts: Iterable[str], size: float, bold: bool = False) -> float:
    """The width in points of the widest of some texts, as `measure` counts; 0 for none."""
    face = _face(bold)
    return max((_units(text, face) for text in texts), default=0) * size / face.units


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
    # A letter and its accent may come as two characters, of which fonts have the pair as one.
    composed = unicodedata.normalize("NFC", text)
    return "".join(_drawable_character(character, stand_in, typeface) for character in composed)


@lru_cache(maxsize=8)
def _as_they_are(typeface: Typeface) -> frozenset[str]:
    """The characters of western texts that are drawn as they are: almost every text holds no others."""
    western = map(chr, (*range(0x20, 0x180), *range(0x2010, 0x2028)))  # the latter are dashes, quotation marks and dots
    return frozenset(one for one in western if _drawable_character(one, "", typeface) == one)


def _drawable_character(character: str, missing: str, typeface: Typeface) -> str:
    if character in _STAND_INS:
        return _STAND_INS[character]
    if unicodedata.category(character) in _UNSEEN or ord(character) in _VARIATION_SELECTORS:
        return ""
    return character if character in typeface.characters else missing


def wrap(text: str, width: float, size: float, bold: bool = False, indent: float = 0.0) -> list[str]:
    """The lines of `text`, none wider than `width`, broken at spaces, inside words only if one is too wide.

    The first line is `indent` points shorter, and empty if no word fits; a character wider than `width` gets a line.
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
    return lines if lines[0] or (indent and len(lines) > 1) else lines[1:]


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    pieces = []
    while measure(word, size, bold) > width and len(word) > 1:
        fitting = _fitting(word, width, size, bold)
        cut = (1 + max(word.rfind(sign, 0, fitting) for sign in _HYPHENS)) or max(1, fitting)
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


def _fitting(text: str, width: float, size: float, bold: bool) -> int:
    """How many characters from the start of `text` fit in `width`."""
    low, high = 0, len(text)
    # Halving: measuring is what costs time, and a word may be as long as an answer.
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


T = TypeVar("T")


def clean(value: T) -> T:
    """`value` with `drawable` applied to every text inside it, however deep."""
    made: Any = value
    if isinstance(value, str):
        made = drawable(value).strip(" ")
    elif isinstance(value, tuple):
        made = tuple(map(clean, value))
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(value, **{part.name: clean(getattr(value, part.name)) for part in fields(value)})
    return cast(T, made)
