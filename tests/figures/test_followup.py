"""How far a benefit has come counts from its baseline to its target."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.followup import attainment, is_reached, missed, steps_back
from planbuilder.plan.registers import Indicator, Reading
from planbuilder.record import replace

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


@pytest.mark.parametrize(
    ("baseline", "target", "value", "expected"),
    [
        (0, 10, 10, True),
        (0, 10, 9, False),
        (10, 5, 4, True),
        (10, 5, 6, False),
        (None, 5, 6, None),
        (5, 5, 5, True),
        (5, 5, 6, None),
    ],
)
def test_a_target_is_reached_from_its_baselines_side(
    baseline: int | None, target: int, value: int, expected: bool | None
) -> None:
    """At it or beyond it; unknown where the way to it is."""
    assert expected is is_reached(indicator(baseline, target), Decimal(value))


@pytest.mark.parametrize(
    ("better", "value", "kept"),
    [("higher", 6, True), ("higher", 4, False), ("lower", 4, True), ("lower", 6, False), ("lower", 5, True)],
)
def test_a_level_is_kept_until_it_gets_worse(better: Literal["higher", "lower"], value: int, kept: bool) -> None:
    """Where the target is the baseline, either side may be the better one; every further step away is one back."""
    level = replace(indicator(5, 5), better=better)
    worse = [Decimal(n) for n in ((5, 4, 3) if better == "higher" else (5, 6, 7))]

    assert kept is is_reached(level, Decimal(value))
    assert (2, 2) == (missed(level, worse), steps_back(level, worse))


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], 0), ([10], 0), ([12, 9, 8], 2), ([9, 10, 8], 1), ([1, 2, 3], 3), ([9, 8, 11], 0)],
)
def test_how_long_a_target_has_been_missed(values: list[int], expected: int) -> None:
    """The latest values in a row; one that reached it ends the row."""
    assert expected == missed(indicator(0, 10), [Decimal(v) for v in values])
    assert 0 == missed(indicator(None, 10), [Decimal(v) for v in values])


@pytest.mark.parametrize(
    ("values", "expected"), [([], 0), ([5], 0), ([5, 4, 3], 2), ([3, 5, 4], 1), ([5, 4, 4], 0), ([5, 4, 6], 0)]
)
def test_how_long_it_has_gone_the_wrong_way(values: list[int], expected: int) -> None:
    """Step by step away from the target, whichever side it lies on; standing still is no step."""
    assert expected == steps_back(indicator(0, 10), [Decimal(v) for v in values])
    assert expected == steps_back(indicator(20, 10), [Decimal(20 - v) for v in values])
