"""Our own verdict on a signed PDF, on top of what pyHanko finds.

In: the bytes, what is expected of them, whom we trust, and the moment. Out: a `Verdict`. It is "verified" only if every
rule was asked and none objects.
"""

from __future__ import annotations

from datetime import datetime

from planbuilder.files import digest
from planbuilder.hostile import attempt
from planbuilder.signing.examined import Examined, Seal
from planbuilder.signing.file_rules import FILE_RULES
from planbuilder.signing.model import Expectation, Finding, Signed, Verdict
from planbuilder.signing.signature_rules import SIGNATURE_RULES, basis
from planbuilder.signing.trust import Trust


def verdict(pdf: bytes, expected: Expectation, trust: Trust, now: datetime) -> Verdict:
    """What is found of a signed PDF at a moment; never raises, whatever the file is."""
    mark, roots = digest(pdf), trust.marks

    def examine() -> Verdict:
        examined = Examined(pdf, expected, trust, now)
        signatures = tuple(_signed(examined, seal) for seal in examined.seals)
        found = tuple(one for rule in FILE_RULES for one in rule(examined))
        return Verdict(signatures, found, mark, roots)

    return attempt(
        examine, lambda reason: Verdict((), (Finding("not_examined", values={"reason": reason}),), mark, roots)
    )


def _signed(examined: Examined, seal: Seal) -> Signed:
    findings = tuple(found for rule in SIGNATURE_RULES for found in rule(examined, seal))
    fails = any(found.severity == "error" for found in findings)
    return Signed(
        field=seal.field,
        name=seal.certificate.name,
        role=seal.rule.role if seal.rule else "",
        time=seal.assessment.proven or seal.claimed,
        time_is_proven=seal.assessment.proven is not None,
        level=None if fails else seal.assessment.level,
        basis=basis(seal),
        fingerprint=seal.certificate.fingerprint,
        findings=findings,
    )
