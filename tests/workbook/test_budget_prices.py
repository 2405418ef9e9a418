"""Budget changes in the prices of the budget year: what stands on the sheet is what figures have, or a dash."""

from __future__ import annotations

from typing import Any

import pytest

from planbuilder.figures.case import compute
from planbuilder.plan.model import Plan
from planbuilder.workbook.model import Cell, Sheet
from tests.figures import cases
from tests.workbook.conftest import book_of
from tests.workbook.plans import edges, indexed

TITLE = "Budgetårets priser"
FIRST, NONE = 4, ["–"] * 5


def sheet(plan: Plan) -> Sheet | None:
    return next((one for one in book_of(plan).sheets if one.title == TITLE), None)


def row(plan: Plan, label: str) -> list[Any]:
    """The amounts of the first row with a label, in the first or the second column."""
    page = sheet(plan)
    assert page is not None
    at = min(at for (at, column), cell in page.cells.items() if column < 2 and cell.value == label)
    return [page.cells.get((at, FIRST + n), Cell()).value for n in range(plan.horizon)]


@pytest.mark.parametrize("follows", ["prices", "own", "nothing"])
def test_each_change_and_what_is_required_are_those_of_the_figures(follows: str) -> None:
    """Of several accounts, of one whose digits say what it follows, and of one in the area of capital."""
    plan = indexed(follows)
    found, funding = compute(plan).budget_prices, compute(plan).funding

    assert found is not None
    assert {id: list(found.change(id)) for id in plan.budget_changes} == {id: row(plan, id) for id in found.accounts}
    assert list(found.required or ()) == row(plan, "Beløb, business casen forudsætter")
    assert list(found.gaps(funding.adjustments)) == row(plan, "Forskel")
    assert found.permanent == row(plan, "Varig netto om året")[0]


def test_of_a_change_that_does_not_say_what_it_follows_none_is_converted() -> None:
    """As in the figures; what is required stands all the same, and how many changes lack it is counted."""
    plan = edges()["a-change-that-does-not-say"]
    page = sheet(plan)

    assert page is not None
    assert [1] == [cell.value for cell in page.cells.values() if "COUNTIF" in cell.formula]
    assert (NONE, NONE, False) == (
        row(plan, "T0"),
        row(plan, "Forskel"),
        "–" in row(plan, "Beløb, business casen forudsætter"),
    )


def test_a_pool_that_pays_more_than_one_off_costs_leaves_out_what_is_required() -> None:
    """It has nothing to rise with; the changes are told."""
    plan = edges()["a-pool-that-pays-more"]

    assert (NONE, False) == (row(plan, "Beløb, business casen forudsætter"), "–" in row(plan, "T0"))


def test_without_a_budget_year_there_is_neither_sheet_nor_column() -> None:
    """What nothing follows is asked for nowhere."""
    plan = cases.plan(budget_changes={"T0": {"budget": "Løn"}})
    budget = next(one for one in book_of(plan).sheets if one.title == "Budget")

    assert sheet(plan) is None
    assert "Fremskrivning" not in {cell.value for cell in budget.cells.values()}


def test_what_a_change_follows_is_chosen_from_a_list() -> None:
    """In the rows of the plan and in the spare ones."""
    budget = next(one for one in book_of(indexed()).sheets if one.title == "Budget")
    column = next(at for (_, at), cell in budget.cells.items() if cell.value == "Fremskrivning")
    rules = [one for one in budget.ruled if one.first[1] <= column <= one.last[1] and one.rule.kind == "list"]

    assert [("løn", "priser")] == [one.rule.choices for one in rules]
    assert [24] == [one.last[0] - one.first[0] + 1 for one in rules]
