"""Blocks of the case by area of the budget: what each area costs and yields, its budgets, and its committees.

In: `Material`. Out: primitives; none where a plan has but one area, for that is the whole. A plus improves the
municipality's economy.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.document import amounts, area_amounts
from planbuilder.document.amounts import Flow, Years
from planbuilder.document.blocks.budget import party_nets
from planbuilder.document.material import Material, row
from planbuilder.document.model import Block, Column, Paragraph, Row, RowRole, Table, plain
from planbuilder.document.year_columns import YearColumns, year_columns
from planbuilder.figures.areas import area_name
from planbuilder.plan.areas import UNSTATED

# So many columns of years there is room for.
MOST = 7


def areas(m: Material) -> tuple[Block, ...]:
    """The case by area and year: costs, savings and net of each, and the net of all."""
    if not _several(m):
        return ()
    by_area, net = area_amounts.by_area(m.figures), amounts.years(m.figures).net
    flows = [flow for own in by_area.values() for flow in (own.one_off, own.running, own.income, own.cashable, own.net)]
    years = year_columns(m, [*flows, net], MOST)
    rows = [found for name, own in by_area.items() for found in _area(m, name, own, years)]
    rows.append(_row(m, m.words("areas.all"), net, years, "total"))
    note = " ".join(filter(None, (m.words("areas.note"), years.note(m))))
    table = _table(m, "areas", m.words("areas.caption", unit=m.unit), years, rows)
    return (table, Paragraph(plain(note), "small"), *area_committees(m))


def area_budgets(m: Material) -> tuple[Block, ...]:
    """The budget changes of each area, beside what the case requires there; nothing where no change has an area."""
    # Of changes without an area every area would lack all of its own.
    if not _several(m) or not any(any(one.changes) for one in m.figures.areas if one.area != UNSTATED):
        return ()
    found = area_amounts.budgets_by_area(m.plan, m.figures)
    years = year_columns(m, [flow for own in found.values() for flow in (own.listed, own.required)], MOST)
    rows = []
    for name, own in found.items():
        rows.append(row([_capital(area_name(m.language, name))], "group"))
        rows.append(_row(m, m.words("budget.listed"), own.listed, years))
        rows.append(_row(m, m.words("budget.required"), own.required, years))
        gap = amounts.summed(own.required, amounts.negative(own.listed))
        if any(gap.by_year) or gap.permanent:
            rows.append(_row(m, m.words("budget.gap"), gap, years))
    some = any(any(one.changes) for one in m.figures.areas if one.area == UNSTATED)
    unstated = m.words("areas.unstated") if some else ""
    note = " ".join(filter(None, (m.words("budget.sign"), years.note(m), unstated)))
    caption = m.words("areas.budgets", unit=m.unit)
    return (_table(m, "area_budgets", caption, years, rows), Paragraph(plain(note), "small"))


def area_committees(m: Material) -> tuple[Block, ...]:
    """The net of each committee over the years, area by area; the areas of a committee come to its net."""
    found = m.figures.areas
    nets = party_nets(m)
    if all(not name for name in nets):
        return ()
    shared = {
        name: amounts.by_name({one.area: one.committees.get(name, amounts.ZERO) for one in found}, net)
        for name, net in nets.items()
    }
    # An area that budget changes alone have is none of any committee's case.
    found = tuple(one for one in found if any(own[one.area] for own in shared.values()))
    rows = [
        row((name or m.words("economy.no_committee"), *(m.whole(own[one.area]) for one in found), m.whole(nets[name])))
        for name, own in shared.items()
    ]
    named = (Column(_capital(area_name(m.language, one.area)), 1, "end") for one in found)
    columns = (*m.columns("committee 2.4"), *named, *m.columns("net 1 end"))
    caption = m.words("areas.committees", unit=m.unit)
    return (Table("area_committees", caption, columns, tuple(rows), caption),)


def _several(m: Material) -> bool:
    return m.figures.has_money and len(m.figures.areas) > 1


def _capital(text: str) -> str:
    """A name at the head of a row or column."""
    return text[0].upper() + text[1:]


def _area(m: Material, name: str, own: Years, years: YearColumns) -> Iterator[Row]:
    """What there is of an area, and its net where that is more than one row."""
    parts = {"one_off": own.one_off, "running": own.running, "income": own.income, "cashable": own.cashable}
    known = {part: flow for part, flow in parts.items() if any(flow.by_year)}
    if known:
        yield row([_capital(area_name(m.language, name))], "group")
    for part, flow in known.items():
        yield _row(m, m.words(f"column.{part}"), flow, years)
    if len(known) > 1:
        yield _row(m, m.words("column.net"), own.net, years, "subtotal")


def _row(m: Material, name: str, flow: Flow, years: YearColumns, role: RowRole = "body") -> Row:
    return row((name, *years.cells(m, flow)), role)


def _table(m: Material, id: str, caption: str, years: YearColumns, rows: list[Row]) -> Table:
    return Table(id, caption, (*m.columns("cost_or_gain 2.6"), *years.columns(m, 0.8)), tuple(rows), caption)
