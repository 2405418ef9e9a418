"""Numbers and dates as files write them, numbers as people do.

In: a text. Out: a `Decimal` or `date`, or the reason why it is none. Files write `1234.5`; people write as their
language does (`1.234,5` in Danish), which `parse` understands strictly: a mark in the wrong place is refused, not
guessed at.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

LARGEST = Decimal(10) ** 15
FILE_NUMBER = re.compile(r"[-+]?\d{1,40}(\.\d{1,20})?\Z")
EXPONENT = re.compile(r"[-+]?\d*\.?\d+[eE][-+]?\d+\Z")
SIGNS = str.maketrans({"−": "-", "–": "-", "\u00a0": " ", "\u202f": " "})
MULTIPLIERS = {"mio": 10**6, "mia": 10**9, "t": 10**3, "tkr": 10**3, "million": 10**6, "m": 10**6, "k": 10**3}
# A currency, a sign, digits in groups or not, decimals, a multiplier, a unit; {group} and {mark} are a language's.
WRITTEN = (
    r"(?i)\s*(?:(?:kr|dkk)\b\.?\s*)?(?P<sign>[-+]?)\s*"
    r"(?P<whole>\d{{1,3}}(?P<between>[{group} ])\d{{3}}(?:(?P=between)\d{{3}})*|\d{{1,40}})"
    r"(?:{mark}(?P<part>\d{{1,20}}))?"
    r"\s*(?:(?P<times>mio|mia|tkr|million|t|m|k)(?:\.|\b))?\s*(?:(?:kr|dkk)(?:\.|\b)|%)?\s*\Z"
)


class InvalidNumber(ValueError):
    """A text that is no number we can use; `code` names the problem."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(f"{code} {values}")


def number_in_file(text: str) -> Decimal:
    """The number a file's text stands for; raises InvalidNumber."""
    text = text.strip()
    if re.fullmatch(r"[-+]?[\d.]*\d,\d+", text):
        raise InvalidNumber("PB034", meant=_with_point(text))
    if EXPONENT.match(text):
        raise InvalidNumber("PB036")
    if not FILE_NUMBER.match(text):
        raise InvalidNumber("PB025")
    return _bounded(Decimal(text))


def iso_day(text: str) -> date:
    """The date that a file's `YYYY-MM-DD` stands for; raises ValueError for any other form."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(text)
    return date.fromisoformat(text)


def parse(text: str, decimal_mark: str, group_mark: str) -> Decimal:
    """The number a person wrote, with `kr.`, `%`, `mio.` and `t.` understood; raises InvalidNumber.

    A group mark must be followed by exactly three digits, so `1.5` is no Danish number.
    """
    pattern = WRITTEN.format(group=re.escape(group_mark), mark=re.escape(decimal_mark))
    found = re.match(pattern, text.translate(SIGNS))
    if not found:
        raise InvalidNumber("PB035", example=f"1{group_mark}234{decimal_mark}50")
    digits = re.sub(r"\D", "", found["whole"])
    number = Decimal(found["sign"] + digits + (f".{found['part']}" if found["part"] else ""))
    return _bounded(number * MULTIPLIERS.get((found["times"] or "").lower(), 1))


def _with_point(text: str) -> str:
    return text.replace(".", "").replace(",", ".")


def _bounded(number: Decimal) -> Decimal:
    if abs(number) >= LARGEST:
        raise InvalidNumber("PB037")
    return number


def plain(value: object) -> str:
    """A value as JSON has it that knows none of its kind: a decimal with every digit, anything else as its text."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
