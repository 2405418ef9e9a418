"""What a file holds in answer to a question, as a typed value.

In: a question and the text of one value. Out: the value; raises InvalidAnswer. What people write is read in `typed`.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from planbuilder import codes, repeating
from planbuilder.days import iso_day
from planbuilder.numbers import InvalidNumber, number_in_file
from planbuilder.plaintext import in_one_line
from planbuilder.questionnaire.context import Context, InvalidAnswer
from planbuilder.questionnaire.definition import Question
from planbuilder.repeating import Repeated
from planbuilder.yamltext.nodes import TRUTHS

# Characters of any text whose question sets no limit of its own.
LONGEST = 100_000


def line(question: Question, raw: str, context: Context) -> str:
    """A text on one line."""
    return _bounded(question, in_one_line(raw))


def lines(question: Question, raw: str, context: Context) -> str:
    """A text of any number of lines."""
    return _bounded(question, raw.strip())


def _bounded(question: Question, text: str) -> str:
    longest = question.longest or LONGEST
    if len(text) > longest:
        raise InvalidAnswer(codes.TEXT_TOO_LONG, longest=longest, length=len(text))
    return text


def truth(question: Question, raw: str, context: Context) -> bool:
    """True or false, by any of the words of a file."""
    if raw.lower() not in TRUTHS:
        raise InvalidAnswer(codes.NOT_YES_OR_NO, found=raw)
    return TRUTHS[raw.lower()]


def number(question: Question, raw: str, context: Context) -> Decimal:
    """A number within the bounds of its question."""
    try:
        number = number_in_file(raw)
    except InvalidNumber as error:
        raise InvalidAnswer(error.code, found=raw, **error.values) from error
    least, most = question.least, question.most
    if (least is not None and number < least) or (most is not None and number > most):
        raise InvalidAnswer(codes.OUT_OF_BOUNDS, found=raw, least=_bound(least), most=_bound(most))
    return number


def year(question: Question, raw: str, context: Context) -> int:
    """A year of four digits."""
    # Four digits before anything is reckoned: `27` and `02027` are slips, not years.
    if not re.fullmatch(r"\d{4}", raw):
        raise InvalidAnswer(codes.NOT_A_YEAR, found=raw)
    return int(number(question, raw, context))


def day(question: Question, raw: str, context: Context) -> date:
    """A date in ISO form."""
    try:
        return iso_day(raw)
    except ValueError as error:
        raise InvalidAnswer(codes.NOT_A_DATE, found=raw) from error


def deadline(question: Question, raw: str, context: Context) -> date | Repeated:
    """A date in ISO form, or a day that comes again."""
    try:
        return repeating.deadline(raw)
    except ValueError as error:
        raise InvalidAnswer(codes.NOT_A_DATE, found=raw) from error


def _bound(number: int | None) -> str:
    return "…" if number is None else str(number)
