"""Blocks of what is not known and of what everything rests on: open points, assumptions and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planbuilder import codes
from planbuilder.document.blocks.economy import rate_bands
from planbuilder.document.certainty import against_likely
from planbuilder.document.fields import shown, shown_cell
from planbuilder.document.material import Material, row, table
from planbuilder.document.model import Block, Note, Paragraph, Row, plain
from planbuilder.errors import Problem
from planbuilder.figures import uplifts
from planbuilder.figures.lines import Line
from planbuilder.plan.ids import in_runs
from planbuilder.questionnaire.definition import Part, Question
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
SETTLED = ("answered", "not_applicable")
AMOUNTS = (codes.AMOUNT_NEEDED, codes.LIKELY_NEEDED)
# Whether a theme matters for a change, where it stands in a plan.
RELEVANT = ".relevant"
UNANSWERED, UNKNOWN = codes.UNANSWERED, codes.ANSWER_UNKNOWN


def open_points(m: Material) -> tuple[Block, ...]:
    """Unknown answers with whom to ask, and everything that stands between the plan and approval, with its part."""
    unknown = [
        row((m.language.pick(q.heading or q.label), m.answers.note(id).ask or "–", m.answers.note(id).by or "–"))
        for id, q in m.questionnaire.questions()
        if m.answers.is_asked(id) and m.answers.note(id).state == "unknown" and not m.answers.is_internal(id)
    ]
    missing = [row(one) for one in _missing(m, [found for found in m.open if found.code != UNKNOWN])]
    blocks: list[Block] = []
    if unknown:
        columns = m.columns("question 3", "ask 1.6", "noted_by 1.4")
        blocks.append(table("unknown", m.words("open.unknown"), columns, unknown))
    if missing:
        blocks.append(table("missing", m.words(_caption(m)), m.columns("what 4.5", "belongs 2"), missing))
    return tuple(blocks)


def _caption(m: Material) -> str:
    """What the list of what is missing is called: it is before approval until every body has decided."""
    chain = m.plan.decisions.values()
    return "open.missing_decided" if chain and all(one.is_decided for one in chain) else "open.missing"


def _missing(m: Material, errors: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    """What is missing with its part: changes that nobody has held a theme against as one, then the others."""
    fields = [found for found in errors if found.place.path.endswith(RELEVANT)]
    of_change: dict[str, list[Problem]] = {}
    for found in fields:
        of_change.setdefault(found.place.path.split(".")[1], []).append(found)
    untouched = {id: own for id, own in of_change.items() if len(own) == len(m.questionnaire.themes)}
    told = [found for own in untouched.values() for found in own]
    if untouched:
        yield m.words("open.no_theme", ids=", ".join(in_runs(untouched))), _part(m, told[0])
    for found in _together(m, [one for one in errors if one not in told]):
        yield _told(m, found), _part(m, found)


def _together(m: Material, errors: Iterable[Problem]) -> Iterator[Problem]:
    """Problems in their order; cells of one column that are missing in several rows as one, which names the rows."""
    own: dict[object, list[Problem]] = {}
    for n, found in enumerate(errors):
        table_, _, column = found.place.path.rpartition(".")
        is_cell = found.code == codes.MISSING_CELL
        own.setdefault((table_.rpartition(".")[0], column) if is_cell else n, []).append(found)
    for alike in own.values():
        rows = m.language.sentence_list(in_runs(one.values.get("row", "") for one in alike))
        yield replace(alike[0], values={**alike[0].values, "row": rows}) if len(alike) > 1 else alike[0]


def _told(m: Material, found: Problem) -> str:
    """What is missing, by the words people know: a question is called by its heading."""
    if found.code == UNANSWERED:
        return found.values["question"]
    if found.code == codes.AMOUNT_NEEDED and any(one.code == codes.LIKELY_NEEDED for one in m.on_row(found)):
        return m.words("open.no_likely", **found.values)
    question = m.questionnaire.by_id.get(found.values.get("id", ""))
    heading = m.language.pick(question.heading or question.label) if question else ""
    return m.language.problem(replace(found, values={**found.values, "id": heading}) if heading else found)


def _part(m: Material, found: Problem) -> str:
    """The part of the interview where it is asked."""
    asked = asked_in(m, found)
    return m.language.pick(asked[0].title) if asked else ""


def asked_in(m: Material, found: Problem) -> tuple[Part, Question] | None:
    """The part and the question that ask for what is missing; of a table that is asked in two, the cell's own."""
    path = found.place.path
    cell = "full_effect.amount" if found.code in AMOUNTS else path.rpartition(".")[-1]
    asked = [
        (part, question)
        for part in m.questionnaire.parts
        for question in part.questions
        if f"{path}.".startswith(f"{question.path or f'answers.{part.id}.{question.id}'}.")
    ]
    asked.sort(key=lambda pair: all(column.id != cell for column in pair[1].columns))
    return asked[0] if asked else None


def settled(m: Material, part: Part) -> int:
    """How many questions of a part are settled: answered or not relevant, and nothing is missing in them."""
    lacking = {f"{asked[0].id}.{asked[1].id}" for found in m.open if (asked := asked_in(m, found))}
    own = (f"{part.id}.{one.id}" for one in part.questions)
    return sum(m.answers.is_asked(id) and m.answers.state(id) in SETTLED and id not in lacking for id in own)


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
    rate = rate_bands(m) if economy.rate_bands and economy.discount_rate is None else rate
    given = economy.rate_source or m.language.pick(table_.source) or m.words("own_rate")
    yield row(("–", m.words("discount_rate"), rate, "", given))
    for published, ids in _uplifted(m).items():
        used = m.words("uncertainty.uplift_used", ids=", ".join(ids))
        yield row(("–", m.words("uncertainty.uplift_row"), used, "", published))
    if economy.fte_cost is not None:
        source = shown(m, FTE_COST_SOURCE, economy.fte_cost_source, m.words("column.source"))
        cost = shown(m, FTE_COST, m.language.money(economy.fte_cost))
        yield row(("–", m.words("fte_cost"), cost, "", source))
    if economy.effective_hours is not None:
        source = shown(m, EFFECTIVE_HOURS_SOURCE, economy.effective_hours_source, m.words("column.source"))
        hours = m.words("hours", hours=m.language.number(economy.effective_hours))
        yield row(("–", m.words("effective_hours"), shown(m, EFFECTIVE_HOURS, hours), "", source))


def _uplifted(m: Material) -> dict[str, list[str]]:
    """The costs that have a published uplift for a range, by where that was published."""
    found: dict[str, list[str]] = {}
    for line in m.figures.costs:
        known = uplifts.table_of(line.uplift) if line.uplift else None
        if known:
            found.setdefault(m.language.pick(known.source), []).append(line.id)
    return found


def _costs(m: Material) -> Iterable[Row]:
    for line, cost in zip(m.figures.costs, m.plan.costs.values(), strict=True):
        source = shown_cell(m, COSTS, line.id, "source", cost.source, m.words("column.source"))
        known = m.words("in_all", amount=m.language.money(line.total))
        value = m.gap(m.words("column.amount")) if line.lacks else known
        yield row((line.id, line.title, value, _range(m, line, cost.confidence), source))


def _effects(m: Material) -> Iterable[Row]:
    for line, benefit in zip(m.figures.benefits, m.plan.benefits_tree.benefits.values(), strict=True):
        if line.full_effect or line.is_by_year:
            value = m.words("a_year", amount=m.language.money(line.full_effect))
            if line.is_by_year:
                value = m.words("in_all", amount=m.language.money(line.total))
            source = shown_cell(m, EFFECTS, line.id, "source", benefit.source, m.words("column.source"))
            yield row((line.id, line.title, value, _range(m, line, benefit.confidence), source))


def _range(m: Material, line: Line, confidence: str) -> str:
    """Low and high as percent of the likely value, and how certain the number is."""
    sure = m.choice("confidence", confidence)
    if line.span is None:
        return sure
    low, high = (against_likely(m.language, share) for share in line.span)
    span = m.words("uncertainty.uplift" if line.uplift else "uncertainty.range", low=low, high=high)
    return f"{span}, {sure}" if sure else span
