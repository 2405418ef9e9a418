"""The interview's memory: which questions are asked, and every answer saved at once.

In: an open plan and its questionnaire. Out: after each method, the plan on disk holds the change. Nothing here asks or
shows anything; the order of talk is `dialogue`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from planbuilder.errors import InputInvalid, Problem
from planbuilder.language import Language
from planbuilder.plaintext import in_one_line
from planbuilder.plan.answers import Answers
from planbuilder.plan.check import doubts
from planbuilder.plan.ids import next_number
from planbuilder.plan.store import Author, OpenPlan
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Part, Question, Questionnaire
from planbuilder.yamltext.nodes import Data, KeyPath, get


class Session:
    """A plan being answered; `author` gives who answers, in which role and when, anew for each answer."""

    def __init__(
        self, opened: OpenPlan, questionnaire: Questionnaire, language: Language, author: Callable[[], Author]
    ) -> None:
        self.opened = opened
        self.questionnaire = questionnaire
        self.language = language
        self.author = author
        self.answers = self._answers(self.opened)

    def change(self, edits: Mapping[KeyPath, Data]) -> None:
        """Save some changes; raises InputInvalid or Conflict and leaves everything as it was."""
        self.opened = self.opened.with_changes(edits, self.author(), self.questionnaire)
        self.answers = self._answers(self.opened)

    def _answers(self, opened: OpenPlan) -> Answers:
        return Answers(opened.plan, self.questionnaire, self.language, self.author().at.date())

    def asked(self, part: Part) -> list[str]:
        """The ids of a part's questions that are asked now."""
        ids = (f"{part.id}.{question.id}" for question in part.questions)
        return [id for id in ids if self.answers.is_asked(id)]

    def first_open(self, part: Part) -> int:
        """The index, among the questions asked, of the first that is not settled; the first of all if every one is."""
        states = [self.answers.state(id) for id in self.asked(part)]
        return next((n for n, state in enumerate(states) if state == "unanswered"), 0)

    def question(self, id: str) -> Question:
        """The question of an id."""
        return self.questionnaire.by_id[id]

    @property
    def data(self) -> Data:
        """The plan as its file holds it."""
        return self.opened.source.data()

    def doubts(self, edits: Mapping[KeyPath, Data]) -> tuple[Problem, ...]:
        """What some changes would make odd in the plan, without making them; what is odd already is not told again."""
        known = {(one.code, one.place.path) for one in doubts(self.answers)}
        try:
            tried = self._answers(self.opened.tried(edits))
        except InputInvalid:  # told where the changes are made
            return ()
        changed = {".".join(path) for path in edits}
        return tuple(
            one for one in doubts(tried) if (one.code, one.place.path) not in known or one.place.path in changed
        )

    def answer_path(self, id: str) -> KeyPath:
        """Where a question's answer stands in the plan."""
        return self.question(id).keys or ("answers", id, "value")

    def answer_edits(self, id: str, value: Data) -> dict[KeyPath, Data]:
        """The changes that an answer makes: the answer, who gave it and when."""
        question = self.question(id)
        edits: dict[KeyPath, Data] = {("answers", id): self._note(id, None if question.path else value)}
        if question.path:
            edits[question.keys] = value
        return edits

    def record(self, id: str, value: Data) -> None:
        """Save an answer with who gave it and when; None takes it away."""
        if value is None:
            self.clear(id)
        else:
            self.change(self.answer_edits(id, value))

    def clear(self, id: str) -> None:
        """Take an answer away."""
        question = self.question(id)
        required = question.path in ("title", "price_base", "first_year", "horizon")
        edits: dict[KeyPath, Data] = {("answers", id): None}
        if question.path and not required:
            edits[question.keys] = None
        self.change(edits)

    def mark_unknown(self, id: str, ask: str) -> None:
        """Note that the answer is not known, and whom to ask; an answer already given is kept."""
        self._mark(id, {"state": "unknown", "ask": in_one_line(ask)})

    def mark_not_relevant(self, id: str, why: str) -> None:
        """Note that the question does not apply, and why; an answer already given is kept."""
        self._mark(id, {"state": "not_applicable", "why": why})

    def _mark(self, id: str, state: dict[str, Data]) -> None:
        kept = get(self.data, ("answers", id))
        content = {k: v for k, v in kept.items() if k in ("value", "rows")} if isinstance(kept, dict) else {}
        self.change({("answers", id): {**state, **content, **self._note(id, None)}})

    def _note(self, id: str, value: Data) -> dict[str, Data]:
        """An answer's record: the value, who gave it and when; what was internal stays so."""
        given: dict[str, Data] = {} if value in (None, "") else {"value": value}
        internal: dict[str, Data] = {"internal": True} if self.answers.note(id).internal else {}
        return {**given, **self.author().note, **internal}

    # Tables: rows stand under ids that never change; their order is the order in the file.

    def rows_path(self, id: str) -> KeyPath:
        """Where a table's rows stand in the plan."""
        return self.question(id).keys or ("answers", id, "rows")

    def rows(self, id: str) -> dict[str, Data]:
        """A table's rows as the file holds them."""
        found = get(self.data, self.rows_path(id))
        return dict(found) if isinstance(found, dict) else {}

    def row_edits(self, id: str, content: Mapping[str, Data]) -> tuple[str, dict[KeyPath, Data]]:
        """The id of a new row at the end, and the changes that make it."""
        key = self._free_key(id)
        return key, self._rows_edits(id, {**self.rows(id), key: dict(content)})

    def add_row(self, id: str, content: Mapping[str, Data]) -> str:
        """A new row at the end; its id."""
        key, edits = self.row_edits(id, content)
        self.change(edits)
        return key

    def _free_key(self, id: str) -> str:
        return f"{self.question(id).prefix}{self.free_number(id)}"

    def free_number(self, id: str) -> int:
        """The number of a table's next new row."""
        prefix = self.question(id).prefix if self.question(id).is_table else "r"
        return next_number(prefix, self.data)

    def cell_path(self, id: str, row: str, column: str) -> KeyPath:
        """Where a cell stands in the plan."""
        keys = tuple(row.split(".")) if kinds.of(self.question(id)).is_grid else (row,)
        return (*self.rows_path(id), *keys, *column.split("."))

    def cell_edits(self, id: str, row: str, column: str, value: Data) -> dict[KeyPath, Data]:
        """The changes that a cell's value makes."""
        return {self.cell_path(id, row, column): value, **self._stamp(id)}

    def set_cell(self, id: str, row: str, column: str, value: Data) -> None:
        """Save one cell."""
        self.change(self.cell_edits(id, row, column, value))

    def copy_row(self, id: str, row: str) -> str:
        """A copy of a row at the end; its id."""
        content = self.rows(id)[row]
        return self.add_row(id, content if isinstance(content, dict) else {})

    def delete_row(self, id: str, row: str) -> None:
        """Take a row away."""
        self._save_rows(id, {key: content for key, content in self.rows(id).items() if key != row})

    def move_row(self, id: str, row: str, by: int) -> None:
        """Move a row up (−1) or down (+1); at the end it stays."""
        keys = list(self.rows(id))
        at = keys.index(row)
        to = min(max(at + by, 0), len(keys) - 1)
        keys.insert(to, keys.pop(at))
        self._save_rows(id, {key: self.rows(id)[key] for key in keys})

    def _save_rows(self, id: str, rows: dict[str, Data]) -> None:
        self.change(self._rows_edits(id, rows))

    def _rows_edits(self, id: str, rows: dict[str, Data]) -> dict[KeyPath, Data]:
        return {self.rows_path(id): rows or None, **self._stamp(id)}

    def _stamp(self, id: str) -> dict[KeyPath, Data]:
        """Who changed a table last; a state such as unknown ends with the first row."""
        note = self.author().note
        return {("answers", id, key): note.get(key) for key in ("by", "role", "on", "state", "ask", "why")}

    def add_person(self, line: str) -> str:
        """A new person from "name, position, unit"; the person's id."""
        names: Sequence[str] = [in_one_line(part) for part in line.split(",", 2)]
        content = dict(zip(("name", "role", "unit"), names, strict=False))
        key = f"P{next_number('P', self.data)}"
        self.change({("people", key): {k: v for k, v in content.items() if v}})
        return key
