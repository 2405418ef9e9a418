"""What is shown adds up: parts in whole units sum to their rounded sum."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.rounding import rounded, shares
from tests.figures.cases import law

THOUSAND = Decimal(1000)
AMOUNTS = st.lists(st.decimals(-(10**7), 10**7, places=2), max_size=12)
UNITS = st.sampled_from([Decimal(1), Decimal(10), THOUSAND])


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [("499.99", 1000, 0), ("500", 1000, 1), ("-500", 1000, -1), ("-499.99", 1000, 0), ("2.5", 1, 3), ("0", 1000, 0)],
)
def test_halves_are_rounded_away_from_nil(amount: str, unit: int, expected: int) -> None:
    """As people do, costs and benefits alike."""
    actual = rounded(Decimal(amount), Decimal(unit))

    assert expected == actual


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        pytest.param([400, 400, 400], (1, 0, 0), id="the first of equals"),
        pytest.param([333, 333, 334], (0, 0, 1), id="the largest remainder"),
        pytest.param([1500, 1500], (2, 1), id="two halves"),
        pytest.param([600, 600, 600], (1, 1, 0), id="two of three"),
        pytest.param([1000, 2000, 400], (1, 2, 0), id="whole ones stay"),
        pytest.param([0, 600, 0], (0, 1, 0), id="nil stays nil"),
        pytest.param([-400, -400, -400], (0, 0, -1), id="costs"),
        pytest.param([700, -700], (1, -1), id="what cancels out"),
        pytest.param([400], (0,), id="one alone"),
        pytest.param([], (), id="none"),
    ],
)
def test_parts_in_thousands(amounts: list[int], expected: tuple[int, ...]) -> None:
    """Down first; what the rounded sum then lacks goes to the largest remainders."""
    actual = shares([Decimal(amount) for amount in amounts], THOUSAND)

    assert expected == actual


@law
@given(AMOUNTS, UNITS)
def test_parts_sum_to_the_rounded_sum(amounts: list[Decimal], unit: Decimal) -> None:
    """So a total row is the sum of what stands above it."""
    actual = shares(amounts, unit)

    assert rounded(sum(amounts, Decimal(0)), unit) == sum(actual)


@law
@given(AMOUNTS, UNITS)
def test_no_part_is_a_whole_unit_off(amounts: list[Decimal], unit: Decimal) -> None:
    """Each is the whole unit beneath it or the one above."""
    actual = shares(amounts, unit)

    assert len(amounts) == len(actual)
    assert all(abs(shown - amount / unit) < 1 for shown, amount in zip(actual, amounts, strict=True))


@law
@given(AMOUNTS, UNITS, st.lists(st.integers(-1000, 1000), max_size=5))
def test_whole_parts_stay_as_they_are(amounts: list[Decimal], unit: Decimal, whole: list[int]) -> None:
    """Whatever stands beside them."""
    actual = shares([*(unit * number for number in whole), *amounts], unit)

    assert whole == list(actual[: len(whole)])


@law
@given(st.integers(-10_000, 10_000), st.integers(1, 12))
def test_of_equal_parts_the_first_get_what_is_left(amount: int, times: int) -> None:
    """None after them is larger, so the same plan is always shown the same way."""
    actual = shares([Decimal(amount)] * times, THOUSAND)

    assert sorted(actual, reverse=True) == list(actual)


@law
@given(st.lists(st.decimals(-(10**7), 10**7, places=2), unique=True, max_size=12).map(sorted), UNITS)
def test_parts_of_a_larger_amount_are_no_smaller(amounts: list[Decimal], unit: Decimal) -> None:
    """What is more is never shown as less."""
    actual = shares(amounts, unit)

    assert sorted(actual) == list(actual)
