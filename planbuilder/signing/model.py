"""A verdict on a signed PDF, as values without words.

In: nothing. Out: the types. What a finding means in words is in the language files under `verdict.finding`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from planbuilder.codes import Severity
from planbuilder.configuration import Level
from planbuilder.record import field as made
from planbuilder.record import record
from planbuilder.signing.certificate import Basis, Certificate, Root

State = Literal["verified", "not_verified"]
LEVELS: tuple[Level, ...] = ("b-b", "b-t", "b-lt", "b-lta")


@record
class Finding:
    """One thing found: its code, whether it prevents the verdict (error) or is to be known (warning), and its facts.

    `field` is the signature it is about, empty if it is about the file.
    """

    code: str
    severity: Severity = "error"
    field: str = ""
    values: Mapping[str, str] = made(default_factory=dict)


@record
class FieldRule:
    """Who must sign in a field: name, role and id in the plan, and, where it is known, a mark of the certificate.

    The mark is a certificate's fingerprint (SHA-256, hexadecimal) or the serial number of its person.
    """

    field: str
    name: str = ""
    role: str = ""
    certificate: str = ""
    person: str = ""

    def is_met_by(self, found: Certificate) -> bool:
        """Whether a certificate is that of its person; a mark counts more than a name."""
        # Never both: a name that fits would else let a namesake sign where the plan says which certificate it must be.
        if self.certificate:
            return found.is_pinned(self.certificate)
        return bool(self.name) and found.is_named(self.name)


@record
class Expectation:
    """What a file must be: grown from `base`, with this digest, signed by these people in this order.

    `base` None and `digest` empty mean that they are not known. `digest` is SHA-256 or SHA-512 of the whole signed
    file. With `so_far`, signatures at the end of the order may still be missing.
    """

    base: bytes | None = None
    digest: str = ""
    fields: tuple[FieldRule, ...] = ()
    so_far: bool = False


@record
class Signed:
    """One signature: in which field, by whom, when, and how much it proves (`level` None if it does not hold).

    `time` is what a trusted timestamp proves, else what the signer says; `basis` is what the identity rests on.
    """

    field: str
    name: str
    role: str
    time: datetime | None
    time_is_proven: bool
    level: Level | None
    basis: Basis
    fingerprint: str
    findings: tuple[Finding, ...] = ()


@record
class Grounds:
    """What a verdict rests on, and what the file was held against.

    `file` is the configuration that says whom to trust, empty without any; `trusted` are the fingerprints of all whom
    it trusts, `roots` those of them that the signatures and timestamps that hold rest on. `base`, `digest` and
    `signers` say whether it was known which file was to be signed, which file came of it, and who was to sign.
    `led` says that a signer's certificate leads to one of them, even if no signature holds.
    """

    file: str = ""
    trusted: tuple[str, ...] = ()
    roots: tuple[Root, ...] = ()
    base: bool = False
    digest: bool = False
    signers: bool = False
    led: bool = False


@record
class Verdict:
    """The whole of it: verified only if nothing found is an error; `digest` is the SHA-256 of what was judged."""

    signatures: tuple[Signed, ...]
    findings: tuple[Finding, ...]
    digest: str
    grounds: Grounds = Grounds()

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """What was found of the file and of each signature."""
        return (*self.findings, *(found for one in self.signatures for found in one.findings))

    @property
    def state(self) -> State:
        """Whether it is verified."""
        return "not_verified" if any(one.severity == "error" for one in self.all_findings) else "verified"
