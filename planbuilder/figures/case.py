"""Plan → Figures: the business case, year by year, and what it costs to wait a year with all of it.

In: a `Plan`. Out: `Figures`. Everything is exact; amounts are rounded where they are shown. To wait is to have costs
as well as benefits a year later; that benefits come late while costs are paid is another thing: a test in
`uncertainty`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from planbuilder.figures import rates
from planbuilder.figures.areas import by_area
from planbuilder.figures.budget_prices import budget_prices
from planbuilder.figures.funding import funding
from planbuilder.figures.harvest import harvested
from planbuilder.figures.lines import Line, benefit_lines, by_year, cost_lines, summed
from planbuilder.figures.methods import Amounts, annuity, bcr, cumulative, first_surplus, npv, payback
from planbuilder.figures.model import ALL_KINDS, KINDS, NATURES, Figures, Waiting, YearRow
from planbuilder.figures.prices import current
from planbuilder.figures.rates import RateTable
from planbuilder.figures.recurring import later_costs
from planbuilder.figures.returns import internal_rates, mirr
from planbuilder.figures.simulation import Simulation, simulate
from planbuilder.figures.uncertainty import Case, uncertainty
from planbuilder.plan.model import Plan
from planbuilder.record import once_for_each


def waiting(lines: Iterable[Line], years: range, factors: Amounts) -> Waiting:
    """What a year's wait does to NPV; `factors` are those of the case's years and of the year after."""
    counted = [line for line in lines if line.in_net]
    net = added(counted, years)
    # The factor of the year after is everything that changes: flows are in constant prices and do not grow by waiting.
    now, later = npv(net, factors[: len(years)]), factors[1:]
    return Waiting(npv(net, later) - now, npv(kept(counted, years), later[:-1]) - now)


def added(lines: Iterable[Line], years: range) -> Amounts:
    """Net by year, DKK."""
    return summed((line.signed for line in lines if line.in_net), len(years))


def kept(lines: Iterable[Line], years: range) -> Amounts:
    """Net of each year but the last, without what a year later would come after the last year of its own line.

    What recurs keeps the year with which it ends; a one-off cost is paid all the same, only later.
    """
    counted = [line for line in lines if line.in_net]
    ending = [line for line in counted if line.end in years and not line.once]
    # Year by year: a line that ends in 2034 gives its amount of 2034 nowhere if all begins a year later.
    lost = [added((line for line in ending if line.end == year), years)[n] for n, year in enumerate(years)]
    return tuple(whole - end for whole, end in zip(added(counted, years), lost, strict=True))[:-1]


ZERO = Decimal(0)
# Worth something, and no part of net.
OUTSIDE = (*KINDS[1:], "residual_value")
# Several documents show the simulation of a plan: so many plans of which it is known.
REMEMBERED = 2


def compute(plan: Plan) -> Figures:
    """Every figure of a plan."""
    costs, benefits = cost_lines(plan), benefit_lines(plan)
    lines = (*costs, *benefits)
    table = rates.of(plan.economy)
    rows = year_rows(plan, lines, table.factors(plan.horizon))
    net, own_factors = [row.net for row in rows], tuple(row.factor for row in rows)
    # A case of nothing but zeros is at zero from the start, and would be "paid back" at once.
    moving, moved = any(net), uncertainty(case_of(plan, lines, table))
    lasting = moved.likely.permanent
    paid_by = funding(plan, lines, lasting)
    of_areas = by_area(plan, lines, paid_by, lasting.amount is not None)
    paid, surplus = payback(net) if moving else None, first_surplus(net)
    return Figures(
        price_base=plan.price_base,
        rates=table,
        rows=rows,
        costs=costs,
        benefits=benefits,
        totals={kind: _sum(line.total for line in lines if line.kind == kind) for kind in ALL_KINDS},
        npv=_sum(row.present for row in rows),
        npv_wider=npv([row.wider for row in rows], own_factors),
        irr=internal_rates(net, table.mid_year),
        mirr=mirr(net, own_factors, own_factors, table.mid_year),
        waiting=waiting(lines, plan.years, table.factors(plan.horizon + 1)),
        bcr=bcr([row.gained for row in rows], [row.costs for row in rows], own_factors),
        eanc=annuity(_sum(row.present for row in rows), own_factors),
        payback=paid,
        payback_discounted=payback([row.present for row in rows]) if moving else None,
        break_even_year=rows[paid.index].year if paid else None,
        balance_year=None if surplus is None else rows[surplus].year,
        permanent=lasting,
        later_costs=later_costs({row.year: row.one_off for row in rows}, lasting),
        fte_freed=_sum(line.fte for line in benefits),
        current=current(plan, lines, ALL_KINDS),
        uncertainty=moved,
        funding=paid_by,
        harvested=harvested(plan, benefits),
        areas=of_areas,
        budget_prices=budget_prices(plan, lines, paid_by, of_areas, lasting.amount is not None),
    )


def uncertain_case(plan: Plan) -> Case:
    """The lines of a plan's case, ready to be moved."""
    return case_of(plan, (*cost_lines(plan), *benefit_lines(plan)), rates.of(plan.economy))


@once_for_each(REMEMBERED)
def simulated(plan: Plan) -> Simulation | None:
    """The simulation that documents of a plan show; None where it asks for none, or no line has a range."""
    terms = plan.economy.simulation
    return simulate(uncertain_case(plan), terms.draws, terms.seed, terms.correlation) if terms.draws else None


def case_of(plan: Plan, lines: Iterable[Line], table: RateTable) -> Case:
    """Lines as a case that can be moved, at the rates of a table."""
    return Case(plan, lines, table.factors(plan.horizon), lambda off: table.factors(plan.horizon, off))


def year_rows(plan: Plan, lines: tuple[Line, ...], factors: Iterable[Decimal]) -> tuple[YearRow, ...]:
    """The case year by year: each kind of line added up, net, and what it is worth in the first year."""
    by_kind = {kind: by_year(lines, kind, plan.horizon) for kind in ALL_KINDS}
    spent = [a + b for a, b in zip(by_kind["one_off"], by_kind["running"], strict=True)]
    # Income is gained: it never makes a cost smaller than it is.
    gained = [a + b for a, b in zip(by_kind["cashable"], by_kind["income"], strict=True)]
    net = [gain - cost for gain, cost in zip(gained, spent, strict=True)]
    lasting = by_year((line for line in lines if not line.once), "income", plan.horizon)
    rows = zip(plan.years, net, cumulative(net), factors, strict=True)
    return tuple(
        YearRow(
            year=year,
            one_off=by_kind["one_off"][n],
            running=by_kind["running"][n],
            benefits={kind: by_kind[kind][n] for kind in KINDS},
            net=own,
            cumulative=so_far,
            # Adds what is worth money to somebody but moves no budget, which is why it has a name of its own
            # everywhere.
            wider=own + _sum(by_kind[kind][n] for kind in OUTSIDE) - by_kind["own_time"][n],
            factor=factor,
            present=own * factor,
            lasting_income=lasting[n],
            **{kind: by_kind[kind][n] for kind in NATURES},
        )
        for n, (year, own, so_far, factor) in enumerate(rows)
    )


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, ZERO)
