"""What an investment pool's type says: what it pays, and whether its money is income in the service frame.

In: a plan. Out: answers to these two. A type that is not given says what was said before there were types: the pool
pays every one-off cost, and its money is set off in the frame. The rules, with their sources: docs/decisions/033.
"""

from __future__ import annotations

from planbuilder.plan.areas import CAPITAL, ORDER, SERVICE
from planbuilder.plan.model import Plan

# The one area that a pool is for; others pay in every area.
FOR = {"own_service": SERVICE, "own_capital": CAPITAL}
# Money that comes from outside is booked as income; of an old plan that is taken to be so.
INCOME = ("", "external")


def pays_for(plan: Plan, area: str) -> bool:
    """Whether the pool is for costs of an area."""
    return FOR.get(plan.economy.pool.type, area) == area


def first_area(plan: Plan) -> str:
    """The area whose one-off costs the pool pays first."""
    return FOR.get(plan.economy.pool.type, ORDER[0])


def is_income(plan: Plan) -> bool:
    """Whether a draw is income that is set off against expenditure, so that repaying it is expenditure in turn."""
    return plan.economy.pool.type in INCOME
