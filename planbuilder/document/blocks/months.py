"""Measurements along a true axis of time: a category a month, also where nobody measured.

In: measurements with a date and a value, oldest first. Out: months, their names, and a value or none for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from planbuilder.document.material import Material
from planbuilder.plan.registers import Measurement

MONTHS_BY_NAME = 12


def by_month(points: Sequence[Measurement]) -> list[Measurement]:
    """The last measurement of each month that has one."""
    return list({(p.on.year, p.on.month): p for p in points if p.on}.values())


def months(points: Sequence[Measurement]) -> list[date]:
    """The first day of every month from the first measurement to the last."""
    days = [p.on for p in points if p.on]
    first, last = (12 * day.year + day.month - 1 for day in (days[0], days[-1]))
    return [date(n // 12, n % 12 + 1, 1) for n in range(first, last + 1)]


def values(points: Sequence[Measurement]) -> tuple[Decimal | None, ...]:
    """The last value of each month, None where there is none."""
    known = {(p.on.year, p.on.month): p.value for p in points if p.on}
    return tuple(known.get((month.year, month.month)) for month in months(points))


def names(m: Material, points: Sequence[Measurement], in_figures: bool = False) -> tuple[str, ...]:
    """The months by name, with the year at the first and where one begins; in figures where many, or if asked for."""
    known = months(points)
    if in_figures or len(known) > MONTHS_BY_NAME:
        return tuple(m.language.month(month, "month_figures") for month in known)
    years = (f" {month.year}" if month.month == 1 or month == known[0] else "" for month in known)
    return tuple(m.language.month(month, "month_name") + year for month, year in zip(known, years, strict=True))
