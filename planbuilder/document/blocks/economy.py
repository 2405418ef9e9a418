"""Blocks of the business case in words and tables: by year, by kind, by line, and how it was computed."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from itertools import zip_longest

from planbuilder.document import amounts, key_figures, natures
from planbuilder.document.amounts import Flow
from planbuilder.document.blocks.sums import sum_rows
from planbuilder.document.fields import shown_cell
from planbuilder.document.material import THOUSAND, Material, row, table
from planbuilder.document.model import Block, Column, Item, ListBlock, Paragraph, ParagraphRole, Row, Span, plain
from planbuilder.document.year_columns import YearColumns, alike_columns
from planbuilder.figures import lacking
from planbuilder.figures.lines import Line
from planbuilder.figures.methods import rounded, shares
from planbuilder.figures.model import KINDS, YearRow
from planbuilder.plan.areas import expenditure_of
from planbuilder.plan.cost_years import every_of
from planbuilder.questionnaire.needed import COSTS

# So many columns of years a table of kinds has.
MOST_YEARS = 7
ZERO = Decimal(0)
# How wide a column of the case by year is, beside the others.
YEAR_WIDTHS = {"one_off": "1.2", "running": "1", "income": "1.2", "cashable": "1.6", "net": "1"}
# What is said of all tables with amounts, before the first that adds up.
NOTES: tuple[tuple[str, ParagraphRole], ...] = (("sign", "body"), ("rounding", "small"))


def economy_summary(m: Material) -> tuple[Block, ...]:
    """Every key figure in a table, two beside each other."""
    if not m.figures.has_money:
        return ()
    pairs = [*key_figures.said(m.language, m.plan, m.figures, "document")]
    half = -(-len(pairs) // 2)
    rows = (row((*left, *right)) for left, right in zip_longest(pairs[:half], pairs[half:], fillvalue=("", "")))
    columns = m.columns("key_figure 2.4", "value 1.2", "key_figure 2.4", "value 1.4")
    return (table("economy_facts", m.words("economy.key_figures"), columns, rows),)


def year_table(m: Material) -> tuple[Block, ...]:
    """The case year by year, with totals; with what is rounded away, years add up to the sums shown."""
    f = m.figures
    if not f.has_money:
        return ()
    whole, present = amounts.years(f), amounts.shared_flow([y.present for y in f.rows])
    shown = whole.shown(f)
    flows = tuple(shown.values())
    rows = [
        row((
            str(y.year), *(m.whole(flow.by_year[n]) for flow in flows), m.whole(rounded(y.cumulative, THOUSAND)),
            m.language.number(y.factor, 4), m.whole(present.by_year[n]),
        ))
        for n, y in enumerate(f.rows)
    ]  # fmt: skip
    rows += sum_rows(m, (*flows, None, None, present))
    columns = m.columns(
        "year 0.7",
        *(f"{name} {YEAR_WIDTHS[name]} end" for name in shown),
        "cumulative 1.3 end",
        "factor 0.9 end",
        "present 1.3 end",
    )
    caption = m.words("economy.by_year", unit=m.unit)
    sign, rounding = (Paragraph(plain(m.words(f"economy.{key}")), role) for key, role in NOTES)
    return (sign, rounding, table("year_table", caption, columns, rows))


def kind_table(m: Material) -> tuple[Block, ...]:
    """Benefits by kind and year; kinds that are not cashable stand apart and are not added to net."""
    f = m.figures
    kinds = [kind for kind in (*KINDS, *natures.OUTSIDE) if f.totals[kind]]
    if not kinds:
        return ()
    known = amounts.years(f).cashable
    flows = [
        known if kind == "cashable" else amounts.rounded_flow([_outside(y, kind) for y in f.rows]) for kind in kinds
    ]
    years = alike_columns(m, flows, MOST_YEARS)
    is_rounded = any(flow.rounding for flow in flows)
    rows = [_kind(m, kind, flow, years, is_rounded) for kind, flow in zip(kinds, flows, strict=True)]
    columns = (
        *m.columns("kind 1.6"),
        *years.columns(m, 0.8),
        *([Column(m.words("rounding"), 0.9, "end")] if is_rounded else ()),
        *m.columns("sum 0.9 end"),
    )
    told = [m.words(f"economy.kinds_{name}") for name in natures.OUTSIDE if name in kinds]
    note = Paragraph(plain(" ".join(filter(None, (m.words("economy.kinds_note"), *told, years.note(m))))))
    return (note, table("kind_table", m.words("economy.by_kind", unit=m.unit), columns, rows), *_moved(m))


def _outside(y: YearRow, kind: str) -> Decimal:
    """What a kind comes to in a year beside net: own time is a minus."""
    if kind == "own_time":
        return -y.own_time
    return y.residual_value if kind == "residual_value" else y.benefits[kind]


def _kind(m: Material, kind: str, flow: Flow, years: YearColumns, is_rounded: bool) -> Row:
    """A kind by years, with what is rounded away where a table tells it, and its sum."""
    rest = [m.whole(flow.rounding)] if is_rounded else []
    return row((m.words(f"column.{kind}"), *years.cells(m, flow), *rest, m.whole(flow.total or Decimal(0))))


def _moved(m: Material) -> tuple[Block, ...]:
    """Benefits that are called cashable and count as released time, each with the reason."""
    items = tuple(
        Item((Span(f"{line.id} {line.title}: ", bold=True), Span(lacking.why(m.language, line))))
        for line in m.figures.moved
        if not m.plan.benefits_tree.benefits[line.id].part_of
    )
    if not items:
        return ()
    return (Paragraph(plain(m.words("economy.moved")), "label"), ListBlock(items))


def cost_table(m: Material) -> tuple[Block, ...]:
    """Every cost: what it is, when it falls and what it sums to; the sums add up to those of the years."""
    if not m.figures.costs:
        return ()
    sums = _sums(m)
    spent = [line for line in m.figures.costs if line.kind == line.declared]
    rows = [_cost(m, line, sums[line.id]) for line in spent]
    total = sum((sums[line.id] for line in spent), Decimal(0))
    rows.append(row(("", m.words("total"), "", "", "", "", m.whole(total)), "total"))
    # Beneath the sum, of which they are no part.
    rows += [_cost(m, line, sums[line.id]) for line in m.figures.costs if line.kind != line.declared]
    columns = m.columns("id 0.5", "cost 2.8", "kind 1.2", "expenditure 0.8", "account 2", "period 1.1", "sum 0.9 end")
    notes = natures.said(m)
    shown = table("cost_table", m.words("economy.costs", unit=m.unit), columns, rows)
    return (shown, *([Paragraph(plain(" ".join(notes)), "small")] if notes else []))


def _sums(m: Material) -> dict[str, Decimal]:
    """The sum of each cost in whole thousands, one-off and running costs each adding up to theirs."""
    whole = amounts.years(m.figures)
    found: dict[str, Decimal] = {}
    for kind, total in (
        ("one_off", -(whole.one_off.total or ZERO)),
        ("running", -(whole.running.total or ZERO)),
        ("income", whole.income.total or ZERO),
        *((name, rounded(m.figures.totals[name], THOUSAND)) for name in natures.OUTSIDE),
    ):
        own = {line.id: line.total for line in m.figures.costs if line.kind == kind}
        found |= dict(zip(own, shares(list(own.values()), THOUSAND, total), strict=True))
    return found


def _cost(m: Material, line: Line, total: Decimal) -> Row:
    cost = m.plan.costs[line.id]
    kind = m.choice("cost_kind", cost.kind) if not cost.nature else m.words(f"column.{cost.nature}")
    spent = m.choice("expenditure", expenditure_of(cost)) if line.in_net else "–"
    said = partial(shown_cell, m, COSTS, line.id)
    known = (said("title", line.title), said("kind", kind), said("expenditure", spent), said("account", line.account))
    amount = m.gap(m.words("column.amount")) if line.lacks else m.whole(total)
    return row((line.id, *known, _period(m, line), amount))


def _period(m: Material, line: Line) -> str:
    """The years in which a line is not nil."""
    years = [year for year, value in zip(m.plan.years, line.by_year, strict=True) if value]
    if not years:
        return "–"
    if years[0] == years[-1]:
        return str(years[0])
    span, every = f"{years[0]}–{years[-1]}", every_of(m.plan.costs[line.id])
    return span if every == 1 else m.words("economy.comes_again", years=span, every=every)


def conventions(m: Material) -> tuple[Block, ...]:
    """How the figures were computed, in words."""
    if not m.figures.has_money:
        return ()
    when = m.words("conventions_middle" if m.figures.rates.mid_year else "conventions_end")
    key = natures.by_income(m.figures, "conventions")
    text = m.words(key, base=m.plan.first_year, year=m.plan.price_base, when=when)
    vat = m.plan.economy.vat
    outside = (natures.outside(m, name) for name in natures.OUTSIDE)
    said = (text, *outside, m.words(f"conventions_vat_{vat}") if vat else "", _discounting(m))
    title = Paragraph(plain(m.words("conventions_title"), bold=True), "label")
    return (title, Paragraph(plain(" ".join(filter(None, said)))))


def rate_bands(m: Material) -> str:
    """Each rate with the year after the base year from which it holds."""
    bands = m.figures.rates.bands
    return ", ".join(m.words("rate_band", rate=m.language.number(band.rate), year=band.from_) for band in bands)


def _discounting(m: Material) -> str:
    """Which rates the factors follow: a published table, the plan's own, or none."""
    rates = m.figures.rates
    if all(not band.rate for band in rates.bands):
        return m.words("conventions_no_rate")
    if len(rates.bands) > 1 and not rates.title:
        return m.words("conventions_own_bands", bands=rate_bands(m))
    table = m.language.pick(rates.title)
    return m.words("conventions_table", rates=table) if table else m.words("conventions_own_rate")
