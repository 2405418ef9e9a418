"""Tables in the interview: a menu of rows to add, change, copy, move and delete.

In: a table question. Out: a wish to move on with; each cell is saved as it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from planbuilder.interview import helping
from planbuilder.interview.asking import Asker, Menu, Option, Wish
from planbuilder.interview.fields import WHOLE
from planbuilder.interview.forms import Forms
from planbuilder.interview.questions import Questions
from planbuilder.interview.rows import (
    READY,
    called,
    is_given,
    may_add,
    ready_content,
    ready_options,
    row_line,
    used_in,
)
from planbuilder.interview.session import Session
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question

ADD, DONE = "?add", "?done"


class Tables:
    """Edits the tables of a session."""

    def __init__(self, session: Session, asker: Asker, questions: Questions) -> None:
        self.session, self.asker, self.questions = session, asker, questions
        self.forms = Forms(session, asker, questions)
        self.text = session.language.text

    def edit(self, id: str) -> Wish | None:
        """Work on a table until the user is done with it; passing an empty table leaves it empty."""
        question = self.session.question(id)
        at = self._begin(id, question)
        while True:
            menu = self._menu(id, question, at)
            chosen = self.asker.choose(menu)
            if chosen is Wish.HELP:
                self.questions.show(helping.of_question(self.session, id), menu.hint)
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
            first, asked = own[:1], self.session.answers.column_is_asked
            open_rows = (
                row
                for row, values in rows.items()
                for column in first
                if asked(column, values) and values[column.id] in (None, "")
            )
            return next(open_rows, DONE)
        if not rows:
            return ADD
        if len(own) == len(question.columns):
            return DONE
        return next((row for row in rows if not any(is_given(self.session, id, row, column) for column in own)), DONE)

    def _next(self, id: str, options: list[str], chosen: str) -> str:
        """Where the pointer goes on: the next row, one more new row if one was made, else out."""
        rows = self.session.answers.rows(id)
        if chosen == ADD:
            return ADD if set(rows) - set(options) else DONE
        after = options[options.index(chosen) + 1]
        return after if after in rows and not self._is_passed(id, chosen) else DONE

    def _is_passed(self, id: str, row: str) -> bool:
        """Whether a row was left without a word that its later table asks for: so are the others, most likely."""
        own, columns = self.session.questionnaire.own_columns(id), self.session.question(id).columns
        is_there = row in self.session.answers.rows(id) and not kinds.of(self.session.question(id)).is_grid
        return is_there and len(own) < len(columns) and not any(is_given(self.session, id, row, one) for one in own)

    def _menu(self, id: str, question: Question, at: str) -> Menu:
        rows = [
            Option(key, row_line(self.session, id, key), called(self.session, id, key))
            for key in self.session.answers.rows(id)
        ]
        more = (
            []
            if not may_add(self.session, id)
            else [Option(ADD, self.text("interview.table.add")), *ready_options(self.session, id)]
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

    def _open(self, id: str, question: Question, chosen: str) -> Wish | None:
        """What choosing a line of the menu does; HOME if the user wished for it on the way."""
        if chosen.startswith(READY):
            row = self.session.add_row(id, ready_content(self.session, id, chosen))
            return self._fill(id, question, row)
        if chosen == ADD:
            return self._fill_new(id, question)
        if kinds.of(question).is_grid:
            return self._fill(id, question, chosen)
        return self._act_on(id, question, chosen)

    def _act_on(self, id: str, question: Question, row: str) -> Wish | None:
        """Ask what to do with a row, and do it."""
        options = [Option(name, self.text(f"interview.table.{name}")) for name in (*ACTIONS, "back")]
        menu = Menu(called(self.session, id, row), options, default="change", wishes=frozenset({Wish.BACK, Wish.HOME}))
        chosen = self.asker.choose(menu)
        if isinstance(chosen, str) and chosen in ACTIONS:
            return ACTIONS[chosen](self, id, question, row)
        return chosen if isinstance(chosen, Wish) else None

    def is_sure(self, id: str, what: str, rows: Iterable[str]) -> bool:
        """Whether the user says again that rows may be deleted; what refers to them is told first."""
        for row in rows:
            if where := used_in(self.session, id, row):
                self.asker.say(self.text("interview.table.used", row=row, where=where), "bad")
        title = self.text("interview.table.sure", row=what)
        return self.questions.is_sure(title, self.text("words.yes"), self.text("words.no"))

    def _delete(self, id: str, question: Question, row: str) -> None:
        if self.is_sure(id, row_line(self.session, id, row), [row]):
            self.session.delete_row(id, row)

    def _copy(self, id: str, question: Question, row: str) -> Wish | None:
        return self._fill(id, question, self.session.copy_row(id, row))

    def _fill_new(self, id: str, question: Question) -> Wish | None:
        """A new row, which comes to be with what is entered; one more as long as that is wished for."""
        while (wish := self.forms.fill(id)) is Wish.NEXT:
            pass
        return wish if wish is Wish.HOME else None

    def _fill(self, id: str, question: Question, row: str) -> Wish | None:
        """Fill in a row, and those after it as long as that is wished for, unless somebody else has taken it away."""
        at: str | None = row
        while at in (rows := list(self.session.answers.rows(id))):
            wish = self.forms.fill(id, at)
            if wish is not Wish.NEXT:
                return wish if wish is Wish.HOME else None
            at = next(iter(rows[rows.index(at) + 1 :]), None)
        return None


Act = Callable[[Tables, str, Question, str], Wish | None]
ACTIONS: Mapping[str, Act] = {
    "change": Tables._fill,
    "copy": Tables._copy,
    "up": lambda tables, id, question, row: tables.session.move_row(id, row, -1),
    "down": lambda tables, id, question, row: tables.session.move_row(id, row, 1),
    "delete": Tables._delete,
}
