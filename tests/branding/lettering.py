"""A typeface for tests: DejaVu Sans, which comes with matplotlib, and what may be wrong with a font file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import matplotlib
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

FOLDER = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
NAMES = {
    "regular": "DejaVuSans.ttf",
    "bold": "DejaVuSans-Bold.ttf",
    "italic": "DejaVuSans-Oblique.ttf",
    "bold_italic": "DejaVuSans-BoldOblique.ttf",
}
DEJAVU = {face: (FOLDER / name).read_bytes() for face, name in NAMES.items()}


def licensed(fs_type: int) -> bytes:
    """DejaVu with a licence of another kind."""
    font = TTFont(BytesIO(DEJAVU["regular"]))
    font["OS/2"].fsType = fs_type
    return saved(font)


def without(characters: str) -> bytes:
    """DejaVu without some characters."""
    font = TTFont(BytesIO(DEJAVU["regular"]))
    kept = Subsetter()
    kept.populate(unicodes=set(font.getBestCmap()) - set(map(ord, characters)))
    kept.subset(font)
    return saved(font)


def postscript() -> bytes:
    """A font with PostScript outlines."""
    pen = T2CharStringPen(600, None)
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef"])
    builder.setupCharacterMap({})
    builder.setupCFF("Post", {}, {".notdef": pen.getCharString()}, {})
    builder.setupHorizontalMetrics({".notdef": (600, 0)})
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": "Post", "styleName": "Regular", "psName": "Post"})
    builder.setupOS2()
    builder.setupPost()
    return saved(builder.font)


def saved(font: TTFont) -> bytes:
    file = BytesIO()
    font.save(file)
    return file.getvalue()
