"""The likely number of a cost or a benefit, and what it counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.plan.economy import Cost, FullEffect
from planbuilder.plan.measures import Likely, likely_cost, likely_effect

FIVE, NONE = Decimal(5), Decimal(0)


@pytest.mark.parametrize(
    ("effect", "measure"),
    [
        (FullEffect(amount=FIVE), "amount"),
        (FullEffect(fte=FIVE), "fte"),
        (FullEffect(volume=Decimal(9), minutes=FIVE), "minutes"),
        (FullEffect(volume=Decimal(9), unit_price=FIVE), "unit_price"),
    ],
)
def test_of_an_effect_it_is_the_number_that_is_estimated(effect: FullEffect, measure: str) -> None:
    """A range stands around minutes or a price, not around the number of cases."""
    assert likely_effect(effect) == Likely(measure, FIVE)


@pytest.mark.parametrize(
    ("cost", "measure", "number"),
    [
        (Cost(amount=FIVE), "once", FIVE),
        (Cost(amount=NONE), "once", NONE),
        (Cost(amount=FIVE, kind="running"), "amount", FIVE),
        (Cost(amount=FIVE, from_=2027, to=2027), "once", FIVE),
        (Cost(amount=FIVE, from_=2027, to=2028), "amount", FIVE),
        (Cost(fte=FIVE, kind="one_off"), "fte", FIVE),
        (Cost(fte=FIVE), "fte", FIVE),
        (Cost(amounts={"2027": FIVE, "2028": FIVE}), "amounts", Decimal(10)),
    ],
)
def test_of_a_cost_it_is_the_amount_or_the_sum_by_year(cost: Cost, measure: str, number: Decimal) -> None:
    """Amounts by year have one range around their sum."""
    assert likely_cost(cost) == Likely(measure, number)


def test_nothing_given_is_no_number() -> None:
    """Neither zero nor a guess."""
    assert (likely_cost(Cost()), likely_effect(FullEffect()), likely_effect(FullEffect(volume=FIVE))) == (None,) * 3
