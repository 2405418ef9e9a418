"""What a line does not say of itself is found."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planbuilder.plan import unsaid
from planbuilder.plan.economy import Benefit, Cost, FullEffect
from tests.figures.cases import plan

FIVE = Decimal(5)


@pytest.mark.parametrize(
    ("cost", "missing"),
    [
        ({}, "amount"),
        ({"amount": Decimal(0)}, ""),
        ({"amounts": {"2027": FIVE}}, ""),
        ({"fte": FIVE}, "amount"),
        ({"fte": Decimal(0)}, ""),
    ],
)
def test_of_a_cost(cost: dict[str, Any], missing: str) -> None:
    """Time that has no price is an amount that is missing; none of it is nothing."""
    assert missing == unsaid.of_cost(plan(fte_cost=None), Cost(**cost))


@pytest.mark.parametrize(
    ("benefit", "missing"),
    [
        ({}, ""),
        ({"kind": "cashable"}, "amount"),
        ({"kind": "quality"}, ""),
        ({"full_effect": FullEffect(amount=FIVE)}, "kind"),
        ({"full_effect": FullEffect(volume=FIVE)}, "amount"),
        ({"kind": "cashable", "full_effect": FullEffect(fte=FIVE)}, "amount"),
        ({"kind": "cashable", "full_effect": FullEffect(amount=FIVE)}, ""),
        ({"kind": "cashable", "part_of": "G1"}, ""),
    ],
)
def test_of_a_benefit(benefit: dict[str, Any], missing: str) -> None:
    """Its worth or its kind; what is told rather than counted lacks neither, and a part is counted in its whole."""
    assert missing == unsaid.of_benefit(plan(fte_cost=None), Benefit(**benefit))
