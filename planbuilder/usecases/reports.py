"""What was found, under stable names for programs, with its words in one language.

In: a verdict, evidence, or a version made again. Out: data, and a finding in words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from planbuilder import codes, drive
from planbuilder.approval.sealing import Recomputed
from planbuilder.approval.signatures import Unproven
from planbuilder.errors import VerificationFailed, problem
from planbuilder.language import Language
from planbuilder.record import record
from planbuilder.signing.evidence import Evidence
from planbuilder.signing.model import Finding, Verdict

# Findings that name several things which have words of their own.
NAMED = {"metadata_changed": "verdict.fact", "action_added": "verdict.action"}


@record
class Remade:
    """A version made again: what differs, and whether the version notes what made it the first time."""

    result: Recomputed
    has_tools: bool


def finding_text(language: Language, one: Finding) -> str:
    """A finding in words; technical details are left to programs."""
    values = dict(one.values)
    if one.code in NAMED:
        keys = (f"{NAMED[one.code]}.{name}" for name in values["names"].split(", "))
        words = dict.fromkeys(language.text(key) if language.has(key) else key.rpartition(".")[2] for key in keys)
        values["names"] = language.sentence_list(words)
    return language.text(f"verdict.finding.{one.code}", field=one.field, **values)


def verdict_data(found: Verdict, language: Language) -> dict[str, object]:
    """A verdict under stable names."""
    grounds = found.grounds
    return {
        "state": found.state,
        "sha256": found.digest,
        "configuration": drive.legible(grounds.file) or None,
        "roots": list(grounds.trusted),
        "rests_on": [{"subject": root.subject, "sha256": root.fingerprint} for root in grounds.roots],
        "held_against": {"base": grounds.base, "digest": grounds.digest, "signers": grounds.signers},
        "signatures": [
            {
                "field": one.field,
                "name": one.name,
                "role": one.role,
                "time": one.time.isoformat() if one.time else None,
                "time_is_proven": one.time_is_proven,
                "level": one.level,
                "identity_rests_on": one.basis,
                "certificate_sha256": one.fingerprint,
                "findings": [_finding_data(finding, language) for finding in one.findings],
            }
            for one in found.signatures
        ],
        "findings": [_finding_data(one, language) for one in found.findings],
    }


def evidence_data(found: Evidence, language: Language) -> dict[str, object]:
    """Evidence under stable names."""
    return {
        "kind": found.kind,
        "holds": found.holds,
        "needs_confirmation": found.needs_confirmation,
        "without_attachment": found.rendition,
        "place": found.place,
        "reasons": [_finding_data(one, language) for one in found.reasons],
        "verdict": verdict_data(found.verdict, language) if found.verdict else None,
    }


def _finding_data(one: Finding, language: Language) -> dict[str, object]:
    text = finding_text(language, one)
    return {"code": one.code, "severity": one.severity, "field": one.field, "values": dict(one.values), "message": text}


def verdict_report(found: Verdict | None, language: Language, now: datetime) -> bytes:
    """The verdict on a version's signatures as it is archived with the version; empty without one."""
    if found is None:
        return b""
    data = {"schema": "planbuilder.verdict/1", "at": now.isoformat(timespec="seconds"), **verdict_data(found, language)}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def recomputed_text(made: Remade, language: Language) -> str:
    """What came of making a version again, in words."""
    again = made.result
    if not again.holds:
        return language.text("approval.differs", names=", ".join((*again.figures, *again.documents)))
    if not again.documents:
        return language.text("approval.recomputed_bytes")
    if not made.has_tools:
        return language.text("approval.recomputed_unnoted")
    return language.text("approval.recomputed_tools", tools=language.sentence_list(again.other_tools))


@contextmanager
def proving(language: Language, code: codes.Code, **values: object) -> Iterator[None]:
    """Tell why a file does not prove that a version was signed, as a problem with a code; raises VerificationFailed."""
    try:
        yield
    except Unproven as error:
        raise VerificationFailed([problem(code, reason=_objections(language, error.found), **values)]) from error


def _objections(language: Language, found: Evidence) -> str:
    """What prevents it, in one sentence after the other."""
    told = [*found.reasons, *(found.verdict.all_findings if found.verdict else ())]
    wrong = dict.fromkeys(finding_text(language, one) for one in told if one.severity == "error")
    return " ".join(wrong) or language.text(f"evidence.{'answer' if found.is_unchecked else 'confirm'}")
