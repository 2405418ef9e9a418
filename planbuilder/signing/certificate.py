"""What a certificate says of whom it was issued to, and whether that is the person meant.

In: a certificate. Out: `Certificate` or `Root`, plain values. A name in a certificate is what its issuer checked, not
more: two people may share it, which is why a verdict says what the identity rests on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from planbuilder.record import record

Basis = Literal["certificate", "name", "nothing"]


@record
class Certificate:
    """Name, other names, serial number of the person, fingerprint (SHA-256), and from when to when it holds."""

    name: str
    names: tuple[str, ...]
    person: str
    fingerprint: str
    start: datetime
    end: datetime

    def holds_at(self, moment: datetime) -> bool:
        """Whether it holds at a moment."""
        return self.start <= moment <= self.end

    def is_named(self, name: str) -> bool:
        """Whether it names somebody so, whatever the case and the spaces."""
        return bool(folded(name)) and folded(name) in map(folded, self.names)

    def is_pinned(self, mark: str) -> bool:
        """Whether a mark is its fingerprint or the serial number of its person."""
        wanted = mark.replace(":", "").replace(" ", "").casefold()
        return bool(wanted) and wanted in (self.fingerprint, self.person.replace(" ", "").casefold())


@record
class Root:
    """A certificate that somebody chose to trust: whose it is, and its fingerprint (SHA-256)."""

    subject: str
    fingerprint: str


# The short names of RFC 4514 and ITU-T X.520, as browsers and certificate stores show them.
PARTS = {
    "common_name": "CN",
    "organization_name": "O",
    "organizational_unit_name": "OU",
    "country_name": "C",
    "locality_name": "L",
    "serial_number": "serialNumber",
    "organization_identifier": "organizationIdentifier",
}


def root(found: Any) -> Root:
    """The facts of a certificate that is trusted; its name as RFC 4514 writes it, the nearest part first."""
    parts = ((PARTS.get(kind, kind), text) for kind, text in reversed(found.subject.native.items()))
    told = ", ".join(f"{kind}={one}" for kind, text in parts for one in (text if isinstance(text, list) else [text]))
    return Root(told, found.sha256.hex())


def certificate(found: Any) -> Certificate:
    """The facts of a certificate."""
    subject: Mapping[str, Any] = found.subject.native
    given = " ".join(_texts(subject, "given_name") + _texts(subject, "surname"))
    names = tuple(name for name in (*_texts(subject, "common_name"), given, *_mails(found)) if name)
    return Certificate(
        name=names[0] if names else found.subject.human_friendly,
        names=names,
        person=next(iter(_texts(subject, "serial_number")), ""),
        fingerprint=found.sha256.hex(),
        start=found.not_valid_before,
        end=found.not_valid_after,
    )


def _texts(subject: Mapping[str, Any], name: str) -> list[str]:
    value = subject.get(name)
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one]


def _mails(found: Any) -> list[str]:
    alternative = found.subject_alt_name_value
    return [str(one.native) for one in alternative or () if one.name == "rfc822_name"]


def folded(name: str) -> str:
    """A name as it is compared."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
