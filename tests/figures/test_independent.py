"""Tests of all figures together, against a second model that shares no line with them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from planbuilder.figures.areas import AreaFlows
from planbuilder.figures.case import compute
from planbuilder.figures.funding import Ledger
from planbuilder.figures.methods import Payback
from planbuilder.figures.model import NATURES, Figures
from planbuilder.figures.options import Compared, compared
from planbuilder.figures.outcomes import Driver, Outcome
from planbuilder.figures.recurring import Permanent
from planbuilder.plan.store import from_text
from planbuilder.yamltext.editing import dump
from tests.figures.independent import Data, Model
from tests.figures.independent_options import OPTIONS, as_chosen, is_stated, with_options
from tests.figures.random_plans import random_plan

PLANS, AT_ONCE = 500, 25
# Of an amount, or in DKK where that is less: what Decimal's 28 digits may lose over sixty years.
NEAR = Fraction(1, 10**12)
Found = dict[str, Any]


@pytest.mark.parametrize("first", range(0, PLANS, AT_ONCE))
def test_every_figure_is_that_of_a_second_model(first: int) -> None:
    """Lines, years, key figures, funding and outcomes of random plans are those of a model in fractions."""
    wrong = {number: found for number in range(first, first + AT_ONCE) if (found := _differences(random_plan(number)))}
    assert {} == wrong


@pytest.mark.parametrize("first", range(0, PLANS, AT_ONCE))
def test_every_figure_of_an_option_is_that_of_a_second_model(first: int) -> None:
    """What is compared of three options of random plans is what the model has of the plan that each would be."""
    wrong = {number: found for number in range(first, first + AT_ONCE) if (found := _of_options(number))}
    assert {} == wrong


def _of_options(number: int) -> list[tuple[str, str, str]]:
    data = with_options(random_plan(number), number)
    plan = from_text(dump(data))
    found: Found = {one.id: _compared(one) for one in compared(plan, compute(plan))[1:]}
    wanted = {}
    for id in OPTIONS:
        model = Model(as_chosen(data, id)).found()
        one_off = model["kinds"]["one_off"]
        same = {name: model[name] for name in ("npv", "npv_wider", "permanent", "reserve")}
        same["is_stated"] = is_stated(data, id)
        wanted[id] = {**same, "one_off": one_off, "introduction": sum(one_off) - sum(model["later_costs"].values())}
    return [*_unlike(found, wanted)]


def _compared(one: Compared) -> Found:
    return {
        "npv": one.npv,
        "is_stated": one.is_stated,
        "npv_wider": one.npv_wider,
        "permanent": _lasting(one.permanent),
        "reserve": one.risk_reserve,
        "one_off": one.one_off,
        "introduction": one.introduction,
    }


def test_random_plans_hold_everything() -> None:
    """No part of the comparison is empty in all plans: each figure has a value somewhere, and each reason is met."""
    models = [Model(random_plan(number)).found() for number in range(160)]
    lacking = {name for name in models[0] if not any(found[name] for found in models)}
    reasons = {found["permanent"]["restless"] for found in models}
    assert (set(), {"", "ramping", "varying", "uneven", "uneven_income", "growing", "wearing"}) == (lacking, reasons)
    assert max(len(found["permanent"]["stages"]) for found in models) >= 2


def test_a_second_model_sees_a_difference() -> None:
    """A krone more of one cost in one year is told, so equality means something."""
    data = random_plan(1)
    figures, model = compute(from_text(dump(data))), Model(data).found()
    model["npv"] += 1
    assert ["npv"] == [path for path, *_ in _unlike(_of(figures), model)]


def _differences(data: Data) -> list[tuple[str, str, str]]:
    figures, model = compute(from_text(dump(data))), Model(data).found()
    return [*_unlike(_of(figures), model), *_wrong_rates(figures)]


def _unlike(found: object, wanted: object, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every place where the two are not the same, with both values."""
    if isinstance(wanted, dict) and isinstance(found, dict) and found.keys() == wanted.keys():
        for name in wanted:
            yield from _unlike(found[name], wanted[name], f"{path}/{name}".strip("/"))
    elif isinstance(wanted, list | tuple) and isinstance(found, list | tuple) and len(found) == len(wanted):
        for n, (one, other) in enumerate(zip(found, wanted, strict=True)):
            yield from _unlike(one, other, f"{path}/{n}")
    elif not _is_same(found, wanted):
        yield path, str(found), str(float(wanted) if isinstance(wanted, Fraction) else wanted)


def _is_same(found: object, wanted: object) -> bool:
    if isinstance(found, Decimal) and isinstance(wanted, Fraction | int | float):
        near = Fraction(1, 10**9) if isinstance(wanted, float) else NEAR  # a root is taken in floats
        return abs(Fraction(found) - Fraction(wanted)) <= near * max(1, abs(Fraction(wanted)))
    return found == wanted


def _wrong_rates(figures: Figures) -> Iterator[tuple[str, str, str]]:
    """Rates at which NPV is not zero, and changes of its sign that no rate is told of."""
    net = [float(one) for one in figures.net]
    size, late = sum(map(abs, net)), 0.5 if figures.rates.mid_year else 0
    times = [max(0, n - late) for n in range(len(net))]
    for rate in figures.irr.rates:
        weights = [(1 + float(rate)) ** -n for n in times]
        if abs(sum(a * b for a, b in zip(net, weights, strict=True))) > 1e-6 * size * max(weights):
            yield "irr", str(rate), "not zero"
    grid = [1.02**n - 1 for n in range(-100, 230)]
    values = [sum(one / (1 + rate) ** n for n, one in zip(times, net, strict=True)) for rate in grid]
    crossed = sum(one * other < 0 for one, other in pairwise(values) if min(abs(one), abs(other)) > 1e-6)
    if crossed > figures.irr.count:
        yield "irr", str(figures.irr.rates), f"{crossed} changes of sign"


def _lasting(one: Permanent) -> Found:
    return {
        "in_place": one.in_place,
        "restless": one.restless,
        "stages": [(stage.amount, stage.first, stage.last) for stage in one.stages],
        "amount": one.amount,
    }


def _of(figures: Figures) -> Found:
    """Figures under the names of the second model."""
    funding = figures.funding
    return {
        "lines": {line.id: (line.kind, line.by_year) for line in (*figures.costs, *figures.benefits)},
        "kinds": {
            "one_off": [row.one_off for row in figures.rows],
            "running": [row.running for row in figures.rows],
            **{name: [getattr(row, name) for row in figures.rows] for name in NATURES},
            **{kind: [row.benefits[kind] for row in figures.rows] for kind in figures.rows[0].benefits},
        },
        "net": figures.net,
        "cumulative": [row.cumulative for row in figures.rows],
        "wider": [row.wider for row in figures.rows],
        "factors": figures.factors,
        "npv": figures.npv,
        "npv_wider": figures.npv_wider,
        "bcr": figures.bcr,
        "eanc": figures.eanc,
        "mirr": figures.mirr,
        "payback": _payback(figures.payback),
        "payback_discounted": _payback(figures.payback_discounted),
        "balance_year": figures.balance_year,
        "fte_freed": figures.fte_freed,
        "current": figures.current,
        "waiting": (figures.waiting.same_life, figures.waiting.same_end),
        "permanent": _lasting(figures.permanent),
        "later_costs": dict(figures.later_costs),
        **_certainty(figures),
        "areas": {one.area: _area(one) for one in figures.areas},
        "budget_prices": _budget_prices(figures),
        "pool": _pool(funding.pool),
        "pool_delayed": _pool(funding.pool_delayed),
        "frame": funding.frame,
        "frame_with_pool": funding.frame_with_pool,
        "frame_permanent": funding.frame_permanent,
        "parties": {
            one.name: {
                name: getattr(one, name) for name in ("one_off", "running", "income", "cashable", "permanent")
            }
            for one in funding.parties
        },
        "adjustments": {one.id: one.by_year for one in funding.adjustments},
        "required": funding.required,
        "gaps": funding.gaps,
        "harvested": {one.id: dict(one.realised) for one in figures.harvested},
    }  # fmt: skip


def _budget_prices(figures: Figures) -> Found | None:
    found = figures.budget_prices
    return found and {
        "year": found.year,
        "without": list(found.without_art),
        "changes": {id: found.change(id) for id in found.accounts},
        "required": found.required,
        "permanent": found.permanent,
    }


def _certainty(figures: Figures) -> Found:
    sure = figures.uncertainty
    tests = {f"test_{one.name}": _outcome(one) for one in sure.tests}
    drivers = {one.kind: one for one in sure.drivers if one.kind in ("delay", "rate")}
    return {
        "pessimistic": _outcome(sure.pessimistic),
        "optimistic": _outcome(sure.optimistic),
        "likely": _outcome(sure.likely),
        "stress": _outcome(sure.stress),
        "expected": sure.expected_npv,
        **tests,
        "reserve": sure.risk_reserve,
        "coverage": (sure.coverage.lines, sure.coverage.ranged, sure.coverage.share),
        "drivers": {one.id: _driver(one) for one in sure.drivers if one.id not in drivers},
        "driver_delay": drivers["delay"].npv_high,
        "driver_rate": [drivers["rate"].npv_low, drivers["rate"].npv_high],
    }


def _outcome(one: Outcome | None) -> Found | None:
    return {"net": one.net, "npv": one.npv, "permanent": one.permanent.amount} if one else None


def _driver(one: Driver) -> list[Decimal | None]:
    return [one.npv_low, one.npv_high, one.switching]


def _area(one: AreaFlows) -> Found:
    names = ("one_off", "running", "income", "cashable", "drawn", "changes", "permanent")
    return {**{name: getattr(one, name) for name in names}, "committees": dict(one.committees)}


def _payback(paid: Payback | None) -> Found | None:
    return {"index": paid.index, "years": paid.years, "dips": paid.dips} if paid else None


def _pool(pool: Ledger) -> Found:
    names = ("draw", "interest", "available", "repayment", "balance", "budget")
    rows = [{name: getattr(row, name) for name in names} for row in pool.rows]
    return {"rows": rows, "repaid_year": pool.repaid_year}
