"""Plan → Figures: the business case, year by year.

In: a `Plan`. Out: `Figures`. Full effect and ramp are kept apart in the plan and meet only here; each benefit counts
once, under its own kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from planbuilder.figures import rates
from planbuilder.figures.methods import cumulative, first_surplus, irr, npv, payback
from planbuilder.figures.model import KINDS, Figures, Line, YearRow
from planbuilder.plan.model import Plan
from planbuilder.plan.registers import Benefit, Cost

ZERO, WHOLE = Decimal(0), Decimal(100)


def compute(plan: Plan) -> Figures:
    """Every figure of a plan."""
    costs = tuple(_cost_line(plan, id, cost) for id, cost in plan.costs.items())
    benefits = tuple(_benefit_line(plan, id, benefit) for id, benefit in plan.benefits_tree.benefits.items())
    table = rates.load(plan.economy.discount_rates)
    rows = _rows(plan, costs, benefits, table.factors(plan.horizon))
    net = [row.net for row in rows]
    moving = any(net)
    paid, surplus = payback(net) if moving else None, first_surplus(net)
    return Figures(
        price_base=plan.price_base,
        rates=table,
        rows=rows,
        costs=costs,
        benefits=benefits,
        totals={kind: _sum(line.total for line in (*costs, *benefits) if line.kind == kind) for kind in ALL_KINDS},
        npv=_sum(row.present for row in rows),
        npv_wider=npv([row.wider for row in rows], [row.factor for row in rows]),
        irr=irr(net),
        payback=paid,
        payback_discounted=payback([row.present for row in rows]) if moving else None,
        break_even_year=rows[paid.index].year if paid else None,
        balance_year=None if surplus is None else rows[surplus].year,
        permanent=rows[-1].net,
        fte_freed=_sum(b.full_effect.fte or ZERO for b in plan.benefits_tree.benefits.values()),
    )


ALL_KINDS = ("one_off", "running", *KINDS)


def _rows(
    plan: Plan, costs: tuple[Line, ...], benefits: tuple[Line, ...], factors: Iterable[Decimal]
) -> tuple[YearRow, ...]:
    by_kind = {kind: _by_year((*costs, *benefits), kind, plan.horizon) for kind in ALL_KINDS}
    spent = [a + b for a, b in zip(by_kind["one_off"], by_kind["running"], strict=True)]
    net = [gain - cost for gain, cost in zip(by_kind["cashable"], spent, strict=True)]
    rows = zip(plan.years, net, cumulative(net), factors, strict=True)
    return tuple(
        YearRow(
            year=year,
            one_off=by_kind["one_off"][n],
            running=by_kind["running"][n],
            benefits={kind: by_kind[kind][n] for kind in KINDS},
            net=own,
            cumulative=so_far,
            wider=own + _sum(by_kind[kind][n] for kind in KINDS if kind != "cashable"),
            factor=factor,
            present=own * factor,
        )
        for n, (year, own, so_far, factor) in enumerate(rows)
    )


def _by_year(lines: Iterable[Line], kind: str, horizon: int) -> list[Decimal]:
    rows = [line.by_year for line in lines if line.kind == kind]
    return [_sum(row[n] for row in rows) for n in range(horizon)]


def _cost_line(plan: Plan, id: str, cost: Cost) -> Line:
    if cost.amounts:
        by_year = tuple(cost.amounts.get(str(year), ZERO) for year in plan.years)
    else:
        by_year = tuple(_cost_in(plan, cost, year) for year in plan.years)
    return Line(id, cost.title, cost.kind, by_year)


def _cost_in(plan: Plan, cost: Cost, year: int) -> Decimal:
    first = cost.from_ if cost.from_ is not None else plan.first_year
    last = cost.to if cost.to is not None else (first if cost.kind == "one_off" else plan.years[-1])
    return _yearly(plan, cost.amount, cost.fte) if first <= year <= last else ZERO


def _benefit_line(plan: Plan, id: str, benefit: Benefit) -> Line:
    full = _yearly(plan, benefit.full_effect.amount, benefit.full_effect.fte)
    start = benefit.start if benefit.start is not None else plan.first_year
    by_year = tuple(full * _ramp(benefit, year - start) / WHOLE for year in plan.years)
    return Line(id, benefit.title, benefit.kind or "quality", by_year, full)


def _ramp(benefit: Benefit, age: int) -> Decimal:
    """The percent of full effect in a benefit's year of that age; the last given share goes on."""
    if age < 0:
        return ZERO
    if not benefit.ramp:
        return WHOLE
    return benefit.ramp[min(age, len(benefit.ramp) - 1)]


def _yearly(plan: Plan, amount: Decimal | None, fte: Decimal | None) -> Decimal:
    """An amount a year: given in DKK, or FTE times the plan's cost of one."""
    if amount is not None:
        return amount
    return (fte or ZERO) * (plan.economy.fte_cost or ZERO)


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, ZERO)
