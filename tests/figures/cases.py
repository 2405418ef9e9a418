"""Small plans for tests of figures, the cases they become, and the strategies that draw them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from planbuilder.figures.case import compute
from planbuilder.figures.model import KINDS, Figures
from planbuilder.plan.model import Plan
from planbuilder.plan.store import from_text
from planbuilder.yamltext.editing import dump

Rows = dict[str, dict[str, Any]]
FIRST = 2026
HORIZON = 5
LITTLE = Decimal("1e-6")
AMOUNTS = st.decimals(0, 10**7, places=2)
YEARS = st.integers(FIRST, FIRST + HORIZON - 1)
RATES = st.decimals(0, 20, places=1)
AREAS = st.sampled_from(["", "", "service", "transfers", "capital", "user_financed", "financing"])
COMMITTEES = st.dictionaries(st.sampled_from(["Children", "Social"]), st.integers(1, 3))

law = settings(max_examples=60, derandomize=True)


def plan(
    costs: Rows | None = None,
    benefits: Rows | None = None,
    *,
    horizon: int = HORIZON,
    price_base: int = FIRST,
    rates: str = "dk-2021",
    fte_cost: Any = 500_000,
    economy: dict[str, Any] | None = None,
    **registers: Rows,
) -> Plan:
    """A plan from 2026 on whose benefits stand the cashability test unless they say otherwise."""
    data = {
        "format": "planbuilder.plan/1",
        "plan_id": "p",
        "title": "T",
        "price_base": price_base,
        "first_year": FIRST,
        "horizon": horizon,
        "economy": {"discount_rates": rates, "fte_cost": fte_cost, **(economy or {})},
        "costs": costs or {},
        "benefits_tree": {"benefits": {id: sound(benefit) for id, benefit in (benefits or {}).items()}},
        **registers,
    }
    return from_text(dump(data))


def case(*registers: Rows | None, **more: Any) -> Figures:
    """The figures of such a plan."""
    return compute(plan(*registers, **more))


def sound(benefit: dict[str, Any]) -> dict[str, Any]:
    """A benefit that stands the cashability test, whatever else it says."""
    return {"account": "6.45", "use": "The budget falls.", "use_decided_by": "Council", "units": {"A": 1}, **benefit}


def cashable(amount: Any, **more: Any) -> dict[str, Any]:
    """A cashable benefit of that many DKK a year."""
    return {"kind": "cashable", "full_effect": {"amount": amount}, **more}


def numbered(rows: list[dict[str, Any]], letter: str) -> Rows:
    return {f"{letter}{n}": row for n, row in enumerate(rows)}


def rounded(amounts: Any, places: int = 2) -> tuple[Decimal, ...]:
    return tuple(round(amount, places) for amount in amounts)


@st.composite
def benefits(draw: st.DrawFn) -> dict[str, Any]:
    times = st.sampled_from([{"fte": Decimal("1.5")}, {"fte": Decimal("-0.5")}])
    drawn = {
        "kind": draw(st.sampled_from(KINDS)),
        "full_effect": draw(st.one_of(st.fixed_dictionaries({"amount": AMOUNTS}), times)),
        "start": draw(YEARS),
        "ramp": draw(st.lists(st.integers(0, 150), max_size=5)),
        "delay": draw(st.integers(0, 2)),
        **draw(st.sampled_from([{}, {"decay": 10}, {"decay": 50}, {"growth": 3}])),
        "committees": draw(COMMITTEES),
        "frame": draw(st.sampled_from(["inside", "outside"])),
        "area": draw(AREAS),
    }
    if draw(st.integers(0, 3)) == 0:
        given_by_year(draw, drawn)
    return {**drawn, "end": draw(YEARS)} if draw(st.booleans()) else drawn


def given_by_year(draw: st.DrawFn, benefit: dict[str, Any]) -> None:
    """Make a benefit one of amounts by year, all gains or all losses: what phases it in goes."""
    for name in ("start", "ramp", "decay", "growth"):
        benefit.pop(name, None)
    sign = draw(st.sampled_from([1, 1, -1]))
    benefit["full_effect"] = {
        "amounts": {str(year): sign * draw(AMOUNTS) for year in draw(st.lists(YEARS, min_size=1))}
    }


@st.composite
def costs(draw: st.DrawFn) -> dict[str, Any]:
    drawn = {
        "kind": draw(st.sampled_from(["one_off", "running"])),
        "committees": draw(COMMITTEES),
        "expenditure": draw(st.sampled_from(["operating", "capital"])),
        "area": draw(AREAS),
    }
    if draw(st.booleans()):
        return {**drawn, "amounts": {str(year): draw(AMOUNTS) for year in draw(st.lists(YEARS, min_size=1))}}
    return {**drawn, "amount": draw(AMOUNTS), "from": draw(YEARS)}


COSTS = st.lists(costs(), max_size=3).map(lambda rows: numbered(rows, "K"))
BENEFITS = st.lists(benefits(), max_size=3).map(lambda rows: numbered(rows, "G"))


@st.composite
def temporary_costs(draw: st.DrawFn) -> dict[str, Any]:
    """A cost with a first and a last year, the last of which may be that of the case."""
    first, last = sorted(draw(st.tuples(YEARS, YEARS)))
    return {"kind": draw(st.sampled_from(["one_off", "running"])), "amount": draw(AMOUNTS), "from": first, "to": last}


@st.composite
def cashable_benefits(draw: st.DrawFn) -> dict[str, Any]:
    """A cashable benefit or loss that grows, comes late, wears off or ends; some effect is always there."""
    amount = draw(st.sampled_from([1, 1, -1])) * draw(AMOUNTS)
    ramp = draw(st.lists(st.sampled_from([0, 40, 100, 120]), max_size=4).filter(lambda steps: not steps or any(steps)))
    more = {"start": draw(YEARS), "ramp": ramp, "delay": draw(st.sampled_from([0, 0, 0, 1, 4]))}
    some = cashable(amount, **more, **draw(st.sampled_from([{}, {}, {}, {"decay": 10}, {"decay": 100}, {"growth": 4}])))
    if draw(st.integers(0, 3)) == 0:
        given_by_year(draw, some)
    return {**some, "end": draw(YEARS)} if draw(st.integers(0, 2)) == 0 else some


TIMED_COSTS = st.lists(st.one_of(costs(), temporary_costs()), max_size=3).map(lambda rows: numbered(rows, "K"))
TIMED_BENEFITS = st.lists(cashable_benefits(), max_size=3).map(lambda rows: numbered(rows, "G"))


@st.composite
def estimates(draw: st.DrawFn, least: int = 0) -> dict[str, Any]:
    """An amount, and a range around it, as costs and full effects hold them; whole kroner from `least` up."""
    likely = Decimal(draw(st.integers(least, 10**6).filter(bool)))
    below, above = (Decimal(draw(st.integers(0, 100))) / 100 * abs(likely) for _ in range(2))
    return {"amount": likely, "range": {"low": likely - below, "high": likely + above}}


@st.composite
def estimated_benefits(draw: st.DrawFn, least: int = 0) -> dict[str, Any]:
    """A cashable benefit with a range."""
    estimate = draw(estimates(least))
    return cashable(estimate["amount"], range=estimate["range"], start=draw(YEARS))


def estimated(least: int = 0) -> st.SearchStrategy[tuple[Rows, Rows]]:
    """Costs and cashable benefits with ranges; benefits from `least` up."""
    some = (
        st.lists(estimates(), max_size=3).map(lambda rows: numbered(rows, "K")),
        st.lists(estimated_benefits(least), max_size=3).map(lambda rows: numbered(rows, "G")),
    )
    return st.tuples(*some)
