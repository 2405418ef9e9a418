"""Every reference of a template leads to a part that is there."""

from __future__ import annotations

import pytest

from planbuilder.branding.references import make_whole
from planbuilder.branding.wordparts import OFFICE, Parts, opened
from planbuilder.errors import Place
from planbuilder.writers.docx.carried import NAMESPACE
from tests.branding.small import PAGE, PLACE, paragraph, relationships, word_file

RELS = "word/_rels/document.xml.rels"
STYLES = ("rId0", "styles", "styles.xml")
PICTURE = '<w:p><w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r></w:p>'
HEADED = PAGE.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/>')
PRINTED = PAGE.replace("</w:sectPr>", '<w:printerSettings r:id="rId9"/></w:sectPr>')


def whole(body: str, *relations: tuple[str, str, str], files: dict | None = None) -> tuple[Parts, list[str]]:
    """The parts of a file that has been made whole, and what was missing."""
    data = word_file(body, files={RELS: relationships(STYLES, *relations), **(files or {})})
    parts = opened(data, Place())
    return parts, make_whole(parts)


@pytest.mark.parametrize(
    ("body", "relation", "gone", "missing"),
    [
        (PICTURE + PAGE, ("rId9", "image", "media/væk.png"), "<w:drawing", ["media/væk.png"]),
        (PICTURE + PAGE, ("rId9", "image", "NULL"), "<w:drawing", ["NULL"]),
        (PLACE + HEADED, ("rId9", "header", "header1.xml"), "headerReference", ["header1.xml"]),
        (PLACE + PAGE, ("rId9", "theme", "theme/theme1.xml"), "theme", []),
        (PLACE + PRINTED, ("rId9", "printerSettings", "printer.bin"), "printerSettings", []),
        (PLACE + PAGE, ("rId9", "image", "../../../etc/passwd"), "passwd", []),
    ],
    ids=["picture", "null", "head", "unused", "printer", "out of the file"],
)
def test_what_shows_a_missing_part_goes(body: str, relation: tuple, gone: str, missing: list[str]) -> None:
    """And is told; a reference that shows nothing goes without a word."""
    parts, told = whole(body, relation)

    assert missing == told
    assert gone not in "".join(str(parts.content(name)) for name in parts.trees)


def test_a_link_to_nowhere_keeps_its_words() -> None:
    """Only what it leads to is lost."""
    linked = f'<w:p><w:hyperlink r:id="rId9">{paragraph("x")[5:-6]}</w:hyperlink></w:p>'
    parts, told = whole(linked + PAGE, ("rId9", "hyperlink", "væk.docx"))

    assert ["væk.docx"] == told
    assert "x" == "".join(parts.trees[parts.main].itertext()).strip()


def test_what_no_document_needs_is_left_out() -> None:
    """What a printer was told, a second part of what there is one of, answers of an earlier day."""
    files = {"word/answers.xml": f'<answers xmlns="{NAMESPACE}"/>', "word/andre.xml": "<x/>", "word/data.xml": "<x/>"}
    kept = ("rId5", "customXml", "data.xml")
    parts, told = whole(
        PLACE + PAGE,
        ("rId2", f"{OFFICE}/printerSettings", "andre.xml"),
        ("rId3", "styles", "andre.xml"),
        ("rId4", "customXml", "answers.xml"),
        kept,
        files=files,
    )

    assert [] == told
    assert ["word/styles.xml", "word/data.xml"] == [one.part for one in parts.relations(parts.main)]
