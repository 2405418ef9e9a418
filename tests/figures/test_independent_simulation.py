"""Simulations of random plans, against one that shares no line with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from planbuilder.figures.case import uncertain_case
from planbuilder.figures.simulation import CORRELATIONS, Correlation, simulate
from planbuilder.plan.store import from_text
from planbuilder.yamltext.editing import dump
from tests.figures.independent import Model
from tests.figures.independent_simulation import Outcomes, Simulation
from tests.figures.random_plans import random_plan

PLANS, AT_ONCE, DRAWS = 500, 50, 10_000
# Two samples of that many draws differ by no more in how often something comes, five times the usual difference.
OFTEN = 5 * (0.25 * 2 / DRAWS) ** 0.5
# Nor in a squared correlation, of which the usual error is 2 r (1 − r²) / √n, at most 0.77 / √n.
PART = 5 * 0.77 * (2 / DRAWS) ** 0.5
EACH: Sequence[Correlation] = tuple(CORRELATIONS)


@pytest.mark.parametrize("first", range(0, PLANS, AT_ONCE))
def test_the_simulation_is_that_of_a_second_one(first: int) -> None:
    """Its mean, percentiles, losses, what misses the pool and what the spread comes from, with every correlation."""
    assert [] == [found for number in range(first, first + AT_ONCE) for found in _differences(number)]


def test_a_second_simulation_sees_a_difference() -> None:
    """Another correlation is told of some plan, so equality means something."""
    assert any([*_differences(number, {"none": 0.7, "medium": 0.0, "high": 0.3})] for number in range(6))


def _differences(number: int, parts: dict[Correlation, float] | None = None) -> Iterator[tuple[int, str]]:
    data, correlation = random_plan(number), EACH[number % len(EACH)]
    found = simulate(uncertain_case(from_text(dump(data))), DRAWS, number, correlation)
    if found is None:
        return
    due = found.pool.year if found.pool else None
    part = (parts or CORRELATIONS)[correlation]  # type: ignore[index]
    other = Simulation(Model(data), DRAWS, 1000 + number, part).outcomes(due)
    wide = float(found.percentiles[2] - found.percentiles[0])
    mean, spread = float(other.npv.mean()), float(other.npv.std())
    # What a parabola misses of a curve is far less than the spread.
    if abs(mean - float(found.mean)) > 5 * spread * (2 / DRAWS) ** 0.5 + spread / 1000:
        yield number, "mean"
    for share, value in zip((0.1, 0.5, 0.9), map(float, found.percentiles), strict=True):
        if not _is_at(other.npv, value, share, wide / 1000):
            yield number, f"percentile {share}"
    if not _is_at(other.npv, 0, float(found.loss), wide / 1000):
        yield number, "loss"
    if found.pool and not _is_at(other.paid, float(found.pool.due), found.pool.missed / DRAWS, wide / 1000):
        yield number, "pool"
    yield from ((number, name) for name in _unlike(found.contributions, other))


def _is_at(values: object, value: float, share: float, near: float) -> bool:
    """Whether as many of some values are below one of them, which several may share."""
    least, most = (float(np.mean(np.less(values, value + off))) for off in (-near, near))
    return least - OFTEN <= share <= most + OFTEN


def _unlike(contributions: object, other: Outcomes) -> Iterator[str]:
    """The sources of the spread that explain another part of it."""
    found = {(one.kind, one.id): float(one.part) for one in contributions}  # type: ignore[attr-defined]
    parts = other.parts
    for name in found.keys() | parts.keys():
        if abs(found.get(name, 0.0) - parts.get(name, 0.0)) > PART:
            yield f"part of {name}"
