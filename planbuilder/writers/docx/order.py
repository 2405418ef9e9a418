"""The place that the format has for an element among its siblings.

In: an element, and one to put into it. Out: the same with the new one where the schema asks for it; a program may
refuse a file in which it stands elsewhere. Source: ECMA-376 part 1, annex A.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml.ns import qn

ORDER: Mapping[str, tuple[str, ...]] = {
    qn(f"w:{parent}"): tuple(qn(f"w:{name}") for name in names.split())
    for parent, names in {
        "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
        "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
        "sectPrChange",
        "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
        "locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
        "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
        "styles": "docDefaults latentStyles style",
        "docDefaults": "rPrDefault pPrDefault",
        "rPrDefault": "rPr",
        "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
        "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
        "vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
        "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding",
    }.items()
}


def put(parent: Any, child: Any) -> Any:
    """The child, now standing in its parent after every sibling that comes before it or is of its kind."""
    order = ORDER[parent.tag]
    before = set(order[: order.index(child.tag) + 1])
    last = next((one for one in reversed(parent) if one.tag in before), None)
    if last is None:
        parent.insert(0, child)
    else:
        last.addnext(child)
    return child


def put_only(parent: Any, child: Any) -> Any:
    """The child in place of any of its kind that its parent had."""
    for old in parent.findall(child.tag):
        parent.remove(old)
    return put(parent, child)
