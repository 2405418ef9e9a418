"""Running head and foot: the document's words, and page numbers as fields."""

from __future__ import annotations

import io

import docx

from planbuilder.document.model import Paragraph, plain
from planbuilder.writers.docx import render
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
