"""The places of a template: found, filled, and tidied when a text has taken one of them.

In: the tree of a part, a document. Out: the places for the text, and for its title, municipality and date, looked for
in one way by all who ask: who checks a template, who makes it ready, who fills it; and the same document without what
its text has left loose. A place is a content control with our mark as its tag or title, or a paragraph of the mark
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any, Literal

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from planbuilder.document.model import Document
from planbuilder.plaintext import shown
from planbuilder.record import record

PLACE = "pb:content"
FACTS = ("pb:title", "pb:municipality", "pb:date")
# What people put around a mark, and what Word and web pages leave in it unseen.
AROUND = re.compile("[\\s\\[\\](){}<>«»\"'\u00ad\u200b-\u200f\u2060\ufeff]+")
ANY_MARK = re.compile(r"pb:[a-zæøå]+", re.IGNORECASE)
# What may be around a paragraph without keeping the text from its page.
TRANSPARENT = tuple(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:body")))
Where = Literal["alone", "table", "box", "words"]
T, P, SDT = qn("w:t"), qn("w:p"), qn("w:sdt")


@record
class Found:
    """A place: its mark, the paragraph or control that it is, and whether the text could go there."""

    mark: str
    element: Any
    where: Where


def mark_of(text: str) -> str:
    """A text as the mark it is meant to be, whatever is around it."""
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
    """The properties of the section that a paragraph of the body is in; those of the last one for None."""
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


HEAD_AND_FOOT = ("header", "footer")
# What has a number of its own in a document, and the attribute that says it.
NUMBERED = {qn("w:bookmarkStart"): qn("w:id"), qn("w:id"): qn("w:val"), qn("wp:docPr"): "id"}


def tell_facts(word: WordDocument, document: Document) -> None:
    """Fill the controls by which a template asks for title, municipality and date."""
    title = document.cover.title if document.cover else document.title
    texts = (shown(text) for text in (title, document.author, document.day))
    facts = dict(zip(FACTS, texts, strict=True))
    for root in _roots(word):
        fill(root, facts, document.date)


def free_ids(word: WordDocument) -> Iterator[int]:
    """The numbers that no bookmark, control or drawing of a document has, from 1."""
    taken = {element.get(NUMBERED[element.tag]) for root in _roots(word) for element in root.iter(*NUMBERED)}
    return (number for number in count(1) if str(number) not in taken)


def _roots(word: WordDocument) -> Iterator[Any]:
    """The body, and every head and foot there is: of the first page, of even pages, of each section."""
    yield word.element.body
    parts: list[Any] = [r.target_part for r in word.part.rels.values() if r.reltype.endswith(HEAD_AND_FOOT)]
    yield from (part.element for part in parts)


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
# Marks in pairs, and what names the pair.
PAIRS = (
    ("w:bookmarkStart", "w:bookmarkEnd"),
    ("w:commentRangeStart", "w:commentRangeEnd"),
    ("w:permStart", "w:permEnd"),
    ("w:moveFromRangeStart", "w:moveFromRangeEnd"),
    ("w:moveToRangeStart", "w:moveToRangeEnd"),
)
# What the text refers to by number; all else belongs to the document as a whole.
REFERRED = frozenset(
    f"{OFFICE}/{kind}"
    for kind in (
        *("header", "footer", "image", "hyperlink", "chart", "package"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"),
    )
)
OF_COMMENTS = ("commentsExtended", "commentsIds", "commentsExtensible")


def tidy(word: WordDocument) -> None:
    """Take away what a document no longer uses."""
    body = word.element.body
    for begin, end in PAIRS:
        _pair(body, qn(begin), qn(end))
    _forget_comments(word, {one.get(qn("w:id")) for one in body.iter(qn("w:commentReference"))})
    # What the body refers to; heads and feet have relationships of their own.
    used = set(_used(word.element))
    for id, relation in list(word.part.rels.items()):
        if relation.reltype in REFERRED and id not in used:
            del word.part.rels[id]


def comments_of(word: WordDocument) -> Any:
    """The comments that a document has, None if it has no part for them; asking the library for them would make one."""
    parts = (one.target_part for one in word.part.rels.values() if one.reltype == f"{OFFICE}/comments")
    part: Any = next(parts, None)
    return None if part is None else part.element


def _pair(body: Any, begin: str, end: str) -> None:
    """Take away each beginning without an end, and each end without a beginning."""
    begun, ended = ({one.get(qn("w:id")) for one in body.iter(tag)} for tag in (begin, end))
    for one in list(body.iter(begin, end)):
        if one.get(qn("w:id")) not in begun & ended:
            one.getparent().remove(one)


def _forget_comments(word: WordDocument, referred: set[str | None]) -> None:
    """Take away the comments that nothing refers to, and what other parts say of comments, since it says it of all."""
    comments = comments_of(word)
    loose = [] if comments is None else [one for one in comments if one.get(qn("w:id")) not in referred]
    for one in loose:
        comments.remove(one)
    for id, relation in list(word.part.rels.items()) if loose else ():
        if relation.reltype.startswith(MICROSOFT) and relation.reltype.endswith(OF_COMMENTS):
            del word.part.rels[id]


def _used(root: Any) -> Iterator[str]:
    """The numbers of the relationships that a part refers to."""
    prefix = f"{{{OFFICE}}}"
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.startswith(prefix):
                yield value
