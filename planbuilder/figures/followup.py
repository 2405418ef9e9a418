"""How far a benefit has come.

In: an indicator and a measured value. Out: shares. Source of the formula: attainment counts from the baseline, so that
the baseline is 0 and the target 1, also where the target is the smaller number.
"""

from __future__ import annotations

from decimal import Decimal

from planbuilder.plan.registers import Indicator


def attainment(indicator: Indicator, value: Decimal | None) -> Decimal | None:
    """(value − baseline) / (target − baseline) as a share; below 0 or above 1 is possible.

    None where a number is missing or the target is the baseline.
    """
    baseline, target = indicator.baseline.value, indicator.target.value
    if value is None or baseline is None or target is None or target == baseline:
        return None
    return (value - baseline) / (target - baseline)
