"""The plan seen through its questionnaire: what is answered, what is asked now, and what is missing.

In: a `Plan` and a `Questionnaire`. Out: typed values and states of the questions. Answers live in two places, under
`answers` and in the registers that questions are bound to; this module is the only one that knows which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from planbuilder import codes
from planbuilder.errors import Problem, problem
from planbuilder.language import Language
from planbuilder.plan.model import Answer, Plan
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.conditions import Lookup, holds, may_hold, refers_to
from planbuilder.questionnaire.context import Context, InvalidAnswer
from planbuilder.questionnaire.definition import Part, Question, Questionnaire
from planbuilder.record import record
from planbuilder.yamltext.schema import unknown_key

State = Literal["answered", "unknown", "not_applicable", "unanswered"]
NO_ANSWER = Answer()
RowValues = Mapping[str, Any]


def bound_value(record: object, path: str) -> Any:
    """The value at a dotted path of records and mappings, None if there is none."""
    for name in path.split("."):
        if isinstance(record, Mapping):
            record = record.get(name)
        else:
            record = getattr(record, name, getattr(record, f"{name}_", None))
    return record


def _typed(question: Question, bound: Any) -> Any:
    """A value of the plan as its question types it: numbers are decimal, whole ones too."""
    return kinds.of(question).of_plan(bound)


def _differs(one: object, path: str) -> bool:
    """Whether a record says something at a path that it would not say by default."""
    value, (record, _, name) = bound_value(one, path), path.rpartition(".")
    # The class has a field's default as its own attribute: what equals it need not have been said by anybody.
    usual = type(bound_value(one, record) if record else one)
    return value not in (None, "", (), {}) and value != getattr(usual, name, None)


@record
class Progress:
    """How many of how many questions are settled (answered or not applicable), and how many are unknown."""

    settled: int
    unknown: int
    asked: int


class Answers:
    """Typed answers of one plan; nothing here changes it. `today` is the day for whoever answers now."""

    def __init__(self, plan: Plan, questionnaire: Questionnaire, language: Language, today: date | None = None) -> None:
        self.plan = plan
        self.questionnaire = questionnaire
        self.language, self.today = language, today
        # Each cell of a document asks for its table: the rows are read once, not once a cell.
        self._tables: dict[str, Mapping[str, RowValues]] = {}

    @cached_property
    def context(self) -> Context:
        """What surrounds every answer: choices, names, the language and the day."""
        return Context(self.questionnaire.choices, self._names(), self.language, self.today)

    def _names(self) -> Mapping[str, Mapping[str, str]]:
        def name_of(id: str, record: Any) -> str:
            title = getattr(record, "title", None) or getattr(record, "name", "")
            return title if isinstance(title, str) and title else id

        return {
            register: {id: name_of(id, record) for id, record in records.items()}
            for register, records in self.plan.registers.items()
        } | {"people": {id: self.plan.person(id) for id in self.plan.people}}

    def note(self, id: str) -> Answer:
        """What is recorded of an answer: state, who, when."""
        return self.plan.answers.get(id, NO_ANSWER)

    def is_internal(self, id: str) -> bool:
        """Whether an answer stays out of every document: by its question, or because whoever gave it said so."""
        return self.questionnaire.by_id[id].internal or self.note(id).internal

    def value(self, id: str) -> Any:
        """The typed value of a question; rows for a table; None or empty where there is none."""
        question = self.questionnaire.by_id[id]
        return self.rows(id) if question.is_table else self._values[id]

    @cached_property
    def _values(self) -> Mapping[str, Any]:
        return {id: self._read(id, q) for id, q in self.questionnaire.questions() if not q.is_table}

    def _read(self, id: str, question: Question) -> Any:
        if question.path:
            return _typed(question, bound_value(self.plan, question.path))
        try:
            return kinds.read(question, self.note(id).value, self.context)
        except InvalidAnswer:
            return None

    def rows(self, id: str) -> Mapping[str, RowValues]:
        """The rows of a table by id, each with typed values by column; unreadable cells are None."""
        if id not in self._tables:
            self._tables[id] = self._read_rows(id, self.questionnaire.by_id[id])
        return self._tables[id]

    def _read_rows(self, id: str, question: Question) -> Mapping[str, RowValues]:
        if kinds.of(question).is_grid:
            return dict(self._matrix(question))
        raw = bound_value(self.plan, question.path) if question.path else self.note(id).rows
        if not isinstance(raw, Mapping):
            return {}
        columns = self._read_in_rows(id, question)
        return {key: self._row(columns, row) for key, row in raw.items()}

    def _read_in_rows(self, id: str, question: Question) -> tuple[Question, ...]:
        """The columns of a table, and those of others of the same rows that its conditions look at."""
        known = self.questionnaire.row_columns(id)
        asked = (test.question for column in question.columns for test in refers_to(column.when))
        own = [column.id for column in question.columns]
        return tuple(known[name] for name in dict.fromkeys((*own, *asked)) if name in known)

    def _matrix(self, question: Question) -> Iterator[tuple[str, RowValues]]:
        """A row for each change and theme, filled in or not."""
        for change in self.plan.benefits_tree.changes:
            for theme in self.questionnaire.themes:
                cell = self.plan.matrix.get(change, {}).get(theme.id)
                yield f"{change}.{theme.id}", self._row(question.columns, cell if cell is not None else {})

    def _row(self, columns: tuple[Question, ...], row: object) -> RowValues:
        if is_dataclass(row):
            return {column.id: _typed(column, bound_value(row, column.id)) for column in columns}
        return {column.id: self._cell(column, row) for column in columns}

    def _cell(self, column: Question, row: object) -> Any:
        raw = row
        for name in column.id.split("."):
            raw = raw.get(name) if isinstance(raw, Mapping) else None
        try:
            return kinds.read(column, raw, self.context)
        except InvalidAnswer:
            return None

    def is_asked(self, id: str) -> bool:
        """Whether the question's condition holds now; a hidden answer counts as none."""
        question = self.questionnaire.by_id[id]
        # An answer that is itself hidden must call up nothing: it is kept, but nobody sees it.
        return holds(question.when, self._seen)

    def _seen(self, id: str) -> Any:
        return self.value(id) if self.is_asked(id) else None

    def counts(self, id: str) -> bool:
        """Whether a question counts in how far a plan is: it is asked, and stands aside only if it is answered."""
        return self.is_asked(id) and not (self.questionnaire.by_id[id].aside and self.state(id) == "unanswered")

    def column_is_asked(self, column: Question, row: RowValues) -> bool:
        """Whether a column's condition holds in a row.

        It may look at columns of its own table, at those of another table of the same rows, and at questions.
        """
        return holds(column.when, self._beside(row))

    def column_may_be_asked(self, id: str, column: Question, row: RowValues) -> bool:
        """Whether a column's condition holds whatever is entered in the row's own table."""
        own = {one.id for one in self.questionnaire.by_id[id].columns}
        return may_hold(column.when, self._beside(row), own.__contains__)

    def _beside(self, row: RowValues) -> Lookup:
        return lambda id: self._seen(id) if id in self.questionnaire.by_id else row.get(id)

    def state(self, id: str) -> State:
        """What is known of an answer."""
        # A state goes before what the plan holds: who says "unknown" says it of a number that stands there, too.
        noted = self.note(id).state
        if noted != "answered":
            return noted
        return "answered" if self._has_content(id) else "unanswered"

    def _has_content(self, id: str) -> bool:
        question = self.questionnaire.by_id[id]
        if kinds.of(question).is_grid:
            return self._has_said_in_grid(id)
        if question.is_table and question.path:
            return self._has_own_content(id, question)
        # Fields with a default always hold something; only where it is another, or somebody's name stands by it, was
        # it answered.
        if question.path and question.required == "never" and id not in self.plan.answers:
            return _differs(self.plan, question.path)
        return self.value(id) not in (None, "", (), {})

    def _has_own_content(self, id: str, question: Question) -> bool:
        """Whether any row says something in a column of the table's own."""
        records = bound_value(self.plan, question.path).values()
        return any(_differs(one, column.id) for one in records for column in self.questionnaire.own_columns(id))

    def _has_said_in_grid(self, id: str) -> bool:
        """Whether any field says something in a column of the grid's own, or all is decided and none is asked for."""
        own, rows = self.questionnaire.own_columns(id), self.rows(id).values()
        is_said = any(row[column.id] is not None and row[column.id] != "" for row in rows for column in own)
        is_asked = any(self.column_is_asked(column, row) for row in rows for column in own)
        # Every change found irrelevant is an answer as well, though there is nothing left to fill in.
        return is_said or (not is_asked and any(row["relevant"] is not None for row in rows))

    def progress(self, part: Part) -> Progress:
        """How far a part has come; questions that are not asked do not count, nor those that need no answer."""
        states = [self.state(id) for id in (f"{part.id}.{q.id}" for q in part.questions) if self.counts(id)]
        settled = sum(state in ("answered", "not_applicable") for state in states)
        return Progress(settled, states.count("unknown"), len(states))

    def inactive(self) -> Iterator[str]:
        """Questions that hold an answer but are not asked now; the answer is kept."""
        return (id for id, _ in self.questionnaire.questions() if not self.is_asked(id) and self._has_content(id))

    def show(self, id: str) -> str:
        """A single answer as people read it."""
        return kinds.show(self.questionnaire.by_id[id], self.value(id), self.context)

    def unreadable(self) -> Iterator[Problem]:
        """Answers in the file that do not fit their question, by path; and answers nobody asks for."""
        for id, answer in self.plan.answers.items():
            question = self.questionnaire.by_id.get(id)
            if question is None:
                yield problem(codes.ANSWER_WITHOUT_QUESTION, f"answers.{id}", id=id)
            elif question.is_table:
                yield from self._unreadable_rows(id, question, answer)
            else:
                yield from self._unreadable_value(question, answer.value, f"answers.{id}.value")

    def _unreadable_rows(self, id: str, question: Question, answer: Answer) -> Iterator[Problem]:
        path = f"answers.{id}.rows"
        if answer.rows is None or question.path:
            return
        if not isinstance(answer.rows, Mapping):
            yield problem(codes.NOT_A_MAPPING, path, found="[…]")
            return
        for key, row in answer.rows.items():
            if not isinstance(row, Mapping):
                yield problem(codes.NOT_A_MAPPING, f"{path}.{key}", found=str(row)[:40])
                continue
            for column in question.columns:
                yield from self._unreadable_value(column, row.get(column.id), f"{path}.{key}.{column.id}")
            yield from _unknown_columns(question, row, f"{path}.{key}")

    def _unreadable_value(self, question: Question, raw: object, path: str) -> Iterator[Problem]:
        try:
            kinds.read(question, raw, self.context)
        except InvalidAnswer as error:
            yield problem(error.code, path, **error.values)


def _unknown_columns(question: Question, row: RowValues, path: str) -> Iterator[Problem]:
    """What is wrong with the keys of a row that are no column."""
    known = [column.id for column in question.columns]
    for key, value in row.items():
        if key not in known:
            yield unknown_key(key, value, known, f"{path}.{key}")
