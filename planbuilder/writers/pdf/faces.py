"""The current typeface for ReportLab: its faces are made known once, and go by the names given here.

In: the typeface that texts are set in. Out: names to set a font by.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from planbuilder.drawing.typeface import Typeface, current

MOST_WIDTHS = 50_000
FACES = {"regular": "", "bold": "-Bold", "italic": "-Italic", "bold_italic": "-BoldItalic"}


class _Face(TTFont):
    """A face that remembers how wide each word is: the same words come again and again."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(name, BytesIO(data))
        self._widths: dict[str, float] = {}

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802 - ReportLab's own name
        """The width of a text in points."""
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) >= MOST_WIDTHS:
                self._widths.clear()
            width = self._widths[text] = super().stringWidth(text, 1000, encoding)
        return width * size / 1000


def regular() -> str:
    """The name of the upright face of normal weight."""
    return _registered(current())


def bold() -> str:
    """The name of the upright bold face."""
    return regular() + FACES["bold"]


def embeddable(data: bytes) -> bool:
    """Whether a PDF can carry a font file, with any of its characters; raises whatever ReportLab raises."""
    face = TTFont("tried", BytesIO(data)).face
    face.makeSubset(list(face.charToGlyph))
    return bool(face.charToGlyph)


@lru_cache(maxsize=64)
def _registered(typeface: Typeface) -> str:
    """Make the four faces of a typeface known to ReportLab, and have it write streams as bytes, not as letters."""
    rl_config.useA85 = 0
    names = {face: typeface.id + ending for face, ending in FACES.items()}
    for face, name in names.items():
        pdfmetrics.registerFont(_Face(name, typeface.read(face)))
    pdfmetrics.registerFontFamily(typeface.id, *names.values())
    return typeface.id
