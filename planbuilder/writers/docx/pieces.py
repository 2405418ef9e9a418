"""The pieces of a Word paragraph that stay or go by themselves: words, fields, links, pictures.

In: paragraphs of two texts. Out: one paragraph in which each piece is as it was, or is marked as deleted or inserted.
A field or a link is one piece, since half of it means nothing; bookmarks are those of the new text, and never marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from planbuilder.record import record
from planbuilder.writers.docx.oxml import put

RUN, TEXT, LOOK, LOOKS = qn("w:r"), qn("w:t"), qn("w:rPr"), qn("w:pPr")
LINK, CHAR, INSTRUCTION = qn("w:hyperlink"), qn("w:fldChar"), qn("w:instrText")
BOOKMARKS = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))
WORD = re.compile(r"\w+|\s+|[^\w\s]")
# What says nothing of an element: the numbers that a picture has in its file, and where prefixes are explained.
NUMBER = re.compile(r'(<(?:wp:docPr|pic:cNvPr)\b[^>]*?) id="\d+"')
PREFIX = re.compile(r' xmlns:\w+="[^"]*"')
# Of less than this in common, a paragraph is easier to read deleted and written anew.
LEAST_ALIKE = 0.3


@record
class Marks:
    """Makes marks of one author and moment; `ids` numbers them."""

    author: str
    moment: str
    ids: Iterator[int]

    def mark(self, name: str) -> Any:
        """An empty mark: `w:ins`, `w:del` or `w:pPrChange`."""
        made = OxmlElement(name)
        for key, value in (("id", str(next(self.ids))), ("author", self.author), ("date", self.moment)):
            made.set(qn(f"w:{key}"), value)
        return made

    def around(self, name: str, elements: Iterable[Any]) -> Iterator[Any]:
        """Elements of a paragraph within marks: a link has them inside, a bookmark needs none."""
        for kind, group in groupby(elements, lambda one: one.tag if one.tag in (LINK, *BOOKMARKS) else RUN):
            own = list(group)
            if kind == LINK:
                yield from (self._link(name, link) for link in own)
            elif kind == RUN:
                holder = self.mark(name)
                holder.extend([deleted(one) for one in own] if name == "w:del" else own)
                yield holder
            else:
                yield from own

    def _link(self, name: str, link: Any) -> Any:
        inner = list(link)
        link.extend(self.around(name, inner))
        return link

    def paragraph(self, name: str, paragraph: Any) -> Any:
        """A whole paragraph that went or came, its mark too."""
        looks, content = paragraph.get_or_add_pPr(), [one for one in paragraph if one.tag != LOOKS]
        for one in content:
            paragraph.remove(one)
        paragraph.extend(self.around(name, content))
        ending = OxmlElement("w:rPr")
        ending.append(self.mark(name))
        put(looks, ending)
        return paragraph


def deleted(run: Any) -> Any:
    """A run whose words are those of a deleted one."""
    for text in run.iter(TEXT):
        text.tag = qn("w:delText")
    for text in run.iter(INSTRUCTION):
        text.tag = qn("w:delInstrText")
    return run


@record
class Piece:
    """A word in the look of its run, or elements that belong together; pieces of one `key` are alike."""

    key: tuple[str, str]
    look: Any = None
    text: str = ""
    elements: tuple[Any, ...] = ()

    @property
    def is_bookmark(self) -> bool:
        """Whether it only marks a place."""
        return bool(self.elements) and self.elements[0].tag in BOOKMARKS


def pieces(paragraph: Any) -> Iterator[Piece]:
    """The pieces of a paragraph, in order."""
    open_fields, field = 0, list[Any]()
    for child in paragraph.iterchildren():
        kinds = [char.get(qn("w:fldCharType")) for char in child.iter(CHAR)]
        open_fields += kinds.count("begin") - kinds.count("end")
        if open_fields or kinds:
            field.append(child)
        elif child.tag == RUN:
            yield from _of_run(child)
        elif child.tag != LOOKS:
            yield _whole((child,))
        if field and not open_fields:
            yield _whole(field)
            field = []


def _of_run(run: Any) -> Iterator[Piece]:
    look = run.find(LOOK)
    key = "" if look is None else said(look)
    for child in run.iterchildren():
        if child.tag == TEXT:
            yield from (Piece((key, word), look, word) for word in WORD.findall(child.text or ""))
        elif child.tag != LOOK:
            yield Piece((key, said(child)), look, elements=(_run(look, deepcopy(child)),))


def _whole(elements: Sequence[Any]) -> Piece:
    return Piece(("", "".join(map(said, elements))), elements=tuple(elements))


def said(element: Any) -> str:
    """An element as a text in which nothing is counted."""
    return NUMBER.sub(r"\1", PREFIX.sub("", serialize_part_xml(element).decode()))


def _run(look: Any, content: Any) -> Any:
    made = OxmlElement("w:r")
    if look is not None:
        made.append(deepcopy(look))
    made.append(content)
    return made


def elements(found: Iterable[Piece]) -> Iterator[Any]:
    """Pieces as elements again, words of one look in one run."""
    for (is_text, _), group in groupby(found, lambda one: (bool(one.text), one.key[0])):
        own = list(group)
        if is_text:
            text = OxmlElement("w:t")
            text.text = "".join(one.text for one in own)
            text.set(qn("xml:space"), "preserve")
            yield _run(own[0].look, text)
        else:
            yield from (element for one in own for element in one.elements)


Step = tuple[bool, list[Piece], list[Piece]]


def steps(was: Sequence[Piece], now: Sequence[Piece]) -> list[Step]:
    """What stays (true), and what goes and comes in between; a change is not parted by a blank or a comma."""
    matcher = SequenceMatcher(None, [one.key for one in was], [one.key for one in now], autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return [(False, list(was), list(now))]
    found: list[Step] = []
    codes = matcher.get_opcodes()
    for n, (kind, a, b, c, d) in enumerate(codes):
        stays = kind == "equal" and (n in (0, len(codes) - 1) or any(map(_tells, now[c:d])))
        if found and found[-1][0] == stays:
            found[-1][1].extend(was[a:b])
            found[-1][2].extend(now[c:d])
        else:
            found.append((stays, list(was[a:b]), list(now[c:d])))
    return found


def have_in_common(old: Any, new: Any) -> bool:
    """Whether anything of a paragraph stays in the new one; both empty, they are the same."""
    was, now = ([one for one in pieces(paragraph) if not one.is_bookmark] for paragraph in (old, new))
    return any(stays for stays, _, _ in steps(was, now)) or not (was or now)


def _tells(piece: Piece) -> bool:
    return piece.text.isalnum() or (bool(piece.elements) and not piece.is_bookmark)


def merged(old: Any, new: Any, marks: Marks) -> Any:
    """The new paragraph with what went of the old one, both marked; the new one itself where they say the same."""
    was, now = [one for one in pieces(old) if not one.is_bookmark], list(pieces(new))
    looks = _looked(old, new, marks)
    if [one.key for one in was] == [one.key for one in now if not one.is_bookmark]:
        return new
    made = OxmlElement("w:p")
    made.append(looks)
    for stays, gone, come in steps(was, now):
        if stays:
            made.extend(elements(come))
        else:
            made.extend(marks.around("w:del", elements(gone)))
            made.extend(marks.around("w:ins", elements(come)))
    return made


def _looked(old: Any, new: Any, marks: Marks) -> Any:
    """The properties of the new paragraph, which tell what they were where that was something else."""
    was, looks = deepcopy(old.get_or_add_pPr()), new.get_or_add_pPr()
    if _style(was) != _style(looks):
        change = marks.mark("w:pPrChange")
        change.append(was)
        put(looks, change)
    return looks


def _style(looks: Any) -> list[str]:
    return [said(one) for one in looks if one.tag in (qn("w:pStyle"), qn("w:jc"), qn("w:pageBreakBefore"))]
