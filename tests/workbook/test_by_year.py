"""A benefit with amounts by year in the workbook: open as they were agreed, and counted in the years they come in."""

from __future__ import annotations

from typing import Any

from planbuilder.workbook.model import Sheet
from tests.figures import cases
from tests.figures.cases import FIRST
from tests.workbook.conftest import book_of

AMOUNTS = {str(FIRST): 100, str(FIRST + 1): 300}


def sheets(**more: Any) -> dict[str, Sheet]:
    """The sheets of a plan with one such benefit, by their titles."""
    benefit = {"kind": "cashable", "full_effect": {"amounts": AMOUNTS}, "title": "Salg", **more}
    return {one.title: one for one in book_of(cases.plan({}, {"G0": benefit})).sheets}


def years(sheet: Sheet, first: int) -> list[Any]:
    """The cells of the years of the benefit, the last of which are in one row."""
    row = next(at[0] for at, cell in sheet.cells.items() if cell.value == "Salg")
    return [sheet.cells[row, first + n] for n in range(cases.HORIZON)]


def test_amounts_are_open_in_the_years_that_were_agreed() -> None:
    """Whatever the delay; a year without an amount is empty."""
    found = years(sheets(delay=1)["Gevinster år for år"], 2)

    assert [100, 300, None, None, None] == [cell.value for cell in found]
    assert {"input_money"} == {cell.style for cell in found}


def test_the_sheet_of_benefits_has_them_in_the_years_they_come_in() -> None:
    """A delay of a year has moved them; they are formulas there."""
    benefits = sheets(delay=1)["Gevinster"]
    first = next(at[1] for at, cell in benefits.cells.items() if cell.value == str(FIRST))
    found = years(benefits, first)

    assert [0, 100, 300, 0, 0] == [cell.value for cell in found]
    assert all("INDEX" in cell.formula for cell in found)


def test_a_plan_without_such_a_benefit_has_no_such_sheet() -> None:
    """There is nothing to fill in."""
    assert "Gevinster år for år" not in [one.title for one in book_of(cases.plan({"K0": {"amount": 1}})).sheets]
