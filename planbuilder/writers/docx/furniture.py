"""Running head and foot of a Word document.

In: the document written into and the words to put around the text. Out: the same with head and foot; page numbers
are fields, and a cover has neither. A template that has a head or foot keeps its own.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section

from planbuilder.document.model import Document
from planbuilder.look import Brand, Look
from planbuilder.writers.docx import oxml
from planbuilder.writers.docx.base import Base, restyle
from planbuilder.writers.docx.oxml import TWIPS

OWN = (qn("w:headerReference"), qn("w:footerReference"))
LOGO_HEIGHT, LOGO_WIDTH = 42.0, 160.0
LOGO_ID = 1_000_000  # far from the numbers of the pictures in the text


def add_furniture(base: Base, section: Section, document: Document, look: Look, width: float) -> None:
    """Give every page its head and foot, and the first one its sender; `width` is the text's, in points.

    They are those of the first section, which the others take them from.
    """
    if look.template and any(True for _ in base.word.element.body.iter(*OWN)):
        return
    words = document.furniture
    head = oxml.paragraph("Header", oxml.run(oxml.text(words.head)))
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{int(width * TWIPS)}"/></w:tabs>'
    foot = oxml.run(oxml.text(f"{words.foot}\t")) + _page_number(words.page)
    footer = oxml.paragraph("Footer", foot, extra=stop)
    _fill(section.header, head, base.ids)
    _fill(section.footer, footer, base.ids)
    if _tells_even_pages_apart(base.word):
        _fill(section.even_page_header, head, base.ids)
        _fill(section.even_page_footer, footer, base.ids)
    section.different_first_page_header_footer = document.cover is not None or look.brand is not None
    if look.brand:
        kept = ("", "") if document.cover else (head, footer)
        address = oxml.paragraph("Footer", oxml.run(oxml.text(" · ".join((look.brand.name, *look.brand.address)))))
        _fill(section.first_page_header, kept[0] + _sender(section.first_page_header, look.brand), base.ids)
        _fill(section.first_page_footer, kept[1] + address, base.ids)


def _tells_even_pages_apart(word: WordDocument) -> bool:
    """Whether even pages have a head and foot of their own, for which a template's settings ask."""
    has_settings = any(one.reltype.endswith("/settings") for one in word.part.rels.values())
    return has_settings and bool(word.settings.odd_and_even_pages_header_footer)


def _sender(header: Any, brand: Brand) -> str:
    """The logo at the right, or the name of one who has none."""
    if not brand.logo:
        return oxml.paragraph("Sender", oxml.run(oxml.text(brand.name)))
    relation, image = header.part.get_or_add_image(io.BytesIO(brand.logo))
    scale = min(LOGO_HEIGHT / image.px_height, LOGO_WIDTH / image.px_width)
    size = image.px_width * scale, image.px_height * scale
    return oxml.paragraph("Sender", oxml.run(oxml.picture(relation, LOGO_ID, *size, brand.name, brand.logo_alt)))


def _page_number(pattern: str) -> str:
    """The pattern's words around fields for the page and the number of pages."""
    before, _, rest = pattern.partition("{page}")
    between, _, after = rest.partition("{pages}")
    words = [oxml.run(oxml.text(part)) if part else "" for part in (before, between, after)]
    return words[0] + oxml.field("PAGE", "1") + words[1] + oxml.field("NUMPAGES", "1") + words[2]


def _fill(holder: Any, paragraphs: str, ids: Mapping[str, str]) -> None:
    holder.is_linked_to_previous = False
    element = holder._element
    for old in element.findall(qn("w:p")):
        element.remove(old)
    for made in parse_xml(f"<w:hdr {oxml.NAMESPACES}>{paragraphs}</w:hdr>"):
        element.append(made)
    restyle([element], ids)
