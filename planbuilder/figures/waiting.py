"""What it costs to wait a year: everything a year later, costs as well as benefits.

In: the lines that make up net, and the discount factors, one more than the case has years. Out: `Waiting`. That
benefits come late while costs are paid is another thing: a test in `uncertainty`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from planbuilder.figures.methods import Amounts, npv
from planbuilder.figures.model import Line, Waiting


def waiting(lines: Iterable[Line], years: range, factors: Amounts) -> Waiting:
    """What a year's wait does to NPV; `factors` are those of the case's years and of the year after."""
    counted = [line for line in lines if line.in_net]
    net = added(counted, years)
    now, later = npv(net, factors[: len(years)]), factors[1:]
    return Waiting(npv(net, later) - now, npv(kept(counted, years), later[:-1]) - now)


def added(lines: Iterable[Line], years: range) -> Amounts:
    """Net by year, DKK."""
    flows = [(line.sign, line.by_year) for line in lines if line.in_net]
    return tuple(sum((sign * flow[n] for sign, flow in flows), Decimal(0)) for n in range(len(years)))


def kept(lines: Iterable[Line], years: range) -> Amounts:
    """Net of each year but the last, without what a year later would come after the last year of its own line.

    What recurs keeps the year with which it ends; a one-off cost is paid all the same, only later.
    """
    counted = [line for line in lines if line.in_net]
    lost = [added((line for line in counted if _ends(line, year)), years)[n] for n, year in enumerate(years)]
    return tuple(whole - end for whole, end in zip(added(counted, years), lost, strict=True))[:-1]


def _ends(line: Line, year: int) -> bool:
    return line.kind != "one_off" and line.end == year
