"""The rows of a table as a screen shows them: their names and lines, what is asked of each, and the ready ones.

In: a session, the name of a table, and a row of it. Out: plain values and fields; nothing is asked or shown here.
"""

from __future__ import annotations

from collections.abc import Sequence

from planbuilder.interview import entries
from planbuilder.interview.asking import Option
from planbuilder.interview.fields import NOTHING, Field, cell_field, first_field
from planbuilder.interview.references import references, register_of
from planbuilder.interview.session import Session
from planbuilder.plan.naming import has_known_ids, row_called
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question, ReadyRow
from planbuilder.yamltext.nodes import Data, get

READY = "?ready"
SHOWN, CALLED = 160, 60  # letters of a row and of its name; a face may show less


def row_name(session: Session, id: str, row: str) -> str:
    """What a row of a table is called on a screen."""
    return row_called(session.answers, id, row)


def used_in(session: Session, id: str, row: str) -> str:
    """What refers to a row of a table, in words: each question with its rows; nothing where none does."""
    register = register_of(session.answers, session.question(id))
    found = references(session.answers, register, row) if register else ()
    return "; ".join(_question_with_rows(session, other, rows) for other, rows in found)


def _question_with_rows(session: Session, id: str, rows: Sequence[str]) -> str:
    question = session.question(id)
    heading = session.language.pick(question.heading or question.label)
    # Of the matrix, changes are told, whose ids readers know.
    named = [row if kinds.of(question).is_grid else row_name(session, id, row) for row in rows]
    return f"{heading}: {', '.join(named)}" if named else heading


def called(session: Session, id: str, row: str) -> str:
    """A row by its first column, with its id where readers know it by that."""
    question, values = session.question(id), session.answers.rows(id)[row]
    if kinds.of(question).is_grid:
        return row_name(session, id, row)
    first = kinds.show(question.columns[0], values[question.columns[0].id], session.answers.context)
    name, said = row_name(session, id, row), " ".join(first.split())
    return _short(f"{name}  {said}".rstrip() if has_known_ids(question) else said or name, CALLED)


def row_line(session: Session, id: str, row: str) -> str:
    """A row on one line: its name, its numbers, and what else it says; what holds by itself is left out."""
    question, values = session.question(id), session.answers.rows(id)[row]
    if kinds.of(question).is_grid:
        verdict = {True: "matrix_yes", False: "matrix_no", None: "matrix_open"}[values["relevant"]]
        return f"{row_name(session, id, row)}: {session.language.text(f'interview.table.{verdict}')}"
    given = [column for column in question.columns[1:] if is_given(session, id, row, column)]
    given.sort(key=lambda column: not kinds.of(column).leads)
    context = session.answers.context
    shown = (" ".join(kinds.show(column, values[column.id], context).split()) for column in given)
    return _short(" · ".join(text for text in (called(session, id, row), *shown) if text), SHOWN)


def is_given(session: Session, id: str, row: str, column: Question) -> bool:
    """Whether the plan says something in a cell."""
    return get(session.data, session.cell_path(id, row, column.id)) not in NOTHING


def field_of(session: Session, id: str, row: str, column: Question) -> Field:
    """The field of a cell, named by its row."""
    return cell_field(session, id, row, column, row_name(session, id, row))


def cells(session: Session, id: str, row: str = "") -> list[Field]:
    """The fields of a row, or of one that is to be, that can be answered; whether they are asked, its values tell."""
    columns = session.question(id).columns
    fields = (field_of(session, id, row, one) if row else first_field(session, id, one) for one in columns)
    return [field for field in fields if entries.has_options(session, field)]


def fields_of(session: Session, id: str, row: str = "") -> list[Field]:
    """The fields of a row, or of one that is to be, that are asked for as it is now, in the order of the columns."""
    values = session.answers.rows(id)[row] if row else {}
    return [one for one in cells(session, id, row) if session.answers.column_is_asked(one.question, values)]


def later_tables(session: Session, id: str) -> list[str]:
    """The tables that ask for further columns of a table's rows, where it is the first of them."""
    path = session.question(id).path
    same = [other for other, one in session.questionnaire.questions() if path and one.is_table and one.path == path]
    return [one for one in same[1:] if session.answers.is_asked(one)] if same[:1] == [id] else []


def may_add(session: Session, id: str) -> bool:
    """Whether rows may be added, moved and deleted: those of the matrix are given by changes and themes."""
    return not kinds.of(session.question(id)).is_grid


def ready_options(session: Session, id: str) -> list[Option]:
    """The ready rows that are not in the table yet, those first that a change of the plan calls for."""
    question, pick = session.question(id), session.language.pick
    # By their words, in any column: a ready row has no id in the plan once it has become a row like any other.
    present = [str(value) for row in session.rows(id).values() if isinstance(row, dict) for value in row.values()]
    left = [
        (n, pick(next(iter(row.cells.values()))), row, _calling(session, row))
        for n, row in enumerate(question.ready_rows)
        if pick(next(iter(row.cells.values()))) not in present
    ]
    # Sorting is stable, so both halves keep the questionnaire's order.
    left.sort(key=lambda one: not one[-1])
    return [Option(f"{READY}{n}", _ready_line(session, text, row, calling)) for n, text, row, calling in left]


def ready_content(session: Session, id: str, chosen: str) -> dict[str, Data]:
    """What a new row holds that is made of a ready one, by the value of its option."""
    ready = session.question(id).ready_rows[int(chosen.removeprefix(READY))]
    return {**{name: session.language.pick(words) for name, words in ready.cells.items()}, **ready.values}


def _calling(session: Session, row: ReadyRow) -> list[str]:
    """The ids of the changes that call for a ready row."""
    changes = session.opened.plan.benefits_tree.changes
    return [id for id, one in changes.items() if row.is_called_for(f"{one.title} {one.description}")]


def _ready_line(session: Session, text: str, row: ReadyRow, calling: list[str]) -> str:
    """A ready row with the kind of change it is for, and the changes that are of that kind."""
    language = session.language
    named = language.text("interview.table.ready_fits", names=", ".join(calling)) if calling else ""
    when = language.text("interview.table.ready_when", fits=language.pick(row.fits)) if row.fits else ""
    return language.text("interview.table.add_ready", text=f"{text}{named}{when}")


def _short(line: str, most: int) -> str:
    """A line, cut off with an ellipsis where it is longer."""
    return line if len(line) <= most else f"{line[: most - 1]}…"
