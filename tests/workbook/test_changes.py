"""A workbook whose inputs are changed comes to the same figures as the plan changed in the same way."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.workbook.workbook import Workbook as Xlsx

from planbuilder.figures.case import compute
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from tests.workbook.changes import ADDED, CHANGES, plan, wrong_figures
from tests.workbook.conftest import file_of
from tests.workbook.recalc import differences, named, read, same

# What tells of the plan that the workbook was made of.
KEPT = ("Ændringer", "planbuilder")


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_input_gives_the_figures_of_the_changed_plan(typed, danish, name: str) -> None:
    """Every key figure, found by its defined name; not one is left as it was by mistake."""
    assert {} == wrong_figures(plan(**CHANGES[name][0]), danish, typed[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_input_reaches_every_cell_it_should(typed, name: str) -> None:
    """All formulas of the workbook come to what stands in the workbook of the changed plan."""
    assert [] == differences(file_of(plan(**CHANGES[name][0])), typed[name], KEPT)


def test_each_change_changes_the_figures_of_the_plan() -> None:
    """No test above compares two plans that are the same."""
    before = compute(plan())

    assert [] == [name for name, (change, _, _) in CHANGES.items() if compute(plan(**change)) == before]


@pytest.mark.slow
def test_without_its_only_range_the_workbook_has_no_scenarios(typed) -> None:
    """Both ends emptied: what was estimated is a dash, everywhere, as in the workbook of a plan without ranges."""
    assert [] == differences(file_of(plan(ranged=False)), typed["no range"], KEPT)
    assert "–" == named(typed["no range"], "kf_expected_npv").value


@pytest.mark.slow
def test_new_lines_in_spare_rows_give_the_figures_of_the_plan_that_has_them(typed, danish: Language) -> None:
    """In every sum, range, driver and table by committee; nothing but inputs was written."""
    assert {} == wrong_figures(plan(added=ADDED), danish, typed["new lines"])
    assert [] == rows_by_year(plan(added=ADDED), danish, typed["new lines"])


def rows_by_year(of: Plan, words: Language, book: Xlsx) -> list[str]:
    """The labels of rows, year by year, that are not those of the workbook of a plan."""
    mine, found = read(file_of(of), values=True), []
    for name in ("years", "funding", "uncertainty", "budget_prices"):
        title = words.text(f"workbook.sheet.{name}")
        here, there = ({row[0]: row for row in labelled(one[title])} for one in (mine, book))
        found += [label for label, row in here.items() if not all(map(same, row, there[label], [True] * len(row)))]
    return found


def labelled(page: Any) -> list[list[Any]]:
    """The rows of a sheet from the label that they begin with, in the first or in the second column; no lines."""
    rows = ([cell.value for cell in row] for row in page.iter_rows())
    found = (row if row[0] else row[1:] for row in rows if row[0] or row[1])
    return [row for row in found if len(str(row[0])) > len("ny 20")]
