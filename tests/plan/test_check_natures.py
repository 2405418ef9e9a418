"""What `check` says of amounts among the costs that are no cost of new money, and of what comes again."""

from __future__ import annotations

from typing import Any

import pytest

from planbuilder.plan.check_natures import nature_problems
from tests.figures.cases import plan


@pytest.mark.parametrize(
    ("cost", "code"),
    [
        ({"nature": "income", "fte": 1}, "PB432"),
        ({"nature": "residual_value", "fte": 1}, "PB432"),
        ({"nature": "residual_value", "amount": 5, "every": 2}, "PB433"),
        ({"nature": "residual_value", "amount": 5, "kind": "running"}, "PB433"),
        ({"nature": "residual_value", "amount": 5, "from": 2027}, "PB433"),
        ({"amount": 5, "every": 2, "kind": "running"}, "PB434"),
        ({"amounts": {"2026": 5}, "every": 2}, "PB434"),
        ({"amount": 5, "every": 5}, "PB435"),
        ({"amount": 5, "every": 2, "to": 2027}, "PB435"),
        ({"nature": "income", "amount": 5, "uplift": "uk-2002.outsourcing"}, "PB437"),
    ],
    ids=str,
)
def test_what_contradicts_itself_is_told(cost: dict[str, Any], code: str) -> None:
    """Each by its code, and nothing else beside it."""
    assert [str(one.code) for one in nature_problems(plan({"K1": cost}))] == [code]


@pytest.mark.parametrize(
    "cost",
    [
        {"amount": 5},
        {"amount": 5, "every": 2},
        {"nature": "own_time", "fte": 1, "every": 4},
        {"nature": "income", "amount": 5, "kind": "running"},
        {"nature": "residual_value", "amount": 5, "to": 2028},
    ],
    ids=str,
)
def test_what_is_meant_is_not(cost: dict[str, Any]) -> None:
    """Each nature as it is meant to be given."""
    assert list(nature_problems(plan({"K1": cost}))) == []


def test_a_pool_that_pays_all_beside_a_grant_is_told() -> None:
    """Only where no draws are agreed, and there are one-off costs that the pool is for."""
    rows: Any = {"K1": {"amount": 5}, "K2": {"nature": "income", "amount": 2}}
    pool = {"funding": "investment_pool"}

    assert [str(one.code) for one in nature_problems(plan(rows, economy=pool))] == ["PB436"]
    assert list(nature_problems(plan(rows, economy={**pool, "pool": {"draws": {"2026": 3}}}))) == []
    assert list(nature_problems(plan(rows))) == []
