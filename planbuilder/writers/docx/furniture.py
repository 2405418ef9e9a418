"""Running head and foot of a Word document.

In: the document written into and the words to put around the text. Out: the same with head and foot; page numbers
are fields, and a cover has neither, but its ground. A template that has a head or foot keeps its own.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section

from planbuilder.document.model import Document, Furniture
from planbuilder.look import Brand, Look
from planbuilder.writers.docx import oxml
from planbuilder.writers.docx.band import band, panel_height
from planbuilder.writers.docx.base import Base, restyle

OWN = (qn("w:headerReference"), qn("w:footerReference"))
LOGO_HEIGHT, LOGO_WIDTH = 42.0, 160.0
# What a cover's head and foot have in place of the rules of their styles.
NO_RULE = '<w:pBdr><w:top w:val="nil"/><w:bottom w:val="nil"/></w:pBdr>'
LOGO_ID = 1_000_000  # far from the numbers of the pictures in the text


def add_furniture(base: Base, section: Section, document: Document, look: Look, width: float) -> None:
    """Give every page its head and foot, and the first one its sender; `width` is the text's, in points.

    They are those of the first section, which the others take them from.
    """
    if look.template and any(True for _ in base.word.element.body.iter(*OWN)):
        return
    has_band = not look.template and bool(document.headline)
    head, foot = _head(section.header, document, look, has_band), _foot(document.furniture, width)
    _fill(section.header, head, base.ids)
    _fill(section.footer, foot, base.ids)
    if _tells_even_pages_apart(base.word):
        _fill(section.even_page_header, head, base.ids)
        _fill(section.even_page_footer, foot, base.ids)
    # A band names the organisation, and has no room for a logo.
    brand, cover = None if has_band else look.brand, document.cover
    section.different_first_page_header_footer = cover is not None or brand is not None
    first = section.first_page_header, section.first_page_footer
    if cover and not look.template:
        ground = oxml.paragraph("Header", band(first[0], look, panel_height(cover, look, width)), extra=NO_RULE)
        _fill(first[0], ground, base.ids)
        sender = _sender(first[1], brand) + _address(brand, NO_RULE) if brand else ""
        _fill(first[1], sender or oxml.paragraph("Footer", "", extra=NO_RULE), base.ids)
    elif brand:
        kept = ("", "") if cover else (head, foot)
        _fill(first[0], kept[0] + _sender(first[0], brand), base.ids)
        _fill(first[1], kept[1] + _address(brand, NO_RULE if cover else ""), base.ids)


def _head(holder: Any, document: Document, look: Look, has_band: bool) -> str:
    """The running head; or, in its place, the ground of a headline, which says the same."""
    if has_band:
        return oxml.paragraph("AfterTable", band(holder, look, look.page["band"]), extra=oxml.spacing(0, 0))
    return oxml.paragraph("Header", oxml.run(oxml.text(document.furniture.head)))


def _foot(words: Furniture, width: float) -> str:
    """The running foot, and the page's number at the right."""
    stop = oxml.stop_at_right(width)
    return oxml.paragraph("Footer", oxml.run(oxml.text(f"{words.foot}\t")) + _page_number(words.page), extra=stop)


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


def _address(brand: Brand, extra: str) -> str:
    return oxml.paragraph("Footer", oxml.run(oxml.text(" · ".join((brand.name, *brand.address)))), extra=extra)


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
