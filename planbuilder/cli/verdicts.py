"""What was found of a signed file, a version or an archive, in words.

In: a verdict, evidence, or a report. Out: lines of text.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from planbuilder.approval.sealing import TO_SIGN
from planbuilder.archive.auditor import HARMLESS
from planbuilder.archive.auditor import Finding as ArchiveFinding
from planbuilder.archive.store import Archive
from planbuilder.archive.verification import Report
from planbuilder.cli.output import message, result
from planbuilder.configuration import Configuration, places
from planbuilder.errors import VerificationFailed
from planbuilder.language import Language
from planbuilder.signing.certificate import root as root_of
from planbuilder.signing.evidence import Evidence
from planbuilder.signing.model import Finding, Signed, Verdict
from planbuilder.usecases.archiving import FINDINGS, checking, plan_versions
from planbuilder.usecases.reports import finding_text, recomputed_text
from planbuilder.usecases.verifying import VersionFound, compare_version, remade_archived, trusted


def show_found(language: Language, found: Verdict, file: str) -> None:
    """Show a verdict on a file to people."""
    for line in verdict_lines(language, found, file):
        result(line)


def verdict_lines(language: Language, found: Verdict, file: str) -> Iterator[str]:
    """A verdict: what it is, what it rests on, and everything that was found."""
    yield language.text(f"verdict.state.{found.state}", file=file)
    yield from (f"  {line}" for line in _grounds(language, found))
    for one in found.signatures:
        yield f"  {_signature(language, one)}"
        yield from (_line(language, finding, "    ") for finding in one.findings)
    yield from (_line(language, finding, "  ") for finding in found.findings)
    yield f"  {language.text('verdict.digest', digest=found.digest)}"


def _grounds(language: Language, found: Verdict) -> Iterator[str]:
    """Whom the verdict rests on, by whose word, and what the file was held against."""
    grounds = found.grounds
    for root in grounds.roots:
        values = {"subject": root.subject, "fingerprint": root.fingerprint, "file": grounds.file}
        yield language.text("verdict.trust.root", **values)
    if not grounds.roots:
        key = _lacking(found) if grounds.trusted else "nobody" if grounds.file else "none"
        looked = language.sentence_list(str(place) for place in places(os.environ))
        yield language.text(f"verdict.trust.{key}", file=grounds.file, places=looked)
    known = {"digest": grounds.digest, "signers": grounds.signers}
    against = ["base" if grounds.base else "no_base", *(part for part, is_known in known.items() if is_known)]
    parts = language.sentence_list(language.text(f"verdict.against.{part}") for part in against)
    yield language.text("verdict.against.all", parts=parts)


def _lacking(found: Verdict) -> str:
    """Why no signature rests on a root although roots are trusted: none leads there, or what else is lacking."""
    if not found.grounds.led:
        return "unused"
    known = {one.code for one in found.all_findings}
    keys = {"revocation_list_missing": "no_list", "revocation_unknown": "old_list"}
    return next((key for code, key in keys.items() if code in known), "unheld")


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


def _signature(language: Language, one: Signed) -> str:
    role = f", {one.role}" if one.role else ""
    time = one.time.astimezone().strftime("%Y-%m-%d %H:%M:%S %z") if one.time else "–"
    proven = language.text(f"verdict.time.{'proven' if one.time_is_proven else 'claimed'}", time=time)
    level = language.text(f"verdict.level.{'reached' if one.level else 'none'}", level=(one.level or "").upper())
    return f"{one.field}: {one.name}{role}. {proven} {level} {language.text(f'verdict.basis.{one.basis}')}"


def _line(language: Language, one: Finding, indent: str) -> str:
    return f"{indent}{language.text(f'cli.{one.severity}')}: {finding_text(language, one)}"


def show_version(
    language: Language, folder: Path, now: datetime, settings: Configuration, archive: Archive | None, again: bool
) -> int:
    """Show whether a version is as it was sealed, its signatures hold, and its figures are the same again; else 5.

    What is known is shown before what takes longer.
    """
    found = compare_version(folder, archive)
    result(language.text("approval.intact" if found.agrees else "approval.changed", number=found.number))
    for one in found.comparisons:
        names = ", ".join(one.names)
        result(f"  {language.text(f'approval.against.{one.source}.{one.state}', number=found.number, names=names)}")
    if not found.agrees:
        return VerificationFailed.exit_code
    found = found.judged(now, settings)
    _show_signatures(language, found)
    if again and (found := found.made_again()).remade is not None:
        result(recomputed_text(found.remade, language))
    return 0 if found.holds else VerificationFailed.exit_code


def _show_signatures(language: Language, found: VersionFound) -> None:
    """Show the verdict on a version's signatures, and how many are set if not all are; an unsigned one has none."""
    event = found.signed
    if event is None and found.verdict is not None:
        held = sum(one.level is not None for one in found.verdict.signatures)
        made, all = len(found.verdict.signatures), len(found.sealed.manifest.signers)
        result(language.text("approval.so_far", made=made, all=all, held=held))
        show_found(language, found.verdict, Path(TO_SIGN).name)
    elif event is None:
        message(language.text("approval.unsigned"))
    elif found.verdict is None:
        result(language.text("approval.unchecked", file=event.facts["file"], by=event.facts.get("confirmed_by", "–")))
    else:
        show_found(language, found.verdict, event.facts["file"])


def archive_lines(
    language: Language, report: Report, archive: Archive, settings: Configuration, is_held_against: bool
) -> Iterator[str]:
    """Whether the archive is sound, its head, whom that rests on, and what it was not held against."""
    verdict = "archive.sound" if report.sound else "archive.unsound"
    yield language.text(verdict, objects=report.objects, versions=report.versions)
    yield language.text("archive.head", head=report.head)
    yield from _trust_lines(language, archive, settings)
    if not is_held_against:
        yield language.text("archive.no_head")


def _trust_lines(language: Language, archive: Archive, settings: Configuration) -> Iterator[str]:
    """Whom the verdict on timestamps rests on, where there are any: the file that says so, and each root of its."""
    if not archive.tokens():
        return
    if checking(settings) is None:
        yield language.text("archive.trust.nobody", file=settings.file or "–")
        return
    known = trusted(settings)
    for one in dict.fromkeys(map(root_of, (*known.roots, *known.timestamp_roots))):
        said = {"subject": one.subject, "fingerprint": one.fingerprint, "file": settings.file}
        yield language.text("archive.trust.root", **said)


def recomputed(language: Language, archive: Archive) -> Iterator[tuple[str, tuple[bool, str]]]:
    """For each version of a plan, whether it is the same when made again, and that in words."""
    for id, number, read in plan_versions(archive):
        made = remade_archived(read)
        yield f"{id}, {number}", (made.result.holds, recomputed_text(made, language))


def report_data(report: Report) -> dict[str, object]:
    """A report on an archive under stable names."""
    return {
        "schema": "planbuilder.archive.verify/1",
        "sound": report.sound,
        "head": str(report.head),
        "objects": report.objects,
        "versions": report.versions,
        "findings": [
            {"kind": kind, "place": place, "note": note, "harmless": kind in HARMLESS}
            for kind, place, note in report.findings
        ],
    }


def archive_findings(language: Language, findings: Iterable[ArchiveFinding]) -> Iterator[str]:
    """What was found of an archive: a line of where, and one in words."""
    for kind, place, note in findings:
        yield f"{kind}: {place}"
        yield f"  {language.text(f'{FINDINGS}.{kind}')} {note}".rstrip()
