"""A verdict in words, for people, and under stable names, for programs.

In: a verdict or evidence. Out: lines of text, or data.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from planbuilder import codes, drive
from planbuilder.approval.signatures import Unproven
from planbuilder.cli.output import result
from planbuilder.configuration import places
from planbuilder.errors import VerificationFailed, problem
from planbuilder.language import Language
from planbuilder.signing.evidence import Evidence
from planbuilder.signing.model import Finding, Grounds, Signed, Verdict

# Findings that name several things which have words of their own.
NAMED = {"metadata_changed": "verdict.fact", "action_added": "verdict.action"}


def show_found(language: Language, found: Verdict, file: str) -> None:
    """Show a verdict on a file to people."""
    for line in verdict_lines(language, found, file):
        result(line)


def verdict_lines(language: Language, found: Verdict, file: str) -> Iterator[str]:
    """A verdict: what it is, what it rests on, and everything that was found."""
    yield language.text(f"verdict.state.{found.state}", file=file)
    yield from (f"  {line}" for line in _grounds(language, found.grounds))
    for one in found.signatures:
        yield f"  {_signature(language, one)}"
        yield from (_line(language, finding, "    ") for finding in one.findings)
    yield from (_line(language, finding, "  ") for finding in found.findings)
    yield f"  {language.text('verdict.digest', digest=found.digest)}"


def _grounds(language: Language, grounds: Grounds) -> Iterator[str]:
    """Whom the verdict rests on, by whose word, and what the file was held against."""
    for root in grounds.roots:
        told = {"subject": root.subject, "fingerprint": root.fingerprint, "file": grounds.file}
        yield language.text("verdict.trust.root", **told)
    if not grounds.roots:
        key = "unused" if grounds.trusted else "nobody" if grounds.file else "none"
        looked = language.sentence_list(str(place) for place in places(os.environ))
        yield language.text(f"verdict.trust.{key}", file=grounds.file, places=looked)
    known = {"digest": grounds.digest, "signers": grounds.signers}
    against = ["base" if grounds.base else "no_base", *(part for part, is_known in known.items() if is_known)]
    parts = language.sentence_list(language.text(f"verdict.against.{part}") for part in against)
    yield language.text("verdict.against.all", parts=parts)


def evidence_lines(language: Language, found: Evidence, file: str) -> Iterator[str]:
    """What a file that was signed elsewhere proves, and the verdict on its signatures."""
    yield language.text(f"evidence.kind.{'unchecked' if found.is_unchecked else found.kind}", file=file)
    if found.place:
        yield f"  {language.text('evidence.place', place=found.place)}"
    if found.rendition:
        yield f"  {language.text('evidence.rendition')}"
    yield from (_line(language, one, "  ") for one in found.reasons)
    if found.needs_confirmation:
        yield f"  {language.text('evidence.answer' if found.is_unchecked else 'evidence.confirm')}"
    if found.verdict is not None:
        yield from verdict_lines(language, found.verdict, file)


@contextmanager
def proving(language: Language, code: codes.Code, **values: object) -> Iterator[None]:
    """Tell why a file does not prove that a version was signed, as a problem with a code; raises VerificationFailed."""
    try:
        yield
    except Unproven as error:
        raise VerificationFailed([problem(code, reason=_objections(language, error.found), **values)]) from error


def _objections(language: Language, found: Evidence) -> str:
    """What stands in the way, in one sentence after the other."""
    told = [*found.reasons, *(found.verdict.all_findings if found.verdict else ())]
    wrong = dict.fromkeys(finding_text(language, one) for one in told if one.severity == "error")
    return " ".join(wrong) or language.text(f"evidence.{'answer' if found.is_unchecked else 'confirm'}")


def _signature(language: Language, one: Signed) -> str:
    role = f", {one.role}" if one.role else ""
    time = one.time.astimezone().strftime("%Y-%m-%d %H:%M:%S %z") if one.time else "–"
    proven = language.text(f"verdict.time.{'proven' if one.time_is_proven else 'claimed'}", time=time)
    level = language.text(f"verdict.level.{'reached' if one.level else 'none'}", level=(one.level or "").upper())
    return f"{one.field}: {one.name}{role}. {proven} {level} {language.text(f'verdict.basis.{one.basis}')}"


def _line(language: Language, one: Finding, indent: str) -> str:
    return f"{indent}{language.text(f'cli.{one.severity}')}: {finding_text(language, one)}"


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
