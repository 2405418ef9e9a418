"""What a PDF says of itself in its metadata: title, language, author, standards it follows.

In: a PDF as read, or the two places where it keeps them. Out: names and values, comparable between two revisions of a
file. A policy that watches what is appended to a signed PDF lets metadata be replaced, so they are compared here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from pyhanko.pdf_utils.reader import PdfFileReader

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
INFO = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator")
# A signer's program writes these anew each time, and the description of schemas in another form of the same.
VARYING = (
    "{http://ns.adobe.com/xap/1.0/}ModifyDate",
    "{http://ns.adobe.com/xap/1.0/}MetadataDate",
    "{http://ns.adobe.com/pdf/1.3/}Producer",
    "{http://www.aiim.org/pdfa/ns/extension/}schemas",
    f"{RDF}about",
)
Facts = Mapping[str, tuple[str, ...]]


def facts(reader: PdfFileReader) -> Facts:
    """Every property that says something, in both places where a PDF keeps them; raises ValueError if it is no XMP."""
    info = reader.trailer_view.get("/Info", {})
    info = info.get_object() if hasattr(info, "get_object") else info
    xmp = bytes(reader.root["/Metadata"].data) if "/Metadata" in reader.root else b""
    return said(xmp, info)


def said(xmp: bytes, info: Mapping[str, object]) -> Facts:
    """The same of the XMP, empty without any, and of what old readers show; raises ValueError if it is no XMP."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in _properties(xmp) if xmp else ():
        found[name] = (*found.get(name, ()), *value)
    found |= {name: (str(info[name]),) for name in INFO if name in info}
    return {name: texts for name, texts in found.items() if any(texts)}


def changed(before: Facts, after: Facts) -> tuple[str, ...]:
    """The names of what is not the same, without their namespaces."""
    names = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    return tuple(sorted(name.rpartition("}")[2].lstrip("/") for name in names))


def _properties(xmp: bytes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each property with its texts; whether it stands as an attribute or an element makes no difference."""
    if b"<!DOCTYPE" in xmp or b"<!ENTITY" in xmp:
        raise ValueError("metadata with a document type")
    described = (
        one for root in ElementTree.fromstring(xmp).iter(f"{RDF}RDF") for one in root.iterfind(f"{RDF}Description")
    )
    for description in described:
        for name, text in description.attrib.items():
            if name not in VARYING:
                yield name, (text,)
        for element in description:
            if element.tag not in VARYING:
                yield element.tag, tuple(_texts(element))


def _texts(element: ElementTree.Element) -> Iterator[str]:
    for part in element.iter():
        text, language = (part.text or "").strip(), part.get(LANGUAGE, "")
        if text or language:
            yield f"{language}|{text}" if language else text
        yield from (value for name, value in part.attrib.items() if name != LANGUAGE)
