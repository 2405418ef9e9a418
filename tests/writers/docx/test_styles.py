"""The styles of Word documents: one a job, nothing of the library's own template left."""

from __future__ import annotations

from docx.oxml.ns import qn

from planbuilder.writers.docx.styles import style_id, styled_document


def test_the_page_is_a4_in_the_documents_language(standard_look) -> None:
    """Page size and proofing language are the document's."""
    word = styled_document(standard_look, "da-DK")
    section = word.sections[0]
    language = word.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")

    assert (595, 842) == (round(section.page_width.pt), round(section.page_height.pt))
    assert "da-DK" == language.get(qn("w:val"))


def test_nothing_of_the_template_is_left(standard_look) -> None:
    """No thumbnail, no second styles part, no foreign XML."""
    package = styled_document(standard_look, "da-DK").part.package
    kinds = {r.reltype.rsplit("/", 1)[-1] for part in (package, package.main_document_part) for r in part.rels.values()}

    assert set() == kinds & {"thumbnail", "stylesWithEffects", "customXml"}


def test_styles_have_the_ids_they_are_used_by() -> None:
    """Word's own ids for the contents list, names without spaces else."""
    assert ("TOC2", "Heading1", "CellHead") == tuple(map(style_id, ("toc 2", "Heading 1", "Cell Head")))
