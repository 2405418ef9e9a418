"""What points to a record: told before the record is deleted.

In: the plan's answers, and a record by its register and id. Out: the questions that refer to it, each with the rows
that do.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.plan.answers import Answers, bound_value
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question


def register_of(answers: Answers, question: Question) -> str:
    """The register whose records a table's rows are; empty if they are none."""
    bound = bound_value(answers.plan, question.path) if question.path else None
    return next((name for name, records in answers.plan.registers.items() if records is bound), "")


def references(answers: Answers, register: str, id: str) -> Iterator[tuple[str, list[str]]]:
    """(id of a question, ids of its rows) for each that refers to a record; no rows for a question by itself."""
    told: set[tuple[str, ...]] = set()
    for other, question in answers.questionnaire.questions():
        rows = list(_rows(answers, other, question, register, id))
        by_itself = _points(question, answers.value(other), register, id) if not question.is_table else False
        # Several tables may ask for columns of the same rows: the rows are told once.
        sign = (question.path or other, *rows)
        if (rows or by_itself) and sign not in told:
            told.add(sign)
            yield other, rows


def _rows(answers: Answers, other: str, question: Question, register: str, id: str) -> Iterator[str]:
    """The rows that refer to a record; of the matrix, the changes whose fields do or which it is."""
    rows = answers.rows(other) if question.is_table else {}
    found = [
        row
        for row, values in rows.items()
        if any(_points(column, values[column.id], register, id) for column in question.columns)
    ]
    if not kinds.of(question).is_grid:
        yield from found
        return
    own = [id] if register == "changes" and id in answers.plan.matrix else []
    yield from dict.fromkeys([*own, *(row.partition(".")[0] for row in found)])


def _points(question: Question, value: object, register: str, id: str) -> bool:
    if kinds.register_of(question) != register:
        return False
    return id in value if isinstance(value, tuple) else id == value
