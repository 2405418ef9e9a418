"""The areas of the budget in whole thousands come to every number of the whole."""

from __future__ import annotations

import pytest

from planbuilder.document import amounts, area_amounts
from planbuilder.figures.case import compute
from planbuilder.figures.model import Figures
from planbuilder.plan.model import Plan
from planbuilder.plan.store import from_text
from tests.document.blocks.test_areas import CHANGES, SEVERAL
from tests.document.plans import SMALL


def made(text: str) -> tuple[Plan, Figures]:
    plan = from_text(text)
    return plan, compute(plan)


def test_areas_come_to_the_whole_in_thousands() -> None:
    """In every year, over the years and for good, whatever is rounded away."""
    for text in (SEVERAL + CHANGES, SEVERAL.replace("600000", "600499.5").replace("100000", "99500.5") + CHANGES):
        plan, figures = made(text)
        whole, parts = amounts.years(figures), area_amounts.by_area(figures).values()
        for kind in ("one_off", "running", "cashable", "net"):
            flow = getattr(whole, kind)
            assert flow == amounts.summed(*(getattr(own, kind) for own in parts))
        budgets, own = amounts.budgets(plan, figures), area_amounts.budgets_by_area(plan, figures).values()
        assert budgets.listed.by_year == amounts.added(*(one.listed.by_year for one in own))
        assert budgets.required.by_year == amounts.added(*(one.required.by_year for one in own))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(SMALL, False, id="one area"),
        pytest.param(SMALL.replace("amount: 700000", "amount: 7, expenditure: capital"), False, id="two"),
        pytest.param(SEVERAL, True, id="transfers too"),
    ],
)
def test_areas_are_apart_where_they_say_more_than_operating_and_capital(text: str, expected: bool) -> None:
    """Plans from before there were areas keep their tables."""
    assert area_amounts.are_apart(made(text)[1]) == expected
