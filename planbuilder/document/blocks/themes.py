"""The six themes: every question of the questionnaire with its answer, its gap, or why there is none.

A theme that is added to the questionnaire appears here by itself. Tables of few columns become tables; a wide one
keeps its texts in columns of their own, and its short answers stand together in the last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from planbuilder.document.blocks.appendices import settled
from planbuilder.document.blocks.indicators import indicator_tables
from planbuilder.document.fields import (
    answering,
    differing,
    heading,
    label,
    missing,
    question_field,
    said_by,
    shown,
    shown_cell,
    with_informant,
    with_informants,
)
from planbuilder.document.figure_model import Diagram, IcebergData, IcebergLevel, WheelData, WheelSegment
from planbuilder.document.material import Material, cell, joined, paragraphs, row, table
from planbuilder.document.model import (
    Block,
    Cell,
    Column,
    Item,
    ListBlock,
    Paragraph,
    Row,
    Section,
    Span,
    Spans,
    Table,
    plain,
)
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Part, Question
from planbuilder.questionnaire.needed import ICEBERG, INDICATORS

MOST_COLUMNS, MOST_TEXTS = 6, 4
TEXTS = ("text", "longtext")
FEWEST_POINTS, LONGEST_POINT = 3, 90
# What is told in another section, by where the answer stands; the longest path that fits holds.
SHOWN_ELSEWHERE = {
    "costs": "economy",
    "benefits_tree.benefits": "benefits_tree",
    "risks": "uncertainty",
    "budget_changes": "budget",
    "budget_political_goals.new_goals": "budget",
    "economy.fte_cost": "assumptions",
    "economy.effective_hours": "assumptions",
    "economy.discount_rates": "assumptions",
    "economy.discount_rate": "assumptions",
    "economy.three_point": "uncertainty",
    "economy.sensitivity": "uncertainty",
    "economy.simulation": "uncertainty",
    "economy.pool": "budget",
    "economy.vat": "budget",
    "economy.indices": "budget",
}
ECONOMY = "economy."


def themes(m: Material) -> tuple[Block, ...]:
    """A section for each theme."""
    return tuple(_theme(m, theme) for theme in m.questionnaire.themes)


def _theme(m: Material, theme: Part) -> Section:
    blocks: list[Block] = list(paragraphs(m.language.pick(theme.intro), "lead"))
    asked = [f"{theme.id}.{question.id}" for question in theme.questions]
    open_here = [id for id in asked if m.answers.is_asked(id) and not m.answers.is_internal(id)]
    elsewhere = {id: section for id in open_here if (section := _section_of(m, id))}
    implied = {one for id in open_here for one in _implied_by(m, id)}
    open_here = [id for id in open_here if id not in implied]
    levels = [id for id in open_here if id in ICEBERG]
    for id in open_here:
        blocks += [] if id in elsewhere or id in levels[1:] else _levels(m, levels) if id in levels else _answer(m, id)
    blocks += _elsewhere(m, elsewhere)
    return Section(f"theme_{theme.id}", m.language.pick(theme.title), tuple(blocks), level=2)


def _section_of(m: Material, id: str) -> str:
    """The section that tells an answer, empty where it is told here: all others, and what is not answered."""
    place = m.questionnaire.by_id[id].path or id
    fits = [path for path in SHOWN_ELSEWHERE if place.startswith(path)]
    return SHOWN_ELSEWHERE[max(fits, key=len)] if fits and m.answers.state(id) == "answered" else ""


def _answer(m: Material, id: str) -> list[Block]:
    """A question's heading and what is known of its answer; what the plan has a standard for needs none."""
    question, state = m.questionnaire.by_id[id], m.answers.state(id)
    named = label(m, id, plain(heading(m, id), bold=True))
    if state == "unanswered" and question.path.startswith(ECONOMY) and question.required == "never":
        return []
    field = question_field(m, id)
    if state != "answered":
        return [named, *answering(field, (missing(m, id, heading(m, id)),)), *differing(m, id)]
    if id in CUSTOM:
        *tables, last = CUSTOM[id](m)
        return [*tables, with_informant(m, id, last)]
    if question.is_table:
        asked = (*_implied_by(m, id), id)
        return [with_informants(m, asked, table, named=False) for table in _table(m, id, question)]
    return [named, *answering(field, tuple(_single(m, id, question))), *differing(m, id)]


def _levels(m: Material, ids: list[str]) -> list[Block]:
    """The levels of a culture beside each other, each with its answer or what stands in its stead."""
    columns = [Column(heading(m, id)) for id in ids]
    told = (shown(m, id, "\n".join(_answered_lines(m, id)), heading(m, id)) for id in ids)
    return [with_informants(m, ids, table("culture", m.words("iceberg.levels"), columns, [row(told)]))]


def _implied_by(m: Material, id: str) -> tuple[str, ...]:
    """The question with yes or no that the rows of a table answer by being there."""
    when = m.questionnaire.by_id[id].when
    is_said = when is not None and when.equals == "true" and m.answers.state(id) == "answered"
    return (when.question,) if when and is_said and m.answers.is_asked(id) and not m.answers.is_internal(id) else ()


CUSTOM: Mapping[str, Callable[[Material], tuple[Table, ...]]] = {INDICATORS: indicator_tables}


def _elsewhere(m: Material, told: Mapping[str, str]) -> list[Block]:
    """Where the other answers are told, by section: what one person has said is one paragraph."""
    by_person: dict[str, dict[str, list[str]]] = {}
    for id, section in told.items():
        by_person.setdefault(said_by(m, id), {}).setdefault(section, []).append(heading(m, id))
    return [_pointer(m, said, sections) for said, sections in by_person.items()]


def _pointer(m: Material, said: str, sections: Mapping[str, list[str]]) -> Paragraph:
    parts = [
        (Span(f"{' · '.join(named)}: ", bold=True), Span(m.words("see_section")), Span("", target=section), Span(". "))
        for section, named in sections.items()
    ]
    whose = (Span(f"{said}.", quiet=True),) if said else ()
    return Paragraph((*(span for part in parts for span in part), *whose))


def _single(m: Material, id: str, question: Question) -> list[Block]:
    value = m.answers.value(id)
    if question.many:
        labels = dict(kinds.options(question, m.answers.context))
        return [ListBlock(tuple(Item(plain(_capital(labels.get(str(item), str(item))))) for item in value))]
    text = m.answers.show(id)
    points = _lines(text)
    if len(points) >= FEWEST_POINTS and all(len(point) <= LONGEST_POINT for point in points):
        return [ListBlock(tuple(Item(plain(point)) for point in points))]
    return list(paragraphs(text if kinds.of(question).many_lines else _capital(text), "answer"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(m: Material, id: str, question: Question) -> list[Table]:
    rows, title = m.answers.rows(id), heading(m, id)
    if len(question.columns) > MOST_COLUMNS:
        return [_wide(m, id, question, rows)]
    columns = tuple(_column(m, column) for column in question.columns)
    body = [row(_content(m, id, key, one, values) for one in question.columns) for key, values in rows.items()]
    return [Table(_anchor(id), title, columns, (*body, *_sum(m, question, rows.values())), title)]


def _sum(m: Material, question: Question, rows: Collection[Mapping[str, Any]]) -> Iterator[Row]:
    """What the columns that are summed come to, where a table has several rows; a dash where one lacks its number."""
    if len(rows) > 1 and any(one.summed for one in question.columns):
        cells = (_total(m, [values[one.id] for values in rows]) if one.summed else "" for one in question.columns[1:])
        yield row((m.words("column.sum"), *cells), "total")


def _total(m: Material, numbers: Sequence[Decimal | None]) -> Cell:
    known = [one for one in numbers if one is not None]
    whole = sum(known, Decimal(0))
    return Cell(plain(m.language.number(whole)), whole) if len(known) == len(numbers) else cell("–")


def _column(m: Material, column: Question) -> Column:
    unit = m.language.pick(column.unit)
    title = m.language.pick(column.label) + (f" ({unit})" if unit else "")
    return Column(title, kinds.of(column).width, kinds.of(column).align)


def _content(m: Material, id: str, key: str, column: Question, values: Mapping[str, Any], alone: bool = True) -> Cell:
    """A cell of a register: its text, or a marked gap where the answer is required; a choice that stands `alone` begins
    as a sentence does.
    """
    value = values[column.id]
    text = "" if value in (None, "", ()) else _shown(m, column, value)
    text = _capital(text) if kinds.of(column).chooses and alone else text
    wanted = column.required != "never" and m.answers.column_is_asked(column, values)
    spans = shown_cell(m, id, key, column.id, text, m.language.pick(column.label) if wanted else "")
    return Cell(spans, value if isinstance(value, Decimal) else None)


def _shown(m: Material, column: Question, value: Any) -> str:
    """A cell's text: references by id and name, units left to the column's head."""
    return kinds.show_in_column(column, value, m.answers.context)


def _wide(m: Material, id: str, question: Question, rows: Mapping[str, Mapping[str, Any]]) -> Table:
    """A wide table: its first column and its texts have columns of their own, what else is asked stands in the last."""
    first, *others = question.columns
    texts = [column for column in others if column.kind in TEXTS][:MOST_TEXTS]
    short = [column for column in others if column not in texts]
    body = [
        row([*(_content(m, id, key, one, values) for one in (first, *texts)), _together(m, id, key, short, values)])
        for key, values in rows.items()
    ]
    title = heading(m, id)
    columns = (*(_column(m, one) for one in (first, *texts)), *m.columns("property 3"))
    return Table(_anchor(id), title, columns, tuple(body), title)


def _together(m: Material, id: str, key: str, columns: list[Question], values: Mapping[str, Any]) -> Spans:
    """Several short answers of a row, a line each, behind what was asked."""
    known = ((m.language.pick(one.label), _content(m, id, key, one, values, alone=False).spans) for one in columns)
    return joined(
        [(Span(f"{name} " if name.endswith("?") else f"{name}: "), *told) for name, told in known if told], "\n"
    )


def _anchor(id: str) -> str:
    return id.replace(".", "_")


def iceberg(m: Material) -> tuple[Block, ...]:
    """Schein's iceberg with the plan's own words, once there are any."""
    names = [id.rpartition(".")[2] for id in ICEBERG]
    words = [_answered_lines(m, id) for id in ICEBERG]
    if not any(words):
        return ()
    levels = tuple(
        IcebergLevel(m.words(f"iceberg.{name}"), m.words(f"iceberg.{name}_means"), lines)
        for name, lines in zip(names, words, strict=True)
    )
    said = " ".join(f"{level.title}: {'; '.join(level.lines) or '–'}." for level in levels)
    data = IcebergData((levels[0], levels[1], levels[2]), m.words("iceberg.above"), m.words("iceberg.below"))
    return (Diagram("iceberg", m.words("iceberg.caption"), data, m.words("iceberg.alt", said=said)),)


def _answered_lines(m: Material, id: str) -> tuple[str, ...]:
    """The lines of an answer; none of one that is not given or not for documents."""
    is_told = m.answers.state(id) == "answered" and not m.answers.is_internal(id)
    return _lines(m.answers.value(id)) if is_told else ()


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip(" -•\t") for line in (text or "").splitlines() if line.strip(" -•\t"))


def theme_wheel(m: Material) -> tuple[Block, ...]:
    """The paper's first figure: the six themes, coloured by how far each of a draft has come."""
    if not m.is_draft:
        return ()
    segments = []
    for theme in m.questionnaire.themes:
        done, asked = settled(m, theme), m.answers.progress(theme).asked
        share = Decimal(done) / asked if asked else Decimal(1)
        text = m.words("wheel.of", settled=done, asked=asked)
        segments.append(WheelSegment(m.language.pick(theme.title), share, text))
    said = m.language.sentence_list(f"{s.title} {s.text}" for s in segments)
    data = WheelData(tuple(segments), m.words("wheel.centre"))
    return (Diagram("wheel", m.words("wheel.caption"), data, m.words("wheel.alt", said=said)),)
