"""The pages of a Word document: their size, where they are turned, and where the text goes.

In: an empty document and, at the end, the XML of its text. Out: the document with the text in its place. A template
says by a marker where that is; without one, the text takes the place of everything but the page itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from planbuilder.document.model import Document
from planbuilder.look import Look
from planbuilder.writers.docx import oxml

LANDSCAPE, PORTRAIT = "landscape", "portrait"
PLACE = "pb:content"
TWIPS = 20
STYLED = ("w:pStyle", "w:rStyle", "w:tblStyle")


class Pages:
    """Knows the size of the text where the story stands; lengths are points."""

    def __init__(self, word: WordDocument, document: Document, look: Look) -> None:
        self.word, self.document, self.look = word, document, look
        self.is_turned = self.wants_turned = False
        self.new_page = oxml.NEW_PAGE

    @property
    def width(self) -> float:
        """The width of the text."""
        return self._across if not self.is_turned else self._along

    @property
    def height(self) -> float:
        """The height of the text."""
        return self._along if not self.is_turned else self._across

    @property
    def _across(self) -> float:
        section: Any = self.word.sections[-1]
        return float((section.page_width - section.left_margin - section.right_margin) / oxml.EMU_PER_POINT)

    @property
    def _along(self) -> float:
        section: Any = self.word.sections[-1]
        return float((section.page_height - section.top_margin - section.bottom_margin) / oxml.EMU_PER_POINT)

    def turned(self, started: bool) -> str:
        """The end of the pages so far, if what follows wants them turned another way; empty if it does not."""
        if self.is_turned == self.wants_turned:
            return ""
        before = LANDSCAPE if self.is_turned else PORTRAIT
        self.is_turned = self.wants_turned
        if not started:
            return ""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="AfterTable"/><w:sectPr><w:type w:val="{before}"/></w:sectPr></w:pPr></w:p>'
        )

    def fill(self, story: str, ids: Mapping[str, str]) -> None:
        """Put the text in its place; `ids` has the ids that styles have in this document by ours."""
        elements = list(parse_xml(f"<w:body {oxml.NAMESPACES}>{story}</w:body>"))
        body = self.word.element.body
        place = _place(body) if self.look.template else None
        if place is None:
            for old in body.xpath("./*[not(self::w:sectPr)]"):
                body.remove(old)
            for element in elements:
                body.insert(len(body) - 1, element)
        else:
            for element in elements:
                place.addprevious(element)
            body.remove(place)
        if ids:
            _rename(elements, ids)
        self._turn_pages(body, elements)
        _fill_facts(self.word, self.document)

    def _turn_pages(self, body: Any, elements: list[Any]) -> None:
        """Give each passage the page it asked for: the last section's, turned or not."""
        last = body.find(qn("w:sectPr"))
        ends = [one for element in elements for one in element.iterfind(f"{qn('w:pPr')}/{qn('w:sectPr')}")]
        for n, end in enumerate(ends):
            way = end.find(qn("w:type")).get(qn("w:val"))
            made = _section(last, way == LANDSCAPE, first=n == 0)
            end.getparent().replace(end, made)
        if ends:
            body.replace(last, _section(last, self.is_turned, first=False))


def _section(model: Any, is_turned: bool, first: bool) -> Any:
    """A copy of a section, its page turned; only the first keeps a first page of its own."""
    made = deepcopy(model)
    if is_turned:
        size = made.find(qn("w:pgSz"))
        width, height = size.get(qn("w:w")), size.get(qn("w:h"))
        size.set(qn("w:w"), height)
        size.set(qn("w:h"), width)
        size.set(qn("w:orient"), LANDSCAPE)
    for old in () if first else made.findall(qn("w:titlePg")):
        made.remove(old)
    return made


def _place(body: Any) -> Any:
    """The element of a template's body that the text takes the place of, None if it names none."""
    for element in body:
        tags = [tag.get(qn("w:val")) for tag in element.iterfind(f"{qn('w:sdtPr')}/{qn('w:tag')}")]
        text = "".join(t.text or "" for t in element.iter(qn("w:t"))).strip()
        if PLACE in tags or (text == PLACE and element.tag == qn("w:p")):
            return element
    return None


def _rename(elements: list[Any], ids: Mapping[str, str]) -> None:
    for element in elements:
        for used in element.iter(*map(qn, STYLED)):
            name = used.get(qn("w:val"))
            used.set(qn("w:val"), ids.get(name, name))


def _fill_facts(word: WordDocument, document: Document) -> None:
    """Fill the controls by which a template asks for title, municipality and date, in head and foot too."""
    facts = {
        "pb:title": document.cover.title if document.cover else document.title,
        "pb:municipality": document.author,
        "pb:date": document.day,
    }
    roots = [word.element.body]
    for section in word.sections:
        kinds = (section.header, section.footer, section.first_page_header, section.first_page_footer)
        roots += [kind._element for kind in kinds if not kind.is_linked_to_previous]
    for root in roots:
        for sdt in root.iter(qn("w:sdt")):
            tag = sdt.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
            if tag is not None and tag.get(qn("w:val")) in facts:
                _say(sdt, facts[tag.get(qn("w:val"))])


def _say(control: Any, text: str) -> None:
    """Let a control show a text, in the look its first run has."""
    first, *others = control.iter(qn("w:t"))
    first.text = oxml.FORBIDDEN.sub("", text)
    for other in others:
        other.text = ""
    for flag in control.findall(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"):
        flag.getparent().remove(flag)
