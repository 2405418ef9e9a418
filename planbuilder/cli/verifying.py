"""What `verify` and `sign import` do: judge a signed file, and tell it to people or programs.

In: what was typed. Out: the verdict, and exit code 5 unless it is "verified".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from planbuilder import files
from planbuilder.approval.signatures import TO_SIGN
from planbuilder.approval.store import open_version
from planbuilder.cli.output import result, result_json
from planbuilder.cli.settings import configured, trusted
from planbuilder.errors import InputInvalid, UsageWrong, VerificationFailed, problem
from planbuilder.language import Language
from planbuilder.signing.evidence import Evidence, evidence
from planbuilder.signing.expectation import expectation
from planbuilder.signing.model import Expectation, Finding, Signed, Verdict
from planbuilder.signing.verdict import verdict


def show_verdict(language: Language, given: Mapping[str, Any], now: datetime) -> int:
    """Show whether a signed PDF is verified; 5 if not, else 0."""
    path: Path = given["pdf"]
    settings = configured(language, given["config"], path)
    pdf, base = files.contents(path), files.contents(given["base"]) if given["base"] else None
    found = verdict(pdf, _expected(pdf, base, given), trusted(settings), now)
    if given["json"]:
        result_json({"schema": "planbuilder.verdict/1", "file": str(path), **verdict_data(found, language)})
    else:
        show_found(language, found, path.name)
    return 0 if found.state == "verified" else VerificationFailed.exit_code


def show_found(language: Language, found: Verdict, file: str) -> None:
    """Show a verdict on a file to people."""
    result(language.text(f"verdict.state.{found.state}", file=file))
    for line in _verdict_lines(language, found):
        result(line)


def _expected(pdf: bytes, base: bytes | None, given: Mapping[str, Any]) -> Expectation:
    """What the unsigned file asks for; a file that carries no plan asks for nobody in particular."""
    try:
        return expectation(pdf, base, given["digest"], given["so_far"])
    except InputInvalid:
        return Expectation(base, given["digest"], so_far=given["so_far"])


def show_evidence(language: Language, given: Mapping[str, Any], now: datetime) -> Evidence:
    """Show what a file that was signed elsewhere proves."""
    path: Path = given["returned"]
    if bool(given["base"]) == bool(given["into"]):
        raise UsageWrong([problem("PB232")])
    base = open_version(given["into"]).read(TO_SIGN) if given["into"] else files.contents(given["base"])
    returned, settings = files.contents(path), configured(language, given["config"], given["into"] or path)
    found = evidence(base, returned, trusted(settings), now, _expected(base, base, given))
    if given["json"]:
        result_json({"schema": "planbuilder.evidence/1", "file": str(path), **evidence_data(found, language)})
    else:
        for line in _evidence_lines(language, found, path.name):
            result(line)
    return found


def _evidence_lines(language: Language, found: Evidence, file: str) -> Iterator[str]:
    yield language.text(f"evidence.kind.{found.kind}", file=file)
    if found.place:
        yield f"  {language.text('evidence.place', place=found.place)}"
    if found.rendition:
        yield f"  {language.text('evidence.rendition')}"
    yield from (_line(language, one, "  ") for one in found.reasons)
    if found.needs_confirmation:
        yield f"  {language.text('evidence.confirm')}"
    if found.verdict is not None:
        yield language.text(f"verdict.state.{found.verdict.state}", file=file)
        yield from _verdict_lines(language, found.verdict)


def _verdict_lines(language: Language, found: Verdict) -> Iterator[str]:
    for one in found.signatures:
        yield f"  {_signature(language, one)}"
        yield from (_line(language, finding, "    ") for finding in one.findings)
    yield from (_line(language, finding, "  ") for finding in found.findings)
    yield f"  {language.text('verdict.digest', digest=found.digest)}"


def _signature(language: Language, one: Signed) -> str:
    role = f", {one.role}" if one.role else ""
    time = one.time.astimezone().strftime("%Y-%m-%d %H:%M:%S %z") if one.time else "–"
    proven = language.text(f"verdict.time.{'proven' if one.time_is_proven else 'claimed'}", time=time)
    level = language.text(f"verdict.level.{'reached' if one.level else 'none'}", level=(one.level or "").upper())
    return f"{one.field}: {one.name}{role}. {proven} {level} {language.text(f'verdict.basis.{one.basis}')}"


def _line(language: Language, one: Finding, indent: str) -> str:
    return f"{indent}{language.text(f'cli.{one.severity}')}: {finding_text(language, one)}"


def finding_text(language: Language, one: Finding) -> str:
    """A finding in words."""
    return language.text(f"verdict.finding.{one.code}", field=one.field, **one.values)


def verdict_data(found: Verdict, language: Language) -> dict[str, object]:
    """A verdict under stable names."""
    return {
        "state": found.state,
        "sha256": found.digest,
        "roots": list(found.roots),
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
