"""A Word file is its parts, or has something wrong; in the strict form it is read as one in the usual form."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from planbuilder.branding.template import read_template
from planbuilder.branding.wordparts import RELATIONS, Parts, W, opened, parsed, relations_of, transitional
from planbuilder.errors import InputInvalid, Place
from planbuilder.writers.docx import render
from tests.branding.small import OFFICE, PAGE, PLACE, control, paragraph, relationships, word_file
from tests.branding.templates import changed
from tests.checkers.openxml import findings
from tests.writers import samples

GOOD = word_file()
RELS = "word/_rels/document.xml.rels"
STRICT = (
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
)
BODY = control("pb:title", paragraph("Titel")) + PLACE + PAGE


def parts_of(data: bytes) -> Parts:
    return opened(data, Place("skabelon.dotx"))


def codes_of(data: bytes) -> list[str]:
    with pytest.raises(InputInvalid) as refused:
        parts_of(data)
    return [found.code for found in refused.value.problems]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["PB150"]),
        (b"PK not really", ["PB150"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ["PB167"]),
        (changed(GOOD, {}, {"x.xml": b"<a>"}), ["PB163"]),
        (changed(GOOD, {"word/styles.xml": lambda data: data[:-9]}), ["PB163"]),
        (changed(GOOD, {"word/document.xml": lambda _: b""}), ["PB163"]),
        (changed(GOOD, {"[Content_Types].xml": lambda _: b"<Types"}), ["PB163"]),
        (changed(GOOD, {}, {"deep.xml": b"<a>" * 3000 + b"</a>" * 3000}), ["PB163"]),
        (changed(GOOD, {}, {"x.xml": "<!DOCTYPE a><a/>".encode("utf-16")}), ["PB154"]),
        (changed(GOOD, {}, {"WORD/styles.xml": b"<a/>"}), ["PB156"]),
        (changed(GOOD, {}, {"../x": b""}), ["PB156"]),
        (changed(GOOD, {}, {"big.xml": b"0" * 50_000_000}), ["PB153"]),
        (GOOD[: len(GOOD) // 2], ["PB150"]),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, expected: list[str]) -> None:
    """Never a fault of ours."""
    assert expected == codes_of(data)


def test_every_broken_part_is_told_at_once() -> None:
    """By its name."""
    with pytest.raises(InputInvalid) as refused:
        parts_of(changed(GOOD, {"word/styles.xml": lambda _: b"<"}, {"x.xml": b"<"}))

    assert ["word/styles.xml", "x.xml"] == [found.values["part"] for found in refused.value.problems]


def test_a_part_is_read_in_any_encoding() -> None:
    """As XML is, by what it says of itself."""
    data = changed(GOOD, {"word/document.xml": lambda data: data.decode().replace("UTF-8", "UTF-16").encode("utf-16")})

    assert "pb:content" == "".join(parts_of(data).trees["word/document.xml"].itertext()).strip()


@pytest.mark.parametrize("main", ["document.xml", "document2.xml", "andet.xml"])
def test_the_package_says_which_part_is_the_document(main: str) -> None:
    """Word on the web calls it by another name."""
    parts = parts_of(word_file(main=main))

    assert f"word/{main}" == parts.main
    assert "word/styles.xml" == parts.related(parts.main, "styles")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("styles.xml", "word/styles.xml"),
        ("/word/styles.xml", "word/styles.xml"),
        ("../word/STYLES.xml#x", "word/styles.xml"),
        ("./my%20styles.xml", "word/my styles.xml"),
        ("NULL", ""),
        ("../../etc/passwd", ""),
    ],
)
def test_an_address_leads_to_a_part_or_nowhere(target: str, expected: str) -> None:
    """Relative to the part that has it; never out of the file."""
    rels = relationships(("rId0", "styles", target))
    parts = parts_of(changed(GOOD, {RELS: lambda _: rels.encode()}, {"word/my styles.xml": b"<a/>"}))

    assert [expected] == [one.part for one in parts.relations(parts.main)]


def test_only_what_is_reached_is_written_on() -> None:
    """With the type of each part; the same parts give the same bytes."""
    parts = parts_of(changed(GOOD, {}, {"word/løs.xml": b"<a/>"}))
    made = zipfile.ZipFile(io.BytesIO(parts.packed()))

    assert {"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml", RELS} == set(made.namelist())
    assert parts.packed() == parts.packed()
    assert parts_of(parts.packed()).type_of("word/styles.xml").endswith("styles+xml")


def test_a_part_gets_another_name() -> None:
    """What it refers to, and what refers to it, goes along."""
    parts = parts_of(word_file(main="document2.xml"))
    parts.rename("word/document2.xml", "word/document.xml", "type")
    again = parts_of(parts.packed())

    assert ("word/document.xml", "type") == (again.main, again.type_of(again.main))
    assert "word/styles.xml" == again.related(again.main, "styles")


def test_a_part_is_added_under_a_number_of_its_own() -> None:
    """And is reached."""
    parts = parts_of(GOOD)
    parts.add(parts.main, "numbering", "word/numbering.xml", "type", parts.trees["word/styles.xml"])

    assert "word/numbering.xml" in parts.reached()
    assert 2 == len({one.id for one in parts.relations(parts.main)})


def test_relationships_stand_beside_their_part() -> None:
    """Those of the package itself at its root."""
    names = ["_rels/.rels", "word/_rels/document.xml.rels", "_rels/x.xml.rels"]

    assert names == [relations_of(name) for name in ("", "word/document.xml", "x.xml")]


def test_the_office_relationships_have_one_name() -> None:
    """The one that files have."""
    assert OFFICE == parts_of(GOOD).relations()[0].type.rpartition("/")[0]


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
