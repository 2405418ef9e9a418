"""The rules for one signature: nothing was changed after it, it holds, in time, and the right person set it.

In: a signed PDF and one signature of it. Out: findings. One function is one rule, and `SIGNATURE_RULES` are all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation.status import SignatureCoverageLevel

from planbuilder.hostile import in_one_line
from planbuilder.signing.assess import OK
from planbuilder.signing.certificate import STRONG, Basis, unfit
from planbuilder.signing.model import Finding
from planbuilder.signing.signed_file import DRIFT, Examined, Seal

Rule = Callable[[Examined, Seal], Iterator[Finding]]
# Outcomes of the standard, in the words of our findings; expired and not yet valid are distinguished by the dates.
OUTCOMES: Mapping[str, str] = {
    "HASH_FAILURE": "changed_after_signing",
    "SIG_CRYPTO_FAILURE": "broken_signature",
    "FORMAT_FAILURE": "broken_signature",
    "REVOKED": "revoked",
    "REVOKED_NO_POE": "revoked",
    "REVOKED_CA_NO_POE": "revoked",
    "EXPIRED": "expired",
    "OUT_OF_BOUNDS_NO_POE": "expired",
    "OUT_OF_BOUNDS_NOT_REVOKED": "expired",
    "NOT_YET_VALID": "not_yet_valid",
    "NO_SIGNING_CERTIFICATE_FOUND": "untrusted",
    "NO_CERTIFICATE_CHAIN_FOUND": "untrusted",
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": "chain_not_shown",
    "CHAIN_CONSTRAINTS_FAILURE": "self_signed",
    "CRYPTO_CONSTRAINTS_FAILURE": "weak_algorithm",
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": "weak_algorithm",
    "TRY_LATER": "revocation_unknown",
    "REVOCATION_OUT_OF_BOUNDS_NO_POE": "revocation_unknown",
    "NO_POE": "time_not_proven",
}

# What cannot be said of an issuer while there are no trusted roots.
OF_TRUST = ("untrusted", "self_signed", "chain_not_shown")


def covers_its_revision(e: Examined, seal: Seal) -> Iterator[Finding]:
    """The signature covers everything that was in the file when it was set."""
    if seal.embedded.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        yield Finding("not_covering", field=seal.field)


def nothing_changed_after(e: Examined, seal: Seal) -> Iterator[Finding]:
    """What came later is what a signature allows: other signatures, or after the last one only their proof."""
    found = seal.embedded.diff_result
    if isinstance(found, SuspiciousModification):
        yield Finding("changed_after_signing", field=seal.field, values={"detail": in_one_line(found)})
    elif not seal.embedded.summarise_integrity_info()["docmdp_ok"]:
        yield Finding("changed_after_signing", field=seal.field, values={"detail": found.modification_level.name})


def holds(e: Examined, seal: Seal) -> Iterator[Finding]:
    """The signature is intact, and its certificate was valid and trusted when it was set."""
    outcome = seal.assessment.outcome
    if outcome == OK:
        return
    # The standard's names are for programs; an outcome that it gains one day still prevents the verdict.
    code = OUTCOMES.get(outcome, "not_valid")
    if code in ("expired", "chain_not_shown") and e.now < seal.certificate.start:
        code = "not_yet_valid"
    # Without lists the standard calls the whole chain not shown; what is missing is named, since it can be supplied.
    if code == "chain_not_shown" and e.trust.lacks_lists and is_led(e, seal):
        code = "revocation_list_missing"
    # Without roots nobody is untrusted: it was not judged, and the file rule `roots_are_set` says why.
    if code in OF_TRUST and not e.trust.roots:
        code = "not_judged"
    yield Finding(code, field=seal.field, values={"name": seal.certificate.name, "detail": outcome})


def is_led(e: Examined, seal: Seal) -> bool:
    """Whether a signature's certificate leads to a trusted root, whatever else is wrong with the signature."""
    return e.trust.vouches_for(seal.embedded.signer_cert, seal.embedded.other_embedded_certs)


def timestamps_hold(e: Examined, seal: Seal) -> Iterator[Finding]:
    """Timestamps come from an authority that is trusted; anybody can run a server of his own."""
    for code, outcome in (
        ("timestamp_untrusted", seal.assessment.stamp),
        ("archive_untrusted", seal.assessment.archive),
    ):
        if outcome not in (None, OK):
            yield Finding(code, field=seal.field, values={"detail": str(outcome)})
    if seal.assessment.archive_is_old:
        yield Finding("archive_old", "warning", seal.field)


def time_is_possible(e: Examined, seal: Seal) -> Iterator[Finding]:
    """A signature is not set in the future, nor before its certificate was issued."""
    for time, drift in ((seal.claimed, seal.drift), (seal.assessment.proven, DRIFT)):
        if time is None:
            continue
        # Both times are asked: a proven time in the future is as impossible as a claimed one.
        values = {"time": time.isoformat(timespec="seconds")}
        if time > e.now + drift:
            yield Finding("future_time", field=seal.field, values=values)
        if time < seal.certificate.start - drift:
            yield Finding("time_before_certificate", field=seal.field, values=values)


def hash_is_strong(e: Examined, seal: Seal) -> Iterator[Finding]:
    """What was signed cannot be exchanged for something else, as far as is known today."""
    found = str(seal.embedded.md_algorithm)
    # pyHanko's own policy may have objected already; one weakness is told once.
    if found not in STRONG and OUTCOMES.get(seal.assessment.outcome) != "weak_algorithm":
        yield Finding("weak_algorithm", field=seal.field, values={"detail": found})


def may_sign(e: Examined, seal: Seal) -> Iterator[Finding]:
    """The certificate was issued for signing, to an owner who does not issue others, and its key is strong."""
    for code in unfit(seal.embedded.signer_cert):
        yield Finding(code, field=seal.field, values={"name": seal.certificate.name})


def right_person(e: Examined, seal: Seal) -> Iterator[Finding]:
    """Who signed is who the plan names for the field; it is said what that rests on."""
    values = {"found": seal.certificate.name, "expected": seal.rule.name if seal.rule else ""}
    rests_on = basis(seal)
    if rests_on == "name":
        yield Finding("identity_by_name", "warning", seal.field, values)
    elif rests_on == "nothing" and (seal.rule is None or not (seal.rule.name or seal.rule.certificate)):
        yield Finding("identity_unknown", "warning", seal.field, values)
    elif rests_on == "nothing":
        # Signed in somebody else's field is a mistake that can be mended; signed by a stranger is not.
        own = next((rule.field for rule in e.expected.fields if rule.is_met_by(seal.certificate)), "")
        code = "wrong_field" if own else "wrong_signer"
        yield Finding(code, field=seal.field, values={**values, "own": own})


def basis(seal: Seal) -> Basis:
    """What shows that the right person signed: the certificate itself, its name only, or nothing."""
    if seal.rule is None or not seal.rule.is_met_by(seal.certificate):
        return "nothing"
    return "certificate" if seal.rule.certificate else "name"


SIGNATURE_RULES: tuple[Rule, ...] = (
    covers_its_revision,
    nothing_changed_after,
    holds,
    timestamps_hold,
    time_is_possible,
    hash_is_strong,
    may_sign,
    right_person,
)
