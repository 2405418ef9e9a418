"""The interview: held through a face, or answered from a file.

In: a plan, and whoever can be asked. Out: the plan with what was answered, saved after every answer.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from subprocess import list2cmdline

from planbuilder import codes, files, looking
from planbuilder.errors import Interrupted, UsageWrong, closest, problem
from planbuilder.interview.asking import Asker
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.filling import Filled
from planbuilder.interview.filling import fill as fill_session
from planbuilder.interview.form import empty
from planbuilder.interview.session import Session
from planbuilder.interview.settling import Open, named, open_disagreements
from planbuilder.interview.settling import settle as settle_in
from planbuilder.interview.shelf import Editor
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.store import open_plan
from planbuilder.questionnaire.definition import Questionnaire, Role
from planbuilder.questionnaire.loading import load
from planbuilder.usecases.plans import author_of

Clock = Callable[[], datetime]


def session(
    plan: Path, language: Language, clock: Clock, by: str = "", role: str = "", asks: Role | None = None
) -> Session:
    """The session in which a plan is answered; every save is noted with who answered, and when by the clock.

    With `asks`, what that role is not asked is passed over.
    """
    opened = open_plan(plan)
    return Session(opened, load(), language, lambda: author_of(opened.plan, by, role, clock()), asks)


def hold_interview(
    plan: Path,
    face: Callable[[], Asker],
    language: Language,
    clock: Clock,
    theme: str = "",
    by: str = "",
    role: str = "",
    editor: Editor | None = None,
    flags: Sequence[str] = (),
) -> None:
    """Hold the interview, from a theme on if one is named; `face` is made when the plan is open.

    Where the questionnaire knows the role, its questions alone are asked. `editor` is for long texts, `flags` are
    those of the call (`--plain`): whoever is stopped is told how to go on in the same way.

    Raises UsageWrong for an unknown theme, Interrupted when the user stops: what was answered is saved.
    """
    held = session(plan, language, clock, by, role, load().role(role) if role else None)
    begin = known_theme(held.questionnaire, language, theme)
    folder = held.opened.folder
    try:
        Dialogue(held, face(), editor).run(begin)
    except (KeyboardInterrupt, EOFError) as error:
        named = (("--as", by), ("--role", role), ("--theme", theme))
        told = [part for name, value in named if value for part in (name, value)]
        words = [os.path.relpath(folder), *told, *flags]
        raise Interrupted([problem(codes.INTERRUPTED, plan=list2cmdline(words))]) from error


def fill(plan: Path, answers: Path, language: Language, clock: Clock, by: str = "", role: str = "") -> Filled:
    """How many answers of a file were saved in a plan, what was dropped, and what was read otherwise than written."""
    return fill_session(session(plan, language, clock, by, role), answers)


def disagreements(plan: Path, language: Language, now: datetime) -> tuple[Open, ...]:
    """What several people have answered differently and nobody has settled, each with its answers in words."""
    return open_disagreements(session(plan, language, lambda: now))


def settle(
    plan: Path,
    question: str,
    language: Language,
    now: datetime,
    choice: int = 0,
    text: str | None = None,
    why: str = "",
    by: str = "",
    role: str = "",
) -> bool:
    """Whether a disagreement is settled, on the answer of a number or on another wording; who decided is recorded.

    It stays open where somebody has answered meanwhile. Raises UsageWrong for a question that there is none on, or
    several (PB356), for a number that there is not (PB357), and for a wording that does not fit.
    """
    held = session(plan, language, lambda: now, by, role)
    found = named(held, question)
    if len(found) != 1:
        known = "; ".join(one.name for one in found) or "–"
        raise UsageWrong([problem(codes.NO_DISAGREEMENT, name=question, known=known)])
    return settle_in(held, found[0], choice, text, why)


def questions_for(language: Language, role: str) -> tuple[str, ...]:
    """The ids of the questions that somebody in a role is asked, in order; raises UsageWrong for no role of the list.

    A role is named by its id, its name in any language, or another word for it.
    """
    questionnaire = load()
    found = questionnaire.role(role)
    if found is None:
        names = [language.pick(one.name) for one in questionnaire.roles]
        raise UsageWrong([problem(codes.UNKNOWN_ROLE, name=role, known=" · ".join(names), near=closest(role, names))])
    return questionnaire.asked_of(found)


def write_form(plan: Path, form: Path, language: Language) -> Path:
    """Where an empty file of answers to a plan was written; raises UsageWrong if there is something already."""
    if looking.is_there(form):
        raise UsageWrong([problem(codes.PATH_EXISTS, path=form)])
    found = open_plan(plan)
    text = empty(Answers(found.plan, load(), language))
    files.write_atomically(form, text.encode())
    return form


def known_theme(questionnaire: Questionnaire, language: Language, named: str) -> str:
    """The id of a theme that is named by its id, its number on the home screen or (a part of) its title.

    Empty for an empty name; raises UsageWrong for one that names none, or several.
    """
    if not named.strip():
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
