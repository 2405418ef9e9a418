"""The area of a municipality's budget that a line belongs to, and so whether it is inside the service frame.

In: a cost, a benefit or a budget change. Out: its area (docs/decisions/033). Only `service` is inside the frame. A line
without an area has that of its `expenditure` and `frame`: these cannot tell what is outside the frame and operating, so
that stands as what it is. Where an area is given, it wins over both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from planbuilder.plan.economy import Benefit, Cost
from planbuilder.plan.model import Plan

SERVICE, CAPITAL = "service", "capital"
# Outside the service frame, and the plan does not say in which area.
OUTSIDE = "outside"
# A budget change of which neither the plan nor its lines say the area.
UNSTATED = ""
# In the order in which tables have them.
ORDER = (SERVICE, "transfers", "user_financed", CAPITAL, "financing", OUTSIDE, UNSTATED)
Field = Literal["frame", "expenditure"]


def of_cost(cost: Cost) -> str:
    """The area of a cost: its own, else what its expenditure and frame say."""
    if cost.area:
        return cost.area
    if cost.expenditure == "capital":
        return CAPITAL
    return SERVICE if cost.frame == "inside" else OUTSIDE


def of_benefit(benefit: Benefit) -> str:
    """The area of a benefit: its own, else what its frame says."""
    return benefit.area or (SERVICE if benefit.frame == "inside" else OUTSIDE)


def expenditure_of(cost: Cost) -> Literal["operating", "capital"]:
    """Whether a cost is operating or capital; where its area says so, that holds."""
    # What users pay for has both, and says which by itself.
    if cost.area in ("", "user_financed"):
        return cost.expenditure
    return "capital" if cost.area == CAPITAL else "operating"


def differs(one: Cost | Benefit) -> Field | None:
    """What a line says that its area cannot be; what is only the value of a field nobody filled in is not said."""
    if one.area == SERVICE and one.frame == "outside":
        return "frame"
    if isinstance(one, Cost) and one.expenditure == "capital" and one.area not in ("", CAPITAL, "user_financed"):
        return "expenditure"
    return None


def of_changes(plan: Plan) -> Mapping[str, str]:
    """The area of each budget change by id: its own, else that of all lines if they have one in common."""
    counted = (benefit for benefit in plan.benefits_tree.benefits.values() if benefit.kind == "cashable")
    # Own time and what is left in the end are in no budget.
    spent = (cost for cost in plan.costs.values() if cost.nature in ("", "income"))
    found = {*map(of_cost, spent), *map(of_benefit, counted)}
    common = found.pop() if len(found) == 1 else UNSTATED
    return {id: change.area or common for id, change in plan.budget_changes.items()}
