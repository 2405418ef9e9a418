"""What is computed from a plan.

In: nothing. Out: frozen types. Money is DKK in the plan's price base, costs and benefits are both positive, and
`net = cashable benefits − costs`. Benefits of other kinds are never part of `net`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from planbuilder.figures.methods import Payback
from planbuilder.figures.rates import RateTable
from planbuilder.record import record

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
    """One cost or benefit over the years: DKK a year, one value per year, and its sum."""

    id: str
    title: str
    kind: str
    by_year: tuple[Decimal, ...]
    full_effect: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        """The sum over the years."""
        return sum(self.by_year, Decimal(0))


@record
class Figures:
    """Every computed figure of a plan.

    `npv` and `irr` (shares), `payback` and its discounted form are on cashable benefits alone; `npv_wider` adds the
    other kinds. `break_even_year` is the year from which the running sum stays at nil or above, `balance_year` the
    first year that pays for itself, `permanent` the net effect of the last year.
    """

    price_base: int
    rates: RateTable
    rows: tuple[YearRow, ...]
    costs: tuple[Line, ...]
    benefits: tuple[Line, ...]
    totals: Mapping[str, Decimal]
    npv: Decimal
    npv_wider: Decimal
    irr: tuple[Decimal, ...]
    payback: Payback | None
    payback_discounted: Payback | None
    break_even_year: int | None
    balance_year: int | None
    permanent: Decimal
    fte_freed: Decimal

    @property
    def net(self) -> tuple[Decimal, ...]:
        """Net effect by year."""
        return tuple(row.net for row in self.rows)

    @property
    def has_money(self) -> bool:
        """Whether any cost or benefit has been given an amount."""
        return any(self.totals.values())
