"""Tables in the interview: a menu of rows to add, change, copy, move and delete.

In: a table question. Out: a wish to move on with; each cell is saved as it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planbuilder.interview.asking import Asker, Menu, Option, Wish
from planbuilder.interview.questions import SINGLE, WHOLE, Questions
from planbuilder.interview.session import Session
from planbuilder.questionnaire.definition import Question
from planbuilder.yamltext.nodes import Data, get

ADD, DONE, READY = "?add", "?done", "?ready"
SHOWN = 70


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
            elif isinstance(chosen, Wish) or chosen == DONE:
                return chosen if isinstance(chosen, Wish) else None
            else:
                self._open(id, question, chosen)

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

    def _open(self, id: str, question: Question, chosen: str) -> None:
        """What choosing a line of the menu does."""
        if chosen.startswith(READY):
            row = question.ready_rows[int(chosen.removeprefix(READY))]
            key = self.session.add_row(id, {name: self.session.language.pick(texts) for name, texts in row.items()})
            self._fill(id, question, key)
        elif chosen == ADD:
            self._fill_new(id, question)
        elif question.kind == "matrix":
            self._fill(id, question, chosen)
        else:
            self._act_on(id, question, chosen)

    def _act_on(self, id: str, question: Question, row: str) -> None:
        """Ask what to do with a row, and do it."""
        options = [Option(name, self.text(f"interview.table.{name}")) for name in (*ACTIONS, "back")]
        chosen = self.asker.choose(
            Menu(self._row_line(id, row), options, default="change", wishes=frozenset({Wish.BACK}))
        )
        if isinstance(chosen, str) and chosen in ACTIONS:
            ACTIONS[chosen](self, id, question, row)

    def _delete(self, id: str, question: Question, row: str) -> None:
        """Delete a row once the user has said so twice."""
        sure = [Option("no", self.text("words.no")), Option("yes", self.text("words.yes"))]
        asked = self.text("interview.table.sure", row=self._row_line(id, row))
        if self.asker.choose(Menu(asked, sure, default="no")) == "yes":
            self.session.delete_row(id, row)

    def _copy(self, id: str, question: Question, row: str) -> None:
        self._fill(id, question, self.session.copy_row(id, row))

    def _fill_new(self, id: str, question: Question) -> None:
        """A new row: it comes to be with its first cell, so that no empty row is left behind."""
        first = question.columns[0]
        answer = self.questions.ask(first, None, SINGLE)
        if not isinstance(answer, Wish):
            key = self.session.add_row(id, _nested(first.id, answer))
            self._fill(id, question, key, start=1)

    def _fill(self, id: str, question: Question, row: str, start: int = 0) -> None:
        """Ask the columns of a row, one by one, those that are asked for."""
        at = start
        while 0 <= at < len(question.columns):
            column, values = question.columns[at], self.session.answers.rows(id)[row]
            wish = None
            if self.session.answers.column_is_asked(column, values):
                wish = self._cell(id, row, column, values[column.id])
            if wish is Wish.HOME:
                return
            at = self._previous(id, question, row, at) if wish is Wish.BACK else at + 1

    def _previous(self, id: str, question: Question, row: str, at: int) -> int:
        """The column before that is asked for, −1 before the first."""
        values = self.session.answers.rows(id)[row]
        before = (n for n in range(at - 1, -1, -1) if self.session.answers.column_is_asked(question.columns[n], values))
        return next(before, -1)

    def _cell(self, id: str, row: str, column: Question, now: object) -> Wish | None:
        title = f"{row} · {self.session.language.pick(column.label)}"
        answer = self.questions.ask(column, now, SINGLE, title)
        if answer is Wish.CLEAR:
            self.session.set_cell(id, row, column.id, None)
            return None
        if isinstance(answer, Wish):
            return answer
        self.session.set_cell(id, row, column.id, answer)
        return None

    def _row_line(self, id: str, row: str) -> str:
        """A row on one line: its id and what stands in it."""
        question = self.session.question(id)
        if question.kind == "matrix":
            return self._field_line(id, row)
        stored = self.session.rows(id).get(row)
        first = [get(stored, tuple(column.id.split("."))) for column in question.columns[:3]]
        line = f"{row}  " + " · ".join(
            " ".join(str(value).split()) for value in first if value and not isinstance(value, list)
        )
        return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"

    def _field_line(self, id: str, row: str) -> str:
        """A field of the matrix: change, theme and verdict."""
        change, _, theme = row.partition(".")
        values = self.session.answers.rows(id)[row]
        verdict = {True: "matrix_yes", False: "matrix_no", None: "matrix_open"}[values["relevant"]]
        title = self.session.language.pick(self.session.questionnaire.part(theme).title)
        return f"{change} · {title}: {self.text(f'interview.table.{verdict}')}"


def _nested(path: str, value: Data) -> dict[str, Data]:
    """A value under a dotted path."""
    key, _, rest = path.partition(".")
    return {key: _nested(rest, value) if rest else value}


Act = Callable[[Tables, str, Question, str], None]
ACTIONS: Mapping[str, Act] = {
    "change": Tables._fill,
    "copy": Tables._copy,
    "up": lambda tables, id, question, row: tables.session.move_row(id, row, -1),
    "down": lambda tables, id, question, row: tables.session.move_row(id, row, 1),
    "delete": Tables._delete,
}
