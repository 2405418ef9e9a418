"""Our own verdict on a signed PDF, on top of what pyHanko finds.

In: the bytes, what is expected of them, whom we trust, and the moment. Out: a `Verdict`. It is "verified" only if every
rule was asked and none objects.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from planbuilder.files import digest
from planbuilder.signing.examined import Examined, Seal
from planbuilder.signing.file_rules import FILE_RULES
from planbuilder.signing.model import Expectation, Finding, Signed, Verdict
from planbuilder.signing.signature_rules import SIGNATURE_RULES, basis
from planbuilder.signing.trust import Trust

LIBRARIES = ("pyhanko", "pyhanko_certvalidator")


def verdict(pdf: bytes, expected: Expectation, trust: Trust, now: datetime) -> Verdict:
    """What is found of a signed PDF at a moment; never raises, whatever the file is."""
    mark, roots = digest(pdf), trust.marks
    try:
        with _quiet():
            examined = Examined(pdf, expected, trust, now)
            signatures = tuple(_signed(examined, seal) for seal in examined.seals)
            found = tuple(one for rule in FILE_RULES for one in rule(examined))
    except Exception as error:  # noqa: BLE001 - a hostile file can make a parser raise anything: it is not verified
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        return Verdict((), (Finding("not_examined", values={"reason": reason}),), mark, roots)
    return Verdict(signatures, found, mark, roots)


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


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep libraries from telling on standard error what the verdict tells."""
    loggers = [logging.getLogger(name) for name in LIBRARIES]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
