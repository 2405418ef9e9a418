"""Published discount rates give the factors of their source, and old tables stay.

Constant prices become those of another year, and back, wages and prices apart.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.errors import InputInvalid
from planbuilder.figures import rates
from planbuilder.figures.rates import factor, load, missing, names, needed, of
from planbuilder.plan.economy import Economy, Indices
from tests.figures.cases import LITTLE, law

ALL = pytest.mark.parametrize("name", names())


def test_the_tables_there_are() -> None:
    """Two of the ministry's and none at all."""
    actual = names()

    assert actual == ["dk-2013", "dk-2021", "none"]


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("dk-2021", 0, "1"),
        ("dk-2021", 1, "0.96618"),
        ("dk-2021", 5, "0.84197"),
        ("dk-2021", 35, "0.29998"),
        ("dk-2021", 36, "0.29266"),
        ("dk-2013", 1, "0.96154"),
        ("dk-2013", 35, "0.25342"),
        ("dk-2013", 36, "0.24603"),
        ("none", 1, "1"),
        ("none", 39, "1"),
    ],
)
def test_known_factors(name: str, year: int, expected: str) -> None:
    """1/1.035 = 0.9662, five years 0.8420, and from year 36 the next band."""
    actual = load(name).factors(40)[year]

    assert round(actual, 5) == Decimal(expected)


def test_the_kink_is_one_year_at_the_new_rate() -> None:
    """The factor of year 36 is that of year 35 through 1.025; money is not worth more again."""
    factors = load("dk-2021").factors(40)

    actual = factors[36]

    assert actual == factors[35] * (1 / Decimal("1.025"))


@pytest.mark.parametrize(("name", "year", "expected"), [("dk-2021", 1, "0.9662"), ("dk-2021", 5, "0.8420")])
def test_factors_as_they_are_published(name: str, year: int, expected: str) -> None:
    """3.5 % to four digits, as other countries with that rate print them."""
    actual = load(name).factors(40)[year]

    assert Decimal(expected) == round(actual, 4)


@pytest.mark.parametrize(
    ("economy", "expected"),
    [
        pytest.param(Economy(), "dk-2021", id="the ministry's unless told"),
        pytest.param(Economy(discount_rates="none"), "none", id="the table it names"),
        pytest.param(Economy(discount_rates="none", discount_rate=Decimal(4)), "own", id="its own rate first"),
        pytest.param(Economy(discount_rate=Decimal(0)), "own", id="its own rate of nil"),
    ],
)
def test_what_a_plan_discounts_with(economy: Economy, expected: str) -> None:
    """A rate of its own, or the table it names."""
    actual = of(economy)

    assert expected == actual.id


@pytest.mark.parametrize(
    ("percent", "expected"), [("25", ["1", "0.8", "0.64"]), ("0", ["1", "1", "1"]), ("-50", ["1", "2", "4"])]
)
def test_a_plan_s_own_rate_holds_for_all_years(percent: str, expected: list[str]) -> None:
    """One rate, no bands: nil leaves a krone a krone, below nil later money is worth more."""
    table = of(Economy(discount_rate=Decimal(percent)))

    actual = table.factors(3)

    assert tuple(map(Decimal, expected)) == actual
    assert Decimal(percent) / 100 == table.rate(1) == table.rate(2000)


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("dk-2021", 1, "0.035"),
        ("dk-2021", 35, "0.035"),
        ("dk-2021", 36, "0.025"),
        ("dk-2021", 70, "0.025"),
        ("dk-2021", 999, "0.025"),
        ("dk-2013", 35, "0.04"),
        ("dk-2013", 36, "0.03"),
        ("dk-2013", 71, "0.02"),
        ("none", 1, "0"),
    ],
)
def test_the_rate_of_a_year(name: str, year: int, expected: str) -> None:
    """Bands meet without a gap, and the last one goes on."""
    actual = load(name).rate(year)

    assert actual == Decimal(expected)


@ALL
@pytest.mark.parametrize("years", [1, 2, 40])
def test_there_is_a_factor_for_each_year(name: str, years: int) -> None:
    """The first is 1, and none is above the one before."""
    actual = load(name).factors(years)

    assert (len(actual), actual[0]) == (years, 1)
    assert all(0 < later <= earlier for earlier, later in pairwise(actual))


@ALL
def test_a_table_says_where_it_comes_from(name: str) -> None:
    """Title and source in both languages, and its own name."""
    table = load(name)

    actual = (table.id, set(table.title), set(table.source), all(table.title.values()), all(table.source.values()))

    assert actual == (name, {"da", "en"}, {"da", "en"}, True, True)


@ALL
def test_bands_follow_each_other(name: str) -> None:
    """From year 1 on, no year is in two bands or in none."""
    bands = load(name).bands

    actual = [band.from_ for band in bands]

    assert actual == [1, *(band.to + 1 for band in bands[:-1])]


def test_an_unknown_table_is_told_with_those_there_are() -> None:
    """And with the nearest."""
    with pytest.raises(InputInvalid) as caught:
        load("dk-2012")

    (found,) = caught.value.problems
    assert (found.code, found.values["known"]) == ("PB129", "dk-2013, dk-2021, none")
    assert found.values["near"] in names()


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


def test_an_index_of_its_own_for_capital_is_needed_where_capital_follows_it() -> None:
    """And nowhere else: one that nothing follows asks for nothing."""
    rises = {"2027": WAGES}

    def lacks(**more: Any) -> list[tuple[str, int]]:
        return missing(Indices(rises, rises, **more), 2026, range(2026, 2028))

    assert [("capital", 2027)] == lacks(capital_follows="own")
    assert [] == lacks(capital_follows="own", capital=rises) == lacks(capital=rises) == lacks(capital_follows="nothing")


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


@pytest.mark.parametrize("name", rates.names())
def test_a_table_typed_as_bands_of_one_s_own_gives_its_factors(name: str) -> None:
    """The same rates from the same years are the same factors, whoever states them, in whatever order."""
    table = rates.load(name)
    bands = {str(band.from_): band.rate for band in reversed(table.bands)}

    assert rates.of(Economy(rate_bands=bands)).factors(40) == table.factors(40)
