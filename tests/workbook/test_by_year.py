"""A benefit with amounts by year in the workbook: its years are open, and hold what the case counts."""

from __future__ import annotations

from tests.figures import cases
from tests.figures.cases import FIRST
from tests.workbook.conftest import book_of

AMOUNTS = {str(FIRST): 100, str(FIRST + 1): 300}


def test_the_years_of_such_a_benefit_are_inputs_and_have_its_delay() -> None:
    """No formula stands in its years, and a delay of a year has moved the amounts."""
    benefit = {"kind": "cashable", "full_effect": {"amounts": AMOUNTS}, "delay": 1, "title": "Salg"}
    book = book_of(cases.plan({}, {"G0": benefit}))
    sheet = next(one for one in book.sheets if one.title == "Gevinster")
    row = next(at[0] for at, cell in sheet.cells.items() if cell.value == "Salg")
    open_ones = [cell for at, cell in sorted(sheet.cells.items()) if at[0] == row and cell.style == "input_money"]
    years = open_ones[-cases.HORIZON :]

    assert [cell.value for cell in years] == [0, 100, 300, 0, 0]
    assert not any(cell.formula for cell in years)
