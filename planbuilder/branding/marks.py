"""The marks of a template made ready: the place for the text as a paragraph of its own, facts as plain controls.

In: the parts of a template. Out: the same, and what is wrong with its marks. A control that is bound to a store would
show what the store says, whatever is written into it: it is let go. Ours that an earlier document had are no marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from planbuilder import codes
from planbuilder.branding.wordparts import OFFICE, Parts, W, parsed
from planbuilder.errors import Place, Problem, problem
from planbuilder.writers.docx.oxml import NAMESPACES, put_only
from planbuilder.writers.docx.places import (
    ANY_MARK,
    FACTS,
    PLACE,
    Found,
    found_places,
    mark_of,
    mark_of_control,
    words_of,
)

HEADS = (f"{OFFICE}/header", f"{OFFICE}/footer")
BINDINGS = ("{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding", f"{W}dataBinding")
# The properties of a file that Word lets a control show, and the fact that each is in a document of ours.
OF_THE_FILE = re.compile(r"coreProperties\[1\]/\w+:(\w+)\[1\]")
BOUND = {"title": "pb:title", "creator": "pb:municipality"}
ANSWER = re.compile(r"pb:[A-Za-z0-9_]+[.\[~]")
OUR_BOOKMARK = re.compile(r"_?pb_")
STAYS = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))
# Kinds of control that cannot say any text; without its kind, a control can.
OTHER_KINDS = tuple(f"{W}{name}" for name in ("dropDownList", "comboBox", "picture", "docPartList", "docPartObj"))
SDT, P, RUN, TEXT = (f"{W}{name}" for name in ("sdt", "p", "r", "t"))


def text_parts(parts: Parts) -> Iterator[tuple[str, Any]]:
    """(name, tree) of every part that is read as text: the document, and each head and foot."""
    yield parts.main, parts.trees[parts.main]
    for relation in parts.relations(parts.main):
        if relation.type in HEADS and relation.part:
            yield relation.part, parts.trees[relation.part]


def ready_marks(parts: Parts, place: Place) -> tuple[list[Problem], list[Problem]]:
    """(what keeps the marks from being used, what to warn of) of the marks, which are ready now."""
    wrong, warned = list[Problem](), list[Problem]()
    for name, tree in text_parts(parts):
        _let_go(tree)
        _take_over(tree)
        wrong += _ready_place(tree, name == parts.main, place)
        for found in [found for found in found_places(tree) if found.mark in FACTS]:
            _ready_fact(found)
        warned += [problem(codes.UNKNOWN_MARK, place, mark=mark) for mark in dict.fromkeys(_unused(tree))]
    return wrong, warned


def _ready_place(tree: Any, is_main: bool, place: Place) -> list[Problem]:
    """What keeps the place of the text from being used; one that can be is ready now."""
    places = [found for found in found_places(tree) if found.mark == PLACE]
    # Among other words, or in a head or foot, there is no room for a text of many pages.
    if any(found.where != "alone" for found in places) or (places and not is_main):
        return [problem(codes.CONTENT_WITHOUT_ROOM, place)]
    if len(places) > 1:
        return [problem(codes.CONTENT_SEVERAL_TIMES, place, count=len(places))]
    for found in places:
        _stand_alone(found)
    return []


def has_title_before(body: Any, place: Any) -> bool:
    """Whether a template says a document's title itself, somewhere before the place of the text."""
    for element in body.iter(SDT, P):
        if element is place:
            return False
        if element.tag == SDT and mark_of_control(element) == FACTS[0]:
            return True
    return False


def _let_go(tree: Any) -> None:
    """Free the names that a document of ours gave to its answers and places, when it was not a template yet."""
    for control in tree.iter(SDT):
        for tag in control.findall(f"{W}sdtPr/{W}tag"):
            if ANSWER.match(tag.get(f"{W}val", "")):
                tag.getparent().remove(tag)
    begun = [one for one in tree.iter(f"{W}bookmarkStart") if OUR_BOOKMARK.match(one.get(f"{W}name", ""))]
    ids = {one.get(f"{W}id") for one in begun}
    # Both ends, for one without the other marks nothing.
    for one in [*begun, *(end for end in tree.iter(f"{W}bookmarkEnd") if end.get(f"{W}id") in ids)]:
        one.getparent().remove(one)


def _take_over(tree: Any) -> None:
    """Let controls that show a property of the file be ours where we know it, and keep what they say where not."""
    bound = [
        (control, one) for control in tree.iter(SDT) for name in BINDINGS for one in control.findall(f"{W}sdtPr/{name}")
    ]
    for control, binding in bound:
        if found := OF_THE_FILE.search(binding.get(f"{W}xpath", "")):
            if mark := BOUND.get(found[1], ""):
                _tag(control, mark)
            binding.getparent().remove(binding)


def _tag(control: Any, mark: str) -> None:
    properties = control.find(f"{W}sdtPr")
    put_only(properties, parsed(f'<w:tag {NAMESPACES} w:val="{mark}"/>'))


def _stand_alone(found: Found) -> None:
    """Put the place into the body itself, as a paragraph of nothing but the mark; what it held besides stays there."""
    element = found.element
    if element.tag == SDT and (holder := next(element.iterancestors(P), None)) is not None:
        # The paragraph around a control gives way as a whole: ours are paragraphs and cannot lie in one.
        element = holder
    # A control around the place must not hold our text: one of plain text allows neither paragraphs nor tables.
    for outer in list(element.iterancestors(SDT, f"{W}customXml")):
        _unwrap(outer)
    element.addprevious(parsed(f"<w:p {NAMESPACES}><w:r><w:t>{PLACE}</w:t></w:r></w:p>"))
    place = element.getprevious()
    # A section ends with the paragraph that holds its properties (17.6.18): without it the pages before would be lost.
    # In reverse, since each is put right behind the place: so the first ends up first.
    for section in reversed(list(element.iter(f"{W}sectPr"))):
        paragraph = parsed(f"<w:p {NAMESPACES}><w:pPr/></w:p>")
        paragraph[0].append(section)
        place.addnext(paragraph)
    if element.tag == P and any(True for _ in element.iter(*STAYS)):
        for text in [one for one in element.iter(TEXT) if next(one.iterancestors(P)) is element]:
            text.getparent().remove(text)
        place.addprevious(element)
    else:
        element.getparent().remove(element)


def _unwrap(outer: Any) -> None:
    """Put the content of a control in its place."""
    content = outer.find(f"{W}sdtContent") if outer.tag == SDT else outer
    for child in list(() if content is None else content):
        if child.tag != f"{W}customXmlPr":
            outer.addprevious(child)
    outer.getparent().remove(outer)


def _ready_fact(found: Found) -> None:
    """Make a control of plain text of a place for a fact: bound to nothing, with a text that can be set."""
    control = _wrapped(found) if found.element.tag == P else found.element
    _tag(control, found.mark)
    properties = control.find(f"{W}sdtPr")
    content = control.find(f"{W}sdtContent")
    if content is None:
        content = parsed(f"<w:sdtContent {NAMESPACES}/>")
        control.append(content)
    # The grey of a placeholder would stay on what is filled in.
    if properties.find(f"{W}showingPlcHdr") is not None:
        for style in list(content.iter(f"{W}rStyle")):
            style.getparent().remove(style)
    for gone in [one for one in properties if one.tag in (*BINDINGS, *OTHER_KINDS, f"{W}showingPlcHdr")]:
        properties.remove(gone)
    if not any(True for _ in content.iter(TEXT)):
        _let_speak(content)


def _wrapped(found: Found) -> Any:
    """The control that now holds what a paragraph says."""
    made = parsed(f"<w:sdt {NAMESPACES}><w:sdtPr/><w:sdtContent/></w:sdt>")
    for child in [one for one in found.element if one.tag != f"{W}pPr"]:
        made[1].append(child)
    found.element.append(made)
    return made


def _let_speak(content: Any) -> None:
    """Give the content of a control a text to be set."""
    run = parsed(f"<w:r {NAMESPACES}><w:t/></w:r>")
    paragraph = next(content.iter(P), None)
    if paragraph is None and next(content.iterancestors(P), None) is None:
        paragraph = parsed(f"<w:p {NAMESPACES}/>")
        content.append(paragraph)
    (content if paragraph is None else paragraph).append(run)


def _unused(tree: Any) -> Iterator[str]:
    """The marks that look like ours and are not used: unknown ones, and those that are among other words."""
    for control in tree.iter(SDT):
        tag = control.find(f"{W}sdtPr/{W}tag")
        said = "" if tag is None else tag.get(f"{W}val", "")
        if ANY_MARK.fullmatch(said) and not mark_of_control(control):
            yield said
    for words in map(words_of, tree.iter(P)):
        if mark_of(words) not in (PLACE, *FACTS):
            yield from ANY_MARK.findall(words)
