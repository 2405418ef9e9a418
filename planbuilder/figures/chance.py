"""Random shares for a simulation, many at once: the only module that knows numpy.

In: how uncertain an assumption is, and a seed. Out: arrays with a value for each draw. An assumption follows a
Beta-PERT distribution and is drawn through a standard normal value, good luck above zero, so that assumptions can be
made to follow each other (a Gaussian copula) without any of them changing its own distribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import erf, sqrt
from statistics import NormalDist
from typing import Any
from zlib import crc32

import numpy as np

Drawn = Any  # an array of floats, one a draw
# A share is kept for normal values this far from 0, so many for each 1; and how finely a distribution is summed.
REACH, STEPS, CELLS = 6.0, 50, 4000


@cache
def _less() -> Drawn:
    """The probability of less than each of the normal values for which a share is kept."""
    values = np.linspace(-REACH, REACH, int(2 * REACH * STEPS) + 1)
    return np.array([(1 + erf(value / sqrt(2))) / 2 for value in values])


class Spread:
    """A Beta-PERT distribution between `low` and `high` with its top at `mode`, which weighs `weight`.

    Its mean is (low + weight · mode + high) / (weight + 2).
    """

    def __init__(self, low: float, mode: float, high: float, weight: float) -> None:
        part = np.linspace(0.0, 1.0, CELLS + 1)
        top = (mode - low) / (high - low)
        # Beta-PERT: α = 1 + w (mode − low) / (high − low), β = 1 + w (high − mode) / (high − low).
        density = part ** (weight * top) * (1 - part) ** (weight * (1 - top))
        below = np.concatenate(([0.0], np.cumsum((density[1:] + density[:-1]) / 2)))
        self._values = low + (high - low) * np.interp(_less(), below / below[-1], part)
        self._steps = np.diff(self._values, append=self._values[-1])

    def at(self, luck: Drawn) -> Drawn:
        """The value at normal values of luck."""
        # Read off between two values that lie evenly, which takes a third of the time of a search.
        place = (np.clip(luck, -REACH, REACH) + REACH) * STEPS
        index = place.astype(np.intp)
        return self._values[index] + (place - index) * self._steps[index]


class Stream:
    """Luck for one assumption: the same seed and name give the same, whatever else is drawn."""

    def __init__(self, seed: int, name: str) -> None:
        self._generator = np.random.default_rng((seed, crc32(name.encode())))

    def luck(self, draws: int) -> Drawn:
        """A standard normal value for each of the next draws."""
        return self._generator.standard_normal(draws)


def each(value: float, like: Drawn) -> Drawn:
    """The same value in each draw."""
    return np.full_like(like, value)


def joined(blocks: Sequence[Drawn]) -> Drawn:
    """The draws of all blocks, one after the other."""
    return np.concatenate(blocks)


def happens(luck: Drawn, probability: float) -> Drawn:
    """1 where something of that probability (0–1) comes true, else 0; bad luck brings it."""
    below = NormalDist().inv_cdf(probability) if probability < 1 else np.inf
    return (luck < below).astype(float)


def percentiles(values: Drawn, of: Sequence[int]) -> Sequence[float]:
    """The values below which so many percent of the draws are."""
    return [float(value) for value in np.percentile(values, of)]


def square(one: Drawn, other: Drawn) -> float:
    """The square of the correlation of two; 0 where one of them is the same in every draw."""
    first, second = one - one.mean(), other - other.mean()
    size = float((first * first).sum() * (second * second).sum())
    return float((first * second).sum()) ** 2 / size if size else 0.0


def shared(own: Drawn, common: Drawn, correlation: float) -> Drawn:
    """Standard normal values of which any two that share `common` have that correlation."""
    return sqrt(correlation) * common + sqrt(1 - correlation) * own


def between(at: Drawn, count: int) -> list[Drawn]:
    """How much each of the whole numbers 0 … count − 1 counts where a value lies between two of them."""
    return [np.clip(1 - np.abs(at - n), 0, None) for n in range(count)]


def through_parabolas(at: Drawn, count: int) -> list[Drawn]:
    """How much each of 2 · `count` + 1 values, evenly from −1 to 1, counts on the parabolas through three of them."""
    if count == 1:
        return _through_three(at)
    weights = [np.zeros_like(at) for _ in range(2 * count + 1)]
    own = np.clip(((at + 1) / 2 * count).astype(np.intp), 0, count - 1)
    parts = _through_three((at + 1) * count - 1 - 2 * own)
    for n in range(count):
        for m, part in enumerate(parts):
            weights[2 * n + m] += np.where(own == n, part, 0.0)
    return weights


def _through_three(at: Drawn) -> list[Drawn]:
    """How much the values at −1, 0 and 1 count on the parabola through them."""
    return [at * (at - 1) / 2, 1 - at * at, at * (at + 1) / 2]


def mixed(values: Sequence[float], weights: Sequence[Drawn]) -> Drawn:
    """The sum of values by their weights, one term after the other, so that it is the same on every machine."""
    total = values[0] * weights[0]
    for value, weight in zip(values[1:], weights[1:], strict=True):
        total = total + value * weight
    return total
