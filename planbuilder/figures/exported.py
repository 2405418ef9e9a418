"""Figures as data under stable names: money in DKK, shares from 0 to 1, years as numbers.

A plus improves the municipality's economy, a minus burdens it: costs, interest and repayments are negative, and so is
a budget that is raised. What is owed to the pool, `balance` and `debt`, is an amount of its own and has no sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from planbuilder.figures.areas import AreaFlows
from planbuilder.figures.budget_prices import BudgetPrices
from planbuilder.figures.catalogue import CATALOGUE, KeyFigure
from planbuilder.figures.funding import Ledger
from planbuilder.figures.harvest import Harvested, realised_by_year
from planbuilder.figures.lines import Line
from planbuilder.figures.model import KINDS, Figures, YearRow
from planbuilder.figures.options import Compared, compared
from planbuilder.figures.outcomes import Driver, Outcome, Uncertainty
from planbuilder.figures.recurring import Permanent
from planbuilder.plan.model import Plan

Data = dict[str, object]
# Positive in `Figures` and negative in what is given out (docs/decisions/013).
COSTS = ("one_off", "running", "own_time")


def figures_data(plan: Plan, figures: Figures) -> Data:
    """Every figure of a plan."""
    return {
        "price_base": figures.price_base,
        "discount_rates": figures.rates.id,
        **({"timing": plan.economy.timing} if plan.economy.timing else {}),
        **_key_figures(plan, figures),
        # All kinds, whether or not the plan has any: each is a key figure of its own.
        "totals": {kind: -total if kind in COSTS else total for kind, total in figures.totals.items()},
        "years": [_year(row, figures.natures) for row in figures.rows],
        "costs": [_line(one) for one in figures.costs],
        "benefits": [
            {**_line(one), "declared": one.declared, "full_effect": one.full_effect} for one in figures.benefits
        ],
        "incomplete": [{"id": one.id, "lacks": one.lacks} for one in figures.lacking],
        "current_prices": {kind: _effects(kind, figures.current[kind]) for kind in _kinds(figures)}
        if figures.current
        else None,
        "uncertainty": _uncertainty(figures.uncertainty),
        "funding": _funding(plan, figures),
        **({"budget_prices": _budget_prices(figures.budget_prices)} if figures.budget_prices else {}),
        **({"options": [_option(one) for one in compared(plan, figures)]} if plan.options else {}),
        "areas": [_area(one, "income" in figures.natures) for one in figures.areas],
        **({"harvested": harvested_data(figures.harvested)} if plan.harvests else {}),
    }


def harvested_data(found: Iterable[Harvested]) -> Data:
    """What was harvested beside what was planned, by benefit and year; a year that nothing is noted of is not there."""
    known = list(found)
    benefits = [{"id": one.id, "planned": _by_year(one.planned), "realised": _by_year(one.realised)} for one in known]
    by_year = realised_by_year(known)
    return {"benefits": benefits, "by_year": _by_year(by_year), "total": sum(by_year.values(), Decimal(0))}


def _budget_prices(found: BudgetPrices) -> Data:
    """Budget changes in the prices of the budget year; what was not computed is None, or not there."""
    factors = {name: factor for name, factor in found.factors.items() if name}
    return {
        "year": found.year,
        "factors": factors,
        "without_art": list(found.without_art),
        "changes": {id: list(found.change(id)) for id in found.accounts},
        "required": None if found.required is None else list(found.required),
        "permanent": found.permanent,
    }


def _option(one: Compared) -> Data:
    """What an option comes to; None for each figure of one that nobody has said anything of."""
    figures = {
        "npv": one.npv,
        "npv_wider": one.npv_wider,
        "introduction": -one.introduction,
        "permanent": one.permanent.amount,
        **_stages(one.permanent),
        "risk_reserve": one.risk_reserve,
    }
    stated: Data = {name: value if one.is_stated else None for name, value in figures.items()}
    told = {"quality": list(one.quality), "disbenefits": list(one.disbenefits), "lacking": list(one.lacking)}
    return {"id": one.id or None, "title": one.title, "kind": one.kind, **stated, **told}


def _by_year(amounts: Mapping[int, Decimal]) -> Data:
    return {str(year): amount for year, amount in amounts.items()}


def _key_figures(plan: Plan, figures: Figures) -> Data:
    """Every key figure that has a place of its own, under its key, and what else there is to say of some."""
    found: Data = {}
    for one in CATALOGUE:
        # Others stand inside what they belong to, such as `uncertainty`, and would be there twice.
        if one.json == "":
            found |= {one.key: _plain(one, plan, figures), **DETAILS.get(one.key, _nothing)(figures)}
    return found


def _plain(one: KeyFigure, plan: Plan, figures: Figures) -> object:
    """A key figure as data: rates are a list, a year is a whole number."""
    if one.unit == "rates":
        return list(figures.irr.rates)
    value = one.value(plan, figures)
    # A year as 2031 and not as 2031.0: other programs compare it with whole numbers.
    return int(value) if value is not None and one.unit in ("year", "since") else value


def _nothing(figures: Figures) -> Data:
    return {}


def _rates(figures: Figures) -> Data:
    irr = figures.irr
    return {
        "irr_below_range": irr.below,
        "irr_above_range": irr.above,
        "irr_role": irr.role,
        "sign_changes": irr.turns,
    }


def _recurring(figures: Figures) -> Data:
    later = {str(year): -amount for year, amount in figures.later_costs.items()}
    return {**_stages(figures.permanent), "later_one_off": later}


DETAILS: Mapping[str, Callable[[Figures], Data]] = {"irr": _rates, "permanent_from": _recurring}


def _permanent(found: Permanent) -> Data:
    """The permanent effect with its first year, nothing where there is none; and all that recurs on the way to it."""
    lasting = found.lasting
    return {
        "permanent": found.amount,
        "permanent_from": lasting.first if lasting else None,
        **_stages(found),
    }


def _stages(found: Permanent) -> Data:
    """All that recurs, stage by stage."""
    stages = [
        {"amount": one.amount, "from": one.first, "to": one.last, "ends": list(one.ends), "complete": one.complete}
        for one in found.stages
    ]
    return {
        "recurring": {
            "stages": stages,
            "restless": found.restless or None,
            "last_year": found.last_year,
            "in_last_year": found.in_last_year,
        },
    }


def _effects(kind: str, flow: Iterable[Decimal]) -> list[Decimal]:
    """Amounts of a kind as what they do to the economy."""
    return [-amount if kind in COSTS else amount for amount in flow]


def _kinds(figures: Figures) -> tuple[str, ...]:
    """The kinds of cost and benefit, and the natures that the plan has."""
    return ("one_off", "running", *figures.natures, *KINDS)


def _year(row: YearRow, natures: Iterable[str]) -> Data:
    return {
        "year": row.year,
        "one_off": -row.one_off,
        "running": -row.running,
        **{name: -getattr(row, name) if name in COSTS else getattr(row, name) for name in natures},
        **{kind: row.benefits[kind] for kind in KINDS},
        "net": row.net,
        "cumulative": row.cumulative,
        "wider": row.wider,
        "discount_factor": row.factor,
        "present_value": row.present,
    }


def _line(one: Line) -> Data:
    span = {"low": one.span[0], "high": one.span[1]} if one.span else None
    return {
        "id": one.id,
        "kind": one.kind,
        "area": one.area,
        "by_year": _effects(one.kind, one.by_year),
        "fte": one.fte,
        "range": span,
        # Only where there is one: a number that nobody has estimated must not look estimated.
        **({"uplift": one.uplift} if one.uplift else {}),
        "objections": list(one.objections),
    }


def _uncertainty(u: Uncertainty) -> Data:
    return {
        "three_point": u.weighting,
        "ranges": {"lines": u.coverage.lines, "with_range": u.coverage.ranged, "share_of_money": u.coverage.share},
        "expected_npv": u.expected_npv,
        "scenarios": [_outcome(one) for one in (u.pessimistic, u.likely, u.optimistic) if one],
        "stress": {**_outcome(u.stress), "of": list(u.stressed)},
        "worst_npv": u.worst_npv,
        "tests": [_outcome(one) for one in u.tests],
        "drivers": [_driver(one) for one in u.drivers],
        "risk_reserve": u.risk_reserve,
    }


def _outcome(one: Outcome) -> Data:
    return {
        "name": one.name,
        "net": list(one.net),
        "npv": one.npv,
        "break_even_year": one.break_even_year,
        **_permanent(one.permanent),
    }


def _driver(one: Driver) -> Data:
    return {
        "id": one.id,
        "kind": one.kind,
        "low": one.low,
        "high": one.high,
        "npv_low": one.npv_low,
        "npv_high": one.npv_high,
        "switching_value": one.switching,
        "range_given": one.given,
        "has_source": one.has_source,
    }


def _funding(plan: Plan, figures: Figures) -> Data:
    found = figures.funding
    return {
        "way": plan.economy.funding,
        "pool_type": plan.economy.pool.type,
        "pool_is_repaid": found.pool.is_repaid,
        "budget_to_budget": list(found.to_budget),
        "investment_pool": _ledger(found.pool),
        "investment_pool_delayed": _ledger(found.pool_delayed),
        "service_frame": list(found.frame),
        "service_frame_with_pool": list(found.frame_with_pool),
        "service_frame_permanent": found.frame_permanent,
        "committees": [
            {
                "name": one.name,
                "one_off": -one.one_off,
                "running": -one.running,
                **({"income": one.income} if "income" in figures.natures else {}),
                "cashable": one.cashable,
                "net": one.net,
                "permanent": one.permanent,
            }
            for one in found.parties
        ],
        "budget_changes": [{"id": one.id, "by_year": list(one.by_year)} for one in found.adjustments],
        "required": list(found.required),
        "gaps": list(found.gaps),
    }


def _area(one: AreaFlows, has_income: bool) -> Data:
    """One area of the budget, by year and by committee."""
    kinds = ("one_off", "running", *(["income"] if has_income else []), "cashable", "net")
    flows = {kind: _effects(kind, getattr(one, kind)) for kind in kinds}
    budgets = {"drawn": list(one.drawn), "budget_changes": list(one.changes), "required": list(one.required)}
    return {"area": one.area, **flows, **budgets, "permanent": one.permanent, "committees": dict(one.committees)}


def _ledger(ledger: Ledger) -> Data:
    rows = [
        {
            "year": row.year,
            "draw": row.draw,
            "interest": -row.interest,
            "available": row.available,
            "repayment": -row.repayment,
            "balance": row.balance,
            "budget": row.budget,
        }
        for row in ledger.rows
    ]
    return {"repaid_year": ledger.repaid_year, "debt": ledger.debt, "years": rows}
