"""Blocks of what the case does to budgets: changes, funding both ways, committees, political goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from planbuilder.document import amounts
from planbuilder.document.amounts import Flow
from planbuilder.document.blocks.prices import in_budget_prices
from planbuilder.document.blocks.summary import repaid_in_words
from planbuilder.document.blocks.sums import sum_rows
from planbuilder.document.fields import missing, shown_cell
from planbuilder.document.material import Content, Material, row, table
from planbuilder.document.model import Block, Note, Paragraph, Row, RowRole, Table, plain
from planbuilder.document.natures import by_income
from planbuilder.document.year_columns import YearColumns, runs, year_columns
from planbuilder.figures import lacking
from planbuilder.figures.funding import Ledger, Party
from planbuilder.plan.accounts import account_text
from planbuilder.plan.economy import BudgetChange
from planbuilder.questionnaire.needed import BUDGET_CHANGES, GOALS

# So many columns of years there is room for.
MOST, MOST_WAYS = 7, 9
# So many budget changes are shown where a document keeps to its pages.
FEW = 12
# What a committee pays, positive in figures; and how wide its columns are.
COSTS = ("one_off", "running")
PARTY_WIDTHS = {"one_off": "1.1", "running": "1", "income": "1.1", "cashable": "1.4", "net": "1"}


def budget_adjustments(m: Material) -> tuple[Block, ...]:
    """Which budgets change: account, every year that differs and the permanent change, who decides and when."""
    if not m.figures.funding.adjustments:
        return (missing(m, BUDGET_CHANGES, m.words("budget.title")),)
    whole = amounts.budgets(m.plan, m.figures)
    sums = (whole.listed, whole.required, whole.gaps)
    years = year_columns(m, [*whole.changes.values(), *sums], MOST)
    shown = list(whole.changes.items())
    rest = [flow for _, flow in shown[FEW - 1 :]] if m.brief and len(shown) > FEW else []
    rows = [_change(m, id, flow, years) for id, flow in shown[: len(shown) - len(rest)]]
    if rest:
        others = m.language.count("document.and_others", len(rest))
        rows.append(row(["", others, "", *years.cells(m, amounts.summed(*rest)), ""]))
    rows.append(_sum(m, "budget.listed", whole.listed, years, "total"))
    rows.append(_sum(m, "budget.required", whole.required, years))
    rows.append(_sum(m, "budget.gap", whole.gaps, years))
    columns = (
        *m.columns("id 0.4", "budget 3.6", "account 0.9"),
        *years.columns(m, 0.62),
        *m.columns("decided_by 1.5"),
    )
    caption = m.words("budget.caption", unit=m.unit)
    changes = Table("budget_changes", caption, columns, tuple(rows), caption)
    sign = Paragraph(plain(f"{m.words('budget.sign')} {years.note(m)}".strip()))
    return (sign, changes, *_verdict(m), *in_budget_prices(m))


def _change(m: Material, id: str, flow: Flow, years: YearColumns) -> Row:
    change = m.plan.budget_changes[id]
    said = partial(shown_cell, m, BUDGET_CHANGES, id)
    on = said("decided_on", m.language.short_day(change.decided_on) if change.decided_on else "")
    by = said("decided_by", change.decided_by, "" if on else m.words("column.decided_by"))
    committee = (*plain(" ("), *said("committee", change.committee), *plain(")")) if change.committee else ()
    return row((
        id,
        (*said("budget", change.budget), *committee),
        said("account", account_text(change), m.words("column.account")),
        *(_gap(m, change, years) or years.cells(m, flow)),
        (*by, *(plain(", ") if by and on else ()), *on),
    ))  # fmt: skip


def _gap(m: Material, change: BudgetChange, years: YearColumns) -> list[Content]:
    """The years of a change that nobody has given an amount, or a first year: a gap, never zero; else none."""
    missing = "year" if change.amount is not None else "amount"
    if change.amounts or (change.amount is not None and change.year is not None):
        return []
    return [m.gap(m.words(f"column.{missing}")), *[""] * (len(years.columns(m, 1)) - 1)]


def _sum(m: Material, key: str, flow: Flow, years: YearColumns, role: RowRole = "subtotal") -> Row:
    cells: list[Content] = ["", m.words(key), "", *years.cells(m, flow), ""]
    return row(cells, role)


def _verdict(m: Material) -> tuple[Block, ...]:
    """Whether the budget changes come to what the case requires, in every year and for good."""
    f = m.figures
    if later := lacking.to_reconcile(m.language, f):
        return (Note("warning", m.words("budget.gap"), plain(later)),)
    gaps = {year: gap for year, gap in zip(m.plan.years, f.funding.gaps, strict=True) if abs(gap) >= amounts.HALF}
    found = []
    if gaps:
        year = next(iter(gaps))
        years = m.language.sentence_list(runs(list(gaps)))
        found.append(m.words("budget.not_reconciled", years=years, year=year, **_off(m, gaps[year])))
    after = f.permanent_gap
    if after is not None and abs(after) >= amounts.HALF and abs(after - f.funding.gaps[-1]) >= amounts.HALF:
        found.append(m.words("budget.not_lasting", **_off(m, after)))
    if found:
        return (Note("warning", m.words("budget.gap"), plain(" ".join(found))),)
    return (Paragraph(plain(m.words("budget.reconciled")), "small"),)


def _off(m: Material, gap: Decimal) -> dict[str, str]:
    """By how much budgets are off, and which way: that is true whether they are to be lowered or raised."""
    way = "budget.too_high" if gap > 0 else "budget.too_low"
    return {"amount": m.language.money(abs(gap)), "way": m.words(way)}


def funding_ways(m: Material) -> tuple[Block, ...]:
    """Budget to budget and investment pool side by side, year by year, and what a delay would do to the pool."""
    if not m.figures.has_money:
        return ()
    whole, is_repaid = amounts.pool(m.figures), m.figures.funding.pool.is_repaid
    pool = m.plan.economy.pool
    owed = {"interest 0.8": whole.interest, "repayment 1.4": whole.repayment, "balance 1.1": whole.balance}
    by_head = {
        f"{pool.word('to_budget')} 1.3": amounts.years(m.figures).net,
        "draw 1": whole.draw,
        **(owed if is_repaid else {}),
        f"{pool.word('pool_budget')} 1.4": whole.budget,
    }
    flows = list(by_head.values())
    rows = [row((str(year), *(m.whole(flow.by_year[n]) for flow in flows))) for n, year in enumerate(m.plan.years)]
    # What is owed is no sum of what was owed before.
    rows += sum_rows(m, [None if flow is whole.balance else flow for flow in flows])
    columns = m.columns("year 0.7", *(f"{head} end" for head in by_head))
    shown = table("funding", m.words(pool.word("funding.caption"), unit=m.unit), columns, rows)
    used = m.plan.economy.funding == "investment_pool"
    intro = Paragraph(
        plain(
            m.words(pool.word("funding.intro" if is_repaid else "funding.intro_grant"))
            + ("" if used else f" {m.words('funding.unused')}")
        )
    )
    return (shown, intro, *([Paragraph(plain(_repaid(m)))] if used else []))


def _repaid(m: Material) -> str:
    """When the pool is repaid, and what happens if the benefits come later."""
    planned, late, delay = m.figures.funding.pool, m.figures.funding.pool_delayed, m.plan.economy.sensitivity.delay
    if not any(row.draw for row in planned.rows):
        return m.words(m.plan.economy.pool.word("brief.pool_unused"))
    if not planned.is_repaid:
        own = (repaid_in_words(m, planned, m.language.money), _shortfall(m, "brief.grant_shortfall", planned))
        return " ".join(filter(None, own))
    on_time = (repaid_in_words(m, planned, m.language.money), _shortfall(m, "brief.pool_shortfall", planned))
    if not delay:
        return " ".join(filter(None, on_time))
    years = m.language.count("document.years", delay)
    then = "late_still" if late.repaid_year == planned.repaid_year else "late"
    dear = late.interest >= amounts.HALF
    said = m.words("funding.interest", amount=m.language.money(late.interest)) if dear else ""
    in_time = (_when(m, then, late, years=years), said, _shortfall(m, "funding.shortfall", late))
    return " ".join(filter(None, (*on_time, *in_time)))


def _when(m: Material, key: str, ledger: Ledger, **values: object) -> str:
    if ledger.repaid_year:
        return m.words(f"funding.{key}", year=ledger.repaid_year, **values)
    key = key.removesuffix("_still")
    return m.words(f"funding.{key}_not", amount=m.language.money(ledger.debt), year=m.plan.years[-1], **values)


def _shortfall(m: Material, key: str, ledger: Ledger) -> str:
    """What budgets must find themselves in years whose benefits do not cover what is due."""
    missing = ledger.shortfall
    return m.words(by_income(m.figures, key), amount=m.language.money(missing)) if missing >= amounts.HALF else ""


def parties(m: Material) -> tuple[Block, ...]:
    """Who pays and who gains, by committee; net is the sum of the three before it, and every column adds up.

    What is permanent stands beside it where the case comes to a permanent effect.
    """
    found, whole = m.figures.funding.parties, amounts.years(m.figures)
    if not found or all(not one.name for one in found):
        return ()
    paid = _paid(m)
    lasts = [one.permanent for one in found if one.permanent is not None]
    lasting = [_by_party(found, lasts, whole.net.permanent)] if lasts else []
    flows = [*paid, party_nets(m), *lasting]
    rows = [
        row((one.name or m.words("economy.no_committee"), *(m.whole(flow[one.name]) for flow in flows)))
        for one in found
    ]
    rows.append(row((m.words("total"), *(m.whole(sum(flow.values(), Decimal(0))) for flow in flows)), "total"))
    heads = ["committee 2.4", *(f"{name} {PARTY_WIDTHS[name]} end" for name in whole.shown(m.figures))]
    columns = m.columns(*heads, *(["permanent 1.2 end"] if lasts else []))
    return (table("parties", m.words("funding.parties", unit=m.unit), columns, rows),)


def _paid(m: Material) -> list[Mapping[str, Decimal]]:
    """One-off costs, running costs, income where there is any, and savings of each committee over the years."""
    found, whole = m.figures.funding.parties, amounts.years(m.figures).shown(m.figures)
    return [
        _by_party(found, [-getattr(one, name) if name in COSTS else getattr(one, name) for one in found], flow.total)
        for name, flow in whole.items()
        if name != "net"
    ]


def party_nets(m: Material) -> Mapping[str, Decimal]:
    """The net of each committee over the years, in whole thousands."""
    paid = _paid(m)
    return {one.name: sum((flow[one.name] for flow in paid), Decimal(0)) for one in m.figures.funding.parties}


def _by_party(found: Sequence[Party], values: Sequence[Decimal], total: Decimal | None) -> Mapping[str, Decimal]:
    names = (one.name for one in found)
    return amounts.by_name(dict(zip(names, values, strict=True)), total or Decimal(0))


def service_frame(m: Material) -> tuple[Block, ...]:
    """What the case does to the service frame, by year, with a pool beside it if it pays; a plus frees room in it."""
    if not m.figures.has_money:
        return ()
    used = m.plan.economy.funding == "investment_pool"
    both = zip(("frame_budget", "frame_pool"), amounts.frames(m.figures), strict=True)
    ways = {name: way for name, way in both if used or name == "frame_budget"}
    years = year_columns(m, list(ways.values()), MOST_WAYS)
    named = {m.words(m.plan.economy.pool.word(f"funding.{name}")): way for name, way in ways.items()}
    rows = [row((name, *years.cells(m, way))) for name, way in named.items()]
    caption = m.words("funding.frame", unit=m.unit)
    notes = (m.words("funding.frame_note"), frame_rule(m) if used else "", years.note(m), without_lasting(m))
    note = " ".join(filter(None, notes))
    shown = Table(
        "service_frame", caption, (*m.columns("funding_way 2.2"), *years.columns(m, 0.8)), tuple(rows), caption
    )
    return (shown, Paragraph(plain(note), "small"))


def without_lasting(m: Material) -> str:
    """Why a case that has a permanent effect has none beside its pool: the money is still owed; else nothing."""
    lasts = m.figures.permanent.amount is not None and m.plan.economy.funding == "investment_pool"
    return m.words("funding.still_owed") if lasts and amounts.frames(m.figures)[1].permanent is None else ""


def frame_rule(m: Material) -> str:
    """What the plan's pool does to the service frame, where that is from, and where it is our reading."""
    pool = m.plan.economy.pool
    if not pool.type:
        return m.words("funding.frame_pool_note" if pool.is_repaid else "funding.frame_grant_note")
    if pool.type == "external":
        return f"{m.words('funding.frame_external')} {m.words(f'funding.frame_external_{pool.form}')}"
    back = m.words(f"funding.frame_back_{pool.type}") if pool.is_repaid else ""
    return " ".join(filter(None, (m.words("funding.frame_own"), back, m.words("funding.frame_reading"))))


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
