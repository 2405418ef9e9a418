"""Flows with dates: what they are worth, and their internal rate, counted in days.

In: flows as pairs of a date and DKK, costs negative; a rate (share). Out: XNPV and XIRR as spreadsheets have them: each
flow is discounted by the days since the first date, actual/365. Source: Microsoft's documentation of XNPV and XIRR.
The case itself is computed by years (`methods`); this is the check beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from planbuilder.figures.methods import ZERO, settled

Dated = Sequence[tuple[date, Decimal]]
ONE, DAYS = Decimal(1), Decimal(365)
# Rates from −99 % to 9,900 % are looked at, as for flows by year, on a grid that is even in the logarithm of 1 + rate.
LOWEST, HIGHEST, STEPS = 0.01, 100.0, 400
NEAR = Decimal("1e-12")


def xnpv(rate: Decimal, flows: Dated) -> Decimal:
    """The net present value on the first date: Σ flow / (1 + rate) ^ (days / 365)."""
    first = min(day for day, _ in flows)
    return sum((flow / (ONE + rate) ** (Decimal((day - first).days) / DAYS) for day, flow in flows), ZERO)


def xirr(flows: Dated) -> Decimal | None:
    """The rate at which XNPV is zero, to twelve decimals; None where none or several are met from −99 % to 9,900 %."""
    found = list(_turns(flows)) if any(settled(flow) for _, flow in flows) else []
    return _refined(flows, *found[0]) if len(found) == 1 else None


def _turns(flows: Dated) -> Iterator[tuple[Decimal, Decimal]]:
    """Neighbouring rates between which XNPV changes sign."""
    first = min(day for day, _ in flows)
    terms = [((day - first).days / 365, float(flow)) for day, flow in flows]
    # In floats: only signs are asked for, and a rate is refined exactly.
    growths = [LOWEST * (HIGHEST / LOWEST) ** (n / STEPS) for n in range(STEPS + 1)]
    signs = [sum(flow / growth**years for years, flow in terms) < 0 for growth in growths]
    for n in range(STEPS):
        if signs[n] != signs[n + 1]:
            yield Decimal(growths[n]) - ONE, Decimal(growths[n + 1]) - ONE


def _refined(flows: Dated, low: Decimal, high: Decimal) -> Decimal:
    """The rate between two others, halved until it is narrow enough."""
    below = xnpv(low, flows) < 0
    while high - low > NEAR:
        middle = (low + high) / 2
        low, high = (middle, high) if (xnpv(middle, flows) < 0) == below else (low, middle)
    return (low + high) / 2


def of_years(net: Sequence[Decimal], first_year: int, mid_year: bool = False) -> Dated:
    """The flows of a case with dates: the last day of each year, or 1 July of each after the first.

    1 July is the day nearest to half a year before the last day of its year.
    """
    days = (date(first_year + n, 7, 1) if mid_year and n else date(first_year + n, 12, 31) for n in range(len(net)))
    return tuple(zip(days, net, strict=True))
