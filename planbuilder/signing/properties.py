"""What a PDF says of itself as a whole, and what became of that in another one: metadata, actions, structure, layers.

In: PDFs. Out: names and values that can be compared between two revisions of a file, and findings for the person who is
to confirm that one file may replace another. A policy that watches what is appended to a signed PDF lets metadata be
replaced, so they are compared here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from pyhanko.pdf_utils.reader import PdfFileReader

from planbuilder.confined import confined
from planbuilder.record import record
from planbuilder.signing.model import Finding

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
SEEN = "planbuilder.foreign.second_reader:whole"


def facts(reader: PdfFileReader) -> Facts:
    """Every property that says something, in both places where a PDF keeps them; raises ValueError if it is no XMP."""
    info = reader.trailer_view.get("/Info", {})
    # A trailer may hold the dictionary itself or a reference to it.
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
    """Each property with its texts; an attribute and an element are the same (ISO 16684-1, equivalent RDF)."""
    # Entities that expand into each other fill memory; no XMP needs a document type.
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
        # Attributes count as texts: a property may be written as either, and a change must not hide in the other.
        yield from (value for name, value in part.attrib.items() if name != LANGUAGE)


@record
class Whole:
    """What a PDF says of itself (its XMP, and what old readers show), and what does not show on a page.

    `actions` are the kinds of what it does by itself; `structure` is a digest of what is read aloud, empty without;
    `attachments` are SHA-256s by name.
    """

    xmp: str
    info: Mapping[str, str]
    language: str
    actions: tuple[str, ...]
    structure: str
    has_layers: bool
    attachments: Mapping[str, str]


@lru_cache(maxsize=4)
def whole(pdf: bytes) -> Whole:
    """What qpdf sees in a PDF, asked once for each; raises Refused if it cannot be read."""
    seen: dict[str, Any] = json.loads(confined(SEEN, pdf))
    # JSON has lists alone; a tuple can be compared and kept.
    return Whole(**{**seen, "actions": tuple(seen["actions"])})


def differences(base: bytes, returned: bytes) -> Iterator[Finding]:
    """What is otherwise than in ours; raises Refused or ValueError for what cannot be read."""
    ours, theirs = whole(base), whole(returned)
    if names := [*_facts(ours, theirs)]:
        yield _named("metadata_changed", names)
    if kinds := sorted({*theirs.actions} - {*ours.actions}):
        yield _named("action_added", [kind.lstrip("/") for kind in kinds])
    if ours.structure and not theirs.structure:
        yield Finding("structure_gone", "warning")
    elif ours.structure != theirs.structure:
        yield Finding("structure_changed", "warning")
    if theirs.has_layers and not ours.has_layers:
        yield Finding("layers_added", "warning")
    if added := sorted({*theirs.attachments} - {*ours.attachments}):
        yield _named("attachment_added", added)


def _named(code: str, names: list[str]) -> Finding:
    return Finding(code, "warning", values={"names": ", ".join(names)})


def _facts(ours: Whole, theirs: Whole) -> Iterator[str]:
    """The names of what they do not say alike of themselves."""
    names = changed(*(said(one.xmp.encode("latin-1"), one.info) for one in (ours, theirs)))
    yield from names
    if ours.language != theirs.language and "language" not in names:
        yield "language"
