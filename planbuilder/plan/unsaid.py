"""What a cost or a benefit does not say of itself, so that nobody knows what it comes to.

In: a plan and a line. Out: what is missing; empty where it is whole. Such a line counts for nothing, and is told.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from planbuilder.plan.economy import VALUED, Benefit, Cost, FullEffect
from planbuilder.plan.measures import is_whole, likely_cost
from planbuilder.plan.model import Plan

Unsaid = Literal["", "amount", "kind"]
NOTHING = FullEffect()


def of_cost(plan: Plan, cost: Cost) -> Unsaid:
    """Its amount, or the price of the time that it is given in."""
    return "" if likely_cost(cost) and (cost.amounts or _is_priced(plan, cost.fte)) else "amount"


def of_benefit(plan: Plan, benefit: Benefit) -> Unsaid:
    """Its worth, if it is of a kind that has one, or the kind of its worth; what is part of another counts there."""
    if benefit.part_of:
        return ""
    if is_whole(benefit.full_effect):
        effect = benefit.full_effect
        if not _is_priced(plan, effect.fte, effect.minutes or effect.hours):
            return "amount"
        return "" if benefit.kind else "kind"
    return "amount" if benefit.kind in VALUED or benefit.full_effect != NOTHING else ""


def _is_priced(plan: Plan, fte: Decimal | None, worked: Decimal | None = None) -> bool:
    """Whether time can be counted in DKK: what an FTE costs is known, and for hours or minutes how many it works."""
    # Zero minutes are worth nothing at whatever price, so nothing is missing there.
    hours_known = not worked or plan.economy.effective_hours is not None
    return hours_known and (not (fte or worked) or plan.economy.fte_cost is not None)
