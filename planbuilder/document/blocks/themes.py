"""The six themes: every question of the questionnaire with its answer, its gap, or why there is none.

A theme that is added to the questionnaire appears here by itself. Tables of few columns become tables, wide ones
become records: a heading a row, and the row's answers as label and text beneath it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from planbuilder.document.blocks.indicators import indicator_tables
from planbuilder.document.fields import (
    answering,
    heading,
    informant,
    missing,
    question_field,
    said_by,
    shown_cell,
    with_informant,
)
from planbuilder.document.figure_model import Diagram, IcebergData, IcebergLevel, WheelData, WheelSegment
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
from planbuilder.questionnaire.needed import BEHAVIOUR, ICEBERG, INDICATORS

MOST_COLUMNS = 5
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
    "economy.pool": "budget",
    "economy.indices": "budget",
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
    asked = [f"{theme.id}.{question.id}" for question in theme.questions]
    open_here = [id for id in asked if m.answers.is_asked(id) and not m.answers.is_internal(id)]
    elsewhere = {id: section for id in open_here if (section := _section_of(m, id))}
    for id in open_here:
        blocks += [] if id in elsewhere else _answer(m, id)
    blocks += _elsewhere(m, elsewhere)
    if theme.id == BEHAVIOUR:
        blocks += _iceberg(m)
    return Section(f"theme_{theme.id}", m.language.pick(theme.title), tuple(blocks), level=2)


def _section_of(m: Material, id: str) -> str:
    """The section that tells an answer, empty where it is told here: all others, and what is not answered."""
    place = m.questionnaire.by_id[id].path or id
    fits = [path for path in SHOWN_ELSEWHERE if place.startswith(path)]
    return SHOWN_ELSEWHERE[max(fits, key=len)] if fits and m.answers.state(id) == "answered" else ""


def _answer(m: Material, id: str) -> list[Block]:
    """A question's heading and what is known of its answer; what the plan has a standard for needs none."""
    question, state = m.questionnaire.by_id[id], m.answers.state(id)
    label = Paragraph(plain(heading(m, id), bold=True), "label")
    if state == "unanswered" and question.path.startswith(ECONOMY) and question.required == "never":
        return []
    field = question_field(m, id)
    if state != "answered":
        return [label, *answering(field, (missing(m, id, heading(m, id)),)), *informant(m, id)]
    if id in CUSTOM:
        *tables, last = CUSTOM[id](m)
        return [*tables, with_informant(m, id, last)]
    if question.is_table:
        return [with_informant(m, id, table) for table in _table(m, id, question)]
    return [label, *answering(field, tuple(_single(m, id, question))), *informant(m, id)]


CUSTOM: Mapping[str, Callable[[Material], tuple[Table, ...]]] = {INDICATORS: indicator_tables}


def _elsewhere(m: Material, told: Mapping[str, str]) -> list[Block]:
    """Where the other answers are told: those of one section and from one person in a paragraph."""
    together: dict[tuple[str, str], list[str]] = {}
    for id, section in told.items():
        together.setdefault((section, said_by(m, id)), []).append(heading(m, id))
    return [_pointer(m, section, said, headings) for (section, said), headings in together.items()]


def _pointer(m: Material, section: str, said: str, headings: list[str]) -> Paragraph:
    named = Span(f"{' · '.join(headings)}: ", bold=True)
    end = Span(f". {said}." if said else ".")
    return Paragraph((named, Span(m.words("see_section")), Span("", target=section), end))


def _single(m: Material, id: str, question: Question) -> list[Block]:
    value = m.answers.value(id)
    if question.many:
        labels = dict(kinds.options(question, m.answers.context))
        return [ListBlock(tuple(Item(plain(labels.get(str(item), str(item)))) for item in value))]
    text = m.answers.show(id)
    points = _lines(text)
    if len(points) >= FEWEST_POINTS and all(len(point) <= LONGEST_POINT for point in points):
        return [ListBlock(tuple(Item(plain(point)) for point in points))]
    return list(paragraphs(text if kinds.of(question).many_lines else text[:1].upper() + text[1:], "answer"))


def _table(m: Material, id: str, question: Question) -> list[Table]:
    rows, title = m.answers.rows(id), heading(m, id)
    if len(question.columns) > MOST_COLUMNS:
        return [_records(m, id, question, rows)]
    columns = tuple(_column(m, column) for column in question.columns)
    body = tuple(row(_content(m, id, key, one, values) for one in question.columns) for key, values in rows.items())
    return [Table(_anchor(id), title, columns, body, title)]


def _column(m: Material, column: Question) -> Column:
    unit = m.language.pick(column.unit)
    title = m.language.pick(column.label) + (f" ({unit})" if unit else "")
    return Column(title, kinds.of(column).width, kinds.of(column).align)


def _content(m: Material, id: str, key: str, column: Question, values: Mapping[str, Any]) -> Cell:
    """A cell of a register: its text, or a marked gap where the answer is required."""
    value = values[column.id]
    text = "" if value in (None, "", ()) else _shown(m, column, value)
    wanted = column.required != "never" and m.answers.column_is_asked(column, values)
    spans = shown_cell(m, id, key, column.id, text, m.language.pick(column.label) if wanted else "")
    return Cell(spans, value if isinstance(value, Decimal) else None)


def _shown(m: Material, column: Question, value: Any) -> str:
    """A cell's text: references by id and name, units left to the column's head."""
    return kinds.show_in_column(column, value, m.answers.context)


def _records(m: Material, id: str, question: Question, rows: Mapping[str, Mapping[str, Any]]) -> Table:
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
    title = heading(m, id)
    return Table(_anchor(id), title, m.columns("property 1", "answer 3.2"), tuple(body), title)


def _anchor(id: str) -> str:
    return id.replace(".", "_")


def _iceberg(m: Material) -> list[Block]:
    """Schein's iceberg with the plan's own words, once there are any."""
    names = [id.rpartition(".")[2] for id in ICEBERG]
    words = [m.answers.value(id) for id in ICEBERG]
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


def theme_wheel(m: Material) -> tuple[Block, ...]:
    """The paper's first figure: the six themes, coloured by how far each has come."""
    segments = []
    for theme in m.questionnaire.themes:
        progress = m.answers.progress(theme)
        share = Decimal(progress.settled) / progress.asked if progress.asked else Decimal(1)
        text = m.words("wheel.of", settled=progress.settled, asked=progress.asked)
        segments.append(WheelSegment(m.language.pick(theme.title), share, text))
    said = m.language.sentence_list(f"{s.title} {s.text}" for s in segments)
    data = WheelData(tuple(segments), m.words("wheel.centre"))
    return (Diagram("wheel", m.words("wheel.caption"), data, m.words("wheel.alt", said=said)),)
