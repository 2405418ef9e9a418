"""Blocks of the business case in words and tables: by year, by kind, by line, and how it was computed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from planbuilder.document import amounts, permanent
from planbuilder.document.blocks.sums import sum_rows
from planbuilder.document.certainty import is_combined, rate_name, rates_in_words
from planbuilder.document.fields import shown_cell
from planbuilder.document.material import THOUSAND, Material, facts, row, table
from planbuilder.document.model import Block, Item, ListBlock, Paragraph, Row, Span, plain
from planbuilder.figures.methods import Payback
from planbuilder.figures.model import KINDS, Line
from planbuilder.figures.rounding import rounded
from planbuilder.questionnaire.needed import COSTS


def economy_summary(m: Material) -> tuple[Block, ...]:
    """Every key figure in a table."""
    if not m.figures.has_money:
        return ()
    f, language = m.figures, m.language
    lasting = permanent.key_figure(language, f.permanent)
    named = f"{lasting.label[0].upper()}{lasting.label[1:]}" + (f" ({lasting.when})" if lasting.when else "")
    later = sum(f.later_costs.values(), Decimal(0))
    pairs = [
        (m.words("economy.one_off"), m.language.money(f.totals["one_off"])),
        *([(m.words("economy.later"), m.language.money(later))] if later else []),
        (m.words("economy.running"), m.language.money(f.totals["running"])),
        (m.words("economy.cashable"), m.language.money(f.totals["cashable"])),
        (m.words("economy.net"), m.language.money(sum(f.net, Decimal(0)))),
        (named, m.language.money(lasting.amount)),
        (m.words("economy.npv"), m.language.money(f.npv)),
        (m.words("economy.npv_wider"), m.language.money(f.npv_wider)),
        *_estimated(m),
        *_returns(m),
        (m.words("economy.bcr"), language.number(f.bcr, 2) if f.bcr is not None else "–"),
        (m.words("economy.eanc"), m.language.money(f.eanc) if f.eanc is not None else "–"),
        (m.words("economy.payback"), _payback(m, f.payback)),
        (m.words("economy.payback_discounted"), _payback(m, f.payback_discounted)),
        (m.words("economy.break_even"), str(f.break_even_year or m.words("economy.never"))),
        (m.words("economy.balance"), str(f.balance_year or m.words("economy.never"))),
        (m.words("economy.risk_reserve"), m.language.money(f.uncertainty.risk_reserve)),
        (m.words("economy.fte"), language.number(f.fte_freed)),
    ]
    return (facts("economy_facts", m.words("economy.key_figures"), pairs, widths=(1.9, 1.7)),)


def _estimated(m: Material) -> Iterator[tuple[str, str]]:
    """What follows from the ranges of the plan; nothing where there is none."""
    u = m.figures.uncertainty
    if u.expected_npv is not None:
        yield m.words("economy.expected_npv"), m.language.money(u.expected_npv)
    if u.expected_npv is not None and is_combined(u):
        yield m.words("economy.stress"), m.language.money(u.stress.npv)


def _returns(m: Material) -> Iterator[tuple[str, str]]:
    """The rates of the case, the modified one where signs change more than once, and what a wait costs."""
    f, money = m.figures, m.language.money
    yield m.words(f"economy.{rate_name(f.irr)}"), rates_in_words(m.language, f.irr)
    if f.irr.turns > 1 and f.mirr is not None:
        yield m.words("economy.mirr"), m.language.percent(f.mirr, 1)
    yield m.words("economy.waiting"), money(f.waiting.same_life)
    yield m.words("economy.waiting_same_end"), money(f.waiting.same_end)


def _payback(m: Material, paid: Payback | None) -> str:
    if paid is None:
        return m.words("economy.never")
    if not paid.index:
        return m.words("economy.at_once")
    text = m.words("economy.years", years=m.language.number(paid.years, 1), base=m.plan.first_year)
    dips = [str(m.figures.rows[n].year) for n in paid.dips]
    return text + (m.words("economy.dips", years=m.language.sentence_list(dips)) if dips else "")


def year_table(m: Material) -> tuple[Block, ...]:
    """The case year by year, with totals; with what is rounded away, years add up to the sums shown."""
    f = m.figures
    if not f.has_money:
        return ()
    whole, present = amounts.years(f), amounts.shared_flow([y.present for y in f.rows])
    flows = (whole.one_off, whole.running, whole.cashable, whole.net)
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
        "one_off 1.2 end",
        "running 1 end",
        "cashable 1.6 end",
        "net 1 end",
        "cumulative 1.3 end",
        "factor 0.9 end",
        "present 1.3 end",
    )
    caption = m.words("economy.by_year", unit=m.unit)
    sign = Paragraph(plain(m.words("economy.sign")))
    return (sign, table("year_table", caption, columns, rows), Paragraph(plain(m.words("economy.rounding")), "small"))


def kind_table(m: Material) -> tuple[Block, ...]:
    """Benefits by kind and year; kinds that are not cashable stand apart and are not added to net."""
    f = m.figures
    kinds = [kind for kind in KINDS if f.totals[kind]]
    if not kinds:
        return ()
    known = amounts.years(f).cashable
    flows = [
        known if kind == "cashable" else amounts.rounded_flow([y.benefits[kind] for y in f.rows]) for kind in kinds
    ]
    rows = [row((str(y.year), *(m.whole(flow.by_year[n]) for flow in flows))) for n, y in enumerate(f.rows)]
    rows += sum_rows(m, flows)
    columns = m.columns("year 1", *(f"{kind} 1.4 end" for kind in kinds))
    note = Paragraph(plain(m.words("economy.kinds_note")))
    return (note, table("kind_table", m.words("economy.by_kind", unit=m.unit), columns, rows), *_moved(m))


def _moved(m: Material) -> tuple[Block, ...]:
    """Benefits that are called cashable and count as released time, each with the reason."""
    items = tuple(
        Item((Span(f"{line.id} {line.title}: ", bold=True), Span(m.language.sentence_list(_reasons(m, line)))))
        for line in m.figures.moved
        if not m.plan.benefits_tree.benefits[line.id].part_of
    )
    if not items:
        return ()
    return (Paragraph(plain(m.words("economy.moved")), "label"), ListBlock(items))


def _reasons(m: Material, line: Line) -> list[str]:
    return [m.words(f"objection.{objection}") for objection in line.objections]


def cost_table(m: Material) -> tuple[Block, ...]:
    """Every cost: what it is, when it falls and what it sums to; the sums add up to those of the years."""
    if not m.figures.costs:
        return ()
    sums = _sums(m)
    rows = [_cost(m, line, sums[line.id]) for line in m.figures.costs]
    rows.append(row(("", m.words("total"), "", "", "", "", m.whole(sum(sums.values(), Decimal(0)))), "total"))
    columns = m.columns("id 0.5", "cost 2.8", "kind 1.2", "expenditure 0.8", "account 2", "period 1.1", "sum 0.9 end")
    return (table("cost_table", m.words("economy.costs", unit=m.unit), columns, rows),)


def _sums(m: Material) -> dict[str, Decimal]:
    """The sum of each cost in whole thousands, one-off and running costs each adding up to theirs."""
    whole = amounts.years(m.figures)
    found: dict[str, Decimal] = {}
    for kind, flow in (("one_off", whole.one_off), ("running", whole.running)):
        own = {line.id: line.total for line in m.figures.costs if line.kind == kind}
        found |= dict(zip(own, amounts.allocated(own.values(), -(flow.total or Decimal(0))), strict=True))
    return found


def _cost(m: Material, line: Line, total: Decimal) -> Row:
    cost = m.plan.costs[line.id]
    kind, spent = m.choice("cost_kind", cost.kind), m.choice("expenditure", cost.expenditure)
    said = partial(shown_cell, m, COSTS, line.id)
    known = (said("title", line.title), said("kind", kind), said("expenditure", spent), said("account", line.account))
    return row((line.id, *known, _period(m, line), m.whole(total)))


def _period(m: Material, line: Line) -> str:
    """The years in which a line is not nil."""
    years = [year for year, value in zip(m.plan.years, line.by_year, strict=True) if value]
    if not years:
        return "–"
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def conventions(m: Material) -> tuple[Block, ...]:
    """How the figures were computed, in words."""
    if not m.figures.has_money:
        return ()
    text = m.words("conventions", base=m.plan.first_year, year=m.plan.price_base)
    title = Paragraph(plain(m.words("conventions_title"), bold=True), "label")
    return (title, Paragraph(plain(f"{text} {_discounting(m)}")))


def _discounting(m: Material) -> str:
    """Which rates the factors follow: a published table, the plan's own, or none."""
    rates = m.figures.rates
    if all(not band.rate for band in rates.bands):
        return m.words("conventions_no_rate")
    table = m.language.pick(rates.title)
    return m.words("conventions_table", rates=table) if table else m.words("conventions_own_rate")
