"""What the commands of `archive` do.

In: what was typed. Out: what is archived, shown, taken out, checked, packed for an auditor, or lawfully removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from planbuilder import codes, files
from planbuilder import language as languages
from planbuilder.archive.auditor import HARMLESS, Finding, Head, read_head
from planbuilder.archive.bag import Guide, export
from planbuilder.archive.holdings import Holding
from planbuilder.archive.removal import Grounds, remove
from planbuilder.archive.renewal import TIMESTAMPS, renew
from planbuilder.archive.store import Archive, open_archive
from planbuilder.archive.verification import CheckToken, Report, verify
from planbuilder.archive.versions import Note, Retention, Version, instant
from planbuilder.cli.output import message, result, result_json
from planbuilder.cli.settings import archive_folder, configured, trusted
from planbuilder.cli.values import parsed_day
from planbuilder.configuration import Configuration
from planbuilder.errors import Conflict, InputInvalid, PlanbuilderError, UsageWrong, VerificationFailed, problem
from planbuilder.language import Language
from planbuilder.record import replace

MANIFEST = "manifest.json"
FINDINGS = "archive.finding"
KINDS = (
    "bit_rot", "missing", "extra", "rewritten", "rollback", "unlogged", "log_damaged", "token", "pending", "removed",
    "unchecked_token", "unknown_head",
)  # fmt: skip


def _opened(given: Mapping[str, Any], settings: Configuration | None = None) -> Archive:
    return open_archive(archive_folder(given["archive"], settings))


def list_objects(language: Language, given: Mapping[str, Any], today: date) -> None:
    """Show every object; with `--due` those whose years are over by then."""
    archive, due = _opened(given), parsed_day(given["due"], language, today)
    rows, others = _held(archive)
    chosen = [(id, last) for id, last in rows if due is None or ((end := _end(last)) and end <= due)]
    if given["json"]:
        data = [{"id": id, **_version_data(last)} for id, last in chosen]
        beside = [{"id": one.id, "folder": one.folder, "state": one.state} for one in others]
        result_json({
            "schema": "planbuilder.archive.list/1", "head": str(archive.head), "objects": data, "others": beside,
        })  # fmt: skip
        return
    for id, last in chosen:
        day = language.short_day(last.note.at.date())
        result(language.text("archive.listed", id=id, number=last.number, day=day, kept=_kept(language, last)))
    for one in others:
        result(language.text(f"archive.{one.state}", id=one.id or "?", folder=one.folder))
    message(language.count("archive.objects", len(chosen)))


def _held(archive: Archive) -> tuple[list[tuple[str, Version]], list[Holding]]:
    """The newest version of each plan by its id, and whatever else lies in the archive: foreign, or damaged."""
    rows, others = [], []
    for one in (one for one in archive.holdings() if one.id != TIMESTAMPS or one.state != "logged"):
        last = _newest(archive, one)
        if isinstance(last, Version):
            rows.append((one.id, last))
        else:
            others.append(last)
    return sorted(rows, key=lambda row: row[0]), others


def _newest(archive: Archive, one: Holding) -> Version | Holding:
    """The newest version of an object of ours; what is none, or can no longer be read, as it is held."""
    if one.state != "logged":
        return one
    try:
        return archive.history(one.id)[-1]
    except PlanbuilderError:
        return replace(one, state="damaged")


def _end(version: Version) -> date | None:
    """The day until which a version is to be kept, None for ever."""
    years, day = version.retention.years, version.note.at.date()
    if years is None:
        return None
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)


def _kept(language: Language, version: Version) -> str:
    retention, end = version.retention, _end(version)
    if retention == Retention():
        return language.text("archive.kept_unsaid")
    until = language.short_day(end) if end else language.text("archive.for_ever")
    return language.text("archive.kept", kind=retention.kind, until=until)


def _version_data(version: Version) -> dict[str, object]:
    note, retention, end = version.note, version.retention, _end(version)
    return {
        "version": version.number,
        "time": instant(note.at),
        "message": note.message,
        "name": note.name,
        "address": note.address,
        "retention": {"class": retention.kind, "years": retention.years, "until": end.isoformat() if end else None},
        "files": dict(version.files),
        "removed": dict(version.removed),
    }


def show_object(language: Language, given: Mapping[str, Any]) -> None:
    """Show every version of an object: when, by whom, why, and its files."""
    history = _opened(given).history(given["object"])
    if given["json"]:
        versions = [_version_data(version) for version in history]
        result_json({"schema": "planbuilder.archive.show/1", "id": given["object"], "versions": versions})
        return
    for version in history:
        for text in _version_lines(language, version):
            result(text)


def _version_lines(language: Language, version: Version) -> Iterator[str]:
    note = version.note
    day = language.short_day(note.at.date())
    yield language.text("archive.version", number=version.number, day=day, name=note.name, message=note.message)
    yield f"  {_kept(language, version)}"
    if version.removed:
        yield "  " + language.text("archive.removed", **{key: version.removed[key] for key in GROUNDS})
    for name, digest in sorted(version.files.items()):
        yield f"  {name}  sha512:{digest}"


GROUNDS = ("reason", "legal_basis", "by", "at")


def get_files(given: Mapping[str, Any]) -> None:
    """Write the files of a version into a folder, and print where each is; none that stands there is overwritten."""
    archive, id = _opened(given), given["object"]
    number = archive.existing(archive.inventory(id), given["version"])
    folder = given["to"] or Path(f"v{number}")
    targets = {name: folder / name for name in archive.history(id)[number - 1].files}
    if there := [str(path) for path in targets.values() if path.exists()]:
        raise UsageWrong([problem(codes.PATH_EXISTS, path) for path in there])
    for name, path in targets.items():
        files.write_atomically(path, archive.read(id, name, number), folder)
        result(str(path))


def verify_archive(language: Language, given: Mapping[str, Any]) -> int:
    """Check the whole archive and show what was found; 5 if anything is wrong."""
    settings = configured(language, given["config"])
    archive = _opened(given, settings)
    report = _verified(archive, [_head(text) for text in given["head"]], _checking(settings))
    again = dict(_recomputed(language, archive)) if given["recompute"] and report.sound else {}
    if given["json"]:
        result_json({**_report_data(report), "recomputed": {place: text for place, (_, text) in again.items()}})
    else:
        made_again = (f"{place}: {text}" for place, (_, text) in again.items())
        for text in (*_finding_lines(language, report.findings), *made_again):
            result(text)
        verdict = "archive.sound" if report.sound else "archive.unsound"
        message(language.text(verdict, objects=report.objects, versions=report.versions))
        message(language.text("archive.head", head=report.head))
        for text in _trust_lines(language, archive, settings):
            message(text)
        if not given["head"]:
            message(language.text("archive.no_head"))
    holds = report.sound and all(is_same for is_same, _ in again.values())
    return 0 if holds else VerificationFailed.exit_code


def _checking(settings: Configuration) -> CheckToken | None:
    """What tells whether a timestamp is to be believed, where the configuration says who is trusted."""
    if not (settings.trust.roots or settings.trust.timestamp_roots):
        return None
    from planbuilder.signing.stamps import check_with  # loads pyHanko

    return check_with(trusted(settings))


def _trust_lines(language: Language, archive: Archive, settings: Configuration) -> Iterator[str]:
    """Whom the verdict on timestamps rests on, where there are any: the file that says so, and each root of its."""
    if not archive.tokens():
        return
    if _checking(settings) is None:
        yield language.text("archive.trust.nobody", file=settings.file or "–")
        return
    from planbuilder.signing.certificate import root  # loads pyHanko

    told = trusted(settings)
    for one in dict.fromkeys(map(root, (*told.roots, *told.timestamp_roots))):
        said = {"subject": one.subject, "fingerprint": one.fingerprint, "file": settings.file}
        yield language.text("archive.trust.root", **said)


def _recomputed(language: Language, archive: Archive) -> Iterator[tuple[str, tuple[bool, str]]]:
    """For each version of a plan, whether it is the same when made again, and that in words."""
    from planbuilder.cli.recomputed import recomputed_archived  # loads what documents need

    for id in archive.objects():
        for version in archive.history(id):
            if MANIFEST in version.files and not version.removed:
                read = partial(archive.read, id, number=version.number)
                yield f"{id}, {version.number}", recomputed_archived(language, read)


def _verified(archive: Archive, heads: Sequence[Head], check: CheckToken | None) -> Report:
    """The report. What is not in order is looked at again with others kept out and interrupted work finished."""
    report = verify(archive, heads, check)
    with suppress(InputInvalid, Conflict):  # where one may not write, the first look stands
        if not report.sound:
            with archive.writing():
                return verify(archive, heads, check)
    return report


def _head(text: str) -> Head:
    try:
        return read_head(text)
    except ValueError as error:
        raise UsageWrong([problem(codes.NOT_A_LOG_HEAD, found=text)]) from error


def _report_data(report: Report) -> dict[str, object]:
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


def _finding_lines(language: Language, findings: Iterable[Finding]) -> Iterator[str]:
    for kind, place, note in findings:
        yield f"{kind}: {place}"
        yield f"  {language.text(f'{FINDINGS}.{kind}')} {note}".rstrip()


def export_object(language: Language, given: Mapping[str, Any], day: date) -> None:
    """Write the package of an object for an auditor, and print where it is."""
    archive, id, to = _opened(given), given["object"], given["to"]
    head = export(archive, id, to, _guide(id), day)
    result(str(to))
    message(language.text("archive.exported", head=head))


def _guide(id: str) -> Guide:
    """The words of a package, in every language."""
    spoken = [languages.load(code) for code in languages.available()]
    words = {one.code: {key: one.text(f"{FINDINGS}.{key}") for key in (*KINDS, "good", "bad")} for one in spoken}
    return Guide("\n\n".join(one.text("archive.guide", id=id).strip() for one in spoken) + "\n", words)


def remove_versions(language: Language, given: Mapping[str, Any], now: datetime) -> None:
    """Remove the contents of versions on lawful grounds, leaving a tombstone."""
    grounds = Grounds(given["reason"], given["legal_basis"], given["by"], now)
    receipt = remove(_opened(given), given["object"], given["version"], grounds)
    message(language.text("archive.gone", id=receipt.id))
    result(str(receipt.head))


def renew_timestamps(language: Language, given: Mapping[str, Any], now: datetime) -> None:
    """Have a new timestamp cover everything in the archive, the timestamps before it too, and print its head."""
    from planbuilder.signing.sign import timestamp_server
    from planbuilder.signing.stamps import stamp_with

    settings = configured(language, given["config"])
    archive, stamp = _opened(given, settings), stamp_with(timestamp_server(settings.timestamp))
    if stamp is None:
        raise UsageWrong([problem(codes.NO_TIMESTAMP_SERVICE)])
    note = Note(language.text("archive.renewal"), given["as"], "", now)
    head, count = renew(archive, note, stamp)
    message(language.count("archive.renewed", count))
    result(str(head))


def show_heads(given: Mapping[str, Any]) -> None:
    """Show every head of the log, oldest first, to note where nobody can change it with the archive."""
    heads = _opened(given).heads()
    if given["json"]:
        data = [{"time": time, "head": head} for time, head in heads]
        result_json({"schema": "planbuilder.archive.heads/1", "heads": data})
        return
    for time, head in heads:
        result(f"{time}  {head}")
