"""Contents made to take too much memory or time, to lead out of a folder, or to be two things at once.

Each function returns files by name; what they attack stands in the name. All are small: what grows, grows when read.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tests.signing import world

Contents = Mapping[str, bytes]
MUCH = 600_000_000


@cache
def packed_zeros(size: int = MUCH) -> bytes:
    """So many zeros, compressed: a thousandth of the size."""
    machine = zlib.compressobj(1)
    block = bytes(1_000_000)
    return b"".join(machine.compress(block) for _ in range(size // 1_000_000)) + machine.flush()


def pdf_of(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(data))
    return data + head + rows + tail


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


@cache
def pdfs() -> Contents:
    """PDFs that unpack, loop, nest or refer without end."""
    catalog, pages = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    bomb = stream(packed_zeros(), b"/Filter/FlateDecode")
    twice = stream(zlib.compress(packed_zeros()), b"/Filter[/FlateDecode/FlateDecode]")
    attached = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(plan.yaml)5 0 R]>>>>/AF[5 0 R]>>"
    spec = b"<</Type/Filespec/F(plan.yaml)/UF(plan.yaml)/AFRelationship/Source/EF<</F 4 0 R>>>>"
    looping = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 5 0 R>>>>"
    own_table = b"<</Type/XRef/Size 9/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Index[0 99999999]/Length 9>>"
    return {
        "a stream that unpacks to much": pdf_of(catalog, pages, page, bomb),
        "a stream packed twice": pdf_of(catalog, pages, page, twice),
        "an attached plan that unpacks to much": pdf_of(attached, pages, page, bomb, spec),
        "an attached plan out of the folder": pdf_of(
            attached, pages, page, stream(b"title: x"), spec.replace(b"(plan.yaml)", b"(../../plan.yaml)")
        ),
        "a tree of pages that is its own child": pdf_of(catalog, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        "pages above themselves": pdf_of(catalog, b"<</Type/Pages/Parent 2 0 R/Kids[]/Count 9999999>>"),
        "a tree of names that is its own child": pdf_of(looping, pages, page, bomb[:0], b"<</Kids[5 0 R 5 0 R]>>"),
        "an object that is itself": pdf_of(b"1 0 R"),
        "two objects that are each other": pdf_of(b"2 0 R", b"1 0 R"),
        "arrays in arrays": pdf_of(b"[" * 100_000 + b"]" * 100_000),
        "dictionaries in dictionaries": pdf_of(b"<</A" * 50_000 + b">>" * 50_000),
        "a length that is its own": pdf_of(catalog, pages, page, b"<</Length 4 0 R>>\nstream\nx\nendstream"),
        "a table as large as a disk": b"%%PDF-1.7\n1 0 obj\n%b\nstream\nxxxxxxxxx\nendstream\nendobj\n"
        b"startxref\n9\n%%%%EOF\n" % own_table,
        "tables in a ring": pdf_of(catalog, pages, page, trailer=b"/Root 1 0 R/Prev 9"),
        "a number without end": pdf_of(catalog, pages, page, b"9" * 1_000_000),
        "a name without end": pdf_of(catalog, pages, page, b"/" + b"a" * 1_000_000),
        "pages of a kilometre": pdf_of(catalog, pages, page.replace(b"[0 0 9 9]", b"[-1e9 -1e9 1e9 1e9]"), stream(b"")),
        "a hundred thousand ends": world.base() + b"startxref\n0\n%%EOF\n" * 100_000,
        "a hundred thousand pages": pdf_of(
            catalog, b"<</Type/Pages/Kids[%b]/Count 100000>>" % (b"3 0 R " * 100_000), page
        ),
    }


def png(width: int, height: int, *more: tuple[bytes, bytes], data: bytes = b"") -> bytes:
    """A PNG that says it is so large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), *more, (b"IDAT", data), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@cache
def pictures() -> Contents:
    """Pictures that are larger than they look, or are none."""
    profile = b"icc\0\0" + packed_zeros()
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%b</svg>'
    entities = b"".join(b'<!ENTITY a%d "%b">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    return {
        "13,000 by 13,000": png(13_000, 13_000, data=packed_zeros()),
        "30,000 by 30,000": png(30_000, 30_000, data=packed_zeros()),
        "two thousand million wide": png(2**31 - 1, 1, data=packed_zeros(1_000_000)),
        "nothing wide": png(0, 0),
        "a head alone": png(9, 9)[:33],
        "text that unpacks to much": png(9, 9, (b"zTXt", b"a\0\0" + packed_zeros())),
        "a profile that unpacks to much": png(9, 9, (b"iCCP", profile)),
        "a JPEG as large as can be": b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\3\1\x11\0\2\x11\0\3\x11\0\xff\xd9",
        "a GIF as large as can be": b"GIF89a\xff\xff\xff\xff\xf7\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\2L\1\0;",
        "a WebP as large as can be": b"RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0/\xff\xff\xff\xff\0\0\0\0\0",
        "a TIFF in a ring": b"II*\0\x08\0\0\0\0\0\x08\0\0\0",
        "a BMP below zero": b"BM" + struct.pack("<IHHIIiiHHIIiiII", 54, 0, 0, 54, 40, -9, 9, 1, 24, 0, 0, 0, 0, 0, 0),
        "an SVG with a program": svg % b"<script>fetch('http://127.0.0.1:9/')</script>",
        "an SVG with a picture from elsewhere": svg % b'<image href="http://127.0.0.1:9/x.png"/>',
        "an SVG with a file of one's own": b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg % b"&x;",
        "an SVG of a thousand million letters": b'<!DOCTYPE s [<!ENTITY a0 "x">%b]>' % entities + svg % b"&a9;",
        "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n",
    }


def archived(*members: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as made:
        for name, data in members:
            made.writestr(name, data)
    return output.getvalue()


@cache
def zips() -> Contents:
    """Archives whose names lead out, that hold too much, or say two things."""
    pdf = world.base()
    link = zipfile.ZipInfo("plan.pdf")
    link.external_attr = 0o120777 << 16
    linked = io.BytesIO()
    with zipfile.ZipFile(linked, "w") as made:
        made.writestr(link, "/etc/passwd")
    much = archived(("plan.pdf", bytes(MUCH // 3)), ("META-INF/signatures.xml", b"<x/>"), method=zipfile.ZIP_DEFLATED)
    return {
        "names that lead out": archived(("../../../x.pdf", pdf), ("META-INF/signatures.xml", b"<x/>")),
        "a name from the root": archived(("/tmp/x.pdf", pdf), ("META-INF/../signatures.xml", b"<x/>")),
        "a name with commands to a terminal": archived(("\x1b[2J\x1b[1Aplan.pdf: VERIFIED\n", pdf)),
        "a member that unpacks to much": much,
        "the same name twice": archived(("plan.pdf", pdf), ("plan.pdf", b"x"), ("META-INF/signatures.xml", b"<x/>")),
        "fifty thousand members": archived(*((f"{n}", b"") for n in range(50_000))),
        "a link": linked.getvalue(),
        "said to be locked": archived(("plan.pdf", pdf)).replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"),
        "a method nobody knows": much.replace(b"\x08\0", b"\x63\0", 2),
        "a size that is a lie": archived(("plan.pdf", b"x")).replace(b"\1\0\0\0\1\0\0\0", b"\1\0\0\0\xff\xff\xff\x7f"),
        "a PDF in front": pdf + archived(("plan.pdf", pdf)),
        "its end alone": b"PK\5\6" + bytes(18),
        "an end that says it holds sixty thousand": b"PK\5\6\0\0\0\0\xff\xff\xff\xff" + b"\xff" * 8 + b"\0\0",
    }


def word_file(document: bytes, more: Contents = MappingProxyType({}), relations: bytes = b"") -> bytes:
    """A Word file with this text."""
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        b'"application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    head = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%b</Relationships>'
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    root = head % (b'<Relationship Id="a" Type="%b" Target="word/document.xml"/>' % kind)
    return archived(
        ("[Content_Types].xml", types),
        ("_rels/.rels", root),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", head % relations),
        *more.items(),
        method=zipfile.ZIP_DEFLATED,
    )


@cache
def word_files() -> Contents:
    """Templates that fetch, start something, or never end."""
    w = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%b</w:body></w:document>'
    entities = b"".join(b'<!ENTITY a%d "%b">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    field = b'<w:p><w:fldSimple w:instr="%b"/></w:p>'
    relation = (
        b'<Relationship Id="b" TargetMode="External" Target="%b" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/%b"/>'
    )
    return {
        "no body": word_file(b"<x/>"),
        "nothing in it": word_file(b""),
        "letters that unpack to much": word_file(w % bytes(1_000_000).replace(b"\0", b" ") * 300),
        "a thousand million letters": word_file(b'<!DOCTYPE s [<!ENTITY a0 "x">%b]>' % entities + w % b"&a9;"),
        "a file of one's own": word_file(b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + w % b"&x;"),
        "boxes in boxes": word_file(w % (b"<w:sdt><w:sdtContent>" * 20_000 + b"</w:sdtContent></w:sdt>" * 20_000)),
        "tables in tables": word_file(w % (b"<w:tbl><w:tr><w:tc>" * 3_000 + b"</w:tc></w:tr></w:tbl>" * 3_000)),
        "a field that starts a program": word_file(w % (field % b"ddeauto c:\\\\cmd x")),
        "a field that fetches": word_file(w % (field % b"INCLUDEPICTURE &quot;http://127.0.0.1:9/x&quot;")),
        "a picture from elsewhere": word_file(w % b"<w:p/>", relations=relation % (b"http://127.0.0.1:9/x", b"image")),
        "a template from elsewhere": word_file(
            w % b"<w:p/>", relations=relation % (b"file://///x/y.dotm", b"attachedTemplate")
        ),
        "a program in it": word_file(w % b"<w:p/>", {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        "parts that lead out": word_file(w % b"<w:p/>", {"../../evil.xml": b"<x/>"}),
        "styles that are none": word_file(w % b"<w:p/>", {"word/styles.xml": b"<w:styles"}),
        "fifty thousand parts": word_file(w % b"<w:p/>", {f"word/{n}.xml": b"" for n in range(50_000)}),
    }
