"""Blocks of what is not known and of what everything rests on: open points, assumptions and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planbuilder import codes
from planbuilder.document.certainty import against_likely
from planbuilder.document.fields import shown, shown_cell
from planbuilder.document.material import Material, row, table
from planbuilder.document.model import Block, Note, Paragraph, Row, plain
from planbuilder.errors import Problem
from planbuilder.figures.lines import Line
from planbuilder.questionnaire.needed import (
    COSTS,
    EFFECTIVE_HOURS,
    EFFECTIVE_HOURS_SOURCE,
    EFFECTS,
    FTE_COST,
    FTE_COST_SOURCE,
)
from planbuilder.record import replace

LARGEST = 3
UNANSWERED, UNKNOWN = codes.UNANSWERED, codes.ANSWER_UNKNOWN


def open_points(m: Material) -> tuple[Block, ...]:
    """Unknown answers with whom to ask, and everything that stands between the plan and approval, with its part."""
    unknown = [
        row((m.language.pick(q.heading or q.label), m.answers.note(id).ask or "–", m.answers.note(id).by or "–"))
        for id, q in m.questionnaire.questions()
        if m.answers.is_asked(id) and m.answers.note(id).state == "unknown" and not m.answers.is_internal(id)
    ]
    errors = [found for found in m.problems if found.severity == "error" and found.code != UNKNOWN]
    missing = [row((_told(m, found), _part(m, found))) for found in _together(m, errors)]
    blocks: list[Block] = []
    if unknown:
        columns = m.columns("question 3", "ask 1.6", "noted_by 1.4")
        blocks.append(table("unknown", m.words("open.unknown"), columns, unknown))
    if missing:
        blocks.append(table("missing", m.words(_missing(m)), m.columns("what 4.5", "belongs 2"), missing))
    return tuple(blocks)


def _missing(m: Material) -> str:
    """What the list of what is missing is called: it is before approval until every body has decided."""
    chain = m.plan.decisions.values()
    return "open.missing_decided" if chain and all(one.is_decided for one in chain) else "open.missing"


def _together(m: Material, errors: Iterable[Problem]) -> Iterator[Problem]:
    """Problems in their order; cells of one column that are missing in several rows as one, which names the rows."""
    own: dict[object, list[Problem]] = {}
    for n, found in enumerate(errors):
        table_, _, column = found.place.path.rpartition(".")
        is_cell = found.code == codes.MISSING_CELL
        own.setdefault((table_.rpartition(".")[0], column) if is_cell else n, []).append(found)
    for alike in own.values():
        rows = m.language.sentence_list(one.values.get("row", "") for one in alike)
        yield replace(alike[0], values={**alike[0].values, "row": rows}) if len(alike) > 1 else alike[0]


def _told(m: Material, found: Problem) -> str:
    """What is missing, by the words people know: a question is called by its heading."""
    if found.code == UNANSWERED:
        return found.values["question"]
    question = m.questionnaire.by_id.get(found.values.get("id", ""))
    heading = m.language.pick(question.heading or question.label) if question else ""
    return m.language.problem(replace(found, values={**found.values, "id": heading}) if heading else found)


def _part(m: Material, found: Problem) -> str:
    """The part of the interview where it is asked; where a table is asked in two, the one that asks for the cell."""
    path, cell = found.place.path, found.place.path.rpartition(".")[-1]
    asked = [
        (part, question)
        for part in m.questionnaire.parts
        for question in part.questions
        if f"{path}.".startswith(f"{question.path or f'answers.{part.id}.{question.id}'}.")
    ]
    asked.sort(key=lambda pair: all(column.id != cell for column in pair[1].columns))
    return m.language.pick(asked[0][0].title) if asked else ""


def assumptions(m: Material) -> tuple[Block, ...]:
    """Every number that matters with its range and its source; a number without a source is marked."""
    rows = [*_economy(m), *_costs(m), *_effects(m)]
    columns = m.columns("id 0.5", "assumption 2.3", "value 1.2 end", "range 1.3", "source 4.3")
    intro = Paragraph(plain(m.words("assumptions_intro", year=m.plan.price_base)))
    return (intro, table("assumptions", m.words("assumptions"), columns, rows), *_without_source(m))


def _without_source(m: Material) -> tuple[Block, ...]:
    """The numbers that have no source, and which of them are among those that move the case most."""
    lines = [line for line in (*m.figures.costs, *m.figures.benefits) if not line.has_source and line.total]
    loose = [line.id for line in lines]
    if m.plan.economy.fte_cost is not None and not m.plan.economy.fte_cost_source:
        loose.append("fte_cost")
    if not loose:
        return ()
    names = {"fte_cost": m.words("driver.fte_cost")}
    largest = [one.id for one in m.figures.uncertainty.drivers[:LARGEST] if one.swing and not one.has_source]
    said = [m.words("no_source", names=m.language.sentence_list(names.get(id, id) for id in loose))]
    if largest:
        said.append(m.words("no_source_largest", names=m.language.sentence_list(names.get(id, id) for id in largest)))
    return (Note("warning", m.words("no_source_title"), plain(" ".join(said))),)


def _economy(m: Material) -> Iterable[Row]:
    economy, table_ = m.plan.economy, m.figures.rates
    rate = m.words("rate_value", rate=m.language.number(table_.rate(1) * 100))
    yield row(("–", m.words("discount_rate"), rate, "", m.language.pick(table_.source) or m.words("own_rate")))
    if economy.fte_cost is not None:
        source = shown(m, FTE_COST_SOURCE, economy.fte_cost_source, m.words("column.source"))
        cost = shown(m, FTE_COST, m.language.money(economy.fte_cost))
        yield row(("–", m.words("fte_cost"), cost, "", source))
    if economy.effective_hours is not None:
        source = shown(m, EFFECTIVE_HOURS_SOURCE, economy.effective_hours_source, m.words("column.source"))
        hours = m.words("hours", hours=m.language.number(economy.effective_hours))
        yield row(("–", m.words("effective_hours"), shown(m, EFFECTIVE_HOURS, hours), "", source))


def _costs(m: Material) -> Iterable[Row]:
    for line, cost in zip(m.figures.costs, m.plan.costs.values(), strict=True):
        source = shown_cell(m, COSTS, line.id, "source", cost.source, m.words("column.source"))
        known = m.words("in_all", amount=m.language.money(line.total))
        value = m.gap(m.words("column.amount")) if line.lacks else known
        yield row((line.id, line.title, value, _range(m, line, cost.confidence), source))


def _effects(m: Material) -> Iterable[Row]:
    for line, benefit in zip(m.figures.benefits, m.plan.benefits_tree.benefits.values(), strict=True):
        if line.full_effect:
            value = m.words("a_year", amount=m.language.money(line.full_effect))
            source = shown_cell(m, EFFECTS, line.id, "source", benefit.source, m.words("column.source"))
            yield row((line.id, line.title, value, _range(m, line, benefit.confidence), source))


def _range(m: Material, line: Line, confidence: str) -> str:
    """Low and high as percent of the likely value, and how certain the number is."""
    sure = m.choice("confidence", confidence)
    if line.span is None:
        return sure
    low, high = (against_likely(m.language, share) for share in line.span)
    span = m.words("uncertainty.range", low=low, high=high)
    return f"{span}, {sure}" if sure else span
