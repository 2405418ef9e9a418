"""What stands among the costs and is no cost of new money: where it counts, and where it does not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planbuilder.figures.catalogue import explain
from planbuilder.figures.exported import figures_data
from planbuilder.figures.model import Figures
from planbuilder.plan.option_plan import option_plan
from tests.figures.cases import FIRST, Rows, case, cashable, plan

COSTS: Rows = {"K1": {"amount": 900_000}, "K2": {"kind": "running", "amount": 100_000}}
GAINS: Rows = {"G1": cashable(400_000, start=FIRST + 1)}
OWN = {"nature": "own_time", "fte": "0.5"}
GRANT = {"nature": "income", "amount": 300_000}
FEES = {"nature": "income", "kind": "running", "amount": 50_000}
LEFT = {"nature": "residual_value", "amount": 200_000}
# Figures on money, which own time and residual values leave as they are.
MONEY = (
    "net", "npv", "irr", "mirr", "waiting", "bcr", "eanc", "payback", "payback_discounted", "break_even_year",
    "balance_year", "permanent", "later_costs", "funding", "areas", "uncertainty", "fte_freed", "introduction",
)  # fmt: skip


def with_line(line: dict[str, Any], **more: Any) -> Figures:
    return case({**COSTS, "K9": line}, GAINS, **more)


@pytest.mark.parametrize("line", [OWN, LEFT, {**OWN, "every": 2}, {**LEFT, "to": FIRST + 2}], ids=str)
def test_what_is_no_money_moves_no_figure_on_money(line: dict[str, Any]) -> None:
    """Budgets, funding, areas, scenarios and every key figure are what they are without it; the wider NPV is not."""
    found, without = with_line(line), case(COSTS, GAINS)

    assert [name for name in MONEY if getattr(found, name) != getattr(without, name)] == []
    assert found.npv_wider != without.npv_wider


def test_own_time_is_taken_off_the_wider_value_and_a_residual_value_added() -> None:
    """250,000 of the first year, undiscounted; 200,000 of the fifth, at its factor."""
    base = case(COSTS, GAINS).npv_wider

    assert round(with_line(OWN).npv_wider - base, 12) == -250_000
    assert round(with_line(LEFT).npv_wider - base - 200_000 * with_line(LEFT).factors[4], 12) == 0
    assert [row.residual_value for row in with_line(LEFT).rows] == [0, 0, 0, 0, 200_000]


def test_income_is_gained_and_makes_no_cost_smaller() -> None:
    """Net and NPV rise by it, costs and the introduction stay, and the ratio has it among what is gained."""
    found, without = with_line(GRANT), case(COSTS, GAINS)
    spent = sum((row.costs * row.factor for row in without.rows), Decimal(0))

    assert found.net[0] == without.net[0] + 300_000
    assert found.npv == without.npv + 300_000
    assert (found.introduction, found.totals["one_off"]) == (without.introduction, without.totals["one_off"])
    assert found.bcr is not None
    assert without.bcr is not None
    assert abs(found.bcr - (without.bcr + 300_000 / spent)) < Decimal("1e-20")


def test_income_that_recurs_is_part_of_the_permanent_effect_and_a_grant_is_not() -> None:
    """400,000 less 100,000 a year, with 50,000 of fees or without."""
    assert case(COSTS, GAINS).permanent.amount == 300_000
    assert with_line(GRANT).permanent.amount == 300_000
    assert with_line(FEES).permanent.amount == 350_000


def test_income_that_ends_or_differs_is_named_as_income() -> None:
    """No benefit is said to end or to differ from year to year."""
    ended = with_line({**FEES, "to": FIRST + 2}).permanent
    uneven = with_line({"nature": "income", "kind": "running", "amounts": {"2029": 5, "2030": 9}}).permanent

    assert ended.stages[0].ends == ("income",)
    assert uneven.restless == "uneven_income"


def test_a_grant_pays_no_pool_back() -> None:
    """The pool draws what it would without it and is repaid the same; the budgets have the grant."""
    pool = {"funding": "investment_pool"}
    found, without = with_line(GRANT, economy=pool).funding, case(COSTS, GAINS, economy=pool).funding

    assert [row.draw for row in found.pool.rows] == [row.draw for row in without.pool.rows]
    assert [row.repayment for row in found.pool.rows] == [row.repayment for row in without.pool.rows]
    assert found.pool.rows[0].budget == without.pool.rows[0].budget + 300_000
    assert found.required[0] == without.required[0] + 300_000


def test_income_does_not_come_late_or_smaller_with_benefits() -> None:
    """The tests of delay, of costs and of benefits leave it as it is; its own range is pessimistic at the low end."""
    found = with_line({**GRANT, "range": {"low": 100_000, "high": 310_000}}).uncertainty
    without = case(COSTS, GAINS).uncertainty

    gained = [round(one.npv - other.npv, 12) for one, other in zip(found.tests, without.tests, strict=True)]
    assert gained == [300_000] * 3
    assert found.pessimistic is not None
    assert found.optimistic is not None
    off = (found.likely.npv - found.pessimistic.npv, found.optimistic.npv - found.likely.npv)
    assert [round(one, 12) for one in off] == [200_000, 10_000]


def test_a_cost_that_comes_again_does_so_until_its_last_year() -> None:
    """Every second year from 2026: three times in five years, twice until 2029; a running one comes yearly."""
    again = {"amount": 10, "every": 2}

    assert case({"K1": again}).costs[0].by_year == (10, 0, 10, 0, 10)
    assert case({"K1": {**again, "to": 2029}}).costs[0].by_year == (10, 0, 10, 0, 0)
    assert case({"K1": {**again, "from": 2027}}).costs[0].by_year == (0, 10, 0, 10, 0)
    assert case({"K1": {**again, "kind": "running"}}).costs[0].by_year == (10,) * 5


def test_renewals_are_later_costs_and_no_part_of_what_is_permanent() -> None:
    """An introduction of 900,000 in 2026, and 900,000 again in 2029."""
    found = case({"K1": {"amount": 900_000, "every": 3}}, {"G1": cashable(400_000)})

    assert (found.introduction, dict(found.later_costs)) == (900_000, {2029: 900_000})
    assert found.permanent.amount == 400_000


def test_no_uplift_is_put_on_what_is_no_cost_of_new_money() -> None:
    """A published uplift for all costs leaves income, own time and residual values without a range."""
    found = case({"K1": GRANT, "K2": OWN, "K3": LEFT, "K4": {"amount": 5}}, economy={"uplift": "uk-2002.outsourcing"})

    assert [line.uplift for line in found.costs] == ["", "", "", "uk-2002.outsourcing"]


def test_an_option_may_say_what_its_cost_is() -> None:
    """Own time of the plan is bought in an option, and counts as money there."""
    made = plan(
        {"K1": OWN}, GAINS,
        options={"A1": {"title": "Bought", "kind": "other"}},
        option_costs={"AK1": {"option": "A1", "instead_of": "K1", "nature": "new_money"}},
    )  # fmt: skip

    assert (made.costs["K1"].nature, option_plan(made, "A1").costs["K1"].nature) == ("own_time", "")


def test_every_figure_of_them_is_explained_and_exported() -> None:
    """Sums by nature have an explanation that ends in them, and stand with their sign in the data."""
    made = plan({**COSTS, "K5": OWN, "K6": GRANT, "K7": LEFT}, GAINS)
    found = case({**COSTS, "K5": OWN, "K6": GRANT, "K7": LEFT}, GAINS)
    data: Any = figures_data(made, found)

    assert [explain(made, found, name).result for name in ("income", "own_time", "residual_value")] == [
        300_000, 250_000, 200_000,
    ]  # fmt: skip
    assert [data["totals"][name] for name in ("income", "own_time", "residual_value")] == [300_000, -250_000, 200_000]
    without: Any = figures_data(plan(COSTS, GAINS), case(COSTS, GAINS))
    assert "income" in data["years"][0]
    assert "income" not in without["years"][0]
    assert explain(made, found, "net").steps[0].calculation == "{} + {} − {} − {}"
