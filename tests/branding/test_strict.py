"""A file in the strict form of the format is read as one in the usual form."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from planbuilder.branding.strict import transitional
from planbuilder.branding.template import read_template
from planbuilder.branding.wordparts import OFFICE, RELATIONS, W, parsed
from planbuilder.errors import Place
from planbuilder.writers.docx import render
from tests.branding.small import PAGE, PLACE, control, paragraph, word_file
from tests.checkers.openxml import findings
from tests.writers import samples

STRICT = (
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
)
BODY = control("pb:title", paragraph("Titel")) + PLACE + PAGE


def strict(data: bytes) -> bytes:
    """A file as Word saves it in the strict form."""
    from tests.branding.templates import changed

    def renamed(content: bytes) -> bytes:
        for usual, own in STRICT:
            content = content.replace(usual.encode(), own.encode())
        return content.replace(b"<w:document ", b'<w:document w:conformance="strict" ')

    names = ("_rels/.rels", "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels")
    return changed(data, dict.fromkeys(names, renamed))


def test_names_get_their_year() -> None:
    """And the mark of the strict form goes."""
    tree = transitional(parsed(f'<w:document xmlns:w="{STRICT[0][1]}" w:conformance="strict"><w:body/></w:document>'))

    assert (f"{W}document", {}) == (tree.tag, dict(tree.attrib))


@pytest.mark.parametrize(
    ("strict", "usual"),
    [("extendedProperties", "extended-properties"), ("customProperties", "custom-properties"), ("header", "header")],
)
def test_relationships_are_called_as_usual(strict: str, usual: str) -> None:
    """Some are written otherwise in the strict form."""
    tree = transitional(
        parsed(
            f'<Relationships xmlns="{RELATIONS[1:-1]}"><Relationship Type="{STRICT[1][1]}/{strict}"/></Relationships>'
        )
    )

    assert f"{OFFICE}/{usual}" == tree[0].get("Type")


def test_percentages_of_a_drawing_are_counted_in_thousandths() -> None:
    """The usual form knows nothing else there; elsewhere they stay."""
    a, w = "http://purl.oclc.org/ooxml/drawingml/main", STRICT[0][1]
    tree = transitional(parsed(f'<a:tint xmlns:a="{a}" xmlns:w="{w}" val="37.5%"><w:tblW w:w="50%"/></a:tint>'))

    assert ("37500", "50%") == (tree.get("val"), tree[0].get(f"{W}w"))


def test_a_usual_tree_is_left_alone() -> None:
    """It is the same tree."""
    tree = parsed("<a/>")

    assert tree is transitional(tree)


@pytest.mark.slow
def test_a_strict_template_is_written_into(tool, standard_look, tmp_path: Path) -> None:
    """As valid as any other, with its title filled in."""
    word = read_template(strict(word_file(BODY)), "streng.dotx", {}, standard_look, Place()).word
    data = render(samples.EVERYTHING, replace(standard_look, template=word))

    assert "Titel" == docx.Document(io.BytesIO(data)).element.body[0].findtext(f".//{W}t")
    assert [] == findings(data, tmp_path, tool)
