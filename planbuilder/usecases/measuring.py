"""Measuring: what an indicator was on a day, noted in the plan, and how it goes against what was planned.

In: a plan, and a value typed or a file of many. Out: each measurement that is kept, with its standing. A measurement is
never changed: one of the same day corrects the earlier, which stays. What is there already is not noted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from planbuilder import codes
from planbuilder.days import UnclearDay
from planbuilder.document.following import standing_in_words
from planbuilder.errors import Day, Problem, UsageWrong, problem
from planbuilder.figures.following import Reading, Standing, standing_of
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.numbers import InvalidNumber, has_unknown_unit
from planbuilder.plaintext import in_one_line
from planbuilder.plan.ids import row_named
from planbuilder.plan.model import Plan
from planbuilder.plan.odd_readings import odd_reading
from planbuilder.plan.registers import Indicator
from planbuilder.plan.store import Making
from planbuilder.questionnaire.needed import MEASUREMENTS
from planbuilder.record import record
from planbuilder.units import in_unit
from planbuilder.usecases.interviewing import session
from planbuilder.usecases.rows import add_rows, adding
from planbuilder.usecases.tables import Columns, Entry, entries
from planbuilder.yamltext.nodes import Data

TABLE = Columns("measured", ("indicator", "on", "value"), ("note",))


@record
class Taken:
    """What was measured, as it was typed: the indicator by id or title, the value in its unit, the day, a remark."""

    indicator: str
    value: str
    on: date
    note: str = ""


@record
class _New:
    """A measurement that is to be noted."""

    indicator: str
    reading: Reading
    note: str

    @property
    def place(self) -> tuple[str, date]:
        """What it is of: another of the same corrects it."""
        return self.indicator, self.reading.on

    @property
    def row(self) -> dict[str, Data]:
        """The row in the plan."""
        kept: dict[str, Data] = {"indicator": self.indicator, "on": self.reading.on, "value": self.reading.value}
        return {**kept, "remark": self.note} if self.note else kept


@record
class Measured:
    """A measurement in the plan, and how its indicator goes now; `due` is the day of its target, `corrects` what was
    noted of the measurement's day before, `doubt` why it can hardly be meant.
    """

    id: str
    indicator: str
    title: str
    unit: str
    reading: Reading
    standing: Standing
    due: date | None
    corrects: Decimal | None = None
    doubt: Problem | None = None


@record
class Imported:
    """What became of a file: what was noted, how many lines were noted already, and what is wrong with the others.

    `doubts` are of lines that were noted and can hardly be meant.
    """

    measured: tuple[Measured, ...]
    known: int
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...] = ()


def measure(plan: Path, taken: Taken, language: Language, now: datetime, by: str = "", role: str = "") -> Measured:
    """A measurement, noted in the plan; raises UsageWrong for what cannot have been measured.

    That is an unknown indicator (PB360), a day to come (PB361), a value in another unit (PB362) or none (PB035).
    """
    return noted(session(plan, language, lambda: now, by, role), taken)


def noted(held: Session, taken: Taken) -> Measured:
    """The same in a session that goes on."""
    return _noted(held, [_checked(held.opened.plan, taken, held.language, held.author().at.date())])[0]


def take_in(plan: Path, file: Path, language: Language, now: datetime, by: str = "", role: str = "") -> Imported:
    """The measurements of a CSV or XLSX file, noted in one save; what is wrong with a line is told with its place.

    The first line names the columns in any of our languages: indicator, date, value and, if there is one, remark.
    Raises InputInvalid for a file that is no such table (PB363).
    """
    held = session(plan, language, lambda: now, by, role)
    wanted: list[_New] = []
    wrong: list[Problem] = []
    doubts: list[Problem] = []
    noted = _values(held.opened.plan)
    known = 0
    for entry in entries(file, TABLE, language):
        try:
            one = _of_entry(held.opened.plan, entry, language, now.date())
        except UsageWrong as error:
            wrong += (problem(found.code, entry.place, **found.values) for found in error.problems)
            continue
        if noted.get(one.place) == one.reading.value:
            known += 1
        else:
            noted[one.place] = one.reading.value
            wanted.append(one)
            odd = odd_reading(held.opened.plan, one.indicator, one.reading.value)
            doubts += [problem(odd.code, entry.place, **odd.values)] if odd else []
    return Imported(tuple(_noted(held, wanted)), known, tuple(wrong), tuple(doubts))


@record
class Prepared:
    """A measurement that can be noted, the edits that do it, and what was noted of its day before, if anything else."""

    indicator: str
    reading: Reading
    edits: Making
    corrects: Decimal | None = None


def prepared(held: Session, taken: Taken) -> Prepared:
    """A measurement, to be noted together with something else; raises UsageWrong as `measure` does.

    What the plan has of that day already is not noted twice.
    """
    plan = held.opened.plan
    one = _checked(plan, taken, held.language, held.author().at.date())
    known = _values(plan).get(one.place)
    is_new = known != one.reading.value
    edits = adding(held, MEASUREMENTS, [one.row] if is_new else [], [])
    return Prepared(one.indicator, one.reading, edits, known if is_new else None)


def measured(held: Session, one: Prepared) -> Measured:
    """A measurement that has been noted, with how its indicator goes now."""
    plan = held.opened.plan
    known = reversed([*plan.measurements.items()])
    id = next((id for id, x in known if (x.indicator, x.on) == (one.indicator, one.reading.on)), "")
    return _measured(plan, id, one.indicator, one.reading, one.corrects, held.author().at.date())


def in_words(language: Language, one: Measured) -> Iterator[str]:
    """What was measured when and what it corrects, and then how its indicator goes."""
    told = {"id": one.indicator, "title": one.title, "value": in_unit(language, one.reading.value, one.unit)}
    text = language.text("following.taken", on=language.day(one.reading.on), **told)
    if one.corrects is not None:
        text = f"{text} {language.text('following.corrects', value=in_unit(language, one.corrects, one.unit))}"
    yield text
    yield from standing_in_words(language, one.standing, one.unit, one.due)


def why_not(plan: Plan, id: str, value: str, language: Language) -> Problem | None:
    """Why a value of an indicator cannot be taken as it was typed, None if it can."""
    try:
        _value(plan.indicators[id], value, language)
    except UsageWrong as error:
        return error.problems[0]
    return None


def doubt(plan: Plan, id: str, value: str, language: Language) -> Problem | None:
    """Why a value of an indicator that can be taken as it was typed can hardly be meant, None if it may well be."""
    return odd_reading(plan, id, _value(plan.indicators[id], value, language))


def day_of(text: str, language: Language, today: date) -> date:
    """The day on which something was measured, as it was typed; raises UsageWrong for none, and one to come (PB361)."""
    on = _day(text, language)
    if on > today:
        raise UsageWrong([problem(codes.MEASURED_IN_FUTURE, on=Day(on.isoformat()))])
    return on


def _day(text: str, language: Language) -> date:
    try:
        return language.parse_day(text)
    except UnclearDay as error:
        raise UsageWrong([problem(error.code, found=text, **error.values)]) from error


def _of_entry(plan: Plan, entry: Entry, language: Language, today: date) -> _New:
    day = entry.day("on")
    on = day if isinstance(day, date) else _day(day, language)
    indicator, value, note = (entry.text(name, language) for name in ("indicator", "value", "note"))
    if not value.strip():
        raise UsageWrong([problem(codes.LINE_WITHOUT_VALUE)])
    return _checked(plan, Taken(indicator, value, on, note), language, today)


def _checked(plan: Plan, taken: Taken, language: Language, today: date) -> _New:
    """What was typed, as the plan keeps it."""
    id = _indicator(plan, taken.indicator)
    if taken.on > today:
        raise UsageWrong([problem(codes.MEASURED_IN_FUTURE, on=Day(taken.on.isoformat()))])
    value = _value(plan.indicators[id], taken.value, language)
    return _New(id, Reading(taken.on, value), in_one_line(taken.note))


def _indicator(plan: Plan, named: str) -> str:
    """The id of an indicator that is named by its id or title, whatever the case."""
    id, near = row_named({id: one.title for id, one in plan.indicators.items()}, named)
    if not id:
        called = {id: f"{id} {one.title}" for id, one in plan.indicators.items()}
        known = ", ".join(called.values()) or "–"
        near = next((name for key, name in called.items() if near in (key, plan.indicators[key].title)), near)
        raise UsageWrong([problem(codes.UNKNOWN_INDICATOR, name=named, known=known, near=near)])
    return id


def _value(indicator: Indicator, text: str, language: Language) -> Decimal:
    """A value as it was typed, in the indicator's unit; a unit behind it must be that one."""
    text, unit = in_one_line(text), indicator.unit
    if unit and text.casefold().endswith(unit.casefold()):
        text = text[: -len(unit)].rstrip()
    expected = language.units(unit)
    in_other = problem(codes.MEASURED_IN_OTHER_UNIT, value=text, unit=unit or "–", title=indicator.title)
    try:
        found = language.parse_quantity(text, expected=expected)
    except InvalidNumber as error:
        unread = problem(error.code, found=text, **error.values)
        is_in_other = error.code == codes.NOT_A_LOCAL_NUMBER and has_unknown_unit(text, language.writing)
        raise UsageWrong([in_other if is_in_other else unread]) from error
    if found.unit and found.unit not in expected:
        raise UsageWrong([in_other])
    return found.number


def _noted(held: Session, wanted: Iterable[_New]) -> list[Measured]:
    """Measurements saved at the end of the register, each with its standing afterwards."""
    taken, before = list(wanted), _values(held.opened.plan)
    made = add_rows(held, MEASUREMENTS, [one.row for one in taken])
    plan = held.opened.plan
    today = held.author().at.date()
    return [
        _measured(plan, id, one.indicator, one.reading, before.get(one.place), today)
        for id, one in zip(made, taken, strict=True)
    ]


def _values(plan: Plan) -> dict[tuple[str, date | None], Decimal | None]:
    """What holds of each indicator on each day."""
    return {(x.indicator, x.on): x.value for x in plan.measurements.values()}


def _measured(plan: Plan, id: str, indicator: str, reading: Reading, corrects: Decimal | None, today: date) -> Measured:
    one, known = plan.indicators[indicator], standing_of(plan, indicator, today)
    odd = odd_reading(plan, indicator, reading.value)
    return Measured(id, indicator, one.title, one.unit, reading, known, one.target.on, corrects, odd)
