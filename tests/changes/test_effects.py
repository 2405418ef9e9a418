"""What each difference does to the case, and that nothing is left over."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planbuilder import example
from planbuilder.changes.effects import Effect, difference, effects
from planbuilder.figures.case import compute
from planbuilder.language import load
from planbuilder.plan.model import Plan
from planbuilder.plan.store import from_text
from planbuilder.record import replace

EXAMPLE = from_text(example.text(load("da")))
ORE = Decimal("0.01")
Change = Callable[[Plan], Plan]


def with_benefit(id: str, **values: Any) -> Change:
    def changed(plan: Plan) -> Plan:
        tree = plan.benefits_tree
        own = {one: row for one, row in tree.benefits.items() if one != id}
        kept = {**own, id: replace(tree.benefits.get(id, EXAMPLE.benefits_tree.benefits[id]), **values)}
        return replace(plan, benefits_tree=replace(tree, benefits=kept if values else own))

    return changed


def with_cost(id: str, **values: Any) -> Change:
    def changed(plan: Plan) -> Plan:
        own = {one: row for one, row in plan.costs.items() if one != id}
        kept = {**own, id: replace(plan.costs.get(id, EXAMPLE.costs[id]), **values)}
        return replace(plan, costs=kept if values else own)

    return changed


def with_economy(**values: Any) -> Change:
    return lambda plan: replace(plan, economy=replace(plan.economy, **values))


def with_fields(**values: Any) -> Change:
    return lambda plan: replace(plan, **values)


YEARS = st.integers(2026, 2040)
CHANGES = st.one_of(
    st.builds(lambda id, start: with_benefit(id, start=start), st.sampled_from(["G1", "G2", "G3", "G4"]), YEARS),
    st.builds(lambda id, delay: with_benefit(id, delay=delay), st.sampled_from(["G1", "G2", "G5"]), st.integers(0, 4)),
    st.builds(with_benefit, st.sampled_from(["G1", "G3"])),
    st.builds(lambda part: with_benefit("G2", part_of=part), st.sampled_from(["", "G1", "G3"])),
    st.builds(lambda id, year: with_cost(id, from_=year), st.sampled_from(["K1", "K5", "K9"]), YEARS),
    st.builds(with_cost, st.sampled_from(["K1", "K2"])),
    st.builds(lambda cost: with_economy(fte_cost=Decimal(cost)), st.integers(0, 900_000)),
    st.builds(lambda rate: with_economy(discount_rate=Decimal(rate)), st.integers(0, 12)),
    st.builds(lambda year: with_fields(first_year=year), st.integers(2025, 2030)),
    st.builds(lambda years: with_fields(horizon=years), st.integers(1, 15)),
)
PLANS = st.lists(CHANGES, max_size=5)


def changed(changes: list[Change]) -> Plan:
    plan = EXAMPLE
    for change in changes:
        plan = change(plan)
    return plan


def added(found: list[Effect], whole: Effect) -> list[Decimal]:
    """How far the sums of effects are from the effect of all: present value, permanent, and each year."""
    years = {year for one in (*found, whole) for year in one.budget}
    return [
        sum((one.npv for one in found), -whole.npv),
        sum((one.npv_wider for one in found), -whole.npv_wider),
        sum((one.permanent for one in found), -whole.permanent),
        *(sum((one.budget.get(n, Decimal(0)) for one in found), -whole.budget.get(n, Decimal(0))) for n in years),
    ]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(PLANS, PLANS)
def test_effects_come_to_the_difference_of_the_two_cases(one: list[Change], other: list[Change]) -> None:
    """Whatever has changed between any two plans: present values, permanent effect, and every year."""
    before, after = changed(one), changed(other)
    found = effects(before, after)

    assert all(abs(rest) < ORE for rest in added([*found.values()], difference(compute(before), compute(after))))


@given(PLANS)
@settings(max_examples=20, deadline=None)
def test_a_plan_does_not_differ_from_itself(changes: list[Change]) -> None:
    """Nothing is told of it."""
    plan = changed(changes)

    assert effects(plan, plan) == {}


def test_a_benefit_that_begins_later_is_told_by_year() -> None:
    """Present value, and the years in which budgets do without it."""
    found = effects(EXAMPLE, with_benefit("G1", start=2029)(EXAMPLE))

    ((subject, effect),) = found.items()
    assert subject == ("benefits_tree", "benefits", "G1")
    assert effect.npv < 0
    assert {year for year, amount in effect.budget.items() if amount} == {2028, 2029, 2030, 2031}


def test_assumptions_come_before_costs_and_costs_before_benefits() -> None:
    """The order in which effects are counted does not hang on the order of the changes."""
    late = with_economy(fte_cost=Decimal(600_000))(with_cost("K1", from_=2028)(with_benefit("G1", start=2029)(EXAMPLE)))

    assert [one[0] for one in effects(EXAMPLE, late)] == ["economy", "costs", "benefits_tree"]


@pytest.mark.parametrize("amount", ["0.49", "-0.49"])
def test_less_than_half_a_krone_is_nothing(amount: str) -> None:
    """It is shown nowhere."""
    assert Effect(npv=Decimal(amount), budget={2028: Decimal(amount)}).is_nothing
