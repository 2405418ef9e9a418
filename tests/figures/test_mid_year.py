"""Amounts in the middle of each year after the first: factors, rates and everything that hangs on them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.methods import factors, times
from planbuilder.figures.rates import of
from planbuilder.figures.returns import internal_rates, mirr
from planbuilder.plan.economy import Economy
from tests.figures.cases import RATES, case, cashable, law

MIDDLE = {"timing": "mid_year", "discount_rate": 10}


@law
@given(RATES, st.integers(1, 60))
def test_each_later_year_is_discounted_half_a_year_less(rate: Decimal, years: int) -> None:
    """The base year not at all; year t by (1 + r) to t − 0.5."""
    found = factors([rate / 100] * (years - 1), mid_year=True)

    assert found[0] == 1
    for n, factor in enumerate(found[1:], 1):
        assert abs(factor - (1 + rate / 100) ** -(n - Decimal("0.5"))) < Decimal("1e-20")


def test_half_a_year_is_at_the_rate_of_its_own_year() -> None:
    """Where the rate changes, the year before is whole at its rate, and half of the new one follows."""
    table = of(Economy(rate_bands={"1": Decimal(10), "2": Decimal(21)}, timing="mid_year"))

    assert [round(one, 12) for one in table.factors(3)] == [
        1, round(1 / Decimal("1.1").sqrt(), 12), round(1 / Decimal("1.1") / Decimal("1.1"), 12),
    ]  # fmt: skip


def test_a_case_is_worth_more_when_what_comes_later_comes_sooner() -> None:
    """900 at once and 300 in each of four later years at 10 %: the later ones are worth √1.1 times as much."""
    ends, middle = (
        case({"K1": {"amount": 900}}, {"G1": cashable(300, start=2027)}, economy={**MIDDLE, "timing": timing})
        for timing in ("", "mid_year")
    )

    assert round(middle.npv + 900, 9) == round((ends.npv + 900) * Decimal("1.1").sqrt(), 9)
    assert (middle.net, middle.payback, middle.permanent) == (ends.net, ends.payback, ends.permanent)
    assert middle.irr.rates[0] > ends.irr.rates[0]


@pytest.mark.parametrize("rate", ["0.08", "0.5", "-0.2"])
def test_the_rate_of_one_flow_half_a_year_later_is_that_of_half_a_year(rate: str) -> None:
    """An amount that becomes √(1 + r) of itself in the year after is r a year, internally and modified."""
    own = Decimal(rate)
    flows = [Decimal(-(10**9)), 10**9 * (1 + own).sqrt()]
    found = internal_rates(flows, mid_year=True)
    at = factors([Decimal("0.05")], mid_year=True)
    modified = mirr(flows, at, at, mid_year=True)

    assert [round(one, 8) for one in found.rates] == [own]
    assert modified is not None
    assert round(modified, 12) == own


def test_times_of_flows() -> None:
    """Whole years from the base year on, or half a year less after it."""
    assert times(3) == (0, 1, 2)
    assert times(3, mid_year=True) == (0, Decimal("0.5"), Decimal("1.5"))
