"""What a pool pays, and whether its money is income, by whose money it is."""

from __future__ import annotations

from typing import Any

import pytest

from planbuilder.plan import pools
from planbuilder.plan.areas import ORDER
from tests.figures.cases import plan


@pytest.mark.parametrize(
    ("type", "paid", "first", "income"),
    [
        ("", ORDER, "service", True),
        ("external", ORDER, "service", True),
        ("own_both", ORDER, "service", False),
        ("cash_balance", ORDER, "service", False),
        ("own_service", ("service",), "service", False),
        ("own_capital", ("capital",), "capital", False),
    ],
)
def test_what_a_type_says(type: str, paid: tuple[str, ...], first: str, income: bool) -> None:
    """A pool of one area is for that alone; a municipality's own money is no income."""
    some: Any = plan(economy={"pool": {"type": type}})

    assert paid == tuple(area for area in ORDER if pools.pays_for(some, area))
    assert (first, income) == (pools.first_area(some), pools.is_income(some))


@pytest.mark.parametrize(("type", "word"), [("", "pool"), ("own_service", "pool"), ("external", "pool_outside")])
def test_money_from_outside_is_called_no_investment_pool(type: str, word: str) -> None:
    """Texts that tell of the pool have a wording of their own for it, in every language."""
    assert word == plan({}, economy={"pool": {"type": type}}).economy.pool.word("pool")
