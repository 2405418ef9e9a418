"""The agenda of a meeting at the board in words: the whole of it, in short, and each point.

In: a session and its agenda. Out: lines, as the terminal, the browser and the minutes say them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planbuilder.document.following import standing_in_words, verdict_in_words
from planbuilder.figures.following import standing_of
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.plan import on_board
from planbuilder.plan.as_of import as_of
from planbuilder.plan.model import Plan
from planbuilder.plan.preconditions import overdue
from planbuilder.plan.registers import Idea, Minute
from planbuilder.usecases.agenda import (
    KINDS,
    OF_KIND,
    Agenda,
    Kind,
    Point,
    ideas_to_choose,
    is_assessed,
    is_red,
    minutes_of,
    under_way,
)


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
    """A point in one line, as it is known on the day of the meeting."""
    plan, language = as_of(held.opened.plan, on), held.language
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
    """What is known of a point on the day, beneath its name, which says the verdict of what is talked of."""
    plan, language = as_of(held.opened.plan, on), held.language
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


def talk_asked(held: Session, id: str, on: date) -> str:
    """What is asked of an indicator that was measured: why it is not as planned; else what there is to say of it."""
    is_behind = is_red(standing_of(as_of(held.opened.plan, on), id, on))
    return held.language.text("meeting.why" if is_behind else "meeting.remark")


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
    if is_assessed(one):
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
