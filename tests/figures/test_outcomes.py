"""How much of a case its ranges cover is told in lines and in money."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given

from planbuilder.figures.outcomes import Coverage, coverage
from tests.figures.cases import BENEFITS, COSTS, Rows, case, cashable, law


def test_lines_and_money_are_counted() -> None:
    """Two of three lines, and nine tenths of the money."""
    actual = coverage([(Decimal(40), True), (Decimal(10), False), (Decimal(50), True)])

    assert Coverage(3, 2, Decimal("0.9")) == actual
    assert not actual.is_whole


def test_of_nothing_nothing_is_covered() -> None:
    """No lines, no division."""
    assert Coverage(0, 0, Decimal(0)) == coverage([])


def test_what_is_no_part_of_npv_or_has_no_width_does_not_count() -> None:
    """Quality is not in net, an amount of nothing moves nothing, and from 5 to 5 is no range."""
    figures = case(
        {"K1": {"amount": 100, "range": {"high": 150}}, "K2": {"amount": 0}},
        {
            "G1": {**cashable(5, range={"low": 1}), "kind": "quality"},
            "G2": cashable(5, range={"low": 5, "high": 5}),
            "G3": cashable(15),
        },
        horizon=1,
    )

    assert Coverage(3, 1, Decimal(100) / 120) == figures.uncertainty.coverage


@law
@given(COSTS, BENEFITS)
def test_without_ranges_nothing_is_covered(some_costs: Rows, some_benefits: Rows) -> None:
    """And nothing is estimated."""
    u = case(some_costs, some_benefits).uncertainty

    assert (0, 0, None, None, None) == (
        u.coverage.ranged, u.coverage.share, u.pessimistic, u.optimistic, u.expected_npv,
    )  # fmt: skip
