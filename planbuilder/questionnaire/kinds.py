"""The kinds of question: what a file may hold for each, what a person may type, and how the answer is shown.

In: a question and a raw value (text from a file) or a typed line (text from a person). Out: a typed value, plain data
for the file, or final text. `KINDS` is the whole list; a new kind is one entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from planbuilder.language import Language
from planbuilder.numbers import InvalidNumber, iso_day, number_in_file
from planbuilder.questionnaire.definition import Choice, Question
from planbuilder.record import record
from planbuilder.yamltext.nodes import Data, as_text, leaf_text
from planbuilder.yamltext.schema import closest

LONGEST = 100_000
SEVERAL = re.compile(r"\s*;\s*|,\s+|\s+(?!%)")


class InvalidAnswer(ValueError):
    """A raw value that does not fit its question; `code` and `values` make the message."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(f"{code} {self.values}")


@record
class Context:
    """What a kind needs to know around a question: choices by list, names by register and id, and the language."""

    choices: Mapping[str, tuple[Choice, ...]]
    names: Mapping[str, Mapping[str, str]]
    language: Language

    def options(self, question: Question) -> list[tuple[str, str]]:
        """(value, label) of everything a question offers; empty where anything may be answered."""
        if question.kind == "yesno":
            return [("true", self.language.text("words.yes")), ("false", self.language.text("words.no"))]
        if question.kind == "choice":
            return [(c.value, self.language.pick(c.label)) for c in self.choices[question.choices]]
        register = "people" if question.kind == "person" else question.refers
        return list(self.names[register].items()) if register else []


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
            raise InvalidAnswer("PB145", found=raw)
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
        parts = [part for part in _several(question, line, context) if part]
        value = [kind.type_in(question, part, context) for part in parts]
    read(
        question,
        as_text(value) if isinstance(value, dict) else value if isinstance(value, list) else _written(value),
        context,
    )
    return value


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


def _several(question: Question, line: str, context: Context) -> list[str]:
    """The parts of a line that answers a question of several: names may hold spaces, numbers may not."""
    if question.kind in ("number", "money", "percent"):
        return SEVERAL.split(line.strip())
    known = {name.casefold() for pair in context.options(question) for name in pair}
    if line.strip().casefold() in known:
        return [line.strip()]
    parts = re.split(r"\s*[;,]\s*", line.strip())
    return parts if len(parts) > 1 else re.split(r"[;,\s]+", line.strip())


def _leaf(raw: object) -> str:
    if isinstance(raw, dict | list):
        raise InvalidAnswer("PB024", found="[…]" if isinstance(raw, list) else "{…}")
    return _written(raw)


def _written(value: Any) -> str:
    return leaf_text(value) or ""


def _read_text(question: Question, raw: str, context: Context) -> str:
    text = raw.strip()
    longest = question.longest or LONGEST
    if len(text) > longest:
        raise InvalidAnswer("PB028", longest=longest, length=len(text))
    return text


def _read_truth(question: Question, raw: str, context: Context) -> bool:
    if raw not in ("true", "false"):
        raise InvalidAnswer("PB029", found=raw)
    return raw == "true"


def _read_choice(question: Question, raw: str, context: Context) -> str:
    values = [value for value, _ in context.options(question)]
    if raw not in values:
        raise InvalidAnswer("PB032", found=raw, allowed=", ".join(values), near=closest(raw, values))
    return raw


def _read_number(question: Question, raw: str, context: Context) -> Decimal:
    try:
        number = number_in_file(raw)
    except InvalidNumber as error:
        raise InvalidAnswer(error.code, found=raw, **error.values) from error
    least, most = question.least, question.most
    if (least is not None and number < least) or (most is not None and number > most):
        raise InvalidAnswer("PB027", found=raw, least=_bound(least), most=_bound(most))
    return number


def _read_year(question: Question, raw: str, context: Context) -> int:
    if not re.fullmatch(r"\d{4}", raw):
        raise InvalidAnswer("PB038", found=raw)
    return int(_read_number(question, raw, context))


def _read_date(question: Question, raw: str, context: Context) -> date:
    try:
        return iso_day(raw)
    except ValueError as error:
        raise InvalidAnswer("PB031", found=raw) from error


def _type_text(question: Question, line: str, context: Context) -> Data:
    return line


def _type_number(question: Question, line: str, context: Context) -> Data:
    try:
        return context.language.parse_number(line)
    except InvalidNumber as error:
        raise InvalidAnswer(error.code, found=line, **error.values) from error


def _type_keyed(question: Question, line: str, context: Context) -> Data:
    """`2027: 580.000; 2028: 20.000` as data; the number is what stands last in each part."""
    pairs = [part.rpartition(" ") for part in re.split(r"\s*[;\n]\s*", line) if part.strip()]
    keyed = {key.strip().rstrip(":=").strip(): _type_number(question, number, context) for key, _, number in pairs}
    if not keyed or "" in keyed or len(keyed) < len(pairs):
        raise InvalidAnswer("PB145", found=line)
    return keyed


def _type_by_year(question: Question, line: str, context: Context) -> Data:
    keyed = _type_keyed(question, line, context)
    for key in keyed if isinstance(keyed, dict) else ():
        _type_year(question, key, context)
    return keyed


def _type_year(question: Question, line: str, context: Context) -> Data:
    if not re.fullmatch(r"\d{4}", line):
        raise InvalidAnswer("PB038", found=line)
    return int(line)


def _type_date(question: Question, line: str, context: Context) -> Data:
    try:
        return context.language.parse_day(line)
    except ValueError as error:
        raise InvalidAnswer("PB039", found=line) from error


def _type_option(question: Question, line: str, context: Context) -> Data:
    """The value of an option named by its value or its label, whatever the case."""
    options = context.options(question)
    for value, label in options:
        if line.casefold() in (value.casefold(), label.casefold()):
            return value
    labels = [label for _, label in options]
    raise InvalidAnswer("PB032", found=line, allowed=", ".join(labels), near=closest(line, labels))


def _type_truth(question: Question, line: str, context: Context) -> Data:
    words = {"true": True, "false": False}
    for word, truth in (("yes", True), ("no", False)):
        full = context.language.text(f"words.{word}").casefold()
        words |= {full: truth, full[0]: truth}
    if line.casefold() not in words:
        raise InvalidAnswer("PB029", found=line)
    return words[line.casefold()]


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


TEXT = Kind(_read_text, _type_text, _show_text)
NUMBER = Kind(_read_number, _type_number, _show_number)
ID = Kind(_read_text, _type_option, _show_option)
KINDS: Mapping[str, Kind] = {
    "text": TEXT,
    "longtext": TEXT,
    "yesno": Kind(_read_truth, _type_truth, _show_option),
    "choice": Kind(_read_choice, _type_option, _show_option),
    "number": NUMBER,
    "money": NUMBER,
    "percent": Kind(_read_number, _type_number, _show_percent),
    "date": Kind(_read_date, _type_date, _show_date),
    "year": Kind(_read_year, _type_year, _show_text),
    "by_year": Kind(_read_number, _type_by_year, _show_keyed, keyed=True),
    "by_name": Kind(_read_number, _type_keyed, _show_keyed, keyed=True),
    "person": ID,
    "reference": ID,
}
