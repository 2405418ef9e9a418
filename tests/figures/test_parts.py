"""Benefits that are counted in another one, and the numbers of their own that are added nowhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.figures.case import compute
from planbuilder.figures.parts import Part, parts
from planbuilder.plan.store import from_text

PLAN = """\
format: planbuilder.plan/1
plan_id: p
title: T
price_base: 2026
first_year: 2027
horizon: 3
economy: {{fte_cost: 500000, effective_hours: 1500}}
benefits_tree:
  changes: {{F1: {{title: Digitalt}}}}
  benefits:
    G1: {{title: Hele, from: [F1], kind: released_time, full_effect: {{fte: 2}}}}
    G2: {{title: Del, from: [F1], kind: released_time, part_of: G1, full_effect: {effect}}}
"""


@pytest.mark.parametrize(
    ("effect", "worth", "fte"),
    [
        ("{amount: 300000}", "300000", "0"),
        ("{fte: 0.5}", "250000.0", "0.5"),
        ("{volume: 3000, minutes: 30}", "500000", "1"),
        ("{volume: 100, unit_price: 12}", "1200", "0"),
    ],
)
def test_the_own_number_of_a_part_is_told_however_it_is_given(effect: str, worth: str, fte: str) -> None:
    """Worth and FTE are what the benefit would be worth by itself."""
    plan = from_text(PLAN.format(effect=effect))

    assert parts(plan) == (Part("G2", "Del", "G1", Decimal(worth), Decimal(fte)),)


def test_a_part_without_a_number_is_not_among_them() -> None:
    """Nothing of it could get lost."""
    assert parts(from_text(PLAN.format(effect="{}"))) == ()


def test_the_own_number_of_a_part_is_in_no_sum() -> None:
    """The case is the same without it."""
    with_number, without = (compute(from_text(PLAN.format(effect=effect))) for effect in ("{amount: 300000}", "{}"))

    assert (with_number.npv_wider, with_number.totals) == (without.npv_wider, without.totals)
