"""The case by area of the budget in whole thousands, so that the areas come to what every other table shows.

In: a plan and its figures. Out: whole thousands; a plus improves the municipality's economy. Each amount of the whole
is shared among the areas, kind by kind and year by year; an area's net is the sum of its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from planbuilder.document import amounts
from planbuilder.document.amounts import HALF, ZERO, Flow, Years
from planbuilder.figures.areas import AreaFlows
from planbuilder.figures.methods import Amounts
from planbuilder.figures.model import Figures
from planbuilder.plan.areas import CAPITAL, SERVICE, UNSTATED
from planbuilder.plan.model import Plan
from planbuilder.record import record


@record
class AreaBudgets:
    """What the budget changes of an area come to, and what the case requires of them."""

    listed: Flow
    required: Flow


def are_apart(f: Figures) -> bool:
    """Whether areas tell more than that costs are operating or capital: more than one, and not these two by default."""
    return len(f.areas) > 1 and any(one.area not in (SERVICE, CAPITAL, UNSTATED) for one in f.areas)


def by_area(f: Figures) -> Mapping[str, Years]:
    """Costs, benefits and net of each area."""
    whole = amounts.years(f)
    one_off = _shared(f, whole.one_off, lambda one: [-amount for amount in one.one_off], lasts=False)
    running = _shared(f, whole.running, lambda one: [-amount for amount in one.running])
    income = _shared(f, whole.income, lambda one: one.income, last=lambda one: one.lasting_income[-1])
    cashable = _shared(f, whole.cashable, lambda one: one.cashable)
    return {
        one.area: Years(*own, amounts.summed(*own))
        for one in f.areas
        for own in [(one_off[one.area], running[one.area], income[one.area], cashable[one.area])]
    }


def budgets_by_area(plan: Plan, f: Figures) -> Mapping[str, AreaBudgets]:
    """Budget changes of each area beside what the case requires there; where the two are equal, the same numbers."""
    net, used = by_area(f), plan.economy.funding == "investment_pool"
    draw = amounts.pool(f).draw if used else Flow((ZERO,) * len(f.rows), ZERO, ZERO)
    drawn = _shared(f, draw, lambda one: one.drawn, lasts=False)
    required = {name: amounts.summed(years.net, drawn[name]) for name, years in net.items()}
    listed = _shared(f, amounts.budgets(plan, f).listed, lambda one: one.changes)
    equal = [n for n in range(len(f.rows)) if all(abs(one.required[n] - one.changes[n]) < HALF for one in f.areas)]
    return {name: AreaBudgets(_with(listed[name], own, equal), own) for name, own in required.items()}


def _shared(
    f: Figures,
    whole: Flow,
    flow: Callable[[AreaFlows], Sequence[Decimal]],
    lasts: bool = True,
    last: Callable[[AreaFlows], Decimal] | None = None,
) -> Mapping[str, Flow]:
    """A flow of the whole shared among the areas, by year, over the years, and for good.

    `lasts` is whether any of it is permanent, `last` how much where that is not what the last year has.
    """
    exact = {one.area: flow(one) for one in f.areas}
    by_year = [
        amounts.by_name({name: own[n] for name, own in exact.items()}, total) for n, total in enumerate(whole.by_year)
    ]
    rest = {one.area: last(one) if last else exact[one.area][-1] if lasts else ZERO for one in f.areas}
    totals = _of_whole({name: sum(own, ZERO) for name, own in exact.items()}, whole.total)
    lasting = _of_whole(rest, whole.permanent)
    return {name: Flow(tuple(year[name] for year in by_year), totals[name], lasting[name]) for name in exact}


def _of_whole(exact: Mapping[str, Decimal], whole: Decimal | None) -> Mapping[str, Decimal | None]:
    """A whole shared among the areas; None for each where there is none."""
    return dict.fromkeys(exact) if whole is None else {**amounts.by_name(exact, whole)}


def _with(listed: Flow, required: Flow, equal: Sequence[int]) -> Flow:
    """Budget changes as what they are required to be in the years in which they are."""
    by_year: Amounts = tuple(required.by_year[n] if n in equal else amount for n, amount in enumerate(listed.by_year))
    return Flow(by_year, listed.total, listed.permanent)
