"""What is asked for at a time: a question, or a column in a row, with what stands there now.

In: a session and the name of a question, with row and column for a cell. Out: a `Field`, from which the right prompt is
made. Whether a value is the plan's own or what holds without an answer is told apart: nobody answers by passing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from planbuilder.errors import Problem
from planbuilder.interview.asking import Wish
from planbuilder.interview.references import register_of
from planbuilder.interview.session import Session
from planbuilder.plan.steps import Edits
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question
from planbuilder.record import record, replace
from planbuilder.yamltext.nodes import Data, KeyPath, get

ONE_STEP = frozenset({Wish.BACK})
SINGLE = frozenset({Wish.BACK, Wish.SKIP, Wish.HELP, Wish.HOME, Wish.CLEAR})
WHOLE = SINGLE | {Wish.UNKNOWN, Wish.NOT_RELEVANT}
NEW = "+"
Doubts = Callable[[Data], tuple[Problem, ...]]
NOTHING: tuple[object, ...] = (None, (), {})


@record
class Field:
    """One thing to answer.

    `id` is the name of its question; `row` and `column` are those of a cell, the row NEW where it is to be. `now` is
    the typed value that holds; `given` tells whether the plan says so itself. `helps` are the questions whose help
    belongs to it, `left_out` the records that it may not refer to. `beside` says what a number stands beside, `doubts`
    what would be odd in the plan with an answer.
    """

    question: Question
    key: KeyPath
    title: str
    now: Any = None
    given: bool = False
    wishes: frozenset[Wish] = WHOLE
    helps: tuple[Question, ...] = ()
    left_out: frozenset[str] = frozenset()
    beside: Callable[[Any], str] = lambda value: ""
    doubts: Doubts = lambda value: ()
    id: str = ""
    row: str = ""
    column: str = ""

    @property
    def is_ordered(self) -> bool:
        """Whether the order of ticking counts: of people, but in a row, as who was at a meeting."""
        return self.question.many and kinds.of(self.question).asked == "person" and not self.column


def question_field(session: Session, id: str) -> Field:
    """The field of a question that is answered on its own."""
    question, key = session.question(id), session.answer_path(id)
    return Field(
        question=question,
        key=key,
        title=session.language.pick(question.label),
        now=session.answers.value(id),
        given=get(session.data, key) not in NOTHING,
        helps=(question,),
        doubts=_doubts(session, id, question, lambda value: session.answer_edits(id, value)),
        id=id,
    )


def cell_field(session: Session, id: str, row: str, column: Question, name: str) -> Field:
    """The field of one cell; `name` is what its row is called."""
    values, key = session.answers.rows(id)[row], session.cell_path(id, row, column.id)
    measured_ = measured(session, column, values)
    return Field(
        question=measured_,
        key=key,
        title=f"{name} · {session.language.pick(column.label)}",
        now=values[column.id],
        given=get(session.data, key) not in NOTHING,
        wishes=SINGLE,
        helps=(column, session.question(id)),
        left_out=frozenset({row}) if _refers_to_own_rows(session, id, column) else frozenset(),
        beside=lambda value: _three(session, measured_, values, value),
        doubts=_doubts(session, id, column, lambda value: session.cell_edits(id, row, column.id, value)),
        id=id,
        row=row,
        column=column.id,
    )


def first_field(session: Session, id: str, column: Question) -> Field:
    """The field of a new row's first cell: the row comes to be with it."""
    return Field(
        question=column,
        key=(*session.rows_path(id), NEW, column.id),
        title=session.language.pick(column.label),
        wishes=SINGLE,
        helps=(column, session.question(id)),
        doubts=_doubts(session, id, column, lambda value: session.row_edits(id, nested(column.id, value))[1]),
        id=id,
        row=NEW,
        column=column.id,
    )


def _doubts(session: Session, id: str, asked: Question, edits: Callable[[Data], Edits]) -> Doubts:
    """What would be odd in the plan with an answer; nothing where no rule looks, which spares reading the plan anew."""
    if not session.question(id).path or not kinds.of(asked).weighed:
        return lambda value: ()
    return lambda value: session.doubts(edits(value))


def nested(path: str, value: Data) -> dict[str, Data]:
    """A value under a dotted path."""
    key, _, rest = path.partition(".")
    return {key: nested(rest, value) if rest else value}


def _refers_to_own_rows(session: Session, id: str, column: Question) -> bool:
    """Whether a column points to records of the very table it stands in."""
    return bool(column.refers) and column.refers == register_of(session.answers, session.question(id))


def _likely(column: Question, values: Mapping[str, Any]) -> tuple[str, Any]:
    """The column that holds the number an estimate stands around, and that number; empty where none is given."""
    return next(((name, values[name]) for name in column.around if values[name] not in NOTHING), ("", None))


def measured(session: Session, column: Question, values: Mapping[str, Any]) -> Question:
    """An estimate in the unit of the number it stands around; any other column as it is."""
    name, _ = _likely(column, values)
    # A one-off cost over several years is an amount in each of them.
    is_once = name == "amount" and values.get("kind") == "one_off" and values["to"] in (None, values["from"])
    key = "units.once" if is_once else f"units.{name.rpartition('.')[2]}"
    if not session.language.has(key):
        return column
    return replace(column, unit={session.language.code: session.language.text(key)})


def _three(session: Session, column: Question, values: Mapping[str, Any], value: Any) -> str:
    """Low, likely and high side by side, as they would stand with a value; empty for any other column."""
    name, likely = _likely(column, values)
    if not name:
        return ""
    stem, _, which = column.id.rpartition(".")
    numbers = {"low": values.get(f"{stem}.low"), "high": values.get(f"{stem}.high"), which: value}
    # An amount per year is estimated as a whole; `sum` begins with a Decimal, so that none of it becomes a float.
    numbers["likely"] = sum(likely.values(), Decimal(0)) if isinstance(likely, Mapping) else likely
    number = session.language.number
    shown = {key: "–" if one is None else number(one) for key, one in numbers.items()}
    return session.language.text("interview.three", **shown, unit=session.language.pick(column.unit))
