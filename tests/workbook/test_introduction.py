"""What it costs to introduce the plan and each option on the sheet of options: formulas over helper rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from planbuilder.workbook.model import Sheet
from tests.figures import cases
from tests.figures.cases import FIRST, cashable
from tests.workbook.conftest import book_of

OPTIONS = {"A1": {"title": "Andet", "kind": "other", "without_costs": ["K2"]}, "A2": {"kind": "nothing"}}
COSTS: dict[str, dict[str, Any]] = {"K1": {"amount": 100, "every": 3}, "K2": {"amount": 50, "from": FIRST + 1}}
OWN = {"AK1": {"option": "A2", "title": "Gammelt", "amount": 7}}


def sheet() -> Sheet:
    made = cases.plan(COSTS, {"G1": cashable(60)}, options=OPTIONS, option_costs=OWN)
    return next(one for one in book_of(made).sheets if one.title == "Alternativer")


def rows(found: Sheet) -> dict[str, list[Any]]:
    """The helper rows by their labels."""
    labels = {str(cell.value): row for (row, column), cell in found.cells.items() if column == 0}
    return {
        label: [found.cells[row, n].value for n in range(2, 7) if (row, n) in found.cells]
        for label, row in labels.items()
        if ":" in label
    }


def test_what_comes_again_is_no_part_of_the_introduction() -> None:
    """One-off costs that follow each other from the first are; a renewal after them is not."""
    cells = sheet().cells

    assert [Decimal(-150), Decimal(-100), Decimal(-7)] == [cells[row, 2].value for row in (4, 5, 6)]
    assert ["=-(SUM("] * 3 == [cells[row, 2].formula[:7] for row in (4, 5, 6)]


def test_helper_rows_tell_what_it_is_made_of() -> None:
    """One-off costs by year, whether they are in the first block, and from when everything is in place."""
    found = list(rows(sheet()).values())

    assert [[100, 50, 0, 100, 0], [1, 1, 0, 0, 0], [FIRST]] == found[:3]
    assert [[100, 0, 0, 100, 0], [1, 0, 0, 0, 0], [FIRST], [7, 0, 0, 0, 0], [1, 0, 0, 0, 0], [FIRST]] == found[3:9]
    assert [found[:3]] * 3 == [found[n : n + 3] for n in (9, 12, 15)]


def test_helper_rows_are_not_printed() -> None:
    """They stand beneath the table and what is said of it."""
    found = sheet()
    last = max(row for (row, _), cell in found.cells.items() if cell.style == "note" and row > 1)

    assert (last, 6) == found.printed
