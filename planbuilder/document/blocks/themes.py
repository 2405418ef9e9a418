"""The six themes: every question of the questionnaire with its answer, its gap, or why there is none.

A theme that is added to the questionnaire appears here by itself. Tables of few columns become tables, wide ones
become records: a heading a row, and the row's answers as label and text beneath it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from planbuilder.document.blocks.indicators import indicator_tables
from planbuilder.document.fields import answering, question_field, shown_cell
from planbuilder.document.figure_model import Diagram, IcebergData, IcebergLevel
from planbuilder.document.material import Material, paragraphs, row
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
    Table,
    plain,
)
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Part, Question
from planbuilder.record import replace

MOST_COLUMNS = 5
FEWEST_POINTS, LONGEST_POINT = 3, 90
WIDTHS = {"longtext": 2.4, "text": 1.7, "person": 1.5, "reference": 1.9, "number": 0.9, "money": 1.1, "year": 0.8}
NUMERIC = ("number", "money", "percent", "year")
SHOWN_ELSEWHERE = {
    "costs": "economy",
    "benefits_tree.benefits": "economy",
    "risks": "uncertainty",
    "budget_changes": "budget",
    "budget_political_goals.new_goals": "budget",
}
ECONOMY = "economy."


def themes(m: Material) -> tuple[Block, ...]:
    """A section for each theme."""
    return tuple(_theme(m, theme) for theme in m.questionnaire.themes)


def themes_intro(m: Material) -> tuple[Block, ...]:
    """That somebody was interviewed, once something is answered."""
    begun = any(_is_begun(m, theme) for theme in m.questionnaire.themes)
    return (Paragraph(plain(m.words("themes_intro"))),) if begun else ()


def _is_begun(m: Material, theme: Part) -> bool:
    """Whether any of a theme's questions is answered; numbers of the economy may be the plan's standard ones."""
    asked = (f"{theme.id}.{one.id}" for one in theme.questions if not one.path.startswith(ECONOMY))
    return any(m.answers.state(id) == "answered" for id in asked)


def _theme(m: Material, theme: Part) -> Section:
    blocks: list[Block] = list(paragraphs(m.language.pick(theme.intro), "lead"))
    for question in theme.questions:
        id = f"{theme.id}.{question.id}"
        if m.answers.is_asked(id) and not m.answers.is_internal(id):
            blocks += _answer(m, id, question)
    if theme.id == "behaviour_culture":
        blocks += _iceberg(m)
    return Section(f"theme_{theme.id}", m.language.pick(theme.title), tuple(blocks), level=2)


def _answer(m: Material, id: str, question: Question) -> list[Block]:
    """A question's heading and what is known of its answer."""
    heading = m.language.pick(question.heading or question.label)
    label = Paragraph(plain(heading, bold=True), "label")
    state = m.answers.state(id)
    if question.path.startswith(ECONOMY) and question.path != "economy.funding":
        return []
    if (question.path or id) in SHOWN_ELSEWHERE:
        return _elsewhere(m, heading, SHOWN_ELSEWHERE[question.path or id])
    field = question_field(m, id)
    if state != "answered":
        return [label, *answering(field, (_no_answer(m, id, state, heading),))]
    if id in CUSTOM:
        *tables, last = CUSTOM[id](m)
        return [*tables, _with_note(last, _said(m, id))]
    if question.is_table:
        return [_with_note(table, _said(m, id)) for table in _table(m, id, question, heading)]
    return [label, *answering(field, tuple(_single(m, id, question))), *_said_by(m, id)]


CUSTOM: Mapping[str, Callable[[Material], tuple[Table, ...]]] = {"goals_followup.indicators": indicator_tables}


def _elsewhere(m: Material, heading: str, section: str) -> list[Block]:
    pointer = (Span(m.words("see_section")), Span("", target=section))
    return [Paragraph((Span(f"{heading}: ", bold=True), *pointer, Span(".")))]


def _no_answer(m: Material, id: str, state: str, heading: str) -> Block:
    note = m.answers.note(id)
    if state == "not_applicable":
        return Paragraph(plain(m.words("not_applicable", why=note.why or "–"), italic=True))
    if state == "unknown":
        return Paragraph((Span(m.words("unknown", ask=note.ask or "–"), gap=True),))
    return m.missing(heading)


def _single(m: Material, id: str, question: Question) -> list[Block]:
    value = m.answers.value(id)
    if question.many:
        labels = dict(m.answers.context.options(question))
        return [ListBlock(tuple(Item(plain(labels.get(str(item), str(item)))) for item in value))]
    text = m.answers.show(id)
    points = _lines(text)
    if len(points) >= FEWEST_POINTS and all(len(point) <= LONGEST_POINT for point in points):
        return [ListBlock(tuple(Item(plain(point)) for point in points))]
    return list(paragraphs(text if question.kind == "longtext" else text[:1].upper() + text[1:], "answer"))


def _said(m: Material, id: str) -> str:
    """Who gave the answer, where it was noted."""
    note = m.answers.note(id)
    if not note.by:
        return ""
    who = f"{note.by}, {note.role}" if note.role else note.by
    when = f", {m.language.short_day(note.on)}" if note.on else ""
    return m.words("said_by", who=who + when)


def _said_by(m: Material, id: str) -> list[Block]:
    said = _said(m, id)
    return [Paragraph(plain(said), "small")] if said else []


def _with_note(table: Table, said: str) -> Table:
    """A table with a note at its foot; inside the table it cannot part from it."""
    return replace(table, rows=(*table.rows, row([said], "note"))) if said else table


def _table(m: Material, id: str, question: Question, heading: str) -> list[Table]:
    rows = m.answers.rows(id)
    if len(question.columns) > MOST_COLUMNS:
        return [_records(m, id, question, rows, heading)]
    columns = tuple(_column(m, column) for column in question.columns)
    body = tuple(row(_content(m, id, key, one, values) for one in question.columns) for key, values in rows.items())
    return [Table(_anchor(id), heading, columns, body, heading)]


def _column(m: Material, column: Question) -> Column:
    unit = m.language.pick(column.unit)
    title = m.language.pick(column.label) + (f" ({unit})" if unit else "")
    return Column(title, WIDTHS.get(column.kind, 1.2), "end" if column.kind in NUMERIC else "start")


def _content(m: Material, id: str, key: str, column: Question, values: Mapping[str, Any]) -> Cell:
    """A cell of a register: its text, or a marked gap where the answer is required."""
    value = values[column.id]
    text = "" if value in (None, "", ()) else _shown(m, column, value)
    wanted = column.required != "never" and m.answers.column_is_asked(column, values)
    spans = shown_cell(m, id, key, column.id, text, m.language.pick(column.label) if wanted else "")
    return Cell(spans, value if isinstance(value, Decimal) else None)


def _shown(m: Material, column: Question, value: Any) -> str:
    """A cell's text: references by id and name, units left to the column's head."""
    if column.kind in ("number", "money"):
        return m.language.number(value)
    if column.kind == "reference" and not column.many:
        return f"{value} {kinds.show(column, value, m.answers.context)}"
    return kinds.show(column, value, m.answers.context)


def _records(m: Material, id: str, question: Question, rows: Mapping[str, Mapping[str, Any]], heading: str) -> Table:
    """A wide table as records: the first column heads each, the others follow as label and text."""
    first, *others = question.columns
    body: list[Row] = []
    for key, values in rows.items():
        body.append(row([_content(m, id, key, first, values)], "group"))
        body += [
            row((m.language.pick(column.label), content))
            for column in others
            if (content := _content(m, id, key, column, values)).spans
        ]
    return Table(_anchor(id), heading, m.columns("property 1", "answer 3.2"), tuple(body), heading)


def _anchor(id: str) -> str:
    return id.replace(".", "_")


def _iceberg(m: Material) -> list[Block]:
    """Schein's iceberg with the plan's own words, once there are any."""
    names = ("artefacts", "espoused_values", "basic_assumptions")
    words = [m.answers.value(f"behaviour_culture.{name}") for name in names]
    if not any(words):
        return []
    levels = tuple(
        IcebergLevel(m.words(f"iceberg.{name}"), m.words(f"iceberg.{name}_means"), _lines(text))
        for name, text in zip(names, words, strict=True)
    )
    said = " ".join(f"{level.title}: {'; '.join(level.lines) or '–'}." for level in levels)
    data = IcebergData((levels[0], levels[1], levels[2]), m.words("iceberg.above"), m.words("iceberg.below"))
    return [Diagram("iceberg", m.words("iceberg.caption"), data, m.words("iceberg.alt", said=said))]


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip(" -•\t") for line in (text or "").splitlines() if line.strip(" -•\t"))
