"""In which years a cost falls that has one amount: its first year, its last, and how many years lie between.

In: a plan and a cost. Out: years of the calendar. What comes again: docs/decisions/039.
"""

from __future__ import annotations

from planbuilder.plan.economy import Cost
from planbuilder.plan.model import Plan


def first_of(plan: Plan, cost: Cost) -> int:
    """The first year of a cost that has one amount; of what is left in the end, the year in which that is."""
    if cost.nature == "residual_value":
        return last_of(plan, cost)
    return cost.from_ if cost.from_ is not None else plan.first_year


def every_of(cost: Cost) -> int:
    """How many years there are from a cost to the next of the same: more than one only where a one-off comes again."""
    return cost.every if cost.every and cost.kind == "one_off" and cost.nature != "residual_value" else 1


def last_of(plan: Plan, cost: Cost) -> int:
    """The last year of a cost that is the same every year: its own, its only one, or the case's last."""
    if cost.to is not None:
        return cost.to
    goes_on = cost.kind == "running" or cost.nature == "residual_value" or cost.every is not None
    return plan.years[-1] if goes_on else first_of(plan, cost)
