"""Our file is found where a service put it, only to the last byte, and only where a signature names it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import io
import zipfile
from functools import cache

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from planbuilder.signing import containers
from planbuilder.signing.containers import MOST_ENTRIES, Found, in_pdf, in_xml, in_zip
from tests.signing.world import people

OURS = b"%PDF-1.7 vores fil" * 20
SHA = "http://www.w3.org/2001/04/xmlenc#sha256"
ASIC = "http://uri.etsi.org/02918/v1.2.1#"


def mark(data: bytes = OURS) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


def coded(data: bytes) -> str:
    return base64.b64encode(data).decode()


@cache
def certificate() -> str:
    return coded(people()[0].pem(Encoding.DER))


def value(size: int = 256) -> str:
    return coded(b"\7" * size)


def signature(
    uri: str, digest: str = mark(), inner: str = "", signed: str | None = None, by: str | None = None
) -> bytes:
    """A signature in XML with what a whole one has; whether it holds is another matter."""
    made, who = value() if signed is None else signed, certificate() if by is None else by
    return (
        f'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:Reference URI="{uri}">'
        f'<ds:DigestMethod Algorithm="{SHA}"/><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>'
        f"<ds:SignatureValue>{made}</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{who}"
        f"</ds:X509Certificate></ds:X509Data></ds:KeyInfo>{inner}</ds:Signature>"
    ).encode()


def manifest(uri: str) -> bytes:
    return (
        f'<a:ASiCManifest xmlns:a="{ASIC}" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'
        f'<a:SigReference URI="META-INF/signature.p7s"/><a:DataObjectReference URI="{uri}">'
        f'<ds:DigestMethod Algorithm="{SHA}"/><ds:DigestValue>{mark()}</ds:DigestValue></a:DataObjectReference>'
        "</a:ASiCManifest>"
    ).encode()


def packed(packing: int = zipfile.ZIP_DEFLATED, /, **entries: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", packing) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return output.getvalue()


def attached(data: bytes) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments["original.pdf"] = data
    output = io.BytesIO()
    pdf.save(output)
    return output.getvalue()


def test_an_attachment_is_found() -> None:
    """Whatever it is called."""
    assert Found("original.pdf", True) == in_pdf(attached(OURS), OURS)


def test_an_attachment_that_differs_in_a_byte_is_not_ours() -> None:
    """Nothing is nearly the same."""
    assert in_pdf(attached(OURS + b"\n"), OURS) is None


def cms_of(content: bytes) -> bytes:
    """A signature of the kind that has no XML, made of some content."""
    signer = people()[0].identity().signer
    return asyncio.run(signer.async_sign_general_data(content, "sha256", detached=True)).dump()


def container(list: bytes, **more: bytes) -> Found | None:
    return in_zip(packed(**{"plan.pdf": OURS, "META-INF/signatures.xml": list}, **more), OURS)


@pytest.mark.parametrize("list", [signature("plan.pdf"), signature("./plan.pdf")])
def test_an_entry_that_a_signature_names_is_found(list: bytes) -> None:
    """In XML."""
    assert Found("plan.pdf", True) == container(list)


def test_an_entry_that_a_signed_manifest_names_is_found() -> None:
    """By a signature of another kind, which must be of that manifest."""
    told = manifest("plan.pdf")

    assert Found("plan.pdf", True) == container(told, **{"META-INF/signature.p7s": cms_of(told)})


@pytest.mark.parametrize("list", [signature("andet.pdf"), signature("plan.pdf", mark(b"andet")), b"<a/>"])
def test_an_entry_that_no_signature_names_is_told_apart(list: bytes) -> None:
    """It lies there, but nobody signed it."""
    found = container(list)

    assert ("plan.pdf", False) == (found.place, found.is_named)


FORGED = {
    "nothing": signature("plan.pdf", signed="", by=""),
    "no value": signature("plan.pdf", signed=""),
    "a short value": signature("plan.pdf", signed=value(20)),
    "a value that is none": signature("plan.pdf", signed="x!"),
    "no certificate": signature("plan.pdf", by=""),
    "a certificate that is none": signature("plan.pdf", by=coded(b"hej")),
    "a manifest that nobody signed": manifest("plan.pdf"),
}


@pytest.mark.parametrize("list", FORGED.values(), ids=FORGED)
def test_what_only_looks_like_a_signature_is_told_apart(list: bytes) -> None:
    """It names our file, as anybody can write it by hand."""
    assert Found("plan.pdf", True, is_whole=False) == container(list)
    other = {"META-INF/signature.p7s": cms_of(b"andet")}
    assert Found("plan.pdf", True, is_whole=False) == container(list, **other)


@pytest.mark.parametrize("broken", [b"", b"hej", b"0\x80"])
def test_a_signature_of_a_manifest_that_is_broken_is_none(broken: bytes) -> None:
    """And nothing else is raised."""
    found = container(manifest("plan.pdf"), **{"META-INF/signature.p7s": broken})

    assert Found("plan.pdf", True, is_whole=False) == found


def test_a_container_without_our_file_has_nothing() -> None:
    """A name is not enough."""
    assert (
        in_zip(packed(**{"plan.pdf": OURS[:-1] + b"x", "META-INF/signatures.xml": signature("plan.pdf")}), OURS) is None
    )


def doubled() -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("plan.pdf", OURS)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("plan.pdf", b"andet")
    return output.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        doubled,
        lambda: packed(**{f"{n}": b"" for n in range(MOST_ENTRIES + 1)}),
        lambda: packed(bomb=b"\0" * 30_000_000),
        lambda: packed(a=OURS)[:-30],
        lambda: packed(zipfile.ZIP_LZMA, a=OURS),
        lambda: packed(**{"plan.pdf": OURS, "META-INF/signatures.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}),
        lambda: packed(**{"plan.pdf": OURS, "META-INF/signatures.xml": b"<a"}),
    ],
    ids=[
        "two of a name",
        "too many",
        "a bomb",
        "cut",
        "packed in a way that asks for memory",
        "a document type",
        "no XML",
    ],
)
def test_a_container_that_cannot_be_trusted_is_refused(make) -> None:
    """Before it is unpacked."""
    with pytest.raises((ValueError, zipfile.BadZipFile)):
        in_zip(make(), OURS)


@pytest.mark.parametrize(
    ("limit", "least"),
    [("MOST_ENTRIES", 3), ("MOST_BYTES", 1000 + len(OURS)), ("MOST_RATIO", 2)],
    ids=["entries", "bytes", "how densely it is packed"],
)
def test_a_container_may_have_as_much_as_the_limit_and_no_more(
    monkeypatch: pytest.MonkeyPatch, limit: str, least: int
) -> None:
    """Three entries, of which the largest is packed to less than a kilobyte and counts as one."""
    held = packed(**{"plan.pdf": OURS, "tekst": b"\0" * (1000 if limit == "MOST_BYTES" else 2000), "tom": b""})

    monkeypatch.setattr(containers, limit, least)
    assert in_zip(held, OURS) == Found("plan.pdf", is_named=False, is_whole=False)
    monkeypatch.setattr(containers, limit, least - 1)
    with pytest.raises(ValueError, match="too"):
        in_zip(held, OURS)


def test_the_xml_around_a_file_may_be_as_large_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """And one byte more is refused before it is read."""
    monkeypatch.setattr(containers, "MOST_BYTES", len(signature("plan.pdf")))
    assert in_xml(signature("plan.pdf"), OURS) == Found("plan.pdf", True)
    with pytest.raises(ValueError, match="size"):
        in_xml(signature("plan.pdf") + b" ", OURS)


def test_a_signature_beside_the_file_names_it() -> None:
    """By its digest."""
    assert Found("plan.pdf", True) == in_xml(signature("plan.pdf"), OURS)


@pytest.mark.parametrize(("uri", "is_named"), [("#doc", True), ("", True), ("#andet", False)])
def test_a_signature_around_the_file_names_its_element(uri: str, is_named: bool) -> None:
    """The element itself or what it stands in."""
    inner = f'<ds:Object Id="doc">{base64.b64encode(OURS).decode()}</ds:Object>'

    assert Found("Object", is_named) == in_xml(signature(uri, "AAAA", inner), OURS)


def test_a_signature_of_something_else_is_not_ours() -> None:
    """Whatever it is called."""
    assert in_xml(signature("plan.pdf", mark(b"andet")), OURS) is None


@pytest.mark.parametrize("xml", [b"<a/>", b"hej", b"", b"<!DOCTYPE a><a/>"])
def test_what_is_no_signature_is_refused(xml: bytes) -> None:
    """A clear failure."""
    with pytest.raises(ValueError, match=r".+"):
        in_xml(xml, OURS)
