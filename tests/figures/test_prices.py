"""Constant prices become those of another year, and back, wages and prices apart."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.prices import factor, missing, needed
from planbuilder.plan.economy import Indices
from tests.figures.cases import LITTLE, law

WAGES, PRICES = Decimal("2.14"), Decimal("1.37")
YEARS = st.integers(2020, 2040)
RISES = st.fixed_dictionaries({str(year): st.decimals(-10, 10, places=2) for year in range(2020, 2041)})


@pytest.mark.parametrize(("rise", "expected"), [(WAGES, 102_140), (PRICES, 101_370), (Decimal(0), 100_000)])
def test_a_year_later(rise: Decimal, expected: int) -> None:
    """100,000 DKK of 2026 in 2027: wages 2.14 %, prices 1.37 %."""
    actual = 100_000 * factor({"2027": rise}, 2026, 2027)

    assert expected == actual


def test_rises_multiply() -> None:
    """2 % and then 3 % is 5.06 %."""
    actual = factor({"2027": Decimal(2), "2028": Decimal(3)}, 2026, 2028)

    assert Decimal("1.0506") == actual


def test_before_the_price_base_rises_divide() -> None:
    """What is 102.14 DKK in 2027 was 100 in 2026."""
    actual = Decimal("102.14") * factor({"2027": WAGES}, 2027, 2026)

    assert abs(100 - actual) < LITTLE


@pytest.mark.parametrize(
    ("base", "year", "expected"),
    [(2026, 2026, []), (2026, 2028, [2027, 2028]), (2028, 2026, [2027, 2028]), (2026, 2027, [2027])],
)
def test_the_years_between(base: int, year: int, expected: list[int]) -> None:
    """A year's rise is against the year before it, so that of the earliest year is not needed."""
    actual = list(needed(base, year))

    assert expected == actual


def test_a_year_without_a_rise_is_no_rise_of_nil() -> None:
    """It is a mistake of ours to ask, for `missing` tells first."""
    with pytest.raises(KeyError):
        factor({"2027": WAGES}, 2026, 2028)


@pytest.mark.parametrize(
    ("wages", "prices", "expected"),
    [
        pytest.param([], [], [], id="current prices not wanted"),
        pytest.param([2027, 2028], [2027, 2028], [], id="all there"),
        pytest.param([2027, 2028], [2027], [("prices", 2028)], id="a year"),
        pytest.param([2028], [], [("wages", 2027), ("prices", 2027), ("prices", 2028)], id="an art"),
        pytest.param([2027, 2028, 2035], [2027, 2028], [], id="more than needed"),
    ],
)
def test_what_current_prices_lack(wages: list[int], prices: list[int], expected: list[tuple[str, int]]) -> None:
    """Every pair of art and year, wages first, for a case of 2026–2028 in 2026 prices."""
    given = ({str(year): WAGES for year in years} for years in (wages, prices))

    actual = missing(Indices(*given), 2026, range(2026, 2029))

    assert expected == actual


def test_a_price_base_outside_the_case_needs_the_years_between() -> None:
    """Prices of 2024 for a case of 2026 pass 2025 and 2026."""
    actual = missing(Indices(wages={"2026": WAGES}), 2024, range(2026, 2027))

    assert [("wages", 2025), ("prices", 2025), ("prices", 2026)] == actual


@law
@given(RISES, YEARS, YEARS)
def test_there_and_back_is_where_it_began(rises: dict[str, Decimal], base: int, year: int) -> None:
    """Constant to current to constant prices."""
    actual = factor(rises, base, year) * factor(rises, year, base)

    assert abs(1 - actual) < LITTLE


@law
@given(RISES, YEARS, YEARS, YEARS)
def test_the_way_there_does_not_matter(rises: dict[str, Decimal], base: int, between: int, year: int) -> None:
    """By way of any other year's prices it is the same."""
    actual = factor(rises, base, between) * factor(rises, between, year)

    assert abs(factor(rises, base, year) - actual) < LITTLE


@law
@given(YEARS, YEARS)
def test_without_rises_a_krone_is_a_krone(base: int, year: int) -> None:
    """In every year."""
    actual = factor({str(one): Decimal(0) for one in range(2020, 2041)}, base, year)

    assert 1 == actual
