"""The sheet of deliveries by others: days and what waits for them are open, and lateness follows from both."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planbuilder import confined
from planbuilder.language import Language
from planbuilder.plan.store import open_plan
from planbuilder.workbook.book import SPARE
from planbuilder.workbook.model import Sheet
from planbuilder.workbook.preconditions import counted, day
from planbuilder.workbook.returning import value_of, waiting
from tests.figures import cases
from tests.figures.cases import cashable
from tests.usecases.test_importing import brought, changed, kept
from tests.workbook.changes import DAYS, plan
from tests.workbook.conftest import book_of

HELD = {"L1": {"title": "Adgang", "due": "2025-10-01", "expected": "2027-05-01", "holds": ["G1"]}}


def sheet(title: str) -> Sheet:
    made = cases.plan({}, {"G0": cashable(10), "G1": cashable(20)}, preconditions=HELD)
    return next(one for one in book_of(made).sheets if one.title == title)


def test_a_delivery_has_its_days_and_a_mark_for_each_benefit_that_waits() -> None:
    """Days as spreadsheets count them; the years that follow from them are formulas."""
    found = [sheet("Leverancer").cells[4, column] for column in range(10 + SPARE)]

    assert ["L1", "Adgang", None, 45931, 46508, None, None, "x"] == [cell.value for cell in found[:8]]
    assert [2025, 2027] == [cell.value for cell in found[-2:]]
    assert [True, True] == [cell.formula.startswith("=IF(") for cell in found[-2:]]


def test_a_new_benefit_has_a_mark_as_well() -> None:
    """Under the number that its spare row gets, which is late by the same formula."""
    heads = [sheet("Leverancer").cells[3, column].value for column in range(8, 8 + SPARE)]
    benefits = sheet("Gevinster").cells
    column = next(at[1] for at, cell in benefits.items() if cell.value == "Leverance for sen, år")

    assert [f"ny {n + 1}" for n in range(SPARE)] == heads
    assert "'Leverancer'!" in benefits[6, column].formula


def test_a_benefit_is_late_by_a_formula() -> None:
    """The latest delivery counts for those that wait for it; for the others none is late."""
    cells = sheet("Gevinster").cells
    column = next(at[1] for at, cell in cells.items() if cell.value == "Leverance for sen, år")

    assert [0, 2] == [cells[row, column].value for row in (4, 5)]
    assert all("YEAR" not in cells[row, column].formula and cells[row, column].formula for row in (4, 5))


def test_a_plan_that_waits_for_nothing_has_no_such_sheet() -> None:
    """Its benefits have no such column either."""
    titles = {one.title: one for one in book_of(cases.plan({}, {"G0": cashable(10)})).sheets}

    assert "Leverancer" not in titles
    assert "Leverance for sen, år" not in [cell.value for cell in titles["Gevinster"].cells.values()]


def test_a_day_is_the_number_that_spreadsheets_have_for_it() -> None:
    """Back and forth; the first of March 1900 is their sixty-first."""
    assert (61, None) == (counted(date(1900, 3, 1)), counted(None))
    assert date(2027, 5, 1) == day(counted(date(2027, 5, 1)) or 0)
    assert "2027-05-01" == value_of(("preconditions", "L1", "expected"), Decimal(46508))


@pytest.mark.parametrize(
    ("waits", "wanted"), [(True, ("G1", "G2", "G3")), (False, ("G1", "G2"))], ids=["marked", "not marked"]
)
def test_what_waits_keeps_its_order(waits: bool, wanted: tuple[str, ...]) -> None:
    """Another one comes last, and one that waits no more leaves the others as they were."""
    was = ("G1", "G2") if waits else ("G1", "G3", "G2")

    assert wanted == waiting(was, "G3", waits)
    assert ("G1", "G3") == waiting(("G1", "G3"), "G3", True)


def test_a_day_that_was_changed_in_both_is_told_by_its_date(
    tmp_path: Path, danish: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan's day holds."""
    monkeypatch.setattr(confined, "child", confined.answer)
    kept(plan(other=("preconditions", "L0", "expected", "2028-01-01")), tmp_path)
    data = changed(danish, {("preconditions", "L0", "new_day"): DAYS["2027-05-01"]}, plan())
    found = brought(tmp_path, data, danish)

    assert ("2027-05-01", "2028-01-01") == (found.left[-1].values["here"], found.left[-1].values["there"])
    assert date(2028, 1, 1) == open_plan(tmp_path).plan.preconditions["L0"].expected
