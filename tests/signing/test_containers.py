"""Our file is found where a service put it, only to the last byte, and only where a signature names it."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile

import pikepdf
import pytest

from planbuilder.signing.containers import MOST_ENTRIES, Found, in_pdf, in_xml, in_zip

OURS = b"%PDF-1.7 vores fil" * 20
SHA = "http://www.w3.org/2001/04/xmlenc#sha256"
ASIC = "http://uri.etsi.org/02918/v1.2.1#"


def mark(data: bytes = OURS) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


def signature(uri: str, digest: str = mark(), inner: str = "") -> bytes:
    return (
        f'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:Reference URI="{uri}">'
        f'<ds:DigestMethod Algorithm="{SHA}"/><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>'
        f"{inner}</ds:Signature>"
    ).encode()


def manifest(uri: str) -> bytes:
    return (
        f'<a:ASiCManifest xmlns:a="{ASIC}" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'
        f'<a:DataObjectReference URI="{uri}">'
        f'<ds:DigestMethod Algorithm="{SHA}"/><ds:DigestValue>{mark()}</ds:DigestValue></a:DataObjectReference>'
        "</a:ASiCManifest>"
    ).encode()


def packed(**entries: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
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


@pytest.mark.parametrize("list", [signature("plan.pdf"), manifest("plan.pdf"), signature("./plan.pdf")])
def test_an_entry_that_a_signature_names_is_found(list: bytes) -> None:
    """A signature in XML, or the manifest of another kind."""
    found = in_zip(packed(**{"plan.pdf": OURS, "META-INF/signatures.xml": list}), OURS)

    assert Found("plan.pdf", True) == found


@pytest.mark.parametrize("list", [signature("andet.pdf"), signature("plan.pdf", mark(b"andet")), b"<a/>"])
def test_an_entry_that_no_signature_names_is_told_apart(list: bytes) -> None:
    """It lies there, but nobody signed it."""
    found = in_zip(packed(**{"plan.pdf": OURS, "META-INF/signatures.xml": list}), OURS)

    assert Found("plan.pdf", False) == found


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
        lambda: packed(**{"plan.pdf": OURS, "META-INF/signatures.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}),
        lambda: packed(**{"plan.pdf": OURS, "META-INF/signatures.xml": b"<a"}),
    ],
    ids=["two of a name", "too many", "a bomb", "cut", "a document type", "no XML"],
)
def test_a_container_that_cannot_be_trusted_is_refused(make) -> None:
    """Before it is unpacked."""
    with pytest.raises((ValueError, zipfile.BadZipFile)):
        in_zip(make(), OURS)


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
