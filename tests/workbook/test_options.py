"""The sheet of options: beside the plan, each by formulas over the plan's lines and its own."""

from __future__ import annotations

from typing import Any

from planbuilder.figures.case import compute
from planbuilder.figures.options import compared
from planbuilder.plan.model import Plan
from planbuilder.workbook.model import Sheet
from tests.figures import cases
from tests.figures.cases import cashable
from tests.workbook.conftest import book_of

OPTIONS = {"A1": {"title": "Some", "kind": "other"}, "A2": {"title": "As today", "kind": "nothing"}}


def plan(**more: Any) -> Plan:
    rows = {"AK1": {"option": "A1", "instead_of": "K1", "amount": 70}}
    return cases.plan({"K1": {"amount": 100}}, {"G1": cashable(60)}, options=OPTIONS, option_costs=rows, **more)


def sheet(of: Plan) -> Sheet:
    return next(one for one in book_of(of).sheets if one.title == "Alternativer")


def test_a_plan_without_options_has_no_such_sheet() -> None:
    """Workbooks of such plans are as they were."""
    assert "Alternativer" not in [one.title for one in book_of(cases.plan({"K1": {"amount": 1}})).sheets]


def test_what_the_plan_and_its_options_come_to_are_formulas() -> None:
    """With what was computed of each; a dash where nothing has been said, until a line is typed."""
    made = plan()
    cells, found = sheet(made).cells, compared(made, compute(made))

    assert [cells[row, 4].value for row in (4, 5, 6)] == [found[0].npv, found[1].npv, "–"]
    assert ["=", "=kf_npv-", "=IF(COUN"] == [cells[row, 4].formula[:n] for row, n in ((4, 1), (5, 8), (6, 8))]


def test_no_sheet_says_which_is_the_highest() -> None:
    """The plan's own figure moves with the workbook: such a sentence could become false."""
    assert not any("højeste" in str(cell.value) for cell in sheet(plan()).cells.values())


def test_a_delivery_that_is_late_has_a_column_and_the_longer_delay_counts() -> None:
    """The year in which the benefit begins is a formula over both."""
    held = {"L1": {"due": "2025-10-01", "expected": "2027-05-01", "holds": ["G1"]}}
    benefits = next(one for one in book_of(plan(preconditions=held)).sheets if one.title == "Gevinster")

    heads = {cell.value for (row, _), cell in benefits.cells.items() if row == 3}
    begun = [cell for cell in benefits.cells.values() if cell.formula.startswith("=IF(") and "+MAX(" in cell.formula]
    assert ("Leverance for sen, år" in heads, begun[0].value) == (True, cases.FIRST + 2)
