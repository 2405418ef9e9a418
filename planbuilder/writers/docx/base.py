"""The document that a text is written into: our own, or a municipality's template.

In: a `Look` and a language tag. Out: a python-docx document without text that has every style a document uses, and
the names those styles have in it. Our own has nothing left of the library's template; a municipality's keeps its
styles, page, head and foot, and gets only the styles it lacks.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from planbuilder.look import Look
from planbuilder.record import record, replace
from planbuilder.writers.docx.adapted import adapted
from planbuilder.writers.docx.numbering import Counting
from planbuilder.writers.docx.order import put, put_only
from planbuilder.writers.docx.oxml import NAMESPACES
from planbuilder.writers.docx.sheet import add_styles, changed_ids

LEFTOVERS = ("stylesWithEffects", "thumbnail", "customXml")
KEPT = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
MOST_KEPT = 20


@record
class Base:
    """A document to write into; `ids` has the id a style has in it by the id we give it, where they differ.

    `counting` says what numbers its headings and lists.
    """

    word: WordDocument
    ids: Mapping[str, str]
    counting: Counting


def opened(look: Look, language: str) -> Base:
    """The document to write into; what is the same for each look and language is made once."""
    key = _key(look), language
    if key not in _MADE:
        word, ids, counting = _from_template(look, language) if look.template else _own(look, language)
        made = io.BytesIO()
        word.save(made)
        if len(_MADE) >= MOST_KEPT:
            _MADE.clear()
        _MADE[key] = made.getvalue(), ids, counting
    data, ids, counting = _MADE[key]
    return Base(docx.Document(io.BytesIO(data)), ids, counting)


_MADE: dict[tuple[str, str], tuple[bytes, Mapping[str, str], Counting]] = {}
Made = tuple[WordDocument, Mapping[str, str], Counting]


def _key(look: Look) -> str:
    """What a document to write into depends on: all of a look but its sender and the files of its fonts."""
    template = look.template and replace(look.template, data=sha256(look.template.data).digest())
    return repr(replace(look, template=template, brand=None, faces={}))


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
    add_styles(word.styles.element, look, {}, Counting())
    return word, {}, Counting()


def _from_template(look: Look, language: str) -> Made:
    """A municipality's template, its own styles found by their names."""
    assert look.template is not None
    word = docx.Document(io.BytesIO(look.template.data))
    proof(word, language)
    ids, counting = adapted(word, look, language)
    return word, changed_ids(ids), counting


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
    proof(word, language)
    normal: Any = word.styles["Normal"]
    for element in normal.element.get_or_add_rPr().findall(qn("w:rFonts")):
        element.getparent().remove(element)
    normal.font.size = Pt(look.sizes["body"])
    normal.font.color.rgb = RGBColor.from_string(look.colours["ink"][1:].upper())
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.15


def proof(word: WordDocument, language: str) -> None:
    """Let programs check and read the text in a language, where no style says another."""
    holder = word.styles.element
    for name in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        found = holder.find(qn(name))
        holder = put(holder, parse_xml(f"<{name} {NAMESPACES}/>")) if found is None else found
    put_only(holder, parse_xml(f'<w:lang {NAMESPACES} w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'))
