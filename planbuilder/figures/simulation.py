"""A seeded simulation of the case: many draws of every uncertain assumption at once.

In: the case's lines, a number of draws, a seed, and how much the lines follow each other. Out: percentiles of NPV, how
many draws reach the plan's own, end below zero or do not pay the pool back, and what the spread comes from.

Lines with a range are drawn from a Beta-PERT distribution whose likely value weighs what it weighs in the plan's
three-point estimates. What moves many lines is drawn once for all of them, as far as the plan tries the case against
it: the cost of an FTE, the uptake of benefits (at most as planned), a delay and the discount rate. Each of the largest
risks happens or does not. Good luck and bad luck of the lines go together by one correlation. Never the headline: it
cannot be followed by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import fsum
from typing import TYPE_CHECKING, Any, Literal

from planbuilder.figures.uncertainty import Case, expected_costs
from planbuilder.record import record

if TYPE_CHECKING:
    from planbuilder.figures.chance import Drawn
    from planbuilder.figures.draws import Draws

PERCENTILES = (10, 50, 90)
Common = Literal["fte_cost", "uptake", "delay", "rate"]
Undrawn = Literal["lines", "fte_cost", "uptake", "delay", "rate"]
Correlation = Literal["none", "medium", "high"]
# A draw in which nothing differs is the plan's own, whatever its floats lose.
HALF_AN_ORE = 0.005
# Between any two lines, in luck: what an expert calls some and much connection.
CORRELATIONS: Mapping[Correlation, float] = {"none": 0.0, "medium": 0.3, "high": 0.7}


@record
class Contribution:
    """The share (0–1) of the spread of NPV that comes from a line's own luck, a risk, or what moves many lines at once.

    It is the square of its correlation with NPV, of all such squares; `id` is empty where `kind` says which it is, and
    `common` is the luck that all lines with a range share.
    """

    kind: str
    id: str
    part: Decimal


@record
class PoolDrawn:
    """In how many draws benefits up to a year, after running costs, are less than the pool is to have back (DKK).

    `with_income` says that income which recurs is there beside the benefits.
    """

    year: int
    due: Decimal
    missed: int
    with_income: bool = False


@record
class Simulation:
    """What came of the draws: NPV (DKK) at the percentiles 10, 50 and 90, its mean, and how many draws end below zero.

    In `reached` of them NPV is at least `npv`, the plan's own, to the øre. `lines` were drawn, with that `weight` on
    the likely value, and with them what moves many lines (`common`) and so many `risks`; `fixed` lines have no range
    and, as what `undrawn` names, kept still. `widths` is how far the percentiles 10 and 90 lie apart with each
    correlation, DKK, in the first `sample` draws. `contributions` come with the largest first; `pool` is None where
    none is to be paid back.
    """

    draws: int
    seed: int
    weight: Decimal
    correlation: Correlation
    lines: int
    common: tuple[Common, ...]
    risks: int
    fixed: int
    undrawn: tuple[Undrawn, ...]
    mean: Decimal
    percentiles: tuple[Decimal, ...]
    below: int
    npv: Decimal
    reached: int
    pool: PoolDrawn | None
    sample: int
    widths: Mapping[Correlation, Decimal]
    contributions: tuple[Contribution, ...]

    @property
    def loss(self) -> Decimal:
        """The share (0–1) of draws that end below zero."""
        return Decimal(self.below) / self.draws


def simulate(case: Case, draws: int, seed: int, correlation: Correlation = "medium") -> Simulation | None:
    """NPV in `draws` draws, the same seed giving the same result; None where no line has a range to draw from."""
    if not case.ranged:
        return None
    from planbuilder.figures.chance import percentiles  # numpy is loaded only for this
    from planbuilder.figures.draws import BLOCK, Draws

    drawn = Draws(case, draws, seed)
    total, paid = drawn.once(CORRELATIONS[correlation])
    fixed = len(case.counted) - len(case.ranged)
    return Simulation(
        draws=draws,
        seed=seed,
        weight=case.weight,
        correlation=correlation,
        lines=len(case.ranged),
        common=tuple(name for name, moves in _common(case).items() if moves),
        risks=len(expected_costs(case.plan)),
        fixed=fixed,
        undrawn=tuple(_undrawn(case, fixed)),
        mean=_kroner(fsum(total) / draws),  # exact: numpy adds in an order that depends on the machine
        percentiles=tuple(_kroner(value) for value in percentiles(total, PERCENTILES)),
        below=int((total < 0).sum()),
        npv=case.npv,
        reached=int((total >= float(case.npv) - HALF_AN_ORE).sum()),
        pool=_pool(case, drawn.due, paid),
        sample=min(draws, BLOCK),
        widths={name: _width(percentiles(drawn.again(part), (10, 90))) for name, part in CORRELATIONS.items()},
        contributions=tuple(_contributions(drawn, total)),
    )


def _pool(case: Case, due: tuple[int, Decimal] | None, paid: Drawn) -> PoolDrawn | None:
    with_income = any(line.kind == "income" and not line.once for line in case.lines)
    return PoolDrawn(*due, int((paid < float(due[1])).sum()), with_income) if due else None


def _width(ends: Sequence[float]) -> Decimal:
    low, high = ends
    return _kroner(high - low)


def _contributions(drawn: Draws, total: Drawn) -> Iterator[Contribution]:
    """What NPV hangs on, the largest first; nothing where NPV is the same in every draw."""
    squares = drawn.squares(total)
    whole = fsum(squares.values())
    for (kind, id), square in sorted(squares.items(), key=lambda one: (-one[1], one[0])):
        if whole:
            yield Contribution(kind, id, Decimal(str(round(square / whole, 4))))


def _common(case: Case) -> dict[Common, bool]:
    """What moves many lines of the case at once, and whether the plan tries the case against it."""
    tried = case.tried
    priced: dict[Common, bool] = {"fte_cost": bool(tried.costs)} if any(line.fte for line in case.counted) else {}
    return {**priced, "uptake": bool(tried.benefits), "delay": bool(tried.delay), "rate": bool(tried.rate)}


def _undrawn(case: Case, fixed: int) -> Iterator[Undrawn]:
    """What stood still, of what the case hangs on."""
    if fixed:
        yield "lines"
    yield from (name for name, moves in _common(case).items() if not moves)


def _kroner(value: Any) -> Decimal:
    return Decimal(str(round(float(value), 2)))
