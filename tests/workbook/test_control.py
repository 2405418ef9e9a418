"""The first sheet and the last: results at a glance, and the control of what adds up."""

from __future__ import annotations

import pytest

from planbuilder import example, language
from planbuilder.figures.case import compute
from planbuilder.plan.store import from_text
from planbuilder.workbook.model import Cell, Sheet
from tests.figures import cases
from tests.figures.cases import cashable
from tests.workbook.conftest import book_of
from tests.workbook.plans import UNSAID, edges
from tests.workbook.test_changes import key_figures


def column(sheet: Sheet, n: int) -> list[Cell]:
    """The cells of a column under the head."""
    return [cell for (row, at), cell in sorted(sheet.cells.items()) if at == n and row > sheet.head_row]


def test_the_overview_points_to_every_key_figure(danish) -> None:
    """Each value is the plan's own; nothing but pointers stands beside the labels."""
    plan = cases.plan({"K0": {"amount": 900}}, {"G0": cashable(400)})
    cells = column(book_of(plan).sheets[0], 1)
    figures = key_figures(plan, danish)

    assert set(figures.values()) - {figures["kf_payback_discounted"]} == {cell.value for cell in cells}
    assert all(cell.formula.startswith("='") for cell in cells)


def test_each_line_says_what_it_lacks(danish) -> None:
    """Beside its title; the overview counts them. A line that lacks nothing, or promises no money, says nothing."""
    (overview, *sheets) = book_of(cases.plan({"K0": {}}, UNSAID)).sheets
    told = [
        cell.value
        for sheet in sheets
        if sheet.title in (danish.text("workbook.sheet.costs"), danish.text("workbook.sheet.benefits"))
        for cell in column(sheet, 2)
    ]

    assert ["beløb", "beløb", "type", ""] == told
    assert [3] == [cell.value for cell in column(overview, 1) if cell.style == "whole"]


@pytest.mark.parametrize(("code", "word"), [("da", "ja"), ("en", "yes")])
def test_the_control_says_yes(code: str, word: str) -> None:
    """As long as nothing has been changed."""
    plan = from_text(example.text(language.load(code)))

    assert word == column(book_of(plan, code).sheets[-1], 3)[-1].value


def test_the_control_compares_with_the_figures_of_the_plan() -> None:
    """What stands there fixed is what the plan was computed with."""
    plan = edges()["one-year"]
    fixed = {cell.value for cell in column(book_of(plan).sheets[-1], 2)}

    assert {compute(plan).npv, compute(plan).npv_wider, compute(plan).permanent.amount} <= fixed


def test_figures_that_do_not_exist_are_not_compared() -> None:
    """From "never" there is no difference."""
    values = [cell.value for cell in column(book_of(edges()["empty"]).sheets[-1], 1)]

    assert [] == [value for value in values if isinstance(value, str)]


def test_the_chart_tells_what_it_shows() -> None:
    """Net and the running sum over every year, with words for those who cannot see it."""
    chart = book_of(edges()["one-year"]).sheets[0].chart

    assert ("År for år", 1, 1, ["Netto", "Akkumuleret"]) == (
        chart.sheet, chart.first, chart.last, [name for name, _ in chart.rows]
    )  # fmt: skip
    assert chart.alt
