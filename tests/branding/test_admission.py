"""A template that runs code, fetches something or is not what it seems is refused, with every reason."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from planbuilder.branding.admission import admitted
from planbuilder.errors import InputInvalid
from tests.branding.templates import DOCUMENT, TEMPLATE, changed, kommune

RELS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relation(kind: str, target: str) -> dict:
    """A change that adds a relationship out of the file."""
    made = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return {RELS: lambda data: data.replace(b"</Relationships>", made.encode())}


def field(*pieces: str) -> dict:
    """A change that adds a field whose code is spread over runs."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return {"word/document.xml": lambda data: data.replace(b"<w:body>", f"<w:body><w:p>{runs}</w:p>".encode())}


def reasons(data: bytes) -> list[str]:
    with pytest.raises(InputInvalid) as refused:
        admitted(data, "skabelon.dotx")
    return [found.code for found in refused.value.problems]


def with_doctype(data: bytes) -> bytes:
    return data.replace(b"<w:document", b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><w:document", 1)


GOOD = kommune()
REFUSED = {
    "no zip": (b"PK not really", "PB150"),
    "empty": (b"", "PB150"),
    "another zip": (changed(GOOD, {"[Content_Types].xml": lambda _: b"<Types/>"}), "PB150"),
    "macros": (changed(GOOD, {}, {"word/vbaProject.bin": b"x"}), "PB151"),
    "macro type": (
        changed(GOOD, {"[Content_Types].xml": lambda data: data.replace(TEMPLATE, b"macroEnabledTemplate.main+xml")}),
        "PB151",
    ),
    "remote template": (changed(GOOD, relation("attachedTemplate", "http://x.example/t.dotm")), "PB152"),
    "remote picture": (changed(GOOD, relation("image", "http://x.example/p.png")), "PB152"),
    "doctype": (changed(GOOD, {"word/document.xml": with_doctype}), "PB154"),
    "up and out": (changed(GOOD, {}, {"../../evil.txt": b"x"}), "PB156"),
    "absolute": (changed(GOOD, {}, {"/etc/passwd": b"x"}), "PB156"),
    "embedded object": (changed(GOOD, {}, {"word/embeddings/ole1.bin": b"x"}), "PB157"),
    "dde": (changed(GOOD, field('DDEAUTO c:\\\\windows "x"')), "PB157"),
    "dde in pieces": (changed(GOOD, field("DD", "EAU", "TO x")), "PB157"),
    "included text": (changed(GOOD, field('INCLUDETEXT "c:\\\\x.docx"')), "PB157"),
    "bomb": (changed(GOOD, {}, {"word/media/big.xml": b"0" * 50_000_000}), "PB153"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_a_dangerous_or_broken_file_is_refused(data: bytes, code: str) -> None:
    """Each for its own reason."""
    assert code in reasons(data)


def test_a_name_that_stands_twice_is_refused() -> None:
    """Two programs would read two different parts."""
    file = io.BytesIO(GOOD)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<x/>")

    assert ["PB156"] == reasons(file.getvalue())


def test_every_reason_is_told_at_once() -> None:
    """Nobody mends one thing only to learn of the next."""
    data = changed(GOOD, relation("image", "http://x.example/p.png"), {"word/vbaProject.bin": b"x"})

    assert {"PB151", "PB152"} <= set(reasons(data))


def test_a_template_becomes_an_ordinary_document() -> None:
    """The library refuses a `.dotx` as it is; nothing else in it changes."""
    made = read_template(GOOD, "skabelon.dotx", {}, look.load(), Place()).word.data

    assert "Nordlund Kommune (opdigtet)" == docx.Document(io.BytesIO(made)).sections[0].header.paragraphs[0].text
    assert DOCUMENT in zipfile.ZipFile(io.BytesIO(made)).read("[Content_Types].xml")


def test_links_that_a_reader_clicks_are_allowed() -> None:
    """Fields that lead there, too."""
    data = changed(GOOD, {**relation("hyperlink", "https://www.kl.dk"), **field("HYPERLINK x", " PAGE ")})

    assert admitted(data, "skabelon.dotx")
