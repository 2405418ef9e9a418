"""The agenda of a meeting at the board: its points in order, what is known of each, and which of them are done.

In: a session on a plan, and a day. Out: the points, and each in words. First comes what is due or behind, which can be
measured there and then; next what was measured since the last meeting, what is behind before all else; then the actions
by day, new ideas, their assessment, which of them there are resources for, and what is decided. A meeting has the
points that are not done yet: it can be left and gone on with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, get_args

from planbuilder.document.following import standing_in_words, verdict_in_words
from planbuilder.figures.following import TO_ACT_ON, Standing, due, standing_of
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.plan import on_board
from planbuilder.plan.as_of import as_of
from planbuilder.plan.model import Plan
from planbuilder.plan.preconditions import overdue
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
    to_assess = [id for id in plan.ideas if ("assess", id) in said or (id in open_ideas and not _field(plan.ideas[id]))]
    yield from (Point("assess", id, ("assess", id) in said) for id in to_assess)
    chosen = any(kind == "choose" for kind, _ in said)
    if chosen or any(map(_field, open_ideas.values())):
        yield Point("choose", done=chosen)
    yield Point("decision", done=any(kind == "decision" for kind, _ in said))


def _field(idea: Idea) -> bool:
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
    found = {id: one for id, one in plan.ideas.items() if one.is_open and _field(one)}
    return sorted(found, key=lambda id: FIELDS.index((found[id].effect, found[id].resources)))


# In words


def title(language: Language, plan: Plan, found: Agenda) -> str:
    """What the meeting is called: the plan and the day."""
    return language.text("meeting.title", title=plan.title, day=language.day(found.on))


def heading(language: Language, kind: Kind) -> str:
    """What a kind of point is called on the agenda, with the minutes it may take."""
    return language.text(f"meeting.point.{kind}")


def outline(held: Session, found: Agenda) -> Iterator[str]:
    """The agenda in short: a line a heading, and how many points there are beneath it."""
    yield from _before(held, found)
    for kind in KINDS:
        points = found.of(kind)
        about = sum(bool(one.about) for one in points)
        if about:
            yield held.language.count("meeting.points", about, heading=heading(held.language, kind))
        elif points:
            yield heading(held.language, kind)


def overview(held: Session, found: Agenda) -> Iterator[str]:
    """The whole agenda: a line a heading, and beneath it the points, those that are done marked."""
    language = held.language
    yield from _before(held, found)
    for kind in KINDS:
        points = found.of(kind)
        if points or kind in ("cause", "action"):
            yield heading(language, kind)
        yield from (f"    {name(held, one, found.on)}{_mark(held, one)}" for one in points if one.about)
        if not points and kind in ("cause", "action"):
            yield f"    {language.text(f'meeting.nothing.{kind}')}"
        if kind == "choose":
            yield from (f"    {line}" for one in points for line in lines(held, one, found.on))


def _before(held: Session, found: Agenda) -> Iterator[str]:
    """What is to be known before the first point: when the last meeting was, and what others have not delivered."""
    language, plan = held.language, held.opened.plan
    if found.since:
        yield language.text("meeting.since", day=language.day(found.since))
    if late := overdue(plan.preconditions, found.on):
        names = language.sentence_list(f"{id} {plan.preconditions[id].title}" for id in late)
        yield language.text("meeting.overdue", names=names)


def _mark(held: Session, point: Point) -> str:
    return f" ({mark(held, point)})" if point.done else ""


def mark(held: Session, point: Point) -> str:
    """What a point is called once it is done."""
    return choice(held, "minute", "measured") if point.kind == "measure" else held.language.text("meeting.done")


def name(held: Session, point: Point, on: date) -> str:
    """A point in one line."""
    plan, language = held.opened.plan, held.language
    if point.kind == "measure":
        return on_board.called(plan, point.about)
    if point.kind == "cause":
        one = plan.indicators[point.about]
        verdict = verdict_in_words(language, standing_of(plan, point.about, on), one.unit, one.target.on)
        return f"{point.about} {one.title}: {verdict}"
    if point.kind == "action":
        return action_line(held, point.about, on)
    if point.kind == "assess":
        return idea_line(held, point.about)
    return heading(language, point.kind)


def lines(held: Session, point: Point, on: date) -> Iterator[str]:
    """What is known of a point, beneath its name (which says the verdict of an indicator that is talked of)."""
    plan, language = held.opened.plan, held.language
    if point.kind in ("measure", "cause"):
        one = plan.indicators[point.about]
        said = list(standing_in_words(language, standing_of(plan, point.about, on), one.unit, one.target.on))
        yield from said if point.kind == "measure" else said[:-1]
        whose = one.measured_by if point.kind == "measure" else one.acted_on_by
        key = "calendar.measured_by" if point.kind == "measure" else "meeting.acts"
        yield from [language.text(key, name=plan.person(whose))] if whose else []
    elif point.kind == "choose":
        yield from (idea_line(held, id) for id in ideas_to_choose(plan))
    elif point.kind in ("idea", "decision"):
        own = (one for one in minutes_of(plan, under_way(plan)) if one.what in OF_KIND[point.kind])
        yield from (minute_line(held, one) for one in own)


def value_asked(held: Session, id: str) -> str:
    """What asks for the value of an indicator, with its unit."""
    unit = held.opened.plan.indicators[id].unit or held.language.text("measure.no_unit")
    return held.language.text("meeting.value", unit=unit)


def action_line(held: Session, id: str, on: date) -> str:
    """An action with whose it is, how far it is, and when it is due; that its day has passed."""
    name, who, status, due, is_late = action_parts(held, held.opened.plan, id, on)
    late = f" ({held.language.text('action.late')})" if is_late else ""
    return f"{id} {name} – {', '.join(filter(None, (who, status, due)))}{late}"


def action_parts(held: Session, plan: Plan, id: str, on: date) -> tuple[str, str, str, str, bool]:
    """An action's title, whose it is, how far it is, when it is due, and whether that day has passed."""
    one, language = plan.actions[id], held.language
    who = plan.person(one.responsible) if one.responsible else ""
    due = language.deadline(one.deadline, on) if one.deadline else language.text("action.no_day")
    return one.title, who, choice(held, "action_status", one.status), due, on_board.is_late(one, on)


def idea_line(held: Session, id: str) -> str:
    """An idea with whose it is, and the field it is in."""
    one = held.opened.plan.ideas[id]
    by = held.language.text("document.board.by", name=one.by) if one.by else ""
    return f"{id} {one.title}{by} – {field_name(held.language, one)}"


def field_name(language: Language, one: Idea) -> str:
    """What the field of an idea's assessment is called; that one or both are missing."""
    if _field(one):
        return language.text(f"document.field.{one.effect}_effect_{one.resources}_resources")
    return language.text("document.field.half" if one.effect or one.resources else "document.field.none")


def choice(held: Session, choices: str, value: str) -> str:
    """What a chosen value is called; empty for none."""
    return held.language.pick(held.questionnaire.label_of(choices, value)) if value else ""


def minute_line(held: Session, one: Minute) -> str:
    """A line of the minutes: what it is about, what happened, and what was said."""
    about = on_board.called(held.opened.plan, one.about)
    what = choice(held, "minute", one.what)
    return ": ".join(filter(None, (about, what if about else "", one.text)))
