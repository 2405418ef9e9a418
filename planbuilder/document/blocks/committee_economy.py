"""The economy of a case presentation: five points in a row, and one table as municipal budgets have it.

In: `Material`. Out: primitives. Amounts have the budgets' sign: a saving is negative.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from planbuilder.document.blocks.committee import form, listed
from planbuilder.document.blocks.summary import in_brief
from planbuilder.document.material import THOUSAND, Content, Material, row
from planbuilder.document.model import Block, Cell, Column, Item, ListBlock, Row, Spans, Table, plain
from planbuilder.figures.model import Amounts
from planbuilder.figures.rounding import shares

YEARS_SHOWN = 4
ZERO, HALF = Decimal(0), Decimal("0.5")
Flow = tuple[Content, Content, Content, Amounts]


def committee_economy(m: Material) -> tuple[Block, ...]:
    """Costs, savings and net, and the budgets that change: account, operating or capital, four years and lasting."""
    if not m.figures.has_money:
        return in_brief(m)
    years = [Column(str(year), 0.75, "end") for year in m.plan.years[:YEARS_SHOWN]]
    columns = (
        Column(m.unit, 3.3),
        *m.columns("account 3", "expenditure 0.9"),
        *years,
        *m.columns("lasting 0.75 end"),
    )
    rows = [*_summed(m, list(_case(m)), "committee.net"), *_pool(m), *_frame(m), *_budgets(m)]
    rows.append(row([m.words("committee.sign")], "note"))
    table = Table("committee_economy", "", columns, tuple(rows), m.words("committee.economy", unit=m.unit))
    return (*form(m, ("brief", listed([item.spans for item in _brief(m)], "", " "))), table)


def _brief(m: Material) -> Iterator[Item]:
    """The economy in five points, as they stand in the plan."""
    for block in in_brief(m):
        if isinstance(block, ListBlock):
            yield from block.items


def _case(m: Material) -> Iterator[Flow]:
    """One-off and running costs, operating and capital apart, and savings."""
    for kind, art in product(("one_off", "running"), ("operating", "capital")):
        own = [x.by_year for x in m.figures.costs if (x.kind, m.plan.costs[x.id].expenditure) == (kind, art)]
        if any(map(any, own)):
            yield m.words(f"committee.{kind}"), "", m.choice("expenditure", art), _total(own)
    yield m.words("committee.savings"), "", "", tuple(-one.benefits["cashable"] for one in m.figures.rows)


def _pool(m: Material) -> list[Row]:
    """What an investment pool pays in the budgets' stead."""
    draws = tuple(-one.draw for one in m.figures.funding.pool.rows)
    if m.plan.economy.funding != "investment_pool" or not any(draws):
        return []
    return _summed(m, [(m.words("committee.pool"), "", "", draws)], "")


def _budgets(m: Material) -> list[Row]:
    """The budgets that change by committee, their sum, and what it lacks of what the case requires."""
    head, gaps = row([m.words("budget.title")], "group"), m.figures.funding.gaps
    flows = _by_committee(m)
    if not flows:
        return [head, row([m.gap(m.words("budget.title"))], "note")]
    lacks = _summed(m, [(m.words("budget.gap"), "", "", gaps)], "") if any(abs(gap) >= HALF for gap in gaps) else []
    return [head, *_summed(m, flows, "budget.listed"), *lacks]


def _by_committee(m: Material) -> list[Flow]:
    """Budget changes of the same committee together; without a committee, each by its own name."""
    found: dict[str, list[tuple[str, Amounts]]] = {}
    for one in m.figures.funding.adjustments:
        change = m.plan.budget_changes[one.id]
        found.setdefault(change.committee or change.budget, []).append((change.account, one.by_year))
    return [
        (budget, _accounts(m, [konto for konto, _ in own]), "", _total([x for _, x in own]))
        for budget, own in found.items()
    ]


def _accounts(m: Material, accounts: Sequence[str]) -> Spans:
    """Each account once; a gap where one is missing."""
    return listed([m.or_gap(account, m.words("column.account")) for account in dict.fromkeys(accounts)], "", ", ")


def _total(flows: Sequence[Amounts]) -> Amounts:
    """The sum of flows, year by year."""
    return tuple(sum(amounts, ZERO) for amounts in zip(*flows, strict=True))


def _summed(m: Material, flows: Sequence[Flow], total: str) -> list[Row]:
    """Rows in whole thousands that add up, year by year, to the sum beneath them, which is left out unless named."""
    years = [*range(min(YEARS_SHOWN, m.plan.horizon)), -1]
    parts = [shares([flow[-1][n] for flow in flows], THOUSAND) for n in years]
    body = [(*flow[:3], *(_whole(m, part[k]) for part in parts)) for k, flow in enumerate(flows)]
    rows = [row(line) for line in body]
    sums = [_whole(m, sum(part, ZERO)) for part in parts]
    return [*rows, row((m.words(total), "", "", *sums), "total")] if total else rows


def _whole(m: Material, thousands: Decimal) -> Cell:
    """A cell with an amount that is in whole thousands already."""
    return Cell(plain(m.language.number(thousands, 0)), thousands * THOUSAND)


def _frame(m: Material) -> list[Row]:
    """The service frame under the plan's own funding; as with budgets, a plus is spending."""
    funding = m.figures.funding
    way = funding.frame_with_pool if m.plan.economy.funding == "investment_pool" else funding.frame
    return _summed(m, [(m.words("committee.frame"), "", "", tuple(-amount for amount in way))], "")
