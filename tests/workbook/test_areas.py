"""What the workbook says by area of the budget: the case, what a pool pays of it, and budget changes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planbuilder.figures.case import compute
from planbuilder.plan.model import Plan
from planbuilder.workbook.model import Sheet
from tests.figures import cases
from tests.figures.cases import FIRST, cashable
from tests.workbook.conftest import book_of

CHANGES: dict[str, dict[str, Any]] = {
    "T0": {"budget": "Porto", "account": "6.45", "year": FIRST, "amount": -100, "area": "transfers"},
    "T1": {"budget": "Løn", "account": "6.45", "year": FIRST + 1, "amount": -40},
}


def plan(capital: bool = True) -> Plan:
    """Service, and capital beside it if wanted; a pool pays of both."""
    costs = {"K0": {"amount": 500}, "K1": {"amount": 300, "expenditure": "capital" if capital else "operating"}}
    funding = {"funding": "investment_pool"}
    return cases.plan(costs, {"G0": cashable(400)}, economy=funding, budget_changes=CHANGES)


def sheet(of: Plan, title: str) -> Sheet:
    return next(one for one in book_of(of).sheets if one.title == title)


def block(of: Sheet, head: str, at: int, first: int) -> dict[str, list[Any]]:
    """The rows beneath the head of a block, by their labels."""
    top = next(row for (row, column), cell in of.cells.items() if column == at and cell.value == head)
    rows = {str(of.cells[row, at].value): row for row in range(top + 1, top + 8) if (row, at) in of.cells}
    return {label: [of.cells[row, first + n].value for n in range(5)] for label, row in rows.items()}


def test_each_area_has_its_budget_changes_and_what_is_required() -> None:
    """They come to the whole, year by year, and to what is computed of each area."""
    figures, budget = compute(plan()), sheet(plan(), "Budget")
    changes = block(budget, "Budgetændringer efter styringsområde", 1, 11)
    required = block(budget, "Beløb, business casen forudsætter, efter styringsområde", 1, 11)

    assert list(figures.funding.required) == [sum(year, Decimal(0)) for year in zip(*required.values(), strict=True)]
    assert [list(one.changes) for one in figures.areas if one.area == "transfers"] == [changes["overførsler"]]
    assert [list(one.required) for one in figures.areas if one.area == "capital"] == [required["anlæg"]]


@pytest.mark.parametrize(("capital", "area"), [(False, "service"), (True, "område ikke angivet")])
def test_a_change_without_an_area_has_the_one_that_all_lines_have_in_common(capital: bool, area: str) -> None:
    """Where there is none in common, it is said that none is given."""
    budget = sheet(plan(capital), "Budget")

    assert ["overførsler", area, ""] == [budget.cells[row, 16].value for row in (4, 5, 6)]


def test_a_pool_pays_area_by_area() -> None:
    """Service is filled first, and what is drawn comes to the whole."""
    drawn = block(sheet(plan(), "Finansiering"), "Puljens træk efter styringsområde", 0, 1)

    assert (500, 300, 800) == (drawn["service"][0], drawn["anlæg"][0], sum(one[0] for one in drawn.values()))
