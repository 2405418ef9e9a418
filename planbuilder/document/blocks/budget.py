"""Blocks of what the case does to budgets: changes, funding both ways, committees, current prices, political goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from planbuilder.document import amounts
from planbuilder.document.fields import shown, shown_cell
from planbuilder.document.material import Content, Material, row, table
from planbuilder.document.model import Block, Column, Note, Paragraph, Row, RowRole, Table, plain
from planbuilder.figures.model import Amounts, Ledger
from planbuilder.figures.rounding import shares

GOALS = "budget_political_goals.new_goals"
YEARS_SHOWN = 4


def budget_adjustments(m: Material) -> tuple[Block, ...]:
    """Which budgets change: account, the first four years and the permanent change, who decides and when."""
    if not m.figures.funding.adjustments:
        return (m.missing(m.words("budget.title")),)
    years = tuple(_year(year) for year in m.plan.years[:YEARS_SHOWN])
    whole = amounts.budgets(m.plan, m.figures)
    rows = [_change(m, id, by_year) for id, by_year in whole.changes.items()]
    rows.append(_sum(m, "budget.listed", whole.listed, "total"))
    rows.append(_sum(m, "budget.required", whole.required))
    rows.append(_sum(m, "budget.gap", whole.gaps))
    columns = (*m.columns("id 0.5", "budget 2.6", "account 1.2"), *years, *m.columns("lasting 1 end", "decided_by 1.8"))
    changes = Table(
        "budget_changes",
        m.words("budget.caption", unit=m.unit),
        columns,
        tuple(rows),
        m.words("budget.caption", unit=m.unit),
    )
    return (Paragraph(plain(m.words("budget.sign"))), changes, *_verdict(m))


def _year(year: int) -> Column:
    """A narrow column of amounts under a year."""
    return Column(str(year), 0.9, "end")


def _change(m: Material, id: str, by_year: Amounts) -> Row:
    change = m.plan.budget_changes[id]
    said = partial(shown_cell, m, "budget_political_goals.budget_changes", id)
    on = said("decided_on", m.language.short_day(change.decided_on) if change.decided_on else "")
    by = said("decided_by", change.decided_by, "" if on else m.words("column.decided_by"))
    committee = (*plain(" ("), *said("committee", change.committee), *plain(")")) if change.committee else ()
    return row((
        id,
        (*said("budget", change.budget), *committee),
        said("account", change.account, m.words("column.account")),
        *(m.whole(amount) for amount in _shown(by_year)),
        (*by, *(plain(", ") if by and on else ()), *on),
    ))  # fmt: skip


def _shown(by_year: Sequence[Decimal]) -> list[Decimal]:
    """The first four years and the last."""
    first = [by_year[n] if n < len(by_year) else Decimal(0) for n in range(YEARS_SHOWN)]
    return [*first[: len(by_year)], by_year[-1]]


def _sum(m: Material, key: str, by_year: Sequence[Decimal], role: RowRole = "subtotal") -> Row:
    cells: list[Content] = ["", m.words(key), "", *(m.whole(amount) for amount in _shown(by_year)), ""]
    return row(cells, role)


def _verdict(m: Material) -> tuple[Block, ...]:
    """Whether the budget changes come to what the case requires, in every year."""
    gaps = [
        (year, gap) for year, gap in zip(m.plan.years, m.figures.funding.gaps, strict=True) if abs(gap) >= amounts.HALF
    ]
    if not gaps:
        return (Paragraph(plain(m.words("budget.reconciled")), "small"),)
    year, gap = gaps[0]
    return (
        Note(
            "warning",
            m.words("budget.gap"),
            plain(m.words("budget.not_reconciled", year=year, gap=m.language.money(gap))),
        ),
    )


def funding_ways(m: Material) -> tuple[Block, ...]:
    """Budget to budget and investment pool side by side, year by year, and what a delay would do to the pool."""
    if not m.figures.has_money:
        return ()
    whole = amounts.pool(m.figures)
    flows = (amounts.years(m.figures).net, whole.draw, whole.interest, whole.repayment, whole.balance, whole.budget)
    rows = [row((str(year), *(m.whole(flow[n]) for flow in flows))) for n, year in enumerate(m.plan.years)]
    # What is owed is no sum of what was owed before.
    sums = [flow[-1] if flow is whole.balance else sum(flow, Decimal(0)) for flow in flows]
    rows.append(row((m.words("total"), *map(m.whole, sums)), "total"))
    columns = m.columns(
        "year 0.7",
        "to_budget 1.3 end",
        "draw 1 end",
        "interest 0.8 end",
        "repayment 1.4 end",
        "balance 1.1 end",
        "pool_budget 1.4 end",
    )
    shown = table("funding", m.words("funding.caption", unit=m.unit), columns, rows)
    return (Paragraph(plain(m.words("funding.intro"))), shown, Paragraph(plain(_repaid(m))))


def _repaid(m: Material) -> str:
    """When the pool is repaid, and what happens if the benefits come later."""
    planned, late = m.figures.funding.pool, m.figures.funding.pool_delayed
    years = m.language.count("document.years", m.plan.economy.sensitivity.delay)
    then = "late_still" if late.repaid_year == planned.repaid_year else "late"
    return f"{_when(m, 'planned', planned)} {_when(m, then, late, years=years)} {_shortfall(m, late)}".strip()


def _when(m: Material, key: str, ledger: Ledger, **values: object) -> str:
    if ledger.repaid_year:
        return m.words(f"funding.{key}", year=ledger.repaid_year, **values)
    key = key.removesuffix("_still")
    return m.words(f"funding.{key}_not", amount=m.language.money(ledger.debt), year=m.plan.years[-1], **values)


def _shortfall(m: Material, late: Ledger) -> str:
    """What budgets must find themselves where agreed repayments come due before the benefits do."""
    missing = sum((min(Decimal(0), one.budget) for one in late.rows), Decimal(0))
    return m.words("funding.shortfall", amount=m.language.money(-missing)) if missing else ""


def parties(m: Material) -> tuple[Block, ...]:
    """Who pays and who gains, by committee; net is the sum of the three before it, and every column adds up."""
    found, whole = m.figures.funding.parties, amounts.years(m.figures)
    if not found or all(not one.name for one in found):
        return ()
    paid = [
        amounts.by_name({one.name: value for one, value in zip(found, values, strict=True)}, sum(total, Decimal(0)))
        for values, total in (
            ([-one.one_off for one in found], whole.one_off),
            ([-one.running for one in found], whole.running),
            ([one.cashable for one in found], whole.cashable),
        )
    ]
    permanent = amounts.by_name({one.name: one.permanent for one in found}, whole.permanent)
    flows = [*paid, {one.name: sum((flow[one.name] for flow in paid), Decimal(0)) for one in found}, permanent]
    rows = [
        row((one.name or m.words("economy.no_committee"), *(m.whole(flow[one.name]) for flow in flows)))
        for one in found
    ]
    rows.append(row((m.words("total"), *(m.whole(sum(flow.values(), Decimal(0))) for flow in flows)), "total"))
    columns = m.columns(
        "committee 2.4", "one_off 1.1 end", "running 1 end", "cashable 1.4 end", "net 1 end", "permanent 1.2 end"
    )
    return (table("parties", m.words("funding.parties", unit=m.unit), columns, rows),)


def service_frame(m: Material) -> tuple[Block, ...]:
    """What the case does to the service frame, by year, under each way of funding; a plus is spending."""
    if not m.figures.has_money:
        return ()
    rows = [
        row((m.words(f"funding.{name}"), *(m.whole(amount) for amount in _shown(way))))
        for name, way in zip(("frame_budget", "frame_pool"), amounts.frames(m.figures), strict=True)
    ]
    years = tuple(_year(year) for year in m.plan.years[:YEARS_SHOWN])
    columns = (*m.columns("funding_way 2.6"), *years, *m.columns("lasting 1 end"))
    caption = m.words("funding.frame", unit=m.unit)
    return (
        Table("service_frame", caption, columns, tuple(rows), caption),
        Paragraph(plain(m.words("funding.frame_note")), "small"),
    )


def current_prices(m: Material) -> tuple[Block, ...]:
    """The case in each year's own prices, where the plan gives indices for wages and prices."""
    current = m.figures.current
    if current is None:
        return ()
    costs = ([-amount for amount in current[kind]] for kind in ("one_off", "running"))
    flows = [shares(flow, amounts.THOUSAND) for flow in (*costs, current["cashable"])]
    flows.append(amounts.added(*flows))
    rows = [row((str(year), *(m.whole(flow[n]) for flow in flows))) for n, year in enumerate(m.plan.years)]
    columns = m.columns("year 0.7", "one_off 1.2 end", "running 1 end", "cashable 1.6 end", "net 1 end")
    told = m.plan.economy.indices.source
    source = shown(m, "budget_political_goals.index_source", told, m.words("column.source"))
    prices = table("current_prices", m.words("economy.current"), columns, rows)
    return (prices, Paragraph((*plain(f"{m.words('column.source')}: "), *source), "small"))


def political_goals(m: Material) -> tuple[Block, ...]:
    """The service and quality goals that change, old and new wording beside each other."""
    rows = [_goal(m, id, goal) for id, goal in m.answers.rows(GOALS).items()]
    if not rows:
        return ()
    columns = m.columns("goal 1.5", "wording_old 2.4", "wording_new 2.4", "decided_by 1.5")
    return (table("political_goals", m.words("budget.goals"), columns, rows),)


def _goal(m: Material, id: str, goal: Mapping[str, Any]) -> Row:
    said = partial(shown_cell, m, GOALS, id)
    return row((
        said("goal", goal["goal"] or ""),
        said("old", goal["old"] or ""),
        said("new", goal["new"] or ""),
        said("decided_by", goal["decided_by"] or "", m.words("column.decided_by")),
    ))  # fmt: skip
