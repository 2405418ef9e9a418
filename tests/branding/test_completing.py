"""What a template lacks is given to it, and every reference leads to a part that is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planbuilder.branding.completing import PARTS, complete, make_whole
from planbuilder.branding.wordparts import OFFICE, Parts, W, opened
from planbuilder.errors import Place
from planbuilder.writers.docx.answers import NAMESPACE
from tests.branding.small import NORMAL, PAGE, PLACE, paragraph, relationships, word_file
from tests.branding.test_real_templates import in_template
from tests.checkers.openxml import findings

RELS = "word/_rels/document.xml.rels"
STYLES = ("rId0", "styles", "styles.xml")
PICTURE = '<w:p><w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r></w:p>'
HEADED = PAGE.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/>')
PRINTED = PAGE.replace("</w:sectPr>", '<w:printerSettings r:id="rId9"/></w:sectPr>')


@pytest.mark.parametrize("kind", PARTS)
def test_every_part_is_there_once(kind: str) -> None:
    """Whether or not the template had it."""
    parts = opened(word_file(PLACE + PAGE), Place())
    complete(parts)
    before = sorted(parts.trees)
    complete(parts)

    assert parts.related(parts.main, kind) in parts.trees
    assert before == sorted(parts.trees)


def test_a_default_style_is_added_only_where_there_is_none() -> None:
    """One for paragraphs and one for tables."""
    parts = opened(word_file(styles=NORMAL), Place())
    bare = opened(word_file(styles=""), Place())
    for one in (parts, bare):
        complete(one)
    styles = [one.trees[one.related(one.main, "styles")].findall(f"{W}style") for one in (parts, bare)]

    assert [["Normal", "TabelNormal"], ["Normal", "TableNormal"]] == [
        [s.get(f"{W}styleId") for s in one] for one in styles
    ]


def test_the_smallest_template_makes_a_document_that_both_validators_pass(
    tmp_path: Path, tool: Callable[[str], str]
) -> None:
    """One of them wants settings, fonts and a theme."""
    assert [] == findings(in_template(word_file(PLACE + PAGE)), tmp_path, tool)


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
