"""Values of indicators that can hardly be meant: `0.68` or `680` where 68 % is likely, a target far from its baseline.

In: a plan, or an indicator and a value of it. Out: warnings, each with the value as it was read and what was probably
meant. What may well be true is not told: a growth of 140 %, an error rate of 0.8 %. A value is weighed by the baseline
and the target of its indicator, since these alone tell what it usually is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from planbuilder import codes
from planbuilder.errors import Problem, Term, problem
from planbuilder.plan.model import Plan
from planbuilder.plan.odd_numbers import HUNDRED, plain
from planbuilder.plan.registers import Indicator

PERCENT = re.compile(r"\s*(%|pct\.?|procent|per ?cent)(\W|\Z)", re.IGNORECASE)
SHARE = re.compile(r"\s*(andel|share)(\W|\Z)", re.IGNORECASE)
TEN, ONE, ZERO = Decimal(10), Decimal(1), Decimal(0)


def odd_readings(plan: Plan) -> Iterator[Problem]:
    """What of all indicators can hardly be meant: baselines, targets, and what was measured."""
    for id, one in plan.indicators.items():
        yield from _levels(id, one)
    # Of several of a day the last counts: who has corrected a slip is not told of it again.
    last = {(x.indicator, x.on): (id, x.value) for id, x in plan.measurements.items()}
    for (indicator, _), (id, value) in last.items():
        if value is not None and indicator in plan.indicators:
            found = odd_reading(plan, indicator, value, f"measurements.{id}.value")
            yield from [found] if found else []


def _levels(id: str, one: Indicator) -> Iterator[Problem]:
    """Percentages outside 0–100, and targets a hundred times the baseline or a hundredth of it."""
    named = {"id": id, "title": one.title, "unit": one.unit}
    baseline, target = one.baseline.value, one.target.value
    for name, value in (("baseline", baseline), ("target", target)):
        if value is not None and PERCENT.match(one.unit) and not 0 <= value <= HUNDRED:
            path = f"indicators.{id}.{name}.value"
            yield problem(codes.NOT_A_PERCENTAGE, path, value=value, name=Term(f"plausible.{name}"), **named)
    if baseline and target and not 1 / HUNDRED < abs(target / baseline) < HUNDRED:
        path = f"indicators.{id}.target.value"
        yield problem(codes.TARGET_FAR_FROM_BASELINE, path, value=target, baseline=baseline, **named)


def odd_reading(plan: Plan, indicator: str, value: Decimal, path: str = "") -> Problem | None:
    """Why what was measured of an indicator (by its id) can hardly be meant; None where it may well be.

    Shares alone are weighed, in per cent or as parts of 1. A value within the usual limits is odd where it would be a
    share of 1 in a place for per cent, and the hundredfold lies as near to baseline and target; one outside them where
    these lie within, or ten times as far out as they do.
    """
    one = plan.indicators[indicator]
    whole = HUNDRED if PERCENT.match(one.unit) else ONE if SHARE.match(one.unit) else None
    if whole is None:
        return None
    known = [at for at in (one.baseline.value, one.target.value) if at is not None]
    named = {"id": indicator, "title": one.title, "unit": one.unit, "value": value}
    if meant := _meant(value, whole, known):
        return problem(codes.READING_UNLIKELY, path, meant=plain(meant), **named)
    if whole == HUNDRED and _is_outside(value, whole, known):
        return problem(codes.NOT_A_PERCENTAGE, path, name=Term("plausible.measured"), **named)
    return None


def _meant(value: Decimal, whole: Decimal, known: list[Decimal]) -> Decimal | None:
    """What was probably meant by a value; None where it stands for itself, or nobody can tell."""
    if whole == HUNDRED and ZERO < value < ONE:
        is_near = not known or _off(value * HUNDRED, known) <= _off(value, known)
        return value * HUNDRED if is_near else None
    if not known or not _is_outside(value, whole, known):
        return None
    # As far off as half the scale at most: what is farther off was hardly that slip.
    near = [one for one in (value / TEN, value / HUNDRED) if one >= ZERO and _off(one, known) <= whole / 2]
    return min(near, key=lambda one: _off(one, known), default=None)


def _is_outside(value: Decimal, whole: Decimal, known: list[Decimal]) -> bool:
    """Whether a value lies outside the scale, where the indicator does not; ten times as far out where it does."""
    if all(ZERO <= one <= whole for one in known):
        return not ZERO <= value <= whole
    return abs(value) > TEN * max(map(abs, known))


def _off(value: Decimal, known: list[Decimal]) -> Decimal:
    """How far a value lies from the stretch between baseline and target."""
    return max(min(known) - value, value - max(known), ZERO)
