"""A seeded simulation of the case: many draws of every uncertain line at once.

In: the case's lines, a number of draws and a seed. Out: percentiles of NPV and the chance of a loss. Each line with a
range is drawn by itself from a Beta-PERT distribution; lines that move together in life make the true spread wider.
Never the headline: it tells nothing that scenarios and drivers do not, and cannot be followed by hand.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from planbuilder.figures.uncertainty import Case
from planbuilder.record import record

if TYPE_CHECKING:
    import numpy as np

SHAPE = 4.0
PERCENTILES = (10, 50, 90)


@record
class Simulation:
    """What came of the draws: NPV (DKK) at the percentiles 10, 50 and 90, its mean, and the share below nil."""

    draws: int
    seed: int
    lines: int
    mean: Decimal
    percentiles: tuple[Decimal, ...]
    loss: Decimal


def simulate(case: Case, draws: int, seed: int) -> Simulation:
    """NPV in `draws` draws; the same seed gives the same result."""
    import numpy as np  # only for this

    generator = np.random.default_rng(seed)
    uncertain = [line for line in case.lines if line.span]
    total = np.full(draws, float(case.npv))
    for line in uncertain:
        low, high = sorted(float(share) for share in line.span or ())
        total += (_shares(generator, low, high, draws) - 1.0) * float(case.present_of(line))
    found = (_kroner(value) for value in np.percentile(total, PERCENTILES))
    loss = Decimal(int((total < 0).sum())) / draws
    return Simulation(draws, seed, len(uncertain), _kroner(total.mean()), tuple(found), loss)


def _shares(generator: np.random.Generator, low: float, high: float, draws: int) -> Any:
    """Shares of the likely value 1 between low and high, by Beta-PERT."""
    if low == high:
        return 1.0
    first = 1 + SHAPE * (1 - low) / (high - low)
    second = 1 + SHAPE * (high - 1) / (high - low)
    return low + generator.beta(first, second, draws) * (high - low)


def _kroner(value: Any) -> Decimal:
    return Decimal(str(round(float(value), 2)))
