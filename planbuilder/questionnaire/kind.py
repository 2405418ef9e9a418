"""What the program knows of a kind of question: how it is read, asked, shown and laid out.

In: nothing. Out: the type of the entries of `kinds.KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from planbuilder.questionnaire import filed, typed
from planbuilder.questionnaire.context import Context
from planbuilder.questionnaire.definition import Question
from planbuilder.record import record
from planbuilder.yamltext.nodes import Data

Reader = Callable[[Question, str, Context], Any]
TypeIn = Callable[[Question, str, Context], Data]
Show = Callable[[Question, Any, Context], str]
Options = list[tuple[str, str]]


def _no_options(question: Question, context: Context) -> Options:
    return []


def _show_text(question: Question, value: Any, context: Context) -> str:
    return str(value)


def _as_it_is(value: Any) -> Any:
    return value


@record
class Kind:
    """One kind of question, all that the program knows of it.

    Attributes:
        read: types a file's text; of an answer that is `keyed`, several values under keys, one of them.
        type_in: turns a person's line into data for the file.
        show: is for people; `in_column` is the same beneath a heading that has the unit.
        options: (value, label) of what is offered, `fixed` those values that are the same in every questionnaire.
        from_option: is what the file holds of an option that was pointed at; `of_plan` types what a plan holds.
        asked: is the way an interview asks; `many_lines` whether there is room for more than one.
        field: is the form field of a document, `width` and `align` its column's, in parts of a usual column.
        words: tells where an answer has words that somebody wrote: in all of it, in its keys, or nowhere.
        units: are those that a number may be written with; none: those that its question speaks of.
        names: says that an answer is the id of a record, of `register` or of the one the question `refers` to.
        leads: puts it first where a row is shown on a line; `by_id` shows the id with the name.
        weighed: says whether an answer can be odd beside others.
        repeats: says that an answer may be a day that comes again.
        has_rows, is_grid: are tables, and the one whose rows are given by changes and themes.

    """

    read: Reader = filed.line
    type_in: TypeIn = typed.text
    show: Show = _show_text
    in_column: Show | None = None
    options: Callable[[Question, Context], Options] = _no_options
    fixed: tuple[str, ...] = ()
    from_option: Callable[[str], Data] = _as_it_is
    of_plan: Callable[[Any], Any] = _as_it_is
    asked: Literal["line", "option", "person", "rows"] = "line"
    many_lines: bool = False
    field: Literal["text", "longtext", "number", "date", "choice", "rows"] = "text"
    width: float = 1.2
    align: Literal["start", "end"] = "start"
    words: Literal["nowhere", "all", "keys"] = "nowhere"
    units: frozenset[str] = frozenset()
    keyed: bool = False
    is_number: bool = False
    chooses: bool = False
    names: bool = False
    register: str = ""
    refers: bool = False
    leads: bool = False
    by_id: bool = False
    weighed: bool = True
    has_rows: bool = False
    is_grid: bool = False
    repeats: bool = False
