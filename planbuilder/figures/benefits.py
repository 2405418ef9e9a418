"""A benefit: how it grows into its full effect, whether it can be taken out of a budget, and how far it has come.

In: a benefit and a year, its FTE; an indicator and measured values. Out: shares of full effect and of the way to the
target, and what speaks against calling it cashable. Full effect and ramp are kept apart, so that follow-up can tell
"slower" from "smaller". Freed time is not money until an account is named, somebody has decided its use, and it is
gathered: scattered minutes cannot be taken home (KL's chapter on organisation speaks of half a full-time equivalent).
Attainment counts from the baseline, so that the baseline is 0 and the target 1, also where the target is the smaller
number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import Literal

from planbuilder.plan.accounts import weights
from planbuilder.plan.economy import Benefit
from planbuilder.plan.preconditions import own_start
from planbuilder.plan.registers import Indicator

ZERO, ONE, WHOLE = Decimal(0), Decimal(1), Decimal(100)
# Percent of full effect in each of the first years. The five even steps are those of the official Norwegian example.
PROFILES: Mapping[str, tuple[int, ...]] = {
    "immediate": (100,),
    "two_years": (50, 100),
    "three_years": (30, 70, 100),
    "four_years": (25, 50, 75, 100),
    "five_years": (20, 40, 60, 80, 100),
    "cautious": (10, 30, 60, 100),
}


def ramp_of(benefit: Benefit) -> tuple[Decimal, ...]:
    """Percent of full effect year by year: the benefit's own ramp, its profile's, or all at once."""
    return benefit.ramp or tuple(map(Decimal, PROFILES.get(benefit.profile, (100,))))


def begins(benefit: Benefit, first_year: int) -> int:
    """The first year with any effect: that of its first amount, its start or the case's first, plus the delay."""
    return own_start(benefit, first_year) + benefit.delay


def steady(benefit: Benefit, first_year: int) -> int:
    """The first year from which a benefit stays as it is until it ends or wears off: that of its ramp's last change."""
    ramp = ramp_of(benefit)
    # Nothing ever comes of it, and no year need be waited for.
    if not any(ramp):
        return first_year
    # All of it wears off in the first year after the ramp: from then on it is steady at zero.
    if benefit.decay == WHOLE and ramp[-1]:
        return begins(benefit, first_year) + len(ramp)
    # From the end, since only the last change counts; equal steps at the end of a ramp are rest already.
    changes = (n for n in range(len(ramp) - 1, 0, -1) if ramp[n] != ramp[n - 1])
    through = len(ramp) - 1 if worn(benefit) else next(changes, 0)
    return begins(benefit, first_year) + through


def worn(benefit: Benefit) -> Decimal:
    """The share (0–1) of itself that a benefit loses each year once its ramp is through; below zero where it grows."""
    lost = benefit.decay - benefit.growth
    return lost / WHOLE if lost < WHOLE and ramp_of(benefit)[-1] else ZERO


def share(benefit: Benefit, year: int, first_year: int) -> Decimal:
    """The share (0–1, more where a ramp says so or it grows) of full effect in a year.

    Ramp × (1 − decay) or × (1 + growth) for each year after the ramp: in its last year the effect is the full one.
    """
    age = year - begins(benefit, first_year)
    # The end is a year of the calendar: a delay costs years of effect and does not push the end out.
    if age < 0 or (benefit.end is not None and year > benefit.end):
        return ZERO
    ramp = ramp_of(benefit)
    # The ramp comes first; nothing wears off or grows by itself while a benefit is phased in.
    later = max(0, age - len(ramp) + 1)
    factor = (ONE - (benefit.decay - benefit.growth) / WHOLE) ** later if later else ONE
    return ramp[min(age, len(ramp) - 1)] / WHOLE * factor


Reason = Literal["no_account", "no_use", "no_decision", "scattered", "part_of"]
LEAST_FTE = Decimal("0.5")


def objections(benefit: Benefit, fte: Decimal) -> tuple[Reason, ...]:
    """Why a cashable benefit of so many FTE counts as released time instead; none where it passes the test."""
    tests: tuple[tuple[Reason, bool], ...] = (
        ("no_account", not weights(benefit)),
        ("no_use", not benefit.use),
        ("no_decision", not benefit.use_decided_by),
        ("scattered", smallest_unit(benefit, fte) < LEAST_FTE),
    )
    return tuple(reason for reason, failed in tests if failed)


def smallest_unit(benefit: Benefit, fte: Decimal) -> Decimal:
    """FTE freed in the unit that frees least; units that take work over do not count. Half an FTE where no time is."""
    # By the smallest unit and not the sum: half a post can be taken out of one department, ten tenths cannot.
    freed = [amount for amount in benefit.units.values() if amount > 0]
    if freed:
        return min(freed)
    # Benefits without time, such as licences that end, pass: there is nothing to be scattered.
    return fte if fte else LEAST_FTE


def attainment(indicator: Indicator, value: Decimal | None) -> Decimal | None:
    """(value − baseline) / (target − baseline) as a share; below 0 or above 1 is possible.

    None where a number is missing or the target is the baseline.
    """
    baseline, target = indicator.baseline.value, indicator.target.value
    # To keep a level is no way from here to there: `keeps_level` and `ahead` judge it by its side instead.
    if value is None or baseline is None or target is None or target == baseline:
        return None
    return (value - baseline) / (target - baseline)


def keeps_level(indicator: Indicator) -> bool:
    """Whether the target is the baseline: what matters is that it gets no worse."""
    return indicator.baseline.value is not None and indicator.baseline.value == indicator.target.value


def ahead(indicator: Indicator, value: Decimal | None) -> Decimal | None:
    """How far a value lies beyond the target, negative short of it; what it is counted in differs between indicators.

    None where a number is missing, or where a level is to be kept and the plan does not say which side of it is better.
    """
    if value is not None and keeps_level(indicator):
        beyond = value - (indicator.target.value or Decimal(0))
        if indicator.better == "lower":
            return -beyond
        # A value just at the level is reached whichever side is better, so there it need not be said.
        return beyond if indicator.better or not beyond else None
    share = attainment(indicator, value)
    return None if share is None else share - 1


def is_reached(indicator: Indicator, value: Decimal | None) -> bool | None:
    """Whether a value is at the target or beyond it; None where that is unknown."""
    beyond = ahead(indicator, value)
    return None if beyond is None else beyond >= 0


def missed(indicator: Indicator, values: Sequence[Decimal]) -> int:
    """How many of the latest values, one after the other, have not reached the target (values oldest first)."""
    # An unknown value ends the row as well: what is not known is not counted as missed.
    return sum(1 for _ in takewhile(lambda value: is_reached(indicator, value) is False, reversed(values)))


def steps_back(indicator: Indicator, values: Sequence[Decimal]) -> int:
    """How many of the latest steps from value to value, one after the other, led away from the target."""
    places = [beyond for value in values if (beyond := ahead(indicator, value)) is not None]
    return sum(1 for _ in takewhile(lambda step: step[1] < step[0], reversed(list(pairwise(places)))))
