"""What is due in a plan as a calendar: open actions, what is to be measured, and the next meeting at the board.

In: a plan, a day, and perhaps whose calendar it is. Out: events, and where their file was written. What is internal is
not in it: a calendar leaves the house.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from planbuilder import codes, files
from planbuilder.days import months_on
from planbuilder.errors import UsageWrong, problem
from planbuilder.figures.following import DAYS, MONTHS, readings
from planbuilder.language import Language
from planbuilder.plan import on_board
from planbuilder.plan.answers import Answers
from planbuilder.plan.model import Plan
from planbuilder.plan.people import person_id
from planbuilder.plan.publish import leaving
from planbuilder.plan.registers import Action, Indicator
from planbuilder.plan.store import open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.questionnaire.needed import HOW_OFTEN
from planbuilder.repeating import Repeated
from planbuilder.usecases.building import BUILT
from planbuilder.usecases.calendar_file import Event, monthly, rule_of, weekly, written
from planbuilder.usecases.plans import own_language

FILE = "calendar.ics"
WEEK = 7


def write(plan: Path, language: Language | None, day: date, whose: str = "", to: Path | None = None) -> Path:
    """Where the calendar of a plan was written: what is due from a day on, of everybody or of a person.

    It is in a language or the plan's own.

    Raises UsageWrong where nothing is (PB405), and for nobody (PB002).
    """
    opened = open_plan(plan)
    language = language or own_language(opened)
    answers = Answers(opened.plan, load(), language, day)
    person = person_id(opened.plan, whose) if whose else ""
    found = events(answers, day, person)
    if not found:
        raise UsageWrong([problem(codes.NOTHING_IN_CALENDAR)])
    path = to or opened.folder / BUILT / FILE
    name = language.text("calendar.name", title=opened.plan.title)
    files.write_atomically(path, written(name, found, day, language.code), to.parent if to else opened.folder)
    return path


def events(answers: Answers, day: date, person: str = "") -> tuple[Event, ...]:
    """What is due of a plan from a day on: each action, measurement and meeting, in the plan's order.

    With a person's id, only the actions that are the person's, and what the person measures.
    """
    plan, language = leaving(answers), answers.language
    meetings = () if person else _meetings(answers, plan, day)
    return (*_actions(plan, language, day, person), *_measurements(plan, language, person), *meetings)


def _actions(plan: Plan, language: Language, day: date, person: str) -> Iterator[Event]:
    for id, one in plan.actions.items():
        due = on_board.due(one, day)
        if due and one.status in on_board.OPEN and person in ("", one.responsible):
            yield Event(_key(plan, id), due, f"{id} {one.title}", _whose(plan, language, one), _rule(one))


def _rule(one: Action) -> str:
    return rule_of(one.deadline) if isinstance(one.deadline, Repeated) else ""


def _whose(plan: Plan, language: Language, one: Action) -> str:
    return language.text("calendar.responsible", name=plan.person(one.responsible)) if one.responsible else ""


def _measurements(plan: Plan, language: Language, person: str) -> Iterator[Event]:
    for id, one in plan.indicators.items():
        taken = readings(plan.measurements.values(), id)
        last = taken[-1].on if taken else one.baseline.on
        if last and one.frequency and person in ("", one.measured_by):
            due, rule = _next(last, one.frequency)
            summary = language.text("calendar.measure", id=id, title=one.title)
            yield Event(_key(plan, id), due, summary, _measured_by(plan, language, one), rule)


def _measured_by(plan: Plan, language: Language, one: Indicator) -> str:
    name = plan.person(one.measured_by) if one.measured_by else ""
    parts = (language.text("calendar.measured_by", name=name) if name else "", one.source)
    return "\n".join(filter(None, parts))


def _meetings(answers: Answers, plan: Plan, day: date) -> Iterator[Event]:
    """The next meeting, as often as the plan says; the first one on the day where there has been none."""
    often = str(answers.value(HOW_OFTEN) or "")
    if often not in (*DAYS, *MONTHS):
        return
    held = max((one.on for one in plan.meetings.values() if one.on and one.on <= day), default=None)
    due, rule = _next(held or day, often)
    yield Event(_key(plan, "board"), due if held else day, answers.language.text("calendar.meeting"), plan.title, rule)


def _next(last: date, often: str) -> tuple[date, str]:
    """The day that is next after one, so often, and when it comes again."""
    if often in DAYS:
        return last + timedelta(days=DAYS[often]), weekly(DAYS[often] // WEEK)
    months = MONTHS[often]
    return months_on(last, months), monthly(months, last.day)


def _key(plan: Plan, id: str) -> str:
    """What tells an event apart from all others, for as long as the plan lives."""
    return f"{id}.{plan.plan_id}@planbuilder"
