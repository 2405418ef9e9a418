"""The finished file: structure tree, output intent and metadata, so that it is PDF/UA-1 and PDF/A-3a at once.

In: a canvas whose pages are all drawn, and the document's facts. Out: the bytes of the file. The same input gives the
same bytes. Requirements: ISO 14289-1 and ISO 19005-3, checked in the tests by veraPDF.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from html import escape
from importlib import resources
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFObjectReference,
    PDFPage,
    PDFStream,
    PDFString,
    format,
)

from planbuilder.document.model import Document
from planbuilder.plaintext import shown
from planbuilder.writers.pdf.canvas import OnePassCanvas
from planbuilder.writers.pdf.form import form
from planbuilder.writers.pdf.packed import PackedFile
from planbuilder.writers.pdf.tagging import Structure
from planbuilder.writers.pdf.tree import Numbered, Tree

SOURCE, MANIFEST = "plan.yaml", "manifest.json"
YAML, JSON = "/application#2Fyaml", "/application#2Fjson"
PROFILE = "srgb.icc"
# ReportLab writes the keys of a page that it knows, and has no names for these.
PAGE_KEYS = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]


def finish(canvas: OnePassCanvas, document: Document) -> bytes:
    """The file with everything that makes it accessible and fit for archives.

    ReportLab's own way to bytes has no packed objects and no room for a tree, so its objects are asked for one by one.
    """
    pdf: PDFDocument = canvas._doc
    for font in pdf.delayedFonts:
        font.addObjects(pdf)
    pdf.Outlines.prepare(pdf, canvas)
    _pages(pdf, canvas.structure)
    catalogue, info = _catalogue(pdf, canvas.structure, document), pdf.Reference(_facts(document))
    file = PackedFile()
    for number, body in _objects(pdf):
        file.add(number, body)
    tree = Tree(canvas.structure, pdf, len(pdf.numberToId) + 1)
    for number, body in tree.objects():
        file.add(number, body)
    catalogue["StructTreeRoot"] = f"{tree.root} 0 R"
    root = tree.last + 1
    file.add(root, catalogue.format(pdf))
    return file.finished(root, pdf.idToObjectNumberAndVersion[info.name][0])


def _objects(pdf: PDFDocument) -> Iterator[Numbered]:
    """Every object that ReportLab has numbered; writing one may bring up others."""
    number = 1
    while number in pdf.numberToId:
        yield number, format(pdf.idToObject[pdf.numberToId[number]], pdf, toplevel=1)
        number += 1


def _pages(pdf: PDFDocument, structure: Structure) -> None:
    """Each page tells which parents its pieces of content have, and that one tabs through it as it is read."""
    for number, page in enumerate(pdf.Pages.pages, 1):
        page.__NoDefault__, page.Tabs = PAGE_KEYS, "/S"
        page.StructParents = structure.pages.get(number)


def _catalogue(pdf: PDFDocument, structure: Structure, document: Document) -> PDFDictionary:
    """What the whole file says of itself: tagged, its title shown, its language, its colours, its source.

    Everything in it is an object of its own. A signer's program writes the catalogue anew and gives a number to what
    stands in it without one (PDFBox does), which to whoever compares the signed file with ours is another catalogue.
    """
    entries = {
        "Pages": pdf.Pages,
        "MarkInfo": PDFDictionary({"Marked": "true"}),
        "ViewerPreferences": PDFDictionary({"DisplayDocTitle": "true"}),
        "OutputIntents": PDFArray([pdf.Reference(_intent(pdf))]),
        "Metadata": _metadata(document),
        **form(pdf, structure),
    }
    if pdf.Outlines.ready > 0:
        entries["Outlines"] = pdf.Outlines
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
    told = {"Type": "/EmbeddedFile", "Subtype": kind, "Params": PDFDictionary({"Size": len(data)})}
    stream = pdf.Reference(_stream(data, told))
    entries = {"Type": "/Filespec", "AFRelationship": relation, "EF": PDFDictionary({"F": stream, "UF": stream})}
    named: PDFObjectReference = pdf.Reference(
        PDFDictionary({**entries, **dict.fromkeys(("F", "UF", "Desc"), PDFString(name))})
    )
    return named


def _stream(data: bytes, entries: dict[str, Any]) -> PDFStream:
    """A compressed stream; its packing is told as a name, which every reader of attachments knows, not as a list."""
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
    told = XMP.format(**{name: escape(text) for name, text in facts.items()})
    return PDFStream(PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), told.encode())


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
