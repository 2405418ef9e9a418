"""The kinds of question, each in one place: `KINDS` is the whole list, and a new kind is one entry of it.

In: a question and a raw value (text from a file) or a line (text from a person). Out: a typed value, plain data for
the file, or final text. What a person writes is read in the same way wherever it is written: typed in an interview, or
in a file of answers (`accept`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, cast

from planbuilder import codes
from planbuilder.errors import closest
from planbuilder.plaintext import in_one_line
from planbuilder.questionnaire import filed, typed
from planbuilder.questionnaire.context import Context, InvalidAnswer, UnknownOption
from planbuilder.questionnaire.definition import Question
from planbuilder.questionnaire.kind import Kind, Options, Reader, TypeIn
from planbuilder.record import replace
from planbuilder.units import in_unit
from planbuilder.yamltext.nodes import Data, as_text, leaf_text

# What is wrong with a value in whatever form it is written.
FINAL = (codes.NOT_A_TEXT, codes.OUT_OF_BOUNDS, codes.TEXT_TOO_LONG, codes.NUMBER_TOO_LARGE, codes.AMBIGUOUS_NUMBER)


def of(question: Question) -> Kind:
    """The kind of a question."""
    return KINDS[question.kind]


def options(question: Question, context: Context) -> Options:
    """(value, label) of everything a question offers; empty where anything may be answered."""
    return of(question).options(question, context)


def register_of(question: Question) -> str:
    """The register whose records a question's answers name; empty if they name none."""
    return of(question).register or question.refers or ""


def names_one(question: Question) -> bool:
    """Whether what is answered is one of a list or of a register's records."""
    return of(question).chooses or bool(register_of(question))


def read(question: Question, raw: object, context: Context) -> Any:
    """The typed value of what a file holds; a tuple for a question of several; raises InvalidAnswer."""
    if raw is None or raw == "":
        return () if question.many else None
    kind = of(question)
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
    kind = of(question)
    if not question.many:
        value = kind.type_in(question, line.strip(), context)
    else:
        conjunction = context.language.text("language.and")
        parts = typed.several(line, options(question, context), kind.is_number, conjunction)
        value = [kind.type_in(question, part, context) for part in parts if part]
    # Read back as the file will be, so that nothing is written that the next start would refuse.
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
    # In a file the language of whoever wrote it is not known, so what is unclear in any is refused.
    kind, context = of(question), replace(context, in_file=True)
    if kind.keyed and isinstance(raw, dict):
        one = partial(typed.number, units=kind.units)
        given = {key: value for key, value in raw.items() if has_content(value)}
        return {key: _accepted(question, value, context, kind.read, one) for key, value in given.items()}
    if question.many and isinstance(raw, list):
        given_items = [value for value in raw if has_content(value)]
        return [_accepted(question, value, context, kind.read, kind.type_in) for value in given_items]
    return _accepted(question, raw, context, read, type_in)


def _accepted(question: Question, raw: Data, context: Context, from_file: Reader, from_person: TypeIn) -> Data:
    """A value in the file's form, else as a person writes it; a name for its id where somebody has that name."""
    text = _leaf(raw).strip()
    try:
        value = from_file(question, text, context)
    except InvalidAnswer as error:
        # Read as a person's words it would only get a second, less fitting reason.
        if error.code == codes.AMBIGUOUS_NUMBER:
            # Either reading as people write it, which a file of answers takes as well.
            meant = error.values["decimals"].replace(".", context.language.decimal_mark)
            raise InvalidAnswer(error.code, **{**error.values, "decimals": meant}) from error
        if error.code in FINAL:
            raise
        value = from_person(question, text, context)
        # Bounds and lengths are known to the file's reader alone.
        from_file(question, cast("str", as_text(value)), context)
    if of(question).names:
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


def kept(question: Question, value: Data) -> Data:
    """A value as the plan keeps it: a text of a kind that has no lines is a single line, however it was pasted."""
    if isinstance(value, list):
        return [kept(question, one) for one in value]
    return in_one_line(value) if isinstance(value, str) and not of(question).many_lines else value


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
    return of(question).from_option(value)


def show(question: Question, value: Any, context: Context) -> str:
    """A typed value as people read it."""
    if value is None:
        return ""
    kind = of(question)
    if question.many:
        return ", ".join(kind.show(question, item, context) for item in value)
    return kind.show(question, value, context)


def show_in_column(question: Question, value: Any, context: Context) -> str:
    """A typed value beneath a heading that has its unit."""
    in_column = None if question.many else of(question).in_column
    return in_column(question, value, context) if in_column else show(question, value, context)


def _leaf(raw: object) -> str:
    if isinstance(raw, dict | list):
        raise InvalidAnswer(codes.NOT_A_TEXT, found="[…]" if isinstance(raw, list) else "{…}")
    return _written(raw)


def _written(value: Any) -> str:
    return leaf_text(value) or ""


def _show_number(question: Question, value: Any, context: Context) -> str:
    unit = context.language.pick(question.unit)
    text = context.language.number(value)
    return f"{text} {unit}" if unit else text


def _show_money(question: Question, value: Any, context: Context) -> str:
    return in_unit(context.language, value, context.language.pick(question.unit))


def _show_bare(question: Question, value: Any, context: Context) -> str:
    return context.language.number(value)


def _show_keyed(question: Question, value: Any, context: Context) -> str:
    return "; ".join(f"{key}: {context.language.number(number)}" for key, number in value.items())


def _show_percent(question: Question, value: Any, context: Context) -> str:
    # As many decimals as the answer has: 2.5 % must not be shown as 3 %.
    return context.language.percent(value / 100, max(0, -int(value.normalize().as_tuple().exponent)))


def _show_option(question: Question, value: Any, context: Context) -> str:
    key = _written(value)
    return dict(options(question, context)).get(key, key)


def _show_day(question: Question, value: Any, context: Context) -> str:
    return context.language.short_day(value)


def _show_deadline(question: Question, value: Any, context: Context) -> str:
    return context.language.deadline(value, context.today)


def _show_with_id(question: Question, value: Any, context: Context) -> str:
    return f"{value} {_show_option(question, value, context)}"


def _read_choice(question: Question, raw: str, context: Context) -> str:
    values = [value for value, _ in options(question, context)]
    if raw not in values:
        raise InvalidAnswer(codes.NOT_A_CHOICE, found=raw, allowed=", ".join(values), near=closest(raw, values))
    return raw


def _type_option(question: Question, line: str, context: Context) -> Data:
    choices = context.choices.get(question.choices, ())
    # In every language: a Danish plan may be filled in from an English list.
    also = [(one.value, word) for one in choices for word in one.words]
    return typed.option(line, options(question, context), also=also)


def _type_person(question: Question, line: str, context: Context) -> Data:
    return typed.option(line, options(question, context))


def _truths(question: Question, context: Context) -> Options:
    return [("true", context.language.text("words.yes")), ("false", context.language.text("words.no"))]


def _choices(question: Question, context: Context) -> Options:
    return [(one.value, context.language.pick(one.label)) for one in context.choices[question.choices]]


def _records(question: Question, context: Context) -> Options:
    register = register_of(question)
    return list(context.names[register].items()) if register else []


def _whole(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int) else value


def _number(units: frozenset[str] = frozenset(), **own: Any) -> Kind:
    """A number that may be written with units of its own."""
    usual: dict[str, Any] = {"field": "number", "align": "end", "is_number": True, "leads": True, "units": units}
    type_in = partial(typed.number, units=units)
    return Kind(**{"read": filed.number, "type_in": type_in, "show": _show_number, **usual, **own})


MONEY, PERCENT = frozenset({"money"}), frozenset({"percent"})
OPTION = Kind(read=_read_choice, type_in=_type_option, show=_show_option, asked="option", field="choice")
ID = replace(OPTION, read=filed.line, names=True, options=_records)
KEYED = Kind(read=filed.number, show=_show_keyed, keyed=True)
KINDS: Mapping[str, Kind] = {
    "text": Kind(words="all", width=1.7),
    "longtext": Kind(
        read=filed.lines, type_in=typed.lines, words="all", many_lines=True, weighed=False, field="longtext", width=2.4
    ),
    "yesno": replace(
        OPTION,
        read=filed.truth,
        type_in=typed.truth,
        options=_truths,
        fixed=("true", "false"),
        from_option=lambda value: value == "true",
    ),
    "choice": replace(OPTION, options=_choices, chooses=True),
    "number": _number(in_column=_show_bare, of_plan=_whole, width=0.9),
    "money": _number(MONEY, show=_show_money, in_column=_show_bare, width=1.1),
    "percent": _number(PERCENT, show=_show_percent),
    "date": Kind(
        filed.day, typed.day, lambda question, value, context: context.language.short_day(value), field="date"
    ),
    "deadline": Kind(filed.deadline, typed.deadline, _show_deadline, field="date", width=1.4, repeats=True),
    "year": Kind(filed.year, typed.year, field="number", align="end", width=0.8),
    "by_year": replace(KEYED, type_in=typed.by_year, units=typed.MONEY_OR_SHARE, leads=True),
    "by_name": replace(KEYED, type_in=typed.keyed, words="keys"),
    "person": replace(ID, type_in=_type_person, asked="person", register="people", weighed=False, width=1.5),
    "reference": replace(ID, in_column=_show_with_id, refers=True, by_id=True, width=1.9),
    "table": Kind(asked="rows", field="rows", has_rows=True),
    "matrix": Kind(asked="rows", field="rows", has_rows=True, is_grid=True),
}
