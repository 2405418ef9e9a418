"""Blocks of how sure the case is: scenarios and tests, switching values, and risks."""

from __future__ import annotations

from functools import partial

from planbuilder.document.blocks.economy_charts import driver_title, moved
from planbuilder.document.fields import shown_cell
from planbuilder.document.material import Material, row, table
from planbuilder.document.model import Block, Paragraph, Row, plain
from planbuilder.figures.model import Driver, Outcome
from planbuilder.plan.economy import Risk

RISKS = "budget_political_goals.risks"
SHOWN = 10


def scenarios(m: Material) -> tuple[Block, ...]:
    """The case in three scenarios and under the usual tests."""
    if not m.figures.has_money:
        return (m.missing(m.words("section.economy")),)
    u, tried = m.figures.uncertainty, m.plan.economy.sensitivity
    names = {
        "delay": m.words("uncertainty.delay", years=m.language.count("document.years", tried.delay)),
        "costs": m.words("uncertainty.costs", percent=m.language.number(tried.costs)),
        "benefits": m.words("uncertainty.benefits", percent=m.language.number(tried.benefits)),
    }
    cases = (u.pessimistic, u.likely, u.optimistic, *u.tests)
    rows = [_outcome(m, names.get(one.name) or m.words(f"uncertainty.{one.name}"), one) for one in cases]
    columns = m.columns("case 3", "permanent 1.4 end", "npv 1.6 end", "break_even 1.2 end")
    intro = m.words(
        "uncertainty.intro", weighting=m.words(f"uncertainty.{u.weighting}"), npv=m.language.money(u.expected_npv)
    )
    shown = table("scenarios", m.words("uncertainty.caption", unit=m.unit), columns, rows)
    return (Paragraph(plain(m.words("uncertainty.title"), bold=True), "label"), Paragraph(plain(intro)), shown)


def _outcome(m: Material, name: str, one: Outcome) -> Row:
    year = str(one.break_even_year) if one.break_even_year else m.words("economy.never")
    lasting = one.permanent.amount
    return row((name, "–" if lasting is None else m.amount(lasting), m.amount(one.npv), year))


def driver_table(m: Material) -> tuple[Block, ...]:
    """The drivers of NPV with the range they were moved in and the value at which NPV is nil."""
    drivers = [one for one in m.figures.uncertainty.drivers if one.swing][:SHOWN]
    if not drivers or not m.figures.has_money:
        return ()
    columns = m.columns("driver 3", "range 1.5", "npv_low 1.2 end", "npv_high 1.2 end", "switching 1.2 end")
    rows = [_driver(m, one) for one in drivers]
    note = Paragraph(plain(m.words("uncertainty.switching_note")), "small")
    return (table("drivers", m.words("uncertainty.drivers", unit=m.unit), columns, rows), note)


def _driver(m: Material, one: Driver) -> Row:
    low, high = (moved(m, one, value) for value in (one.low, one.high))
    span = m.words("uncertainty.range" if one.given else "uncertainty.usual", low=low, high=high)
    reached = one.switching is not None and one.switching >= 0
    switching = m.language.percent(one.switching, 0) if one.switching is not None and reached else "–"
    return row((driver_title(m, one), span, m.amount(one.npv_low), m.amount(one.npv_high), switching))


def risks(m: Material) -> tuple[Block, ...]:
    """What may go wrong, what it would cost, and the reserve that follows."""
    rows = [_risk(m, id, risk) for id, risk in m.plan.risks.items()]
    if not rows:
        return ()
    reserve = m.figures.uncertainty.risk_reserve
    rows.append(row(("", m.words("uncertainty.weighed"), "", m.amount(reserve), "", ""), "total"))
    columns = m.columns(
        "id 0.5", "risk 2.4", "probability 1.3 end", "consequence 1.3 end", "agreed 2.6", "responsible 1.3"
    )
    return (table("risks", m.words("uncertainty.risks", unit=m.unit), columns, rows),)


def _risk(m: Material, id: str, risk: Risk) -> Row:
    said = partial(shown_cell, m, RISKS, id)
    chance = "" if risk.probability is None else m.in_unit(risk.probability, "%")
    cost = m.amount(risk.consequence) if risk.consequence is not None else m.gap(m.words("column.consequence"))
    return row((
        id,
        said("title", risk.title),
        said("probability", chance, m.words("column.probability")),
        cost,
        said("mitigation", risk.mitigation or "–"),
        said("owner", m.plan.person(risk.owner) or "–"),
    ))  # fmt: skip
