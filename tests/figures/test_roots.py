"""Every positive root is found, none that is not there, and roots that lie close are told apart."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.roots import changes_of_sign, positive_roots
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
