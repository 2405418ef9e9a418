"""How a benefit grows into its full effect.

In: a benefit and a year. Out: the share of full effect in that year. Full effect and ramp are kept apart, so that
follow-up can tell "slower" from "smaller".
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from planbuilder.plan.economy import Benefit

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
    """The first year with any effect: the start, or the case's first year, plus the delay."""
    return (benefit.start if benefit.start is not None else first_year) + benefit.delay


def steady(benefit: Benefit, first_year: int) -> int:
    """The first year from which a benefit stays as it is until it ends or wears off: that of its ramp's last change."""
    ramp = ramp_of(benefit)
    if benefit.decay == WHOLE and ramp[-1]:
        return begins(benefit, first_year) + len(ramp)
    changes = (n for n in range(len(ramp) - 1, 0, -1) if ramp[n] != ramp[n - 1])
    through = len(ramp) - 1 if worn(benefit) else next(changes, 0)
    return begins(benefit, first_year) + through


def worn(benefit: Benefit) -> Decimal:
    """The share (0–1) of itself that a benefit loses each year once its ramp is through, little by little."""
    return benefit.decay / WHOLE if benefit.decay < WHOLE and ramp_of(benefit)[-1] else ZERO


def share(benefit: Benefit, year: int, first_year: int) -> Decimal:
    """The share (0–1, more where a ramp says so) of full effect in a year: ramp × (1 − decay) a year after the ramp."""
    age = year - begins(benefit, first_year)
    if age < 0 or (benefit.end is not None and year > benefit.end):
        return ZERO
    ramp = ramp_of(benefit)
    worn_years = max(0, age - len(ramp) + 1)
    worn = (ONE - benefit.decay / WHOLE) ** worn_years if worn_years else ONE
    return ramp[min(age, len(ramp) - 1)] / WHOLE * worn
