"""Blocks of the theme × change matrix: the overview, and what each field says."""

from __future__ import annotations

from functools import partial

from planbuilder.document.fields import missing, shown_cell, with_informant
from planbuilder.document.material import Material, row, table
from planbuilder.document.model import Block, Cell, Column, Paragraph, Row, Span, plain
from planbuilder.plan.registers import MatrixCell
from planbuilder.questionnaire.definition import Part
from planbuilder.questionnaire.needed import MATRIX

EMPTY = MatrixCell()


def matrix_overview(m: Material) -> tuple[Block, ...]:
    """Themes down, changes across: relevant, not relevant, or forgotten."""
    changes = m.plan.benefits_tree.changes
    if not changes:
        return (missing(m, MATRIX, m.words("changes")),)
    columns = (Column(m.words("column.theme"), 3.4), *(Column(id, 1.0, "center") for id in changes))
    rows = [
        row([m.language.pick(theme.title), *(_verdict(m, _cell(m, change, theme.id)) for change in changes)])
        for theme in m.questionnaire.themes
    ]
    named = m.language.sentence_list(f"{id} {change.title}" for id, change in changes.items())
    intro = Paragraph(plain(m.words("matrix.intro", changes=named)))
    return (intro, table("matrix_overview", m.words("matrix.overview"), columns, rows))


def _cell(m: Material, change: str, theme: str) -> MatrixCell:
    return m.plan.matrix.get(change, {}).get(theme, EMPTY)


def _verdict(m: Material, field: MatrixCell) -> Cell:
    if field.relevant is None:
        return Cell((Span(m.words("matrix.forgotten"), gap=True),), tone="gap")
    if field.relevant:
        return Cell(plain(m.words("matrix.yes")), tone="good")
    return Cell(plain(m.words("matrix.no")))


def matrix_details(m: Material) -> tuple[Block, ...]:
    """For each change: the challenge and action of every theme, or why it is not relevant."""
    rows: list[Row] = []
    for change, record in m.plan.benefits_tree.changes.items():
        rows.append(row([f"{change} {record.title}"], "group"))
        rows += [_detail(m, change, theme) for theme in m.questionnaire.themes]
    columns = m.columns("theme 1.7", "challenge 3", "action 2.2")
    return (with_informant(m, MATRIX, table("matrix", m.words("matrix.details"), columns, rows)),) if rows else ()


def _detail(m: Material, change: str, theme: Part) -> Row:
    field, title = _cell(m, change, theme.id), m.language.pick(theme.title)
    said = partial(shown_cell, m, MATRIX, f"{change}.{theme.id}")
    if field.relevant is None:
        return row((title, m.gap(m.words("matrix.assessment")), ""))
    if not field.relevant:
        return row((title, (*plain(m.words("matrix.not_relevant")), *said("reason", field.reason or "–")), "–"))
    action = m.plan.actions.get(field.action)
    done = f"{field.action} {action.title}" if action else ""
    challenge = said("challenge", field.challenge, m.words("column.challenge"))
    return row((title, challenge, said("action", done, m.words("column.action"))))
