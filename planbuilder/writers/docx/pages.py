"""The pages of a Word document: their size, where they are turned, where the text goes, and what stays together.

In: an empty document and, at the end, the XML of its text. Out: the document with the text in its place. A template
says by a marker where that is; without one, the text takes the place of everything but the page itself. An answer's
end stays on the page of the line that says who gave it, a heading on that of its first text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import Section

from planbuilder.document.model import Document
from planbuilder.look import Look
from planbuilder.writers.docx import oxml
from planbuilder.writers.docx.base import restyle
from planbuilder.writers.docx.oxml import TWIPS
from planbuilder.writers.docx.places import place_in, section_of, tidy, words_of
from planbuilder.writers.docx.sections import (
    LANDSCAPE,
    PORTRAIT,
    copied,
    inherit,
    keep_once,
    resize,
    set_columns,
    text_area,
)


class Pages:
    """Knows the size of the text where the story has come to; lengths are points."""

    def __init__(self, word: WordDocument, document: Document, look: Look) -> None:
        self.word, self.document, self.look = word, document, look
        self.is_turned = self.wants_turned = False
        body = word.element.body
        is_sheet = document.page != "a4"
        # A sheet for the wall is one page: what a template has around its text has no room there.
        self.place = place_in(body) if look.template and not is_sheet else None
        self.section = section_of(body, self.place)
        if is_sheet:
            resize(self.section, look.page, has_band=not look.template)

    @property
    def first_section(self) -> Section:
        """The section that the finished document begins with."""
        first = self.section if self.place is None else next(self.word.element.body.iter(qn("w:sectPr")))
        return Section(first, self.word.part)

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
        if columns == 1:
            return text_area(self.section, self.is_turned).column
        return (self.whole_width - (columns - 1) * self._gap) / columns

    @property
    def whole_width(self) -> float:
        """The width between the margins."""
        return text_area(self.section, self.is_turned).width

    @property
    def height(self) -> float:
        """The height of the text."""
        return text_area(self.section, self.is_turned).height

    @property
    def _gap(self) -> float:
        return self.look.page.get("gap", 0.0)

    def headed(self) -> str:
        """The end of what goes across all columns."""
        return oxml.paragraph("AfterTable", "", extra='<w:sectPr><w:type w:val="headline"/></w:sectPr>')

    def turned(self, started: bool) -> str:
        """The end of the pages so far, if what follows wants them turned another way; empty if it does not.

        A page that lies down already is wide enough, and stays as it is.
        """
        if not self.is_turned and not self.wants_turned:
            return ""
        upright = text_area(self.section, False)
        wanted = self.wants_turned and upright.width < upright.height
        if self.is_turned == wanted:
            return ""
        before = LANDSCAPE if self.is_turned else PORTRAIT
        self.is_turned = wanted
        return _end(before) if started or self._has_text_before else ""

    @property
    def _has_text_before(self) -> bool:
        """Whether a template has something of its own in front of the text."""
        return self.place is not None and self.place.getprevious() is not None

    @property
    def _has_text_after(self) -> bool:
        """Whether a template has something of its own behind the text, in the same section."""
        following = None if self.place is None else self.place.getnext()
        ends = following is self.section or (following is not None and self.section in following.iter(qn("w:sectPr")))
        return following is not None and not (ends and not words_of(following))

    def fill(self, elements: list[Any], ids: Mapping[str, str]) -> None:
        """Put the text in its place; `ids` has the ids that styles have in this document by ours."""
        if self.is_turned and self._has_text_after:
            elements += oxml.parsed(_end(LANDSCAPE))  # a template's text behind it keeps the page it was made for
            self.is_turned = False
        self._put(elements)
        keep_together(elements)
        restyle(elements, ids)
        self._turn_pages(elements)
        if self.look.template:
            tidy(self.word)

    def _put(self, elements: list[Any]) -> None:
        """Let the text take its place."""
        body = self.word.element.body
        if self.place is None:
            inherit(self.section, body)
            del body[: body.index(self.section)]
            self.place = self.section
        for element in elements:
            # Children follow one by one: libxml2 takes quadratic time to bring a whole large table into a document.
            children = list(element)
            for child in children:
                element.remove(child)
            self.place.addprevious(element)
            element.extend(children)
        if self.place is not self.section:
            body.remove(self.place)

    def _turn_pages(self, elements: list[Any]) -> None:
        """Give each passage the page it asked for: that of its section, turned or not."""
        ends = [one for element in elements for one in element.iterfind(f"{qn('w:pPr')}/{qn('w:sectPr')}")]
        if not ends:
            return
        # Sections end before what follows them; the first keeps what a document has once, such as a first page.
        for n, end in enumerate(ends):
            way = end.find(qn("w:type")).get(qn("w:val"))
            made = copied(self.section, way == LANDSCAPE)
            end.getparent().replace(end, made if n == 0 else keep_once(made))
        made = keep_once(copied(self.section, self.is_turned))
        self.section.getparent().replace(self.section, made)
        if self.document.columns > 1:
            set_columns(made, self.document.columns, int(self._gap * TWIPS))


def _end(way: str) -> str:
    """The end of pages of one way."""
    return f'<w:p><w:pPr><w:pStyle w:val="AfterTable"/><w:sectPr><w:type w:val="{way}"/></w:sectPr></w:pPr></w:p>'


TEXTS = ("Normal", "Answer", "ListBullet", "ListBullet2", "ListBullet3", "ListNumber")
BEGINNINGS = ("Lead", "Normal")
HEADINGS = ("Heading", "AppendixHeading")


def keep_together(elements: Iterable[Any]) -> None:
    """Bind paragraphs of a text to the next: the last one before a small line, and the first one beneath a heading."""
    before = ""
    for one, following in pairwise(_paragraphs(elements)):
        style = _style(one)
        if (style in TEXTS and _style(following) == "Small") or (style in BEGINNINGS and before.startswith(HEADINGS)):
            one.get_or_add_pPr().get_or_add_keepNext()
        before = style


def _paragraphs(elements: Iterable[Any]) -> Iterable[Any]:
    """The paragraphs outside of tables, those of controls among them."""
    for element in elements:
        if element.tag == qn("w:p"):
            yield element
        elif element.tag != qn("w:tbl"):
            yield from _paragraphs(element)


def _style(paragraph: Any) -> str:
    return str(paragraph.style or "")
