"""Typefaces: the widths and outlines of their characters, and which one texts are set in.

In: TrueType files. Out: a `Typeface`. Texts are set in Lato unless `set_in` says otherwise for a while: whoever
measures, breaks or draws a text asks `current`, so that no function must hand on what is the same for a whole document.
Importing this reads no font.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any

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

        # It remarks on tables that do no harm, such as a date long ago, to whoever runs the program.
        logging.getLogger("fontTools").setLevel(logging.CRITICAL)
        self._font: Any = TTFont(BytesIO(data), lazy=True)
        self._names: Mapping[int, str] = self._font.getBestCmap()
        metrics = self._font["hmtx"].metrics
        self.units: int = self._font["head"].unitsPerEm
        self.is_variable = "fvar" in self._font
        self.licence: int = self._font["OS/2"].fsType
        self.advances = {chr(code): metrics[name][0] for code, name in self._names.items()}

    @cached_property
    def _glyphs(self) -> Any:
        return self._font.getGlyphSet()

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
