"""The command `build`: the documents of a plan, or of all plans beneath a folder.

In: the words of a language. Out: a click command, which prints where each file is, or, of many plans, how far it is. Of
many plans the command fails if one of them cannot be built, after all the others are.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing
from dataclasses import fields
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder import codes
from planbuilder.cli.options import FILE, Words, kept_figures, parsed_day
from planbuilder.cli.output import Progress, message, result, show_path, show_problems
from planbuilder.errors import InputInvalid, Interrupted, UsageWrong, problem
from planbuilder.language import Language
from planbuilder.record import record

if TYPE_CHECKING:
    from planbuilder.parallel import Scheduler
    from planbuilder.usecases.building import Wanted
    from planbuilder.usecases.building_all import Step


@record
class Crew:
    """Who makes the documents of many plans: processes of this machine, or a cluster with its certificates."""

    jobs: int | None = None
    scheduler: str | None = None
    shared: bool = False
    tls_ca: Path | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None

    @property
    def keys(self) -> list[Path]:
        """The certificates that are named."""
        return [one for one in (self.tls_ca, self.tls_cert, self.tls_key) if one]


NOBODY = Crew()


def build_command(words: Words, name: str) -> click.Command:
    """The command `build`."""
    from planbuilder.writers import WRITERS  # the table alone: its modules are loaded when used

    formats = click.Choice(list(WRITERS))
    options = [
        words.option("--format", to="formats", type=formats, multiple=True, metavar="|".join(WRITERS)),
        words.option("--document", to="documents", multiple=True),
        words.option("--to", type=FILE),
        words.day("--date", to="day"),
        words.file("--profile"),
        words.file("--template"),
        words.flag("--public"),
        words.flag("--all", "build_all", "is_of_all"),
        words.number("--jobs", 1, 256),
        words.option("--scheduler", metavar=words.metavar("address")),
        words.flag("--shared"),
        *(words.file(f"--{name}") for name in ("tls-ca", "tls-cert", "tls-key")),
    ]
    return words.command(name, _build, words.plan(), *options, tell_language=True)


def _build(
    language: Language,
    plan: Path,
    formats: tuple[str, ...],
    documents: tuple[str, ...],
    to: Path | None,
    day: str | None,
    profile: Path | None,
    template: Path | None,
    public: bool,
    is_of_all: bool,
    jobs: int | None,
    scheduler: str | None,
    shared: bool,
    tls_ca: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    lang: str | None,
) -> int:
    """Write the documents of a plan, or of all beneath a folder."""
    from planbuilder.usecases.building import FORMATS, USUAL, Wanted, build

    crew = Crew(jobs, scheduler, shared, tls_ca, tls_cert, tls_key)
    _refuse_apart(is_of_all, crew)
    today = date.today()
    chosen = parsed_day(day, language, today) or today
    kept = kept_figures(os.environ)
    wanted = Wanted(documents or USUAL.documents, formats or FORMATS, to, profile, template, kept, public)
    if is_of_all:
        return _build_all(language, plan, chosen, wanted, lang or "", crew)
    warn, stood = partial(show_problems, language=language), list[Path]()
    build(plan, chosen, language if lang else None, wanted, warn, show_path, stood.append)
    if stood:
        message(language.count("build.stood", len(stood)))
    return 0


def _refuse_apart(is_of_all: bool, crew: Crew) -> None:
    """Raise UsageWrong for what is said of many plans where one is built (PB419), or of a cluster without one."""
    alone = NOBODY if not is_of_all else crew if crew.scheduler else Crew(crew.jobs)
    given = [
        f"--{one.name.replace('_', '-')}" for one in fields(Crew) if getattr(crew, one.name) != getattr(alone, one.name)
    ]
    if given:
        needed = "--scheduler" if is_of_all else "--all"
        raise UsageWrong([problem(codes.OF_ALL_PLANS_ALONE, options=", ".join(given), needed=needed)])
    if len(crew.keys) not in (0, 3):
        raise UsageWrong([problem(codes.CLUSTER_KEYS_HALF_NAMED)])


def _build_all(language: Language, folder: Path, day: date, wanted: Wanted, lang: str, crew: Crew) -> int:
    """Write the documents of all plans beneath a folder, and show how far it is."""
    from planbuilder.usecases.building_all import build_all

    scheduler, travels = _scheduler(crew), crew.scheduler is not None and not crew.shared
    warn, progress = partial(show_problems, language=language), Progress()
    counts: Counter[str] = Counter()
    of = 0
    progress.show(0, 1, language.text("many.working"))
    try:
        with closing(build_all(folder.absolute(), day, scheduler, lang, wanted, travels, warn)) as steps:
            for step in steps:
                counts[step.state] += 1
                of = step.of
                _show_step(language, step, progress)
    except KeyboardInterrupt as stop:
        progress.clear()
        done = counts["built"] + counts["kept"]
        raise Interrupted([problem(codes.STOPPED_BETWEEN, done=done, all=of or "–")]) from stop
    progress.clear()
    numbers = {state: counts[state] for state in ("built", "kept", "failed")}
    result(language.text("many.done", all=sum(numbers.values()), **numbers))
    return InputInvalid.exit_code if counts["failed"] else 0


def _show_step(language: Language, step: Step, progress: Progress) -> None:
    """Show a plan that is done with: on a terminal by the bar, and in words what is to be said of it."""
    said = {
        "built": lambda: language.count("many.built", len(step.names), place=step.place),
        "kept": lambda: language.text("many.up_to_date", place=step.place),
        "failed": lambda: language.text("many.failed", place=step.place),
    }[step.state]()
    found = (*step.warnings, *step.problems)
    if found or not progress.is_shown:
        progress.clear()
        message(said) if found else result(said)
        show_problems(found, language)
    progress.show(step.number, step.of, step.place)


def _scheduler(crew: Crew) -> Scheduler:
    """Who does the work: a cluster if one is named, else processes of this machine; raises UsageWrong."""
    from planbuilder.parallel import Processes, usual_jobs

    if not crew.scheduler:
        return Processes(crew.jobs or usual_jobs())
    from planbuilder.cluster import Cluster, Keys

    return Cluster(crew.scheduler, Keys(*crew.keys) if crew.keys else None)
