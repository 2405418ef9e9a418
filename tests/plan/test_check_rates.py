"""Discount rates of one's own: from the first year on, and either one or by bands."""

from __future__ import annotations

from typing import Any

import pytest

from planbuilder.plan.check_rates import rate_problems
from tests.figures import cases


@pytest.mark.parametrize(
    ("economy", "found"),
    [
        ({}, []),
        ({"rate_bands": {"1": 3.5, "31": 3}}, []),
        ({"rate_bands": {"1": 3.5}, "discount_rate": 3}, ["PB337"]),
        ({"rate_bands": {"0": 4, "1": 3.5, "01": 3, "later": 3}}, ["PB338"] * 3),
        ({"rate_bands": {"31": 3}}, ["PB339"]),
    ],
)
def test_bands_begin_with_the_first_year_and_stand_alone(economy: dict[str, Any], found: list[str]) -> None:
    """Each fault is told by its code; rates from the first year on have none."""
    assert [one.code for one in rate_problems(cases.plan(economy=economy))] == found
