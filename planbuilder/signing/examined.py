"""A signed PDF, opened once for all rules that look at it.

In: its bytes, what is expected of it, whom we trust, and the moment. Out: `Examined`, with a `Seal` for each
signature. Reading a hostile file may raise anything; `verdict` is where that ends.
"""

from __future__ import annotations

import io
import re
from datetime import datetime
from functools import cached_property
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from planbuilder.record import record
from planbuilder.signing.assess import Assessment, assess
from planbuilder.signing.certificate import Certificate, certificate
from planbuilder.signing.model import Expectation, FieldRule
from planbuilder.signing.trust import Trust

END = re.compile(rb"%%EOF[ ]?(\r\n|\n|\r)?")
TIMESTAMP = "/DocTimeStamp"


@record
class Seal:
    """One signature of a person: what pyHanko read, what it proves, whose it is and whose it ought to be."""

    embedded: Any
    assessment: Assessment
    certificate: Certificate
    rule: FieldRule | None

    @property
    def field(self) -> str:
        """The name of its field."""
        return str(self.embedded.field_name)

    @property
    def claimed(self) -> datetime | None:
        """When the signer says to have signed."""
        found = self.embedded.self_reported_timestamp
        return found if isinstance(found, datetime) else None


class Field:
    """A field to sign in: whether it is signed, whether that is an archive timestamp, and whether it can be seen."""

    def __init__(self, value: Any, field: Any) -> None:
        widget, signature = field.get_object(), value.get_object() if value is not None else None
        left, bottom, right, top = (float(edge) for edge in widget.get("/Rect", (0, 0, 0, 0)))
        self.is_signed = signature is not None
        self.is_timestamp = signature is not None and signature.get("/Type") == TIMESTAMP
        self.is_seen = left != right and bottom != top


class Examined:
    """The file as its rules see it."""

    def __init__(self, pdf: bytes, expected: Expectation, trust: Trust, now: datetime) -> None:
        self.pdf, self.expected, self.trust, self.now = pdf, expected, trust, now
        self.reader = PdfFileReader(io.BytesIO(pdf), strict=True)
        if self.reader.encrypted:
            raise ValueError("encrypted")

    @cached_property
    def grows_from_base(self) -> bool:
        """Whether the file begins with the whole base; True if no base is known."""
        return self.expected.base is None or self.pdf.startswith(self.expected.base)

    @cached_property
    def base(self) -> PdfFileReader:
        """The unsigned file it grew from: the one expected, else its own first revision."""
        given = self.expected.base
        return PdfFileReader(io.BytesIO(given if given and self.grows_from_base else first_revision(self.reader)))

    @cached_property
    def before(self) -> int:
        """The number of the last revision of the base within the file."""
        return int(self.base.xrefs.total_revisions) - 1

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field to sign in."""
        return fields(self.reader)

    @cached_property
    def stamps(self) -> tuple[Any, ...]:
        """The archive timestamps, oldest first."""
        return tuple(self.reader.embedded_timestamp_signatures)

    @cached_property
    def seals(self) -> tuple[Seal, ...]:
        """The signatures of persons, oldest first."""
        rules = {rule.field: rule for rule in self.expected.fields}
        return tuple(self._seal(one, rules) for one in self.reader.embedded_regular_signatures)

    def _seal(self, embedded: Any, rules: dict[str, FieldRule]) -> Seal:
        embedded.compute_integrity_info()
        found = certificate(embedded.signer_cert)
        return Seal(embedded, assess(embedded, self.trust, self.now), found, rules.get(str(embedded.field_name)))


def fields(reader: PdfFileReader) -> dict[str, Field]:
    """Every field to sign in, in the order of the form."""
    return {str(name): Field(value, field) for name, value, field in enumerate_sig_fields(reader)}


def first_revision(reader: PdfFileReader) -> bytes:
    """The file as it was before anything was appended."""
    stream = reader.stream
    stream.seek(0)
    data = bytes(stream.read())
    found = END.search(data, int(reader.xrefs.get_xref_container_info(0).end_location))
    return data[: found.end()] if found else data
