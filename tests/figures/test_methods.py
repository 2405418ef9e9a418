"""The formulas of a business case give the values of worked examples and obey the laws of arithmetic.

What is shown adds up: parts in whole units sum to their rounded sum.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planbuilder.figures.methods import (
    Payback,
    annuity,
    bcr,
    cumulative,
    factors,
    factors_at,
    first_surplus,
    npv,
    payback,
    rounded,
    shares,
    three_point_mean,
)
from tests.figures.cases import law

FLOWS = st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=1, max_size=12)
RATES = st.decimals("0", "0.5", places=3)
WHOLE = st.lists(st.integers(-1000, 1000), min_size=1, max_size=12)
LITTLE = Decimal("1e-12")
SUCCESSIVE, PERT = Decimal(3), Decimal(4)

SIMPLE = [-400, 100, 100, 100, 100, 100]
TWO_RATES = [-145, 100, 100, 100, 100, -275]


def flows(*numbers: int | str) -> list[Decimal]:
    return [Decimal(number) for number in numbers]


def npv_at(numbers: list[Decimal], rate: Decimal) -> Decimal:
    return npv(numbers, factors_at(rate, len(numbers)))


def test_the_net_present_value_of_one_investment() -> None:
    """−400, then 100 for five years, at 10 %: −20.92."""
    actual = npv_at(flows(*SIMPLE), Decimal("0.10"))

    assert round(actual, 2) == Decimal("-20.92")


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (0, "-20.00"),
        (3, "-10.51"),
        (6, "-3.99"),
        (9, "0.24"),
        (12, "2.69"),
        (15, "3.77"),
        (18, "3.80"),
        (21, "3.02"),
        (24, "1.62"),
        (27, "-0.24"),
        (30, "-2.44"),
        (33, "-4.90"),
        (36, "-7.53"),
        (39, "-10.27"),
    ],
)
def test_the_net_present_value_of_a_case_with_a_clean_up(percent: int, expected: str) -> None:
    """−145, four times 100, −275: the value rises and falls again with the rate."""
    actual = npv_at(flows(*TWO_RATES), Decimal(percent) / 100)

    assert round(actual, 2) == Decimal(expected)


@given(FLOWS)
def test_at_a_rate_of_nil_the_value_is_the_sum(numbers: list[Decimal]) -> None:
    """No discounting."""
    actual = npv_at(numbers, Decimal(0))

    assert actual == sum(numbers)


@given(FLOWS, RATES)
def test_a_year_s_delay_multiplies_the_value_by_a_year_s_factor(numbers: list[Decimal], rate: Decimal) -> None:
    """The same flows a year later are worth 1/(1+r) of it."""
    actual = npv_at([Decimal(0), *numbers], rate)

    assert abs(actual - npv_at(numbers, rate) / (1 + rate)) < LITTLE


@given(FLOWS, RATES, st.integers(-100, 100))
def test_the_value_scales_with_the_flows(numbers: list[Decimal], rate: Decimal, times: int) -> None:
    """Kroner or thousands of kroner make no difference."""
    actual = npv_at([flow * times for flow in numbers], rate)

    assert abs(actual - npv_at(numbers, rate) * times) < LITTLE * 100


@given(FLOWS, RATES, st.data())
def test_the_value_of_two_cases_is_the_sum_of_their_values(
    numbers: list[Decimal], rate: Decimal, data: st.DataObject
) -> None:
    """Parts sum to the whole."""
    others = data.draw(st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=len(numbers), max_size=len(numbers)))

    actual = npv_at([a + b for a, b in zip(numbers, others, strict=True)], rate)

    assert abs(actual - npv_at(numbers, rate) - npv_at(others, rate)) < LITTLE


def test_flows_and_factors_of_different_lengths_are_a_bug_of_ours() -> None:
    """No year is dropped in silence."""
    with pytest.raises(ValueError, match="zip"):
        npv(flows(1, 2), flows(1))


@pytest.mark.parametrize(("years", "expected"), [(1, [1]), (3, [1, Decimal("0.8"), Decimal("0.64")])])
def test_factors_at_one_rate(years: int, expected: list[Decimal]) -> None:
    """The base year is not discounted."""
    actual = list(factors_at(Decimal("0.25"), years))

    assert actual == expected


@pytest.mark.parametrize(("year", "expected"), [(1, "0.9662"), (5, "0.8420")])
def test_published_factors_at_three_and_a_half_percent(year: int, expected: str) -> None:
    """1/1.035 and 1/1.035⁵, to the digits the source prints."""
    actual = factors_at(Decimal("0.035"), 40)[year]

    assert Decimal(expected) == round(actual, 4)


def test_factors_at_rates_that_change_are_multiplied() -> None:
    """25 %, then 0 %: the year after is worth neither more nor less."""
    actual = factors(flows("0.25", 0, 1))

    assert (1, Decimal("0.8"), Decimal("0.8"), Decimal("0.4")) == actual


@pytest.mark.parametrize(
    ("benefits", "costs", "expected"),
    [
        pytest.param([0, 500], [400, 0], "1", id="500 a year later, at 25 %"),
        pytest.param([0, 0], [400, 0], "0", id="nothing gained"),
        pytest.param([0, -500], [400, 0], "-1", id="a loss"),
        pytest.param([500, 0], [0, 0], None, id="nothing spent"),
        pytest.param([0, 0], [0, 0], None, id="nothing at all"),
    ],
)
def test_the_benefit_cost_ratio(benefits: list[int], costs: list[int], expected: str | None) -> None:
    """PV of benefits / PV of costs; nothing spent makes no ratio."""
    actual = bcr(flows(*benefits), flows(*costs), flows(1, "0.8"))

    assert (expected and Decimal(expected)) == actual


@pytest.mark.parametrize(
    ("present", "numbers", "expected"),
    [
        pytest.param(100, [1, 1, 1, 1, 1, 1], "20", id="undiscounted"),
        pytest.param(144, [1, "0.8", "0.64"], "100", id="at 25 %"),
        pytest.param(-144, [1, "0.8", "0.64"], "-100", id="a loss"),
        pytest.param(0, [1, "0.8"], "0", id="nil"),
        pytest.param(100, [1], None, id="no year after the base year"),
    ],
)
def test_the_equal_yearly_amount(present: int, numbers: list[Any], expected: str | None) -> None:
    """From the year after the base year on: 144 now is 100 and 100 at 25 %."""
    actual = annuity(Decimal(present), flows(*numbers))

    assert (expected and Decimal(expected)) == actual


@given(FLOWS, RATES)
def test_the_equal_yearly_amount_has_the_same_value(numbers: list[Decimal], rate: Decimal) -> None:
    """Paid in every year but the base year, it is worth what the flows are."""
    present, years = npv_at(numbers, rate), len(numbers)

    actual = annuity(present, factors_at(rate, years))

    assert (years == 1) == (actual is None)
    assert actual is None or abs(present - npv_at([Decimal(0), *[actual] * (years - 1)], rate)) < LITTLE


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=12), RATES)
def test_more_than_a_krone_a_krone_is_a_value_above_nil(numbers: list[tuple[int, int]], rate: Decimal) -> None:
    """The ratio is above 1 just where NPV is above nil."""
    gained, spent = (flows(*column) for column in zip(*numbers, strict=True))
    assume(any(spent))

    actual = bcr(gained, spent, factors_at(rate, len(numbers)))

    value = npv_at([gain - cost for gain, cost in zip(gained, spent, strict=True)], rate)
    assert actual is not None
    assert abs(value) < LITTLE or (actual > 1) == (value > 0)


@given(FLOWS)
def test_the_running_sum_ends_at_the_sum(numbers: list[Decimal]) -> None:
    """And its steps are the flows."""
    actual = cumulative(numbers)

    assert actual[-1] == sum(numbers)
    assert [b - a for a, b in zip((Decimal(0), *actual), actual, strict=False)] == numbers


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        pytest.param([-400, 100, 100, 100, 100, 100], Payback(4, Decimal(4), ()), id="to the year"),
        pytest.param([-100, 60, 60], Payback(2, 1 + Decimal(40) / 60, ()), id="part of a year"),
        pytest.param([-100, 50, 50], Payback(2, Decimal(2), ()), id="at the very end"),
        pytest.param([-100, 50, 49], None, id="never"),
        pytest.param([10, 10], Payback(0, Decimal(0), ()), id="nothing to pay back"),
        pytest.param([0, 0], Payback(0, Decimal(0), ()), id="nothing at all"),
        pytest.param([5], Payback(0, Decimal(0), ()), id="one good year"),
        pytest.param([-5], None, id="one bad year"),
        pytest.param([], None, id="no years"),
        pytest.param([0, 0, -10, 5, 5], Payback(4, Decimal(4), ()), id="later start"),
        pytest.param([-10, 20, -15, 10], Payback(3, Decimal("2.5"), (2,)), id="reached, lost, reached"),
        pytest.param([10, -20, 15], Payback(2, 1 + Decimal(10) / 15, (1,)), id="good first, then a dip"),
        pytest.param([-10, 10, -1, 1, -1, 1], Payback(5, Decimal(5), (2, 4)), id="two dips"),
        pytest.param([-10, 20, -15], None, id="lost for good"),
        pytest.param([-10, 20, -20, -5, 30], Payback(4, 3 + Decimal(15) / 30, (2, 3)), id="a dip of two years"),
        pytest.param([-145, 100, 100, 100, 100, -275], None, id="clean-up"),
    ],
)
def test_payback(numbers: list[int], expected: Payback | None) -> None:
    """The first year from which the running sum stays at nil or above, its part of a year, and the dips before."""
    actual = payback(flows(*numbers))

    assert actual == expected


def test_what_divisions_leave_is_neither_debt_nor_surplus() -> None:
    """Three thirds of a krone pay a krone back, and a hair's breadth is nil."""
    third, hair = Decimal(1) / 3, Decimal("1e-20")

    actual = (payback([Decimal(-1), third, third, third]), first_surplus([hair]))

    assert (Payback(3, Decimal(3), ()), None) == actual


@given(WHOLE)
def test_payback_is_for_good(numbers: list[int]) -> None:
    """From its year on the sum is never below nil, and just before it is; dips lie before it."""
    sums = cumulative(flows(*numbers))

    actual = payback(flows(*numbers))

    assert (actual is None) == (sums[-1] < 0)
    if actual:
        assert all(total >= 0 for total in sums[actual.index :])
        assert actual.index == 0 or sums[actual.index - 1] < 0
        assert actual.index - 1 <= actual.years <= actual.index
        assert all(n < actual.index and sums[n] < 0 for n in actual.dips)


@given(WHOLE, st.integers(1, 1000))
def test_payback_does_not_depend_on_the_unit(numbers: list[int], times: int) -> None:
    """Kroner or thousands of kroner are paid back at the same time."""
    one, other = payback(flows(*numbers)), payback(flows(*(number * times for number in numbers)))

    assume(one is not None and other is not None)
    assert one is not None
    assert other is not None
    assert (one.index, one.dips) == (other.index, other.dips)
    assert abs(one.years - other.years) < LITTLE


@pytest.mark.parametrize(
    ("numbers", "expected"), [([-5, 0, 3], 2), ([1], 0), ([0, 0], None), ([-1, -2], None), ([], None), ([2, -1], 0)]
)
def test_the_first_year_that_pays_for_itself(numbers: list[int], expected: int | None) -> None:
    """Nil is no surplus."""
    actual = first_surplus(flows(*numbers))

    assert actual == expected


ESTIMATES = {
    "project": ((18_000, 19_600, 25_000), 20_360),
    "training": ((8_000, 9_000, 11_000), 9_200),
    "time": ((25_000, 40_000, 50_000), 39_000),
    "postage": ((5_000, 10_000, 15_000), 10_000),
    "storage": ((3_000, 5_000, 7_000), 5_000),
    "licences": ((4_000, 4_000, 4_000), 4_000),
}


@pytest.mark.parametrize("name", ESTIMATES)
def test_the_expected_value_by_the_successive_principle(name: str) -> None:
    """(low + 3 · likely + high) / 5, for the worked example's six lines."""
    estimate, expected = ESTIMATES[name]

    actual = three_point_mean(*flows(*estimate), SUCCESSIVE)

    assert actual == expected


def test_the_adjusted_net_of_the_worked_example() -> None:
    """Four expected benefits less two expected costs: 58,000 − 29,560 = 28,440."""
    costs, benefits = ("project", "training"), ("time", "postage", "storage", "licences")
    mean = {name: three_point_mean(*flows(*estimate), SUCCESSIVE) for name, (estimate, _) in ESTIMATES.items()}

    actual = sum(mean[name] for name in benefits) - sum(mean[name] for name in costs)

    assert actual == 28_440


def test_the_expected_value_by_pert() -> None:
    """(low + 4 · likely + high) / 6."""
    actual = three_point_mean(*flows(3, 6, 15), PERT)

    assert actual == Decimal(7)


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=3).map(sorted))
def test_expected_values_lie_within_their_estimates(estimate: list[int]) -> None:
    """Never below the lowest or above the highest."""
    low, likely, high = flows(*estimate)

    actual = [three_point_mean(low, likely, high, weight) for weight in (SUCCESSIVE, PERT)]

    assert all(low <= value <= high for value in actual)


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


@law
@given(AMOUNTS, UNITS, st.integers(-20, 20))
def test_parts_come_to_another_total_if_it_is_given(amounts: list[Decimal], unit: Decimal, off: int) -> None:
    """Whatever it is beside the rounded sum; zero stays zero, and of nothing but zeros there is nothing to share."""
    total = rounded(sum(amounts, Decimal(0)), unit) + off

    actual = shares(amounts, unit, total)

    assert sum(actual) == (total if any(amounts) else 0)
    assert all(part == 0 for part, amount in zip(actual, amounts, strict=True) if not amount)


@law
@given(AMOUNTS, UNITS, st.integers(-20, 20))
def test_another_total_is_spread_evenly(amounts: list[Decimal], unit: Decimal, off: int) -> None:
    """Of the amounts that bend, none is more than a unit further from its own than another."""
    actual = shares(amounts, unit, rounded(sum(amounts, Decimal(0)), unit) + off)

    exact = [amount / unit for amount in amounts]
    some = any(amount % 1 for amount in exact)
    bent = [(part - one) for part, one in zip(actual, exact, strict=True) if (one % 1 if some else one)]
    assert not bent or max(bent) - min(bent) < 2


@law
@given(AMOUNTS, UNITS)
def test_a_total_that_is_the_rounded_sum_changes_nothing(amounts: list[Decimal], unit: Decimal) -> None:
    """There is one rule of rounding, and this is it."""
    assert shares(amounts, unit) == shares(amounts, unit, rounded(sum(amounts, Decimal(0)), unit))


def test_what_is_left_falls_on_the_amount_furthest_from_its_own_rounding() -> None:
    """A whole amount is touched last."""
    some = [Decimal(600), Decimal(1600), Decimal(3000)]

    assert (Decimal(1), Decimal(2), Decimal(3)) == shares(some, THOUSAND, Decimal(6))
    assert (Decimal(4), Decimal(0)) == shares([Decimal(3000), Decimal(0)], THOUSAND, Decimal(4))
