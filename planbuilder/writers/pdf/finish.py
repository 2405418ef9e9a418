"""The finished file: structure tree, output intent and metadata, so that it is PDF/UA-1 and PDF/A-3a at once.

In: a PDF as laid out, its structure and the document's facts. Out: the bytes of the file. The same input gives the
same bytes. Requirements: ISO 14289-1 and ISO 19005-3, checked in the tests by veraPDF.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from importlib import resources
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from planbuilder.document.model import Document
from planbuilder.writers.pdf.tagging import Annotation, Content, Element, SignatureField, Structure

PRINTED = 4
# Signatures there are, or will be, and they are added by appending. A signer's program sets both, and a flag that
# changes later looks like tampering to whoever compares the signed file with ours.
SIGNATURES_BY_APPENDING = 3
NO_CHANGES = 1
SOURCE = "plan.yaml"
PROFILE = "srgb.icc"
FIELD = "Form"


def finish(data: bytes, structure: Structure, document: Document) -> bytes:
    """The file with everything that makes it accessible and fit for archives."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _Tree(pdf, structure).write()
        _catalogue(pdf, document)
        _facts(pdf, document)
        if document.source:
            _attach(pdf, document.source)
        target = io.BytesIO()
        pdf.save(
            target,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return target.getvalue()


class _Tree:
    """Writes the structure tree of one file."""

    def __init__(self, pdf: pikepdf.Pdf, structure: Structure) -> None:
        self.pdf, self.structure = pdf, structure
        self.pages = [page.obj for page in pdf.pages]
        self.objects: dict[int, Any] = {}

    def write(self) -> None:
        """Write the tree, and the way back from each page and annotation to it."""
        _fields(self.pdf, self.structure)
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self.element(self.structure.root, root)
        parents = [*self.page_parents(), *self.annotation_parents()]
        flat = [part for n, (_, target) in enumerate(parents) for part in (n, target)]
        for n, (owner, _) in enumerate(parents):
            owner[Name.StructParents if owner in self.pages else Name.StructParent] = n
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(flat)))
        root.ParentTreeNextKey = len(parents)
        self.pdf.Root.StructTreeRoot = root

    def element(self, element: Element, parent: Any) -> Any:
        """An element with everything below it."""
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent))
        self.objects[id(element)] = made
        if element.alt:
            made.Alt = String(element.alt)
        if element.attributes:
            made.A = Array([self.attributes(owner, given) for owner, given in element.attributes.items()])
        kids = [self.kid(kid, made) for kid in element.kids if not _is_empty(kid)]
        # Those who judge what was changed after a signature look for a field right below its element, in no list.
        made.K = kids[0] if element.tag == FIELD and len(kids) == 1 else Array(kids)
        return made

    def kid(self, kid: Element | Content | Annotation, parent: Any) -> Any:
        """A child: an element, a piece of content, or an annotation."""
        if isinstance(kid, Element):
            return self.element(kid, parent)
        page = self.pages[kid.page - 1]
        if isinstance(kid, Content):
            return Dictionary(Type=Name.MCR, Pg=page, MCID=kid.number)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=page.Annots[kid.place])

    def attributes(self, owner: str, given: Any) -> Any:
        """What is told of an element under one owner."""
        made = Dictionary(O=Name(f"/{owner}"))
        for name, value in given.items():
            shown = Name(f"/{value}") if isinstance(value, str) else Array(value) if isinstance(value, tuple) else value
            made[f"/{name}"] = shown
        return made

    def page_parents(self) -> Iterator[tuple[Any, Any]]:
        """Each page, and the elements its pieces of content belong to."""
        for number, page in enumerate(self.pages, 1):
            page.Tabs = Name.S
            owners = [self.objects[id(element)] for element in self.structure.contents.get(number, [])]
            yield page, self.pdf.make_indirect(Array(owners))

    def annotation_parents(self) -> Iterator[tuple[Any, Any]]:
        """Each annotation, and the element it belongs to."""
        for number, owners in self.structure.annotations.items():
            for annotation, element in zip(self.pages[number - 1].Annots, owners, strict=True):
                annotation.F = PRINTED
                yield from self.annotation_parent(annotation, element)

    def annotation_parent(self, annotation: Any, element: Element | None) -> Iterator[tuple[Any, Any]]:
        """An annotation with its element, if it has one; a link tells where it leads."""
        if element is None:
            return
        if annotation.Subtype == Name.Link:
            annotation.Contents = String(element.alt)
        yield annotation, self.objects[id(element)]


def _is_empty(kid: Element | Content | Annotation) -> bool:
    return isinstance(kid, Element) and kid.is_empty


def _fields(pdf: pikepdf.Pdf, structure: Structure) -> None:
    """The fields to sign in, each with a quiet frame to be seen by."""
    made = [_field(pdf, field) for field in structure.fields]
    for field, widget in zip(structure.fields, made, strict=True):
        page = pdf.pages[field.page - 1].obj
        page.Annots = Array([*page.get("/Annots", []), widget])
        structure.annotation(field.element, field.page)
    if made:
        made[-1].Lock = _lock(pdf)
        pdf.Root.AcroForm = Dictionary(Fields=Array(made), SigFlags=SIGNATURES_BY_APPENDING)


def _lock(pdf: pikepdf.Pdf) -> Any:
    """What holds once the last signer has signed: every field is locked, and nothing may be changed or added."""
    return pdf.make_indirect(Dictionary(Type=Name.SigFieldLock, Action=Name.All, P=NO_CHANGES))


def _field(pdf: pikepdf.Pdf, field: SignatureField) -> Any:
    left, bottom, right, top = (round(edge, 2) for edge in field.corners)
    width, height = round(right - left, 2), round(top - bottom, 2)
    frame = pdf.make_stream(f"0.79 0.83 0.85 RG 0.5 w 0.25 0.25 {width - 0.5:.2f} {height - 0.5:.2f} re S".encode())
    frame.Type, frame.Subtype, frame.BBox = Name.XObject, Name.Form, Array([0, 0, width, height])
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(field.name),
            TU=String(field.told),
            TM=String(field.signer),
            F=PRINTED,
            Rect=Array([left, bottom, right, top]),
            P=pdf.pages[field.page - 1].obj,
            AP=Dictionary(N=frame),
        )
    )


def _catalogue(pdf: pikepdf.Pdf, document: Document) -> None:
    """What the whole file says of itself: tagged, its title shown, its language, its colours."""
    root = pdf.Root
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.Lang = String(document.language)
    profile = pdf.make_stream((resources.files(__package__) / PROFILE).read_bytes())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=profile,
    )
    root.OutputIntents = Array([intent])


def _attach(pdf: pikepdf.Pdf, text: str) -> None:
    """The plan the document was built from, as its source."""
    spec = pikepdf.AttachedFileSpec(
        pdf,
        text.encode(),
        description=SOURCE,
        filename=SOURCE,
        mime_type="application/yaml",
        relationship=Name.Source,
    )
    pdf.attachments[SOURCE] = spec
    pdf.Root.AF = Array([pdf.attachments[SOURCE].obj])


def _facts(pdf: pikepdf.Pdf, document: Document) -> None:
    """Title, author, subject and keywords, equal in both places where a PDF keeps them; no date is made up."""
    for name in ("/CreationDate", "/ModDate", "/Trapped"):
        if name in pdf.docinfo:
            del pdf.docinfo[name]
    pdf.docinfo["/Producer"] = String("planbuilder")
    facts = {
        "title": document.title,
        "author": document.author,
        "subject": document.subject,
        "keywords": ", ".join(word for word in document.keywords if word),
        "language": document.language,
    }
    metadata = pdf.make_stream(XMP.format(**{name: escape(text) for name, text in facts.items()}).encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata


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
