"""What `planbuilder web` is about: one plan or all beneath a folder, and invitations to a plan's questions.

In: what was typed. Out: a site ready to be served; an invitation with its link; the invitations there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from planbuilder import codes, looking
from planbuilder.errors import UsageWrong, closest, problem
from planbuilder.language import Language
from planbuilder.plan.beneath import plans_beneath
from planbuilder.plan.store import PLAN, open_plan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.record import record
from planbuilder.usecases.interviewing import known_theme
from planbuilder.usecases.plans import author_of
from planbuilder.web.access import Access, Login, OneTimeKey
from planbuilder.web.invitations import Invitation, invitations, invite
from planbuilder.web.place import Place

MOST_PLANS = 500


@record
class Wanted:
    """An invitation as it was typed: to whom, in which role, to which parts and questions, until when."""

    name: str
    role: str
    themes: Sequence[str] = ()
    questions: Sequence[str] = ()
    until: date | None = None


def places(
    path: Path, clock: Callable[[], datetime], by: str, role: str, login: Login | None
) -> tuple[tuple[Place, OneTimeKey], ...]:
    """The plan at a path, or every plan beneath a folder, each with the key of its link; raises UsageWrong (PB374)."""
    found = (
        [path]
        if looking.is_file(path) or looking.is_there(path / PLAN)
        else [*plans_beneath(path).folders[:MOST_PLANS]]
    )
    if not found:
        raise UsageWrong([problem(codes.NO_PLAN_BENEATH, path=path)])
    roots = [""] if found == [path] else [f"/plan/{name}" for name in names_of(found)]
    return tuple(_place(folder, root, clock, by, role, login) for folder, root in zip(found, roots, strict=True))


def _place(
    folder: Path, root: str, clock: Callable[[], datetime], by: str, role: str, login: Login | None
) -> tuple[Place, OneTimeKey]:
    opened = open_plan(folder)
    who = author_of(opened.plan, by, role, clock())
    key = OneTimeKey()
    leader = Invitation("", who.name, who.role, "", "", leads=True)
    return Place(opened.folder, root, Access(clock, key, leader, login)), key


def names_of(folders: Sequence[Path]) -> list[str]:
    """A name for each folder that may stand in an address, no two the same."""
    names: list[str] = []
    for folder in folders:
        plain = re.sub(r"[^a-z0-9]+", "-", folder.name.casefold()).strip("-") or "plan"
        names.append(next(name for name in (plain, *(f"{plain}-{n}" for n in range(2, 999))) if name not in names))
    return names


def invited(plan: Path, wanted: Wanted, language: Language, now: datetime) -> tuple[Invitation, str]:
    """An invitation that is kept now, and the key of its link.

    Raises UsageWrong for an unknown theme or question (PB375), and where it would reach nothing (PB376).
    """
    questionnaire, opened = load(), open_plan(plan)
    parts = tuple(known_theme(questionnaire, language, one) for one in wanted.themes)
    questions = tuple(_question(questionnaire, one) for one in wanted.questions)
    until = wanted.until.isoformat() if wanted.until else ""
    asked = Invitation("", wanted.name, wanted.role, "", "", parts, questions, until)
    reaches = asked.reach(questionnaire)
    if not any(reaches(id) for id in questionnaire.by_id):
        roles = ", ".join(language.pick(one.name) for one in questionnaire.roles)
        raise UsageWrong([problem(codes.INVITES_TO_NOTHING, role=wanted.role or "–", known=roles)])
    return invite(opened, asked, now)


def _question(questionnaire: Questionnaire, named: str) -> str:
    """The id of a question that is named by it, or by its words."""
    id = named if named in questionnaire.by_id else questionnaire.named(named)
    if not id:
        near = closest(named, list(questionnaire.by_id))
        raise UsageWrong([problem(codes.UNKNOWN_QUESTION_NAMED, name=named, near=near)])
    return id


def kept(plan: Path) -> tuple[Invitation, ...]:
    """The invitations to a plan, without those who led by a link of the server's own."""
    opened = open_plan(plan)
    return tuple(one for one in invitations(opened.folder, opened.plan.plan_id) if not one.leads)
