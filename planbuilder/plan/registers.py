"""The records a plan keeps under ids: people, changes, indicators, actions and the logs; money stands in `economy`.

In: nothing. Out: frozen types whose fields are the keys of `plan.yaml`. An empty text, None or empty tuple is
"not filled in yet": a plan saved half-way is a valid plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from planbuilder.plan.economy import LONG_TEXT, TITLE, Benefit
from planbuilder.record import field, record
from planbuilder.repeating import Repeated


@record
class Person:
    """Somebody the plan names, with position and unit.

    `certificate` tells a signer apart from others of the same name: the fingerprint (SHA-256) of the certificate, or
    the serial number that it gives its person.
    """

    name: str = field(metadata=TITLE)
    role: str = field(default="", metadata=TITLE)
    unit: str = field(default="", metadata=TITLE)
    certificate: str = field(default="", metadata=TITLE)


def told_apart(id: str, person: Person, people: Mapping[str, Person]) -> str:
    """A person's name, in brackets behind it as much as tells who is meant where several have it.

    That is the position, else the unit too, else the id.
    """
    same = [one for key, one in people.items() if key != id and heard(one.name) == heard(person.name)]
    if not same:
        return person.name
    # What somebody else of the name has as well tells nobody apart.
    others = {heard(said) for one in same for said in _positions(one)}
    apart = (said for said in _positions(person) if said and heard(said) not in others)
    return f"{person.name} ({next(apart, ' – '.join(filter(None, (_positions(person)[-1], id))))})"


def _positions(person: Person) -> tuple[str, str]:
    """A person's position, and position and unit."""
    return person.role, " – ".join(part for part in (person.role, person.unit) if part)


def heard(text: str) -> str:
    """What is the same to whoever reads it."""
    return " ".join(text.split()).casefold()


@record
class Change:
    """A change in the organisation: the middle layer of the benefits tree."""

    title: str = field(default="", metadata=TITLE)
    owner: str = ""
    description: str = field(default="", metadata=LONG_TEXT)


@record
class BenefitsTree:
    """Purpose, benefits and changes; each benefit names the changes it comes from."""

    purpose: str = field(default="", metadata=LONG_TEXT)
    changes: Mapping[str, Change] = field(default_factory=dict)
    benefits: Mapping[str, Benefit] = field(default_factory=dict)


@record
class Precondition:
    """What somebody else must deliver before benefits can come, and who here sees to it (`owner`).

    `due` is the day that was agreed, `expected` a new one, `delivered` the day it came. `holds` are the benefits that
    wait for it.
    """

    title: str = field(default="", metadata=TITLE)
    delivered_by: str = field(default="", metadata=TITLE)
    owner: str = ""
    due: date | None = None
    expected: date | None = None
    delivered: date | None = None
    holds: tuple[str, ...] = ()
    remark: str = field(default="", metadata=LONG_TEXT)


@record
class Reading:
    """A value of an indicator at a date."""

    value: Decimal | None = None
    on: date | None = None


@record
class Indicator:
    """What shows whether the solution succeeds (success indicator) or the benefit comes (KPI).

    Where the target is the baseline, the level is to be kept, and `better` says on which side of it a value may lie.
    """

    title: str = field(default="", metadata=TITLE)
    kind: Literal["success_indicator", "kpi"] = "kpi"
    benefit: str = ""
    unit: str = ""
    baseline: Reading = Reading()
    target: Reading = Reading()
    better: Literal["", "higher", "lower"] = ""
    source: str = field(default="", metadata=LONG_TEXT)
    frequency: Literal["", "weekly", "monthly", "quarterly", "half_yearly", "yearly"] = ""
    measured_by: str = ""
    acted_on_by: str = ""


@record
class Measurement:
    """A value of an indicator that has been measured."""

    indicator: str = ""
    on: date | None = None
    value: Decimal | None = None
    remark: str = field(default="", metadata=LONG_TEXT)


@record
class Action:
    """Something that somebody does by a date, or on a day that comes again."""

    title: str = field(default="", metadata=TITLE)
    responsible: str = ""
    deadline: Repeated | date | None = None
    status: Literal["", "decided", "started", "finished", "evaluated"] = ""
    theme: str = ""
    change: str = ""
    benefit: str = ""


@record
class Idea:
    """An idea from the board, assessed by effect and resources; what it became, by number, or why it became nothing."""

    title: str = field(default="", metadata=TITLE)
    effect: Literal["", "low", "high"] = ""
    resources: Literal["", "low", "high"] = ""
    by: str = ""
    became: str = ""
    reason: str = field(default="", metadata=LONG_TEXT)

    @property
    def is_open(self) -> bool:
        """Whether it is still on the board."""
        return not (self.became or self.reason)


@record
class Meeting:
    """A meeting at the board; one that has begun and not ended is `open`."""

    on: date | None = None
    taking_part: tuple[str, ...] = ()
    state: Literal["", "open", "closed"] = ""


@record
class Minute:
    """What a meeting did with one thing: an indicator, an action or an idea by its id, or nothing in particular."""

    meeting: str = ""
    about: str = ""
    what: Literal[
        "", "measured", "cause", "kept", "started", "finished", "evaluated", "moved", "raised", "assessed", "became",
        "dropped", "decision",
    ] = ""  # fmt: skip
    text: str = field(default="", metadata=LONG_TEXT)


@record
class MatrixCell:
    """Whether a theme matters for a change: with challenge and action, or with a reason why not."""

    relevant: bool | None = None
    challenge: str = field(default="", metadata=LONG_TEXT)
    action: str = ""
    reason: str = field(default="", metadata=LONG_TEXT)


@record
class Decision:
    """One body's treatment of the plan."""

    body: str = field(default="", metadata=TITLE)
    on: date | None = None
    item: str = ""
    recommendation: str = field(default="", metadata=LONG_TEXT)
    outcome: Literal["", "approved", "recommended", "postponed", "rejected"] = ""
    decision: str = field(default="", metadata=LONG_TEXT)
    conditions: str = field(default="", metadata=LONG_TEXT)

    @property
    def is_decided(self) -> bool:
        """Whether the body is done with it; a postponed case is still to be decided."""
        return bool(self.decision or self.outcome) and self.outcome != "postponed"


@record
class LogEntry:
    """A version of the plan and what changed in it."""

    version: str = ""
    on: date | None = None
    change: str = field(default="", metadata=LONG_TEXT)
    by: str = ""
    approved_by: str = ""


@record
class Recipient:
    """Somebody the plan is sent to, and what was answered where the plan is sent to be heard."""

    name: str = field(default="", metadata=TITLE)
    role: str = ""
    version: str = ""
    on: date | None = None
    answer: str = field(default="", metadata=LONG_TEXT)
