"""A seeded simulation of the case: many draws of every uncertain line at once.

In: the case's lines, a number of draws and a seed. Out: percentiles of NPV, how many draws end below zero, and what was
not drawn at all. Each line with a range is drawn by itself from a Beta-PERT distribution whose likely value weighs what
it weighs in the plan's three-point estimates, so that the mean of the draws is the plan's expected value. Lines that
move together in life are not drawn together. Never the headline: it says nothing that scenarios and drivers do not,
and cannot be followed by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import fsum
from typing import TYPE_CHECKING, Any, Literal

from planbuilder.figures.uncertainty import Case, expected_costs
from planbuilder.record import record

if TYPE_CHECKING:
    import numpy as np

PERCENTILES = (10, 50, 90)
Undrawn = Literal["lines", "fte_cost", "delay", "rate", "risks"]


@record
class Simulation:
    """What came of the draws: NPV (DKK) at the percentiles 10, 50 and 90, its mean, and how many draws end below zero.

    `lines` were drawn, with that `weight` on the likely value; `undrawn` names what the case also hangs on and kept
    still: `fixed` lines without a range, the cost of an FTE, a delay, the discount rate, the risks.
    """

    draws: int
    seed: int
    weight: Decimal
    lines: int
    fixed: int
    undrawn: tuple[Undrawn, ...]
    mean: Decimal
    percentiles: tuple[Decimal, ...]
    below: int

    @property
    def loss(self) -> Decimal:
        """The share (0–1) of draws that end below zero."""
        return Decimal(self.below) / self.draws


def simulate(case: Case, draws: int, seed: int) -> Simulation | None:
    """NPV in `draws` draws, the same seed giving the same result; None where no line has a range to draw from."""
    if not case.ranged:
        return None
    total = _totals(case, draws, seed)
    fixed = len(case.counted) - len(case.ranged)
    return Simulation(
        draws=draws,
        seed=seed,
        weight=case.weight,
        lines=len(case.ranged),
        fixed=fixed,
        undrawn=tuple(_undrawn(case, fixed)),
        mean=_kroner(fsum(total) / draws),  # exact: numpy adds in an order that depends on the machine
        percentiles=tuple(_kroner(value) for value in _percentiles(total)),
        below=int((total < 0).sum()),
    )


def _totals(case: Case, draws: int, seed: int) -> np.ndarray[Any, Any]:
    """NPV in each draw."""
    import numpy as np  # only for this

    generator = np.random.default_rng(seed)
    total = np.full(draws, float(case.npv))
    for line in case.ranged:
        # The shares come the wrong way round where the likely value is below zero.
        low, high = sorted(float(share) for share in line.span or ())
        total += (_shares(generator, low, high, draws, float(case.weight)) - 1.0) * float(case.present_of(line))
    return total


def _percentiles(total: np.ndarray[Any, Any]) -> Iterable[Any]:
    import numpy as np

    found: Iterable[Any] = np.percentile(total, PERCENTILES)
    return found


def _shares(generator: np.random.Generator, low: float, high: float, draws: int, weight: float) -> Any:
    """Shares of the likely value 1 by Beta-PERT; their mean is (low + weight + high) / (weight + 2)."""
    # Beta-PERT: α = 1 + w (mode − low) / (high − low), β = 1 + w (high − mode) / (high − low), mode 1.
    first = 1 + weight * (1 - low) / (high - low)
    second = 1 + weight * (high - 1) / (high - low)
    return low + generator.beta(first, second, draws) * (high - low)


def _undrawn(case: Case, fixed: int) -> Iterator[Undrawn]:
    """What stood still, of what the case hangs on."""
    if fixed:
        yield "lines"
    if any(line.fte for line in case.counted):
        yield "fte_cost"
    yield "delay"
    yield "rate"
    if expected_costs(case.plan):
        yield "risks"


def _kroner(value: Any) -> Decimal:
    return Decimal(str(round(float(value), 2)))
