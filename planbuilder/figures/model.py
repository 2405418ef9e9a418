"""What is computed from a plan.

In: nothing. Out: frozen types. Money is DKK in the plan's price base, costs and benefits are both positive, and
`net = cashable benefits + income − costs`. Benefits of other kinds, own time and residual values are never part of
`net`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from planbuilder.figures.areas import AreaFlows
from planbuilder.figures.budget_prices import BudgetPrices
from planbuilder.figures.funding import Funding
from planbuilder.figures.harvest import Harvested
from planbuilder.figures.lines import Line
from planbuilder.figures.methods import ZERO, Amounts, Payback
from planbuilder.figures.outcomes import Uncertainty
from planbuilder.figures.rates import RateTable
from planbuilder.figures.recurring import Permanent
from planbuilder.figures.returns import InternalRates
from planbuilder.record import record

# In the order in which tables, JSON and workbook have them.
KINDS = ("cashable", "released_time", "cost_avoidance", "quality", "for_others")
# What else stands among the costs: part of net is income alone (docs/decisions/039).
NATURES = ("income", "own_time", "residual_value")
ALL_KINDS = ("one_off", "running", *NATURES, *KINDS)


@record
class YearRow:
    """One year of the case, DKK. `benefits` holds every kind.

    `income` is all that comes in, `lasting_income` what of it recurs. `wider` is net with the other kinds of benefit
    and residual values, less own time.
    """

    year: int
    one_off: Decimal
    running: Decimal
    benefits: Mapping[str, Decimal]
    net: Decimal
    cumulative: Decimal
    wider: Decimal
    factor: Decimal
    present: Decimal
    income: Decimal = ZERO
    lasting_income: Decimal = ZERO
    own_time: Decimal = ZERO
    residual_value: Decimal = ZERO

    @property
    def costs(self) -> Decimal:
        """One-off and running costs of the year."""
        return self.one_off + self.running

    @property
    def gained(self) -> Decimal:
        """What the budget gains in the year: cashable benefits and income."""
        return self.benefits["cashable"] + self.income


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

    `npv`, `irr`, `mirr` (shares), `waiting`, `payback` and its discounted form, `bcr` and `eanc` are on money alone:
    cashable benefits, income and costs of new money; `mirr` finances and reinvests at the discount rate. `npv_wider`
    adds the other kinds, residual values and own time. `break_even_year` is the year from which the running sum stays
    at zero or above, `balance_year` the first year that pays for itself, `permanent` what recurs year after year,
    `later_costs` the one-off costs by year after the introduction. `current` is each kind in each year's own prices,
    None where the plan gives no indices. `harvested` is what has been taken out of budgets, a benefit each, `areas` the
    case by area of the budget, `budget_prices` budget changes in the prices in which budgets are voted.
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
    harvested: tuple[Harvested, ...] = ()
    areas: tuple[AreaFlows, ...] = ()
    budget_prices: BudgetPrices | None = None

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
    def natures(self) -> tuple[str, ...]:
        """Which natures the lines among the costs have beside new money, in the order of tables."""
        return tuple(name for name in NATURES if any(line.kind == name for line in self.costs))

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
