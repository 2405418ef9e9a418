"""The pages of a Word document: their size, where they are turned, and where the text goes.

In: an empty document and, at the end, the XML of its text. Out: the document with the text in its place. A template
says by a marker where that is; without one, the text takes the place of everything but the page itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

from planbuilder.document.model import Document
from planbuilder.look import Look
from planbuilder.plaintext import shown
from planbuilder.writers.docx import oxml
from planbuilder.writers.docx.keeping import keep_together

LANDSCAPE, PORTRAIT = "landscape", "portrait"
PLACE = "pb:content"
TWIPS = 20
POSTER_TOP, POSTER_EDGE = 46.0, 22.0
STYLED = ("w:pStyle", "w:rStyle", "w:tblStyle")


class Pages:
    """Knows the size of the text where the story stands; lengths are points."""

    def __init__(self, word: WordDocument, document: Document, look: Look) -> None:
        self.word, self.document, self.look = word, document, look
        self.is_turned = self.wants_turned = False
        if document.page != "a4":
            self._resize()

    @property
    def new_page(self) -> str:
        """What lets a paragraph begin a page, as a property of it; a document in columns has none."""
        return oxml.NEW_PAGE if self.document.columns == 1 else ""

    @property
    def new_column(self) -> str:
        """What lets a paragraph begin a column, as its first content."""
        return oxml.run('<w:br w:type="column"/>') if self.document.columns > 1 else ""

    @property
    def width(self) -> float:
        """The width of a column of text."""
        columns = self.document.columns
        return (self.whole_width - (columns - 1) * self._gap) / columns

    @property
    def whole_width(self) -> float:
        """The width between the margins."""
        return self._across if not self.is_turned else self._along

    @property
    def _gap(self) -> float:
        return self.look.page.get("gap", 0.0)

    def _resize(self) -> None:
        """Give the last section the look's own sheet; whatever a template has, a poster is no letter."""
        section: Any = self.word.sections[-1]
        sizes = {name: Pt(self.look.page[name]) for name in ("width", "height", "left", "right", "top", "bottom")}
        section.page_width, section.page_height = sizes["width"], sizes["height"]
        section.left_margin, section.right_margin = sizes["left"], sizes["right"]
        section.top_margin, section.bottom_margin = Pt(POSTER_TOP), sizes["bottom"]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.header_distance = section.footer_distance = Pt(POSTER_EDGE)

    def headed(self) -> str:
        """The end of what stands across all columns."""
        return oxml.paragraph("AfterTable", "", extra='<w:sectPr><w:type w:val="headline"/></w:sectPr>')

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
            last = body.find(qn("w:sectPr"))
            for element in elements:
                last.addprevious(element)
        else:
            for element in elements:
                place.addprevious(element)
            body.remove(place)
        keep_together(elements)
        if ids:
            _rename(elements, ids)
        self._turn_pages(body, elements)
        if self.look.template:
            _fill_facts(self.word, self.document)

    def _turn_pages(self, body: Any, elements: list[Any]) -> None:
        """Give each passage the page it asked for: the last section's, turned or not."""
        last = body.find(qn("w:sectPr"))
        ends = [one for element in elements for one in element.iterfind(f"{qn('w:pPr')}/{qn('w:sectPr')}")]
        for n, end in enumerate(ends):
            way = end.find(qn("w:type")).get(qn("w:val"))
            end.getparent().replace(end, _section(last, way == LANDSCAPE, first=n == 0))
        if ends:
            made = _section(last, self.is_turned, first=False)
            body.replace(last, made)
            self._set_columns(made)

    def _set_columns(self, section: Any) -> None:
        """Let the last section run in columns on the sheet that its headline began."""
        if self.document.columns == 1:
            return
        for old in section.findall(qn("w:cols")):
            section.remove(old)
        gap = int(self._gap * TWIPS)
        columns = parse_xml(f'<w:cols {oxml.NAMESPACES} w:num="{self.document.columns}" w:space="{gap}"/>')
        section.find(qn("w:pgMar")).addnext(columns)
        section._insert_type(parse_xml(f'<w:type {oxml.NAMESPACES} w:val="continuous"/>'))


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
    first.text = shown(text)
    for other in others:
        other.text = ""
    for flag in control.findall(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"):
        flag.getparent().remove(flag)
