"""What is wrong with the numbers of a plan, so that nothing is computed from them.

In: the plan's answers. Out: problems with places in the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.errors import Problem, problem
from planbuilder.plan.answers import Answers
from planbuilder.plan.economy import Benefit, Cost
from planbuilder.plan.model import Plan

VALUED = ("cashable", "released_time", "cost_avoidance")


def economy_problems(answers: Answers) -> Iterator[Problem]:
    """Years outside the case, amounts that are missing or given twice, ramps above the whole."""
    plan = answers.plan
    for id, cost in plan.costs.items():
        yield from _cost_problems(plan, f"costs.{id}", id, cost)
    for id, benefit in plan.benefits_tree.benefits.items():
        yield from _benefit_problems(plan, f"benefits_tree.benefits.{id}", id, benefit)


def _cost_problems(plan: Plan, path: str, id: str, cost: Cost) -> Iterator[Problem]:
    given = [name for name in ("amount", "fte", "amounts") if getattr(cost, name) not in (None, {})]
    if len(given) != 1:
        yield problem("PB115", path, id=id, given=", ".join(given) or "–")
    if cost.to is not None and cost.from_ is not None and cost.to < cost.from_:
        yield problem("PB128", f"{path}.to", id=id, first=cost.from_, last=cost.to)
    for key, year in (("from", cost.from_), ("to", cost.to)):
        yield from _outside(plan, f"{path}.{key}", year)
    for key in cost.amounts:
        yield from _outside(plan, f"{path}.amounts.{key}", int(key) if key.isascii() and key.isdigit() else -1)
    if cost.fte and plan.economy.fte_cost is None:
        yield problem("PB127", f"{path}.fte", id=id)


def _benefit_problems(plan: Plan, path: str, id: str, benefit: Benefit) -> Iterator[Problem]:
    effect = benefit.full_effect
    if effect.amount is not None and effect.fte is not None:
        yield problem("PB115", f"{path}.full_effect", id=id, given="amount, fte")
    if benefit.kind in VALUED and effect.amount is None and effect.fte is None:
        yield problem("PB117", path, "warning", id=id, title=benefit.title)
    if effect.fte and plan.economy.fte_cost is None:
        yield problem("PB127", f"{path}.full_effect.fte", id=id)
    if any(share > 100 for share in benefit.ramp):
        yield problem("PB123", f"{path}.ramp", "warning", id=id)
    yield from _outside(plan, f"{path}.start", benefit.start)


def _outside(plan: Plan, path: str, year: int | None) -> Iterator[Problem]:
    if year is not None and year not in plan.years:
        yield problem("PB116", path, year=year, first=plan.years[0], last=plan.years[-1])
