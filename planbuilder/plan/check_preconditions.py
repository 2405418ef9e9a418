"""What is to be said of deliveries by others: that one is overdue, and that benefits are counted later for it.

In: the plan's answers; what is overdue is found where the day is known. Out: warnings with places in the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder import codes
from planbuilder.errors import Day, Problem, problem
from planbuilder.plan.answers import Answers
from planbuilder.plan.preconditions import overdue, own_start, slips


def precondition_problems(answers: Answers) -> Iterator[Problem]:
    """Deliveries whose day has passed without a new one, and benefits that a delivery moves."""
    plan, today = answers.plan, answers.today
    for id in overdue(plan.preconditions, today) if today else ():
        one = plan.preconditions[id]
        day = one.expected or one.due
        values = {"id": id, "title": one.title, "day": Day(day.isoformat() if day else "")}
        yield problem(codes.DELIVERY_OVERDUE, f"preconditions.{id}", **values)
    for id, benefit in plan.benefits_tree.benefits.items():
        moved = plan.coming[id]
        # A delay of the plan's own that covers the delivery has moved the benefit already: somebody knows of it.
        if moved.delay > benefit.delay:
            late = slips(plan.preconditions, id, benefit, plan.first_year)
            first = own_start(benefit, plan.first_year)
            names = ", ".join(one.id for one in late if one.years == moved.delay)
            values = {"id": id, "title": benefit.title, "deliveries": names}
            path = f"benefits_tree.benefits.{id}.start"
            years = {"year": first + moved.delay, "start": first + benefit.delay}
            yield problem(codes.DELIVERY_MOVES_BENEFIT, path, **years, **values)
