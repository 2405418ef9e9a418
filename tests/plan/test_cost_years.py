"""In which years a cost falls: its first, its last, and the steps between them."""

from __future__ import annotations

from typing import Any

import pytest

from planbuilder.plan.cost_years import every_of, first_of, last_of
from tests.figures.cases import FIRST, plan

LAST = FIRST + 4


@pytest.mark.parametrize(
    ("cost", "first", "last", "every"),
    [
        ({"from": 2027}, 2027, 2027, 1),
        ({}, FIRST, FIRST, 1),
        ({"from": 2027, "to": 2028}, 2027, 2028, 1),
        ({"kind": "running", "from": 2027}, 2027, LAST, 1),
        ({"from": 2027, "every": 2}, 2027, LAST, 2),
        ({"from": 2027, "every": 2, "to": 2029}, 2027, 2029, 2),
        ({"kind": "running", "every": 2}, FIRST, LAST, 1),
        ({"nature": "residual_value", "to": 2029}, 2029, 2029, 1),
        ({"nature": "residual_value", "every": 2}, LAST, LAST, 1),
    ],
)
def test_a_cost_falls_from_its_first_year_to_its_last(cost: dict[str, Any], first: int, last: int, every: int) -> None:
    """A one-off is in one year, a renewal and a running cost go on, and what is left is there once, in the end."""
    drawn = plan(costs={"K1": {"amount": 1, **cost}})
    own = drawn.costs["K1"]

    assert (first, last, every) == (first_of(drawn, own), last_of(drawn, own), every_of(own))
