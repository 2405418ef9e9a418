"""What is contradictory in an amount among the costs that is no cost of new money, or that comes again.

In: a plan. Out: problems. What each nature means: docs/decisions/039.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder import codes
from planbuilder.errors import Problem, Term, problem
from planbuilder.plan.areas import of_cost
from planbuilder.plan.cost_years import first_of, last_of
from planbuilder.plan.economy import Cost
from planbuilder.plan.model import Plan
from planbuilder.plan.pools import pays_for


def nature_problems(plan: Plan) -> Iterator[Problem]:
    """Money that is given in time, several amounts of what is left once, and renewals that never come."""
    for id, cost in plan.costs.items():
        yield from _of_nature(f"costs.{id}", id, cost)
        yield from _again(plan, f"costs.{id}", id, cost)
    yield from _paid_twice(plan)


def _of_nature(path: str, id: str, cost: Cost) -> Iterator[Problem]:
    named = Term(f"document.column.{cost.nature}") if cost.nature else None
    if cost.fte is not None and cost.nature in ("income", "residual_value"):
        yield problem(codes.MONEY_GIVEN_IN_TIME, f"{path}.fte", id=id, nature=named)
    if cost.nature and cost.uplift not in ("", "none"):
        yield problem(codes.UPLIFT_OF_NO_COST, f"{path}.uplift", id=id, nature=named)
    if cost.nature != "residual_value":
        return
    several = {
        "kind": cost.kind == "running", "every": cost.every is not None, "from": cost.from_ is not None,
        "amounts": bool(cost.amounts),
    }  # fmt: skip
    if found := [name for name, is_given in several.items() if is_given]:
        yield problem(codes.LEFT_MORE_THAN_ONCE, f"{path}.{found[0]}", id=id, given=", ".join(found))


def _again(plan: Plan, path: str, id: str, cost: Cost) -> Iterator[Problem]:
    """A cost that comes again is a one-off with one amount, and comes again within the case."""
    if cost.every is None or cost.nature == "residual_value":
        return
    if cost.kind == "running" or cost.amounts:
        yield problem(codes.CANNOT_COME_AGAIN, f"{path}.every", id=id)
        return
    second, last = first_of(plan, cost) + cost.every, last_of(plan, cost)
    if second > last:
        yield problem(codes.NEVER_COMES_AGAIN, f"{path}.every", id=id, year=second, last=last)


def _paid_twice(plan: Plan) -> Iterator[Problem]:
    """A pool that pays every one-off cost in full, though a grant pays for some."""
    if plan.economy.funding != "investment_pool" or plan.economy.pool.draws:
        return
    granted = [id for id, one in plan.costs.items() if one.nature == "income" and one.kind == "one_off"]
    covered = any(
        one.nature == "" and one.kind == "one_off" and pays_for(plan, of_cost(one)) for one in plan.costs.values()
    )
    if granted and covered:
        yield problem(codes.POOL_PAYS_ALL, "economy.pool.draws", ids=", ".join(granted))
