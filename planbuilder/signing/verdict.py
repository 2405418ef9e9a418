"""Our own verdict on a signed PDF, on top of what pyHanko finds.

In: the bytes, what is expected of them, whom we trust, and the moment. Out: a `Verdict`. It is "verified" only if every
rule was asked and none objects.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pyhanko.pdf_utils.misc import PdfStrictReadError

from planbuilder.files import digest
from planbuilder.hostile import attempt
from planbuilder.signing.certificate import Root
from planbuilder.signing.file_rules import FILE_RULES, broken, unexamined, wrong_bytes
from planbuilder.signing.layout import layout
from planbuilder.signing.model import Expectation, Finding, Grounds, Signed, Verdict
from planbuilder.signing.signature_rules import SIGNATURE_RULES, basis, is_led
from planbuilder.signing.signed_file import Examined, Seal
from planbuilder.signing.trust import Trust

# What ends the examination before it begins: two readers would not read the same file, or none can read it.
UNREADABLE = ("not_a_pdf", "encrypted", "hybrid")


def verdict(pdf: bytes, expected: Expectation, trust: Trust, now: datetime) -> Verdict:
    """What is found of a signed PDF at a moment; never raises, whatever the file is."""
    # Both of the very bytes that are judged, before a library sees them.
    mark, built = digest(pdf), layout(pdf)

    def without(*found: Finding) -> Verdict:
        # A file that cannot be read is still held against the digest and the base: that takes no reader.
        return Verdict((), (*wrong_bytes(pdf, expected), *found), mark, _grounds(expected, trust, ()))

    # Asked before anything is opened, and the first alone is named: what else is found would be found of another file.
    unreadable = tuple(Finding(fault.code) for fault in built.faults if fault.code in UNREADABLE)
    if unreadable:
        return without(unreadable[0])

    def examined(lenient: bool) -> Verdict:
        seen = Examined(pdf, built, expected, trust, now, lenient)
        signatures = tuple(_signed(seen, seal) for seal in seen.seals)
        found = tuple(one for rule in FILE_RULES for one in rule(seen))
        roots = {root for seal in seen.seals for root in seal.assessment.roots}
        # Where a signature holds, its root was found on the way; the chain is built again only where none does.
        led = bool(roots) or any(is_led(seen, seal) for seal in seen.seals)
        return Verdict(signatures, found, mark, _grounds(expected, trust, roots, led))

    def examine() -> Verdict:
        try:
            return examined(lenient=False)
        except PdfStrictReadError:
            if not built.is_whole:
                raise  # only where the layout is whole do two readers see the same file
            return examined(lenient=True)  # what a lenient reader might overlook, the layout has not

    return attempt(examine, lambda reason: without(*broken(built), unexamined(reason)))


def _grounds(expected: Expectation, trust: Trust, roots: Iterable[Root], led: bool = False) -> Grounds:
    """What the verdict rests on; a base that the file did not grow from was still what it was held against."""
    # In an order of its own: that of a set differs from run to run, and verdicts are kept and compared.
    known = tuple(sorted(set(roots), key=lambda root: (root.subject, root.fingerprint)))
    has_base, signers = expected.base is not None, any(rule.name or rule.certificate for rule in expected.fields)
    return Grounds(trust.file, trust.marks, known, has_base, bool(expected.digest), signers, led)


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
