"""The document that a text is written into, our own or a municipality's template, with every style that we use.

In: a `Look` and a language tag. Out: a python-docx document without text, the ids that styles have in it by the ids
that we give them, and what numbers its headings and lists. Our own has nothing left of the library's template; a
municipality's keeps its styles, page, head and foot, and gets only the styles it lacks, under ids and names that are
free.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from itertools import count
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from planbuilder.look import Look, WordTemplate
from planbuilder.record import record, replace
from planbuilder.writers.docx.numbering import COUNTED, Counting, counted, free_number, list_numbers
from planbuilder.writers.docx.oxml import NAMESPACES, attribute, put, put_only
from planbuilder.writers.docx.styles import (
    BASE_STYLES,
    character_definition,
    character_styles,
    definition,
    paragraph_styles,
    style_id,
)
from planbuilder.writers.docx.table_styles import table_styles

PREFIX = "Plan"
# Word breaks words by its own patterns, in at most two lines on end, and none in capitals.
HYPHENS = (
    "<w:autoHyphenation {}/>",
    '<w:consecutiveHyphenLimit {} w:val="2"/>',
    '<w:hyphenationZone {} w:val="425"/>',
    "<w:doNotHyphenateCaps {}/>",
)
STYLED = tuple(map(qn, ("w:pStyle", "w:rStyle", "w:tblStyle")))


def style_names(look: Look) -> list[str]:
    """Our name for every style that a document of ours uses."""
    named = [style.name for style in paragraph_styles(look)]
    return ["Normal", *named, *character_styles(look), *table_styles(look)]


def add_styles(styles: Any, look: Look, present: Mapping[str, str], counting: Counting) -> dict[str, str]:
    """The id of each of our styles by our name for it, those that a document lacked added; in `present` it has one."""
    ids, used = {**BASE_STYLES, **present}, _used(styles)
    for name, xml in _definitions(look, ids, counting, present):
        element = parse_xml(xml)
        ids[name] = _free(element, *used)
        styles.append(element)
    ours = frozenset(style_names(look))
    return {name: id for name, id in ids.items() if name in ours}


def restyle(elements: Iterable[Any], ids: Mapping[str, str]) -> None:
    """Let elements made with the ids that we give styles use those that the styles have in a document."""
    for used in (used for element in elements for used in element.iter(*STYLED)) if ids else ():
        name = used.get(qn("w:val"))
        used.set(qn("w:val"), ids.get(name, name))


def changed_ids(ids: Mapping[str, str]) -> dict[str, str]:
    """The id that a style has by the id we give it, for those that have another one."""
    return {style_id(name): id for name, id in ids.items() if id != style_id(name)}


def _definitions(
    look: Look, ids: Mapping[str, str], counting: Counting, present: Collection[str]
) -> Iterator[tuple[str, str]]:
    """(name, XML) of every style that is to be added, each after the one it is based on."""
    colours = look.template.colours if look.template else {}
    for style in (one for one in paragraph_styles(look) if one.name not in present):
        coloured = replace(style, colour=colours.get(style.name, style.colour))
        yield style.name, definition(coloured, ids, list_numbers(counting))
    made = {name: character_definition(name, looks) for name, looks in character_styles(look).items()}
    yield from ((name, xml) for name, xml in made.items() if name not in present)
    yield from ((name, xml) for name, xml in table_styles(look, ids).items() if name not in present)


def _used(styles: Any) -> tuple[set[str], set[str]]:
    """The ids and the names, in small letters, that styles have."""
    kind, id, name, value = map(qn, ("w:style", "w:styleId", "w:name", "w:val"))
    ids = {one.get(id, "") for one in styles.iterchildren(kind)}
    return ids, {one.get(value, "").casefold() for one in styles.iterfind(f"{kind}/{name}")}


def _free(element: Any, ids: set[str], names: set[str]) -> str:
    """The id of a style that is to be added, which now is its own, and so is its name; both are used from now on."""
    id, named = element.get(qn("w:styleId")), element.find(qn("w:name"))
    name = named.get(qn("w:val"))
    if id in ids:
        element.set(qn("w:styleId"), next(f"{PREFIX}{id}{n}" for n in _numbers() if f"{PREFIX}{id}{n}" not in ids))
    if name.casefold() in names:
        free = (f"{PREFIX} {name}{n}" for n in _numbers())
        named.set(qn("w:val"), next(one for one in free if one.casefold() not in names))
        element.set(qn("w:customStyle"), "1")
    ids.add(str(element.get(qn("w:styleId"))))
    names.add(str(named.get(qn("w:val"))).casefold())
    return str(element.get(qn("w:styleId")))


def _numbers() -> Iterator[str]:
    yield ""
    yield from map(str, count(2))


HEADING_NAMES = ("heading 1", "heading 2", "heading 3")


def adapted(word: WordDocument, look: Look, language: str) -> tuple[dict[str, str], Counting]:
    """(id of each of our styles by our name, what numbers headings and lists) of a template, which now has them all."""
    assert look.template is not None
    template, styles = look.template, word.styles.element
    first = free_number(word)
    ids = add_styles(styles, look, template.styles, Counting(first=first))
    counting = _counting(template, ids, first)
    elements = {one.get(qn("w:styleId")): one for one in styles.iterchildren(qn("w:style"))}
    _count(word, elements, ids, counting)
    _outline(elements, ids)
    for name in ids.keys() & template.styles.keys():
        for said in elements[ids[name]].iterfind(f"{qn('w:rPr')}/{qn('w:lang')}"):
            said.set(qn("w:val"), language)
    return ids, counting


def _counting(template: WordTemplate, ids: Mapping[str, str], first: int) -> Counting:
    """What numbers what: our lists count our own styles and those of the template's that are to be counted by them."""
    heads = template.headings
    ours = {name for name in ids if name not in template.styles or name in template.counted}
    ours -= set(HEADING_NAMES)
    if not heads.number and not heads.apart:
        ours |= set(HEADING_NAMES)
    own = {style_id(name): ids[name] for name in ids if name in ours and style_id(name) in COUNTED}
    return Counting(first, own, heads.number, heads.apart, heads.kind)


def _count(word: WordDocument, elements: Mapping[str, Any], ids: Mapping[str, str], counting: Counting) -> None:
    """Tie styles to the lists that count them, and to no other."""
    lists, tied = list_numbers(counting), dict[str, tuple[int, int]]()
    for name, id in counting.own.items():
        kind, level = COUNTED[name]
        tied[id] = lists[kind], level
    if counting.headings and not counting.apart:
        tied |= {ids[name]: (counting.headings, level) for level, name in enumerate(HEADING_NAMES)}
    for id, (number, level) in tied.items():
        counted(elements[id], number, level)
    for link in list(word.part.numbering_part.element.iter(qn("w:pStyle"))):
        if link.get(qn("w:val")) in counting.own.values():
            link.getparent().remove(link)


def _outline(elements: Mapping[str, Any], ids: Mapping[str, str]) -> None:
    """Let the style of a heading be one for navigation and contents, and stay with what it heads."""
    levels = {ids[name]: level for level, name in reversed([*enumerate(HEADING_NAMES)])}
    for id, level in levels.items():
        properties = elements[id].get_or_add_pPr()
        put_only(properties, parse_xml(f'<w:outlineLvl {NAMESPACES} w:val="{level}"/>'))
        if properties.find(qn("w:keepNext")) is None:
            put_only(properties, parse_xml(f"<w:keepNext {NAMESPACES}/>"))


LEFTOVERS = ("stylesWithEffects", "thumbnail", "customXml")
KEPT = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
MOST_KEPT = 20
# In points from a sheet's edge: the head's place, and the least that a printer leaves free beneath the foot; then what
# head and foot take of a page's margins.
HEAD, LEAST_FOOT = 34, 14
HEAD_ROOM, FOOT_ROOM = 22, 33


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
    # Otherwise the library's template would be unpacked, cleared and filled with styles for each document.
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
    """An empty A4 document."""
    word = docx.Document(io.BytesIO(_emptied()))
    _page(word, look)
    _defaults(word, look, language)
    add_styles(word.styles.element, look, {}, Counting())
    return word, {}, Counting()


@cache
def _emptied() -> bytes:
    """The library's own document without its styles, lists and leftovers; the same for every look."""
    word, made = docx.Document(), io.BytesIO()
    for holder in (word.part.rels, word.part.package.rels):
        for id in [id for id, relation in holder.items() if relation.reltype.rsplit("/", 1)[-1] in LEFTOVERS]:
            del holder[id]
    for element in list(word.part.numbering_part.element):
        element.getparent().remove(element)
    for element in list(word.styles.element.iterchildren(qn("w:style"))):
        if element.get(qn("w:styleId")) not in KEPT:
            word.styles.element.remove(element)
    word.save(made)
    return made.getvalue()


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
    # A line of words with its rule, and room from there to the text, whatever a page has above and beneath it.
    section.header_distance = Pt(min(HEAD, page["top"] - HEAD_ROOM))
    section.footer_distance = Pt(max(LEAST_FOOT, page["bottom"] - FOOT_ROOM))


def _defaults(word: WordDocument, look: Look, language: str) -> None:
    """The font and language of everything that says nothing else."""
    properties = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for element in list(properties):
        properties.remove(element)
    font = attribute(look.fonts["docx"])
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
    for setting in HYPHENS:
        put(word.settings.element, parse_xml(setting.format(NAMESPACES)))


def proof(word: WordDocument, language: str) -> None:
    """Let programs check and read the text in a language, where no style says another."""
    holder = word.styles.element
    for name in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        found = holder.find(qn(name))
        holder = put(holder, parse_xml(f"<{name} {NAMESPACES}/>")) if found is None else found
    put_only(holder, parse_xml(f'<w:lang {NAMESPACES} w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'))
