"""The document that is written into: our own has nothing of the library's left."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from planbuilder.writers.docx import base
from planbuilder.writers.docx.styles import character_styles, paragraph_styles, style_id, table_styles


def test_the_page_is_a4_in_the_documents_language(standard_look) -> None:
    """Page size and proofing language are the document's."""
    word = base.opened(standard_look, "da-DK").word
    section = word.sections[0]
    language = word.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")

    assert (595, 842) == (round(section.page_width.pt), round(section.page_height.pt))
    assert "da-DK" == language.get(qn("w:val"))


def test_nothing_of_the_librarys_template_is_left(standard_look) -> None:
    """No thumbnail, no second styles part, no foreign XML, no style but ours and the four that Word must have."""
    word = base.opened(standard_look, "da-DK").word
    package = word.part.package
    kinds = {r.reltype.rsplit("/", 1)[-1] for part in (package, package.main_document_part) for r in part.rels.values()}
    ours = {style_id(one.name) for one in paragraph_styles(standard_look)}
    ours |= {style_id(name) for name in (*character_styles(standard_look), *table_styles(standard_look))}
    there = {e.get(qn("w:styleId")) for e in word.styles.element.iterchildren(qn("w:style"))}

    assert set() == kinds & {"thumbnail", "stylesWithEffects", "customXml"}
    assert there - ours == {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}


@pytest.mark.parametrize("language", ["da-DK", "en-GB"])
def test_each_document_has_one_of_its_own(standard_look, language: str) -> None:
    """What is written into one does not show in the next."""
    base.opened(standard_look, language).word.add_paragraph("spor")

    assert [] == base.opened(standard_look, language).word.paragraphs
