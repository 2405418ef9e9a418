"""A plan as papers of a day tell it: without what happened later.

In: a plan and a day. Out: the plan without the later, and what that was. Left out is only what cannot be known before
it has happened: a measurement, a meeting that was held with its minutes, what a body decided, that something was
delivered. What is planned for a later day stays. What is harvested has a year and no day; it is told by years. No
figure of the case changes.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date

from planbuilder.plan.model import Plan
from planbuilder.plan.registers import Decision, Measurement, Meeting, Minute, Precondition
from planbuilder.record import replace

Happened = Measurement | Meeting | Minute | Decision | Precondition
# Registers of what happens.
HAPPENINGS = ("measurements", "meetings", "minutes", "decisions", "preconditions")


def as_of(plan: Plan, day: date) -> Plan:
    """The plan without what happened after a day; the same one where nothing did."""
    late = later(plan, day)
    if not late:
        return plan
    kept = {name: _left(getattr(plan, name), {id for of, id in late if of == name}) for name in HAPPENINGS}
    return replace(plan, **kept)


def later(plan: Plan, day: date) -> Mapping[tuple[str, str], date]:
    """The days of what happened after a day, by register and id."""
    rows = ((name, id, one) for name in HAPPENINGS for id, one in getattr(plan, name).items())
    return {(name, id): on for name, id, one in rows if (on := happened(plan, one)) and on > day}


def newest(plan: Plan) -> date | None:
    """The day of what happened last in a plan; None where nothing did."""
    return max(later(plan, date.min).values(), default=None)


def happened(plan: Plan, one: Happened) -> date | None:
    """The day on which something in a plan happened; None where it has not, or nobody has noted when."""
    match one:
        case Minute():
            return plan.meetings[one.meeting].on if one.meeting in plan.meetings else None
        case Precondition():
            return one.delivered
        case Meeting():
            return one.on if one.state else None
        case Decision():
            return one.on if one.outcome or one.decision else None
        case Measurement():
            return one.on


def _left(rows: Mapping[str, Happened], late: Container[str]) -> dict[str, Happened]:
    """A register in which what is late has not happened; a row that tells nothing else is not there."""
    return {id: told for id, one in rows.items() if (told := _before(one) if id in late else one)}


def _before(one: Happened) -> Happened | None:
    """A row as it was told before it happened; None where there was none."""
    match one:
        case Precondition():
            # The day that is known now was the one to expect, so that benefits come when the figures have them.
            return replace(one, due=one.due or one.expected, expected=one.delivered, delivered=None)
        case Decision():
            return replace(one, outcome="", decision="", conditions="")
        case _:
            return None
