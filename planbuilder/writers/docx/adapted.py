"""A municipality's template as a document to write into.

In: the template as python-docx opens it, and the look that has it. Out: the same with every style a document of ours
uses and with its headings and lists numbered; the ids of the styles by our names, and what numbers what.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from planbuilder.look import Look, WordTemplate
from planbuilder.writers.docx.numbering import COUNTED, Counting, counted, free_number, list_numbers
from planbuilder.writers.docx.order import put_only
from planbuilder.writers.docx.oxml import NAMESPACES
from planbuilder.writers.docx.sheet import add_styles
from planbuilder.writers.docx.styles import style_id

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
    """Let whatever stands for a heading be one for navigation and contents, and stay with what it heads."""
    levels = {ids[name]: level for level, name in reversed([*enumerate(HEADING_NAMES)])}
    for id, level in levels.items():
        properties = elements[id].get_or_add_pPr()
        put_only(properties, parse_xml(f'<w:outlineLvl {NAMESPACES} w:val="{level}"/>'))
        if properties.find(qn("w:keepNext")) is None:
            put_only(properties, parse_xml(f"<w:keepNext {NAMESPACES}/>"))
