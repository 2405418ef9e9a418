"""Signatures and timestamps, made: in a field of a PDF, on what is signed already, and of digests.

In: the bytes of a PDF, and who signs; or a digest. Out: the bytes of the signed PDF, or a timestamp token (RFC 3161). A
signed PDF begins with the bytes that went in; what is new is appended, once for each signer, and the file stays
PDF/UA-1 and PDF/A-3a.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from asn1crypto import cms
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.stamp import StaticStampStyle
from pyhanko.stamp.noop import NoOpStampStyle
from pyhanko_certvalidator.errors import PathError, ValidationError

from planbuilder import codes
from planbuilder.configuration import Level, TimestampServer
from planbuilder.errors import InputInvalid, UsageWrong, problem
from planbuilder.hostile import attempt, quiet
from planbuilder.record import record
from planbuilder.signing.certificate import Identity, unfit
from planbuilder.signing.fields import fields as fields_of
from planbuilder.signing.layout import layout
from planbuilder.signing.trust import Trust

HASH = "sha256"
# What is raised where a level asks for proof of the certificate and none leads to the roots.
UNPROVEN = (PathError, ValidationError)

UNFIT = {
    "not_for_signing": codes.CERTIFICATE_NOT_FOR_SIGNING,
    "other_purpose": codes.CERTIFICATE_FOR_OTHER_PURPOSE,
    "of_an_issuer": codes.CERTIFICATE_OF_AN_ISSUER,
    "weak_key": codes.WEAK_KEY,
}
Stamp = Callable[[bytes], bytes]
CheckToken = Callable[[bytes, bytes], bool]


@record
class Means:
    """What a signature is made with beside the key: whom we trust, and a source of timestamps if there is one."""

    trust: Trust = Trust()
    timestamps: Any = None


def timestamp_server(server: TimestampServer) -> Any:
    """What asks a server for timestamps; None if no server is set."""
    return HTTPTimeStamper(server.url, timeout=server.timeout) if server.url else None


def field_for(pdf: bytes, wanted: str = "") -> str:
    """The field to sign in: the first without a signature; raises UsageWrong if another is wanted or none is left."""
    states = field_states(pdf)
    if not states or (wanted and wanted not in states):
        raise UsageWrong([problem(codes.UNKNOWN_FIELD, name=wanted or "signature_1", known=", ".join(states) or "–")])
    free = [name for name, is_signed in states.items() if not is_signed]
    if not free or (wanted and wanted not in free):
        raise UsageWrong([problem(codes.FIELD_ALREADY_SIGNED, name=wanted or list(states)[-1])])
    # The order of the plan is proved by what each signature covers, and cannot be mended once somebody was passed
    # over.
    if wanted and wanted != free[0]:
        raise UsageWrong([problem(codes.FIELD_OUT_OF_ORDER, name=wanted, first=free[0])])
    return free[0]


def field_states(pdf: bytes) -> dict[str, bool]:
    """Every field to sign in, in the order of the form, and whether it is signed; raises InputInvalid."""

    def read() -> dict[str, bool]:
        return {name: one.is_signed for name, one in fields_of(PdfFileReader(io.BytesIO(pdf))).items()}

    def refuse(reason: str) -> dict[str, bool]:
        raise InputInvalid([problem(codes.PDF_UNUSABLE)])

    return attempt(read, refuse)


def signed(
    pdf: bytes,
    field: str,
    identity: Identity,
    level: Level,
    means: Means,
    now: datetime,
    reason: str = "",
    shown: bytes = b"",
) -> bytes:
    """The PDF with a signature in `field`; `shown` is a PDF page to be seen in the field, empty for its own frame.

    Raises UsageWrong if the certificate may not sign or the level asks for what `means` lacks, and InputInvalid
    if the file, the timestamp server or the certificate's proof does not allow it.
    """
    refuse_unfit(identity, level, means, now)  # before the field is used up
    if not layout(pdf).is_whole:
        raise InputInvalid([problem(codes.PDF_UNUSABLE)])  # another program would show another file than was signed
    # PAdES (ETSI EN 319 142-1): B-LT embeds revocation lists, B-LTA a document timestamp over them as well.
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm=HASH,
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=reason or None,
        validation_context=means.trust.context() if level in ("b-lt", "b-lta") else None,
        embed_validation_info=level in ("b-lt", "b-lta"),
        use_pades_lta=level == "b-lta",
    )

    def write(output: io.BytesIO) -> None:
        # Also where a server is set: B-B is the level without a timestamp, and asking would tell the server of the
        # signature.
        timestamper = None if level == "b-b" else means.timestamps
        with _style(shown) as style:
            signer = signers.PdfSigner(metadata, identity.signer, timestamper=timestamper, stamp_style=style)
            # Only in fields that are there: a misspelt name would else make a new field, which the verdict calls
            # foreign.
            signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=True, output=output)

    return _appended(write)


@contextmanager
def _style(shown: bytes) -> Iterator[Any]:
    """What is seen in the field: the frame it was made with, or a page; a stamp of pyHanko's own would not be PDF/A."""
    if not shown:
        # The appearance that the generator made stays, with embedded fonts as PDF/A wants them.
        yield NoOpStampStyle()
        return
    with TemporaryDirectory() as folder:  # pyHanko takes pages from files alone
        page = Path(folder) / "shown.pdf"
        page.write_bytes(shown)
        whole = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MID, Margins.uniform(1))
        yield StaticStampStyle.from_pdf_file(str(page), background_opacity=1, border_width=0, background_layout=whole)


def refuse_unfit(identity: Identity, level: Level, means: Means, now: datetime) -> None:
    """Raise UsageWrong if the certificate may not sign or does not hold now, or the level asks for what is not set."""
    if reasons := unfit(identity.signer.signing_cert):
        raise UsageWrong([problem(UNFIT[one], name=identity.certificate.name) for one in reasons])
    # B-B asks nothing of a certificate, so the field would be used up for a signature that no verdict accepts.
    if not identity.certificate.holds_at(now):
        start, end = identity.certificate.start.date(), identity.certificate.end.date()
        raise UsageWrong(
            [problem(codes.CERTIFICATE_NOT_VALID_NOW, name=identity.certificate.name, start=start, end=end)]
        )
    if level != "b-b" and means.timestamps is None:
        raise UsageWrong([problem(codes.LEVEL_WITHOUT_TIMESTAMP, level=level.upper())])
    # Both are written into the file: without roots there is no chain to prove, without lists no proof of revocation.
    if level in ("b-lt", "b-lta") and not (means.trust.roots and means.trust.revocation_lists):
        raise UsageWrong([problem(codes.LEVEL_WITHOUT_TRUST, level=level.upper())])


def renewed(pdf: bytes, means: Means) -> bytes:
    """The PDF with one more archive timestamp, and proof of the one before; raises as `signed` does.

    To be done before the certificate behind the latest timestamp runs out.
    """
    if means.timestamps is None or not means.trust.roots:
        raise UsageWrong([problem(codes.LEVEL_WITHOUT_TRUST, level="B-LTA")])
    stamper = signers.PdfTimeStamper(means.timestamps)

    def write(output: io.BytesIO) -> None:
        stamper.update_archival_timestamp_chain(
            PdfFileReader(io.BytesIO(pdf)), means.trust.context(), in_place=False, output=output
        )

    return _appended(write)


def _appended(write: Any) -> bytes:
    """What is written, or InputInvalid with the reason why nothing can be."""
    output = io.BytesIO()
    try:
        with quiet():
            write(output)
    except TimestampRequestError as error:
        raise InputInvalid([problem(codes.TIMESTAMP_SERVER_FAILED)]) from error
    except UNPROVEN as error:
        raise InputInvalid([problem(codes.CERTIFICATE_NOT_TRUSTED)]) from error
    except Exception as error:  # whatever a broken file makes the library raise
        # pyHanko wraps what it finds of a certificate's proof in errors of its own.
        if isinstance(error.__cause__, UNPROVEN):
            raise InputInvalid([problem(codes.CERTIFICATE_NOT_TRUSTED)]) from error
        raise InputInvalid([problem(codes.PDF_UNUSABLE)]) from error
    return output.getvalue()


def stamp_with(timestamps: Any) -> Stamp | None:
    """What gives a token (DER) for a SHA-256 digest; None without a source of timestamps."""
    if timestamps is None:
        return None

    def stamp(digest: bytes) -> bytes:
        """A token for a digest."""
        return bytes(asyncio.run(timestamps.async_timestamp(digest, HASH)).dump())

    return stamp


def check_with(trust: Trust) -> CheckToken | None:
    """What checks that a token is for a digest and from a trusted authority; None if there are no roots."""
    if not (trust.timestamp_roots or trust.roots):
        return None

    def check(token: bytes, digest: bytes) -> bool:
        """Whether a token is to be believed; whatever it is, this never raises."""
        return attempt(lambda: _holds(token, digest, trust), lambda _: False)

    return check


def _holds(token: bytes, digest: bytes, trust: Trust) -> bool:
    # Strict: bytes after the token would be kept with it, and are covered by nothing.
    signed = cms.ContentInfo.load(token, strict=True)["content"]
    found = asyncio.run(validate_tst_signed_data(signed, trust.context(), lambda _: digest))
    return bool(found["intact"] and found["valid"] and found.get("trust_problem_indic") is None)
