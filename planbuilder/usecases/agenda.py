"""The agenda of a meeting at the board: its points in order, and which of them are done.

In: a session on a plan, and a day. Out: the points (`agenda_words` has their words). First comes what is due or behind,
which can be measured there and then; next what was measured since the last meeting, what is behind before all else;
then the actions by day, new ideas, their assessment, which of them there are resources for, and what is decided. A
meeting has the points that are not done yet: it can be left and gone on with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, get_args

from planbuilder.figures.following import TO_ACT_ON, Standing, due, standing_of
from planbuilder.interview.session import Session
from planbuilder.plan import on_board
from planbuilder.plan.as_of import as_of
from planbuilder.plan.model import Plan
from planbuilder.plan.registers import Idea, Minute
from planbuilder.record import record

Kind = Literal["who", "measure", "cause", "action", "idea", "assess", "choose", "decision"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FOLLOWED = (*on_board.OPEN, "finished")
# The fields of an assessment in the order in which ideas are taken from them: green, yellow, orange, red.
FIELDS = (("high", "low"), ("low", "low"), ("high", "high"), ("low", "high"))
# What a line of the minutes is about, by the kind of point that it belongs to.
OF_KIND: dict[Kind, tuple[str, ...]] = {
    "measure": ("measured",),
    "cause": ("cause",),
    "action": ("kept", "started", "finished", "evaluated", "moved"),
    "idea": ("raised",),
    "assess": ("assessed",),
    "choose": ("became", "dropped"),
    "decision": ("decision",),
}


@record
class Point:
    """A point of the agenda, and the indicator, action or idea that it is about; `done` where the minutes have it."""

    kind: Kind
    about: str = ""
    done: bool = False

    @property
    def key(self) -> str:
        """What tells it apart from the other points."""
        return f"{self.kind}.{self.about}" if self.about else self.kind


@record
class Agenda:
    """The points of a meeting on a day; `meeting` is its id once it has begun, `since` the day of the one before.

    `to_measure` are the indicators that should have been measured by now.
    """

    on: date
    points: tuple[Point, ...]
    meeting: str = ""
    since: date | None = None
    to_measure: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[Point, ...]:
        """The points of a kind."""
        return tuple(one for one in self.points if one.kind == kind)

    def next(self, passed: Sequence[str] = ()) -> Point | None:
        """The first point that is neither done nor passed, None where the meeting can end."""
        return next((one for one in self.points if not one.done and one.key not in passed), None)


def under_way(plan: Plan) -> str:
    """The id of the meeting that has begun and not ended, the latest of several; empty without one."""
    return next((id for id, one in reversed(list(plan.meetings.items())) if one.state == "open"), "")


def agenda_of(held: Session, on: date) -> Agenda:
    """The agenda of the meeting that is under way, else of one on a day."""
    plan = held.opened.plan
    meeting = under_way(plan)
    on = (plan.meetings[meeting].on if meeting else None) or on
    plan = as_of(plan, on)
    days = [one.on for id, one in plan.meetings.items() if id != meeting and one.on and one.on <= on]
    since = max(days, default=None)
    points = _points(plan, meeting, on, since)
    return Agenda(on, tuple(points), meeting, since, due(plan, on))


def minutes_of(plan: Plan, meeting: str) -> tuple[Minute, ...]:
    """What the minutes have of a meeting, in order."""
    return tuple(one for one in plan.minutes.values() if meeting and one.meeting == meeting)


def _points(plan: Plan, meeting: str, on: date, since: date | None) -> Iterator[Point]:
    said = {
        (kind, one.about) for one in minutes_of(plan, meeting) for kind in KINDS if one.what in OF_KIND.get(kind, ())
    }
    yield Point("who", done=bool(meeting and plan.meetings[meeting].taking_part))
    measured = [about for kind, about in said if kind == "measure"]
    abouts: dict[Kind, list[str]] = {
        "measure": _to_measure(plan, on, measured),
        "cause": _indicators(plan, since, on, measured),
        "action": _actions(plan, on, [about for kind, about in said if kind == "action"], _made_now(plan, meeting)),
    }
    for kind, ids in abouts.items():
        yield from (Point(kind, id, (kind, id) in said) for id in ids)
    yield Point("idea", done=any(kind == "idea" for kind, _ in said))
    open_ideas = {id: one for id, one in plan.ideas.items() if one.is_open}
    to_assess = [
        id for id in plan.ideas if ("assess", id) in said or (id in open_ideas and not is_assessed(plan.ideas[id]))
    ]
    yield from (Point("assess", id, ("assess", id) in said) for id in to_assess)
    chosen = any(kind == "choose" for kind, _ in said)
    if chosen or any(map(is_assessed, open_ideas.values())):
        yield Point("choose", done=chosen)
    yield Point("decision", done=any(kind == "decision" for kind, _ in said))


def is_assessed(idea: Idea) -> bool:
    """Whether an idea stands in one of the fields."""
    return (idea.effect, idea.resources) in FIELDS


def _to_measure(plan: Plan, on: date, said: Sequence[str]) -> list[str]:
    """What is due, what is behind and was not measured on the day itself, and what was measured at the meeting."""
    wanted = {*due(plan, on), *said, *(id for id in plan.indicators if _is_old_red(standing_of(plan, id, on), on))}
    return [id for id in plan.indicators if id in wanted]


def _is_old_red(how: Standing, on: date) -> bool:
    return is_red(how) and how.latest is not None and how.latest.on < on


def _indicators(plan: Plan, since: date | None, on: date, said: Sequence[str]) -> list[str]:
    """What was measured after a day or at the meeting, and what is behind; that first, each in the plan's order."""
    how = {id: standing_of(plan, id, on) for id in plan.indicators}
    found = [id for id, one in how.items() if id in said or is_red(one) or _is_since(one, since)]
    return sorted(found, key=lambda id: not is_red(how[id]))


def _is_since(how: Standing, day: date | None) -> bool:
    return how.latest is not None and (day is None or how.latest.on > day)


def is_red(how: Standing) -> bool:
    """Whether an indicator is behind the plan, a level not kept, or nothing measured since the target's day."""
    return how.verdict in TO_ACT_ON


def _made_now(plan: Plan, meeting: str) -> tuple[str, ...]:
    """The actions that ideas have become at a meeting, which are for the next one to follow up."""
    ended = (one.about for one in minutes_of(plan, meeting) if one.what == "became" and one.about in plan.ideas)
    return tuple(plan.ideas[id].became for id in ended)


def _actions(plan: Plan, on: date, said: Sequence[str], left_out: Sequence[str]) -> list[str]:
    """The actions of the present that are not evaluated, and those spoken of already, by the day they are due."""
    found = {
        id: one
        for id, one in plan.actions.items()
        if id in said or (one.status in FOLLOWED and on_board.is_current(one, on) and id not in left_out)
    }
    return sorted(found, key=lambda id: on_board.due(found[id], on) or date.max)


def ideas_to_choose(plan: Plan) -> list[str]:
    """The open ideas that are assessed: green, yellow, orange, red."""
    found = {id: one for id, one in plan.ideas.items() if one.is_open and is_assessed(one)}
    return sorted(found, key=lambda id: FIELDS.index((found[id].effect, found[id].resources)))


# In words
