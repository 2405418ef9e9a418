"""What a full effect is worth: time in FTE, FTE in DKK, and a range as shares of the likely number.

In: a plan and a full effect. Out: FTE and DKK a year; amounts by year have no full effect. `FTE = volume × minutes / 60
/ effective hours`, or `hours / effective hours`; `DKK = FTE × cost of an FTE`. What is below zero is a loss.
"""

from __future__ import annotations

from decimal import Decimal

from planbuilder.plan.economy import FullEffect, Range
from planbuilder.plan.measures import likely_effect
from planbuilder.plan.model import Plan

ZERO, MINUTES = Decimal(0), Decimal(60)


def fte_of(plan: Plan, effect: FullEffect) -> Decimal:
    """FTE a year at full effect; zero where the effect is not given in time."""
    if effect.fte is not None:
        return effect.fte
    hours = plan.economy.effective_hours
    if effect.hours is not None and hours:
        return effect.hours / hours
    if effect.volume is None or effect.minutes is None or not hours:
        return ZERO
    # Minutes a case become hours, and hours FTE by what one works in a year: effective hours, not paid ones.
    return effect.volume * effect.minutes / MINUTES / hours


def worth_of(plan: Plan, effect: FullEffect) -> Decimal:
    """DKK a year at full effect; zero where amounts are by year."""
    if effect.amount is not None:
        return effect.amount
    if effect.volume is not None and effect.unit_price is not None:
        return effect.volume * effect.unit_price
    # Time without a price is worth nothing here, and `lacks` tells it: silently zero it would look cheap.
    return fte_of(plan, effect) * (plan.economy.fte_cost or ZERO)


def likely_of(effect: FullEffect) -> Decimal | None:
    """The number a range is around: DKK, FTE, hours, minutes or DKK a case, by the way the effect is given."""
    likely = likely_effect(effect)
    return likely.number if likely else None


def span_of(given: Range, likely: Decimal | None) -> tuple[Decimal, Decimal] | None:
    """Low and high as shares of the likely value, None where no range is given."""
    if not likely or (given.low is None and given.high is None):
        return None
    low = given.low if given.low is not None else likely
    high = given.high if given.high is not None else likely
    # Divided once, here: everything below moves a line by a share, whichever unit it was given in.
    return low / likely, high / likely
