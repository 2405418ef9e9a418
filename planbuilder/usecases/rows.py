"""Rows of the plan's tables, as commands note them: found by name, read from what a person writes, and saved.

In: a session, a table's question, and texts by column. Out: rows as the plan keeps them, and their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from planbuilder import codes
from planbuilder.errors import UsageWrong, problem
from planbuilder.interview.entries import value_of_text
from planbuilder.interview.session import Session
from planbuilder.plan.ids import next_number, row_named
from planbuilder.plan.steps import Edits
from planbuilder.plan.store import Making, OpenPlan
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.context import InvalidAnswer
from planbuilder.questionnaire.definition import Question
from planbuilder.yamltext.nodes import Data

Texts = Mapping[str, str]
# A plan may have many more rows than a message is read for: so many are named as examples.
MOST_NAMED = 5


def named(titles: Mapping[str, str], name: str) -> str:
    """The id of a row that is named by it or by its title, whatever the case; raises UsageWrong (PB380)."""
    id, near = row_named(titles, name)
    if not id:
        known = "; ".join(f"{id} {title}" for id, title in islice(titles.items(), MOST_NAMED)) or "–"
        raise UsageWrong([problem(codes.NO_ROW_NAMED, name=name, known=known, near=near)])
    return id


def columns(held: Session, table: str) -> dict[str, Question]:
    """A table's columns by id."""
    return {column.id: column for column in held.question(table).columns}


def shown(held: Session, table: str, column: str, value: object) -> str:
    """A value of a column as people read it."""
    return kinds.show(columns(held, table)[column], value, held.answers.context)


def content(held: Session, table: str, texts: Texts) -> dict[str, Data]:
    """A row of a table from what a person writes in its columns; raises UsageWrong for what does not fit."""
    known = columns(held, table)
    found: dict[str, Data] = {}
    for name, text in texts.items():
        try:
            value = value_of_text(held, known[name], text)
        except InvalidAnswer as error:
            raise UsageWrong([problem(error.code, held.language.pick(known[name].label), **error.values)]) from error
        found |= {name: value} if value is not None else {}
    return found


def add_rows(held: Session, table: str, rows: Iterable[Mapping[str, Data]]) -> list[str]:
    """The numbers of new rows at the end of a table, saved at once; nothing is saved where there are none."""
    wanted, made = list(rows), list[str]()
    if wanted:
        held.change(adding(held, table, wanted, made))
    return made


def adding(held: Session, table: str, rows: Sequence[Mapping[str, Data]], made: list[str]) -> Making:
    """The edits by which rows come to the end of a table; once they are saved, `made` has their numbers."""
    prefix = held.question(table).prefix

    def edits(newest: OpenPlan) -> Edits:
        number = next_number(prefix, newest.data)
        made[:] = [f"{prefix}{number + n}" for n in range(len(rows))]
        numbered = {(*held.rows_path(table), id): {**row} for id, row in zip(made, rows, strict=True)}
        return {**dict.fromkeys(held.state_paths(table)), **numbered} if rows else {}

    return edits
