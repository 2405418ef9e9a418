"""What a plan holds about money: costs, what benefits are worth, funding, prices, risks and budget changes.

In: nothing. Out: frozen types whose fields are the keys of `plan.yaml`. Money is DKK in the plan's price base, time is
FTE, hours a year or minutes a case; percentages are percent (100 is the whole).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from planbuilder.record import field, record
from planbuilder.yamltext.schema import limits

BenefitKind = Literal["", "cashable", "released_time", "cost_avoidance", "quality", "for_others"]
# Kinds of benefit that free money or time, so that they are worth an amount.
VALUED = ("cashable", "released_time", "cost_avoidance")
Confidence = Literal["", "low", "medium", "high"]
Frame = Literal["inside", "outside"]
# What an amount among the costs is; empty for a cost of new money (docs/decisions/039).
Nature = Literal["", "own_time", "income", "residual_value"]
# Of a municipality's budget; empty where only frame and expenditure are given (`plan/areas.py`).
Area = Literal["", "service", "transfers", "capital", "user_financed", "financing"]
# DKK; far beyond any municipality's budget, so that a larger number is a slip.
MAX_AMOUNT = 10**13
AMOUNT = limits(least=0, most=MAX_AMOUNT)
SIGNED = limits(least=-MAX_AMOUNT, most=MAX_AMOUNT)
FTE = limits(least=0, most=100_000)
SIGNED_FTE = limits(least=-100_000, most=100_000)
# A year that is typed with a digit too few or too many is outside of it.
YEAR = limits(least=1990, most=2200)
PERCENT = limits(least=0, most=100)
# Years between a cost and the next of the same.
EVERY = limits(least=1, most=60)
LONG_TEXT = limits(longest=100_000, lines=True)
TITLE = limits(longest=400)


# Whose money a pool is; empty where the plan does not say. A municipality's own may be of service, of capital, or both.
PoolType = Literal["", "own_service", "own_capital", "own_both", "cash_balance", "external"]


@record
class Range:
    """A three-point estimate around the likely value, in the unit of that value.

    For a cost or benefit in DKK, FTE, hours or minutes a case it is that number; for amounts by year it is their sum.
    """

    low: Decimal | None = field(default=None, metadata=SIGNED)
    high: Decimal | None = field(default=None, metadata=SIGNED)


@record
class FullEffect:
    """What a benefit is worth a year once all is in place.

    Given in one of six ways: `amount` (DKK); `amounts` by year instead (DKK), each in its own year; `fte`, priced by
    the plan's FTE cost; `hours` a year, or `volume` cases of `minutes` each, which effective hours turn into FTE; or
    `volume` times `unit_price` (DKK). Below zero it is a loss: money that is spent, time that is taken.
    """

    amount: Decimal | None = field(default=None, metadata=SIGNED)
    amounts: Mapping[str, Decimal] = field(default_factory=dict, metadata=SIGNED)
    fte: Decimal | None = field(default=None, metadata=SIGNED_FTE)
    hours: Decimal | None = field(default=None, metadata=limits(least=-(10**9), most=10**9))
    volume: Decimal | None = field(default=None, metadata=limits(least=0, most=10**10))
    minutes: Decimal | None = field(default=None, metadata=limits(least=-100_000, most=100_000))
    unit_price: Decimal | None = field(default=None, metadata=SIGNED)


@record
class Benefit:
    """A measurable improvement with an owner.

    `ramp` is the percent of full effect in each of the first years, `profile` the name of a usual one; both count from
    `start` plus `delay` years. `decay` is the percent lost each year once the ramp is through, `growth` the percent
    gained, `end` the last year. Amounts by year have none of these but `end` and `delay`, which moves them.
    `units` says how many FTE are freed where; `committees` who gains, `accounts` where the budget falls if it is in
    several, each by a weight. A benefit that is `part_of` another is told, and counted there. A disbenefit is a loss
    for somebody: its amount, where it has one, is below zero and counts as any other.
    """

    title: str = field(default="", metadata=TITLE)
    kind: BenefitKind = ""
    from_: tuple[str, ...] = ()
    owner: str = ""
    description: str = field(default="", metadata=LONG_TEXT)
    part_of: str = ""
    full_effect: FullEffect = field(default_factory=FullEffect)
    range: Range = Range()
    confidence: Confidence = ""
    start: int | None = field(default=None, metadata=YEAR)
    # Years; a case has at most sixty.
    delay: int = field(default=0, metadata=limits(least=0, most=60))
    profile: str = ""
    # More than the whole is possible, as when more is used than was reckoned with, but must be explained
    # (`ramp_note`).
    ramp: tuple[Decimal, ...] = field(default=(), metadata=limits(least=0, most=200))
    ramp_note: str = field(default="", metadata=LONG_TEXT)
    decay: Decimal = field(default=Decimal(0), metadata=PERCENT)
    growth: Decimal = field(default=Decimal(0), metadata=limits(least=0, most=50))
    end: int | None = field(default=None, metadata=YEAR)
    use: str = field(default="", metadata=LONG_TEXT)
    use_decided_by: str = field(default="", metadata=TITLE)
    # Below zero for a unit that takes over work from others.
    units: Mapping[str, Decimal] = field(default_factory=dict, metadata=limits(least=-100_000, most=100_000))
    account: str = ""
    accounts: Mapping[str, Decimal] = field(default_factory=dict, metadata=SIGNED)
    committees: Mapping[str, Decimal] = field(default_factory=dict, metadata=SIGNED)
    area: Area = ""
    frame: Frame = "inside"
    source: str = field(default="", metadata=LONG_TEXT)
    is_disbenefit: bool = False


@record
class Cost:
    """A cost: an amount of DKK (or FTE) in each year from `from_` to `to`, or free amounts by year.

    A one-off cost without `to` falls in its first year alone; a running one goes on to the horizon's end. One that
    comes again does so `every` so many years, until `to` or the horizon's end. `nature` says what it is if it is no
    cost of new money: time of staff who are paid already, an amount that comes in, or what is left in the end, which
    is worth its amount in the year `to`, else in the last year. `art` says
    which index brings it to current prices; FTE are wages, everything else prices, unless it says otherwise.
    `committees` says who pays, and `accounts` from where if it is from several, each by a weight.
    `uplift` names a published class that stands in for a range.
    """

    title: str = field(default="", metadata=TITLE)
    nature: Nature = ""
    kind: Literal["one_off", "running"] = "one_off"
    every: int | None = field(default=None, metadata=EVERY)
    expenditure: Literal["operating", "capital"] = "operating"
    amount: Decimal | None = field(default=None, metadata=AMOUNT)
    fte: Decimal | None = field(default=None, metadata=FTE)
    amounts: Mapping[str, Decimal] = field(default_factory=dict, metadata=AMOUNT)
    range: Range = Range()
    uplift: str = ""
    confidence: Confidence = ""
    from_: int | None = field(default=None, metadata=YEAR)
    to: int | None = field(default=None, metadata=YEAR)
    art: Literal["", "wages", "prices"] = ""
    account: str = ""
    accounts: Mapping[str, Decimal] = field(default_factory=dict, metadata=SIGNED)
    committees: Mapping[str, Decimal] = field(default_factory=dict, metadata=SIGNED)
    area: Area = ""
    frame: Frame = "inside"
    source: str = field(default="", metadata=LONG_TEXT)


@record
class Risk:
    """A risk that is left once everything agreed has been done: how likely (percent), and what it would cost (DKK)."""

    title: str = field(default="", metadata=TITLE)
    probability: Decimal | None = field(default=None, metadata=PERCENT)
    consequence: Decimal | None = field(default=None, metadata=AMOUNT)
    mitigation: str = field(default="", metadata=LONG_TEXT)
    owner: str = ""


@record
class BudgetChange:
    """A budget that changes; DKK a year, negative for a saving, as budgets have it (what it does is a plus in figures).

    Either the same `amount` from `year` on, or `amounts` by year, of which the last goes on. Of several `accounts` each
    has its weight. `art` says which index brings it to other prices, where its accounts do not.
    """

    budget: str = field(default="", metadata=TITLE)
    account: str = ""
    accounts: Mapping[str, Decimal] = field(default_factory=dict, metadata=SIGNED)
    area: Area = ""
    art: Literal["", "wages", "prices"] = ""
    committee: str = field(default="", metadata=TITLE)
    year: int | None = field(default=None, metadata=YEAR)
    amount: Decimal | None = field(default=None, metadata=SIGNED)
    amounts: Mapping[str, Decimal] = field(default_factory=dict, metadata=SIGNED)
    decided_by: str = ""
    decided_on: date | None = None


@record
class Harvest:
    """What has been taken out of the budget of an account for a benefit in a year, all told: DKK of the price base.

    A budget that was raised is negative. A later one of the same benefit, year and account corrects the earlier.
    """

    benefit: str = ""
    year: int | None = field(default=None, metadata=YEAR)
    amount: Decimal | None = field(default=None, metadata=SIGNED)
    account: str = ""
    decision: str = field(default="", metadata=TITLE)


@record
class Pool:
    """The terms of an investment pool.

    `type` is whose money it is, and `form` whether it is repaid: a grant is not, and bears no interest. `draws` are DKK
    by year (where none are given, all one-off costs that such a pool is for). Repayment is `share` percent of what the
    benefits leave after running costs, or the agreed `repayments` by year. `interest` is percent a year on the balance.
    """

    type: PoolType = ""
    form: Literal["repaid", "grant"] = "repaid"

    interest: Decimal = field(default=Decimal(0), metadata=limits(least=0, most=50))
    share: Decimal = field(default=Decimal(100), metadata=PERCENT)
    draws: Mapping[str, Decimal] = field(default_factory=dict, metadata=AMOUNT)
    repayments: Mapping[str, Decimal] = field(default_factory=dict, metadata=AMOUNT)

    @property
    def is_repaid(self) -> bool:
        """Whether the pool is to have its money back."""
        return self.form == "repaid"

    def word(self, key: str) -> str:
        """The key of a text that tells of the pool: money from outside is no investment pool of the municipality's."""
        return f"{key}_outside" if self.type == "external" else key


@record
class Sensitivity:
    """What the case is tried against: benefits that many years later, and costs, benefits and rate that much off.

    `costs` and `benefits` are percent, `rate` percentage points. They also stand in for a range nobody has given.
    """

    delay: int = field(default=1, metadata=limits(least=0, most=20))
    costs: Decimal = field(default=Decimal(20), metadata=limits(least=0, most=500))
    benefits: Decimal = field(default=Decimal(20), metadata=PERCENT)
    rate: Decimal = field(default=Decimal(1), metadata=limits(least=0, most=20))


@record
class SimulationTerms:
    """A simulation that documents show beside the scenarios: how many draws, from which seed, and how lines correlate.

    Without `draws` there is none. The same seed gives the same draws.
    """

    draws: int | None = field(default=None, metadata=limits(least=100, most=100_000))
    seed: int = field(default=1, metadata=limits(least=0, most=10**9))
    correlation: Literal["none", "medium", "high"] = "medium"


@record
class Indices:
    """How wages and prices are expected to rise: percent by year, each year against the one before.

    `budget_year` is the year in whose prices budgets are voted, for tables of budget changes (docs/decisions/042).
    What is in the area of capital follows prices or wages as any other line, an index of its own (`capital`), or is not
    adjusted at all.
    """

    wages: Mapping[str, Decimal] = field(default_factory=dict, metadata=limits(least=-50, most=100))
    prices: Mapping[str, Decimal] = field(default_factory=dict, metadata=limits(least=-50, most=100))
    capital: Mapping[str, Decimal] = field(default_factory=dict, metadata=limits(least=-50, most=100))
    capital_follows: Literal["prices", "own", "nothing"] = "prices"
    budget_year: int | None = field(default=None, metadata=YEAR)
    source: str = field(default="", metadata=LONG_TEXT)


@record
class Economy:
    """Assumptions of the business case.

    `fte_cost` is DKK a year, `effective_hours` the hours a year that an FTE works. `discount_rates` names a dated rate
    table; `discount_rate` (percent) is one rate for all years instead, `rate_bands` rates by the number of the year
    after the base year from which each holds, with their `rate_source`. `three_point` is the weighting of low, likely
    and high: the successive principle (1-3-1) or PERT (1-4-1). `vat` says how amounts stand
    to the VAT that a municipality is refunded for what it buys.
    """

    fte_cost: Decimal | None = field(default=None, metadata=limits(least=0, most=10_000_000))
    fte_cost_source: str = field(default="", metadata=LONG_TEXT)
    # Hours that are worked in a year, without holidays and illness.
    effective_hours: Decimal | None = field(default=None, metadata=limits(least=1, most=2500))
    effective_hours_source: str = field(default="", metadata=LONG_TEXT)
    vat: Literal["", "net_of_refund", "included"] = ""
    discount_rates: str = "dk-2021"
    discount_rate: Decimal | None = field(default=None, metadata=limits(least=-50, most=100))
    rate_bands: Mapping[str, Decimal] = field(default_factory=dict, metadata=limits(least=-50, most=100))
    rate_source: str = field(default="", metadata=LONG_TEXT)
    # When in its year an amount counts: at its end, or in the middle of every year but the first.
    timing: Literal["", "mid_year"] = ""
    three_point: Literal["successive", "pert"] = "successive"
    sensitivity: Sensitivity = Sensitivity()
    simulation: SimulationTerms = SimulationTerms()
    # A class of published uplifts (`figures/uplifts.py`) for each cost that has no range; empty for none.
    uplift: str = ""
    indices: Indices = field(default_factory=Indices)
    funding: Literal["", "investment_pool", "budget_to_budget", "own_budget"] = ""
    pool: Pool = field(default_factory=Pool)
