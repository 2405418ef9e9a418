"""How an indicator goes against the plan: what was planned for a day, and why it is behind, where that can be told.

In: an indicator, the benefit that it shows, what was measured. Out: planned values, and a verdict with its reason. The
plan says for each year how much of the full effect there is, so that share of the way from baseline to target is what
is planned for a day of that year; from the target's own day on it is all of it. An indicator of no benefit goes evenly
from the day of its baseline to that of its target.

What is behind the plan is fitted in three ways, each with one number, by least squares over all that was measured:
*slower* is the plan some whole months later, *smaller* a part of the plan, *baseline* the plan moved by the same all
along, as where the start was measured wrongly. The best is the cause if what it leaves is a quarter of the next best or
less, or no more than noise where the next best leaves more; else it cannot be told yet.

The forecast for the target's day is the plan where it is followed, and else the plan as the cause fits it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from planbuilder.days import months_on
from planbuilder.figures.benefits import ONE, ZERO, ahead, attainment, is_reached, keeps_level, share
from planbuilder.plan.economy import Benefit
from planbuilder.plan.model import Plan
from planbuilder.plan.registers import Indicator, Measurement
from planbuilder.record import record, replace

Verdict = Literal[
    "unmeasured", "unknown", "early", "on_track", "ahead", "reached", "kept", "not_kept", "behind", "lapsed"
]  # fmt: skip
Cause = Literal["", "slower", "smaller", "baseline"]
Trend = Literal["", "towards", "away", "level"]
# As shares of the way from baseline to target: so much short of the plan is still on track.
TOLERANCE = Decimal("0.1")
# Of as many measurements a cause can be told; what a fit may leave, against the next best.
FEWEST, CLEARLY = 3, Decimal("0.25")
MOST_MONTHS = 60
# What is to be talked of: it is not as planned, or nobody knows.
TO_ACT_ON = ("behind", "not_kept", "lapsed")
MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
DAYS = {"weekly": 7}
# A mean square of so little (two hundredths of the way) is no more than rounding and chance.
NOISE = Decimal("0.0004")


@record
class Reading:
    """What was measured on a day."""

    on: date
    value: Decimal


@record
class Standing:
    """How an indicator goes: the verdict on its latest reading, what the plan had for that day, and why it is behind.

    `planned` is in the indicator's unit, None where the plan says nothing of the day. `cause` and its number are given
    where they can be told: whole months late, the share (0–1) of the plan that comes, or how far off (in the unit) the
    start was. `trend` is where the latest step led, from `before`; `forecast` what comes of it by the target's day, in
    the unit, None where that cannot be told. The verdict is "lapsed" where that day has passed and nothing was measured
    since; any verdict is one of its day only where it is `stale`, and the indicator is to be measured again.
    """

    verdict: Verdict
    latest: Reading | None = None
    planned: Decimal | None = None
    attained: Decimal | None = None
    cause: Cause = ""
    months: int = 0
    part: Decimal = ONE
    offset: Decimal = ZERO
    before: Reading | None = None
    trend: Trend = ""
    forecast: Decimal | None = None
    stale: bool = False


def counting(measurements: Iterable[Measurement], indicator: str) -> tuple[Measurement, ...]:
    """The measurements that count of an indicator, oldest first: of several of a day the last, which corrects them."""
    own = (x for x in measurements if x.indicator == indicator)
    days = {x.on: x for x in own if x.on and x.value is not None}
    return tuple(one for _, one in sorted(days.items(), key=lambda pair: pair[0]))


def readings(measurements: Iterable[Measurement], indicator: str) -> tuple[Reading, ...]:
    """What counts of an indicator, oldest first, as days and values."""
    known = ((x.on, x.value) for x in counting(measurements, indicator))
    return tuple(Reading(on, value) for on, value in known if on and value is not None)


def due(plan: Plan, today: date) -> tuple[str, ...]:
    """The ids of the indicators that are to be measured by today, in the plan's order.

    An indicator is due when as long has passed since it was last measured (or since the day of its baseline) as it is
    measured each time, and when its target's day has passed since; one of which the plan does not say how often is due
    until it has been measured once.
    """
    known = plan.measurements.values()
    return tuple(id for id, one in plan.indicators.items() if is_due(one, readings(known, id), today))


def is_due(one: Indicator, measured: Sequence[Reading], today: date) -> bool:
    """Whether an indicator is to be measured by today, by what was measured of it (oldest first)."""
    again = due_again(one, measured)
    return again is not None and again <= today


def due_again(one: Indicator, measured: Sequence[Reading]) -> date | None:
    """The day by which an indicator is to be measured next; None where the plan has none."""
    last = measured[-1].on if measured else one.baseline.on
    days = [one.target.on] if last and one.target.on and last < one.target.on else []
    if last is None or not one.frequency:
        days += [] if measured else [date.min]
    elif one.frequency in DAYS:
        days.append(last + timedelta(days=DAYS[one.frequency]))
    else:
        days.append(months_on(last, MONTHS[one.frequency]))
    return min(days, default=None)


class Course:
    """What the plan has for an indicator, day by day."""

    def __init__(self, indicator: Indicator, benefit: Benefit | None, first_year: int) -> None:
        self.indicator, self.benefit, self.first_year = indicator, benefit, first_year

    def share(self, on: date) -> Decimal | None:
        """The share (0–1, more where the ramp says so) of the way that is planned for a day; None where nothing is."""
        start, end = self.indicator.baseline.on, self.indicator.target.on
        if start and on <= start:
            return ZERO
        if end and on >= end:
            return ONE
        if self.benefit:
            return share(self.benefit, on.year, self.first_year)
        return Decimal((on - start).days) / (end - start).days if start and end else None

    def value(self, on: date) -> Decimal | None:
        """The planned value on a day, in the indicator's unit; None where the plan says nothing of it."""
        baseline, target = self.indicator.baseline.value, self.indicator.target.value
        part = self.share(on)
        if baseline is None or target is None:
            return None
        if keeps_level(self.indicator):
            return target
        return None if part is None else baseline + (target - baseline) * part


def standing_of(plan: Plan, indicator: str, today: date) -> Standing:
    """How an indicator of a plan goes today, by all that was measured of it; `indicator` is its id."""
    one = plan.indicators[indicator]
    course = Course(one, plan.coming.get(one.benefit), plan.first_year)
    return standing(course, readings(plan.measurements.values(), indicator), today)


def standing(course: Course, measured: Sequence[Reading], today: date) -> Standing:
    """How an indicator goes by its latest reading and, where it is behind, by all of them (oldest first)."""
    if not measured:
        return Standing("unmeasured")
    last, before = measured[-1], measured[-2] if len(measured) > 1 else None
    known = Standing(
        _verdict(course, last, today),
        last,
        course.value(last.on),
        attainment(course.indicator, last.value),
        before=before,
        trend=_trend(course.indicator, before, last),
        stale=is_due(course.indicator, measured, today),
    )
    found = _cause(course, measured) if known.verdict == "behind" else None
    if found:
        known = replace(known, cause=found.cause, months=found.months, part=found.part, offset=found.offset)
    return replace(known, forecast=_forecast(course, known))


def _trend(indicator: Indicator, before: Reading | None, last: Reading) -> Trend:
    """Where the latest step led; nothing where there is none, or no telling which side is better."""
    was, now = ahead(indicator, before.value if before else None), ahead(indicator, last.value)
    if was is None or now is None:
        return ""
    return "level" if was == now else "towards" if now > was else "away"


def _forecast(course: Course, how: Standing) -> Decimal | None:
    """The value (in the indicator's unit) on the target's day if it goes on as it does; None where that is unknown."""
    due, target = course.indicator.target.on, course.value(course.indicator.target.on or date.max)
    if due is None or target is None or how.latest is None or how.latest.on >= due:
        return None
    if how.verdict in ("early", "on_track") and not keeps_level(course.indicator):
        return target
    if how.cause == "slower":
        return course.value(months_on(due, -how.months))
    if how.cause == "smaller":
        baseline = course.indicator.baseline.value or ZERO
        return baseline + (target - baseline) * how.part
    return target + how.offset if how.cause == "baseline" else None


def _verdict(course: Course, last: Reading, today: date) -> Verdict:
    indicator, due = course.indicator, course.indicator.target.on
    if keeps_level(indicator):
        kept = is_reached(indicator, last.value)
        return "unknown" if kept is None else "kept" if kept else "not_kept"
    if due and last.on < due < today:
        return "lapsed"
    part, got = course.share(last.on), attainment(indicator, last.value)
    if part is None or got is None:
        return "unknown"
    if due and last.on >= due:
        return "reached" if got >= ONE else "behind"
    if part == ZERO and got < TOLERANCE:
        return "early" if got >= -TOLERANCE else "behind"
    return "ahead" if got > part + TOLERANCE else "on_track" if got >= part - TOLERANCE else "behind"


Points = Sequence[tuple[date, Decimal]]


@record
class Fit:
    """A cause with its number, the sum of squares that it leaves, and whether less comes by it than planned."""

    cause: Cause
    left: Decimal
    explains: bool = True
    months: int = 0
    part: Decimal = ONE
    offset: Decimal = ZERO


def _cause(course: Course, measured: Sequence[Reading]) -> Fit | None:
    """Why it is behind, with the number that goes with it; None where no one fit is clearly the best."""
    pairs = [(one.on, attainment(course.indicator, one.value)) for one in measured]
    points = [(on, got) for on, got in pairs if got is not None and course.share(on) is not None]
    if len(points) < FEWEST:
        return None
    best, next_best, _ = sorted((fit(course, points) for fit in (_slower, _smaller, _moved)), key=lambda fit: fit.left)
    noise = NOISE * len(points)
    is_clear = next_best.left > noise and best.left <= max(noise, CLEARLY * next_best.left)
    return best if is_clear and best.explains else None


def _left(points: Points, fitted: Callable[[date], Decimal]) -> Decimal:
    """The sum of squares that a fit leaves."""
    return sum(((got - fitted(on)) ** 2 for on, got in points), ZERO)


def _slower(course: Course, points: Points) -> Fit:
    """The plan some whole months later."""

    def left(months: int) -> Decimal:
        return _left(points, lambda on: course.share(months_on(on, -months)) or ZERO)

    months = min(range(1, MOST_MONTHS + 1), key=left)
    return Fit("slower", left(months), months=months)


def _smaller(course: Course, points: Points) -> Fit:
    """A part of the plan."""
    planned = {on: course.share(on) or ZERO for on, _ in points}
    whole = sum((part**2 for part in planned.values()), ZERO)
    part = sum((planned[on] * got for on, got in points), ZERO) / whole if whole else ONE
    return Fit("smaller", _left(points, lambda on: part * planned[on]), ZERO <= part < ONE, part=part)


def _moved(course: Course, points: Points) -> Fit:
    """The plan moved by the same all along; the amount in the indicator's unit."""
    planned = {on: course.share(on) or ZERO for on, _ in points}
    by = sum((got - planned[on] for on, got in points), ZERO) / len(points)
    baseline, target = course.indicator.baseline.value or ZERO, course.indicator.target.value or ZERO
    return Fit("baseline", _left(points, lambda on: planned[on] + by), by < ZERO, offset=by * (target - baseline))
