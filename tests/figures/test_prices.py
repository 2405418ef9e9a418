"""The case in other prices: every line by its own index, and nothing where an index is missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planbuilder.figures.lines import cost_lines
from planbuilder.figures.model import ALL_KINDS
from planbuilder.figures.prices import are_given, current, factors
from tests.figures.cases import FIRST, plan

RISES = {"2027": 10, "2028": 20}
ALL: dict[str, Any] = {"wages": RISES, "prices": dict.fromkeys(RISES, 0)}


def test_a_factor_is_the_product_of_the_years_between() -> None:
    """One for what follows no index, and for the price base itself."""
    ours = plan(horizon=3, economy={"indices": ALL})

    assert {"wages": Decimal("1.32"), "prices": 1, "": 1} == factors(ours, 2028)
    assert {"wages": 1, "prices": 1, "": 1} == factors(ours, FIRST)


@pytest.mark.parametrize(
    ("indices", "given"),
    [
        (ALL, True),
        ({}, False),
        ({"wages": RISES}, False),
        ({**ALL, "capital_follows": "own"}, False),
        ({**ALL, "capital_follows": "own", "capital": RISES}, True),
        ({**ALL, "capital": {"2027": 1}}, True),
    ],
)
def test_other_prices_are_there_where_every_index_is(indices: dict[str, Any], given: bool) -> None:
    """That something follows; one that nothing follows is not waited for."""
    ours = plan(horizon=3, economy={"indices": indices})

    assert (given, given) == (are_given(ours), current(ours, cost_lines(ours), ALL_KINDS) is not None)
