"""A template made whole: every reference leads to a part that is there, and what every document of Word's has is there.

In: the parts of an admitted template. Out: the same, where what no document needs is left out, and so is what we have
put into a document before; with parts for styles, lists, settings, fonts and a theme. What is added says what Word
takes for granted without it, so that nothing looks otherwise. Names of parts that were missing and showed something are
returned, so that they can be reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from planbuilder.branding.allowed import LEFT_OUT, OPEN, WORD
from planbuilder.branding.wordparts import OFFICE, Parts, R, Relation, W, parsed
from planbuilder.writers.docx.answers import NAMESPACE
from planbuilder.writers.docx.oxml import NAMESPACES, put

# Parts that a document, or the package, has one of.
SINGLE = frozenset(
    (
        *(
            f"{OFFICE}/{kind}"
            for kind in ("officeDocument", "styles", "numbering", "settings", "comments", "theme", "fontTable")
        ),
        *(f"{OFFICE}/{kind}" for kind in ("webSettings", "footnotes", "endnotes", "extended-properties")),
        f"{OFFICE}/custom-properties",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    )
)
# What shows nothing without the part it names, and goes with the reference to it.
SHOWN = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))
ONLY_A_REFERENCE = tuple(
    f"{W}{name}"
    for name in (
        *("headerReference", "footerReference", "printerSettings"),
        *("embedRegular", "embedBold", "embedItalic", "embedBoldItalic"),
    )
)
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


def make_whole(parts: Parts) -> list[str]:
    """The names of missing parts that something showed, which is taken out; every other reference leads somewhere."""
    missing: dict[str, None] = {}
    # What nothing leads to is not written again, so it need not be whole.
    for source in ("", *parts.reached()):
        seen = set[str]()
        for relation in parts.relations(source):
            is_unwanted = relation.type in LEFT_OUT or _is_ours(parts, relation) or relation.type in seen & SINGLE
            if not is_unwanted and (relation.is_external or relation.part):
                seen.add(relation.type)
                continue
            # The reference goes with the relationship: Word calls a file broken that names one which is not there.
            relation.drop()
            if _forget(parts.trees.get(source), relation) and not is_unwanted:
                missing[relation.target] = None
    return list(missing)


def _is_ours(parts: Parts, relation: Relation) -> bool:
    """Whether a part holds the answers of a document that we made, which is now used as a template."""
    tree = parts.trees.get(relation.part)
    return relation.type == f"{OFFICE}/customXml" and tree is not None and tree.tag == f"{{{NAMESPACE}}}answers"


def _forget(tree: Any, relation: Relation) -> bool:
    """Take out what a part shows of a missing one; False if it names it nowhere."""
    named = [] if tree is None else list(_naming(tree, relation.id))
    for element, attribute in named:
        shown = next((one for one in (element, *element.iterancestors()) if one.tag in SHOWN), None)
        gone = element if shown is None and element.tag in ONLY_A_REFERENCE else shown
        if gone is None:
            del element.attrib[attribute]
        elif gone.getparent() is not None:
            gone.getparent().remove(gone)
    return bool(named)


def _naming(tree: Any, id: str) -> Iterator[tuple[Any, str]]:
    """Every element that names a relationship, with the attribute it does it in."""
    for element in tree.iter():
        for name, value in element.attrib.items():
            # By namespace: any attribute of relationships may name one, in parts that we do not know as well.
            if value == id and name.startswith(R):
                yield element, name


def complete(parts: Parts) -> None:
    """Add the parts that a template lacks, an id for each style, and a default style for paragraphs and for tables."""
    for kind, (type, xml) in PARTS.items():
        if not parts.related(parts.main, kind):
            parts.add(parts.main, kind, _beside(parts, kind), type, parsed(xml))
    root = parts.trees[parts.related(parts.main, "styles")]
    taken = _identified(list(root.iterchildren(f"{W}style")))
    for kind, xml in DEFAULT_STYLES.items():
        there = [style for style in root.iterchildren(f"{W}style") if style.get(f"{W}type", "paragraph") == kind]
        if not any(style.get(f"{W}default") in ("1", "true", "on") and style.get(f"{W}styleId") for style in there):
            id = next(name for name in ("Normal", "TableNormal", "PlanNormal", "PlanTableNormal") if name not in taken)
            put(root, parsed(xml.format(NAMESPACES, id)))
            taken.add(id)


def _identified(styles: list[Any]) -> set[str]:
    """The ids of styles, which now all have one: the schema lets a style go without, and then nothing can use it."""
    taken = {style.get(f"{W}styleId", "") for style in styles}
    free = (name for name in map("PlanStyle{}".format, count(1)) if name not in taken)
    for style in styles:
        if not style.get(f"{W}styleId"):
            style.set(f"{W}styleId", next(free))
    return {style.get(f"{W}styleId") for style in styles}


def _beside(parts: Parts, name: str) -> str:
    """A free name for a part beside the document."""
    folder = parts.main.rpartition("/")[0]
    names = (f"{folder}/{name}{n}.xml".lstrip("/") for n in ("", *range(2, 99)))
    return next(one for one in names if one not in parts.trees and one not in parts.blobs)
