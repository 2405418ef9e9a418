"""The board's work between meetings: ideas and what becomes of them, actions and how far they are.

In: a plan, and what is to be noted as a person writes it. Out: the numbers of what was noted, and lists. An idea ends
as an action, as a benefit of the tree, or put away, with the reason; an action goes from decided by way of started and
finished to evaluated, and back only by `undo`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from planbuilder import codes
from planbuilder.errors import Problem, UsageWrong, problem
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.plaintext import in_one_line
from planbuilder.plan import on_board
from planbuilder.plan.model import Plan
from planbuilder.plan.registers import Action, Idea
from planbuilder.plan.steps import Edits
from planbuilder.plan.store import Making, OpenPlan, open_plan
from planbuilder.questionnaire.needed import ACTIONS, BENEFITS, IDEAS
from planbuilder.record import record
from planbuilder.usecases import rows
from planbuilder.usecases.interviewing import session
from planbuilder.usecases.rows import Texts
from planbuilder.yamltext.nodes import Data

Status = Literal["decided", "started", "finished", "evaluated"]
ORDER = ("", "decided", "started", "finished", "evaluated")
End = Literal["action", "benefit", "nothing"]
# What an idea can become, and the question whose table has it.
BECOMES = {"action": ACTIONS, "benefit": BENEFITS}


@record
class Who:
    """Who does it, in which role, and when."""

    now: datetime
    by: str = ""
    role: str = ""


@record
class ToDo:
    """An action of the plan, with the day on which it is due next; `is_late` where that day has passed."""

    id: str
    action: Action
    due: date | None
    is_late: bool


def add_action(plan: Path, texts: Texts, language: Language, who: Who) -> str:
    """The number of a new action, given by column as a person writes it; without a status it is decided.

    Raises UsageWrong for what does not fit its column.
    """
    return _added(_held(plan, language, who), ACTIONS, {"status": "decided", **texts})


def move_action(plan: Path, named: str, status: Status, language: Language, who: Who) -> str:
    """The number of an action that is now so far; raises UsageWrong where it is so far already (PB368)."""
    held = _held(plan, language, who)
    id = _named(held, ACTIONS, named)
    held.change(moving(held, id, status))
    return id


def moving(held: Session, id: str, status: Status) -> Edits:
    """The edits by which an action is so far; raises UsageWrong where it is so far already (PB368)."""
    now = held.opened.plan.actions[id].status
    if ORDER.index(now) >= ORDER.index(status):
        raise UsageWrong([problem(codes.SO_FAR_ALREADY, id=id, status=rows.shown(held, ACTIONS, "status", now))])
    return held.cell_edits(ACTIONS, id, "status", status)


def actions(plan: Path, today: date) -> tuple[ToDo, ...]:
    """The actions that are not finished, by the day on which they are due; those without a day come last."""
    return listed(open_plan(plan).plan, today)


def listed(plan: Plan, today: date) -> tuple[ToDo, ...]:
    """The same of a plan that is open already."""
    found = [_to_do(id, one, today) for id, one in on_board.open_actions(plan).items()]
    return tuple(sorted(found, key=lambda one: one.due or date.max))


def _to_do(id: str, one: Action, today: date) -> ToDo:
    return ToDo(id, one, on_board.due(one, today), on_board.is_late(one, today))


def as_noted(plan: Path, id: str, language: Language, who: Who) -> tuple[str, ...]:
    """How an action stands, in words: its title, how far it is, its deadline, and whose it is, where that is noted."""
    held = _held(plan, language, who)
    one = held.opened.plan.actions[id]
    day = language.deadline(one.deadline, who.now.date()) if one.deadline else ""
    due = language.text("document.follow_up.due", day=day) if day else language.text("action.no_day")
    whose = held.opened.plan.person(one.responsible) if one.responsible else ""
    return tuple(filter(None, (one.title, rows.shown(held, ACTIONS, "status", one.status), due, whose)))


def doubts(plan: Path, id: str, day: date) -> tuple[Problem, ...]:
    """What is odd about an action that was noted on a day: it is nobody's, has no deadline, or one that has passed."""
    return odd(open_plan(plan).plan.actions[id], day)


def odd(action: Action, day: date) -> tuple[Problem, ...]:
    """The same of an action that is yet to be noted."""
    return (*on_board.lacking(action), *on_board.passed("", action, day))


def add_idea(plan: Path, texts: Texts, language: Language, who: Who) -> str:
    """The number of a new idea, given by column as a person writes it."""
    return _added(_held(plan, language, who), IDEAS, texts)


def assess(plan: Path, named: str, effect: str, resources: str, language: Language, who: Who) -> str:
    """The number of an idea whose effect and resources are assessed, each low or high in any of our words."""
    held = _held(plan, language, who)
    id = _named(held, IDEAS, named)
    held.change(assessing(held, id, effect, resources))
    return id


def assessing(held: Session, id: str, effect: str, resources: str) -> Edits:
    """The edits that assess an idea; raises UsageWrong for one that has ended (PB369)."""
    _refuse_ended(held, id)
    return _cells(held, id, {"effect": effect, "resources": resources})


def promote(plan: Path, named: str, end: End, why: str, texts: Texts, language: Language, who: Who) -> str:
    """The number of the action or benefit that an idea has become, empty where it is put away; the reason is kept.

    `texts` say more of it, by column; its title is the idea's unless they have one. Both are noted in one save. Raises
    UsageWrong for an idea that has ended already (PB369), and for one that is put away without a reason (PB367).
    """
    held, made = _held(plan, language, who), list[str]()
    held.change(promoting(held, _named(held, IDEAS, named), end, why, texts, made))
    return made[-1]


def promoting(held: Session, id: str, end: End, why: str, texts: Texts, made: list[str]) -> Making:
    """What makes the edits by which an idea ends; the number of what it has become goes at the end of `made`."""
    _refuse_ended(held, id)
    reason = in_one_line(why)
    if end == "nothing" and not reason:
        raise UsageWrong([problem(codes.REASON_MISSING, id=id)])
    usual = {"title": held.opened.plan.ideas[id].title} | ({"status": "decided"} if end == "action" else {})
    new = rows.content(held, BECOMES[end], {**usual, **texts}) if end != "nothing" else {}

    def edits(newest: OpenPlan) -> Edits:
        if end == "nothing":
            made.append("")
            return _cells(held, id, {"reason": reason})
        key, wanted = held.row_edits(BECOMES[end], new, newest.data)
        made.append(key)
        return {**wanted, **_cells(held, id, {"became": key, "reason": reason})}

    return edits


def ideas(plan: Path) -> Mapping[str, Idea]:
    """The ideas that are still on the board, by number."""
    return {id: one for id, one in open_plan(plan).plan.ideas.items() if one.is_open}


def _held(plan: Path, language: Language, who: Who) -> Session:
    return session(plan, language, lambda: who.now, who.by, who.role)


def _refuse_ended(held: Session, id: str) -> None:
    idea = held.opened.plan.ideas[id]
    if not idea.is_open:
        raise UsageWrong([problem(codes.IDEA_ENDED, id=id, became=idea.became or idea.reason)])


def _named(held: Session, table: str, named: str) -> str:
    """The id of an idea or action that is named by it or by its title; raises UsageWrong (PB380)."""
    plan = held.opened.plan
    known = plan.actions if table == ACTIONS else plan.ideas
    return rows.named({id: one.title for id, one in known.items()}, named)


def _added(held: Session, table: str, texts: Texts) -> str:
    return held.add_row(table, rows.content(held, table, texts))


def _cells(held: Session, id: str, texts: Texts) -> dict[tuple[str, ...], Data]:
    """The changes that set some columns of an idea."""
    cells = rows.content(held, IDEAS, texts)
    return {path: one for name in cells for path, one in held.cell_edits(IDEAS, id, name, cells[name]).items()}
