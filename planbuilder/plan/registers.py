"""The records a plan keeps under ids: people, changes, benefits, indicators, actions, costs and the logs.

In: nothing. Out: frozen types whose fields are the keys of `plan.yaml`. An empty text, None or empty tuple is
"not filled in yet": a plan saved half-way is a valid plan. Money is DKK, full-time equivalents are FTE, ramps and
other percentages are percent (100 is the whole).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from planbuilder.record import field, record
from planbuilder.yamltext.schema import limits

BenefitKind = Literal["", "cashable", "released_time", "cost_avoidance", "quality", "for_others"]
MAX_AMOUNT = 10**13
AMOUNT = limits(least=0, most=MAX_AMOUNT)
YEAR = limits(least=1990, most=2200)
LONG_TEXT = limits(longest=100_000)
TITLE = limits(longest=400)


@record
class Person:
    """Somebody the plan names, with position and unit."""

    name: str = field(metadata=TITLE)
    role: str = field(default="", metadata=TITLE)
    unit: str = field(default="", metadata=TITLE)


@record
class Change:
    """A change in the organisation: the middle layer of the benefits tree."""

    title: str = field(default="", metadata=TITLE)
    owner: str = ""
    description: str = field(default="", metadata=LONG_TEXT)


@record
class FullEffect:
    """What a benefit is worth a year once all is in place: DKK, or FTE that are priced by the plan's FTE cost."""

    amount: Decimal | None = field(default=None, metadata=limits(least=-MAX_AMOUNT, most=MAX_AMOUNT))
    fte: Decimal | None = field(default=None, metadata=limits(least=0, most=100_000))


@record
class Benefit:
    """A measurable improvement with an owner. `ramp` is the percent of full effect in each of the first years."""

    title: str = field(default="", metadata=TITLE)
    kind: BenefitKind = ""
    from_: tuple[str, ...] = ()
    owner: str = ""
    description: str = field(default="", metadata=LONG_TEXT)
    full_effect: FullEffect = FullEffect()
    start: int | None = field(default=None, metadata=YEAR)
    ramp: tuple[Decimal, ...] = field(default=(), metadata=limits(least=0, most=200))
    use: str = field(default="", metadata=LONG_TEXT)
    account: str = ""
    source: str = field(default="", metadata=LONG_TEXT)


@record
class BenefitsTree:
    """Purpose, benefits and changes; each benefit names the changes it comes from."""

    purpose: str = field(default="", metadata=LONG_TEXT)
    changes: Mapping[str, Change] = field(default_factory=dict)
    benefits: Mapping[str, Benefit] = field(default_factory=dict)


@record
class Cost:
    """A cost: an amount of DKK (or FTE) in each year from `from_` to `to`, or free amounts by year.

    A one-off cost without `to` falls in its first year alone; a running one goes on to the horizon's end.
    """

    title: str = field(default="", metadata=TITLE)
    kind: Literal["one_off", "running"] = "one_off"
    expenditure: Literal["operating", "capital"] = "operating"
    amount: Decimal | None = field(default=None, metadata=AMOUNT)
    fte: Decimal | None = field(default=None, metadata=limits(least=0, most=100_000))
    from_: int | None = field(default=None, metadata=YEAR)
    to: int | None = field(default=None, metadata=YEAR)
    amounts: Mapping[str, Decimal] = field(default_factory=dict, metadata=AMOUNT)
    account: str = ""
    source: str = field(default="", metadata=LONG_TEXT)


@record
class Reading:
    """A value of an indicator at a date."""

    value: Decimal | None = None
    on: date | None = None


@record
class Indicator:
    """What shows whether the solution succeeds (success indicator) or the benefit comes (KPI)."""

    title: str = field(default="", metadata=TITLE)
    kind: Literal["success_indicator", "kpi"] = "kpi"
    benefit: str = ""
    unit: str = ""
    baseline: Reading = Reading()
    target: Reading = Reading()
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
    """Something that somebody does by a date."""

    title: str = field(default="", metadata=TITLE)
    responsible: str = ""
    deadline: date | None = None
    status: Literal["decided", "started", "finished", "evaluated"] = "decided"
    theme: str = ""
    change: str = ""
    benefit: str = ""


@record
class Idea:
    """An idea from the board, assessed by effect and resources."""

    title: str = field(default="", metadata=TITLE)
    effect: Literal["", "low", "high"] = ""
    resources: Literal["", "low", "high"] = ""
    by: str = ""


@record
class MatrixCell:
    """Whether a theme matters for a change: with challenge and action, or with a reason why not."""

    relevant: bool | None = None
    challenge: str = field(default="", metadata=LONG_TEXT)
    action: str = ""
    reason: str = field(default="", metadata=LONG_TEXT)


@record
class BudgetChange:
    """A budget that changes from a year on; DKK a year, negative for a saving."""

    budget: str = field(default="", metadata=TITLE)
    account: str = ""
    year: int | None = field(default=None, metadata=YEAR)
    amount: Decimal | None = field(default=None, metadata=limits(least=-MAX_AMOUNT, most=MAX_AMOUNT))
    decided_by: str = ""
    decided_on: date | None = None


@record
class Decision:
    """One body's treatment of the plan."""

    body: str = field(default="", metadata=TITLE)
    on: date | None = None
    item: str = ""
    recommendation: str = field(default="", metadata=LONG_TEXT)
    decision: str = field(default="", metadata=LONG_TEXT)
    conditions: str = field(default="", metadata=LONG_TEXT)


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
    """Somebody the plan is sent to."""

    name: str = field(default="", metadata=TITLE)
    role: str = ""
    version: str = ""
    on: date | None = None
