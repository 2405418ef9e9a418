"""What of a plan hangs on the board: the goals that people have chosen or we propose, and the actions of the present.

In: a plan's answers, an action and a day. Out: ids, days, and whether.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planbuilder import codes
from planbuilder.errors import Day, Problem, Term, problem
from planbuilder.plan.answers import Answers
from planbuilder.plan.model import Plan
from planbuilder.plan.registers import Action
from planbuilder.questionnaire.needed import ON_BOARD
from planbuilder.record import record

MOST_GOALS = 3
OPEN = ("", "decided", "started")
BEFORE, AHEAD = timedelta(days=61), timedelta(days=183)


@record
class Goals:
    """The ids of the indicators on the board, in the plan's order; whether people have chosen them, and how many more.

    What is not chosen is our proposal: at most three, those measured most often, both kinds where both are measured.
    """

    ids: tuple[str, ...]
    chosen: bool
    left: int = 0


def goals(answers: Answers) -> Goals:
    """The goals that hang on the board."""
    indicators = answers.plan.indicators
    wanted = [id for id in answers.value(ON_BOARD) or () if id in indicators]
    if not wanted:
        return Goals(_proposed(answers.plan), chosen=False)
    shown = wanted[:MOST_GOALS]
    return Goals(tuple(id for id in indicators if id in shown), chosen=True, left=len(wanted) - len(shown))


def _proposed(plan: Plan) -> tuple[str, ...]:
    """The indicators measured most often, both kinds among them; the plan's first where nothing is measured yet."""
    taken = [x.indicator for x in plan.measurements.values() if x.on and x.value is not None]
    counts = {id: taken.count(id) for id in plan.indicators}
    often = sorted(plan.indicators, key=lambda id: -counts[id])
    known = [id for id in often if counts[id]] or often
    first = {plan.indicators[id].kind: id for id in reversed(known)}.values()
    picked = sorted(known, key=lambda id: id not in first)[:MOST_GOALS]
    return tuple(id for id in plan.indicators if id in picked)


def called(plan: Plan, id: str) -> str:
    """An indicator, action, idea or benefit by its id and title; the id alone where the plan has none such."""
    registers = (plan.indicators, plan.actions, plan.ideas, plan.benefits_tree.benefits)
    found = next((one for known in registers if (one := known.get(id))), None)
    return f"{id} {found.title}" if found else id


def due(action: Action, today: date) -> date | None:
    """The day by which an action is to be done; the next one, never past, of a day that comes again."""
    return action.deadline if isinstance(action.deadline, date | None) else action.deadline.following(today)


def is_late(action: Action, today: date) -> bool:
    """Whether an action is still open after its deadline."""
    day = due(action, today)
    return action.status in OPEN and day is not None and day < today


def passed(path: str, action: Action, day: date) -> Iterator[Problem]:
    """That the deadline of an action, which is set on a day and still to be done, lies before that day."""
    if action.status in OPEN and isinstance(action.deadline, date) and action.deadline < day:
        days = {"deadline": Day(action.deadline.isoformat()), "day": Day(day.isoformat())}
        yield problem(codes.DEADLINE_PASSED, path, title=action.title, **days)


def passed_deadlines(answers: Answers) -> Iterator[Problem]:
    """The deadlines that have passed on the day of whoever answers now; nothing where nobody does.

    An interview asks about one that is set; `check` tells none, since every action that is late has one.
    """
    if today := answers.today:
        for id, one in answers.plan.actions.items():
            yield from passed(f"actions.{id}.deadline", one, today)


def lacking(action: Action) -> Iterator[Problem]:
    """That an action is nobody's, or has no deadline."""
    lacks = [name for name in ("responsible", "deadline") if not getattr(action, name)]
    if lacks:
        yield problem(codes.ACTION_LACKS, title=action.title, lacks=Term(f"action.lacks.{'_'.join(lacks)}"))


def open_actions(plan: Plan) -> dict[str, Action]:
    """The actions that are not finished, by id: what every list and every count of them is made from."""
    return {id: one for id, one in plan.actions.items() if one.status in OPEN}


def late_actions(plan: Plan, today: date) -> tuple[str, ...]:
    """The ids of the actions that are late, in the plan's order."""
    return tuple(id for id, one in plan.actions.items() if is_late(one, today))


def is_current(action: Action, today: date) -> bool:
    """Whether an action is of the present: under way, late, without a deadline, or with one that is near.

    Near is from two months back to six months ahead. A plan may hold many more actions than a wall.
    """
    day = due(action, today)
    if day is None or action.status == "started" or is_late(action, today):
        return True
    return today - BEFORE <= day <= today + AHEAD
