"""A look's styles for Word: one style a job, written into the package before any text.

In: a `Look` and a language tag. Out: a python-docx document with styles, page and language set, and nothing left of the
library's own template that a reader could notice.
"""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from planbuilder.look import Look
from planbuilder.writers.docx.oxml import NAMESPACES

PARAGRAPH, CHARACTER = WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER
LEFTOVERS = ("stylesWithEffects", "thumbnail", "customXml")
GRID, FACTS, TILES, PANEL = "PlanGrid", "PlanFacts", "PlanTiles", "PlanPanel"


def styled_document(look: Look, language: str) -> WordDocument:
    """An empty A4 document with every style of the look; styles are made once for each look and language."""
    key = repr(look), language
    if key not in _BASES:
        made = io.BytesIO()
        _new_base(look, language).save(made)
        _BASES[key] = made.getvalue()
    return docx.Document(io.BytesIO(_BASES[key]))


_BASES: dict[tuple[str, str], bytes] = {}


def _new_base(look: Look, language: str) -> WordDocument:
    document = docx.Document()
    _remove_leftovers(document)
    _page(document, look)
    _defaults(document, look, language)
    for name, base, size, colour, options in _paragraph_styles(look):
        _style(document, name, base, size, colour, **options)
    gap = document.styles.add_style("Gap", CHARACTER)
    gap.font.bold = True
    gap.font.color.rgb = _rgb(look.colours["gap"])
    for xml in _table_styles(look):
        document.styles.element.append(parse_xml(xml))
    return document


def _paragraph_styles(look: Look) -> list[tuple[str, str, float, str, dict[str, Any]]]:
    """(name, base, size, colour, options) of every paragraph style."""
    size, colour = look.sizes, look.colours
    ink, primary, muted = colour["ink"], colour["primary"], colour["muted"]
    return [
        ("Heading 1", "", size["h1"], primary, {"bold": True, "before": 18, "after": 10, "keep": True}),
        ("Heading 2", "", size["h2"], primary, {"bold": True, "before": 16, "after": 6, "keep": True}),
        ("Heading 3", "", size["h3"], primary, {"bold": True, "before": 12, "after": 4, "keep": True}),
        ("Title", "", size["title"], colour["paper"], {"bold": True, "before": 0, "after": 8}),
        ("Subtitle", "", 15, colour["paper"], {"after": 4}),
        ("Caption", "", size["small"] + 0.5, primary, {"before": 10, "after": 4, "keep": True}),
        ("Figure Caption", "Caption", size["small"], muted, {"before": 2, "after": 12}),
        ("Figure", "Normal", size["body"], ink, {"before": 6, "after": 2, "keep": True}),
        ("Lead", "Normal", size["lead"], primary, {"after": 10}),
        ("Small", "Normal", size["small"], muted, {"after": 8}),
        ("Answer", "Normal", size["body"], ink, {"after": 6}),
        ("Label", "Normal", size["body"], ink, {"bold": True, "before": 8, "after": 3, "keep": True}),
        ("Kicker", "Normal", 12, colour["primary_soft"], {"bold": True, "before": 170, "after": 8}),
        ("Status", "Normal", 11, colour["watch"], {"bold": True, "before": 30, "after": 14}),
        ("Note Gap", "Normal", size["body"], colour["gap"], {"before": 4, "after": 8, "ground": colour["gap_soft"]}),
        (
            "Note Warning",
            "Normal",
            size["body"],
            colour["watch"],
            {"before": 4, "after": 8, "ground": colour["watch_soft"]},
        ),
        ("Note Info", "Normal", size["body"], primary, {"before": 4, "after": 8, "ground": colour["primary_soft"]}),
        ("Contents Heading", "Normal", size["h1"], primary, {"bold": True, "after": 10, "keep": True}),
        ("toc 1", "Normal", size["body"], primary, {"bold": True, "before": 5, "after": 1}),
        ("toc 2", "Normal", size["body"], ink, {"after": 1, "indent": 14}),
        ("Cell", "Normal", size["table"], ink, {"after": 0, "line": 1.1}),
        ("Cell Head", "Cell", size["table"], colour["paper"], {"bold": True, "after": 0, "keep": True}),
        ("Cell Strong", "Cell", size["table"], ink, {"bold": True, "after": 0}),
        ("Cell Note", "Cell", size["small"], muted, {"after": 0}),
        ("Cell Group", "Cell", size["table"], primary, {"bold": True, "after": 0, "keep": True}),
        ("Tile Value", "Normal", 17, primary, {"bold": True, "after": 0}),
        ("Header", "", size["small"], muted, {"after": 0}),
        ("Footer", "", size["small"], muted, {"after": 0}),
        ("List Bullet", "", size["body"], ink, {"after": 2}),
        ("List Number", "", size["body"], ink, {"after": 2}),
    ]


def _style(
    document: WordDocument,
    name: str,
    base: str,
    size: float,
    colour: str,
    bold: bool = False,
    before: float = 0,
    after: float = 6,
    keep: bool = False,
    indent: float = 0,
    line: float | None = None,
    ground: str = "",
) -> None:
    """Make a style, or give a built-in one its look."""
    styles = document.styles
    known = {style.name for style in styles}
    style: Any = styles[name] if name in known else styles.add_style(name, PARAGRAPH, builtin=name.startswith("toc"))
    style.element.set(qn("w:styleId"), style_id(name))
    if base:
        style.base_style = styles[base]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = _rgb(colour)
    _plain_font(style)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.keep_with_next, form.widow_control = keep, True
    if indent:
        form.left_indent = Pt(indent)
    if line:
        form.line_spacing = line
    if ground:
        _ground(style, colour, ground)


def _ground(style: Any, colour: str, ground: str) -> None:
    """A soft ground behind a style's paragraphs, and a line at their left."""
    border = (
        f'<w:pBdr {NAMESPACES}><w:left w:val="single" w:sz="24" w:space="8" w:color="{colour.lstrip("#")}"/></w:pBdr>'
    )
    shade = f'<w:shd {NAMESPACES} w:val="clear" w:color="auto" w:fill="{ground.lstrip("#")}"/>'
    properties = style.element.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    for xml in (border, shade):
        spacing.addprevious(parse_xml(xml))


def style_id(name: str) -> str:
    """The id a style of that name has: Word's own for the contents list, the name without spaces else."""
    return name.upper().replace(" ", "") if name.startswith("toc") else name.replace(" ", "")


def _plain_font(style: Any) -> None:
    """Drop the theme's fonts, borders and spacing that the library's template gives built-in styles."""
    properties = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:spacing", "w:kern"):
        for element in properties.findall(qn(tag)):
            properties.remove(element)
    for tag in ("w:pBdr", "w:tabs"):
        for element in style.element.get_or_add_pPr().findall(qn(tag)):
            element.getparent().remove(element)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())


def _page(document: WordDocument, look: Look) -> None:
    section, page = document.sections[0], look.page
    section.page_width, section.page_height = Pt(page["width"]), Pt(page["height"])
    section.top_margin, section.bottom_margin = Pt(page["top"]), Pt(page["bottom"])
    section.left_margin, section.right_margin = Pt(page["left"]), Pt(page["right"])
    section.header_distance = section.footer_distance = Pt(34)


def _defaults(document: WordDocument, look: Look, language: str) -> None:
    """The font and language of everything that says nothing else."""
    properties = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for element in list(properties):
        properties.remove(element)
    font = look.fonts["docx"]
    for xml in (
        f'<w:rFonts {NAMESPACES} w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>',
        f'<w:lang {NAMESPACES} w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>',
    ):
        properties.append(parse_xml(xml))
    normal = document.styles["Normal"]
    _plain_font(normal)
    normal.font.size, normal.font.color.rgb = Pt(look.sizes["body"]), _rgb(look.colours["ink"])
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.15


def _remove_leftovers(document: WordDocument) -> None:
    for holder in (document.part.rels, document.part.package.rels):
        for id in [id for id, relation in holder.items() if relation.reltype.rsplit("/", 1)[-1] in LEFTOVERS]:
            del holder[id]


def _table_styles(look: Look) -> list[str]:
    colour = {name: value.lstrip("#") for name, value in look.colours.items()}
    rules = f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{colour["line"]}"/>'
    ends = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{colour["line"]}"/>' for side in ("top", "bottom")
    )
    white = "".join(
        f'<w:{side} w:val="single" w:sz="48" w:space="0" w:color="{colour["paper"]}"/>'
        for side in ("insideH", "insideV")
    )
    head = (
        '<w:tblStylePr w:type="firstRow"><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{colour["primary"]}"/><w:vAlign w:val="bottom"/>'
        "</w:tcPr></w:tblStylePr>"
    )
    surface = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{colour["surface"]}"/></w:tcPr>'
    return [
        _table_style(GRID, "Plan Grid", ends + rules, (50, 80, 70), head),
        _table_style(FACTS, "Plan Facts", ends + rules, (50, 80, 70), ""),
        _table_style(PANEL, "Plan Panel", "", (140, 400, 500), ""),
        _table_style(TILES, "Plan Tiles", white, (140, 220, 180), surface),
    ]


def _table_style(id: str, name: str, borders: str, margins: tuple[int, int, int], more: str) -> str:
    above, side, below = margins
    return (
        f'<w:style {NAMESPACES} w:type="table" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
        f'<w:tblPr><w:tblInd w:w="{side}" w:type="dxa"/>'
        f"{f'<w:tblBorders>{borders}</w:tblBorders>' if borders else ''}<w:tblCellMar>"
        f'<w:top w:w="{above}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{below}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"{more}</w:style>"
    )
