"""The case in other prices than the plan's: each line by its own index.

In: a plan and its lines. Out: each kind in the prices of its own year. Wages and prices rise apart, so each line goes
by the art that the plan gives it, and capital by what the plan says of capital (docs/decisions/033, 042).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from planbuilder.figures.lines import Line
from planbuilder.figures.methods import ZERO, Amounts
from planbuilder.figures.rates import ONE, factor, followed, index_of, missing
from planbuilder.plan.model import Plan


def are_given(plan: Plan) -> bool:
    """Whether a plan has every index that other prices take, for every year of the case."""
    indices = plan.economy.indices
    given = any(getattr(indices, name) for name in followed(indices))
    return given and not missing(indices, plan.price_base, plan.years)


def factors(plan: Plan, year: int) -> Mapping[str, Decimal]:
    """What one DKK of the plan's price base is in the prices of a year, by index; 1 for what follows none ("")."""
    indices = plan.economy.indices
    found = {name: factor(getattr(indices, name), plan.price_base, year) for name in followed(indices)}
    return {**found, "": ONE}


def current(plan: Plan, lines: Iterable[Line], kinds: Iterable[str]) -> dict[str, Amounts] | None:
    """Each kind in the prices of its own year, None unless the plan gives every index that takes."""
    if not are_given(plan):
        return None
    by_year = [factors(plan, year) for year in plan.years]
    found = {kind: [ZERO] * plan.horizon for kind in kinds}
    for line in lines:
        index, own = index_of(plan.economy.indices, line.area, line.art), found[line.kind]
        own[:] = [so_far + line.by_year[n] * by_year[n][index] for n, so_far in enumerate(own)]
    return {kind: tuple(own) for kind, own in found.items()}
