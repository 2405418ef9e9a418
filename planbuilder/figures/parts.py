"""Benefits that are counted in another one, and what their own numbers would be worth.

In: a plan. Out: a `Part` for each. The number of a part is added nowhere: whoever gave it must be told, in every place
that shows the case.
"""

from __future__ import annotations

from decimal import Decimal

from planbuilder.figures.lines import fte_of, worth_of
from planbuilder.plan.economy import Benefit
from planbuilder.plan.measures import is_whole
from planbuilder.plan.model import Plan
from planbuilder.record import record


@record
class Part:
    """A benefit that is counted in `whole`: its own full effect, DKK and FTE a year, which counts nowhere."""

    id: str
    title: str
    whole: str
    worth: Decimal
    fte: Decimal


def parts(plan: Plan) -> tuple[Part, ...]:
    """Every benefit that is part of another and has a number of its own, in the plan's order."""
    return tuple(
        _part(plan, id, benefit)
        for id, benefit in plan.benefits_tree.benefits.items()
        if benefit.part_of and is_whole(benefit.full_effect)
    )


def _part(plan: Plan, id: str, benefit: Benefit) -> Part:
    effect = benefit.full_effect
    return Part(id, benefit.title, benefit.part_of, worth_of(plan, effect), fte_of(plan, effect))
