"""A budget change is explained to what it is in the prices of the budget year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.figures.case import compute
from planbuilder.figures.catalogue import explain
from planbuilder.figures.explanation import Explanation
from planbuilder.plan.model import Plan
from tests.figures.cases import plan
from tests.figures.test_catalogue import near, recomputed
from tests.workbook.plans import Drawn, indexed


def explained(some: Plan, id: str) -> Explanation:
    return explain(some, compute(some), id)


def test_a_change_is_explained_by_its_index_and_its_years() -> None:
    """The rises multiplied, and each year times the product."""
    wages, becomes, first, *_, last = explained(indexed(), "T0").steps

    assert ((Decimal("1.01"), Decimal("1.02")), Decimal("1.0302")) == (wages.values, wages.result)
    assert ("one_krone", Decimal("1.0302")) == (becomes.about, becomes.result)
    assert ((90_000, Decimal("1.0302")), Decimal("92718")) == (first.values, first.result)
    found = compute(indexed()).budget_prices
    assert found is not None
    assert last.result == sum(found.change("T0"))


def test_of_several_accounts_each_has_its_part() -> None:
    """By weight, each by its own index."""
    steps = {step.about: step for step in explained(indexed(), "T2").steps}

    assert (1, 3, Decimal("1.0302")) == steps["06.45.51.1.001.10"].values
    assert ["index_wages", "index_prices"] == [name for name in steps if name.startswith("index")]


@pytest.mark.parametrize(("follows", "about"), [("nothing", "unadjusted"), ("own", "index_capital")])
def test_what_is_capital_follows_what_capital_does(follows: str, about: str) -> None:
    """Its own index, or none."""
    assert about == explained(indexed(follows), "T3").steps[0].about


def test_what_was_not_converted_is_explained_in_the_prices_of_the_plan() -> None:
    """With a word on why, where the plan names a budget year."""
    unsaid = indexed(changes={"T9": {"budget": "Andet", "year": 2026, "amount": -1}})
    without = plan(budget_changes={"T0": {"budget": "Porto", "year": 2026, "amount": -10}})

    assert ("budget_change", "budget_without_art") == (explained(unsaid, "T0").formula, explained(unsaid, "T0").remark)
    assert ("budget_change", "", 50) == (
        explained(without, "T0").formula, explained(without, "T0").remark, explained(without, "T0").result,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_explained_gives_what_it_says(seed: int) -> None:
    """Every change of any plan: each step recomputed, and each year what the figures have."""
    some = Drawn(seed).plan()
    figures = compute(some)
    for one in figures.funding.adjustments:
        found, priced = explain(some, figures, one.id), figures.budget_prices
        whole = priced.change(one.id) if priced and not priced.without_art else one.by_year

        assert [] == [step for step in found.steps if not near(recomputed(step), step.result)]
        assert list(whole) == [step.result for step in found.steps if step.about.isdecimal()]
