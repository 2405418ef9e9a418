"""What `verify` and `sign import` do: judge a signed file, and tell it to people or programs.

In: what was typed. Out: the verdict, and exit code 5 unless it is "verified".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from planbuilder import codes, files
from planbuilder.approval.sealing import TO_SIGN
from planbuilder.approval.store import open_version
from planbuilder.cli.output import message, result, result_json, show_problems
from planbuilder.cli.settings import configured, trusted
from planbuilder.cli.verdicts import evidence_data, evidence_lines, show_found, verdict_data
from planbuilder.confined import Refused
from planbuilder.errors import InputInvalid, Place, UsageWrong, VerificationFailed, problem
from planbuilder.language import Language
from planbuilder.plan.attached import read_pdf
from planbuilder.signing.evidence import Evidence, evidence
from planbuilder.signing.expectation import expectation
from planbuilder.signing.model import Expectation
from planbuilder.signing.pictures import pictures
from planbuilder.signing.verdict import verdict


def show_verdict(language: Language, given: Mapping[str, Any], now: datetime) -> int:
    """Show whether a signed PDF is verified; 5 if not, else 0."""
    path: Path = given["pdf"]
    settings = configured(language, given["config"], path)
    pdf, base = read_pdf(path), read_pdf(given["base"]) if given["base"] else None
    found = verdict(pdf, _expected(pdf, base, given), trusted(settings), now)
    if given["json"]:
        result_json({"schema": "planbuilder.verdict/1", "file": str(path), **verdict_data(found, language)})
    else:
        show_found(language, found, path.name)
    return 0 if found.state == "verified" else VerificationFailed.exit_code


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
        raise UsageWrong([problem(codes.BASE_NOT_CLEAR)])
    base = open_version(given["into"]).read(TO_SIGN) if given["into"] else read_pdf(given["base"])
    returned, settings = read_pdf(path), configured(language, given["config"], given["into"] or path)
    found = evidence(base, returned, trusted(settings), now, _expected(base, base, given))
    if given["json"]:
        result_json({"schema": "planbuilder.evidence/1", "file": str(path), **evidence_data(found, language)})
    else:
        for line in evidence_lines(language, found, path.name):
            result(line)
    if found.differing:
        _write_pictures(language, base, returned, found, path)
    return found


def _write_pictures(language: Language, base: bytes, returned: bytes, found: Evidence, path: Path) -> None:
    """Lay pictures of the pages that look otherwise beside the file, ours and theirs, for whoever is to confirm it."""
    folder = path.with_name(f"{path.stem}-compare")
    try:
        for name, data in pictures(base, returned, found.differing):
            files.write_atomically(folder / name, data)
    except Refused:
        show_problems([problem(codes.PICTURES_INCOMPLETE, Place(str(path)), folder=folder)], language)
        return
    message(language.text("evidence.compare", folder=folder))
