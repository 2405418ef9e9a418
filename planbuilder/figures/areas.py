"""The case and its budgets by area, as a municipality keeps them: service, transfers, capital and so on.

In: a plan, its lines and its funding. Out: an `AreaFlows` for each area that has any money. Money is DKK, exact; in
every year the areas add up to the whole. What an investment pool pays is placed where the one-off costs are, those
that it is for first (docs/decisions/033); what is more than those costs has no area.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from planbuilder.figures.funding import Funding, lasting, parts_of
from planbuilder.figures.lines import Line, by_year
from planbuilder.figures.methods import Amounts
from planbuilder.language import Language
from planbuilder.plan import areas, pools
from planbuilder.plan.model import Plan
from planbuilder.record import record

ZERO, ONE = Decimal(0), Decimal(1)


@record
class AreaFlows:
    """One area, DKK by year. Costs, income and benefits are positive; of the rest a plus improves the economy.

    `drawn` is what an investment pool pays of it, where one is used, and `changes` what budget changes do. `permanent`
    is the area's part of the permanent effect, None where there is none; `committees` its net over the years by name.
    """

    area: str
    one_off: Amounts
    running: Amounts
    cashable: Amounts
    drawn: Amounts
    changes: Amounts
    permanent: Decimal | None
    committees: Mapping[str, Decimal]
    income: Amounts
    # What of the income recurs.
    lasting_income: Amounts

    @property
    def net(self) -> Amounts:
        """Cashable benefits and income less costs."""
        flows = zip(self.cashable, self.income, self.one_off, self.running, strict=True)
        return tuple(gain + income - once - running for gain, income, once, running in flows)

    @property
    def required(self) -> Amounts:
        """What the area's budget changes must come to: they are cut in full, and a pool pays in their stead."""
        return tuple(net + paid for net, paid in zip(self.net, self.drawn, strict=True))


def by_area(plan: Plan, lines: Iterable[Line], funding: Funding, lasts: bool) -> tuple[AreaFlows, ...]:
    """Every area with money in it, in the order of tables; `lasts` says whether there is a permanent effect."""
    counted = [line for line in lines if line.in_net]
    within = {name: [line for line in counted if line.area == name] for name in areas.ORDER}
    spent = {name: by_year(own, "one_off", plan.horizon) for name, own in within.items()}
    drawn = drawn_by_area(plan, spent, funding)
    changes = _changes(plan, funding)
    found = (
        AreaFlows(
            name,
            spent[name],
            by_year(own, "running", plan.horizon),
            by_year(own, "cashable", plan.horizon),
            drawn[name],
            changes[name],
            lasting((line, ONE) for line in own) if lasts else None,
            _committees(own),
            by_year(own, "income", plan.horizon),
            by_year((line for line in own if not line.once), "income", plan.horizon),
        )
        for name, own in within.items()
    )
    return tuple(one for one in found if _has_money(one))


def drawn_by_area(plan: Plan, spent: Mapping[str, Amounts], funding: Funding) -> Mapping[str, Amounts]:
    """What an investment pool pays in each area, year by year, where one-off costs are `spent` in them."""
    used = plan.economy.funding == "investment_pool"
    rows = [row.draw if used else ZERO for row in funding.pool.rows]
    first = pools.first_area(plan)
    order = (first, *(name for name in areas.ORDER if name != first))
    years = [_placed(draw, {name: spent[name][n] for name in order}) for n, draw in enumerate(rows)]
    return {name: tuple(year[name] for year in years) for name in areas.ORDER}


def _placed(draw: Decimal, spent: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    """A draw placed area by area in the order given, each filled before the next; what is left has no area."""
    # Filled and not shared: a share may have endless decimals, and the areas would no longer add up to the draw.
    left, found = draw, {}
    for name, amount in spent.items():
        found[name] = min(left, max(ZERO, amount))
        left -= found[name]
    found[areas.UNSTATED] += left
    return found


def _has_money(one: AreaFlows) -> bool:
    return any(any(flow) for flow in (one.one_off, one.running, one.income, one.cashable, one.drawn, one.changes))


def _changes(plan: Plan, funding: Funding) -> Mapping[str, Amounts]:
    """What budget changes do in each area."""
    found = {name: [ZERO] * plan.horizon for name in areas.ORDER}
    of_change = areas.of_changes(plan)
    for one in funding.adjustments:
        own = found[of_change[one.id]]
        own[:] = [so_far + amount for so_far, amount in zip(own, one.by_year, strict=True)]
    return {name: tuple(own) for name, own in found.items()}


def _committees(own: Iterable[Line]) -> Mapping[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in own:
        for name, part in parts_of(line):
            found[name] = found.get(name, ZERO) + line.sign * line.total * part
    return found


def area_name(language: Language, area: str) -> str:
    """What an area of the budget is called."""
    return language.text(f"document.area.{area or 'unstated'}")
