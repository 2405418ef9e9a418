"""What every document of Word's has, given to a template that lacks it.

In: the parts of a template. Out: the same with parts for styles, lists, settings, fonts and a theme. What is added says
what Word takes for granted without it, so that nothing looks otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

from planbuilder.branding.allowed import OPEN, WORD
from planbuilder.branding.wordparts import Parts, W, parsed
from planbuilder.writers.docx.order import put
from planbuilder.writers.docx.oxml import NAMESPACES

DEFAULT_STYLES = {
    "paragraph": '<w:style {0} w:type="paragraph" w:default="1" w:styleId="{1}"><w:name w:val="Normal"/></w:style>',
    "table": (
        '<w:style {0} w:type="table" w:default="1" w:styleId="{1}"><w:name w:val="Normal Table"/><w:uiPriority '
        'w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    ),
}
# Office's own colours and fonts, and the fewest fills, lines and effects of a theme (ECMA-376, part 1, 20.1.6.10).
COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1",
    "folHlink": "954F72",
}  # fmt: skip
FACE = '<a:{0}Font><a:latin typeface="{1}"/><a:ea typeface=""/><a:cs typeface=""/></a:{0}Font>'
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
STYLES = {
    "fillStyleLst": FILL,
    "lnStyleLst": f'<a:ln w="6350">{FILL}</a:ln>',
    "effectStyleLst": "<a:effectStyle><a:effectLst/></a:effectStyle>",
    "bgFillStyleLst": FILL,
}
FONTS = FACE.format("major", "Calibri Light") + FACE.format("minor", "Calibri")
PALETTE = "".join(f'<a:{name}><a:srgbClr val="{one}"/></a:{name}>' for name, one in COLOURS.items())
LOOKS = "".join(f"<a:{name}>{one * 3}</a:{name}>" for name, one in STYLES.items())
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements>'
    f'<a:clrScheme name="Office">{PALETTE}</a:clrScheme><a:fontScheme name="Office">{FONTS}</a:fontScheme>'
    f'<a:fmtScheme name="Office">{LOOKS}</a:fmtScheme></a:themeElements></a:theme>'
)
# Each part by the kind of its relationship: its type, and what it says where there is none.
PARTS: Mapping[str, tuple[str, str]] = {
    "styles": (f"{WORD}styles+xml", f"<w:styles {NAMESPACES}/>"),
    "numbering": (f"{WORD}numbering+xml", f"<w:numbering {NAMESPACES}/>"),
    "settings": (f"{WORD}settings+xml", f"<w:settings {NAMESPACES}/>"),
    "fontTable": (f"{WORD}fontTable+xml", f"<w:fonts {NAMESPACES}/>"),
    "theme": (f"{OPEN}theme+xml", THEME),
}


def complete(parts: Parts) -> None:
    """Add the parts that a template lacks, and a default style for paragraphs and for tables."""
    for kind, (type, xml) in PARTS.items():
        if not parts.related(parts.main, kind):
            parts.add(parts.main, kind, _beside(parts, kind), type, parsed(xml))
    root = parts.trees[parts.related(parts.main, "styles")]
    taken = {style.get(f"{W}styleId") for style in root.iterchildren(f"{W}style")}
    for kind, xml in DEFAULT_STYLES.items():
        there = [style for style in root.iterchildren(f"{W}style") if style.get(f"{W}type", "paragraph") == kind]
        if not any(style.get(f"{W}default") in ("1", "true", "on") and style.get(f"{W}styleId") for style in there):
            id = next(name for name in ("Normal", "TableNormal", "PlanNormal", "PlanTableNormal") if name not in taken)
            put(root, parsed(xml.format(NAMESPACES, id)))
            taken.add(id)


def _beside(parts: Parts, name: str) -> str:
    """A free name for a part beside the document."""
    folder = parts.main.rpartition("/")[0]
    names = (f"{folder}/{name}{n}.xml".lstrip("/") for n in ("", *range(2, 99)))
    return next(one for one in names if one not in parts.trees and one not in parts.blobs)
