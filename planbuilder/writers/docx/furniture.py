"""Running head and foot of a Word document.

In: a python-docx document and the words to put around the text. Out: the same document with head and foot; page numbers
are fields, and a cover has neither. A template that has a head or foot keeps its own.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from planbuilder.document.model import Document
from planbuilder.look import Look
from planbuilder.writers.docx import oxml

TWIPS = 20


def add_furniture(word: WordDocument, document: Document, look: Look, width: float) -> None:
    """Give every page its head and foot; `width` is the text's, in points."""
    section, words = word.sections[0], document.furniture
    if look.template and not (section.header.is_linked_to_previous and section.footer.is_linked_to_previous):
        return
    section.different_first_page_header_footer = document.cover is not None
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{int(width * TWIPS)}"/></w:tabs>'
    _fill(section.header, oxml.paragraph("Header", oxml.run(oxml.text(words.head))))
    foot = oxml.run(oxml.text(f"{words.foot}\t")) + _page_number(words.page)
    _fill(section.footer, oxml.paragraph("Footer", foot, extra=stop))


def _page_number(pattern: str) -> str:
    """The pattern's words around fields for the page and the number of pages."""
    before, _, rest = pattern.partition("{page}")
    between, _, after = rest.partition("{pages}")
    words = [oxml.run(oxml.text(part)) if part else "" for part in (before, between, after)]
    return words[0] + oxml.field("PAGE", "1") + words[1] + oxml.field("NUMPAGES", "1") + words[2]


def _fill(holder: Any, paragraph: str) -> None:
    holder.is_linked_to_previous = False
    element = holder._element
    for old in element.findall(qn("w:p")):
        element.remove(old)
    element.append(parse_xml(paragraph.replace("<w:p>", f"<w:p {oxml.NAMESPACES}>", 1)))
