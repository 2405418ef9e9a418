"""What happens when: decisions, actions, ramps, targets and closures in one list by date.

In: `Material`. Out: primitives. Of actions only those ahead; of what is overdue how many there are, since a paper for
those who decide calls nobody late.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from planbuilder.document.blocks.actions import due, is_late
from planbuilder.document.blocks.bodies import terms_of
from planbuilder.document.blocks.indicators import level
from planbuilder.document.material import Content, Material, row, table
from planbuilder.document.model import Block, Paragraph, Row, plain
from planbuilder.document.shortened import named as names_of
from planbuilder.figures.benefits import share
from planbuilder.plan import on_board
from planbuilder.plan.economy import Benefit
from planbuilder.plan.preconditions import day_of
from planbuilder.questionnaire.needed import CLOSED, RULES
from planbuilder.record import record

# Of the actions and of the targets of one year so many are shown.
MOST = {"action": 30, "target": 8}


@record
class Event:
    """What happens in a year, on a day of it where one is known, and whose it is."""

    year: int
    on: date | None
    kind: str
    what: Content
    who: str = ""
    since: date | None = None

    @property
    def order(self) -> tuple[int, date]:
        """Where it stands: what belongs to a whole year comes first in it."""
        return self.year, self.on or date(self.year, 1, 1)


def timeline(m: Material) -> tuple[Block, ...]:
    """Everything that has a day or a year, under its year; and how many deadlines have passed."""
    events = sorted(_events(m), key=lambda one: one.order)
    if not events:
        return (m.nothing("timeline"),)
    rows = [line for year, own in groupby(events, lambda one: one.year) for line in _of_year(m, year, list(own))]
    columns = m.columns("date 0.9", "kind 1.1", "what 4.2", "responsible 1.9")
    passed = sum(is_late(m, one) for one in m.plan.actions.values())
    late = [Paragraph(plain(m.language.count("document.committee.passed_steps", passed)), "small")] if passed else []
    return (table("timeline", m.words("timeline.caption"), columns, rows), *late)


def _of_year(m: Material, year: int, events: Sequence[Event]) -> Iterator[Row]:
    yield row([str(year)], "group")
    for one in _some(m, year, events):
        day = _days(m, one)
        yield row((day, m.words(f"timeline.{one.kind}"), one.what, capital(one.who)))


def _days(m: Material, one: Event) -> str:
    """The day of an event, from which to which several lie, or that it belongs to the whole year."""
    if one.on is None:
        return m.words("timeline.all_year")
    last, since = m.language.short_day(one.on), one.since or one.on
    if since == one.on:
        return last
    if (since.year, since.month) == (one.on.year, one.on.month):
        return m.words("days_of_month", first=f"{since.day:02}", last=last)
    return m.words("days", first=m.language.short_day(since), last=last)


def _some(m: Material, year: int, events: Sequence[Event]) -> Iterator[Event]:
    """The events of a year; of many actions and targets only the first, and how many others it has."""
    left = {kind: _beyond([one for one in events if one.kind == kind], most) for kind, most in MOST.items()}
    yield from (one for one in events if one not in left.get(one.kind, ()))
    for kind, others in left.items():
        if others:
            yield Event(
                year, others[-1].on, kind, m.language.count("document.and_others", len(others)), since=others[0].on
            )


def _beyond(events: Sequence[Event], most: int) -> Sequence[Event]:
    """The events that there is no room for beside the line that counts them."""
    return events[most - 1 :] if len(events) > most else ()


def _events(m: Material) -> Iterator[Event]:
    yield from _ramps(m)
    yield from _decisions(m)
    yield from _actions(m)
    yield from _deliveries(m)
    yield from _closures(m)
    yield from _rules(m)
    yield from _targets(m)


def _decisions(m: Material) -> Iterator[Event]:
    for one in m.plan.decisions.values():
        if one.on:
            item = m.words("committee.item", item=one.item) if one.item else ""
            yield Event(one.on.year, one.on, "decision", f"{one.body}{item}.{terms_of(m, one)}")


def _actions(m: Material) -> Iterator[Event]:
    for one in m.plan.actions.values():
        day = due(m, one)
        if one.status in on_board.OPEN and day is not None and not is_late(m, one):
            title = m.or_gap(one.title, m.words("column.action"))
            yield Event(day.year, day, "action", title, position(m, one.responsible))


def capital(text: str) -> str:
    """A text that begins with a capital, as a cell does."""
    return text[:1].upper() + text[1:]


def position(m: Material, id: str) -> str:
    """What somebody is, or is called where the plan does not say."""
    person = m.plan.people.get(id)
    return (person.role or person.name) if person else id


def _ramps(m: Material) -> Iterator[Event]:
    """The years in which benefits begin and in which all of them is there, several of a year together."""
    found: dict[tuple[int, str], list[str]] = {}
    for id, one in m.plan.coming.items():
        for kind, year in _phases(one, m.plan.years):
            found.setdefault((year, kind), []).append(f"{id} {one.title}".strip())
    for (year, kind), named in found.items():
        yield Event(year, None, "ramp", m.words(f"timeline.ramp_{kind}", names=names_of(m, named)))


def _phases(one: Benefit, years: range) -> Iterator[tuple[str, int]]:
    """When a benefit begins, and when it comes to all of it if that is later; nothing where nobody has said so."""
    if one.part_of or not (one.start or one.ramp or one.profile):
        return
    shares = {year: share(one, year, years[0]) for year in years}
    begins = next((year for year, part in shares.items() if part), None)
    full = next((year for year, part in shares.items() if part >= 1), None)
    if begins is not None:
        yield "begins", begins
    if full is not None and full != begins:
        yield "full", full


def _deliveries(m: Material) -> Iterator[Event]:
    """What others are still to deliver, on the day that it is expected; of what is overdue it is told in its table."""
    for id, one in m.plan.preconditions.items():
        day = day_of(one)
        if day and not one.delivered and day >= m.day:
            what = f"{id} {one.title}" + (f" ({', '.join(one.holds)})" if one.holds else "")
            yield Event(day.year, day, "delivery", what, one.delivered_by or position(m, one.owner))


def _targets(m: Material) -> Iterator[Event]:
    for id, one in m.plan.indicators.items():
        if one.target.on and one.target.value is not None:
            what = m.words("timeline.target_is", id=id, title=one.title, value=level(m, one))
            yield Event(one.target.on.year, one.target.on, "target", what, position(m, one.acted_on_by))


def _closures(m: Material) -> Iterator[Event]:
    for one in m.answers.rows(CLOSED).values() if m.answers.is_asked(CLOSED) else ():
        if day := one["closes_on"]:
            yield Event(day.year, day, "closure", one["channel"] or "–", one["decided_by"] or "")


def _rules(m: Material) -> Iterator[Event]:
    for one in m.answers.rows(RULES).values() if m.answers.is_asked(RULES) else ():
        if (day := one["by_when"]) and day >= m.day:
            yield Event(day.year, day, "rule", rule_event(m, one), one["changed_by"] or "")


def rule_event(m: Material, rule: Mapping[str, Any]) -> str:
    """That a rule is to be changed, or to go where the plan says so; the rule stands in quotes: it is the old one."""
    goes = m.words("timeline.abolish") in (rule["changed_by"] or "").casefold()
    text = (rule["rule"] or "–").rstrip(".")
    return m.words("timeline.rule_abolished" if goes else "timeline.rule_changed", rule=text)
