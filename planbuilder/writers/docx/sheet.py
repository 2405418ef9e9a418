"""The styles of a document that is written into, ours and those that stand for ours.

In: the styles of a document, and the ids of those that stand for ours by our names for them. Out: the same with every
style that a document of ours uses, each added one under an id and a name that are free.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from planbuilder.look import Look
from planbuilder.record import replace
from planbuilder.writers.docx.numbering import Counting, list_numbers
from planbuilder.writers.docx.styles import (
    BASE_STYLES,
    character_definition,
    character_styles,
    definition,
    paragraph_styles,
    style_id,
    table_styles,
)

PREFIX = "Plan"
STYLED = tuple(map(qn, ("w:pStyle", "w:rStyle", "w:tblStyle")))


def style_names(look: Look) -> list[str]:
    """Our name for every style that a document of ours uses."""
    named = [style.name for style in paragraph_styles(look)]
    return ["Normal", *named, *character_styles(look), *table_styles(look)]


def add_styles(styles: Any, look: Look, standing: Mapping[str, str], counting: Counting) -> dict[str, str]:
    """The id of each of our styles by our name for it, those that a document lacked added; in `standing` it has one."""
    ids = {**BASE_STYLES, **standing}
    for name, xml in _definitions(look, ids, counting, standing):
        element = parse_xml(xml)
        ids[name] = _free(element, styles)
        styles.append(element)
    return {name: id for name, id in ids.items() if name in set(style_names(look))}


def restyle(elements: Iterable[Any], ids: Mapping[str, str]) -> None:
    """Let elements made with the ids that we give styles use those that the styles have in a document."""
    for used in (used for element in elements for used in element.iter(*STYLED)) if ids else ():
        name = used.get(qn("w:val"))
        used.set(qn("w:val"), ids.get(name, name))


def changed_ids(ids: Mapping[str, str]) -> dict[str, str]:
    """The id that a style has by the id we give it, for those that have another one."""
    return {style_id(name): id for name, id in ids.items() if id != style_id(name)}


def _definitions(
    look: Look, ids: Mapping[str, str], counting: Counting, standing: Collection[str]
) -> Iterator[tuple[str, str]]:
    """(name, XML) of every style that is to be added, each after the one it is based on."""
    colours = look.template.colours if look.template else {}
    for style in (one for one in paragraph_styles(look) if one.name not in standing):
        coloured = replace(style, colour=colours.get(style.name, style.colour))
        yield style.name, definition(coloured, ids, list_numbers(counting))
    made = {name: character_definition(name, looks) for name, looks in character_styles(look).items()}
    yield from ((name, xml) for name, xml in made.items() if name not in standing)
    yield from ((name, xml) for name, xml in table_styles(look, ids).items() if name not in standing)


def _free(element: Any, styles: Any) -> str:
    """The id of a style that is to be added, which now is its own, and so is its name."""
    ids = {one.get(qn("w:styleId"), "") for one in styles.iterchildren(qn("w:style"))}
    names = {one.get(qn("w:val"), "").casefold() for one in styles.iterfind(f"{qn('w:style')}/{qn('w:name')}")}
    id, named = element.get(qn("w:styleId")), element.find(qn("w:name"))
    name = named.get(qn("w:val"))
    if id in ids:
        element.set(qn("w:styleId"), next(f"{PREFIX}{id}{n}" for n in _numbers() if f"{PREFIX}{id}{n}" not in ids))
    if name.casefold() in names:
        free = (f"{PREFIX} {name}{n}" for n in _numbers())
        named.set(qn("w:val"), next(one for one in free if one.casefold() not in names))
        element.set(qn("w:customStyle"), "1")
    return str(element.get(qn("w:styleId")))


def _numbers() -> Iterator[str]:
    yield ""
    yield from map(str, count(2))
