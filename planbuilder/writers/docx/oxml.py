"""WordprocessingML in small pieces, as strings: paragraphs, runs, fields, bookmarks, tables and pictures.

In: final text and style ids; and elements, with one to put into them. Out: XML. Strings are built and parsed once,
which is many times faster than one call a cell. Every text is escaped, and what cannot be shown is left out. What is
put into a parsed element gets the place that the schema has for it among its siblings (ECMA-376 part 1, annex A.1): a
program may refuse a file in which it is elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from planbuilder.document.model import Align, Span
from planbuilder.plaintext import shown

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
# What may follow a paragraph's spacing, in the order that the schema asks for.
AFTER_SPACING = re.compile("(<w:ind |<w:jc |</w:pPr>)")
PARAGRAPH_STYLE = re.compile('(<w:pPr><w:pStyle w:val="[^"]*"/>)(?!<w:keepNext/>)')
AFTER_LIST = 120
NEW_PAGE = "<w:pageBreakBefore/>"
JUSTIFY = {"start": "", "center": '<w:jc w:val="center"/>', "end": '<w:jc w:val="right"/>'}
# Lengths as Word counts them: dxa, the twentieth of a point, and English metric units.
TWIPS, EMU_PER_POINT = 20, 12700
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
# What says that a picture tells nothing, and is passed over when a page is read aloud.
DECORATIVE = (
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
)


# The hyphen of a case number or a date in figures, which Word would end a line behind.
IN_NUMBER = re.compile(r"(?<=\d)-(?=[^\W_])|(?<=[^\W_])-(?=\d)")


def parsed(xml: str) -> list[Any]:
    """The elements of a text's XML."""
    return list(parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>"))


def attribute(text: str) -> str:
    """A text as the value of an attribute."""
    return escape(shown(text), quote=True)


def text(value: str) -> str:
    """A text as the content of a run; line breaks and tabs become their elements."""
    lines = shown(value).split("\n")
    return "<w:br/>".join("<w:tab/>".join(_piece(part) for part in line.split("\t")) for line in lines)


def _piece(part: str) -> str:
    """A text without line ends, in which none comes behind a hyphen that a digit stands beside."""
    pieces = (f'<w:t xml:space="preserve">{escape(one, quote=False)}</w:t>' for one in IN_NUMBER.split(part))
    return "<w:noBreakHyphen/>".join(pieces)


def run(
    content: str, style: str = "", bold: bool = False, italic: bool = False, language: str = "", points: int = 0
) -> str:
    """A run of content already in XML, in a character style; `language` is named where it is not the document's.

    With `points` it has a size of its own.
    """
    look = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    look += f'<w:sz w:val="{2 * points}"/><w:szCs w:val="{2 * points}"/>' if points else ""
    look += f'<w:lang w:val="{attribute(language)}"/>' if language else ""
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{content}</w:r>"


def span(one: Span, style: str = "") -> str:
    """A span as a run, in a character style unless it has one of its own."""
    style = "Gap" if one.gap else "Quiet" if one.quiet else style
    return run(text(one.text), style, one.bold, one.italic, one.language)


def field(instruction: str, shown: str, style: str = "", bold: bool = False) -> str:
    """A complex field with the text it shows until it is updated."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {attribute(instruction)} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        text(shown),
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(run(part, style, bold) for part in parts)


def bookmark(number: int, name: str, content: str) -> str:
    """Content inside a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{attribute(name)}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def link(anchor: str, content: str) -> str:
    """Content that leads to a bookmark."""
    return f'<w:hyperlink w:anchor="{attribute(anchor)}" w:history="1">{content}</w:hyperlink>'


def paragraph(style: str, content: str, align: Align = "start", extra: str = "") -> str:
    """A paragraph in a style; `extra` holds further properties, which come between style and alignment."""
    looks = f'<w:pStyle w:val="{style}"/>{extra}{JUSTIFY[align]}'
    return f"<w:p><w:pPr>{looks}</w:pPr>{content}</w:p>"


def edge(side: str, width: int, colour: str, space: int = 0) -> str:
    """A line at a side of a table, a cell or a paragraph: eighths of a point wide, so many points from the words."""
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour.lstrip("#")}"/>'


def stop_at_right(points: float) -> str:
    """The property of a paragraph that has a place so many points from its left, where words end behind a tab."""
    return f'<w:tabs><w:tab w:val="right" w:pos="{int(points * TWIPS)}"/></w:tabs>'


def spacing(before: float, after: float) -> str:
    """The property of a paragraph that keeps so many points to what is before it and after it."""
    return f'<w:spacing w:before="{round(before * TWIPS)}" w:after="{round(after * TWIPS)}"/>'


def free_at_right(points: float) -> str:
    """The property of a paragraph whose lines leave so many points free at their right; empty for none."""
    return f'<w:ind w:right="{int(points * TWIPS)}"/>' if points else ""


def cell(content: str, width: int, shade: str = "", span: int = 1, align: str = "", rule: str = "") -> str:
    """A table cell of so many twentieths of a point; `align` says where in its height the content is.

    `rule` is the colour of a heavy line above it.
    """
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade.lstrip("#")}"/>' if shade else ""
    place = f'<w:vAlign w:val="{align}"/>' if align else ""
    above = f"<w:tcBorders>{edge('top', 8, rule)}</w:tcBorders>" if rule else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}{above}{fill}{place}</w:tcPr>{content}</w:tc>'


def row(cells: Iterable[str], head: bool = False, splits: bool = False, least: int = 0) -> str:
    """A table row; a head repeats on each page, and only a row too tall for a page may split.

    `least` is how many twentieths of a point it is high at least.
    """
    looks = ("" if splits else "<w:cantSplit/>") + (f'<w:trHeight w:val="{least}"/>' if least else "")
    looks += "<w:tblHeader/>" if head else ""
    return f"<w:tr>{f'<w:trPr>{looks}</w:trPr>' if looks else ''}{''.join(cells)}</w:tr>"


def kept(row: str) -> str:
    """A table row that stays on the page of the next one."""
    return PARAGRAPH_STYLE.sub(r"\1<w:keepNext/>", row)


def ended(point: str) -> str:
    """The last point of a list, which keeps more room to what follows than points do to each other."""
    return AFTER_SPACING.sub(rf'<w:spacing w:after="{AFTER_LIST}"/>\1', point, count=1)


def table(style: str, widths: Sequence[int], rows: Iterable[str], title: str, description: str, head: bool) -> str:
    """A table of fixed column widths, with the texts that are read aloud for it."""
    first, column = int(head), int(not head)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="{first}" w:lastRow="0" '
        f'w:firstColumn="{column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{attribute(title)}"/><w:tblDescription w:val="{attribute(description)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def picture(
    relation: str, number: int, width: float, height: float, name: str, description: str, scalable: str = ""
) -> str:
    """A picture in the line, `width` by `height` points, with its alternative text.

    `scalable` is the relation of the same picture as SVG, which a program that knows it shows instead.
    """
    size = f'cx="{int(width * EMU_PER_POINT)}" cy="{int(height * EMU_PER_POINT)}"'
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="{attribute(name)}" descr="{attribute(description)}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f"{_graphic(relation, number, name, scalable, size)}</wp:inline></w:drawing>"
    )


def backdrop(relation: str, number: int, top: float, width: float, height: float) -> str:
    """A picture behind the text, as a ground from the left edge of the page at `top` points; it says nothing."""
    size = f'cx="{int(width * EMU_PER_POINT)}" cy="{int(height * EMU_PER_POINT)}"'
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="0" behindDoc="1" '
        'locked="1" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV '
        f'relativeFrom="page"><wp:posOffset>{int(top * EMU_PER_POINT)}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:wrapNone/><wp:docPr id="{number}" name="{number}"><a:extLst>{DECORATIVE}</a:extLst>'
        f"</wp:docPr><wp:cNvGraphicFramePr/>{_graphic(relation, number, str(number), '', size)}</wp:anchor></w:drawing>"
    )


def shaded(colour: str) -> str:
    """A paragraph's ground, as a property of it."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour.lstrip("#")}"/>'


def _graphic(relation: str, number: int, name: str, scalable: str, size: str) -> str:
    """A picture's file, in a frame of a size."""
    svg = f'<asvg:svgBlip xmlns:asvg="{SVG_NAMESPACE}" r:embed="{scalable}"/>'
    extension = f'<a:extLst><a:ext uri="{SVG_EXTENSION}">{svg}</a:ext></a:extLst>' if scalable else ""
    return (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{attribute(name)}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}">{extension}</a:blip><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )


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
        # As far as hyphens, before which nothing of ours comes but what the library's template has.
        "settings": "writeProtection view zoom proofState defaultTabStop autoHyphenation consecutiveHyphenLimit "
        "hyphenationZone doNotHyphenateCaps",
        "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding",
    }.items()
}


def put(parent: Any, child: Any) -> Any:
    """The child, now in its parent after every sibling that comes before it or is of its kind."""
    order = ORDER[parent.tag]
    # Up to its own tag: one more of the same kind goes behind those there are.
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
