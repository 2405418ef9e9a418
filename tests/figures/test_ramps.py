"""A benefit grows into its full effect by its ramp, wears off by its decay, and ends."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.ramps import PROFILES, begins, ramp_of, share
from planbuilder.plan.economy import Benefit
from tests.figures.cases import FIRST, law

PERCENTS = st.lists(st.integers(0, 200).map(Decimal), max_size=6).map(tuple)
DECAYS = st.integers(0, 99).map(Decimal)
DELAYS = st.integers(0, 5)
A_DECADE = range(FIRST, FIRST + 10)


def percents(benefit: Benefit, years: range = A_DECADE) -> list[Decimal]:
    """Percent of full effect in each year of a case from 2026 on."""
    return [share(benefit, year, FIRST) * 100 for year in years]


def ramped(*ramp: int, **more: Any) -> Benefit:
    return Benefit(ramp=tuple(map(Decimal, ramp)), **more)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("", [100, 100, 100, 100, 100, 100]),
        ("immediate", [100, 100, 100, 100, 100, 100]),
        ("two_years", [50, 100, 100, 100, 100, 100]),
        ("three_years", [30, 70, 100, 100, 100, 100]),
        ("four_years", [25, 50, 75, 100, 100, 100]),
        ("five_years", [20, 40, 60, 80, 100, 100]),
        ("cautious", [10, 30, 60, 100, 100, 100]),
    ],
)
def test_a_profile_year_by_year(profile: str, expected: list[int]) -> None:
    """Without one, all at once; once it is through, full effect goes on."""
    actual = percents(Benefit(profile=profile))

    assert expected == actual[:6]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_rises_to_the_whole(profile: str) -> None:
    """Each year above the one before, 100 % in the last."""
    actual = PROFILES[profile]

    assert all(one < next_one for one, next_one in pairwise(actual))
    assert 100 == actual[-1]


def test_a_ramp_of_its_own_goes_before_a_profile() -> None:
    """What the plan says of this benefit is better than what is usual."""
    actual = ramp_of(ramped(5, 10, profile="two_years"))

    assert (5, 10) == actual


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        (Benefit(), 2026),
        (Benefit(start=2028), 2028),
        (Benefit(delay=2), 2028),
        (Benefit(start=2028, delay=3), 2031),
        (Benefit(start=2025), 2025),
    ],
)
def test_the_first_year_with_effect(benefit: Benefit, expected: int) -> None:
    """The start, or the case's first year, plus the delay."""
    actual = begins(benefit, FIRST)

    assert expected == actual


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        pytest.param(ramped(50, 100), [50, 100, 100, 100, 100], id="none"),
        pytest.param(ramped(50, 100, decay=Decimal(10)), [50, 100, 90, 81, Decimal("72.9")], id="10 % a year"),
        pytest.param(Benefit(decay=Decimal(50)), [100, 50, 25, Decimal("12.5"), Decimal("6.25")], id="half a year"),
        pytest.param(ramped(50, 100, decay=Decimal(100)), [50, 100, 0, 0, 0], id="all of it"),
        pytest.param(ramped(10, delay=1, decay=Decimal(10)), [0, 10, 9, Decimal("8.1"), Decimal("7.29")], id="late"),
    ],
)
def test_decay(benefit: Benefit, expected: list[Any]) -> None:
    """The ramp's last year is whole; each year after it loses that share of the year before."""
    actual = percents(benefit)

    assert expected == actual[:5]


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        pytest.param(Benefit(end=2027), [100, 100, 0, 0], id="the last year counts"),
        pytest.param(Benefit(end=2026), [100, 0, 0, 0], id="one year"),
        pytest.param(Benefit(start=2028, end=2027), [0, 0, 0, 0], id="before its start"),
        pytest.param(Benefit(delay=2, end=2027), [0, 0, 0, 0], id="before the delay is over"),
        pytest.param(Benefit(end=2025), [0, 0, 0, 0], id="before the case"),
        pytest.param(Benefit(end=2099), [100, 100, 100, 100], id="after the case"),
        pytest.param(ramped(20, 40, 60, end=2027), [20, 40, 0, 0], id="within the ramp"),
    ],
)
def test_the_end(benefit: Benefit, expected: list[int]) -> None:
    """Nothing after the last year, whatever the ramp has reached."""
    actual = percents(benefit)

    assert expected == actual[:4]


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        pytest.param(ramped(0), [0, 0, 0], id="never anything"),
        pytest.param(ramped(100, 0), [100, 0, 0], id="only in its first year"),
        pytest.param(ramped(100, 200, 150), [100, 200, 150], id="above the whole"),
        pytest.param(ramped(1, 2, 3, 4, 5, 6), [1, 2, 3], id="longer than the horizon"),
        pytest.param(Benefit(delay=40), [0, 0, 0], id="late beyond the horizon"),
        pytest.param(ramped(20, 40, 60, start=2025), [40, 60, 60], id="begun before the case"),
    ],
)
def test_an_odd_ramp_is_taken_as_it_stands(benefit: Benefit, expected: list[int]) -> None:
    """What a plan says is computed, not mended."""
    actual = percents(benefit, range(FIRST, FIRST + 3))

    assert expected == actual


@law
@given(PERCENTS, DECAYS, DELAYS)
def test_a_delay_is_a_later_start(ramp: tuple[Decimal, ...], decay: Decimal, delay: int) -> None:
    """Delayed two years or started two years later is the same."""
    one = Benefit(ramp=ramp, decay=decay, start=FIRST, delay=delay)
    other = Benefit(ramp=ramp, decay=decay, start=FIRST + delay)

    assert percents(one) == percents(other)


@law
@given(PERCENTS, DECAYS, DELAYS)
def test_a_delay_moves_the_shares_as_they_are(ramp: tuple[Decimal, ...], decay: Decimal, delay: int) -> None:
    """Nil for as many years, then the same again: slower is not smaller."""
    on_time = percents(Benefit(ramp=ramp, decay=decay))

    actual = percents(Benefit(ramp=ramp, decay=decay, delay=delay))

    assert ([0] * delay + on_time)[:10] == actual


@law
@given(PERCENTS, DECAYS)
def test_the_ramp_comes_first_and_then_it_only_falls(ramp: tuple[Decimal, ...], decay: Decimal) -> None:
    """Within the ramp its own percents; after it never more than the year before, never below nil."""
    actual = percents(Benefit(ramp=ramp, decay=decay))

    assert list(ramp) == actual[: len(ramp)]
    assert all(0 <= later <= earlier for earlier, later in pairwise(actual[max(0, len(ramp) - 1) :]))
