"""Blocks of the business case: tables by year, charts, what each cost and benefit is, and how it was computed."""

from __future__ import annotations

from decimal import Decimal

from planbuilder.document.blocks.summary import headline, irr_text
from planbuilder.document.blocks.ticks import ticks
from planbuilder.document.figure_model import Chart, Mark, Series
from planbuilder.document.material import Material, cell, facts, row, table
from planbuilder.document.model import Block, Paragraph, Row, plain
from planbuilder.figures.methods import Payback
from planbuilder.figures.model import KINDS, Figures, Line

THOUSAND = Decimal(1000)


def economy_summary(m: Material) -> tuple[Block, ...]:
    """The case in words, and every key figure in a table."""
    if not m.figures.has_money:
        return (m.missing(m.words("section.economy")),)
    f, language = m.figures, m.language
    pairs = [
        (m.words("economy.one_off"), m.language.money(f.totals["one_off"])),
        (m.words("economy.running"), m.language.money(f.totals["running"])),
        (m.words("economy.cashable"), m.language.money(f.totals["cashable"])),
        (m.words("economy.net"), m.language.money(sum(f.net, Decimal(0)))),
        (m.words("economy.permanent", year=f.rows[-1].year), m.language.money(f.permanent)),
        (m.words("economy.npv"), m.language.money(f.npv)),
        (m.words("economy.npv_wider"), m.language.money(f.npv_wider)),
        (m.words("economy.irr"), irr_text(m)),
        (m.words("economy.payback"), _payback(m, f.payback)),
        (m.words("economy.payback_discounted"), _payback(m, f.payback_discounted)),
        (m.words("economy.break_even"), str(f.break_even_year or m.words("economy.never"))),
        (m.words("economy.balance"), str(f.balance_year or m.words("economy.never"))),
        (m.words("economy.fte"), language.number(f.fte_freed)),
    ]
    return (*headline(m), facts("economy_facts", m.words("economy.key_figures"), pairs, widths=(1.9, 1.7)))


def _payback(m: Material, paid: Payback | None) -> str:
    if paid is None:
        return m.words("economy.never")
    text = m.words("economy.years", years=m.language.number(paid.years, 1))
    dips = [str(m.figures.rows[n].year) for n in paid.dips]
    return text + (m.words("economy.dips", years=m.language.sentence_list(dips)) if dips else "")


def year_table(m: Material) -> tuple[Block, ...]:
    """The case year by year, with totals."""
    if not m.figures.has_money:
        return ()
    rows = [
        row(
            (
                str(y.year),
                *(m.amount(v) for v in (-y.one_off, -y.running, y.benefits["cashable"], y.net, y.cumulative)),
                _factor(m, y.factor),
                m.amount(y.present),
            )
        )
        for y in m.figures.rows
    ]
    f = m.figures
    sums = (-f.totals["one_off"], -f.totals["running"], f.totals["cashable"], sum(f.net, Decimal(0)))
    rows.append(row((m.words("total"), *(m.amount(v) for v in sums), "", "", m.amount(f.npv)), "total"))
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
    return (table("year_table", caption, columns, rows), Paragraph(plain(m.words("economy.rounding")), "small"))


def _factor(m: Material, factor: Decimal) -> str:
    return m.language.number(factor, 4)


def _chart(m: Material, id: str, series: list[Series], alt: str, marks: tuple[Mark, ...] = ()) -> Chart:
    """A chart over the years, with an axis that holds every value and every stack."""
    years = tuple(str(row.year) for row in m.figures.rows)
    shown = ticks(_reach(series), m.language.number)
    return Chart(id, m.words(f"chart.{id}"), years, tuple(series), shown, m.unit, alt, marks)


def _reach(series: list[Series]) -> list[Decimal]:
    """The values an axis must hold: each line and bar, and the sums of stacks above and below nil."""
    own = [v for s in series if s.form != "stack" for v in s.values if v is not None]
    stacks = [s.values for s in series if s.form == "stack"]
    columns = list(zip(*stacks, strict=True)) if stacks else []
    above = [sum((v for v in column if v and v > 0), Decimal(0)) for column in columns]
    below = [sum((v for v in column if v and v < 0), Decimal(0)) for column in columns]
    return [*own, *above, *below]


def _thousands(values: tuple[Decimal, ...] | list[Decimal]) -> tuple[Decimal, ...]:
    return tuple((value / THOUSAND).quantize(Decimal(1)) for value in values)


def cash_flow_chart(m: Material) -> tuple[Block, ...]:
    """Costs below the line, cashable benefits above it, and the net of each year."""
    f = m.figures
    if not f.has_money:
        return ()
    series = [
        Series(m.words("column.one_off"), _thousands([-y.one_off for y in f.rows]), "stack", "one_off"),
        Series(m.words("column.running"), _thousands([-y.running for y in f.rows]), "stack", "running"),
        Series(m.words("column.cashable"), _thousands([y.benefits["cashable"] for y in f.rows]), "stack", "cashable"),
        Series(m.words("column.net"), _thousands(list(f.net)), "line", "net"),
    ]
    said = m.language.sentence_list(f"{y.year}: {m.language.thousands(y.net)}" for y in f.rows)
    return (_chart(m, "cash_flow", series, m.words("chart.cash_flow_alt", said=said, unit=m.unit)),)


def cumulative_chart(m: Material) -> tuple[Block, ...]:
    """The running sum, with the year the case has paid itself back."""
    f = m.figures
    if not f.has_money:
        return ()
    sums = _thousands([y.cumulative for y in f.rows])
    marks = _break_even_mark(m, f)
    low = min(f.rows, key=lambda y: y.cumulative)
    alt = m.words(
        "chart.cumulative_alt",
        low=m.money_in_words(low.cumulative),
        low_year=low.year,
        end=m.money_in_words(f.rows[-1].cumulative),
        end_year=f.rows[-1].year,
        break_even=marks[0].text if marks else m.words("economy.never"),
    )
    return (_chart(m, "cumulative", [Series(m.words("column.cumulative"), sums, "line", "cumulative")], alt, marks),)


def _break_even_mark(m: Material, f: Figures) -> tuple[Mark, ...]:
    found = next((y for y in f.rows if y.year == f.break_even_year), None)
    if found is None:
        return ()
    text = m.words("chart.break_even", year=found.year)
    return (Mark(str(found.year), _thousands([found.cumulative])[0], text),)


def kind_table(m: Material) -> tuple[Block, ...]:
    """Benefits by kind and year; kinds that are not cashable stand apart and are not added to net."""
    f = m.figures
    kinds = [kind for kind in KINDS if f.totals[kind]]
    if not kinds:
        return ()
    rows = [row((str(y.year), *(m.amount(y.benefits[kind]) for kind in kinds))) for y in f.rows]
    rows.append(row((m.words("total"), *(m.amount(f.totals[kind]) for kind in kinds)), "total"))
    columns = m.columns("year 1", *(f"{kind} 1.4 end" for kind in kinds))
    note = Paragraph(plain(m.words("economy.kinds_note")))
    return (note, table("kind_table", m.words("economy.by_kind", unit=m.unit), columns, rows))


def kind_chart(m: Material) -> tuple[Block, ...]:
    """Benefits by kind, stacked by year."""
    f = m.figures
    kinds = [kind for kind in KINDS if f.totals[kind]]
    if not kinds:
        return ()
    series = [
        Series(m.words(f"column.{kind}"), _thousands([y.benefits[kind] for y in f.rows]), "stack", kind)
        for kind in kinds
    ]
    said = m.language.sentence_list(f"{m.words(f'column.{kind}')} {m.money_in_words(f.totals[kind])}" for kind in kinds)
    return (_chart(m, "kinds", series, m.words("chart.kinds_alt", said=said)),)


def cost_table(m: Material) -> tuple[Block, ...]:
    """Every cost: what it is, when it falls and what it sums to."""
    rows = [_cost(m, line) for line in m.figures.costs]
    if not rows:
        return ()
    total = m.figures.totals["one_off"] + m.figures.totals["running"]
    rows.append(row(("", m.words("total"), "", "", "", m.amount(total)), "total"))
    columns = m.columns("id 0.5", "cost 3.2", "kind 1.3", "expenditure 1", "period 1.2", "sum 1.2 end")
    return (table("cost_table", m.words("economy.costs", unit=m.unit), columns, rows),)


def _cost(m: Material, line: Line) -> Row:
    cost = m.plan.costs[line.id]
    kind, spent = m.choice("cost_kind", cost.kind), m.choice("expenditure", cost.expenditure)
    return row((line.id, line.title, kind, spent, _period(m, line), m.amount(line.total)))


def _period(m: Material, line: Line) -> str:
    """The years in which a line is not nil."""
    years = [year for year, value in zip(m.plan.years, line.by_year, strict=True) if value]
    if not years:
        return "–"
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def effect_table(m: Material) -> tuple[Block, ...]:
    """Every priced benefit: full effect, ramp, and use of what is freed."""
    rows = [_effect(m, line) for line in m.figures.benefits if line.full_effect]
    if not rows:
        return ()
    columns = m.columns(
        "id 0.5", "benefit 2.3", "kind 1.2", "full_effect 1.1 end", "start 0.8 end", "ramp 1.2", "use 3.4"
    )
    return (table("effect_table", m.words("economy.effects", unit=m.unit), columns, rows),)


def _effect(m: Material, line: Line) -> Row:
    benefit = m.plan.benefits_tree.benefits[line.id]
    ramp = ", ".join(m.language.number(share) for share in benefit.ramp) or m.language.number(Decimal(100))
    start = str(benefit.start if benefit.start is not None else m.plan.first_year)
    kind = m.choice("benefit_kind", benefit.kind)
    return row(
        (
            line.id,
            line.title,
            kind,
            m.amount(line.full_effect),
            start,
            m.words("ramp_value", ramp=ramp),
            benefit.use or cell("–"),
        )
    )


def conventions(m: Material) -> tuple[Block, ...]:
    """How the figures were computed, in words."""
    if not m.figures.has_money:
        return ()
    text = m.words(
        "conventions",
        base=m.plan.first_year,
        rates=m.language.pick(m.figures.rates.title),
        year=m.plan.price_base,
    )
    return (Paragraph(plain(m.words("conventions_title"), bold=True), "label"), Paragraph(plain(text)))
