"""The economy of a case presentation: five points in a row, and one table as municipal budgets have it.

In: `Material`. Out: primitives. Amounts have the budgets' sign: a saving is negative.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from planbuilder.document import amounts
from planbuilder.document.blocks.committee import form, listed
from planbuilder.document.blocks.summary import in_brief
from planbuilder.document.material import Content, Material, row
from planbuilder.document.model import Block, Column, Item, ListBlock, Row, RowRole, Spans, Table
from planbuilder.figures.model import Amounts

YEARS_SHOWN = 4
ZERO = Decimal(0)
ARTS = ("operating", "capital")


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
    net = _line(m, m.words("committee.net"), [-amount for amount in amounts.years(m.figures).net], role="total")
    rows = [*_case(m), net, *_pool(m), *_frame(m), *_budgets(m)]
    rows.append(row([m.words("committee.sign")], "note"))
    table = Table("committee_economy", "", columns, tuple(rows), m.words("committee.economy", unit=m.unit))
    return (*form(m, ("brief", listed([item.spans for item in _brief(m)], "", " "))), table)


def _brief(m: Material) -> Iterator[Item]:
    """The economy in five points, as they stand in the plan."""
    for block in in_brief(m):
        if isinstance(block, ListBlock):
            yield from block.items


def _case(m: Material) -> Iterator[Row]:
    """One-off and running costs, operating and capital apart, and savings."""
    whole = amounts.years(m.figures)
    for kind, total in (("one_off", whole.one_off), ("running", whole.running)):
        own = [_spent(m, kind, art) for art in ARTS]
        parts = [amounts.allocated([flow[n] for flow in own], -total[n]) for n in range(m.plan.horizon)]
        for n, art in enumerate(ARTS):
            if any(own[n]):
                flow = [part[n] for part in parts]
                yield _line(m, m.words(f"committee.{kind}"), flow, spent=m.choice("expenditure", art))
    yield _line(m, m.words("committee.savings"), [-amount for amount in whole.cashable])


def _spent(m: Material, kind: str, art: str) -> Amounts:
    """What costs of a kind come to year by year, operating or capital."""
    own = [x.by_year for x in m.figures.costs if (x.kind, m.plan.costs[x.id].expenditure) == (kind, art)]
    return amounts.added([ZERO] * m.plan.horizon, *own)


def _pool(m: Material) -> list[Row]:
    """What an investment pool pays in the budgets' stead, and what it gets back."""
    pool = amounts.pool(m.figures)
    flows = {"pool": [-amount for amount in pool.draw], "repaid": list(pool.repayment)}
    used = m.plan.economy.funding == "investment_pool"
    return [_line(m, m.words(f"committee.{name}"), flow) for name, flow in flows.items() if used and any(flow)]


def _frame(m: Material) -> list[Row]:
    """The service frame under the plan's own funding."""
    without, with_pool = amounts.frames(m.figures)
    way = with_pool if m.plan.economy.funding == "investment_pool" else without
    return [_line(m, m.words("committee.frame"), way)]


def _budgets(m: Material) -> list[Row]:
    """The budgets that change by committee, their sum, and what it lacks of what the case requires."""
    head, whole = row([m.words("budget.title")], "group"), amounts.budgets(m.plan, m.figures)
    if not whole.changes:
        return [head, row([m.gap(m.words("budget.title"))], "note")]
    total = _line(m, m.words("budget.listed"), whole.listed, role="total")
    lacks = any(abs(gap) >= amounts.HALF for gap in m.figures.funding.gaps)
    return [head, *_by_committee(m, whole), total, *([_line(m, m.words("budget.gap"), whole.gaps)] if lacks else [])]


def _by_committee(m: Material, whole: amounts.Budgets) -> Iterator[Row]:
    """Budget changes of the same committee together; without a committee, each by its own name."""
    found: dict[str, list[str]] = {}
    for id in whole.changes:
        found.setdefault(amounts.committee_of(m.plan, id), []).append(id)
    for name, own in found.items():
        accounts = _accounts(m, [m.plan.budget_changes[id].account for id in own])
        yield _line(m, name, amounts.added(*(whole.changes[id] for id in own)), accounts)


def _accounts(m: Material, accounts: Sequence[str]) -> Spans:
    """Each account once; a gap where one is missing."""
    return listed([m.or_gap(account, m.words("column.account")) for account in dict.fromkeys(accounts)], "", ", ")


def _line(
    m: Material, name: str, flow: Sequence[Decimal], account: Content = "", spent: str = "", role: RowRole = "body"
) -> Row:
    """A row of the first years and the last, in whole thousands."""
    shown = (*flow[: min(YEARS_SHOWN, m.plan.horizon)], flow[-1])
    return row((name, account, spent, *map(m.whole, shown)), role)
