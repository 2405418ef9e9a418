"""How a figure came to be: its formula, what went in, and each step.

In: a plan, its figures and the name of one. Out: `Explanation`, in numbers; the words for names and formulas stand in
the language files. A test recomputes every step from what it shows.
"""

from __future__ import annotations

from decimal import Decimal

from planbuilder import codes
from planbuilder.errors import UsageWrong, problem
from planbuilder.figures.catalogue import BY_KEY
from planbuilder.figures.explain_worth import hours
from planbuilder.figures.explanation import Explanation, Step, summed
from planbuilder.figures.model import Figures, Line
from planbuilder.figures.ramps import share
from planbuilder.plan.model import Plan
from planbuilder.yamltext.schema import closest


def explain(plan: Plan, figures: Figures, name: str) -> Explanation:
    """The explanation of the key figure, cost or benefit called `name`; raises UsageWrong where there is none."""
    lines = {line.id: line for line in (*figures.costs, *figures.benefits)}
    if name in BY_KEY:
        return BY_KEY[name].explained(plan, figures)
    if name in lines:
        return _line(plan, figures, lines[name])
    known = [*BY_KEY, *lines]
    raise UsageWrong([problem(codes.UNKNOWN_FIGURE, name=name, known=", ".join(known), near=closest(name, known))])


def _line(plan: Plan, f: Figures, line: Line) -> Explanation:
    """A cost by year, or a benefit from its effect through its ramp."""
    if line.is_cost:
        steps = [Step(str(year), "{}", (value,), value) for year, value in zip(plan.years, line.by_year, strict=True)]
        return Explanation(line.id, "cost", (*steps, summed("sum", list(line.by_year))))
    benefit = plan.benefits_tree.benefits[line.id]
    before = [hours(plan, line)] if line.fte else []
    worth = _worth(plan, line)
    years = [
        Step(str(year), "{} × {}", (line.full_effect, share(benefit, year, plan.first_year)), value)
        for year, value in zip(plan.years, line.by_year, strict=True)
    ]
    last = summed("sum", list(line.by_year))
    return Explanation(line.id, "benefit", (*before, worth, *years, last), objections=line.objections)


def _worth(plan: Plan, line: Line) -> Step:
    """The full effect in DKK."""
    effect = plan.benefits_tree.benefits[line.id].full_effect
    if line.fte:
        return Step("full_effect", "{} × {}", (line.fte, plan.economy.fte_cost or Decimal(0)), line.full_effect)
    if line.full_effect and effect.amount is None and effect.volume is not None and effect.unit_price is not None:
        return Step("full_effect", "{} × {}", (effect.volume, effect.unit_price), line.full_effect)
    return Step("full_effect", "{}", (line.full_effect,), line.full_effect)
