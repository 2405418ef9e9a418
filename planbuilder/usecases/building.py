"""The documents of a plan, written as files.

In: a plan, what to write, and the day that the documents carry. Out: where each file is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from planbuilder import codes, files, hold, looking, pipeline
from planbuilder.changes.comparing import Comparison
from planbuilder.document.outline import base_name
from planbuilder.errors import Day, Numeral, Problem, problem
from planbuilder.kept import Kept, prune
from planbuilder.language import Language
from planbuilder.look import Look
from planbuilder.pipeline import BuildOptions, Output
from planbuilder.plan.answers import Answers
from planbuilder.plan.as_of import later
from planbuilder.plan.check import faults
from planbuilder.plan.model import Plan
from planbuilder.plan.roles import in_public
from planbuilder.plan.store import OpenPlan
from planbuilder.questionnaire.loading import load
from planbuilder.record import record
from planbuilder.standing import Standing
from planbuilder.usecases.comparing import since_decided
from planbuilder.usecases.looks import look_of
from planbuilder.usecases.plans import opened, own_language, refuse_faults
from planbuilder.usecases.talk import Made, Warn, unheard
from planbuilder.writers import WRITERS

BUILT = "build"
FORMATS = ("docx", "pdf", "xlsx")


@record
class Wanted:
    """What to write: documents and formats by name, where to, and with which profile and Word template.

    Without a folder it is `build` beside the plan. `kept_figures` is where drawings are kept for the next time,
    and notes of what was made: a file that would come out as it stands is left, without that place none.
    `public` documents call nobody by name; a profile may ask for it too.
    """

    documents: tuple[str, ...] = pipeline.DOCUMENTS
    formats: tuple[str, ...] = FORMATS
    to: Path | None = None
    profile: Path | None = None
    template: Path | None = None
    kept_figures: Path | None = None
    public: bool = False


# Every document in Word and PDF, and the workbook.
USUAL = Wanted()


def build(
    plan: Path,
    day: date,
    language: Language | None = None,
    wanted: Wanted = USUAL,
    warn: Warn = unheard,
    made: Made = unheard,
    stood: Made = unheard,
) -> tuple[Path, ...]:
    """Where each document of a plan is, in a language or the plan's own.

    Those that would come out as they are stay as they are, and are heard of as `stood` too.
    Raises InputInvalid if something in the plan is wrong, UsageWrong for a document that there is not.
    """
    found = opened(plan)
    warn(found.warnings)
    look = look_of(found.folder, wanted.profile, wanted.template, warn)
    return write(found, day, language or own_language(found), look, wanted, made, warn, stood)


def write(
    found: OpenPlan,
    day: date,
    language: Language,
    look: Look,
    wanted: Wanted = USUAL,
    made: Made = unheard,
    warn: Warn = unheard,
    stood: Made = unheard,
) -> tuple[Path, ...]:
    """Where each document of an open plan is; one with more pages than its outline promises is warned of."""
    questionnaire, folder = load(), wanted.to or found.folder / BUILT
    refuse_faults(found, questionnaire, language)
    since = since_decided(found.path, language.printed, day, warn) if pipeline.STATUS in wanted.documents else None
    options = options_of(wanted, wanted.documents, day, language, look, since)
    warn(_of_another(found.plan, look))
    warn(left_out(found.plan, day))
    if options.public:
        warn(_without_position(found.plan, language))
    within = wanted.to or found.folder
    standing = Standing(folder, Kept(wanted.kept_figures), within)
    outputs = pipeline.build(found.plan, questionnaire, options, found.source.data(), standing)
    paths = tuple(written(outputs, folder, within, made, warn, stood))
    if wanted.kept_figures:
        prune(wanted.kept_figures)
    return paths


def options_of(
    wanted: Wanted, documents: tuple[str, ...], day: date, language: Language, look: Look, since: Comparison | None
) -> BuildOptions:
    """What is wanted, with some documents, as the pipeline takes it."""
    public = wanted.public or look.public
    return BuildOptions(documents, wanted.formats, day, language, look, wanted.kept_figures, since=since, public=public)


def _of_another(plan: Plan, look: Look) -> list[Problem]:
    """That the profile and the plan name different organisations: both stand on the cover. One may name more."""
    ours, theirs = (look.brand.name if look.brand else "", plan.organisation.name)
    known = sorted((ours.casefold(), theirs.casefold()), key=len)
    values = {"profile": ours, "plan": theirs}
    return [] if known[0] in known[1] else [problem(codes.PROFILE_OF_ANOTHER, "organisation.name", **values)]


def left_out(plan: Plan, day: date) -> list[Problem]:
    """That papers of a day leave out what happened after it."""
    late = later(plan, day).values()
    values = {"count": Numeral(len(late)), "day": Day(day.isoformat())}
    return [problem(codes.LATER_LEFT_OUT, newest=Day(max(late).isoformat()), **values)] if late else []


def _without_position(plan: Plan, language: Language) -> list[Problem]:
    """That some people have no position, who are called by number instead."""
    nameless = language.text("document.somebody")
    count = in_public(plan, nameless).without_position
    return [problem(codes.WITHOUT_POSITION, count=Numeral(count), called=nameless)] if count else []


def written(
    outputs: Iterable[Output], folder: Path, within: Path, made: Made, warn: Warn, stood: Made = unheard
) -> Iterator[Path]:
    """Where each finished document is, one by one, written unless it stood there."""
    for output in outputs:
        path = folder / output.name
        hold.clear(folder, (output.name,))
        if output.stood:
            stood(path)
        else:
            files.write_atomically(path, output.data, within)
        made(path)
        warn(output.warnings)
        yield path


def overlong(plan: Path, day: date) -> tuple[Problem, ...]:
    """Which documents of a plan would have more pages than they may; none of one with something wrong in it.

    They are made as PDFs in the plan's own language, and thrown away.
    """
    found, questionnaire = opened(plan), load()
    language = own_language(found)
    if faults(Answers(found.plan, questionnaire, language)):
        return ()
    look = look_of(found.folder, None, None, unheard)
    names = tuple(name for name in pipeline.DOCUMENTS if pipeline.promised(name))
    options = pipeline.BuildOptions(names, ("pdf",), day, language, look)
    return tuple(one for output in pipeline.build(found.plan, questionnaire, options) for one in output.warnings)


def remade(folder: Path) -> tuple[Path, ...]:
    """The documents in a plan's folder, which can be built anew."""
    places = [] if looking.is_link(folder / BUILT) else looking.own_entries(folder / BUILT)
    return tuple(
        path for path in places if looking.is_file(path) and not looking.is_link(path) and path.name in _outputs()
    )


def _outputs() -> set[str]:
    asked_for = (pipeline.CHANGES, pipeline.STATUS, pipeline.HANDOVER, pipeline.MINUTES)
    bases = [*map(base_name, pipeline.DOCUMENTS), *asked_for, pipeline.WORKBOOK]
    plain = {f"{base}.{writer.suffix}" for base in bases for writer in WRITERS.values()}
    return plain | {f"{base}{pipeline.TRACKED}" for base in bases}
