"""The kinds of question: what a file may hold for each, what a person may write, and how the answer is shown.

In: a question and a raw value (text from a file) or a line (text from a person). Out: a typed value, plain data for
the file, or final text. `KINDS` is the whole list; a new kind is one entry. What a person writes is read in the same
way wherever it is written: typed in an interview, or in a file of answers (`accept`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast

from planbuilder import codes
from planbuilder.days import iso_day
from planbuilder.numbers import InvalidNumber, number_in_file
from planbuilder.questionnaire import typed
from planbuilder.questionnaire.context import Context, InvalidAnswer, UnknownOption
from planbuilder.questionnaire.definition import Question
from planbuilder.record import record, replace
from planbuilder.yamltext.nodes import Data, as_text, leaf_text
from planbuilder.yamltext.schema import closest, in_one_line
from planbuilder.yamltext.truths import TRUTHS

LONGEST = 100_000
# What is wrong with a value in whatever form it is written.
FINAL = (codes.NOT_A_TEXT, codes.OUT_OF_BOUNDS, codes.TEXT_TOO_LONG, codes.NUMBER_TOO_LARGE, codes.AMBIGUOUS_NUMBER)


@record
class Kind:
    """One kind: `read` types a file's text, `type_in` turns a person's line into data, `show` is for people.

    An answer of a kind that is `keyed` is several values under keys; `read` types one of them.
    """

    read: Callable[[Question, str, Context], Any]
    type_in: Callable[[Question, str, Context], Data]
    show: Callable[[Question, Any, Context], str]
    keyed: bool = False


def read(question: Question, raw: object, context: Context) -> Any:
    """The typed value of what a file holds; a tuple for a question of several; raises InvalidAnswer."""
    if raw is None or raw == "":
        return () if question.many else None
    kind = KINDS[question.kind]
    if kind.keyed:
        if not isinstance(raw, dict):
            raise InvalidAnswer(codes.NOT_NUMBERS_BY_NAME, found=raw)
        return {key: kind.read(question, _leaf(value), context) for key, value in raw.items()}
    if question.many:
        items = raw if isinstance(raw, list) else [raw]
        return tuple(kind.read(question, _leaf(item), context) for item in items)
    return kind.read(question, _leaf(raw), context)


def type_in(question: Question, line: str, context: Context) -> Data:
    """What to write in the file for a line that a person typed; raises InvalidAnswer."""
    kind = KINDS[question.kind]
    if not question.many:
        value = kind.type_in(question, line.strip(), context)
    else:
        parts = [part for part in typed.several(question, line, context) if part]
        value = [kind.type_in(question, part, context) for part in parts]
    read(
        question,
        as_text(value) if isinstance(value, dict) else value if isinstance(value, list) else _written(value),
        context,
    )
    return value


def accept(question: Question, raw: Data, context: Context) -> Data:
    """What to write in the plan for what a file of answers holds, in the file's form or as a person writes it.

    Blanks among several are left out. Raises InvalidAnswer.
    """
    kind, context = KINDS[question.kind], replace(context, in_file=True)
    if kind.keyed and isinstance(raw, dict):
        given = {key: value for key, value in raw.items() if has_content(value)}
        return {key: _accepted(question, value, context, kind.read, typed.number) for key, value in given.items()}
    if question.many and isinstance(raw, list):
        given_items = [value for value in raw if has_content(value)]
        return [_accepted(question, value, context, kind.read, kind.type_in) for value in given_items]
    return _accepted(question, raw, context, read, type_in)


Read = Callable[[Question, str, Context], Any]
TypeIn = Callable[[Question, str, Context], Data]


def _accepted(question: Question, raw: Data, context: Context, from_file: Read, from_person: TypeIn) -> Data:
    """A value in the file's form, else as a person writes it; a name for its id where somebody has that name."""
    text = _leaf(raw).strip()
    try:
        value = from_file(question, text, context)
    except InvalidAnswer as error:
        if error.code in FINAL:
            raise
        value = from_person(question, text, context)
        from_file(question, cast("str", as_text(value)), context)
    if KINDS[question.kind] is ID:
        value = _known_id(question, text, context, from_person)
    return list(value) if isinstance(value, tuple) else cast("Data", value)


def _known_id(question: Question, text: str, context: Context, from_person: TypeIn) -> Data:
    """The id of what a text names; raises InvalidAnswer for what the plan does not hold."""
    try:
        return from_person(question, text, context)
    except UnknownOption as error:
        near = error.values["near"]
        raise InvalidAnswer(
            codes.UNKNOWN_REFERENCE, found=text, known=error.values["allowed"] or "–", near=near
        ) from error


def has_content(raw: Data) -> bool:
    """Whether a file of answers says anything: nothing, a blank, and a collection of such are no answer."""
    if isinstance(raw, dict | list):
        return any(map(has_content, raw.values() if isinstance(raw, dict) else raw))
    return raw is not None and bool(in_one_line(str(raw)))


def read_back(question: Question, value: Data, context: Context) -> str:
    """What was understood, for whoever wrote it: as it is shown, but a date with its month in letters."""
    if isinstance(value, date):
        return context.language.day(value)
    return show(question, read(question, as_text(value), context), context)


def chosen(question: Question, value: str) -> Data:
    """What to write in the file for an option that was pointed at."""
    return value == "true" if question.kind == "yesno" else value


def show(question: Question, value: Any, context: Context) -> str:
    """A typed value as people read it."""
    if value is None:
        return ""
    kind = KINDS[question.kind]
    if question.many:
        return ", ".join(kind.show(question, item, context) for item in value)
    return kind.show(question, value, context)


def _leaf(raw: object) -> str:
    if isinstance(raw, dict | list):
        raise InvalidAnswer(codes.NOT_A_TEXT, found="[…]" if isinstance(raw, list) else "{…}")
    return _written(raw)


def _written(value: Any) -> str:
    return leaf_text(value) or ""


def _read_text(question: Question, raw: str, context: Context) -> str:
    text = raw.strip() if question.kind == "longtext" else in_one_line(raw)
    longest = question.longest or LONGEST
    if len(text) > longest:
        raise InvalidAnswer(codes.TEXT_TOO_LONG, longest=longest, length=len(text))
    return text


def _read_truth(question: Question, raw: str, context: Context) -> bool:
    if raw.lower() not in TRUTHS:
        raise InvalidAnswer(codes.NOT_YES_OR_NO, found=raw)
    return TRUTHS[raw.lower()]


def _read_choice(question: Question, raw: str, context: Context) -> str:
    values = [value for value, _ in context.options(question)]
    if raw not in values:
        raise InvalidAnswer(codes.NOT_A_CHOICE, found=raw, allowed=", ".join(values), near=closest(raw, values))
    return raw


def _read_number(question: Question, raw: str, context: Context) -> Decimal:
    try:
        number = number_in_file(raw)
    except InvalidNumber as error:
        raise InvalidAnswer(error.code, found=raw, **error.values) from error
    least, most = question.least, question.most
    if (least is not None and number < least) or (most is not None and number > most):
        raise InvalidAnswer(codes.OUT_OF_BOUNDS, found=raw, least=_bound(least), most=_bound(most))
    return number


def _read_year(question: Question, raw: str, context: Context) -> int:
    if not re.fullmatch(r"\d{4}", raw):
        raise InvalidAnswer(codes.NOT_A_YEAR, found=raw)
    return int(_read_number(question, raw, context))


def _read_date(question: Question, raw: str, context: Context) -> date:
    try:
        return iso_day(raw)
    except ValueError as error:
        raise InvalidAnswer(codes.NOT_A_DATE, found=raw) from error


def _show_text(question: Question, value: Any, context: Context) -> str:
    return str(value)


def _show_number(question: Question, value: Any, context: Context) -> str:
    unit = context.language.pick(question.unit)
    text = context.language.number(value)
    return f"{text} {unit}" if unit else text


def _show_keyed(question: Question, value: Any, context: Context) -> str:
    return "; ".join(f"{key}: {context.language.number(number)}" for key, number in value.items())


def _show_percent(question: Question, value: Any, context: Context) -> str:
    return context.language.percent(value / 100, max(0, -int(value.normalize().as_tuple().exponent)))


def _show_option(question: Question, value: Any, context: Context) -> str:
    key = _written(value)
    return dict(context.options(question)).get(key, key)


def _show_date(question: Question, value: Any, context: Context) -> str:
    return context.language.short_day(value)


def _bound(number: int | None) -> str:
    return "…" if number is None else str(number)


TEXT = Kind(_read_text, typed.text, _show_text)
NUMBER = Kind(_read_number, typed.number, _show_number)
ID = Kind(_read_text, typed.option, _show_option)
KINDS: Mapping[str, Kind] = {
    "text": TEXT,
    "longtext": TEXT,
    "yesno": Kind(_read_truth, typed.truth, _show_option),
    "choice": Kind(_read_choice, typed.option, _show_option),
    "number": NUMBER,
    "money": NUMBER,
    "percent": Kind(_read_number, typed.number, _show_percent),
    "date": Kind(_read_date, typed.day, _show_date),
    "year": Kind(_read_year, typed.year, _show_text),
    "by_year": Kind(_read_number, typed.by_year, _show_keyed, keyed=True),
    "by_name": Kind(_read_number, typed.keyed, _show_keyed, keyed=True),
    "person": ID,
    "reference": ID,
}
