"""How far a benefit has come.

In: an indicator and measured values. Out: shares, and how long the target has been out of reach. Source of the formula:
attainment counts from the baseline, so that the baseline is 0 and the target 1, also where the target is the smaller
number.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from planbuilder.plan.registers import Indicator


def attainment(indicator: Indicator, value: Decimal | None) -> Decimal | None:
    """(value − baseline) / (target − baseline) as a share; below 0 or above 1 is possible.

    None where a number is missing or the target is the baseline.
    """
    baseline, target = indicator.baseline.value, indicator.target.value
    if value is None or baseline is None or target is None or target == baseline:
        return None
    return (value - baseline) / (target - baseline)


def keeps_level(indicator: Indicator) -> bool:
    """Whether the target is the baseline: what matters is that it gets no worse."""
    return indicator.baseline.value is not None and indicator.baseline.value == indicator.target.value


def ahead(indicator: Indicator, value: Decimal | None) -> Decimal | None:
    """How far a value lies beyond the target, negative short of it; what it is counted in differs between indicators.

    None where a number is missing, or where a level is to be kept and nobody has said which side of it is better.
    """
    if value is not None and keeps_level(indicator):
        beyond = value - (indicator.target.value or Decimal(0))
        return beyond * SIDES[indicator.better] if indicator.better or not beyond else None
    share = attainment(indicator, value)
    return None if share is None else share - 1


SIDES = {"higher": 1, "lower": -1, "": 0}


def is_reached(indicator: Indicator, value: Decimal | None) -> bool | None:
    """Whether a value is at the target or beyond it; None where that is unknown."""
    beyond = ahead(indicator, value)
    return None if beyond is None else beyond >= 0


def missed(indicator: Indicator, values: Sequence[Decimal]) -> int:
    """How many of the latest values, one after the other, have not reached the target (values oldest first)."""
    return sum(1 for _ in takewhile(lambda value: is_reached(indicator, value) is False, reversed(values)))


def steps_back(indicator: Indicator, values: Sequence[Decimal]) -> int:
    """How many of the latest steps from value to value, one after the other, led away from the target."""
    places = [beyond for value in values if (beyond := ahead(indicator, value)) is not None]
    return sum(1 for _ in takewhile(lambda step: step[1] < step[0], reversed(list(pairwise(places)))))
