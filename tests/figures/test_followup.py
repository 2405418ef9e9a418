"""How far a benefit has come counts from its baseline to its target."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.followup import attainment
from planbuilder.plan.registers import Indicator, Reading

NUMBERS = st.integers(-1000, 1000).map(Decimal)


def indicator(baseline: int | None, target: int | None) -> Indicator:
    readings = [Reading(None if value is None else Decimal(value)) for value in (baseline, target)]
    return Indicator(baseline=readings[0], target=readings[1])


@pytest.mark.parametrize(
    ("baseline", "target", "value", "expected"),
    [
        (0, 100, 25, "0.25"),
        (10, 5, 8, "0.4"),
        (10, 5, 10, "0"),
        (10, 5, 5, "1"),
        (10, 5, 4, "1.2"),
        (10, 5, 12, "-0.4"),
        (-4, 4, 0, "0.5"),
        (5, 5, 7, None),
        (None, 5, 7, None),
        (5, None, 7, None),
        (5, 6, None, None),
        (0, 5, 0, "0"),
    ],
)
def test_attainment(baseline: int | None, target: int | None, value: int | None, expected: str | None) -> None:
    """The baseline is 0 and the target 1, also downwards; None where a number is missing."""
    actual = attainment(indicator(baseline, target), None if value is None else Decimal(value))

    assert actual == (None if expected is None else Decimal(expected))


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(-100, 100))
def test_attainment_does_not_depend_on_where_counting_starts(
    baseline: Decimal, target: Decimal, value: Decimal, shift: int
) -> None:
    """Adding the same number to all three changes nothing."""
    one = Indicator(baseline=Reading(baseline), target=Reading(target))
    other = Indicator(baseline=Reading(baseline + shift), target=Reading(target + shift))

    actual = attainment(other, value + shift)

    assert actual == attainment(one, value)
