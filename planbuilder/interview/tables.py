"""Tables in the interview: a menu of rows to add, change, copy, move and delete.

In: a table question. Out: a wish to move on with; each cell is saved as it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from planbuilder.interview.asking import Asker, Menu, Option, Wish
from planbuilder.interview.fields import NOTHING, WHOLE, Field, cell_field, first_field, nested
from planbuilder.interview.questions import Questions
from planbuilder.interview.references import references, register_of
from planbuilder.interview.session import Session
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question, ReadyRow
from planbuilder.yamltext.nodes import Data, get

ADD, DONE, READY = "?add", "?done", "?ready"
SHOWN, CALLED = 160, 60  # letters of a row and of its name; a face may show less


class Tables:
    """Edits the tables of a session."""

    def __init__(self, session: Session, asker: Asker, questions: Questions) -> None:
        self.session, self.asker, self.questions = session, asker, questions
        self.text = session.language.text

    def edit(self, id: str) -> Wish | None:
        """Work on a table until the user is done with it; passing an empty table leaves it empty."""
        question = self.session.question(id)
        at = self._begin(id, question)
        while True:
            menu = self._menu(id, question, at)
            chosen = self.asker.choose(menu)
            if chosen is Wish.HELP:
                self.questions.help(question, shown=menu.hint)
                continue
            if isinstance(chosen, Wish) or chosen == DONE:
                return chosen if isinstance(chosen, Wish) else None
            if self._open(id, question, chosen) is Wish.HOME:
                return Wish.HOME
            at = self._next(id, [option.value for option in menu.options], chosen)

    def _begin(self, id: str, question: Question) -> str:
        """Where the pointer begins: at a new row, or at the first row of another table that nothing is said of here."""
        rows, own = self.session.answers.rows(id), self.session.answers.questionnaire.own_columns(id)
        if kinds.of(question).is_grid:
            return next((row for row, values in rows.items() if values["relevant"] is None), DONE)
        if not rows:
            return ADD
        if len(own) == len(question.columns):
            return DONE
        return next((row for row in rows if not any(self._is_given(id, row, column) for column in own)), DONE)

    def _next(self, id: str, options: list[str], chosen: str) -> str:
        """Where the pointer goes on: the next row, one more new row if one was made, else out."""
        rows = self.session.answers.rows(id)
        if chosen == ADD:
            return ADD if set(rows) - set(options) else DONE
        after = options[options.index(chosen) + 1]
        return after if after in rows else DONE

    def _is_given(self, id: str, row: str, column: Question) -> bool:
        """Whether the plan says something in a cell."""
        return get(self.session.data, self.session.cell_path(id, row, column.id)) not in NOTHING

    def _menu(self, id: str, question: Question, at: str) -> Menu:
        rows = [Option(key, self._row_line(id, key), self._called(id, key)) for key in self.session.answers.rows(id)]
        more = (
            []
            if kinds.of(question).is_grid
            else [Option(ADD, self.text("interview.table.add")), *self._ready(id, question)]
        )
        done = Option(DONE, self.text("interview.table.done"))
        pick = self.session.language.pick
        return Menu(
            pick(question.label),
            [*rows, *more, done],
            hint=pick(question.hint),
            default=at,
            wishes=WHOLE,
        )

    def _ready(self, id: str, question: Question) -> list[Option]:
        """The ready rows that are not in the table yet, those first that a change of the plan calls for."""
        pick, rows = self.session.language.pick, self.session.rows(id)
        present = [str(value) for row in rows.values() if isinstance(row, dict) for value in row.values()]
        left = [
            (n, pick(next(iter(row.cells.values()))), row, self._calling(row))
            for n, row in enumerate(question.ready_rows)
            if pick(next(iter(row.cells.values()))) not in present
        ]
        left.sort(key=lambda one: not one[-1])
        return [Option(f"{READY}{n}", self._ready_line(text, row, calling)) for n, text, row, calling in left]

    def _calling(self, row: ReadyRow) -> list[str]:
        """The ids of the changes that call for a ready row."""
        changes = self.session.opened.plan.benefits_tree.changes
        return [id for id, one in changes.items() if row.is_called_for(f"{one.title} {one.description}")]

    def _ready_line(self, text: str, row: ReadyRow, calling: list[str]) -> str:
        """A ready row with the kind of change it is for, and the changes that are of that kind."""
        named = self.text("interview.table.ready_fits", names=", ".join(calling)) if calling else ""
        when = self.text("interview.table.ready_when", fits=self.session.language.pick(row.fits)) if row.fits else ""
        return self.text("interview.table.add_ready", text=f"{text}{named}{when}")

    def _open(self, id: str, question: Question, chosen: str) -> Wish | None:
        """What choosing a line of the menu does; HOME if the user wished for it on the way."""
        if chosen.startswith(READY):
            ready = question.ready_rows[int(chosen.removeprefix(READY))]
            texts = {name: self.session.language.pick(words) for name, words in ready.cells.items()}
            row: dict[str, Data] = {**texts, **ready.values}
            return self._fill(id, question, self.session.add_row(id, row))
        if chosen == ADD:
            return self._fill_new(id, question)
        if kinds.of(question).is_grid:
            return self._fill(id, question, chosen)
        return self._act_on(id, question, chosen)

    def _act_on(self, id: str, question: Question, row: str) -> Wish | None:
        """Ask what to do with a row, and do it."""
        options = [Option(name, self.text(f"interview.table.{name}")) for name in (*ACTIONS, "back")]
        menu = Menu(self._called(id, row), options, default="change", wishes=frozenset({Wish.BACK, Wish.HOME}))
        chosen = self.asker.choose(menu)
        if isinstance(chosen, str) and chosen in ACTIONS:
            return ACTIONS[chosen](self, id, question, row)
        return chosen if isinstance(chosen, Wish) else None

    def is_sure(self, id: str, what: str, rows: Iterable[str]) -> bool:
        """Whether the user says again that rows may be deleted; what refers to them is told first."""
        answers = self.session.answers
        register = register_of(answers, self.session.question(id))
        for row in rows if register else ():
            found = [f"{name}: {', '.join(ids)}" if ids else name for name, ids in references(answers, register, row)]
            if found:
                self.asker.say(self.text("interview.table.used", row=row, where="; ".join(found)), "bad")
        title = self.text("interview.table.sure", row=what)
        return self.questions.is_sure(title, self.text("words.yes"), self.text("words.no"))

    def _delete(self, id: str, question: Question, row: str) -> None:
        if self.is_sure(id, self._row_line(id, row), [row]):
            self.session.delete_row(id, row)

    def _copy(self, id: str, question: Question, row: str) -> Wish | None:
        return self._fill(id, question, self.session.copy_row(id, row))

    def _fill_new(self, id: str, question: Question) -> Wish | None:
        """A new row: it comes to be with its first cell, so that no empty row is left behind."""
        fields = [first_field(self.session, id, column) for column in question.columns]
        at, first = next((n, field) for n, field in enumerate(fields) if self.questions.has_options(field))
        answer = self.questions.ask(first)
        if isinstance(answer, Wish) or answer is None:
            return answer
        key = self.session.add_row(id, nested(first.question.id, answer))
        self.questions.saved(first)
        return self._fill(id, question, key, start=at + 1)

    def _fill(self, id: str, question: Question, row: str, start: int = 0) -> Wish | None:
        """Ask the columns of a row, one by one, those that are asked for, until somebody else takes the row away."""
        at = start
        while 0 <= at < len(question.columns) and row in self.session.answers.rows(id):
            column = question.columns[at]
            wish = self._cell(id, row, column) if self._is_asked(id, row, column) else None
            if wish is Wish.HOME:
                return wish
            at = self._previous(id, question, row, at) if wish is Wish.BACK else at + 1
        return None

    def _is_asked(self, id: str, row: str, column: Question) -> bool:
        """Whether a column is asked for in a row, and can be answered."""
        values = self.session.answers.rows(id)[row]
        asked = self.session.answers.column_is_asked(column, values)
        return asked and self.questions.has_options(self._field(id, row, column))

    def _previous(self, id: str, question: Question, row: str, at: int) -> int:
        """The column before that is asked for, −1 before the first."""
        return next((n for n in range(at - 1, -1, -1) if self._is_asked(id, row, question.columns[n])), -1)

    def _cell(self, id: str, row: str, column: Question) -> Wish | None:
        field = self._field(id, row, column)
        answer = self.questions.ask(field)
        if isinstance(answer, Wish) and answer is not Wish.CLEAR:
            return answer
        self.session.set_cell(id, row, column.id, None if isinstance(answer, Wish) else answer)
        if not isinstance(answer, Wish):
            self.questions.saved(field)
        return None

    def _field(self, id: str, row: str, column: Question) -> Field:
        return cell_field(self.session, id, row, column, self._row_name(id, row))

    def _row_name(self, id: str, row: str) -> str:
        """A row's id; a field of the matrix by change and theme."""
        if not kinds.of(self.session.question(id)).is_grid:
            return row
        change, _, theme = row.partition(".")
        return f"{change} · {self.session.language.pick(self.session.questionnaire.part(theme).title)}"

    def _row_line(self, id: str, row: str) -> str:
        """A row on one line: its name, its numbers, and what else it says; what holds by itself is left out."""
        question, values = self.session.question(id), self.session.answers.rows(id)[row]
        if kinds.of(question).is_grid:
            verdict = {True: "matrix_yes", False: "matrix_no", None: "matrix_open"}[values["relevant"]]
            return f"{self._row_name(id, row)}: {self.text(f'interview.table.{verdict}')}"
        given = [column for column in question.columns[1:] if self._is_given(id, row, column)]
        given.sort(key=lambda column: not kinds.of(column).leads)
        context = self.session.answers.context
        shown = (" ".join(kinds.show(column, values[column.id], context).split()) for column in given)
        return _short(" · ".join(text for text in (self._called(id, row), *shown) if text), SHOWN)

    def _called(self, id: str, row: str) -> str:
        """A row by its id and its first column."""
        question, values = self.session.question(id), self.session.answers.rows(id)[row]
        if kinds.of(question).is_grid:
            return self._row_name(id, row)
        first = kinds.show(question.columns[0], values[question.columns[0].id], self.session.answers.context)
        return _short(f"{row}  {' '.join(first.split())}".rstrip(), CALLED)


def _short(line: str, most: int) -> str:
    """A line, cut off with an ellipsis where it is longer."""
    return line if len(line) <= most else f"{line[: most - 1]}…"


Act = Callable[[Tables, str, Question, str], Wish | None]
ACTIONS: Mapping[str, Act] = {
    "change": Tables._fill,
    "copy": Tables._copy,
    "up": lambda tables, id, question, row: tables.session.move_row(id, row, -1),
    "down": lambda tables, id, question, row: tables.session.move_row(id, row, 1),
    "delete": Tables._delete,
}
