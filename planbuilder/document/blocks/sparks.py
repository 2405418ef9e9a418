"""Sparklines of what was measured, for profiles of benefits: how each indicator went, and its goal beside it.

In: indicators. Out: one figure without a number; none where nothing was measured twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from planbuilder.document.blocks.indicators import level
from planbuilder.document.figure_model import Diagram, Spark, SparkData
from planbuilder.document.material import Material
from planbuilder.figures.following import Reading, readings
from planbuilder.plan.registers import Indicator

# So few points make no line.
LEAST = 2
# A share of time or height in so many digits is finer than any line.
DIGITS = Decimal("0.001")
MIDDLE = Decimal("0.5")


def sparklines(m: Material, id: str, indicators: Mapping[str, Indicator]) -> tuple[Diagram, ...]:
    """A line for each of some indicators that was measured twice or more; `id` is that of what they show."""
    measured = {one: readings(m.plan.measurements.values(), one) for one in indicators}
    known = {one: found for one, found in measured.items() if len(found) >= LEAST}
    if not known:
        return ()
    sparks = tuple(_spark(m, indicators[one], found) for one, found in known.items())
    alt = " ".join(_said(m, indicators[one], found) for one, found in known.items())
    return (Diagram(f"spark_{id}", "", SparkData(sparks), alt),)


def _spark(m: Material, i: Indicator, measured: tuple[Reading, ...]) -> Spark:
    """The way from the baseline, where that comes first, to the latest value; its height is that of all it shows."""
    baseline, target = i.baseline, i.target.value
    start = [Reading(baseline.on, baseline.value)] if baseline.on and baseline.value is not None else []
    points = [one for one in start if one.on < measured[0].on] + list(measured)
    values = [one.value for one in points] + ([target] if target is not None else [])
    last = m.words("spark.last", value=m.in_unit(points[-1].value, i.unit), day=m.language.short_day(points[-1].on))
    return Spark(
        i.title,
        tuple((_along(one.on, points), _height(one.value, values)) for one in points),
        None if target is None else _height(target, values),
        m.language.number(points[0].value),
        last,
        "" if target is None else m.words("spark.goal", value=level(m, i)),
    )


def _along(day: date, points: Iterable[Reading]) -> Decimal:
    """Which part of the time has passed on a day; readings are of different days."""
    first, *_, last = points
    return (Decimal((day - first.on).days) / (last.on - first.on).days).quantize(DIGITS)


def _height(value: Decimal, values: Iterable[Decimal]) -> Decimal:
    """How high a value lies among others; the middle where all are the same."""
    low, high = min(values), max(values)
    return ((value - low) / (high - low)).quantize(DIGITS) if low < high else MIDDLE


def _said(m: Material, i: Indicator, measured: tuple[Reading, ...]) -> str:
    """The same in words, for those who cannot see it."""
    each = [f"{m.language.short_day(one.on)}: {m.in_unit(one.value, i.unit)}" for one in measured]
    baseline = "–" if i.baseline.value is None else m.in_unit(i.baseline.value, i.unit)
    goal = "–" if i.target.value is None else level(m, i)
    said = m.language.sentence_list(each)
    return m.words("spark.alt", title=i.title, baseline=baseline, said=said, goal=goal)
