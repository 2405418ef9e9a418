"""Blocks in other prices than the plan's: the case in each year's own, and budget changes in those of the budget year.

In: `Material`. Out: a table and how its amounts were converted; or which changes do not say what they follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from planbuilder.document import amounts
from planbuilder.document.fields import shown, shown_cell
from planbuilder.document.material import Material, row, table
from planbuilder.document.model import Block, Column, Paragraph, Table, plain
from planbuilder.document.year_columns import year_columns
from planbuilder.figures.budget_prices import BudgetPrices
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.needed import BUDGET_CHANGES, INDEX_SOURCE

# So many columns of years there is room for.
MOST = 7
CURRENT_WIDTHS = {"one_off": "1.2", "running": "1", "income": "1.2", "cashable": "1.6", "net": "1"}
# What is said of capital, by what it follows.
CAPITAL = {"own": "economy.capital_own", "nothing": "economy.capital_unadjusted"}
# So many letters of amounts stand beside each other with their years above.
ACROSS = 62


def current_prices(m: Material) -> tuple[Block, ...]:
    """The case in each year's own prices, where the plan gives indices for wages and prices."""
    current = m.figures.current
    if current is None:
        return ()
    exact = zip(*(current[name] for name in ("one_off", "running", "income", "cashable")), strict=True)
    parts = [amounts.net_of(-one_off, -running, income, cashable) for one_off, running, income, cashable in exact]
    whole = [(*own, sum(own, Decimal(0))) for own in parts]
    has_income = "income" in m.figures.natures
    by_year = whole if has_income else [(*own[:2], *own[3:]) for own in whole]
    told = m.plan.economy.indices.source
    source = shown(m, INDEX_SOURCE, told, m.words("column.source"))
    of_capital = CAPITAL.get(m.plan.economy.indices.capital_follows)
    capital = plain(f"{m.words(of_capital)} ") if of_capital else ()
    told_source = (*capital, *plain(f"{m.words('column.source')}: "), *source)
    names = ("one_off", "running", *(["income"] if has_income else []), "cashable", "net")
    return (_across_or_down(m, names, by_year), Paragraph(told_source, "small"))


def _across_or_down(m: Material, names: Sequence[str], by_year: Sequence[Sequence[Decimal]]) -> Table:
    """A row for each flow where the years find room beside each other, else a row for each year."""
    caption = m.words("economy.current")
    letters = max(len(m.language.number(amount, 0)) for own in by_year for amount in own)
    if len(by_year) * letters > ACROSS:
        columns = m.columns("year 0.7", *(f"{name} {CURRENT_WIDTHS[name]} end" for name in names))
        rows = [row((str(year), *map(m.whole, own))) for year, own in zip(m.plan.years, by_year, strict=True)]
        return table("current_prices", caption, columns, rows)
    heads = (*m.columns("cost_or_gain 2.2"), *(Column(str(year), 0.9, "end") for year in m.plan.years))
    flows = zip(names, zip(*by_year, strict=True), strict=True)
    across = [row((m.words(f"column.{name}"), *map(m.whole, flow))) for name, flow in flows]
    return table("current_prices", caption, heads, across)


def in_budget_prices(m: Material) -> tuple[Block, ...]:
    """The same budget changes in the prices in which budgets are voted, where the plan names their year."""
    found = m.figures.budget_prices
    if found is None or m.brief:
        return ()
    if found.without_art:
        ids = m.language.sentence_list(found.without_art)
        return (Paragraph(plain(m.words("budget.prices_unknown", year=found.year, ids=ids)), "small"),)
    whole = amounts.in_budget_prices(m.figures, found)
    sums = {"listed": whole.listed, "required": whole.required, "gap": whole.gaps}
    known = {name: flow for name, flow in sums.items() if flow.by_year}
    years = year_columns(m, [*whole.changes.values(), *known.values()], MOST)
    named = {id: shown_cell(m, BUDGET_CHANGES, id, "budget", m.plan.budget_changes[id].budget) for id in whole.changes}
    rows = [row([id, named[id], *years.cells(m, flow)]) for id, flow in whole.changes.items()]
    rows += [row(["", m.words(f"budget.{name}"), *years.cells(m, flow)], "subtotal") for name, flow in known.items()]
    columns = (*m.columns("id 0.4", "budget 3.6"), *years.columns(m, 0.62))
    caption = m.words("budget.prices_caption", year=found.year, unit=m.words("unit_thousands", year=found.year))
    note = Paragraph(plain(" ".join(filter(None, (years.note(m), *_note(m, found))))), "small")
    return (Table("budget_prices", caption, columns, tuple(rows), caption), note)


def _note(m: Material, found: BudgetPrices) -> Iterator[str]:
    """How budget changes were brought to the prices of the budget year, and why they may differ from the case there."""
    yield in_prices_of(m.language, m.plan, found)
    gaps = found.gaps(m.figures.funding.adjustments)
    if m.figures.funding.is_reconciled and any(abs(gap) >= amounts.HALF for gap in gaps):
        yield m.words("budget.prices_gap")


def in_prices_of(language: Language, plan: Plan, found: BudgetPrices) -> str:
    """By how much each index brings the price base to the budget year."""
    told = {name: language.percent(factor - 1, 2) for name, factor in found.factors.items() if name}
    rises = (language.text(f"document.budget.rise_{name}", share=share) for name, share in told.items())
    arts = language.sentence_list(rises)
    said = language.text("document.budget.prices_note", base=plan.price_base, year=found.year, arts=arts)
    unadjusted = plan.economy.indices.capital_follows == "nothing"
    return f"{said} {language.text('document.economy.capital_unadjusted')}" if unadjusted else said
