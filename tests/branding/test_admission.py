"""A template that runs code, fetches something or is not what it seems is refused, with every reason."""

from __future__ import annotations

import io
import zipfile

import pytest

from planbuilder.branding.admission import admitted
from planbuilder.errors import InputInvalid
from tests.branding.small import OFFICE, PAGE, PLACE, relationships, root, word_file
from tests.branding.templates import TEMPLATE, changed, kommune

BEGIN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
RELS = "word/_rels/document.xml.rels"
OPEN = "application/vnd.openxmlformats-officedocument."
WORKBOOK, CHART = f"{OPEN}spreadsheetml.sheet", f"{OPEN}drawingml.chart+xml"


def field(*pieces: str) -> bytes:
    """A template with a field whose code is spread over runs."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return word_file(f"<w:p>{BEGIN}{runs}{END}</w:p>{PLACE}{PAGE}")


def document(body: str) -> bytes:
    return word_file(body + PLACE + PAGE)


def outside(kind: str, target: str) -> bytes:
    return word_file(outside=((kind, target),))


def part(name: str, type: str, kind: str = "", content: str | bytes = b"x") -> bytes:
    """A template with one more part, which the document refers to as its `kind`."""
    rels = relationships(("rId0", "styles", "styles.xml"), *([("rIdX", kind, name)] if kind else []))
    declared = f'<Override PartName="/word/{name}" ContentType="{type}"/>'
    return word_file(files={f"word/{name}": content, RELS: rels}, types=declared)


def chart(*names: str) -> bytes:
    """A template with a chart that carries its numbers, in a workbook with parts of these names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
    declared = "".join(
        f'<Override PartName="/word/{name}" ContentType="{type}"/>'
        for name, type in (("charts/chart1.xml", CHART), ("embeddings/tal.xlsx", WORKBOOK))
    )
    files = {
        RELS: relationships(("rId0", "styles", "styles.xml"), ("rId1", "chart", "charts/chart1.xml")),
        "word/charts/chart1.xml": "<c/>",
        "word/charts/_rels/chart1.xml.rels": relationships(("rId1", "package", "../embeddings/tal.xlsx")),
        "word/embeddings/tal.xlsx": made.getvalue(),
    }
    return word_file(files=files, types=declared)


def reasons(data: bytes) -> list[str]:
    with pytest.raises(InputInvalid) as refused:
        admitted(data, "skabelon.dotx")
    return [found.code for found in refused.value.problems]


def with_doctype(data: bytes) -> bytes:
    return data.replace(b"<w:document", b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><w:document", 1)


def in_utf16(data: bytes) -> bytes:
    return data.decode().replace("UTF-8", "UTF-16").encode("utf-16")


def with_prefix(data: bytes) -> bytes:
    for before in (b"xmlns:", b"<", b"</", b" "):
        data = data.replace(
            before + (b"w=" if before == b"xmlns:" else b"w:"), before + (b"z=" if before == b"xmlns:" else b"z:")
        )
    return data


GOOD = kommune()
FETCHED = 'INCLUDEPICTURE "http://x.example/a.png"'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink">{}</svg>'
REFUSED = {
    "no zip": (b"PK not really", "PB150"),
    "empty": (b"", "PB150"),
    "another zip": (changed(GOOD, {"[Content_Types].xml": lambda _: b"<Types/>"}), "PB150"),
    "no body": (word_file(files={"word/document.xml": root("document", "")}), "PB163"),
    "no document": (word_file(files={"word/document.xml": root("hdr", "")}), "PB163"),
    "styles that are none": (word_file(files={"word/styles.xml": root("numbering", "")}), "PB163"),
    "relationships of another name": (word_file(files={RELS: "<Relations/>"}), "PB163"),
    "properties of another name": (changed(GOOD, {"docProps/core.xml": lambda _: b"<coreProperties/>"}), "PB163"),
    "relationship without an id": (word_file(files={RELS: relationships(("", "styles", "styles.xml"))}), "PB163"),
    "relationships of one id": (word_file(files={RELS: relationships(*[("a", "styles", "styles.xml")] * 2)}), "PB163"),
    "macros": (changed(GOOD, {}, {"word/vbaProject.bin": b"x"}), "PB151"),
    "macro type": (
        changed(GOOD, {"[Content_Types].xml": lambda data: data.replace(TEMPLATE, b"macroEnabledTemplate.main+xml")}),
        "PB151",
    ),
    "macros by another name": (part("kode.bin", "application/vnd.ms-office.vbaProject"), "PB151"),
    "macros by a reference": (
        word_file(
            files={"word/kode.bin": b"x"},
            types='<Override PartName="/word/&#107;ode.bin" ContentType="application/vnd.ms-office.&#118;baProject"/>',
        ),
        "PB151",
    ),
    "remote template": (outside("attachedTemplate", "http://x.example/t.dotm"), "PB152"),
    "remote picture": (outside("image", "http://x.example/p.png"), "PB152"),
    "remote object": (outside("oleObject", "mhtml:http://x.example/!x-usc:y"), "PB152"),
    "almost a link": (outside(f"{OFFICE}/attachedTemplate#/hyperlink", "http://x.example/t.dotm"), "PB152"),
    "link that starts a program": (outside("hyperlink", "ms-msdt:/id PCWDiagnostic"), "PB152"),
    "doctype": (changed(GOOD, {"word/document.xml": with_doctype}), "PB154"),
    "up and out": (changed(GOOD, {}, {"../../evil.txt": b"x"}), "PB156"),
    "absolute": (changed(GOOD, {}, {"/etc/passwd": b"x"}), "PB156"),
    "embedded object": (changed(GOOD, {}, {"word/embeddings/ole1.bin": b"x"}), "PB157"),
    "object elsewhere": (part("billeder/x.bin", f"{OPEN}oleObject", "oleObject"), "PB157"),
    "object as a picture": (part("x.bin", f"{OPEN}oleObject", "image"), "PB157"),
    "control elsewhere": (part("x.xml", "application/vnd.ms-office.activeX+xml", "control", "<x/>"), "PB157"),
    "chunk of another file": (part("x.htm", "text/html", "aFChunk"), "PB157"),
    "sheet that is no chart's": (part("x.xlsx", WORKBOOK, "package"), "PB169"),
    "chart with macros": (chart("xl/vbaProject.bin"), "PB169"),
    "chart with links": (chart("xl/externalLinks/externalLink1.xml"), "PB169"),
    "unknown relationship": (part("x.xml", "application/xml", "urn:nyt", "<x/>"), "PB168"),
    "unknown part": (part("x.bin", "application/x-nyt"), "PB168"),
    "part of another kind": (part("x.xml", "text/html", "header", "<x/>"), "PB168"),
    "dde": (field('DDEAUTO c:\\windows "x"'), "PB157"),
    "dde in pieces": (field("DD", "EAU", "TO x"), "PB157"),
    "dde in small letters": (field("ddeauto x"), "PB157"),
    "dde without a space": (field('DDEAUTO"x"'), "PB157"),
    "dde by a reference": (field("&#68;DEAUTO x"), "PB157"),
    "dde as data": (field("<![CDATA[DDE x]]>"), "PB157"),
    "dde in an attribute": (document("<w:p><w:fldSimple w:instr='DDE x'/></w:p>"), "PB157"),
    "dde in a head": (
        word_file(parts={"header1.xml": ("header", "<w:p><w:fldSimple w:instr='dde x'/></w:p>")}),
        "PB157",
    ),
    "name made of numbers": (field("QUOTE 68 68 69"), "PB168"),
    "name from another field": (
        document(f"<w:p>{BEGIN}{BEGIN}<w:r><w:instrText>REF x</w:instrText></w:r>{END}{END}</w:p>"),
        "PB168",
    ),
    "rest of a name from another field": (
        document(
            f"<w:p>{BEGIN}<w:r><w:instrText>DATE</w:instrText></w:r>{BEGIN}<w:r><w:instrText>REF x</w:instrText></w:r>"
            f"{END}{END}</w:p>"
        ),
        "PB168",
    ),
    "button that starts something": (field("MACROBUTTON Kør tryk her"), "PB168"),
    "link field that starts a program": (field('HYPERLINK "ms-msdt:/id x"'), "PB157"),
    "included text": (field('INCLUDETEXT "c:\\x.docx"'), "PB157"),
    "picture in utf-16": (changed(field(FETCHED), {"word/document.xml": in_utf16}), "PB157"),
    "picture under another prefix": (changed(field(FETCHED), {"word/document.xml": with_prefix}), "PB157"),
    "mail merge": (
        word_file(parts={"settings.xml": ("settings", '<w:mailMerge><w:connectString w:val="DSN=x"/></w:mailMerge>')}),
        "PB157",
    ),
    "old drawing from elsewhere": (
        document(
            '<w:p><w:r><w:pict><v:shape><v:imagedata src="http://x.example/p.png"/></v:shape></w:pict></w:r></w:p>'
        ),
        "PB157",
    ),
    "picture with a script": (part("x.svg", "image/svg+xml", "image", SVG.format("<script/>")), "PB157"),
    "picture of a picture": (
        part("x.svg", "image/svg+xml", "image", SVG.format('<image l:href="http://x.example/"/>')),
        "PB157",
    ),
    "picture with a style from elsewhere": (
        part("x.svg", "image/svg+xml", "image", SVG.format("<style>@import 'http://x.example/a.css'</style>")),
        "PB157",
    ),
    "picture with a ground from elsewhere": (
        part("x.svg", "image/svg+xml", "image", SVG.format('<g style="fill:url(http://x.example/a)"/>')),
        "PB157",
    ),
    "bomb": (changed(GOOD, {}, {"word/media/big.xml": b"0" * 50_000_000}), "PB153"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_a_dangerous_or_broken_file_is_refused(data: bytes, code: str) -> None:
    """Each for its own reason, however it is written."""
    assert code in reasons(data)


ADMITTED = {
    "as it is": word_file(),
    "as a municipality has it": GOOD,
    "link": outside("hyperlink", "https://www.kl.dk"),
    "link to a file on a drive": outside("hyperlink", "file:///G:/Skabeloner/vejledning.pdf"),
    "link to a file on a drive in a field": field('HYPERLINK "G:\\\\Skabeloner\\\\vejledning.pdf"'),
    "link to a file on a server": outside("hyperlink", "\\\\server\\vejledning: om.pdf"),
    "link field": field('HYPERLINK "https://www.kl.dk"', " PAGE "),
    "link to a place": field('HYPERLINK \\l "bilag:1"'),
    "sum": field("=", "1+1"),
    "text to type over": field("MACROBUTTON NoMacro [Skriv her]"),
    "field of nothing": field(""),
    "fields of a program for sources": field("ADDIN EN.CITE"),
    "chart with its numbers": chart("xl/workbook.xml"),
    "picture drawn in lines": part(
        "x.svg", "image/svg+xml", "image", SVG.format('<use l:href="#a" style="fill: url(#b)"/>')
    ),
    "file on the web": word_file(main="document2.xml"),
    "thumbnail": part(
        "x.jpeg", "image/jpeg", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    ),
    "leftovers that are no parts": word_file(files={"[trash]/0000.dat": b"x", "__MACOSX/._document": b"x"}),
}


@pytest.mark.parametrize("data", ADMITTED.values(), ids=ADMITTED)
def test_what_is_harmless_is_admitted(data: bytes) -> None:
    """What a reader clicks, what Word computes from the document itself, and a chart's own numbers."""
    assert admitted(data, "skabelon.dotx").main.startswith("word/document")


def test_a_name_that_stands_twice_is_refused() -> None:
    """Two programs would read two different parts."""
    file = io.BytesIO(GOOD)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<x/>")

    assert ["PB156"] == reasons(file.getvalue())


def test_every_reason_is_told_at_once() -> None:
    """Nobody mends one thing only to learn of the next."""
    data = changed(outside("image", "http://x.example/p.png"), {}, {"word/vbaProject.bin": b"x"})

    assert {"PB151", "PB152"} <= set(reasons(data))
