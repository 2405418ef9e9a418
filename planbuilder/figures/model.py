"""What is computed from a plan.

In: nothing. Out: frozen types. Money is DKK in the plan's price base, costs and benefits are both positive, and
`net = cashable benefits − costs`. Benefits of other kinds are never part of `net`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from planbuilder.figures.cashability import Reason
from planbuilder.figures.coverage import Coverage
from planbuilder.figures.funds import Funding
from planbuilder.figures.methods import Amounts, Payback
from planbuilder.figures.permanent import Permanent
from planbuilder.figures.rates import RateTable
from planbuilder.figures.returns import InternalRates
from planbuilder.record import field, record

StressPart = Literal["pessimistic", "delay", "risks"]
KINDS = ("cashable", "released_time", "cost_avoidance", "quality", "for_others")


@record
class YearRow:
    """One year of the case, DKK. `benefits` holds every kind; `wider` is net plus the other kinds."""

    year: int
    one_off: Decimal
    running: Decimal
    benefits: Mapping[str, Decimal]
    net: Decimal
    cumulative: Decimal
    wider: Decimal
    factor: Decimal
    present: Decimal

    @property
    def costs(self) -> Decimal:
        """One-off and running costs of the year."""
        return self.one_off + self.running


@record
class Line:
    """One cost or benefit over the years: DKK a year, one value per year.

    `kind` is what it counts as, `declared` what the plan calls it, `objections` why the two differ. `span` is low and
    high as shares of the likely value, None where the plan gives no range. From `steady` on it stays as it is until
    `end`, its last year, but for the share (0–1) that is `worn` off a year; None where it never does, or never ends.
    `lacks` is what the plan does not say of the line, so that it counts for nothing: what it is worth, or of which kind
    it is.
    """

    id: str
    title: str
    kind: str
    by_year: Amounts
    full_effect: Decimal = Decimal(0)
    declared: str = ""
    objections: tuple[Reason, ...] = ()
    fte: Decimal = Decimal(0)
    span: tuple[Decimal, Decimal] | None = None
    steady: int | None = None
    end: int | None = None
    worn: Decimal = Decimal(0)
    account: str = ""
    committees: Mapping[str, Decimal] = field(default_factory=dict)
    in_frame: bool = True
    art: Literal["wages", "prices"] = "prices"
    has_source: bool = True
    lacks: Literal["", "amount", "kind"] = ""

    @property
    def total(self) -> Decimal:
        """The sum over the years."""
        return sum(self.by_year, Decimal(0))

    @property
    def is_in_kroner_alone(self) -> bool:
        """Whether it releases time of which only the worth is known, not the FTE."""
        return self.kind == "released_time" and bool(self.full_effect) and not self.fte

    @property
    def size(self) -> Decimal:
        """The sum over the years without their signs."""
        return sum(map(abs, self.by_year), Decimal(0))

    @property
    def has_range(self) -> bool:
        """Whether the plan gives a range, and it has a width."""
        return self.span is not None and self.span[0] != self.span[1]

    @property
    def is_cost(self) -> bool:
        """Whether the line is spent rather than gained."""
        return self.kind in ("one_off", "running")

    @property
    def in_net(self) -> bool:
        """Whether the line is part of net: every cost, and benefits that can be cashed."""
        return self.is_cost or self.kind == "cashable"

    @property
    def sign(self) -> int:
        """−1 for a cost, 1 for a benefit."""
        return -1 if self.is_cost else 1


@record
class Outcome:
    """What the case comes to under one set of assumptions; `permanent` is what recurs of it year after year."""

    name: str
    net: Amounts
    npv: Decimal
    break_even_year: int | None
    permanent: Permanent


@record
class Driver:
    """One assumption moved from its low to its high value, all others left at the likely one; shares and DKK.

    `low` and `high` are what the assumption is moved to, as shares of the likely value (years for the delay,
    percentage points for the rate). `switching` is the share at which NPV is nil, None where no value reaches it.
    `given` tells whether the plan gives the range or the plan's standard one stands in.
    """

    id: str
    title: str
    kind: str
    low: Decimal
    high: Decimal
    npv_low: Decimal
    npv_high: Decimal
    switching: Decimal | None
    given: bool
    has_source: bool

    @property
    def swing(self) -> Decimal:
        """How far NPV moves between the two."""
        return abs(self.npv_high - self.npv_low)


@record
class Uncertainty:
    """The case under other assumptions. `drivers` come with the widest swing first.

    `pessimistic`, `optimistic` and `expected_npv` are None where no line has a range: nothing has been estimated.
    `stress` is the case when all that `stressed` names goes wrong at once.
    """

    weighting: Literal["successive", "pert"]
    coverage: Coverage
    pessimistic: Outcome | None
    likely: Outcome
    optimistic: Outcome | None
    stress: Outcome
    stressed: tuple[StressPart, ...]
    expected_npv: Decimal | None
    tests: tuple[Outcome, ...]
    drivers: tuple[Driver, ...]
    risk_reserve: Decimal

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Every whole case that was computed: the scenarios there are, the tests, and stress."""
        scenarios = (one for one in (self.pessimistic, self.likely, self.optimistic) if one)
        return (*scenarios, *self.tests, self.stress)

    @property
    def worst_npv(self) -> Decimal:
        """The lowest NPV of all that was computed, drivers at their ends included."""
        ends = (npv for one in self.drivers for npv in (one.npv_low, one.npv_high))
        return min(*(one.npv for one in self.outcomes), *ends)


@record
class Waiting:
    """How NPV changes if everything begins a year later, DKK; below zero where the wait costs something.

    `same_life`: every flow a year later, and discounted a year more; the solution is used for as many years.
    `same_end`: the last year stays the last, of the case and of each line that recurs and has one of its own, so that
    what would have come in it does not come.
    """

    same_life: Decimal
    same_end: Decimal


@record
class Figures:
    """Every computed figure of a plan.

    `npv`, `irr`, `mirr` (shares), `waiting`, `payback` and its discounted form, `bcr` and `eanc` are on cashable
    benefits alone; `mirr` finances and reinvests at the discount rate. `npv_wider` adds the other kinds.
    `break_even_year` is the year from which the running sum stays at nil or above, `balance_year` the first year that
    pays for itself, `permanent` what recurs year after year, `later_costs` the one-off costs by year after the
    introduction. `current` is each kind in each year's own prices, None where the plan gives no indices.
    """

    price_base: int
    rates: RateTable
    rows: tuple[YearRow, ...]
    costs: tuple[Line, ...]
    benefits: tuple[Line, ...]
    totals: Mapping[str, Decimal]
    npv: Decimal
    npv_wider: Decimal
    irr: InternalRates
    mirr: Decimal | None
    waiting: Waiting
    bcr: Decimal | None
    eanc: Decimal | None
    payback: Payback | None
    payback_discounted: Payback | None
    break_even_year: int | None
    balance_year: int | None
    permanent: Permanent
    later_costs: Mapping[int, Decimal]
    fte_freed: Decimal
    current: Mapping[str, Amounts] | None
    uncertainty: Uncertainty
    funding: Funding

    @property
    def net(self) -> Amounts:
        """Net effect by year."""
        return tuple(row.net for row in self.rows)

    @property
    def factors(self) -> Amounts:
        """Discount factors by year."""
        return tuple(row.factor for row in self.rows)

    @property
    def introduction(self) -> Decimal:
        """What it costs to introduce the solution: one-off costs but for the later ones, DKK."""
        return self.totals["one_off"] - sum(self.later_costs.values(), Decimal(0))

    @property
    def permanent_gap(self) -> Decimal | None:
        """What budget changes lack of the permanent effect, DKK a year; None where there is no such effect."""
        permanent = self.permanent.amount
        changes = (one.by_year[-1] for one in self.funding.adjustments)
        return None if permanent is None else permanent - sum(changes, Decimal(0))

    @property
    def has_money(self) -> bool:
        """Whether any cost or benefit has been given an amount."""
        return any(self.totals.values())

    @property
    def lacking(self) -> tuple[Line, ...]:
        """Costs and benefits that count for nothing: the plan does not say what they are worth, or of which kind."""
        return tuple(line for line in (*self.costs, *self.benefits) if line.lacks)

    @property
    def moved(self) -> tuple[Line, ...]:
        """Benefits that are called cashable and do not count as such."""
        return tuple(line for line in self.benefits if line.objections and line.declared == "cashable")
