"""Budget changes in the prices of the budget year: each by its own index, and what the case requires by its lines."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planbuilder.figures.budget_prices import BudgetPrices, factor_of
from planbuilder.figures.case import compute
from planbuilder.plan.economy import BudgetChange
from tests.figures.cases import cashable, plan

RISES = {"2027": 10, "2028": 20, "2029": 0, "2030": 0}
INDICES: dict[str, Any] = {"wages": RISES, "prices": dict.fromkeys(RISES, 0), "budget_year": 2027}
GAIN = {"G1": cashable(None, full_effect={"fte": 1})}


def found(change: dict[str, Any], indices: dict[str, Any] = INDICES, **economy: Any) -> BudgetPrices | None:
    """The budget change T1 in budget prices, beside a benefit of an FTE and a cost in kroner."""
    costs = {"K1": {"amount": 1000, "from": 2026}}
    changes = {"T1": {"budget": "B", "amount": -500_000, "year": 2026, **change}}
    return compute(plan(costs, GAIN, economy={"indices": indices, **economy}, budget_changes=changes)).budget_prices


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"art": "wages"}, 550_000),
        ({"art": "prices"}, 500_000),
        ({"account": "06.45.51, løn"}, 550_000),
        ({"account": "06.45.51.1.001.10"}, 550_000),
        ({"account": "06.45.51.1.001.22"}, 500_000),
        ({"account": "06.45.51.1.001.22", "art": "wages"}, 550_000),
        ({"accounts": {"06.45.51.1.001.10": 1, "06.45.51.1.001.22": 1}}, 525_000),
    ],
)
def test_a_change_follows_its_art_or_its_accounts(change: dict[str, Any], expected: int) -> None:
    """All years in the prices of one; what the change says of itself wins."""
    actual = found(change)

    assert actual is not None
    assert (2027, (Decimal(expected),) * 5) == (actual.year, actual.change("T1"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"art": "wages"}, "1.1"),
        ({"account": "06.45.51"}, None),
        ({"accounts": {"06.45.51.1.001.10": 3, "06.45.51.1.001.22": 1}}, "1.075"),
    ],
)
def test_a_krone_of_a_change_is_worth_what_its_accounts_are_together(
    change: dict[str, Any], expected: str | None
) -> None:
    """Each by its weight, whatever the weights come to; unknown where one of them follows nothing."""
    told, known = BudgetChange("B", **change), {"wages": Decimal("1.1"), "prices": Decimal(1)}
    factor = factor_of(plan(economy={"indices": INDICES}), told, "service", known)

    assert factor == (None if expected is None else Decimal(expected))


def test_a_change_that_does_not_say_what_it_follows_is_not_guessed() -> None:
    """Nothing is told of any change then; what the case requires is known all the same."""
    actual = found({"account": "06.45.51"})

    assert actual is not None
    assert (("T1",), {}, ()) == (actual.without_art, actual.accounts, actual.gaps([]))
    assert actual.required is not None


def test_what_the_case_requires_follows_its_lines() -> None:
    """The FTE rises by ten per cent, the purchase does not."""
    actual = found({"art": "wages"})

    assert actual is not None
    assert actual.required is not None
    assert (Decimal(549_000), Decimal(550_000)) == actual.required[:2]
    assert Decimal(550_000) == actual.permanent


def test_what_is_missing_is_what_the_case_requires_less_what_the_changes_come_to() -> None:
    """The purchase of the first year, and half a position that no change takes out."""
    changes = {"T1": {"budget": "B", "amount": -250_000, "year": 2026, "art": "wages"}}
    figures = compute(
        plan({"K1": {"amount": 1000, "from": 2026}}, GAIN, economy={"indices": INDICES}, budget_changes=changes)
    )

    assert figures.budget_prices is not None
    assert figures.budget_prices.gaps(figures.funding.adjustments) == (274_000, *[275_000] * 4)


@pytest.mark.parametrize(
    "indices",
    [
        {**INDICES, "budget_year": None},
        {**INDICES, "budget_year": 2026},
        {**INDICES, "budget_year": 2031},
        {**INDICES, "budget_year": 2025},
        {**INDICES, "prices": {}},
    ],
)
def test_without_year_or_indices_nothing_is_told(indices: dict[str, Any]) -> None:
    """Neither in the plan's own prices, which are those of its own table."""
    assert found({"art": "wages"}, {name: one for name, one in indices.items() if one is not None}) is None


@pytest.mark.parametrize(("follows", "expected"), [("nothing", 500_000), ("own", 505_000), ("prices", 550_000)])
def test_a_change_of_capital_follows_what_capital_follows(follows: str, expected: int) -> None:
    """Whatever its art, unless capital is as everything else."""
    indices = {**INDICES, "capital_follows": follows, "capital": dict.fromkeys(RISES, 1)}

    actual = found({"art": "wages", "area": "capital"}, indices)

    assert actual is not None
    assert (Decimal(expected),) * 5 == actual.change("T1")


def test_what_a_pool_pays_rises_as_what_it_pays_for() -> None:
    """With a pool that pays all one-off costs, budgets are to give what the benefits do."""
    actual = found({"art": "wages"}, funding="investment_pool")

    assert actual is not None
    assert actual.required == (Decimal(550_000),) * 5
