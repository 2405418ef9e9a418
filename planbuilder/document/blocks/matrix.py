"""Blocks of the theme × change matrix: the overview, and what each field says."""

from __future__ import annotations

from functools import partial

from planbuilder.document.fields import heading, informant, instead, missing, shown, shown_cell, with_informants
from planbuilder.document.material import Material, facts, joined, row, table
from planbuilder.document.model import Block, Cell, Column, Paragraph, Row, Span, Spans, Table, plain
from planbuilder.plan.registers import MatrixCell
from planbuilder.questionnaire.definition import Part
from planbuilder.questionnaire.needed import MATRIX, START_ON, START_WITH, WALK

EMPTY = MatrixCell()
# So many changes find room beside each other.
MOST_ACROSS = 12


def start_meeting(m: Material) -> tuple[Block, ...]:
    """When the themes were gone through change by change, and with whom; nothing where nothing is told of it."""
    known = (id for id in (START_ON, START_WITH) if not m.answers.is_internal(id))
    told = [id for id in known if m.answers.state(id) != "unanswered"]
    if not told:
        return ()
    pairs = [(heading(m, id), shown(m, id, m.answers.show(id))) for id in told]
    said: list[Block] = []
    for id in told:
        said += [one for one in informant(m, id) if one not in said]
    return (facts("start_meeting", "", pairs, m.words("matrix.meeting")), *said)


def matrix_overview(m: Material) -> tuple[Block, ...]:
    """Themes down, changes across: the action that is taken, none needed, or forgotten."""
    changes = m.plan.benefits_tree.changes
    if not changes:
        noted = instead(m, MATRIX)
        return (missing(m, WALK, m.words("changes")), *([Paragraph(noted)] if noted else []))
    columns, rows = _down(m) if len(changes) > MOST_ACROSS else _across(m)
    lacks = any(span.gap for one in rows for told in one.cells for span in told.spans)
    said = (m.words("matrix.intro"), m.words("matrix.lacking") if lacks else "")
    intro = Paragraph(plain(" ".join(filter(None, said))))
    return (intro, table("matrix_overview", m.words("matrix.overview"), columns, rows))


def _across(m: Material) -> tuple[list[Column], list[Row]]:
    """A column for each change, a row for each theme."""
    changes = m.plan.benefits_tree.changes
    columns = [Column(m.words("column.theme"), 3.4), *(Column(id, 1.0, "center") for id in changes)]
    rows = [
        row([m.language.pick(theme.title), *(_verdict(m, _cell(m, change, theme.id)) for change in changes)])
        for theme in m.questionnaire.themes
    ]
    return columns, rows


def _down(m: Material) -> tuple[list[Column], list[Row]]:
    """A row for each change, a column for each theme, where more changes than that find no room beside each other."""
    themes = m.questionnaire.themes
    heads = [Column(m.language.pick(theme.title), 1.0, "center") for theme in themes]
    rows = [
        row([change, *(_verdict(m, _cell(m, change, theme.id)) for theme in themes)])
        for change in m.plan.benefits_tree.changes
    ]
    return [*m.columns("change 0.8"), *heads], rows


def _cell(m: Material, change: str, theme: str) -> MatrixCell:
    return m.plan.matrix.get(change, {}).get(theme, EMPTY)


def _verdict(m: Material, field: MatrixCell) -> Cell:
    """The action that meets a challenge, a dash where there is none to meet, a mark where either is lacking."""
    if field.relevant is False:
        return Cell(plain(m.words("matrix.no")))
    if field.relevant and field.action in m.plan.actions:
        return Cell(plain(field.action), tone="good")
    return Cell((Span(m.words("matrix.forgotten"), gap=True),), tone="gap")


def matrix_details(m: Material) -> tuple[Block, ...]:
    """For each change: the challenge and action of every theme, and why the others are not relevant."""
    rows = [one for change in m.plan.benefits_tree.changes for one in _details(m, change)]
    columns = m.columns("theme 1.5", "challenge 4", "action 2.6")
    return (_said(m, table("matrix", m.words("matrix.details"), columns, rows)),) if rows else ()


def _details(m: Material, change: str) -> list[Row]:
    """A change's rows; those themes that are not relevant to it stand together at the end."""
    title = m.plan.benefits_tree.changes[change].title
    without = [theme for theme in m.questionnaire.themes if _cell(m, change, theme.id).relevant is False]
    rows = [_detail(m, change, theme) for theme in m.questionnaire.themes if theme not in without]
    reasons = joined([_reason(m, change, theme) for theme in without], " · ")
    last = [row([(*plain(m.words("matrix.not_relevant")), *reasons)], "note")] if without else []
    return [row([f"{change} {title}"], "group"), *rows, *last]


def _reason(m: Material, change: str, theme: Part) -> Spans:
    reason = _cell(m, change, theme.id).reason or "–"
    said = shown_cell(m, MATRIX, f"{change}.{theme.id}", "reason", reason)
    return (*plain(f"{m.language.pick(theme.title)}: "), *said)


def _said(m: Material, fields: Table) -> Table:
    """A table with who said what at the start meeting, and who has said which action meets it, if another."""
    return with_informants(m, (WALK, MATRIX), fields)


def _detail(m: Material, change: str, theme: Part) -> Row:
    field, title = _cell(m, change, theme.id), m.language.pick(theme.title)
    said = partial(shown_cell, m, MATRIX, f"{change}.{theme.id}")
    if field.relevant is None:
        return row((title, m.gap(m.words("matrix.assessment")), ""))
    action = m.plan.actions.get(field.action)
    done = f"{field.action} {action.title}" if action else ""
    challenge = said("challenge", field.challenge, m.words("column.challenge"))
    return row((title, challenge, said("action", done, m.words("column.action"))))
