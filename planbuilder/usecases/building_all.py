"""The documents of all plans beneath a folder, made by whoever does the work, and not made again where nothing changed.

In: a folder, what to write, and a scheduler. Out: a `Step` for each plan, as it is done. In the user's own place it is
kept which documents were made of what, by digests: what still fits is not made again, so that what was stopped goes on
where it was. A plan that cannot be built is a step with its problems and stops no other.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from planbuilder import codes, files, language, looking, pipeline
from planbuilder.approval.sealing import DOCUMENTS
from planbuilder.approval.store import BESIDE, VERSIONS
from planbuilder.errors import InputInvalid, PlanbuilderError, Problem, UsageWrong, problem
from planbuilder.kept import Kept
from planbuilder.parallel import Lost, Scheduler
from planbuilder.plan.beneath import plans_beneath
from planbuilder.plan.store import PLAN
from planbuilder.record import record, replace
from planbuilder.standing import Standing
from planbuilder.usecases.building import BUILT, USUAL, Wanted, build
from planbuilder.usecases.looks import KEPT, profile_files
from planbuilder.usecases.overseeing import lost, place_of

TEMPLATE = "template.docx"
# All documents of a plan together, as they are noted.
ALL = ("*",)
State = Literal["built", "kept", "failed"]
# Documents are made one at a time in a process: what draws stands in a folder of its own meanwhile.
_ALONE = threading.Lock()


@record
class Job:
    """A plan whose documents are to be made: its folder, the day, the code of a language (empty: its own), and what.

    `inputs` is the digest of all they are made from; `files` is what the plan consists of where the machine that makes
    them does not see its folder.
    """

    folder: Path
    day: date
    language: str = ""
    wanted: Wanted = USUAL
    inputs: str = ""
    files: Mapping[str, bytes] | None = None


@record
class Made:
    """What came of a plan: the names of its documents, or what is wrong; `data` holds them where they travel."""

    names: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    data: Mapping[str, bytes] | None = None


@record
class Step:
    """A plan that is done with: where it is, how it went, how many are done with of how many, and what it has now."""

    place: str
    state: State
    number: int
    of: int
    names: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


def build_all(
    folder: Path,
    day: date,
    scheduler: Scheduler,
    spoken: str = "",
    wanted: Wanted = USUAL,
    travels: bool = False,
    warn: Callable[[tuple[Problem, ...]], None] = lambda _: None,
) -> Generator[Step, None, None]:
    """A step for each plan beneath a folder, those first whose documents are made; raises UsageWrong (PB374).

    `spoken` is the code of a language, empty for each plan's own; `wanted.to` is a folder that gets one for each plan.
    Where what is to be done `travels`, plans go as bytes and so do their documents; else whoever does it reads and
    writes them. Ended early, it ends whoever is at work.
    """
    beneath = plans_beneath(folder)
    if not beneath.folders:
        raise UsageWrong([problem(codes.NO_PLAN_BENEATH, path=folder), *beneath.problems])
    warn(beneath.problems)
    kept, of, done = Kept(wanted.kept_figures), len(beneath.folders), 0
    jobs = [_with_inputs(Job(one, day, spoken, _of_plan(wanted, folder, one))) for one in beneath.folders]
    waiting = []
    for job in jobs:
        if names := _made_already(job, kept):
            done += 1
            yield Step(place_of(job.folder, folder), "kept", done, of, names)
        else:
            waiting.append(job)
    work, pieces = (build_parcel, _parcels(waiting)) if travels else (build_here, iter(waiting))
    for job, found in scheduler.done(work, pieces):
        made = Made(problems=lost(job.folder, found)) if isinstance(found, Lost) else _delivered(job, found)
        _note(job, made, kept)
        done += 1
        state: State = "failed" if made.problems else "built"
        yield Step(place_of(job.folder, folder), state, done, of, made.names, made.warnings, made.problems)


def _of_plan(wanted: Wanted, folder: Path, plan: Path) -> Wanted:
    """What is wanted of one plan: into a folder of its own, if all go elsewhere."""
    return replace(wanted, to=wanted.to / place_of(plan, folder)) if wanted.to else wanted


def build_here(job: Job) -> Made:
    """What came of a plan whose folder is seen here; its documents are in place."""
    return _built(job.folder, job)


def _built(folder: Path, job: Job) -> Made:
    """The documents of the plan in a folder, made one plan at a time."""
    warnings: list[Problem] = []
    own = language.load(job.language) if job.language else None
    try:
        with _ALONE:
            paths = build(folder, job.day, own, job.wanted, warnings.extend)
    except PlanbuilderError as error:
        return Made(warnings=tuple(warnings), problems=error.problems)
    return Made(tuple(path.name for path in paths), tuple(warnings))


def _parcels(jobs: Iterable[Job]) -> Iterator[Job]:
    """Plans as bytes, one by one; what cannot be read is told by who builds it, as of any other plan."""
    for job in jobs:
        with suppress(InputInvalid):
            yield replace(job, files=_sources(job))
            continue
        yield replace(job, files={})


def build_parcel(job: Job) -> Made:
    """What came of a plan that came as bytes: its documents as bytes."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        for name, source in (job.files or {}).items():
            files.write_atomically(folder / name, source)
        template = folder / TEMPLATE if TEMPLATE in (job.files or {}) else None
        wanted = replace(job.wanted, to=folder / BUILT, profile=None, template=template, kept_figures=None)
        made = _built(folder, replace(job, wanted=wanted))
        data = {name: files.contents(folder / BUILT / name) for name in made.names}
    return replace(made, data=data, problems=tuple(_at_home(one, place, job) for one in made.problems))


def _at_home(found: Problem, away: str, job: Job) -> Problem:
    """A problem in the plan's own folder, and not where it was built."""
    return replace(found, place=replace(found.place, file=found.place.file.replace(away, str(job.folder), 1)))


def _delivered(job: Job, made: Made) -> Made:
    """What came of a plan, with documents that travelled put in their place and noted."""
    if made.data is None or made.problems:
        return made
    target = _target(job)
    try:
        for name, data in made.data.items():
            files.write_atomically(target / Path(name).name, data, job.wanted.to or job.folder)
    except InputInvalid as error:
        return Made(warnings=made.warnings, problems=error.problems)
    return replace(made, data=None)


def _target(job: Job) -> Path:
    return job.wanted.to or job.folder / BUILT


def _sources(job: Job) -> dict[str, bytes]:
    """All files that the documents of a plan are made from, by their names in its folder; raises InputInvalid."""
    found = {PLAN: files.contents(job.folder / PLAN)}
    for name, data in profile_files(job.folder, job.wanted.profile).items():
        found[name.removeprefix(KEPT)] = data
    if job.wanted.template:
        found[TEMPLATE] = files.contents(job.wanted.template)
    if pipeline.STATUS in job.wanted.documents:
        found |= dict(_versions(job.folder))
    return found


def _versions(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What of a plan's versions is asked for: all but documents, and what was laid beside them."""
    apart = (DOCUMENTS.rstrip("/"), *BESIDE)
    for path in looking.own_contents(folder / VERSIONS) if looking.is_folder(folder / VERSIONS) else ():
        name = path.relative_to(folder)
        if not any(part in apart for part in name.parts) and looking.is_file(path):
            yield name.as_posix(), files.contents(path, within=folder)


def _with_inputs(job: Job) -> Job:
    """A plan with the digest of all that its documents are made from now; none where it cannot be read."""
    try:
        return replace(job, inputs=_digest(job, _sources(job)))
    except InputInvalid:
        return replace(job, inputs="")


def _digest(job: Job, sources: Mapping[str, bytes]) -> str:
    """The digest of what is wanted, and of what a plan consists of."""
    wanted = (job.wanted.documents, job.wanted.formats, job.wanted.public, job.day.isoformat(), job.language)
    outlines = {name: files.contents(Path(name)) for name in job.wanted.documents if name.endswith((".yaml", ".yml"))}
    parts = [repr(wanted)]
    parts += [f"{name} {files.digest(data)}" for name, data in sorted({**outlines, **sources}.items())]
    return files.digest_of(*parts) if sources else ""


def _standing(job: Job, kept: Kept) -> Standing:
    return Standing(_target(job), kept, job.wanted.to or job.folder)


def _note(job: Job, made: Made, kept: Kept) -> None:
    """Keep which documents were made, unless the plan was changed meanwhile."""
    if made.problems or not job.inputs or _with_inputs(job).inputs != job.inputs:
        return
    standing = _standing(job, kept)
    with suppress(InputInvalid):
        found = {name: files.contents(_target(job) / name) for name in made.names}
        standing.note(ALL, standing.made_of(job.inputs), found)


def _made_already(job: Job, kept: Kept) -> tuple[str, ...]:
    """The names of a plan's documents where each is there as it was made, of what there is now; else none."""
    standing = _standing(job, kept)
    return tuple(standing.found(ALL, standing.made_of(job.inputs)))
