"""Our file inside what a service gives back: attached to a PDF, in an ASiC-E container, or under an XAdES signature.

In: foreign bytes, and the bytes to look for. Out: where they were found. Everything is read within limits, nothing is
unpacked to the disk, and a document type in XML is refused.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from asn1crypto import cms, x509

from planbuilder import files, hostile
from planbuilder.record import record
from planbuilder.signing.properties import whole

# XML Signature (W3C), ASiC manifests (ETSI EN 319 162-1, annex A).
SIGNED = "{http://www.w3.org/2000/09/xmldsig#}"
MANIFEST = "{http://uri.etsi.org/02918/v1.2.1#}DataObjectReference"
SIGNED_BY = "{http://uri.etsi.org/02918/v1.2.1#}SigReference"
HASHES = {
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}
# Far more than our file with a signature and a manifest for each signer comes to.
MOST_ENTRIES = 200
MOST_BYTES = 200_000_000
# Zeros are packed about a thousand to one. What takes less than a kilobyte counts as one: small texts pack well.
MOST_RATIO = 200
META = "META-INF/"
# Bytes of the shortest signature that is in use (ECDSA on a curve of 224 bits).
SHORTEST = 56


@record
class Found:
    """Where our file is within another, whether what is in there names it by its digest, and is a whole signature.

    Whole means that there is a value and the certificate of a signer; whether they hold is not looked at here.
    """

    place: str
    is_named: bool
    is_whole: bool = True


def in_pdf(returned: bytes, wanted: bytes) -> Found | None:
    """Our file among a PDF's attachments; a signature of the PDF covers them. Raises Refused if it cannot be read."""
    digest = files.digest(wanted)
    # By digest, so that the attachment's bytes need not come out of the process in which the PDF is opened.
    return next((Found(name, True) for name, one in whole(returned).attachments.items() if one == digest), None)


def in_zip(returned: bytes, wanted: bytes) -> Found | None:
    """Our file in an ASiC-E container; raises ValueError if the container is damaged or beyond the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(returned)) as archive:
            entries = _within_limits(archive)
            place = next(
                # The size is in the directory: entries of another size are not unpacked at all.
                (one.filename for one in entries if one.file_size == len(wanted) and _is(archive, one, wanted)),
                "",
            )
            inside = {one.filename: archive.read(one) for one in entries if one.filename.startswith(META)}
    except hostile.BROKEN as error:
        raise ValueError(str(error)) from error
    if not place:
        return None
    naming = [data for name, data in inside.items() if _is_list(name) and _names(data, place, wanted)]
    return Found(place, bool(naming), any(_is_signed(data, inside) for data in naming))


def _is(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, wanted: bytes) -> bool:
    # What lies in META-INF is about the container, and is never what was signed (ETSI EN 319 162-1).
    return not entry.filename.startswith(META) and archive.read(entry) == wanted


def _is_list(name: str) -> bool:
    """Whether an entry says what is signed: a signature in XML, or the manifest of one that is not."""
    return name.casefold().endswith(".xml")


def _within_limits(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = hostile.entries(archive)
    names = {one.filename for one in entries}
    # Of two entries of one name, programs unpack the first or the last.
    if len(entries) > MOST_ENTRIES or len(names) < len(entries):
        raise ValueError("too many entries, or two of one name")
    if sum(one.file_size for one in entries) > MOST_BYTES:
        raise ValueError("too large")
    if any(one.file_size > MOST_RATIO * max(one.compress_size, 1000) for one in entries):
        raise ValueError("packed too densely")
    return entries


def _names(xml: bytes, place: str, wanted: bytes) -> bool:
    """Whether a signature or manifest names an entry with its digest."""
    # The name alone proves nothing: the digest must be that of our bytes, too.
    return any(uri.lstrip("./") == place and _fits(digest, wanted) for uri, digest in _references(_parsed(xml)))


def _is_signed(xml: bytes, inside: Mapping[str, bytes]) -> bool:
    """Whether what names our file is a whole signature, or the manifest that one beside it was made of."""
    root = _parsed(xml)
    beside = [inside.get(one.get("URI", "").lstrip("./"), b"") for one in root.iter(SIGNED_BY)]
    return _has_signature(root) or any(_signs(one, xml) for one in beside)


def _has_signature(root: ElementTree.Element) -> bool:
    """Whether there is the value of a signature in XML, and the certificate of its maker."""
    # Anybody can type elements of these names: the value must be as long as a signature, the certificate be one.
    value, certificate = (
        _decoded(root.findtext(f".//{SIGNED}{name}")) for name in ("SignatureValue", "X509Certificate")
    )
    try:
        return len(value or b"") >= SHORTEST and bool(x509.Certificate.load(certificate or b"", strict=True).native)
    except ValueError:
        return False


def _signs(signature: bytes, content: bytes) -> bool:
    """Whether a CMS signature was made of some content, by the digest that it covers."""
    try:
        signed = cms.ContentInfo.load(signature, strict=True)["content"]
        digests = [
            (one["digest_algorithm"]["algorithm"].native, attribute["values"][0].native)
            for one in signed["signer_infos"]
            for attribute in one["signed_attrs"]
            if attribute["type"].native == "message_digest" and len(one["signature"].native) >= SHORTEST
        ]
        return any(hashlib.new(name, content).digest() == digest for name, digest in digests)
    # asn1crypto raises any of these for a broken CMS; it is no signature then.
    except (ValueError, TypeError, KeyError):
        return False


def in_xml(returned: bytes, wanted: bytes) -> Found | None:
    """Our file under an XAdES signature: named by its digest, or within an element that the signature names."""
    root = _parsed(returned)
    if root.find(f".//{SIGNED}SignedInfo") is None and not root.tag.endswith("SignedInfo"):
        raise ValueError("no signature")
    references, is_whole = list(_references(root)), _has_signature(root)
    # First by digest: a detached signature does not hold the file, and needs no search.
    for uri, digest in references:
        if _fits(digest, wanted):
            return Found(uri or "xml", True, is_whole)
    # An enveloping signature (XML Signature, 4.5) holds the file itself, as base64, in an element that it names.
    for element, marks in _with_marks(root, ()):
        if _decoded(element.text) == wanted:
            return Found(element.tag.rpartition("}")[2], any(uri in ("", *marks) for uri, _ in references), is_whole)
    return None


Digest = tuple[str, bytes]


def _references(root: ElementTree.Element) -> Iterator[tuple[str, Digest]]:
    """What is signed: addresses and digests."""
    for kind in (f"{SIGNED}Reference", MANIFEST):
        for one in root.iter(kind):
            method, value = one.find(f"{SIGNED}DigestMethod"), one.findtext(f"{SIGNED}DigestValue")
            # An unknown or a weak method gives an empty name, which fits nothing: SHA-1 is not in the table on
            # purpose.
            algorithm = HASHES.get(method.get("Algorithm", "") if method is not None else "", "")
            yield one.get("URI", ""), (algorithm, _decoded(value) or b"")


def _fits(digest: Digest, wanted: bytes) -> bool:
    algorithm, value = digest
    return bool(algorithm) and hashlib.new(algorithm, wanted).digest() == value


def _with_marks(
    element: ElementTree.Element, marks: tuple[str, ...]
) -> Iterator[tuple[ElementTree.Element, tuple[str, ...]]]:
    """Each element with the addresses of itself and of all elements around it."""
    own = tuple(f"#{value}" for name, value in element.attrib.items() if name.rpartition("}")[2].casefold() == "id")
    known = (*marks, *own)
    yield element, known
    for child in element:
        yield from _with_marks(child, known)


def _decoded(text: str | None) -> bytes | None:
    try:
        return base64.b64decode("".join((text or "").split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _parsed(xml: bytes) -> ElementTree.Element:
    # Entities that expand into each other fill memory; only a document type can declare them.
    if len(xml) > MOST_BYTES or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("document type or size")
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
