"""The document that a text is written into: our own, or a municipality's template.

In: a `Look` and a language tag. Out: a python-docx document without text that has every style a document uses, and
the names those styles have in it. Our own has nothing left of the library's template; a municipality's keeps its
styles, page, head and foot, and gets only the styles it lacks.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from planbuilder.look import Look
from planbuilder.record import record
from planbuilder.writers.docx.numbering import Numbering, counted, free_number
from planbuilder.writers.docx.oxml import NAMESPACES
from planbuilder.writers.docx.styles import (
    character_definition,
    character_styles,
    definition,
    paragraph_styles,
    style_id,
    table_styles,
)

LEFTOVERS = ("stylesWithEffects", "thumbnail", "customXml")
KEPT = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")


@record
class Base:
    """A document to write into; `ids` has the id a style has in it by the id we give it, where they differ.

    `first` is the first number free for lists.
    """

    word: WordDocument
    ids: Mapping[str, str]
    first: int


def opened(look: Look, language: str) -> Base:
    """The document to write into; what is the same for each look and language is made once."""
    key = repr(look.template or look), language
    if key not in _MADE:
        word, ids, first = _from_template(look, language) if look.template else _own(look, language)
        made = io.BytesIO()
        word.save(made)
        _MADE[key] = made.getvalue(), ids, first
    data, ids, first = _MADE[key]
    return Base(docx.Document(io.BytesIO(data)), ids, first)


_MADE: dict[tuple[str, str], tuple[bytes, Mapping[str, str], int]] = {}
Made = tuple[WordDocument, Mapping[str, str], int]


def _own(look: Look, language: str) -> Made:
    """An empty A4 document; python-docx's own styles, lists and leftovers are taken out first."""
    word = docx.Document()
    for holder in (word.part.rels, word.part.package.rels):
        for id in [id for id, relation in holder.items() if relation.reltype.rsplit("/", 1)[-1] in LEFTOVERS]:
            del holder[id]
    for element in list(word.part.numbering_part.element):
        element.getparent().remove(element)
    for element in list(word.styles.element.iterchildren(qn("w:style"))):
        if element.get(qn("w:styleId")) not in KEPT:
            word.styles.element.remove(element)
    _page(word, look)
    _defaults(word, look, language)
    return word, _with_styles(word, look, {}, 1), 1


def _from_template(look: Look, language: str) -> Made:
    """A municipality's template, its own styles found by their names."""
    assert look.template is not None
    word = docx.Document(io.BytesIO(look.template.data))
    _proof(word, language)
    first = free_number(word)
    return word, _with_styles(word, look, look.template.styles, first), first


def _with_styles(word: WordDocument, look: Look, chosen: Mapping[str, str], first: int) -> dict[str, str]:
    """Add the styles a document lacks; the ids of those it has, by ours, where they differ.

    `chosen` has the id of the style that is to be used for one of ours, by our name for it.
    """
    there = {_name(e): e.get(qn("w:styleId")) for e in word.styles.element.iterchildren(qn("w:style"))}
    there |= {name.casefold(): id for name, id in chosen.items()}
    numbering = Numbering(first)
    numbers = {
        "headings": numbering.headings,
        "appendix": numbering.appendix,
        "bullets": numbering.bullets,
        "numbered": numbering.first_list,
    }
    for style in paragraph_styles(look):
        if style.name.casefold() not in there:
            word.styles.element.append(parse_xml(definition(style, there, numbers)))
            there[style.name.casefold()] = style_id(style.name)
    made = {name: character_definition(name, looks) for name, looks in character_styles(look).items()}
    for name, xml in {**made, **table_styles(look)}.items():
        if name.casefold() not in there:
            word.styles.element.append(parse_xml(xml))
            there[name.casefold()] = style_id(name)
    _count_headings(word, numbers["headings"])
    return _differing(there, look)


def _name(element: Any) -> str:
    return str(element.find(qn("w:name")).get(qn("w:val"))).casefold()


def _differing(there: Mapping[str, str], look: Look) -> dict[str, str]:
    names = [
        "Normal",
        *(style.name for style in paragraph_styles(look)),
        *character_styles(look),
        *table_styles(look),
    ]
    return {style_id(n): there[n.casefold()] for n in names if there.get(n.casefold(), style_id(n)) != style_id(n)}


def _count_headings(word: WordDocument, number: int) -> None:
    """Let headings be counted, unless the template counts them its own way."""
    headings = [word.styles[f"Heading {level}"] for level in (1, 2, 3)]
    if any(style.element.find(f".//{qn('w:numPr')}") is None for style in headings[:1]):
        for level, style in enumerate(headings):
            counted(style, number, level)


def _page(word: WordDocument, look: Look) -> None:
    section, page = word.sections[0], look.page
    section.page_width, section.page_height = Pt(page["width"]), Pt(page["height"])
    section.top_margin, section.bottom_margin = Pt(page["top"]), Pt(page["bottom"])
    section.left_margin, section.right_margin = Pt(page["left"]), Pt(page["right"])
    section.header_distance = section.footer_distance = Pt(34)


def _defaults(word: WordDocument, look: Look, language: str) -> None:
    """The font and language of everything that says nothing else."""
    properties = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for element in list(properties):
        properties.remove(element)
    font = look.fonts["docx"]
    properties.append(
        parse_xml(f'<w:rFonts {NAMESPACES} w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>')
    )
    _proof(word, language)
    normal: Any = word.styles["Normal"]
    for element in normal.element.get_or_add_rPr().findall(qn("w:rFonts")):
        element.getparent().remove(element)
    normal.font.size = Pt(look.sizes["body"])
    normal.font.color.rgb = RGBColor.from_string(look.colours["ink"][1:].upper())
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.15


def _proof(word: WordDocument, language: str) -> None:
    """The language that a program checks and reads the text in."""
    styles = word.styles.element
    path = [qn("w:docDefaults"), qn("w:rPrDefault"), qn("w:rPr")]
    holder = styles
    for n, tag in enumerate(path):
        found = holder.find(tag)
        if found is None:
            found = parse_xml(f"<w:{tag.rpartition('}')[2]} {NAMESPACES}/>")
            holder.insert(0, found) if n < len(path) - 1 else holder.append(found)
        holder = found
    for old in holder.findall(qn("w:lang")):
        holder.remove(old)
    holder.append(parse_xml(f'<w:lang {NAMESPACES} w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'))
