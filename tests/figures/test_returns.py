"""Every positive root is found, none that is not there, and roots that lie close are told apart.

What a case yields a year: every internal rate, what it may be called, and the modified rate.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planbuilder.figures.methods import factors_at, npv
from planbuilder.figures.returns import (
    HIGHEST,
    LOWEST,
    InternalRates,
    changes_of_sign,
    internal_rates,
    mirr,
    positive_roots,
)
from tests.figures.cases import law

ROOTS = st.lists(st.fractions(Fraction(1, 1000), 1000, max_denominator=1000), min_size=1, max_size=6, unique=True)
NEAR = Fraction(1, 10**15)


def with_roots(roots: list[Fraction], times: list[int] | None = None) -> list[int]:
    """The coefficients of a polynomial with these roots, each that many times, and no other."""
    coefficients = [1]
    for root, many in zip(roots, times or [1] * len(roots), strict=True):
        for _ in range(many):
            coefficients = multiplied(coefficients, [-root.numerator, root.denominator])
    return coefficients


def multiplied(one: list[int], other: list[int]) -> list[int]:
    found = [0] * (len(one) + len(other) - 1)
    for n, a in enumerate(one):
        for m, b in enumerate(other):
            found[n + m] += a * b
    return found


@law
@given(ROOTS)
def test_the_roots_a_polynomial_is_built_from_are_found(roots: list[Fraction]) -> None:
    """Lowest first, each once, to a part in 10¹⁵."""
    actual = positive_roots(with_roots(roots))

    assert len(roots) == len(actual)
    assert all(abs(found.at - root) <= root * NEAR for found, root in zip(actual, sorted(roots), strict=True))


@pytest.mark.parametrize("eighths", [9, 11, 17, 25, 29])
def test_a_root_that_is_met_while_halving_is_exact(eighths: int) -> None:
    """Nine eighths lie where an interval is halved: nothing more is to be looked for."""
    (found,) = positive_roots([-eighths, 8])

    assert (found.at, found.before, found.after) == (Fraction(eighths, 8), -1, 1)


@law
@given(ROOTS, st.data())
def test_a_root_that_comes_more_than_once_is_one_root(roots: list[Fraction], data: st.DataObject) -> None:
    """An even number of times the sign is the same on both sides, an odd number of times it changes."""
    times = data.draw(st.lists(st.integers(1, 3), min_size=len(roots), max_size=len(roots)))

    actual = positive_roots(with_roots(roots, times))

    many = dict(zip(roots, times, strict=True))
    assert [many[root] % 2 == 0 for root in sorted(roots)] == [root.before == root.after for root in actual]


@law
@given(ROOTS)
def test_the_signs_beside_a_root_are_those_of_the_polynomial(roots: list[Fraction]) -> None:
    """Just before the lowest root it is that of the constant; each simple root turns it."""
    coefficients = with_roots(roots)

    actual = positive_roots(coefficients)

    sign = 1 if coefficients[0] > 0 else -1
    assert [(sign * (-1) ** n, sign * (-1) ** (n + 1)) for n in range(len(roots))] == [
        (root.before, root.after) for root in actual
    ]


@law
@given(st.lists(st.fractions(Fraction(1, 9), 9, max_denominator=99), max_size=3, unique=True), st.integers(1, 9))
def test_what_has_no_root_adds_none(roots: list[Fraction], number: int) -> None:
    """A factor x² + c or x + c has no positive root."""
    coefficients = multiplied(multiplied(with_roots(roots), [number, 0, 1]), [number, 1])

    assert len(roots) == len(positive_roots(coefficients))


@law
@given(st.lists(st.integers(-(10**6), 10**6), max_size=20))
def test_there_are_never_more_roots_than_changes_of_sign(coefficients: list[int]) -> None:
    """Descartes: as many, counted by how often they come, or an even number fewer."""
    actual = positive_roots(coefficients)

    odd = sum(root.before != root.after for root in actual)
    assert len(actual) <= changes_of_sign(coefficients)
    assert odd % 2 == changes_of_sign(coefficients) % 2


@pytest.mark.parametrize("digits", [3, 6, 9, 12])
def test_roots_as_close_as_whole_numbers_can_say_are_two(digits: int) -> None:
    """1 and 1 + 10⁻ⁿ."""
    close = Fraction(1) + Fraction(1, 10**digits)

    one, other = positive_roots(with_roots([Fraction(1), close]))

    assert 0 < other.at - one.at < Fraction(2, 10**digits)


def test_a_pair_that_just_misses_is_none() -> None:
    """(x − 1)² + 10⁻¹²."""
    assert () == positive_roots([10**12 + 1, -2 * 10**12, 10**12])


@pytest.mark.parametrize("coefficients", [[], [0], [0, 0], [5], [0, 5], [0, 0, 5, 0], [1, 2, 3], [0, -1, -2]])
def test_what_never_turns_has_no_root(coefficients: list[int]) -> None:
    """A root at zero is not above it."""
    assert () == positive_roots(coefficients)


def test_the_longest_case_has_all_its_roots() -> None:
    """39 of them, as many as 40 years can hold."""
    roots = [Fraction(n, 7) for n in range(3, 42)]

    actual = positive_roots(with_roots(roots))

    assert roots == [root.at.limit_denominator(1000) for root in actual]


FLOWS = st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=1, max_size=12)
NUMBERS = st.integers(1, 10**6)
ZERO = Decimal(0)
LADDER = [Fraction(n, 37) - Fraction(97, 99) for n in range(80)]
LEEWAY = Fraction(1, 10**9)


def flows(*numbers: int | str) -> list[Decimal]:
    return [Decimal(number) for number in numbers]


def rates(*numbers: int | str) -> InternalRates:
    return internal_rates(flows(*numbers))


def npv_at(numbers: list[Decimal], rate: Decimal) -> Decimal:
    return npv(numbers, factors_at(rate, len(numbers)))


def exact_npv(numbers: list[Decimal], rate: Fraction) -> Fraction:
    return sum((Fraction(flow) / (1 + rate) ** n for n, flow in enumerate(numbers)), Fraction(0))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([-100, 100], ["0"]),
        ([-100, 110], ["0.1"]),
        ([-100, 50], ["-0.5"]),
        ([0, -100, 110], ["0.1"]),
        ([100, -110], ["0.1"]),
        ([-100, 230, -132], ["0.1", "0.2"]),
        ([-1000, 3600, -4310, 1716], ["0.1", "0.2", "0.3"]),
        ([-100, 5000], ["49"]),
        ([-100, 220, -121], ["0.1"]),
        ([100, -220, 121], ["0.1"]),
        ([-100, 220, -122], []),
        ([-1, 3, -3, 1], ["0"]),
        ([-1000, 2000, -1000], ["0"]),
    ],
)
def test_internal_rates_known_by_construction(numbers: list[int], expected: list[str]) -> None:
    """Flows built from their rates give those rates, lowest first; a double root is a rate, a near miss is none."""
    actual = rates(*numbers).rates

    assert [Decimal(rate).quantize(Decimal("1e-8")) for rate in expected] == [round(rate, 8) for rate in actual]


@pytest.mark.parametrize(
    ("numbers", "percent"),
    [([-400, 100, 100, 100, 100, 100], ["7.931"]), ([-145, 100, 100, 100, 100, -275], ["8.783", "26.650"])],
)
def test_published_internal_rates(numbers: list[int], percent: list[str]) -> None:
    """7.931 %; and with a clean-up 8.78 % and 26.65 %, both of which are told."""
    assert [Decimal(rate) for rate in percent] == [round(rate * 100, 3) for rate in rates(*numbers).rates]


def test_rates_a_fiftieth_of_a_percent_apart_are_two() -> None:
    """10 % and 10.02 %: (1 − 1.1x)(1 − 1.1002x), in whole øre."""
    actual = rates(-1_000_000, 2_200_200, "-1210220")

    assert (("0.1000", "0.1002"), "several") == (tuple(f"{rate:.4f}" for rate in actual.rates), actual.role)


@pytest.mark.parametrize("numbers", [[], [100], [0, 0, 0], [100, 100], [-100, 0, 0], [1, -2, 2], [-100, 60, -10]])
def test_a_case_without_internal_rate_has_none(numbers: list[int]) -> None:
    """No change of sign, or a value that never comes to zero."""
    assert (0, "none") == (rates(*numbers).count, rates(*numbers).role)


@pytest.mark.parametrize(
    ("numbers", "below", "inside", "above"),
    [
        ([-1000, 90_000], 0, 1, 0),
        ([-1000, 100_000], 0, 1, 0),
        ([-1000, 100_001], 0, 0, 1),
        ([-1, 10**13], 0, 0, 1),
        ([-1000, 20], 0, 1, 0),
        ([-1000, 10], 0, 1, 0),
        ([-1000, 9], 1, 0, 0),
        ([-(10**13), 1], 1, 0, 0),
        ([-1000, 100_000_000, -100_000_000], 0, 1, 1),
    ],
)
def test_a_rate_beyond_the_range_exists(numbers: list[int], below: int, inside: int, above: int) -> None:
    """From −99 % to 9,900 % it is told as a number, else by its side; it is never said not to exist."""
    actual = rates(*numbers)

    assert (below, inside, above) == (actual.below, len(actual.rates), actual.above)


@pytest.mark.parametrize(
    ("numbers", "role"),
    [
        ([-400, 100, 500], "yield"),
        ([900, 500, *[-400] * 9], "loan"),
        ([1000, -300, 200, -2000], "loan"),
        ([900, 500, *[-400] * 8, 1], "several"),
        ([-1000, 300, -200, 2000], "yield"),
        ([-100, 220, -121], "touch"),
        ([100, -220, 121], "touch"),
        ([-100, 230, -132], "several"),
        ([-1000, 100_001], "yield"),
        ([100, -1], "loan"),
        ([100, 1], "none"),
    ],
)
def test_what_a_rate_is(numbers: list[int], role: str) -> None:
    """First costs, then benefits: a return. First benefits, then costs: the rate of a loan."""
    assert role == rates(*numbers).role


def test_the_rate_of_a_case_that_is_turned_round_is_no_return() -> None:
    """900 and 500 first, then 400 a year for nine years: 20.54 % beside a value of −1,557 at 3.5 %."""
    turned = flows(900, 500, *[-400] * 9)

    actual = internal_rates(turned)

    assert ("20.54", "loan") == (f"{actual.rates[0] * 100:.2f}", actual.role)
    assert -1557 == round(npv_at(turned, Decimal("0.035")))


@law
@given(FLOWS)
def test_the_value_at_an_internal_rate_is_zero(numbers: list[Decimal]) -> None:
    """Every rate told is one, seen against the size of the discounted flows."""
    for rate in internal_rates(numbers).rates:
        factors = factors_at(rate, len(numbers))

        actual = npv(numbers, factors)

        size = sum((abs(flow * factor) for flow, factor in zip(numbers, factors, strict=True)), ZERO)
        assert abs(actual) <= size * Decimal("1e-6") + Decimal("1e-9")


@law
@given(FLOWS)
def test_between_rates_the_value_never_changes_sign(numbers: list[Decimal]) -> None:
    """No rate is missing: wherever the value has another sign, a rate that is told lies between."""
    found = internal_rates(numbers).rates

    for low, high in pairwise(LADDER):
        if exact_npv(numbers, low) * exact_npv(numbers, high) < 0:
            assert any(low - LEEWAY <= rate <= high + LEEWAY for rate in found)


@law
@given(FLOWS)
def test_a_return_is_worth_something_at_lower_rates_only(numbers: list[Decimal]) -> None:
    """And the rate of a loan at higher rates only."""
    found = internal_rates(numbers)
    assume(found.role in ("yield", "loan") and found.rates)
    (own,) = found.rates

    for rate in LADDER:
        if abs(rate - Fraction(own)) > LEEWAY:
            assert (exact_npv(numbers, rate) > 0) == ((rate < own) if found.role == "yield" else (rate > own))


@law
@given(NUMBERS, st.lists(st.integers(0, 10**6), min_size=1, max_size=39).filter(any))
def test_one_change_of_sign_means_one_rate(cost: int, gains: list[int]) -> None:
    """An investment first and gains after have a single rate, and it is a return; turned round, it is a loan's."""
    there, back = rates(-cost, *gains), rates(cost, *(-gain for gain in gains))

    assert (1, "yield", 1, "loan") == (there.count, there.role, back.count, back.role)
    assert there.rates == back.rates


def test_what_divisions_leave_is_no_flow() -> None:
    """A hair's breadth is zero."""
    hair = Decimal("1e-20")

    assert 0 == internal_rates([-hair, hair]).count


def test_the_bounds_are_those_that_are_told() -> None:
    """−99 % and 9,900 %."""
    assert (Decimal("-0.99"), Decimal("99")) == (LOWEST, HIGHEST)


def test_the_documented_example_of_the_modified_rate() -> None:
    """Excel's own: financed at 10 %, reinvested at 12 %, 12.61 % a year."""
    example = flows(-120_000, 39_000, 30_000, 21_000, 37_000, 46_000)

    actual = mirr(example, factors_at(Decimal("0.10"), 6), factors_at(Decimal("0.12"), 6))

    assert actual is not None
    assert "12.61" == f"{actual * 100:.2f}"


@pytest.mark.parametrize("numbers", [[], [-100], [100, 100], [-100, -100], [0, 0]])
def test_without_cost_gain_or_time_there_is_no_modified_rate(numbers: list[int]) -> None:
    """Nothing grows into anything."""
    factors = factors_at(Decimal("0.1"), len(numbers))[: len(numbers)]

    assert mirr(flows(*numbers), factors, factors) is None


@law
@given(NUMBERS, NUMBERS, st.integers(1, 39), st.decimals("0", "0.2", places=3))
def test_of_one_cost_and_one_gain_both_rates_are_the_same(cost: int, gain: int, years: int, rate: Decimal) -> None:
    """Nothing is financed or reinvested on the way."""
    one = flows(-cost, *[0] * (years - 1), gain)
    factors = factors_at(rate, len(one))
    found = internal_rates(one)
    assume(found.rates)

    actual = mirr(one, factors, factors)

    assert actual is not None
    assert abs(actual - found.rates[0]) < Decimal("1e-9")


@law
@given(FLOWS, st.decimals("0", "0.2", places=3))
def test_the_modified_rate_is_above_the_discount_rate_where_npv_is_above_zero(
    numbers: list[Decimal], rate: Decimal
) -> None:
    """It never tells another story than NPV, however often the signs change."""
    factors = factors_at(rate, len(numbers))
    actual, value = mirr(numbers, factors, factors), npv(numbers, factors)
    assume(actual is not None and abs(value) > Decimal("0.01"))

    assert actual is not None
    assert (actual > rate) == (value > 0)
