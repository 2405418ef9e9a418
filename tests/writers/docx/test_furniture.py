"""Running head and foot: the document's words, and page numbers as fields."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from planbuilder import look
from planbuilder.branding.template import read_template
from planbuilder.document.model import Paragraph, plain
from planbuilder.errors import Place
from planbuilder.writers.docx import render
from planbuilder.writers.docx.base import LEAST_FOOT
from planbuilder.writers.docx.styles import RULE_ROOM
from tests.branding.small import NORMAL, PAGE, PLACE, paragraph, style, word_file
from tests.writers import samples


def test_head_and_foot_hold_the_documents_words(standard_look) -> None:
    """The words "side 1 af 1" around fields for the page and the number of pages."""
    section = docx.Document(io.BytesIO(render(samples.document(Paragraph(plain("a"))), standard_look))).sections[0]

    assert "Nordlund · Prøve" == section.header.paragraphs[0].text
    assert "Plan, 23. november 2026\tside 1 af 1" == section.footer.paragraphs[0].text
    assert " NUMPAGES " in section.footer._element.xml


def test_a_cover_has_neither(standard_look) -> None:
    """The first page differs where there is a cover, and only there."""
    found = [
        docx.Document(io.BytesIO(render(d, standard_look))).sections[0].different_first_page_header_footer
        for d in (samples.EVERYTHING, samples.document(Paragraph(plain("a"))))
    ]

    assert [True, False] == found


def in_template(body: str, styles: str = "", settings: str = ""):
    """A document in a template that has no head or foot, as Word opens it."""
    standard = look.load()
    data = word_file(body, NORMAL + styles, {"settings.xml": ("settings", settings)} if settings else {})
    word = read_template(data, "t.dotx", {}, standard, Place()).word
    return docx.Document(io.BytesIO(render(samples.document(cover=samples.COVER), replace(standard, template=word))))


def test_a_template_without_a_head_gets_one_in_its_own_style() -> None:
    """Whatever the style is called there; also on even pages, if they are told apart."""
    word = in_template(PLACE + PAGE, style("Sidehoved", "header"), "<w:evenAndOddHeaders/>")
    section = word.sections[0]

    assert ["Sidehoved"] * 2 == [h.paragraphs[0].style.style_id for h in (section.header, section.even_page_header)]
    assert section.even_page_footer.paragraphs[0].text.startswith("Plan, 23. november 2026")


def test_a_cover_has_no_head_in_whatever_section_the_text_stands() -> None:
    """Those before it go with their text."""
    (section,) = in_template(paragraph("x") + f"<w:p><w:pPr>{PAGE}</w:pPr></w:p>{PAGE}").sections

    assert section.different_first_page_header_footer
    assert "Nordlund · Prøve" == section.header.paragraphs[0].text


@pytest.mark.parametrize("cover", [None, samples.COVER])
def test_no_text_runs_down_into_the_foot(standard_look, cover) -> None:
    """From head and foot with their rules to the text there is some room on every page; a cover has no rules."""
    document = replace(samples.document(Paragraph(plain("tekst"))), cover=cover)
    look = standard_look.on("a4", cover is not None)
    section = docx.Document(io.BytesIO(render(document, standard_look))).sections[0]
    words = 1.41 * look.sizes["small"] + RULE_ROOM + 0.5

    assert section.bottom_margin.pt - section.footer_distance.pt - words >= 10
    assert section.top_margin.pt - section.header_distance.pt - words >= 4
    assert section.footer_distance.pt >= LEAST_FOOT
    if cover:
        for part in (section.first_page_header, section.first_page_footer):
            assert {"nil"} == {edge.get(qn("w:val")) for pBdr in part._element.iter(qn("w:pBdr")) for edge in pBdr}
