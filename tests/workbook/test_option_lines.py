"""The lines that options have of their own: what an option says is open, and all else follows the plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook.workbook import Workbook as Xlsx

from planbuilder import confined
from planbuilder.figures.case import compute
from planbuilder.figures.options import compared
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.plan.store import open_plan
from planbuilder.workbook.model import Sheet
from planbuilder.workbook.option_lines import own_benefits, own_costs
from tests.usecases.test_importing import brought, changed, kept, refused
from tests.workbook.conftest import book_of, file_of
from tests.workbook.options import ADDED, CHANGES, TOLD, with_more, with_options
from tests.workbook.recalc import differences, same

KEPT = ("Ændringer", "planbuilder")


def sheet(title: str) -> Sheet:
    return next(one for one in book_of(with_options()).sheets if one.title == title)


def figures_of(plan: Plan) -> list[list[Any]]:
    """The costs of introduction of the plan and of each option, what lasts of it, and its NPV; a dash for no such."""
    given = ([*one.amounts.values()][:3] for one in compared(plan, compute(plan)))
    return [["–" if amount is None else float(amount) for amount in row] for row in given]


def shown(book: Xlsx, rows: int = 4) -> list[list[Any]]:
    """The same on the sheet of options."""
    return [[cell.value for cell in row][2:5] for row in book["Alternativer"].iter_rows(min_row=5, max_row=4 + rows)]


def are_same(one: list[list[Any]], other: list[list[Any]]) -> bool:
    return all(same(a, b, True) for rows in zip(one, other, strict=True) for a, b in zip(*rows, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_line_gives_the_figures_of_the_changed_option(typed, name: str) -> None:
    """Every formula comes to what the workbook of the changed plan has: cost, NPV and what lasts of each option."""
    made = with_options(**CHANGES[name][0])

    assert [] == differences(file_of(made), typed[name], KEPT)
    assert are_same(figures_of(made), shown(typed[name]))


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_changes_an_option(name: str) -> None:
    """No test above compares two plans whose options are the same."""
    assert figures_of(with_options()) != figures_of(with_options(**CHANGES[name][0]))


@pytest.mark.parametrize("name", [name for name in CHANGES if name != "the smallest unit of the plan"])
def test_a_changed_line_comes_back(
    tmp_path: Path, danish: Language, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The plan that took a change has the options of the one that was changed by hand."""
    monkeypatch.setattr(confined, "child", confined.answer)
    change, place, value = CHANGES[name]
    kept(with_options(), tmp_path)
    found = brought(tmp_path, changed(danish, {place: value}, with_options()), danish)
    taken, wanted = open_plan(tmp_path).plan, with_options(**change)

    assert ((), True) == (found.left, found.is_saved)
    assert compared(wanted, compute(wanted)) == compared(taken, compute(taken))


def test_what_an_option_says_cannot_be_emptied(
    tmp_path: Path, danish: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be as in the plan then, which the workbook does not count with."""
    monkeypatch.setattr(confined, "child", confined.answer)
    kept(with_options(), tmp_path)
    data = changed(danish, {("option_costs", "AK0", "amount"): None}, with_options())

    assert ["PB424"] == list(refused(tmp_path, data, danish))


@pytest.mark.slow
def test_new_lines_and_a_new_option_give_the_figures_of_the_plan_that_has_them(typed) -> None:
    """Of an option, of doing nothing, of one that was not said, and of one that was typed."""
    book = typed["new lines of options"]

    assert are_same(figures_of(with_more(ADDED)), shown(book, 6))
    assert not any("Senere" in str(cell.value) for (cell,) in book["Alternativer"].iter_rows(min_row=11, max_col=1))
    assert "ja" == next(row[1].value for row in book["Kontrol"].iter_rows() if row[0].value == "Arket hænger sammen")


@pytest.mark.slow
def test_lines_that_cannot_be_meant_are_counted_by_the_control(typed) -> None:
    """What an import would refuse: an end before the beginning, a low above the high, a line of no option."""
    rows = {row[0].value: row[1].value for row in typed["contrary lines"]["Kontrol"].iter_rows() if row[0].value}
    sound = {row[0].value: row[1].value for row in typed["new lines of options"]["Kontrol"].iter_rows()}

    assert [True] * 3 == [rows[told] > 0 for told in TOLD]
    assert ([0] * 3, "nej, se afvigelserne") == ([sound[told] for told in TOLD], rows["Arket hænger sammen"])
    assert 2 == rows[TOLD[2]]


def test_new_lines_change_every_option() -> None:
    """The test above compares plans that are not the same."""
    before, after = figures_of(with_more()), figures_of(with_more(ADDED))

    assert [] == [n for n in range(1, 5) if before[n] == after[n]]
    assert (["–"] * 3, 5, 6) == (before[4], len(before), len(after))


def test_only_what_an_option_says_is_open() -> None:
    """The rest of a line in another's place points to that one; a line of its own is open in all that it may say."""
    costs = sheet("Alternativernes udgifter")
    heads = {cell.value: at[1] for at, cell in sorted(costs.cells.items(), reverse=True) if at[0] == costs.head_row}
    rows = {cell.value: row for (row, column), cell in costs.cells.items() if column == 0}
    first, amount = (costs.cells[rows["AK0"], heads[name]] for name in ("Første år", "Beløb i hvert år"))

    assert ("input_money", "year") == (amount.style, first.style)
    assert "'Udgifter'!" in first.formula
    assert "input_year" == costs.cells[rows["AK1"], heads["Første år"]].style


def test_of_two_lines_in_the_place_of_one_the_last_counts() -> None:
    """As in the figures; that there are two is told elsewhere."""
    made = with_options(other=("option_costs", "AK5", "instead_of", "K2"))

    assert ["AK4", "AK3", "AK5"] != [one.id for one in own_costs(made)]
    assert "AK2" not in [one.id for one in own_costs(made)]
    assert {"G0", "G1", "G5", "G6", ""} == {one.place for one in own_benefits(made)}
