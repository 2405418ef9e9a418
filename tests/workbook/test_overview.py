"""The workbook of many plans: sums that a spreadsheet program comes to as well."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.document.overview_material import Overview
from planbuilder.language import Language
from planbuilder.look import Look
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.workbook.overview import overview_book
from planbuilder.writers.xlsx import render
from tests.portfolio.plans import three
from tests.workbook.conftest import Calculate
from tests.workbook.recalc import differences


@pytest.fixture
def told(questionnaire: Questionnaire, spoken: Language) -> Overview:
    return three(questionnaire, spoken)


def test_its_workbook_has_the_sums_as_formulas_over_what_each_plan_gives(told: Overview) -> None:
    """The value of each is the sum of the rows it is made of."""
    book = overview_book(told)
    sums, data, *lists = book.sheets
    of_plans = {(r, c): cell.value for (r, c), cell in data.cells.items() if c >= 5 and r > 3}
    formulas = [cell for cell in sums.cells.values() if cell.formula.startswith("=SUMIFS")]

    assert [
        told.words(f"sheet.{n}") for n in ("committees", "red", "late", "pools", "accounts", "plans", "unread")
    ] == [one.title for one in lists]
    assert sum((Decimal(v) for v in of_plans.values()), Decimal(0)) == sum((one.value for one in formulas), Decimal(0))


@pytest.mark.slow
def test_libreoffice_comes_to_the_same_sums(
    questionnaire: Questionnaire, danish: Language, calculate: Calculate, standard_look: Look
) -> None:
    """Every formula gives the value that stands in the file."""
    told = three(questionnaire, danish)
    data = render(overview_book(told), standard_look)

    assert [] == differences(data, calculate({"overview": data})["overview"])
