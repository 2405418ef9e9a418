"""The places of a Word file that are there to be filled: where the text goes, and its title, municipality and date.

In: the tree of a part. Out: its places, looked for in one way by all who ask: who checks a template, who makes it
ready, who fills it. A place is a content control with our mark as its tag or title, or a paragraph of the mark alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from docx.oxml.ns import qn

from planbuilder.record import record

PLACE = "pb:content"
FACTS = ("pb:title", "pb:municipality", "pb:date")
# What people put around a mark, and what Word and web pages leave in it unseen.
AROUND = re.compile("[\\s\\[\\](){}<>«»\"'\u00ad\u200b-\u200f\u2060\ufeff]+")
ANY_MARK = re.compile(r"pb:[a-zæøå]+", re.IGNORECASE)
# What may stand around a paragraph without keeping the text from its page.
TRANSPARENT = tuple(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:body")))
Where = Literal["alone", "table", "box", "words"]
T, P, SDT = qn("w:t"), qn("w:p"), qn("w:sdt")


@record
class Found:
    """A place: its mark, the paragraph or control that it is, and whether the text could stand there."""

    mark: str
    element: Any
    where: Where


def mark_of(text: str) -> str:
    """A text as the mark it is meant to be, whatever stands around it."""
    return AROUND.sub("", text).casefold()


def mark_of_control(control: Any) -> str:
    """The mark of a content control: its tag, else its title; empty if neither is one of ours."""
    for name in ("w:tag", "w:alias"):
        said = control.find(f"{qn('w:sdtPr')}/{qn(name)}")
        mark = "" if said is None else mark_of(said.get(qn("w:val"), ""))
        if mark == PLACE or mark in FACTS:
            return mark
    return ""


def own_texts(paragraph: Any) -> list[Any]:
    """The texts of a paragraph itself, without those in a text box that hangs on it."""
    return [text for text in paragraph.iter(T) if next(text.iterancestors(P)) is paragraph]


def words_of(paragraph: Any) -> str:
    """What a paragraph itself says."""
    return "".join(text.text or "" for text in own_texts(paragraph))


def found_places(root: Any) -> Iterator[Found]:
    """Every place of a part, in order; a paragraph within a place is no place of its own."""
    for element in root.iter(SDT, P):
        mark = mark_of_control(element) if element.tag == SDT else mark_of(words_of(element))
        around = element.iterancestors(SDT) if element.tag == SDT else (*element.iterancestors(SDT), *element.iter(SDT))
        if mark in (PLACE, *FACTS) and not any(mark_of_control(one) == mark for one in around):
            yield Found(mark, element, _where(element))


def _where(element: Any) -> Where:
    holder = next(element.iterancestors(P), None) if element.tag == SDT else None
    outer = list((element if holder is None else holder).iterancestors())
    tags = [one.tag for one in outer]
    if any(tag.endswith(("}txbxContent", "}textbox")) for tag in tags):
        return "box"
    if qn("w:tc") in tags or element.find(f"{qn('w:sdtContent')}/{qn('w:tc')}") is not None or qn("w:tr") in tags:
        return "table"
    if holder is not None and mark_of(words_of(holder)) != mark_of("".join(t.text or "" for t in element.iter(T))):
        return "words"
    return "alone" if all(tag in TRANSPARENT for tag in tags[:-1]) else "words"


def place_in(body: Any) -> Any:
    """The paragraph of a body that the text takes the place of; None if it names none."""
    return next((one for one in body.iterchildren(P) if mark_of(words_of(one)) == PLACE), None)


def section_of(body: Any, place: Any) -> Any:
    """The properties of the section in which a paragraph of the body stands; those of the last one for None."""
    following = () if place is None else (place, *place.itersiblings())
    ends = (end for one in following for end in one.iterfind(f"{qn('w:pPr')}/{qn('w:sectPr')}"))
    return next(ends, body.find(qn("w:sectPr")))


def fill(root: Any, facts: dict[str, str], day: str) -> None:
    """Let the controls of a part say their facts; `day` is the ISO date that a calendar control keeps."""
    for control in root.iter(SDT):
        mark = mark_of_control(control)
        if mark in facts:
            for n, text in enumerate(control.iter(T)):
                text.text = "" if n else facts[mark]
            for date in control.iterfind(f"{qn('w:sdtPr')}/{qn('w:date')}"):
                date.set(qn("w:fullDate"), f"{day}T00:00:00Z")
