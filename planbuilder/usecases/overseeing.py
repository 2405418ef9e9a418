"""All plans beneath a folder at once: each read, or remembered since it was read, and put together.

In: a folder, a language, where results are kept, and who does the work. Out: a `Portfolio`. What a plan gives is kept
under the digest of its file, the language and everything of the program that has a part in it: a plan that changes, or
another edition of the program, is computed anew, and so is what is kept but damaged. A bad plan is listed with what is
wrong with it and stops nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from planbuilder import codes, files, looking, resources
from planbuilder import language as languages
from planbuilder.approval.model import IN_FORCE, Stage
from planbuilder.approval.store import VERSIONS, SealedVersion, with_standings
from planbuilder.changes.comparing import differs
from planbuilder.changes.states import Named, leaving_states
from planbuilder.document.overview_material import Overview
from planbuilder.errors import InputInvalid, Place, PlanbuilderError, Problem, UsageWrong, problem
from planbuilder.figures.case import compute
from planbuilder.kept import Kept, prune
from planbuilder.language import Language
from planbuilder.parallel import Here, Lost, Scheduler
from planbuilder.pipeline import overview_outputs
from planbuilder.plan.answers import Answers
from planbuilder.plan.as_of import as_of
from planbuilder.plan.beneath import plans_beneath
from planbuilder.plan.publish import leaving
from planbuilder.plan.store import PLAN, open_plan
from planbuilder.portfolio.remembered import Found, from_text, to_text
from planbuilder.portfolio.summary import Summary, summary
from planbuilder.portfolio.sums import UNREADABLE, Entry, Portfolio, Unread
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.record import record, replace
from planbuilder.usecases.building import written
from planbuilder.usecases.looks import look_of
from planbuilder.usecases.plans import refuse_faults
from planbuilder.usecases.talk import Made, Warn, unheard
from planbuilder.writers.shared import paused
from planbuilder.yamltext.reading import read_text

# Fewer plans than this are read in this process: beginning another takes longer.
FEW = 20
COUNTED_OUT: tuple[Stage, ...] = ("superseded", "rejected")
# What is kept of whether a plan is another than its version.
ANSWERS = {True: b"yes", False: b"no"}


@record
class Reading:
    """A plan to be read as of a day: its folder, the code of the language, and the name the result is kept under."""

    folder: Path
    language: str
    name: str = ""
    day: date = date.max


def oversee(
    folder: Path,
    language: Language,
    kept: Path | None = None,
    scheduler: Scheduler | None = None,
    day: date = date.max,
) -> Portfolio:
    """Every plan beneath a folder as it was told on a day; raises UsageWrong (PB374) where there is none.

    `scheduler` reads the plans of which nothing is kept, if there are many; without one they are read here.
    """
    beneath = plans_beneath(folder)
    if not beneath.folders:
        raise UsageWrong([problem(codes.NO_PLAN_BENEATH, path=folder), *beneath.problems])
    workers = scheduler or Here()
    found = _until(day, _summaries(beneath.folders, language, Kept(kept), workers), language, workers)
    if kept:
        prune(kept)
    entries, unread = [], []
    for one in beneath.folders:
        place, known = place_of(one, folder), found[one]
        if isinstance(known, Summary):
            entries.append(_staged(one, Entry(place, known), language, Kept(kept), day))
        else:
            unread.append(Unread(place, known))
    counted, twins = _apart(entries, folder)
    return Portfolio(tuple(counted), (*unread, *twins), beneath.problems)


def told(
    folder: Path, language: Language, day: date, kept: Path | None = None, scheduler: Scheduler | None = None
) -> Overview:
    """Every plan beneath a folder as an overview tells of them on a day; raises UsageWrong (PB374)."""
    return Overview(oversee(folder, language, kept, scheduler, day), "", _questionnaire(), language, day)


def write_overview(
    overview: Overview,
    formats: Sequence[str],
    folder: Path,
    look: tuple[Path | None, Path | None] = (None, None),
    kept: Path | None = None,
    warn: Warn = unheard,
    made: Made = unheard,
) -> tuple[Path, ...]:
    """Where the overview was written in each format; `look` names a profile and a Word template."""
    chosen = look_of(folder, *look, warn)
    name = chosen.brand.name if chosen.brand and chosen.brand.name else overview.name
    printed = replace(overview, language=overview.language.printed, name=name)
    outputs = overview_outputs(printed, formats, chosen, kept)
    return tuple(written(outputs, folder, folder, made, warn))


def place_of(folder: Path, above: Path) -> str:
    """A plan's folder as it is seen from the one above all; its own name where it is that one."""
    below = folder.relative_to(above).as_posix()
    return below if below != "." else files.real(folder).name


def _summaries(folders: Sequence[Path], language: Language, kept: Kept, scheduler: Scheduler) -> dict[Path, Found]:
    """What each plan gives: as it is kept, else as it is read."""
    edition = resources.edition() if kept.folder else ""
    found: dict[Path, Found] = {}
    wanted: list[Reading] = []
    for folder in folders:
        name = _name(folder, language, edition) if kept.folder else ""
        known = _known(kept, name, folder)
        if known is None:
            wanted.append(Reading(folder, language.code, name))
        else:
            found[folder] = known
    for reading, result, is_whole in _read(wanted, scheduler):
        found[reading.folder] = result
        if reading.name and is_whole:
            kept.keep(reading.name, to_text(result))
    return found


def _until(day: date, found: Mapping[Path, Found], language: Language, scheduler: Scheduler) -> dict[Path, Found]:
    """What each plan gave on a day: read anew, and not kept, where something has happened since."""
    later = [folder for folder, one in found.items() if isinstance(one, Summary) and one.newest and one.newest > day]
    wanted = [Reading(one, language.code, day=day) for one in later]
    return {**found, **{reading.folder: result for reading, result, _ in _read(wanted, scheduler)}}


def _read(wanted: Sequence[Reading], scheduler: Scheduler) -> Iterator[tuple[Reading, Found, bool]]:
    """What each of some plans gives, and whether it came to an end; few are read in this process."""
    for reading, result in (scheduler if len(wanted) >= FEW else Here()).done(read, wanted):
        yield (
            reading,
            lost(reading.folder, result) if isinstance(result, Lost) else result,
            not isinstance(result, Lost),
        )


def lost(folder: Path, found: Lost) -> tuple[Problem, ...]:
    """That nothing came of a plan, since what worked on it ended, or has a fault."""
    code = codes.WORKER_LOST if found.why == "lost" else codes.WORKER_FAILED
    return (problem(code, Place(str(folder / PLAN)), said=found.said),)


def _name(folder: Path, language: Language, edition: str) -> str:
    """Under what a plan's result is kept; empty for a file that cannot be read, which is told when it is."""
    try:
        text = files.contents(folder / PLAN)
    except InputInvalid:
        return ""
    return files.digest(b"\n".join([b"summary", edition.encode(), language.code.encode(), text])) + ".plan"


def _known(kept: Kept, name: str, folder: Path) -> Found | None:
    text = kept.read(name) if name else None
    try:
        return from_text(text, folder / PLAN) if text is not None else None
    except ValueError:
        return None


def read(reading: Reading) -> Found:
    """What a plan gives to an overview, or what is wrong with it."""
    language = languages.load(reading.language)
    try:
        with paused():
            opened = open_plan(reading.folder)
            refuse_faults(opened, _questionnaire(), language)
            plan = leaving(Answers(as_of(opened.plan, reading.day), _questionnaire(), language))
            return summary(plan, compute(plan))
    except PlanbuilderError as error:
        return error.problems


@cache
def _questionnaire() -> Questionnaire:
    """The bundled questionnaire, read once for all plans."""
    return load()


def _staged(folder: Path, entry: Entry, language: Language, kept: Kept, day: date) -> Entry:
    """A plan with the stage on a day of its newest version that was not superseded or rejected, else of its newest."""
    if not looking.is_folder(folder / VERSIONS):
        return entry
    try:
        stages = [(one, how.stage) for one, how in with_standings(folder, day)]
    except PlanbuilderError as error:
        return replace(entry, stage=UNREADABLE, problems=error.problems)
    if not stages:
        return entry
    newest, stage = next((one for one in reversed(stages) if one[1] not in COUNTED_OUT), stages[-1])
    changed = stage in IN_FORCE and _is_changed(newest, language, kept)
    return replace(entry, stage=stage, version=newest.manifest.version, changed=changed)


def _is_changed(sealed: SealedVersion, language: Language, kept: Kept) -> bool:
    """Whether a plan is another than its version, as it is kept for these two texts, else as it is found."""
    try:
        was, now = sealed.read(PLAN), files.contents(sealed.plan_folder / PLAN)
        name = f"{files.digest(b'since'.join([resources.edition().encode(), was, now]))}.plan" if kept.folder else ""
        if (known := kept.read(name)) in ANSWERS.values():
            return known == ANSWERS[True]
        before, after = (Named("", read_text(text.decode()).data()) for text in (was, now))
        found = differs(*leaving_states(before, after, _questionnaire(), language))
    except (PlanbuilderError, UnicodeError):
        return False
    kept.keep(name, ANSWERS[found])
    return found


def _apart(entries: Iterable[Entry], folder: Path) -> tuple[list[Entry], list[Unread]]:
    """The plans that count, and those that do not since one with the same id does, which comes before them."""
    first: dict[str, Entry] = {}
    twins = []
    for one in entries:
        known = first.setdefault(one.summary.plan_id, one)
        if known is not one:
            place = Place(str(folder / one.place / PLAN))
            twins.append(Unread(one.place, (problem(codes.SAME_PLAN_TWICE, place, other=known.place),)))
    return list(first.values()), twins
