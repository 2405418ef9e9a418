"""The commands that ask: `new` and `interview`."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from planbuilder import codes, files
from planbuilder.cli.branding import KEPT, profile_files
from planbuilder.cli.output import message, said, show_problems
from planbuilder.cli.reading import is_pdf, plan_in
from planbuilder.cli.streams import is_asked_at_a_terminal
from planbuilder.cli.values import author_of, moment
from planbuilder.errors import Interrupted, UsageWrong, problem
from planbuilder.interview.asking import Asker, Prompt
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.filling import Filled, fill
from planbuilder.interview.plain import Plain
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.plan.anew import begin_from
from planbuilder.plan.store import Author, OpenPlan, create, open_plan, refuse_existing
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.yamltext.nodes import Data, KeyPath
from planbuilder.yamltext.schema import closest, in_one_line

ASKED = ("title", "solution", "organisation")
REQUIRED = ("title", "organisation")
YEARS = ("price_base", "first_year", "horizon")
HORIZON = 10


def begin_plan(language: Language, folder: Path, given: Mapping[str, Any], now: datetime) -> None:
    """Start a plan in a folder, from another one if that is named, asking for what the options do not say."""
    refuse_existing(folder)
    other = plan_in(given["from"]) if given["from"] else None
    facts = _facts(language, given, other)
    author = Author("", "", now)
    if other is None:
        made = create(folder, _first_facts(language, facts, given, now), author)
    else:
        made = _begun_from(other, folder, facts, given, author)
        message(language.text("cli.begun_from", title=other.plan.title))
    message(language.text("cli.created", path=made.path, folder=shlex.quote(str(folder))))
    years = made.plan.years
    message(language.text("cli.created_period", first=years[0], last=years[-1], price_base=made.plan.price_base))


def _facts(language: Language, given: Mapping[str, Any], other: OpenPlan | None) -> dict[str, str]:
    """Title, solution and organisation, the latter two as another plan has them; raises UsageWrong for one missing."""
    known = {"solution": other.plan.solution.name, "organisation": other.plan.organisation.name} if other else {}
    facts = {name: in_one_line(given[name] or "") or known.get(name, "") for name in ASKED}
    missing = [f"--{name}" for name in REQUIRED if not facts[name]]
    if missing and not given["no_input"] and not is_asked_at_a_terminal():
        raise UsageWrong([problem(codes.NO_TERMINAL_FOR_FACTS, missing=", ".join(missing))])
    if not given["no_input"] and not all(facts.values()) and is_asked_at_a_terminal():
        asker = face(language, given["plain"])
        facts |= {name: _asked(asker, language, name) for name in ASKED if not facts[name]}
    missing = [f"--{name}" for name in REQUIRED if not facts[name]]
    if missing:
        raise UsageWrong([problem(codes.MISSING_FACTS, missing=", ".join(missing))])
    return facts


def _begun_from(
    other: OpenPlan, folder: Path, facts: Mapping[str, str], given: Mapping[str, Any], author: Author
) -> OpenPlan:
    """A plan with what another holds, and with the profile that lies beside that."""
    changed: dict[KeyPath, Data] = {("title",): facts["title"], ("organisation", "name"): facts["organisation"]}
    changed |= {("solution", "name"): facts["solution"]} if facts["solution"] else {}
    changed |= {(name,): given[name] for name in YEARS if given[name] is not None}
    profile = {} if is_pdf(given["from"]) else profile_files(other.folder, None)
    for kept, data in profile.items():
        path = folder / kept.removeprefix(KEPT)
        if not path.exists():
            files.write_atomically(path, data, folder)
    return begin_from(other, folder, changed, author)


def _asked(asker: Asker, language: Language, name: str) -> str:
    """A fact of a new plan; what a plan must have is asked for until it is there."""
    needed = name in REQUIRED
    hint = "" if needed else language.text("cli.may_wait")
    why_not = language.text(f"cli.needed.{name}") if needed else None
    title = language.text(f"cli.ask_{name}")
    answer = asker.line(Prompt(title, hint, check=lambda line: None if line.strip() else why_not))
    return in_one_line(answer) if isinstance(answer, str) else ""


def _first_facts(
    language: Language, facts: Mapping[str, str], given: Mapping[str, Any], now: datetime
) -> dict[str, Data]:
    """What a new plan holds; the case begins next year at this year's prices unless the options say otherwise."""
    return {
        "title": facts["title"],
        "language": language.code,
        "questionnaire": load().name,
        "organisation": {"name": facts["organisation"]},
        **({"solution": {"name": facts["solution"]}} if facts["solution"] else {}),
        "price_base": given["price_base"] or now.year,
        "first_year": given["first_year"] or now.year + 1,
        "horizon": given["horizon"] or HORIZON,
    }


def hold_interview(language: Language, plan: Path, given: Mapping[str, Any]) -> None:
    """Hold the interview, or fill the plan from a file of answers."""
    opened, questionnaire = open_plan(plan), load()
    session = Session(opened, questionnaire, language, lambda: author_of(opened.plan, given, moment()))
    if given["answers"]:
        _tell_filled(language, fill(session, given["answers"]))
        return
    theme = _known_theme(questionnaire, language, given["theme"])
    if given["no_input"]:
        raise UsageWrong([problem(codes.NO_TERMINAL)])
    try:
        Dialogue(session, face(language, given["plain"])).run(theme)
    except (KeyboardInterrupt, EOFError) as error:
        raise Interrupted([problem(codes.INTERRUPTED, plan=_shown(opened))]) from error


def _tell_filled(language: Language, filled: Filled) -> None:
    """Say what was dropped, what was read otherwise than it was written, and how much was saved."""
    show_problems(filled.warnings, language)
    for one in filled.read_as:
        message(language.text("interview.answer_read_as", label=one.label, written=one.written, value=one.value))
    message(language.count("interview.filled", filled.count))


def _shown(opened: OpenPlan) -> str:
    """The plan's folder as one would type it."""
    return os.path.relpath(opened.folder)


def _known_theme(questionnaire: Questionnaire, language: Language, named: str | None) -> str:
    """The id of a theme that is named by its id, its number on the home screen or (a part of) its title."""
    if not named or not named.strip():
        return ""
    wanted, titles = named.strip().casefold(), {p.id: language.pick(p.title) for p in questionnaire.parts}
    exact = [id for n, id in enumerate(titles, 1) if wanted in (id, str(n), titles[id].casefold())]
    begun = [id for id, title in titles.items() if title.casefold().startswith(wanted)]
    found = exact or begun or [id for id, title in titles.items() if wanted in title.casefold()]
    if len(found) != 1:
        known = " · ".join(titles.values())
        near = closest(named, [*titles, *titles.values()])
        raise UsageWrong([problem(codes.UNKNOWN_THEME, name=named, known=known, near=near)])
    return found[0]


def face(language: Language, plain: bool) -> Asker:
    """The face to ask through; raises UsageWrong where there is no terminal."""
    if not is_asked_at_a_terminal():
        raise UsageWrong([problem(codes.NO_TERMINAL)])
    if plain or os.environ.get("PLANBUILDER_PLAIN") or os.environ.get("TERM") == "dumb":
        return Plain(language, input, said)
    from planbuilder.interview.terminal import Terminal  # costs half of the start

    return Terminal(language, colour=not os.environ.get("NO_COLOR"))
