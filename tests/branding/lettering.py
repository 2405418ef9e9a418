"""A typeface for tests: DejaVu Sans, which comes with matplotlib, and what may be wrong with a font file."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import matplotlib
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._f_v_a_r import Axis

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


@cache
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


def variable() -> bytes:
    """DejaVu with an axis along which its weight may be chosen."""
    font, axis = TTFont(BytesIO(DEJAVU["regular"])), Axis()
    axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue = "wght", 100, 400, 900
    axis.axisNameID = font["name"].addMultilingualName({"en": "Weight"}, mac=False)
    font["fvar"] = newTable("fvar")
    font["fvar"].axes, font["fvar"].instances = [axis], []
    return saved(font)


def nested(depth: int) -> bytes:
    """DejaVu with an `a` that is two letters, each of which is two, and so on."""
    font = TTFont(BytesIO(DEJAVU["regular"]), recalcBBoxes=False)
    table, names = font["glyf"], [font.getBestCmap()[code] for code in range(0x400, 0x400 + depth)]
    names.insert(0, font.getBestCmap()[ord("a")])
    for name, inner in pairwise(names):
        pen = TTGlyphPen(font.getGlyphSet())
        for shift in (0, 1):
            pen.addComponent(inner, (1, 0, 0, 1, shift, 0))
        table[name] = glyph = pen.glyph()
        glyph.xMin = glyph.yMin = glyph.xMax = glyph.yMax = 0  # to find them out would take as long as to draw it
    return saved(font)


def saved(font: TTFont) -> bytes:
    file = BytesIO()
    font.save(file)
    return file.getvalue()
