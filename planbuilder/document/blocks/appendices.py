"""Blocks of what is not known and of what everything rests on: open points, assumptions and sources."""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.document.material import Material, row, table
from planbuilder.document.model import Block, Paragraph, Row, plain


def open_points(m: Material) -> tuple[Block, ...]:
    """Unknown answers with whom to ask, and everything that stands between the plan and approval."""
    unknown = [
        row((m.language.pick(q.heading or q.label), m.answers.note(id).ask or "–", m.answers.note(id).by or "–"))
        for id, q in m.questionnaire.questions()
        if m.answers.is_asked(id) and m.answers.note(id).state == "unknown"
    ]
    missing = [
        row((found.code, m.language.problem(found)))
        for found in m.problems
        if found.severity == "error" and found.code != "PB124"
    ]
    blocks: list[Block] = []
    if unknown:
        columns = m.columns("question 3", "ask 1.6", "noted_by 1.4")
        blocks.append(table("unknown", m.words("open.unknown"), columns, unknown))
    if missing:
        blocks.append(table("missing", m.words("open.missing"), m.columns("code 0.7", "what 6"), missing))
    return tuple(blocks) or (m.nothing("open_points"),)


def assumptions(m: Material) -> tuple[Block, ...]:
    """Every number that matters with its source; a number without one is marked."""
    rows = [*_economy(m), *_costs(m), *_effects(m)]
    columns = m.columns("id 0.6", "assumption 2.8", "value 1.7 end", "source 3.2")
    intro = Paragraph(plain(m.words("assumptions_intro", year=m.plan.price_base)))
    return (intro, table("assumptions", m.words("assumptions"), columns, rows))


def _economy(m: Material) -> Iterable[Row]:
    economy, table_ = m.plan.economy, m.figures.rates
    rate = m.words("rate_value", rate=m.language.number(table_.rate(1) * 100))
    yield row(("–", m.words("discount_rate"), rate, m.language.pick(table_.source)))
    if economy.fte_cost is not None:
        source = m.or_gap(economy.fte_cost_source, m.words("column.source"))
        yield row(("–", m.words("fte_cost"), m.language.money(economy.fte_cost), source))


def _costs(m: Material) -> Iterable[Row]:
    for line, cost in zip(m.figures.costs, m.plan.costs.values(), strict=True):
        source = m.or_gap(cost.source, m.words("column.source"))
        yield row((line.id, line.title, m.words("in_all", amount=m.language.money(line.total)), source))


def _effects(m: Material) -> Iterable[Row]:
    for line, benefit in zip(m.figures.benefits, m.plan.benefits_tree.benefits.values(), strict=True):
        if line.full_effect:
            value = m.words("a_year", amount=m.language.money(line.full_effect))
            yield row((line.id, line.title, value, m.or_gap(benefit.source, m.words("column.source"))))
