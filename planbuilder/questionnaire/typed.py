"""What a person writes in answer to a question, as data for the plan's file.

In: a question and a line, typed in an interview or written in a file of answers. Out: data, or why it is none. A line
is understood as its language writes, with what people add: `ca. 250.000 kr.`, `1. maj 2027`, a name for its id. What
can mean two things is not guessed at; the reason names both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from planbuilder import codes, repeating
from planbuilder.days import UnclearDay
from planbuilder.errors import closest
from planbuilder.language import everyday_calendar
from planbuilder.numbers import InvalidNumber
from planbuilder.plaintext import in_one_line
from planbuilder.questionnaire.context import Context, InvalidAnswer, UnknownOption
from planbuilder.questionnaire.definition import Question
from planbuilder.yamltext.nodes import Data

# A comma with a blank after it parts numbers, one without is a decimal comma; a blank parts only what ends in a digit.
SEVERAL = re.compile(r"\s*;\s*|,\s+|(?<=[\d%])\s+(?=[-+−–\d])")
MONEY = frozenset({"money"})
MONEY_OR_SHARE = frozenset({"money", "percent"})
NO_UNITS: frozenset[str] = frozenset()
PER = ("a_year", "a_month", "a_case", "an_fte", "in_all")

Options = Sequence[tuple[str, str]]


def several(line: str, options: Options, are_numbers: bool, conjunction: str) -> list[str]:
    """The parts of a line that answers a question of several: names may hold spaces, numbers may not."""
    if are_numbers:
        return SEVERAL.split(line.strip())
    known = {name.casefold() for pair in options for name in pair}
    parts = names(line, lambda name: name.casefold() in known, conjunction)
    is_one = len(parts) < 2 and line.strip().casefold() not in known
    return re.split(r"[;,\s]+", line.strip()) if is_one else parts


def names(line: str, is_name: Callable[[str], bool], conjunction: str) -> list[str]:
    """The names on a line (`F1, F2 og F3`), as far as they are told apart without `is_name` of the whole."""
    # A name that holds a comma or an "and" ("Børn, unge og familie") is one name, if there is one like it.
    found = [line.strip()]
    for between in ("[;,]", rf"\s{re.escape(conjunction)}\s"):
        parted = [[one] if is_name(one) else re.split(between, one) for one in found]
        found = [part.strip() for parts in parted for part in parts if part.strip()]
    return found


def text(question: Question, line: str, context: Context) -> Data:
    """A text on one line."""
    return in_one_line(line)


def lines(question: Question, line: str, context: Context) -> Data:
    """A text of any number of lines."""
    return line


def number(question: Question, line: str, context: Context, units: frozenset[str] = NO_UNITS) -> Data:
    """A number, without its unit; one in another unit than the question's, or for another time, is refused.

    `units` are those of its kind; none: those that its question speaks of, or else any.
    """
    unit, label = context.language.pick(question.unit), context.language.pick(question.label)
    asked = unit or label
    fitting = units or context.language.units(asked)
    # The question's own unit needs no look-up: it may be one that no language lists.
    bare = line[: -len(unit)] if unit and line.casefold().endswith(unit.casefold()) else line
    bare, per = _without_per(bare, context)
    try:
        quantity = context.language.parse_quantity(bare, context.in_file, fitting)
    except InvalidNumber as error:
        raise InvalidAnswer(error.code, found=line, **error.values) from error
    # 37 hours where FTE are asked for is no number with a superfluous word but another answer.
    is_other_unit = quantity.unit and fitting and quantity.unit not in fitting
    if is_other_unit or (per and not _speaks_of(per, f"{label} {unit}", context)):
        raise InvalidAnswer(codes.OTHER_UNIT, found=line, asked=asked)
    return quantity.number


def _without_per(line: str, context: Context) -> tuple[str, str]:
    """`185.000 kr. pr. år` without its last words, and what they stand for, one of `PER`; empty for none."""
    low = line.casefold()
    ends = ((name, word) for name in PER for word in context.language.words_for(name))
    name, word = next(((name, word) for name, word in ends if low.endswith(word)), ("", ""))
    head = line[: len(line) - len(word)].rstrip()
    return (head, name) if name and head else (line, "")


def _speaks_of(per: str, asked: str, context: Context) -> bool:
    return any(word in asked.casefold() for word in context.language.words_for(per))


def keyed(question: Question, line: str, context: Context, units: frozenset[str] = NO_UNITS) -> Data:
    """`2027: 580.000 kr.; 2028: 20.000` as data: a number behind each name."""
    parts = [part for part in re.split(r"\s*[;\n]\s*", line) if part.strip()]
    # From the right, since names may hold what parts them from their number: "Hus 3: 2".
    pairs = [part.rpartition(":" if ":" in part else "=" if "=" in part else " ") for part in parts]
    numbers = {key.strip(): number(question, amount.strip(), context, units) for key, _, amount in pairs}
    # Fewer numbers than parts means one name twice, of which one number would be lost.
    if not numbers or "" in numbers or len(numbers) < len(pairs):
        raise InvalidAnswer(codes.NOT_NUMBERS_BY_NAME, found=line)
    return numbers


def by_year(question: Question, line: str, context: Context) -> Data:
    """Numbers by year: percent where its question asks for them, else amounts; the one is never taken for the other."""
    asked = context.language.units(context.language.pick(question.unit))
    numbers = keyed(question, line, context, asked & MONEY_OR_SHARE or MONEY)
    for key in numbers if isinstance(numbers, dict) else ():
        year(question, key, context)
    return numbers


def year(question: Question, line: str, context: Context) -> Data:
    """A year of four digits."""
    if not re.fullmatch(r"\d{4}", line):
        raise InvalidAnswer(codes.NOT_A_YEAR, found=line)
    return int(line)


def day(question: Question, line: str, context: Context) -> Data:
    """A date; one without a year is the next from the context's day."""
    try:
        return context.language.parse_day(line, context.today)
    except UnclearDay as error:
        raise InvalidAnswer(error.code, found=line, **error.values) from error


def deadline(question: Question, line: str, context: Context) -> Data:
    """A date, or a day that comes again every month or quarter."""
    return repeating.parse(line, everyday_calendar()) or day(question, line, context)


def option(line: str, options: Options, also: Options = ()) -> Data:
    """The value of an option named by its value or its label, whatever the case; two of one name are not told apart.

    `also` has other words for the values, which are understood and not offered.
    """
    wanted = in_one_line(line).casefold()
    named = [value for value, _ in options if value.casefold() == wanted]
    # Values first, then labels, then other words: what the file holds is never hidden by what something is called.
    named = named or [value for value, label in options if label.casefold() == wanted]
    named = named or list(dict.fromkeys(value for value, word in also if word.casefold() == wanted))
    # Options of one name are told apart in brackets behind it; the name alone is each of them.
    named = named or [value for value, label in options if label.casefold().startswith(f"{wanted} (")]
    if len(named) > 1:
        known = "; ".join(f"{value} {label.removesuffix(f' ({value})')}" for value, label in options if value in named)
        raise InvalidAnswer(codes.AMBIGUOUS_NAME, found=line, known=known)
    if named:
        return named[0]
    labels = [label for _, label in options]
    raise UnknownOption(line, "; ".join(labels), closest(line, labels))


def truth(question: Question, line: str, context: Context) -> Data:
    """Yes or no, or their first letter."""
    words = {"true": True, "false": False}
    for word, is_true in (("yes", True), ("no", False)):
        full = context.language.text(f"words.{word}").casefold()
        words |= {full: is_true, full[0]: is_true}
    if line.casefold() not in words:
        raise InvalidAnswer(codes.NOT_YES_OR_NO, found=line)
    return words[line.casefold()]
