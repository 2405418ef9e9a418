"""Tables in the interview: a menu of rows to add, change, copy, move and delete.

In: a table question. Out: a wish to move on with; each cell is saved as it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planbuilder.interview.asking import Asker, Menu, Option, Wish
from planbuilder.interview.questions import SINGLE, WHOLE, Questions
from planbuilder.interview.session import Session
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question
from planbuilder.yamltext.nodes import Data

ADD, DONE, READY = "?add", "?done", "?ready"
SHOWN, COLUMNS_SHOWN = 70, 3


class Tables:
    """Edits the tables of a session."""

    def __init__(self, session: Session, asker: Asker, questions: Questions) -> None:
        self.session, self.asker, self.questions = session, asker, questions
        self.text = session.language.text

    def edit(self, id: str) -> Wish | None:
        """Work on a table until the user is done with it."""
        question = self.session.question(id)
        if not self.session.answers.rows(id):
            self.questions.help(question)
        while True:
            chosen = self.asker.choose(self._menu(id, question))
            if chosen is Wish.HELP:
                self.questions.help(question)
                continue
            if isinstance(chosen, Wish) or chosen == DONE:
                return chosen if isinstance(chosen, Wish) else None
            if self._open(id, question, chosen) is Wish.HOME:
                return Wish.HOME

    def _menu(self, id: str, question: Question) -> Menu:
        rows = [Option(key, self._row_line(id, key)) for key in self.session.answers.rows(id)]
        more = (
            []
            if question.kind == "matrix"
            else [Option(ADD, self.text("interview.table.add")), *self._ready(id, question)]
        )
        done = Option(DONE, self.text("interview.table.done"))
        default = DONE if rows else ADD
        title = self.session.language.pick(question.label)
        return Menu(title, [*rows, *more, done], default=default, wishes=WHOLE)

    def _ready(self, id: str, question: Question) -> list[Option]:
        """The ready rows that are not in the table yet."""
        pick, rows = self.session.language.pick, self.session.rows(id)
        present = [str(value) for row in rows.values() if isinstance(row, dict) for value in row.values()]
        return [
            Option(f"{READY}{n}", self.text("interview.table.add_ready", text=pick(next(iter(row.values())))))
            for n, row in enumerate(question.ready_rows)
            if pick(next(iter(row.values()))) not in present
        ]

    def _open(self, id: str, question: Question, chosen: str) -> Wish | None:
        """What choosing a line of the menu does; HOME if the user wished for it on the way."""
        if chosen.startswith(READY):
            ready = question.ready_rows[int(chosen.removeprefix(READY))]
            row: dict[str, Data] = {name: self.session.language.pick(texts) for name, texts in ready.items()}
            return self._fill(id, question, self.session.add_row(id, row))
        if chosen == ADD:
            return self._fill_new(id, question)
        if question.kind == "matrix":
            return self._fill(id, question, chosen)
        return self._act_on(id, question, chosen)

    def _act_on(self, id: str, question: Question, row: str) -> Wish | None:
        """Ask what to do with a row, and do it."""
        options = [Option(name, self.text(f"interview.table.{name}")) for name in (*ACTIONS, "back")]
        menu = Menu(self._row_line(id, row), options, default="change", wishes=frozenset({Wish.BACK, Wish.HOME}))
        chosen = self.asker.choose(menu)
        if isinstance(chosen, str) and chosen in ACTIONS:
            return ACTIONS[chosen](self, id, question, row)
        return chosen if isinstance(chosen, Wish) else None

    def is_sure(self, what: str) -> bool:
        """Whether the user says again that something may be deleted."""
        options = [Option("no", self.text("words.no")), Option("yes", self.text("words.yes"))]
        return self.asker.choose(Menu(self.text("interview.table.sure", row=what), options, default="no")) == "yes"

    def _delete(self, id: str, question: Question, row: str) -> None:
        if self.is_sure(self._row_line(id, row)):
            self.session.delete_row(id, row)

    def _copy(self, id: str, question: Question, row: str) -> Wish | None:
        return self._fill(id, question, self.session.copy_row(id, row))

    def _fill_new(self, id: str, question: Question) -> Wish | None:
        """A new row: it comes to be with its first cell, so that no empty row is left behind."""
        at, first = next((n, column) for n, column in enumerate(question.columns) if self.questions.has_options(column))
        answer = self.questions.ask(first, None, SINGLE)
        if isinstance(answer, Wish):
            return answer
        key = self.session.add_row(id, _nested(first.id, answer))
        return self._fill(id, question, key, start=at + 1)

    def _fill(self, id: str, question: Question, row: str, start: int = 0) -> Wish | None:
        """Ask the columns of a row, one by one, those that are asked for."""
        at = start
        while 0 <= at < len(question.columns):
            column = question.columns[at]
            wish = self._cell(id, row, column) if self._is_asked(id, row, column) else None
            if wish is Wish.HOME:
                return wish
            at = self._previous(id, question, row, at) if wish is Wish.BACK else at + 1
        return None

    def _is_asked(self, id: str, row: str, column: Question) -> bool:
        """Whether a column is asked for in a row, and can be answered."""
        values = self.session.answers.rows(id)[row]
        return self.session.answers.column_is_asked(column, values) and self.questions.has_options(column)

    def _previous(self, id: str, question: Question, row: str, at: int) -> int:
        """The column before that is asked for, −1 before the first."""
        return next((n for n in range(at - 1, -1, -1) if self._is_asked(id, row, question.columns[n])), -1)

    def _cell(self, id: str, row: str, column: Question) -> Wish | None:
        title = f"{self._row_name(id, row)} · {self.session.language.pick(column.label)}"
        answer = self.questions.ask(column, self.session.answers.rows(id)[row][column.id], SINGLE, title)
        if isinstance(answer, Wish) and answer is not Wish.CLEAR:
            return answer
        self.session.set_cell(id, row, column.id, None if isinstance(answer, Wish) else answer)
        return None

    def _row_name(self, id: str, row: str) -> str:
        """A row's id; a field of the matrix by change and theme."""
        if self.session.question(id).kind != "matrix":
            return row
        change, _, theme = row.partition(".")
        return f"{change} · {self.session.language.pick(self.session.questionnaire.part(theme).title)}"

    def _row_line(self, id: str, row: str) -> str:
        """A row on one line: its id, and what stands in its first columns as people read it."""
        question, values = self.session.question(id), self.session.answers.rows(id)[row]
        if question.kind == "matrix":
            verdict = {True: "matrix_yes", False: "matrix_no", None: "matrix_open"}[values["relevant"]]
            return f"{self._row_name(id, row)}: {self.text(f'interview.table.{verdict}')}"
        context = self.session.answers.context
        shown = (kinds.show(column, values[column.id], context) for column in question.columns[:COLUMNS_SHOWN])
        line = f"{row}  " + " · ".join(" ".join(text.split()) for text in shown if text)
        return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _nested(path: str, value: Data) -> dict[str, Data]:
    """A value under a dotted path."""
    key, _, rest = path.partition(".")
    return {key: _nested(rest, value) if rest else value}


Act = Callable[[Tables, str, Question, str], Wish | None]
ACTIONS: Mapping[str, Act] = {
    "change": Tables._fill,
    "copy": Tables._copy,
    "up": lambda tables, id, question, row: tables.session.move_row(id, row, -1),
    "down": lambda tables, id, question, row: tables.session.move_row(id, row, 1),
    "delete": Tables._delete,
}
