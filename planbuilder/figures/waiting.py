"""What it costs to wait a year: everything a year later, costs as well as benefits.

In: the case's net by year and the discount factors, one more than the case has years. Out: `Waiting`. That benefits
come late while costs are paid is another thing: a test in `uncertainty`.
"""

from __future__ import annotations

from decimal import Decimal

from planbuilder.figures.methods import Flows, npv
from planbuilder.record import record


@record
class Waiting:
    """How NPV changes if everything begins a year later, DKK; below zero where the wait costs something.

    `same_life`: every flow a year later, and discounted a year more; the solution is used for as many years.
    `same_end`: the last year stays the last, so that what would have come in it does not come.
    """

    same_life: Decimal
    same_end: Decimal


def waiting(net: Flows, factors: Flows) -> Waiting:
    """What a year's wait does to NPV; `factors` are those of the case's years and of the year after."""
    now, later = npv(net, factors[: len(net)]), factors[1 : len(net) + 1]
    return Waiting(npv(net, later) - now, npv(net[:-1], later[:-1]) - now)
