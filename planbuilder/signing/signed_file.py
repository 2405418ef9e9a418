"""A signed PDF, opened once for all rules that look at it.

In: its bytes, what is expected of it, whom we trust, and the moment. Out: `Examined`, with a `Seal` for each
signature. Reading a hostile file may raise anything; `verdict` is where that ends.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from planbuilder.record import record
from planbuilder.signing.assess import Assessment, assess
from planbuilder.signing.certificate import Certificate, certificate
from planbuilder.signing.fields import Field, fields
from planbuilder.signing.growth import GROWTH
from planbuilder.signing.layout import Layout
from planbuilder.signing.model import Expectation, FieldRule
from planbuilder.signing.reading import Reader
from planbuilder.signing.trust import Trust

# Clocks of signers and servers may differ from ours by as much.
DRIFT = timedelta(minutes=5)
# The zone farthest from UTC in use is UTC+14 (Line Islands).
FARTHEST_ZONE = timedelta(hours=14)


@record
class Seal:
    """One signature of a person: what pyHanko read, what it proves, whose it is and whose it ought to be.

    `rule` is the rule of its field; for a field that a service added, the rule of the person who signed there.
    """

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
        """When the signer says to have signed; a time without a zone is taken for UTC."""
        found = self.embedded.self_reported_timestamp
        if not isinstance(found, datetime):
            return None
        return found if found.tzinfo else found.replace(tzinfo=UTC)

    @property
    def drift(self) -> timedelta:
        """How far that may be from the true time: a clock's error, and a zone that is not given."""
        found = self.embedded.self_reported_timestamp
        return DRIFT if getattr(found, "tzinfo", None) else FARTHEST_ZONE + DRIFT


class Examined:
    """The file as its rules see it.

    pyHanko reads it to the letter, or, if that is `lenient`, as other programs do: its letter refuses files that are
    right, such as those of EU DSS, which gives a table's number to the next one.
    """

    def __init__(
        self, pdf: bytes, layout: Layout, expected: Expectation, trust: Trust, now: datetime, lenient: bool = False
    ) -> None:
        self.pdf, self.layout, self.expected, self.trust, self.now = pdf, layout, expected, trust, now
        self.lenient = lenient
        self.reader = self._read(pdf)

    def _read(self, pdf: bytes) -> Reader:
        return Reader(pdf, strict=not self.lenient)

    @cached_property
    def grows_from_base(self) -> bool:
        """Whether the file begins with the whole base; True if no base is known."""
        return self.expected.base is None or self.pdf.startswith(self.expected.base)

    @cached_property
    def base(self) -> Reader:
        """The unsigned file it grew from: the one expected, else its own first revision."""
        return self._read(self.base_bytes)

    @cached_property
    def base_bytes(self) -> bytes:
        """The bytes of that file."""
        # Where it did not grow from the base, comparing with that would list everything: its own first revision is
        # held to.
        given = self.expected.base
        return given if given and self.grows_from_base else self.pdf[: self.layout.first_end]

    @cached_property
    def before(self) -> int:
        """The number of the last revision of the base within the file."""
        # Revisions are counted from 0, and a base may itself have several: a file that was signed elsewhere before.
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
        return tuple(map(self._seal, self.reader.embedded_regular_signatures))

    def _seal(self, embedded: Any) -> Seal:
        # Computed before it is assessed: `assess` reads the coverage and the changes from the same object.
        embedded.compute_integrity_info(diff_policy=GROWTH)
        found, name, rules = certificate(embedded.signer_cert), str(embedded.field_name), self.expected.fields
        own = [rule for rule in rules if rule.field == name]
        # In a field of ours only its own person counts; in one that a service added, any person who must sign.
        others = [] if name in fields(self.base) else [rule for rule in rules if rule.is_met_by(found)]
        return Seal(embedded, assess(embedded, self.trust, self.now), found, next(iter(own + others), None))
