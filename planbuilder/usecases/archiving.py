"""What one does with an archive: put versions into it, look, take out, check, pack for an auditor, remove lawfully.

In: an archive, or its folder, and what it is about. Out: what it holds, what was found, and receipts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path

from planbuilder import codes, files, looking
from planbuilder import language as languages
from planbuilder.approval.archiving import archive_version
from planbuilder.approval.signatures import signed_verdict
from planbuilder.approval.store import MANIFEST, version
from planbuilder.archive.auditor import Head, read_head
from planbuilder.archive.bag import Guide, export
from planbuilder.archive.holdings import Holding
from planbuilder.archive.store import Archive, Receipt, initialise
from planbuilder.archive.upkeep import TIMESTAMPS
from planbuilder.archive.upkeep import renew as renew_all
from planbuilder.archive.verification import CheckToken, Report
from planbuilder.archive.verification import verify as verify_archive
from planbuilder.archive.versions import Note, Retention, Version
from planbuilder.configuration import Configuration
from planbuilder.errors import Conflict, InputInvalid, PlanbuilderError, UsageWrong, problem
from planbuilder.language import Language
from planbuilder.plan.store import Author, locate
from planbuilder.record import record, replace
from planbuilder.usecases.talk import Made, unheard

FINDINGS = "archive.finding"
KINDS = (
    "bit_rot", "missing", "extra", "rewritten", "rollback", "unlogged", "log_damaged", "token", "pending", "removed",
    "unchecked_token", "unknown_head",
)  # fmt: skip


@record
class Archived:
    """A version that was archived: its number as a version of the plan, and the archive's receipt."""

    number: int
    receipt: Receipt


@record
class Holdings:
    """The newest version of each plan by its id, and whatever else lies in an archive: foreign, or damaged."""

    head: Head
    plans: tuple[tuple[str, Version], ...]
    others: tuple[Holding, ...]


def archive_plan(
    plan: Path,
    folder: Path,
    language: Language,
    settings: Configuration,
    author: Author,
    number: int | None = None,
) -> Archived:
    """A version of a plan archived in a folder, the newest without a number, with the verdict on its signatures.

    Raises CheckFailed if it is neither decided nor signed, VerificationFailed if it is not what was sealed.
    """
    from planbuilder.signing.sign import (
        stamp_with,
        timestamp_server,  # loads pyHanko
    )
    from planbuilder.usecases.reports import verdict_report
    from planbuilder.usecases.verifying import trusted

    sealed = version(locate(plan).parent, number)
    archive = initialise(folder)
    kept = Retention(settings.retention.class_, settings.retention.years)
    stamp = stamp_with(timestamp_server(settings.timestamp))
    found = signed_verdict(sealed, trusted(settings), author.at.astimezone())
    report = verdict_report(found, language, author.at)
    return Archived(sealed.manifest.version, archive_version(archive, sealed, author, kept, stamp, report))


def holdings(archive: Archive, due: date | None = None) -> Holdings:
    """What an archive holds; with a day, only plans that need not be kept any longer by then."""
    plans, others = [], []
    for one in (one for one in archive.holdings() if one.id != TIMESTAMPS or one.state != "logged"):
        last = _newest(archive, one)
        if isinstance(last, Version):
            plans.append((one.id, last))
        else:
            others.append(last)
    chosen = (row for row in plans if due is None or ((end := kept_until(row[1])) and end <= due))
    return Holdings(archive.head, tuple(sorted(chosen, key=lambda row: row[0])), tuple(others))


def _newest(archive: Archive, one: Holding) -> Version | Holding:
    """The newest version of an object of ours; what is none, or can no longer be read, as it is held."""
    if one.state != "logged":
        return one
    try:
        return archive.history(one.id)[-1]
    except PlanbuilderError:
        return replace(one, state="damaged")


def kept_until(version: Version) -> date | None:
    """The day until which a version is to be kept, None for ever."""
    years, day = version.retention.years, version.note.at.date()
    if years is None:
        return None
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)


def take_out(
    archive: Archive, id: str, number: int | None = None, to: Path | None = None, made: Made = unheard
) -> tuple[Path, ...]:
    """Where each file of a version was written, the newest without a number; raises UsageWrong if one is there."""
    number = archive.existing(archive.inventory(id), number)
    folder = to or Path(f"v{number}")
    targets = {name: folder / name for name in archive.history(id)[number - 1].files}
    if there := [str(path) for path in targets.values() if looking.is_there(path)]:
        raise UsageWrong([problem(codes.PATH_EXISTS, path) for path in there])
    for name, path in targets.items():
        files.write_atomically(path, archive.read(id, name, number), folder)
        made(path)
    return tuple(targets.values())


def verify(archive: Archive, heads: Sequence[Head] = (), check: CheckToken | None = None) -> Report:
    """The report. What is not in order is looked at again with others kept out and interrupted work finished."""
    report = verify_archive(archive, heads, check)
    with suppress(InputInvalid, Conflict):  # where one may not write, the first look stands
        if not report.sound:
            with archive.writing():
                return verify_archive(archive, heads, check)
    return report


def head_of(text: str) -> Head:
    """A head of the log as it was noted; raises UsageWrong for what is none."""
    try:
        return read_head(text)
    except ValueError as error:
        raise UsageWrong([problem(codes.NOT_A_LOG_HEAD, found=text)]) from error


def checking(settings: Configuration) -> CheckToken | None:
    """What tells whether a timestamp is to be believed, where the configuration says who is trusted."""
    if not (settings.trust.roots or settings.trust.timestamp_roots):
        return None
    from planbuilder.signing.sign import check_with  # loads pyHanko
    from planbuilder.usecases.verifying import trusted

    return check_with(trusted(settings))


def plan_versions(archive: Archive) -> Iterator[tuple[str, int, Callable[[str], bytes]]]:
    """Each version of a plan that still has its files: its id, its number, and what reads them by name."""
    for id in archive.objects():
        for one in archive.history(id):
            if MANIFEST in one.files and not one.removed:
                yield id, one.number, partial(archive.read, id, number=one.number)


def pack(archive: Archive, id: str, to: Path, day: date) -> Head:
    """The archive's head when the package of an object was written for an auditor."""
    return export(archive, id, to, guide(id), day)


def guide(id: str) -> Guide:
    """The words of a package, in every language."""
    spoken = [languages.load(code) for code in languages.available()]
    kinds = sorted((*KINDS, "good", "bad"))
    words = {one.code: {key: one.text(f"{FINDINGS}.{key}") for key in kinds} for one in spoken}
    return Guide("\n\n".join(one.text("archive.guide", id=id).strip() for one in spoken) + "\n", words)


def renew(
    archive: Archive, settings: Configuration, language: Language, now: datetime, by: str = ""
) -> tuple[Head, int]:
    """The head after a new timestamp covers everything, the timestamps before it too, and how many those are.

    Raises UsageWrong if the configuration names no server.
    """
    from planbuilder.signing.sign import (
        stamp_with,
        timestamp_server,  # loads pyHanko
    )

    stamp = stamp_with(timestamp_server(settings.timestamp))
    if stamp is None:
        raise UsageWrong([problem(codes.NO_TIMESTAMP_SERVICE)])
    return renew_all(archive, Note(language.text("archive.renewal"), by, "", now), stamp)
