"""The address of a question is the page that shows it, with its place there."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.web.addresses import answered_at, page_of, place_of
from planbuilder.web.visit import Visit
from tests.web.conftest import visit_to


@pytest.fixture
def visit(folder: Path) -> Visit:
    return visit_to(folder, root="/plan/fritidspas")


@pytest.mark.parametrize(
    ("id", "path"),
    [
        ("cover.title", "part/cover"),
        ("budget_political_goals.costs", "part/budget_political_goals/amounts"),
        ("budget_political_goals.seed", "part/budget_political_goals/uncertainty"),
    ],
)
def test_a_question_stands_on_the_page_of_its_part_or_section(visit: Visit, id: str, path: str) -> None:
    assert page_of(visit, id) == path


def test_an_address_names_the_plan_and_the_place_on_the_page(visit: Visit) -> None:
    id = "budget_political_goals.vat"

    assert place_of(visit, id) == "/plan/fritidspas/part/budget_political_goals/prices#budget-political-goals-vat-card"
    assert answered_at(visit, id) == place_of(visit, id)


def test_a_table_is_answered_on_a_page_of_its_own(visit: Visit) -> None:
    """It stands among the other questions all the same."""
    id = "budget_political_goals.risks"

    assert answered_at(visit, id) == f"/plan/fritidspas/table/{id}"
    assert place_of(visit, id).endswith("/uncertainty#budget-political-goals-risks-card")
