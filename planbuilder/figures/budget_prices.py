"""Budget changes in the prices in which budgets are voted: those of one year, for all years.

In: a plan, its lines, its funding and its areas. Out: `BudgetPrices`, DKK, a plus is a saving; None where the plan
names no such year, or has not every index. `x in prices of Y = x in prices of B × Π (1 + rise of k), k = B+1 … Y`, for
each line by its own index and for each account of a budget change by its own (docs/decisions/042).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from planbuilder.figures.areas import AreaFlows
from planbuilder.figures.funding import Adjustment, Funding, lasting
from planbuilder.figures.lines import Line, summed
from planbuilder.figures.methods import ZERO, Amounts
from planbuilder.figures.prices import are_given, factors
from planbuilder.figures.rates import index_of
from planbuilder.plan import areas
from planbuilder.plan.accounts import art_of, weights
from planbuilder.plan.economy import BudgetChange
from planbuilder.plan.model import Plan
from planbuilder.record import record

NOWHERE: Mapping[str, Decimal] = {"": Decimal(1)}


@record
class BudgetPrices:
    """Budget changes in the prices of `year`, by id and account, and what the case requires of them by area.

    `factors` is what one DKK of the price base is in them, by index. `without_art` are the changes that do not say
    which index they follow, and there is nothing of any change then. `required` is None where a pool pays more than
    the one-off costs of an area, `permanent` what is required for good, None where there is no such effect.
    """

    year: int
    factors: Mapping[str, Decimal]
    without_art: tuple[str, ...]
    accounts: Mapping[str, Mapping[str, Amounts]]
    by_area: Mapping[str, Amounts] | None
    required: Amounts | None
    permanent: Decimal | None

    def change(self, id: str) -> Amounts:
        """What a change comes to, all of its accounts together."""
        return tuple(map(_sum, zip(*self.accounts[id].values(), strict=True)))

    def gaps(self, listed: Iterable[Adjustment]) -> Amounts:
        """What the changes listed lack of what is required, by year; nothing where either was not computed."""
        if self.required is None or self.without_art:
            return ()
        sums = summed((self.change(one.id) for one in listed), len(self.required))
        return tuple(whole - given for whole, given in zip(self.required, sums, strict=True))


def reached(plan: Plan) -> range:
    """The years in whose prices amounts can be told: from the price base to the case's last year."""
    return range(min(plan.price_base, plan.first_year), max(plan.price_base, plan.years[-1]) + 1)


def budget_prices(
    plan: Plan, lines: Iterable[Line], funding: Funding, by_area: Iterable[AreaFlows], lasts: bool
) -> BudgetPrices | None:
    """What budgets change by in the prices of the year in which they are voted."""
    year = plan.economy.indices.budget_year
    if year is None or year == plan.price_base or year not in reached(plan) or not are_given(plan):
        return None
    known, of_change = factors(plan, year), areas.of_changes(plan)
    without = tuple(id for id, one in plan.budget_changes.items() if not is_indexed(plan, one, of_change[id]))
    told = () if without else funding.adjustments
    accounts = {one.id: _accounts(plan, one, of_change[one.id], known) for one in told}
    counted = [(line, known[index_of(plan.economy.indices, line.area, line.art)]) for line in lines if line.in_net]
    permanent = lasting(counted) if lasts else None
    needed = _required(counted, list(by_area))
    nothing = (ZERO,) * plan.horizon
    whole = None if needed is None else tuple(map(_sum, zip(nothing, *needed.values(), strict=True)))
    return BudgetPrices(year, known, without, accounts, needed, whole, permanent)


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def art_in(change: BudgetChange, account: str) -> str:
    """Wages or prices: what a change says of itself, else what its account says; empty for neither."""
    return change.art or art_of(account)


def is_indexed(plan: Plan, change: BudgetChange, area: str) -> bool:
    """Whether each account of a change follows an index that is known, or none since it is capital."""
    indices = plan.economy.indices
    if area == areas.CAPITAL and indices.capital_follows != "prices":
        return True
    return all(art_in(change, account) for account in weights(change) or NOWHERE)


def factor_of(plan: Plan, change: BudgetChange, area: str, known: Mapping[str, Decimal]) -> Decimal | None:
    """What one DKK of a change is in the prices of the budget year, all of its accounts together.

    `known` is that of each index; None where the change does not say which one it follows.
    """
    if not is_indexed(plan, change, area):
        return None
    parts = followed_by(plan, change, area).values()
    return _sum(weight * known[index] for weight, index in parts) / _sum(weight for weight, _ in parts)


def followed_by(plan: Plan, change: BudgetChange, area: str) -> Mapping[str, tuple[Decimal, str]]:
    """The weight of each account of a change, and the index that it follows (empty for none)."""
    indices = plan.economy.indices
    return {
        account: (weight, index_of(indices, area, art_in(change, account)))
        for account, weight in (weights(change) or NOWHERE).items()
    }


def _accounts(plan: Plan, one: Adjustment, area: str, known: Mapping[str, Decimal]) -> Mapping[str, Amounts]:
    """What a change does on each of its accounts, by year."""
    parts = followed_by(plan, plan.budget_changes[one.id], area)
    whole = _sum(weight for weight, _ in parts.values())
    return {
        account: tuple(amount * weight / whole * known[index] for amount in one.by_year)
        for account, (weight, index) in parts.items()
    }


def _required(counted: Iterable[tuple[Line, Decimal]], by_area: list[AreaFlows]) -> Mapping[str, Amounts] | None:
    """Net of each area with what a pool pays of its one-off costs, which is worth as much more as they are."""
    lines, found = list(counted), {}
    for one in by_area:
        own = [(line, factor) for line, factor in lines if line.area == one.area]
        amounts = []
        for n, drawn in enumerate(one.drawn):
            once = sum((line.by_year[n] * factor for line, factor in own if line.kind == "one_off"), ZERO)
            if drawn and not one.one_off[n]:
                return None
            paid = once * drawn / one.one_off[n] if drawn else ZERO
            amounts.append(sum((line.sign * line.by_year[n] * factor for line, factor in own), paid))
        found[one.area] = tuple(amounts)
    return found
