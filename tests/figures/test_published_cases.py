"""Published cases, entered as a plan.yaml a municipality could have, come to the digits that were published."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.figures.case import compute
from planbuilder.figures.model import Figures
from planbuilder.plan.store import from_text

HEAD = """\
format: planbuilder.plan/1
plan_id: published
title: A published case
price_base: 2026
first_year: 2026
"""
# A benefit that can be cashed, in the words a plan needs for it.
CASHABLE = "kind: cashable, account: 06.45.51, use: The budget falls., use_decided_by: The council"


def figures(text: str) -> Figures:
    return compute(from_text(HEAD + text))


def percent(rate: Decimal | None, places: int = 2) -> Decimal:
    assert rate is not None
    return round(rate * 100, places)


# Excel's documentation of MIRR: a loan of 120,000 and the returns of five years, reinvested at 12 %. The rate at which
# the loan is financed, 10 %, plays no part, since all of it is paid in the first year.
MIRR = f"""\
horizon: 6
economy: {{discount_rate: 12}}
costs:
  K1: {{title: Investment, amount: 120000}}
benefits_tree:
  benefits:
    G1:
      title: Returns
      {CASHABLE.replace(", ", chr(10) + "      ")}
      full_effect: {{amounts: {{2027: 39000, 2028: 30000, 2029: 21000, 2030: 37000, 2031: 46000}}}}
"""


def test_excel_s_example_of_a_modified_internal_rate() -> None:
    """12.61 %, with a benefit that has another amount each year."""
    assert percent(figures(MIRR).mirr) == Decimal("12.61")


# Benninga, Financial Modeling, chapter 1: −400, and 100 in each of five years.
ANNUITY = f"""\
horizon: 6
economy: {{discount_rate: 10}}
costs:
  K1: {{title: Investment, amount: 400}}
benefits_tree:
  benefits:
    G1: {{title: Return, {CASHABLE}, full_effect: {{amount: 100}}, start: 2027}}
"""


def test_a_textbook_annuity() -> None:
    """NPV −20.92 and an internal rate of 7.931 %."""
    found = figures(ANNUITY)

    assert round(found.npv, 2) == Decimal("-20.92")
    assert [percent(rate, 3) for rate in found.irr.rates] == [Decimal("7.931")]


# The same chapter: −145, 100 in each of four years, and −275 at the end.
TWO_RATES = """\
horizon: 6
economy: {{discount_rate: {rate}}}
costs:
  K1: {{title: Investment, amounts: {{2026: 145, 2031: 275}}}}
benefits_tree:
  benefits:
    G1: {{title: Return, {cashable}, full_effect: {{amounts: {{2027: 100, 2028: 100, 2029: 100, 2030: 100}}}}}}
"""
PROFILE = {
    0: "-20.00", 3: "-10.51", 6: "-3.99", 9: "0.24", 12: "2.69", 15: "3.77", 18: "3.80", 21: "3.02", 24: "1.62",
    27: "-0.24", 30: "-2.44", 33: "-4.90", 36: "-7.53", 39: "-10.27",
}  # fmt: skip


@pytest.mark.parametrize(("rate", "npv"), PROFILE.items())
def test_a_textbook_case_with_two_internal_rates(rate: int, npv: str) -> None:
    """The present value at each of fourteen rates, and the two rates 8.78 % and 26.65 %."""
    found = figures(TWO_RATES.format(rate=rate, cashable=CASHABLE))

    assert round(found.npv, 2) == Decimal(npv)
    assert [percent(one) for one in found.irr.rates] == [Decimal("8.78"), Decimal("26.65")]


# The official Norwegian workbook of benefits, sheet A (1,000 NOK): likely, least and most.
THREE_POINTS = f"""\
horizon: 1
economy: {{discount_rates: none}}
costs:
  K1: {{title: Project, amount: 19600, range: {{low: 18000, high: 25000}}}}
  K2: {{title: Operation, kind: running, amount: 9000, range: {{low: 8000, high: 11000}}}}
benefits_tree:
  benefits:
    G1: {{title: A, {CASHABLE}, full_effect: {{amount: 40000}}, range: {{low: 25000, high: 50000}}}}
    G2: {{title: B, {CASHABLE}, full_effect: {{amount: 10000}}, range: {{low: 5000, high: 15000}}}}
    G3: {{title: C, {CASHABLE}, full_effect: {{amount: 5000}}, range: {{low: 3000, high: 7000}}}}
    G4: {{title: D, {CASHABLE}, full_effect: {{amount: 4000}}, range: {{low: 4000, high: 4000}}}}
"""


def test_the_official_norwegian_three_point_estimate() -> None:
    """Likely 30,400, most optimistic 50,000, most pessimistic 1,000, and 28,440 as expected."""
    found = figures(THREE_POINTS)
    cases = [one.npv for one in found.uncertainty.outcomes if one.name in ("pessimistic", "likely", "optimistic")]

    assert cases == [1000, 30400, 50000]
    assert found.uncertainty.expected_npv is not None
    assert round(found.uncertainty.expected_npv, 6) == 28440


# Sheet C of the same workbook: a ramp to 8,000, a second benefit by year, and operation by year.
PHASED = f"""\
horizon: 10
economy: {{discount_rates: none}}
costs:
  K1:
    title: Operation
    kind: running
    amounts:
      {{2028: 800, 2029: 1200, 2030: 1200, 2031: 1200, 2032: 1200, 2033: 1200, 2034: 1200, 2035: 1200}}
benefits_tree:
  benefits:
    G1: {{title: A, {CASHABLE}, full_effect: {{amount: 8000}}, start: 2029, ramp: [20, 40, 60, 80, 100]}}
    G2:
      title: B
      {CASHABLE.replace(", ", chr(10) + "      ")}
      full_effect: {{amounts: {{2029: 400, 2030: 600, 2031: 600, 2032: 600, 2033: 600, 2034: 600, 2035: 600}}}}
"""


def test_the_official_norwegian_phasing_in() -> None:
    """Gains 44,000, operation 9,200, net 34,800, and net year by year; 7,400 a year in the end."""
    found = figures(PHASED)

    assert found.net == (0, 0, -800, 800, 2600, 4200, 5800, 7400, 7400, 7400)
    assert (found.totals["cashable"], found.totals["running"], sum(found.net)) == (44000, 9200, 34800)
    assert found.permanent.amount == 7400


# HM Treasury's Green Book: 3.5 % for 30 years, then 3.0 %. Each year's net of one is its discount factor.
GREEN_BOOK = """\
horizon: 40
economy: {rate_bands: {1: 3.5, 31: 3.0}, rate_source: HM Treasury}
"""


def test_the_green_book_s_rates_and_its_kink_after_thirty_years() -> None:
    """0.9662, 0.8420 and 0.3563 after 1, 5 and 30 years; year 31 is year 30 / 1.03."""
    factors = figures(GREEN_BOOK).factors

    assert [round(factors[n], 4) for n in (1, 5, 30)] == [Decimal("0.9662"), Decimal("0.8420"), Decimal("0.3563")]
    assert abs(factors[31] - factors[30] / Decimal("1.03")) < Decimal("1e-20")


# A grant among the costs, and a machine that is sold in the end: the annuity of the textbook with its last 100 entered
# as a sale, and 50 of the 400 as a grant that comes with it.
ENTERED_OTHERWISE = f"""\
horizon: 6
economy: {{discount_rate: 10}}
costs:
  K1: {{title: Investment, amount: 450}}
  K2: {{title: Grant, nature: income, amount: 50}}
  K3: {{title: The machine is sold, nature: income, amount: 100, from: 2031}}
benefits_tree:
  benefits:
    G1: {{title: Return, {CASHABLE}, full_effect: {{amount: 100}}, start: 2027, end: 2030}}
"""


def test_a_grant_and_a_sale_give_the_textbook_s_figures() -> None:
    """NPV −20.92 and an internal rate of 7.931 %, as where the same money is a smaller cost and a longer benefit."""
    found = figures(ENTERED_OTHERWISE)

    assert round(found.npv, 2) == Decimal("-20.92")
    assert [percent(rate, 3) for rate in found.irr.rates] == [Decimal("7.931")]
    assert found.introduction == 450


def test_a_residual_value_gives_them_for_the_wider_value_alone() -> None:
    """What is not sold is worth as much, and is in no budget."""
    left = ENTERED_OTHERWISE.replace(
        "The machine is sold, nature: income, amount: 100, from: 2031", "Left, nature: residual_value, amount: 100"
    )
    found = figures(left)

    assert round(found.npv_wider, 2) == Decimal("-20.92")
    assert round(found.npv_wider - found.npv, 2) == round(100 / Decimal("1.1") ** 5, 2)
