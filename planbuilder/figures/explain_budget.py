"""How a budget change comes to what it is in the prices in which budgets are voted.

In: a plan, its figures and the id of a change. Out: `Explanation`: what one DKK becomes, and each year with it; in the
plan's own prices where it was not converted (docs/decisions/042).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planbuilder.figures.budget_prices import BudgetPrices, followed_by
from planbuilder.figures.explanation import Explanation, Step, shown, summed
from planbuilder.figures.model import Figures
from planbuilder.figures.rates import needed
from planbuilder.plan.areas import of_changes
from planbuilder.plan.model import Plan


def budget_change(plan: Plan, f: Figures, id: str) -> Explanation:
    """A budget change by year, DKK, a plus is a saving: each amount times what one DKK of it becomes."""
    found = f.budget_prices
    (own,) = (one for one in f.funding.adjustments if one.id == id)
    amounts = dict(zip(plan.years, own.by_year, strict=True))
    if found is None or found.without_art:
        steps = [shown(str(year), amount) for year, amount in amounts.items()]
        remark = "" if found is None else "budget_without_art"
        return Explanation(id, "budget_change", (*steps, summed("sum", list(own.by_year))), remark=remark)
    before = tuple(_becomes(plan, found, id))
    factor, whole = before[-1].result, found.change(id)
    steps = [Step(str(year), "{} × {}", (amount, factor), whole[n]) for n, (year, amount) in enumerate(amounts.items())]
    return Explanation(id, "budget_change_priced", (*before, *steps, summed("sum", list(whole))))


def _becomes(plan: Plan, found: BudgetPrices, id: str) -> Iterator[Step]:
    """What one DKK of a change becomes: by each index, by each of several accounts, and at last all together."""
    parts = followed_by(plan, plan.budget_changes[id], of_changes(plan)[id])
    for name in dict.fromkeys(index for _, index in parts.values()):
        yield _factor(plan, found, name)
    if len(parts) == 1:
        ((_, index),) = parts.values()
        yield shown("one_krone", found.factors[index])
        return
    whole, each = sum((weight for weight, _ in parts.values()), Decimal(0)), []
    for account, (weight, index) in parts.items():
        values = (weight, whole, found.factors[index])
        each.append(weight / whole * found.factors[index])
        yield Step(account, "{} / {} × {}", values, each[-1])
    yield summed("one_krone", each)


def _factor(plan: Plan, found: BudgetPrices, index: str) -> Step:
    """What one DKK of the price base is in the prices of the budget year, by an index; 1 for what follows none."""
    if not index:
        return shown("unadjusted", found.factors[index])
    rises = getattr(plan.economy.indices, index)
    risen = tuple(1 + rises[str(year)] / 100 for year in needed(plan.price_base, found.year))
    product = " × ".join(["{}"] * len(risen))
    calculation = product if found.year > plan.price_base else f"1 / ({product})"
    return Step(f"index_{index}", calculation, risen, found.factors[index])
