"""The finished file: structure tree, output intent, metadata and packed objects; PDF/UA-1 and PDF/A-3a at once.

In: a canvas whose pages are all drawn, and the document's facts. Out: the bytes of the file. The same input gives the
same bytes. Small objects are compressed by the hundred, and so is the table of their places. Requirements: ISO
14289-1 and ISO 19005-3, checked in the tests by veraPDF; ISO 32000-1, 7.5.7 and 7.5.8.
"""

from __future__ import annotations

import zlib
from hashlib import md5
from html import escape
from importlib import resources
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFObjectReference,
    PDFStream,
    PDFString,
)

from planbuilder.document.model import Document
from planbuilder.plaintext import shown
from planbuilder.writers.pdf import undocumented
from planbuilder.writers.pdf.canvas import OnePassCanvas, form
from planbuilder.writers.pdf.structure import Structure, Tree

# Four bytes above 127 in the second line: whatever carries the file takes it for binary, not for text to convert.
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
TOGETHER = 100
STREAM_END = b"endstream"
# What a table of references calls the two kinds of place; 0 is a free one.
OWN_PLACE, IN_A_PACK = 1, 2


class PackedFile:
    """A file to which objects are added one by one; only what is waiting for its pack is held uncompressed."""

    def __init__(self) -> None:
        self._file = bytearray(HEADER)
        self._packs: list[bytes] = []
        self._waiting: dict[int, bytes] = {}
        self._places: dict[int, tuple[int, int, int]] = {}

    def add(self, number: int, body: bytes) -> None:
        """Add an object; the numbers of all objects, in whatever order, are those from 1 without gaps."""
        body = body.strip()
        if body.endswith(STREAM_END):
            # ISO 19005-3, 6.1.7.1: the stream's end is on a line of its own.
            self._write(number, body.removesuffix(STREAM_END) + b"\n" + STREAM_END)
            return
        self._waiting[number] = body
        if len(self._waiting) == TOGETHER:
            self._pack()

    def finished(self, root: int, info: int) -> bytes:
        """The whole file, given the numbers of its catalogue and of what it says of itself."""
        self._pack()
        first = len(self._places) + 1
        for number, pack in enumerate(self._packs, first):
            self._write(number, pack)
        table, start = first + len(self._packs), len(self._file)
        self._places[table] = OWN_PLACE, start, 0
        self._write(table, self._table(table + 1, first, root, info))
        return bytes(self._file + b"startxref\n%d\n%%%%EOF\n" % start)

    def _write(self, number: int, body: bytes) -> None:
        self._places[number] = OWN_PLACE, len(self._file), 0
        self._file += b"%d 0 obj\n%b\nendobj\n" % (number, body)

    def _pack(self) -> None:
        """Put what is waiting into one stream; the streams come at the file's end, numbered when all are known."""
        offsets, bodies = [], bytearray()
        for place, (number, body) in enumerate(self._waiting.items()):
            self._places[number] = IN_A_PACK, len(self._packs), place
            offsets.append(b"%d %d" % (number, len(bodies)))
            bodies += body + b"\n"
        if offsets:
            head = b" ".join(offsets) + b"\n"
            entries = b"/Type/ObjStm/N %d/First %d" % (len(offsets), len(head))
            self._packs.append(_packed_stream(entries, head + bytes(bodies)))
        self._waiting.clear()

    def _table(self, size: int, first_pack: int, root: int, info: int) -> bytes:
        """Where each object is. The file's name for itself follows from what is in it."""
        # Object 0 heads the list of free objects, of which there are no others (7.5.4).
        rows = bytearray(b"\0\0\0\0\0\xff\xff")
        for number in range(1, size):
            kind, place, index = self._places[number]
            place += first_pack if kind == IN_A_PACK else 0
            # The widths that `W` names below: a byte for the kind, four for the place (4 GB of file), two for that in
            # a pack.
            rows += bytes([kind]) + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        # A name and no proof of anything: the same document must get the same one, and two documents hardly ever do.
        name = md5(self._file, usedforsecurity=False).hexdigest().encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (size, root, info, name, name)
        return _packed_stream(entries, bytes(rows))


def _packed_stream(entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\n%b" % (entries, len(packed), packed, STREAM_END)


SOURCE, MANIFEST = "plan.yaml", "manifest.json"
YAML, JSON = "/application#2Fyaml", "/application#2Fjson"
PROFILE = "srgb.icc"


def finish(canvas: OnePassCanvas, document: Document) -> bytes:
    """The file with everything that makes it accessible and fit for archives.

    ReportLab's own way to bytes has no packed objects and no room for a tree, so its objects are asked for one by one.
    """
    pdf = undocumented.completed(canvas)
    undocumented.read_in_order(pdf, canvas.structure.pages)
    catalogue, info = _catalogue(pdf, canvas.structure, document), pdf.Reference(_facts(document))
    file = PackedFile()
    for number, body in undocumented.objects(pdf):
        file.add(number, body)
    tree = Tree(canvas.structure, pdf, undocumented.count(pdf) + 1)
    for number, body in tree.objects():
        file.add(number, body)
    catalogue["StructTreeRoot"] = f"{tree.root} 0 R"
    root = tree.last + 1
    file.add(root, undocumented.written(catalogue, pdf))
    return file.finished(root, undocumented.number_of(info, pdf))


def _catalogue(pdf: PDFDocument, structure: Structure, document: Document) -> PDFDictionary:
    """What the whole file says of itself: tagged, its title shown, its language, its colours, its source.

    Everything in it is an object of its own. A signer's program writes the catalogue anew and gives a number to what is
    in it without one (PDFBox does), which is another catalogue to a program that compares the signed file with ours.
    """
    entries = {
        "Pages": undocumented.page_tree(pdf),
        "MarkInfo": PDFDictionary({"Marked": "true"}),
        "ViewerPreferences": PDFDictionary({"DisplayDocTitle": "true"}),
        "OutputIntents": PDFArray([pdf.Reference(_intent(pdf))]),
        "Metadata": _metadata(document),
        **form(pdf, structure),
    }
    outline = undocumented.outline(pdf)
    if outline is not None:
        entries["Outlines"] = outline
    carried = [(SOURCE, YAML, "/Source", document.source), (MANIFEST, JSON, "/Data", document.manifest)]
    entries |= _attachments(pdf, [one for one in carried if one[-1]])
    numbered = {key: pdf.Reference(entry) for key, entry in entries.items()}
    return PDFDictionary({"Type": "/Catalog", "Lang": PDFString(document.language), **numbered})


def _intent(pdf: PDFDocument) -> PDFDictionary:
    data = (resources.files(__package__) / PROFILE).read_bytes()
    profile = _stream(data, {"N": 3})
    return PDFDictionary({
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": PDFString("sRGB"),
        "Info": PDFString("sRGB"),
        "DestOutputProfile": pdf.Reference(profile),
    })  # fmt: skip


def _attachments(pdf: PDFDocument, carried: list[tuple[str, str, str, str]]) -> dict[str, PDFDictionary | PDFArray]:
    """What the file carries along: name, type, relation to the document, and text of each. Names come in order."""
    found = {name: _attached(pdf, name, kind, relation, text) for name, kind, relation, text in sorted(carried)}
    if not found:
        return {}
    names = PDFArray([part for name, file in found.items() for part in (PDFString(name), file)])
    embedded = pdf.Reference(PDFDictionary({"Names": names}))
    return {"Names": PDFDictionary({"EmbeddedFiles": embedded}), "AF": PDFArray(list(found.values()))}


def _attached(pdf: PDFDocument, name: str, kind: str, relation: str, text: str) -> PDFObjectReference:
    data = text.encode()
    said = {"Type": "/EmbeddedFile", "Subtype": kind, "Params": PDFDictionary({"Size": len(data)})}
    stream = pdf.Reference(_stream(data, said))
    entries = {"Type": "/Filespec", "AFRelationship": relation, "EF": PDFDictionary({"F": stream, "UF": stream})}
    named: PDFObjectReference = pdf.Reference(
        PDFDictionary({**entries, **dict.fromkeys(("F", "UF", "Desc"), PDFString(name))})
    )
    return named


def _stream(data: bytes, entries: dict[str, Any]) -> PDFStream:
    """A compressed stream; its packing is given as a name, which every reader of attachments knows, not as a list."""
    return PDFStream(PDFDictionary({**entries, "Filter": "/FlateDecode"}), zlib.compress(data))


def _told(document: Document) -> dict[str, str]:
    """What a file says of itself, each on one line."""
    keywords = ", ".join(word for word in document.keywords if word)
    facts = {"title": document.title, "author": document.author, "subject": document.subject, "keywords": keywords}
    return {name: " ".join(shown(text).split()) for name, text in facts.items()}


def _facts(document: Document) -> PDFDictionary:
    """What old readers show of a file; no date is made up."""
    facts = {
        **{name.capitalize(): text for name, text in _told(document).items()},
        "Creator": "planbuilder",
        "Producer": "planbuilder",
    }
    return PDFDictionary({name: PDFString(text) for name, text in facts.items()})


def _metadata(document: Document) -> PDFStream:
    """Title, author, subject and keywords, equal to the facts that old readers show."""
    facts = {**_told(document), "language": document.language}
    said = XMP.format(**{name: escape(text) for name, text in facts.items()})
    return PDFStream(PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), said.encode())


XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>planbuilder</pdf:Producer>
<xmp:CreatorTool>planbuilder</xmp:CreatorTool>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
