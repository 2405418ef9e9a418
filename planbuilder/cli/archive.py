"""The commands of `archive`: what is archived, shown, taken out, checked, packed for an auditor, or lawfully removed.

In: the words of a language. Out: a click group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.options import Words, archive_folder, configured, group, moment, opened_archive, parsed_day
from planbuilder.cli.output import message, result, result_json, show_path, show_problems
from planbuilder.errors import VerificationFailed
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.archive.versions import Version

GROUP = "archive."
GROUNDS = ("reason", "legal_basis", "by", "at")


def archive_command(words: Words, name: str) -> click.Group:
    """The group `archive`."""
    made = group(words, name, words.language.text("cli.archive.about"), click.Group)
    for one, make in ARCHIVE_COMMANDS.items():
        made.add_command(make(words, one))
    return made


def _archive(words: Words) -> click.Option:
    return words.folder("--archive")


def _object(words: Words) -> click.Argument:
    return click.Argument(["object"], metavar=words.metavar("object"))


def _add_command(words: Words, name: str) -> click.Command:
    parameters = (words.plan(), words.sealed(), _archive(words), words.file("--config"), *words.author())
    return words.command(name, _add, *parameters, group=GROUP)


def _add(
    language: Language, plan: Path, number: int | None, archive: Path | None, config: Path | None, by: str, role: str
) -> None:
    """Archive a version, and show where it is and what to note in the journal."""
    from planbuilder.plan.store import Author
    from planbuilder.usecases.archiving import archive_plan

    settings, author = configured(language, config, plan), Author(by, role, moment())
    done = archive_plan(plan, archive_folder(archive, settings), language, settings, author, number)
    show_problems(done.receipt.untold, language)
    receipt = done.receipt
    said = "approval.archived" if receipt.is_new else "approval.archived_already"
    result(language.text(said, number=done.number, object=receipt.id, archived=receipt.version))
    result(language.text("archive.head", head=receipt.head))


def _list_command(words: Words, name: str) -> click.Command:
    return words.command(name, _list, words.day("--due"), _archive(words), words.json(), group=GROUP)


def _list(language: Language, due: str | None, archive: Path | None, as_json: bool) -> None:
    """Show every object; with `--due` those whose years are over by then."""
    from planbuilder.usecases.archiving import holdings

    opened = opened_archive(archive)
    found = holdings(opened, parsed_day(due, language, date.today()))
    if as_json:
        data = [{"id": id, **_version_data(last)} for id, last in found.plans]
        beside = [{"id": one.id, "folder": one.folder, "state": one.state} for one in found.others]
        result_json({
            "schema": "planbuilder.archive.list/1", "head": str(found.head), "objects": data, "others": beside,
        })  # fmt: skip
        return
    for id, last in found.plans:
        day = language.short_day(last.note.at.date())
        result(language.text("archive.listed", id=id, number=last.number, day=day, kept=_kept(language, last)))
    for one in found.others:
        result(language.text(f"archive.{one.state}", id=one.id or "?", folder=one.folder))
    message(language.count("archive.objects", len(found.plans)))


def _kept(language: Language, version: Version) -> str:
    from planbuilder.archive.versions import Retention
    from planbuilder.usecases.archiving import kept_until

    retention, end = version.retention, kept_until(version)
    if retention == Retention():
        return language.text("archive.kept_unsaid")
    until = language.short_day(end) if end else language.text("archive.for_ever")
    return language.text("archive.kept", kind=retention.kind, until=until)


def _version_data(version: Version) -> dict[str, object]:
    from planbuilder.archive.versions import instant
    from planbuilder.usecases.archiving import kept_until

    note, retention, end = version.note, version.retention, kept_until(version)
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


def _show_command(words: Words, name: str) -> click.Command:
    return words.command(name, _show, _object(words), _archive(words), words.json(), group=GROUP)


def _show(language: Language, object: str, archive: Path | None, as_json: bool) -> None:
    """Show every version of an object: when, by whom, why, and its files."""
    history = opened_archive(archive).history(object)
    if as_json:
        versions = [_version_data(version) for version in history]
        result_json({"schema": "planbuilder.archive.show/1", "id": object, "versions": versions})
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


def _get_command(words: Words, name: str) -> click.Command:
    number = words.option("--version", "object_version", "number", type=int, metavar=words.metavar("number"))
    parameters = (_object(words), number, words.folder("--to", "get_to"), _archive(words))
    return words.command(name, _get, *parameters, group=GROUP)


def _get(language: Language, object: str, number: int | None, to: Path | None, archive: Path | None) -> None:
    """Write the files of a version into a folder, and print where each is; none that is there is overwritten."""
    from planbuilder.usecases.archiving import take_out

    take_out(opened_archive(archive), object, number, to, show_path)


def _verify_command(words: Words, name: str) -> click.Command:
    heads = words.option("--head", to="heads", multiple=True)
    parameters = (heads, words.flag("--recompute"), _archive(words), words.file("--config"), words.json())
    return words.command(name, _verify, *parameters, group=GROUP)


def _verify(
    language: Language,
    heads: tuple[str, ...],
    recompute: bool,
    archive: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Check the whole archive and show what was found; 5 if anything is wrong."""
    from planbuilder.cli.verdicts import archive_findings, archive_lines, recomputed, report_data
    from planbuilder.usecases.archiving import checking, head_of, verify

    settings = configured(language, config)
    opened = opened_archive(archive, settings)
    report = verify(opened, [head_of(text) for text in heads], checking(settings))
    again = dict(recomputed(language, opened)) if recompute and report.sound else {}
    made_again = {place: text for place, (_, text) in again.items()}
    if as_json:
        result_json({**report_data(report), "recomputed": made_again})
    else:
        for text in archive_findings(language, report.findings):
            result(text)
        for place, text in made_again.items():
            result(f"{place}: {text}")
        for text in archive_lines(language, report, opened, settings, bool(heads)):
            message(text)
    holds = report.sound and all(is_same for is_same, _ in again.values())
    return 0 if holds else VerificationFailed.exit_code


def _export_command(words: Words, name: str) -> click.Command:
    parameters = (_object(words), words.folder("--to", "export_to", required=True), _archive(words))
    return words.command(name, _export, *parameters, group=GROUP)


def _export(language: Language, object: str, to: Path, archive: Path | None) -> None:
    """Write the package of an object for an auditor, and print where it is."""
    from planbuilder.usecases.archiving import pack

    head = pack(opened_archive(archive), object, to, date.today())
    result(str(to))
    message(language.text("archive.exported", head=head))


def _heads_command(words: Words, name: str) -> click.Command:
    return words.command(name, _heads, _archive(words), words.json(), group=GROUP)


def _heads(language: Language, archive: Path | None, as_json: bool) -> None:
    """Show every head of the log, oldest first, to note where it cannot be changed with the archive."""
    heads = opened_archive(archive).heads()
    if as_json:
        data = [{"time": time, "head": head} for time, head in heads]
        result_json({"schema": "planbuilder.archive.heads/1", "heads": data})
        return
    for time, head in heads:
        result(f"{time}  {head}")


def _renew_command(words: Words, name: str) -> click.Command:
    parameters = (_archive(words), words.file("--config"), *words.author())
    return words.command(name, _renew, *parameters, group=GROUP)


def _renew(language: Language, archive: Path | None, config: Path | None, by: str, role: str) -> None:
    """Have a new timestamp cover everything in the archive, the timestamps before it too, and print its head."""
    from planbuilder.usecases.archiving import renew

    settings = configured(language, config)
    head, count = renew(opened_archive(archive, settings), settings, language, moment(), by)
    message(language.count("archive.renewed", count))
    result(str(head))


def _remove_command(words: Words, name: str) -> click.Command:
    number = words.metavar("number")
    version = words.option(
        "--version", "removed_version", "versions", type=int, multiple=True, required=True, metavar=number
    )
    grounds = [words.option(flag, required=True) for flag in ("--reason", "--legal-basis", "--by")]
    return words.command(name, _remove, _object(words), version, *grounds, _archive(words), group=GROUP)


def _remove(
    language: Language,
    object: str,
    versions: tuple[int, ...],
    reason: str,
    legal_basis: str,
    by: str,
    archive: Path | None,
) -> None:
    """Remove the contents of versions on lawful grounds, leaving a tombstone."""
    from planbuilder.archive.upkeep import Grounds, remove

    grounds = Grounds(reason, legal_basis, by, moment())
    receipt = remove(opened_archive(archive), object, versions, grounds)
    message(language.text("archive.gone", id=receipt.id))
    result(str(receipt.head))


ARCHIVE_COMMANDS: dict[str, Callable[[Words, str], click.Command]] = {
    "add": _add_command,
    "list": _list_command,
    "show": _show_command,
    "get": _get_command,
    "verify": _verify_command,
    "export": _export_command,
    "heads": _heads_command,
    "renew": _renew_command,
    "remove": _remove_command,
}
