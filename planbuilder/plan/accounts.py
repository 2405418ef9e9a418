"""What an account is in the chart of accounts of Danish municipalities, and which functions that chart has.

In: the text of an account, as a person has written it. Out: the accounts in it (`06.45.51, løn` is one), what only
looks like one, and for a function that is not in the chart those that it was probably meant to be. The chart is a dated
file (docs/decisions/032): of most main accounts it is not whole, and nothing is said of what it does not know whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal, Protocol

from planbuilder import resources
from planbuilder.record import record
from planbuilder.yamltext.reading import read_file
from planbuilder.yamltext.schema import read

CHART = "dk-2023"
# The forms in which people write an account: `6.45.51`, `06.45.51`, further with dranst (1-7), gruppering and art, or
# `064551`; `06.45.51/53` and `06.45.51-53` name several. Whatever else has the look of one is a slip.
NUMBER = re.compile(
    r"(?<![\d.])0?(\d)\.(\d\d)\.(\d\d)(?:\.([1-7])(?:\.(\d{1,3})(?:\.(\d{1,2}))?)?)?((?:[/–-]\d\d)*)(?!\d|\.\d)"
    r"|(?<![\d.,])0(\d)(\d\d)(\d\d)(?!\d|[.,]\d)",
    re.ASCII,
)
LIKE_ONE = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d{1,2}){2}(?:\.\d{1,4})*(?!\d|\.\d)", re.ASCII)
DIGIT = re.compile(r"[0-9]")
# So many functions are named as what was probably meant where more than one digit is wrong.
GUESSES = 3


@record
class Account:
    """An account: its function (`6.45.51`), and the dranst, gruppering and art where they are given."""

    function: str
    dranst: int | None = None
    grouping: int | None = None
    art: int | None = None

    def __str__(self) -> str:
        parts = (f"0{self.function}", self.dranst, _padded(self.grouping, 3), _padded(self.art, 2))
        return ".".join(str(part) for part in parts if part is not None)


def _padded(number: int | None, digits: int) -> str | None:
    return None if number is None else f"{number:0{digits}}"


@record
class Chart:
    """A dated chart of accounts: names of main accounts and functions by number, and beneath what it has all of them.

    A function may be without a name: the sources do not have each of them in Danish.
    """

    format: str
    id: str
    as_of: date
    main: Mapping[str, str]
    whole: tuple[str, ...]
    functions: Mapping[str, str]

    def lacks(self, function: str) -> bool:
        """Whether there is no such function, as far as that is known."""
        return function not in self.functions and any(function.startswith(f"{one}.") for one in self.whole)

    def nearest(self, function: str) -> tuple[str, ...]:
        """The functions from which fewest digits differ; two digits in each other's place are one slip."""
        slips = {one: _slips(function, one) for one in sorted(self.functions)}
        least = min(slips.values())
        near = tuple(one for one, count in slips.items() if count == least)
        # All that are one slip away: whichever was meant is among them.
        return near if least == 1 else near[:GUESSES]

    def told(self, function: str) -> str:
        """A function with its name, if it has one."""
        return f"{Account(function)} {self.functions[function]}".rstrip()


def _slips(one: str, other: str) -> int:
    apart = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    digits = [number.replace(".", "") for number in (one, other)]
    return 1 if digits[0] in _turned(digits[1]) else len(apart)


def _turned(digits: str) -> Iterator[str]:
    """The digits with two neighbours in each other's place."""
    for n in range(len(digits) - 1):
        yield digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]


@cache
def chart() -> Chart:
    """The chart that accounts are held against."""
    return read(read_file(resources.folder("accounts") / f"{CHART}.yaml"), Chart)[0]


# Words beside an account that say that it is pay, by how they begin.
PAY = ("løn", "pay", "wage", "salar")
# The first digit of an art that is pay.
PAID = 1
WORD = re.compile(r"[^\W\d_]{2,}")


class Booked(Protocol):
    """What has an account, or several with their weights: a cost, a benefit, a budget change."""

    @property
    def account(self) -> str:
        """The one account."""

    @property
    def accounts(self) -> Mapping[str, Decimal]:
        """Several, each with its weight."""


def weights(one: Booked) -> Mapping[str, Decimal]:
    """Each account of a line with its weight; the one account where there are no shares, and none where neither is."""
    if one.accounts and sum(one.accounts.values()) > 0:
        return one.accounts
    return {one.account: Decimal(1)} if one.account else {}


def account_text(one: Booked) -> str:
    """The accounts of a line as they are told in one place."""
    return ", ".join(weights(one))


def may_be_pay(text: str) -> bool:
    """Whether an account is pay, or does not say what it is: by its art, or else by the words beside it.

    A text without an account in it is another problem, and nothing is said of it here.
    """
    found = accounts(text)
    arts = [account.art for account in found if account.art is not None]
    if not found:
        return False
    if arts:
        return any(str(art).startswith(str(PAID)) for art in arts)
    words = [word.casefold() for word in WORD.findall(text)]
    return not words or any(word.startswith(PAY) for word in words)


def art_of(text: str) -> Literal["", "wages", "prices"]:
    """Which index an account follows, by its art or by the word of pay beside it; empty where it does not say."""
    arts = {str(account.art).startswith(str(PAID)) for account in accounts(text) if account.art is not None}
    if len(arts) == 1:
        return "wages" if arts.pop() else "prices"
    words = [] if arts else [word.casefold() for word in WORD.findall(text)]
    return "wages" if any(word.startswith(PAY) for word in words) else ""


def named(text: str) -> bool:
    """Whether a text names an account at all: no account is without a digit."""
    return bool(DIGIT.search(text))


def accounts(text: str) -> tuple[Account, ...]:
    """The accounts that a text names, each once."""
    return tuple(dict.fromkeys(one for found in NUMBER.finditer(text) for one in _of(found)))


def misshapen(text: str) -> tuple[str, ...]:
    """The numbers of a text that look like accounts and are none."""
    rest = NUMBER.sub(" ", text)
    return tuple(dict.fromkeys(LIKE_ONE.findall(rest)))


def _of(found: re.Match[str]) -> Iterator[Account]:
    main, group, function, dranst, grouping, art, more, *short = found.groups()
    if main is None:
        yield Account(".".join(short))
        return
    yield Account(f"{main}.{group}.{function}", *(int(part) if part else None for part in (dranst, grouping, art)))
    for other in re.findall(r"\d\d", more):
        yield Account(f"{main}.{group}.{other}")
