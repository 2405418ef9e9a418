"""A small municipality to test signing in: its root, three signers, a timestamp authority, and a document to sign.

Keys are made once in each process; certificates are valid around the moment of the test run, for signing itself has no
other clock than the machine's.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.stamp.noop import NoOpStampStyle

from planbuilder import look
from planbuilder.document.model import Paragraph, Signature, plain
from planbuilder.record import replace
from planbuilder.signing.certificate import Identity
from planbuilder.signing.fields import expectation
from planbuilder.signing.model import Expectation, Level, Verdict
from planbuilder.signing.sign import Means, field_for, signed
from planbuilder.signing.trial_certificates import Authority, Issued
from planbuilder.signing.trust import Trust
from planbuilder.signing.verdict import verdict
from planbuilder.writers.pdf import render
from tests.writers import samples

NOW = datetime.now(UTC).replace(microsecond=0)
YEAR = timedelta(days=365)
NAMES = {"P1": "Åse Ærø", "P2": "Bo Holm", "P3": "Cilla Dam"}
PLAN = """\
format: planbuilder.plan/1
plan_id: p
title: Prøve
price_base: 2026
first_year: 2027
horizon: 3
people: {P1: {name: Åse Ærø, role: direktør}, P2: {name: Bo Holm, role: leder}, P3: {name: Cilla Dam}}
signers: [P1, P2, P3]
"""
LABELS = ("Underskrift", "Navn", "Dato")


def now() -> datetime:
    """The moment of a verdict; what was signed in this run is never of the future, however long the run takes."""
    return datetime.now(UTC)


@cache
def key() -> rsa.RSAPrivateKey:
    """The one RSA key of the process: making one costs more than a signature."""
    return rsa.generate_private_key(65537, 2048)


@cache
def authority(name: str = "Root") -> Authority:
    return Authority(NOW, name)


@cache
def people() -> tuple[Issued, ...]:
    return tuple(authority().issue(name) for name in NAMES.values())


@cache
def timestamps():
    return authority().timestamps(key=key())


@cache
def trust() -> Trust:
    return authority().trust()


def timestamps_of(issued: Issued) -> DummyTimeStamper:
    return DummyTimeStamper(issued.parsed, issued.private())


def means() -> Means:
    return Means(trust(), timestamps())


@cache
def base(plan: str = PLAN, signers: int = 3) -> bytes:
    """An unsigned document of ours with a field for each signer."""
    blocks = [Signature(id, name, "", LABELS) for id, name in list(NAMES.items())[:signers]]
    document = samples.document(Paragraph(plain("Vi gør det her.")), *blocks)
    return render(replace(document, source=plan), look.load())


@cache
def expected() -> Expectation:
    return expectation(base(), base())


def sign(pdf: bytes, who: Issued | Identity, level: Level = "b-b", by: Means | None = None) -> bytes:
    identity = who.identity() if isinstance(who, Issued) else who
    return signed(pdf, field_for(pdf), identity, level, by or means(), NOW)


def sign_all(pdf: bytes, who: Iterable[Issued], level: Level = "b-b", by: Means | None = None) -> bytes:
    for one in who:
        pdf = sign(pdf, one, level, by)
    return pdf


def good(level: Level = "b-b", count: int = 3) -> bytes:
    """The document signed by the first so many, each in turn."""
    return _good(level, count)


@cache
def _good(level: Level, count: int) -> bytes:
    return sign(_good(level, count - 1), people()[count - 1], level) if count else base()


def judge(
    pdf: bytes, wanted: Expectation | None = None, by: Trust | None = None, at: datetime | None = None
) -> Verdict:
    return verdict(pdf, wanted or expected(), by or trust(), at or now())


def errors(found: Verdict) -> dict[str, str]:
    """The errors of a verdict: code and the field it is about."""
    return {one.code: one.field for one in found.all_findings if one.severity == "error"}


def codes(found: Verdict, severity: str = "error") -> list[str]:
    return sorted({one.code for one in found.all_findings if one.severity == severity})


def appended(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with one more revision, as an attacker would write it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def _first_page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    node = writer.root["/Pages"]
    while "/Kids" in node:
        node = node["/Kids"][0].get_object()
    return node


def _named(**entries: object) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{name}"): value for name, value in entries.items()})


def _numbers(*values: int) -> generic.ArrayObject:
    return generic.ArrayObject(map(generic.NumberObject, values))


def other_content(writer: IncrementalPdfFileWriter) -> None:
    """A: what the first page shows is replaced."""
    page = _first_page(writer)
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)


def note_on_top(writer: IncrementalPdfFileWriter) -> None:
    """B: a note is laid over the first page."""
    page = _first_page(writer)
    kind, text = pdf_name("/FreeText"), generic.pdf_string("og hundrede millioner")
    note = _named(Type=pdf_name("/Annot"), Subtype=kind, Rect=_numbers(0, 0, 100, 100), Contents=text)
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(note)])
    writer.update_container(page)


def other_appearance(writer: IncrementalPdfFileWriter) -> None:
    """C: a field that is signed looks otherwise."""
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    kinds = {"Type": pdf_name("/XObject"), "Subtype": pdf_name("/Form"), "BBox": _numbers(0, 0, 9, 9)}
    stream = generic.StreamObject(dict_data=_named(**kinds), stream_data=b"0 0 9 9 re f")
    field["/AP"] = _named(N=writer.add_object(stream))
    writer.update_container(field)


def other_structure(writer: IncrementalPdfFileWriter) -> None:
    """D: what is read aloud is changed."""
    tree = writer.root["/StructTreeRoot"]
    tree["/X"] = generic.pdf_string("y")
    writer.update_container(tree)


def other_metadata(writer: IncrementalPdfFileWriter) -> None:
    """E: title, language and the standards it follows are replaced."""
    kinds = _named(Type=pdf_name("/Metadata"), Subtype=pdf_name("/XML"))
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'
    writer.root["/Metadata"] = writer.add_object(generic.StreamObject(dict_data=kinds, stream_data=xmp))
    writer.update_root()


def one_more_field(writer: IncrementalPdfFileWriter) -> None:
    """F: a field that covers the page, waiting for somebody to sign in it."""
    fields.append_signature_field(writer, fields.SigFieldSpec("ekstra", box=(0, 0, 500, 700)))


def own_field(
    pdf: bytes, who: Issued, name: str = "Seal", box: tuple[int, ...] | None = None, timestamper=None, **metadata
) -> bytes:
    """Signed as a service signs: in a field of its own."""
    output = io.BytesIO()
    spec = fields.SigFieldSpec(name, box=box)
    settings = {"subfilter": fields.SigSeedSubFilter.PADES, **metadata}
    signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name=name, **settings),
        signer=who.identity().signer,
        timestamper=timestamper,
        stamp_style=NoOpStampStyle(),
        new_field_spec=spec,
    ).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=output)
    return output.getvalue()


def opened(pdf: bytes) -> PdfFileReader:
    return PdfFileReader(io.BytesIO(pdf))


def pdf_of(change: Callable[..., None], source: bytes) -> bytes:
    """The file written anew after a change, as a service does it."""
    import pikepdf

    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(source)) as pdf:
        change(pdf)
        pdf.save(output)
    return output.getvalue()
