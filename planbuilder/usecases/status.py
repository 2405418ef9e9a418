"""Where a plan is: how far it has come, what is next, and what is overdue.

In: a plan and a day. Out: counts and short lists, and the one thing to do next. What is next follows from the order of
the work: answers that differ are settled, the interview is finished, what `check` finds is mended, the plan is sealed,
decided on, and from then on followed up.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from planbuilder.document.harvested import Summary, summary
from planbuilder.figures.following import Standing, due, standing_of
from planbuilder.figures.harvest import harvested
from planbuilder.figures.lines import benefit_lines
from planbuilder.figures.review import problems
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.as_of import as_of
from planbuilder.plan.model import Plan
from planbuilder.plan.preconditions import overdue
from planbuilder.plan.sayings import disagreements
from planbuilder.plan.store import open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.record import record, replace
from planbuilder.usecases.acting import ToDo, listed
from planbuilder.usecases.approving import versions
from planbuilder.usecases.plans import PartDone, parts_done

Next = Literal["settle", "interview", "check", "approve", "decide", "measure", "act", "nothing"]


@record
class Version:
    """The newest version that counts: its number, the day that its documents carry, and where it stands."""

    number: int
    on: str
    stage: str
    is_waiting: bool


@record
class Behind:
    """An indicator that is behind the plan, or a level that is not kept, with how it goes."""

    id: str
    title: str
    unit: str
    standing: Standing


@record
class Status:
    """Where a plan is on a day.

    `errors` stand in the way of approval. `late` are actions whose day has passed, `coming` the others by day;
    `overdue` has the titles of deliveries by others whose day has passed, by id.
    `due` has the titles of the indicators that are to be measured, by id. `harvest` is what is planned and harvested in
    budgets in the years before the day's, and in it.
    """

    title: str
    parts: tuple[PartDone, ...]
    disagreements: int
    errors: int
    version: Version | None
    late: tuple[ToDo, ...]
    coming: tuple[ToDo, ...]
    overdue: Mapping[str, str]
    due: Mapping[str, str]
    behind: tuple[Behind, ...]
    harvest: Summary
    next: Next


def status(path: Path, language: Language, today: date) -> Status:
    """Where a plan is; raises InputInvalid for what is no plan."""
    plan = as_of(open_plan(path).plan, today)
    answers = Answers(plan, load(), language, today)
    actions = listed(plan, today)
    late = tuple(one for one in actions if one.is_late)
    known = Status(
        plan.title,
        tuple(parts_done(answers)),
        len([*disagreements(plan)]),
        sum(one.severity == "error" for one in problems(answers, "approval")),
        _version(path),
        late,
        tuple(one for one in actions if one not in late),
        {id: plan.preconditions[id].title for id in overdue(plan.preconditions, today)},
        {id: plan.indicators[id].title for id in due(plan, today)},
        _behind(plan, today),
        summary(harvested(plan, benefit_lines(plan)), today.year),
        "nothing",
    )
    return replace(known, next=_next(known))


def _version(path: Path) -> Version | None:
    """The newest version that has not been superseded or rejected, else the newest there is."""
    found = versions(path).versions
    counting = [one for one in found if one[1].stage not in ("superseded", "rejected")] or [*found]
    if not counting:
        return None
    sealed, standing = counting[-1]
    return Version(sealed.manifest.version, sealed.manifest.date, standing.stage, standing.stage == "for_approval")


def _behind(plan: Plan, today: date) -> tuple[Behind, ...]:
    how = {id: standing_of(plan, id, today) for id in plan.indicators}
    late = {id: one for id, one in how.items() if one.verdict in ("behind", "not_kept")}
    return tuple(Behind(id, plan.indicators[id].title, plan.indicators[id].unit, one) for id, one in late.items())


def _next(known: Status) -> Next:
    """What comes first in the order of the work."""
    followed: tuple[tuple[Next, bool], ...] = (("measure", bool(known.due)), ("act", bool(known.late or known.coming)))
    if known.version is not None and not known.version.is_waiting:
        return next((what for what, is_so in followed if is_so), "nothing")
    steps: tuple[tuple[Next, bool], ...] = (
        ("settle", known.disagreements > 0),
        ("decide", known.version is not None),
        ("interview", any(one.next for one in known.parts)),
        ("check", known.errors > 0),
    )
    return next((what for what, is_so in steps if is_so), "approve")
