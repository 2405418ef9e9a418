"""Numbers as files and as people write them.

In: a text. Out: a `Decimal`, or the reason why it is none. Files write `1234.5`; people write as their language does
(`1.234,5 kr.` in Danish). One rule holds in every way in: what may be thousands as well as decimals is never guessed
at. Denmark groups by a point, so a point before exactly three digits (`580.000`) counts as a group where the language
says so and is asked about everywhere else; a file has no language, so there it is the same with a comma.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import cache

from planbuilder import codes
from planbuilder.record import field, record

# Far beyond any amount of a municipality: what is larger is a slip of the keys.
LARGEST = Decimal(10) ** 15
MOST_DECIMALS = 20
# Characters of the longest text that is meant as a number; no pattern sees a longer one.
LONGEST = 500
FILE_NUMBER = re.compile(r"[-+]?\d{1,40}(\.\d{1,20})?\Z", re.ASCII)
LONG_NUMBER = re.compile(r"[-+]?\d{1,40}\.\d{21,}\Z", re.ASCII)
UNKNOWN_UNIT = re.compile(r"(?P<number>[-+−]?\d[\d.,\s]*)(?<=\d)\s*[^\W\d_][^\d]*")
EXPONENT = re.compile(r"[-+]?\d{1,40}(\.\d{1,20})?[eE][-+]?\d{1,9}\Z", re.ASCII)
# `12-15`, `between 2 and 3 million`: what one says who is not sure. A half and an hour are no two numbers.
TWO = re.compile(r"[^\d/:]*\d[\d.,]*(?:-| ?- ?| [^\d/:-]+ )\d[\d., ]*[^\d/:]*\Z")
COMMA = re.compile(r"[-+]?(\d+|\d{1,3}(\.\d{3})+),\d+\Z", re.ASCII)
# A group of thousands has one to three digits before it and never begins with 0: `0.125` and `1234.567` are clear.
UNCLEAR = re.compile(r"(?P<whole>[-+]?[1-9]\d{0,2})[.,](?P<part>\d{3})\Z", re.ASCII)
POINT = "."
# A dash or a true minus before a number, and hard blanks within it, as Word and web pages have them.
SIGNS = str.maketrans({"−": "-", "–": "-", "\u00a0": " ", "\u202f": " "})
MULTIPLIERS = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
FRACTIONS = {"½": "5", "¼": "25", "¾": "75"}
UNITS = ("money", "percent", "fte", "hours", "minutes", "years", "cases")
# About, a currency, a sign, digits in groups or not, decimals or `,-`, a multiplier, a unit; all words a language's.
WRITTEN = (
    r"(?:(?:{about}){end} ?)?(?P<before>(?:{money}){end})? ?(?P<sign>[-+]?) ?"
    r"(?P<whole>[0-9]{{1,3}}(?P<between>[{group} ])[0-9]{{3}}(?:(?P=between)[0-9]{{3}})*|[0-9]{{1,40}})"
    r"(?:{mark}(?:(?P<part>[0-9]{{1,20}})|--?(?![0-9])))?"
    r" ?(?:(?:{times}){end} ?)?(?:(?:{units}){end})?\Z"
)
END = r"(?:\.|(?!\w))"


class InvalidNumber(ValueError):
    """A text that is no number we can use; `code` names the problem."""

    def __init__(self, code: codes.Code, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(f"{code} {values}")


@record
class Writing:
    """How a language writes numbers: its marks, and its words for multipliers, units and "about"."""

    decimal_mark: str
    group_mark: str
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def is_suspect(self) -> bool:
        """Whether the mark before decimals is the one that Denmark groups thousands by."""
        return self.decimal_mark == POINT


@record
class Quantity:
    """A number that a person wrote, and the kind of unit written with it: one of `UNITS`, or empty."""

    number: Decimal
    unit: str = ""


def number_in_file(text: str) -> Decimal:
    """The number a file's text means; raises InvalidNumber."""
    text = text.strip()
    if len(text) > LONGEST:
        raise InvalidNumber(codes.NOT_A_NUMBER)
    if found := UNCLEAR.match(text):
        whole, part = found["whole"], found["part"]
        raise InvalidNumber(
            codes.AMBIGUOUS_NUMBER, thousands=whole + part, decimals=_clear_decimals(whole, part, POINT)
        )
    # Told with the number that was meant: a decimal comma is the slip that Danes make in a file.
    if COMMA.match(text):
        raise InvalidNumber(codes.DECIMAL_COMMA, meant=written(Decimal(text.replace(".", "").replace(",", "."))))
    if EXPONENT.match(text):
        return _spelled_out(Decimal(text))
    if LONG_NUMBER.match(text):
        raise InvalidNumber(codes.TOO_MANY_DECIMALS)
    if not FILE_NUMBER.match(text):
        raise InvalidNumber(codes.NOT_A_NUMBER)
    return _bounded(Decimal(text))


def written(number: Decimal) -> str:
    """A number as files write it; three decimals that could be thousands lose their zeros or get one more."""
    # `580.000` would be read as thousands the next time: what we write must be what we read.
    text = f"{number:f}"
    found = UNCLEAR.match(text)
    return _clear_decimals(found["whole"], found["part"], POINT).removesuffix(".0") if found else text


def is_clear(text: str) -> bool:
    """Whether the digits and marks of a text can only be read in one way."""
    return not UNCLEAR.match(text)


def _clear_decimals(whole: str, part: str, mark: str) -> str:
    """Three decimals written so that they cannot be thousands: `580.0`, `1.28`, `1.2850`."""
    return f"{whole}{mark}{part.rstrip('0') or '0'}{'' if part.endswith('0') else '0'}"


def parse(text: str, writing: Writing, in_file: bool = False, expected: Collection[str] = ()) -> Quantity:
    """The number a person wrote, with `ca.`, `kr.`, `,-`, `pct.`, `mio.`, `½` and the like; raises InvalidNumber.

    A group mark must be followed by exactly three digits, so `1.5` is no Danish number. Of a text `in_file` it
    is not known whether it was written in this language, so three decimals are asked about whatever their mark. A word
    that is both a multiplier and a unit (`t`) is the unit if that is `expected`, and the multiplier of amounts.
    """
    text = " ".join(_in_decimals(text, writing.decimal_mark).translate(SIGNS).split())
    found = _form(writing, expected).match(text) if len(text) <= LONGEST else None
    unit = found and _unit(found)
    if not found or unit is None:
        if len(text) <= LONGEST and TWO.match(text):
            raise InvalidNumber(codes.TWO_NUMBERS)
        raise InvalidNumber(codes.NOT_A_LOCAL_NUMBER, example=f"1{writing.group_mark}234{writing.decimal_mark}50")
    whole, part = re.sub(r"\D", "", found["whole"]), found["part"]
    if (writing.is_suspect or in_file) and part and not found["between"] and not is_clear(f"{whole}.{part}"):
        raise _unclear(text, found, writing)
    # Signs are gone from `whole` by now, and marks between groups: only digits are left.
    number = Decimal(found["sign"] + whole + (f".{part}" if part else ""))
    doubtful = _doubtful(found, writing)
    if doubtful and "money" not in (unit, *expected):
        raise InvalidNumber(codes.AMBIGUOUS_NUMBER, **_two_meanings(found, writing, doubtful))
    return Quantity(_bounded(_multiplied(_bounded(number), _times(found))), unit)


def has_unknown_unit(text: str, writing: Writing) -> bool:
    """Whether a text is a number with a word behind it that is no unit known here, as in `40 dage`."""
    found = UNKNOWN_UNIT.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if found is None:
        return False
    try:
        return not parse(found["number"], writing).unit
    except InvalidNumber:
        return False


def _in_decimals(text: str, mark: str) -> str:
    """`1½ million` as `1,5 million`."""
    signs = "".join(FRACTIONS)
    return re.sub(rf"(\d*) ?([{signs}])", lambda one: f"{one[1] or 0}{mark}{FRACTIONS[one[2]]}", text)


def _doubtful(found: re.Match[str], writing: Writing) -> str:
    """The unit that a multiplier's word may mean as well, empty if it means none."""
    word = (found["thousand"] or "").casefold()
    return next((unit for unit in UNITS if word and word in writing.words.get(unit, ())), "")


def _two_meanings(found: re.Match[str], writing: Writing, unit: str) -> Mapping[str, str]:
    """`37 t` as thousands and as hours, each written so that it can be typed."""
    mark, part = writing.decimal_mark, found["part"]
    written_as = found["sign"] + found["whole"] + (f"{mark}{part}" if part else "")
    words = {name: max(writing.words[name], key=len) for name in ("thousand", unit)}
    return {"thousands": f"{written_as} {words['thousand']}", "decimals": f"{written_as} {words[unit]}"}


def _multiplied(number: Decimal, times: int) -> Decimal:
    """So many times a number, without the decimals that have become none: `1,2 mio.` is 1200000."""
    product = number * times
    # 1.20 × 1000000 is 1200000.00 to Decimal, which would be shown, and stored, with its zeros.
    return product.quantize(Decimal(1)) if times > 1 and product == product.to_integral_value() else product


def _unclear(text: str, found: re.Match[str], writing: Writing) -> InvalidNumber:
    """The question which of two numbers is meant, each written so that it can be typed."""
    whole, part = found["whole"], found["part"]
    before, behind = text[: found.start("whole")], text[found.end("part") :]
    readings = (f"{whole}{writing.group_mark}{part}", _clear_decimals(whole, part, writing.decimal_mark))
    thousands, decimals = (f"{before}{reading}{behind}" for reading in readings)
    return InvalidNumber(codes.AMBIGUOUS_NUMBER, thousands=thousands, decimals=decimals)


def _unit(found: re.Match[str]) -> str | None:
    """The kind of unit that was written; None if two contradict each other."""
    named = next((name for name in UNITS if found[name]), "")
    before = "money" if found["before"] else ""
    return named or before if not (named and before) or named == before else None


def _times(found: re.Match[str]) -> int:
    return next((factor for name, factor in MULTIPLIERS.items() if found[name]), 1)


def _form(writing: Writing, expected: Collection[str]) -> re.Pattern[str]:
    """The form of a number where some units are expected; their words are no multipliers then, nor others' units."""
    known = {name: tuple(writing.words.get(name, ())) for name in ("about", *MULTIPLIERS, *UNITS)}
    units = {word for unit in expected for word in known[unit]}
    several = {word for name in MULTIPLIERS for word in known[name] if word not in units}
    left = {name: units if name in MULTIPLIERS else several if name in UNITS else set() for name in known}
    words = tuple((name, tuple(word for word in listed if word not in left[name])) for name, listed in known.items())
    # By value, so that each language's form is compiled once in a process.
    return _compiled(writing.decimal_mark, writing.group_mark, words)


@cache
def _compiled(mark: str, group: str, words: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    """The form of a number in one language; a kind of word that it has none of matches nothing."""
    any_of = {name: "|".join(map(re.escape, listed)) or r"(?!)" for name, listed in words}
    times, units = ("|".join(f"(?P<{name}>{any_of[name]})" for name in names) for names in (MULTIPLIERS, UNITS))
    form = WRITTEN.format(
        about=any_of["about"],
        money=any_of["money"],
        times=times,
        units=units,
        mark=re.escape(mark),
        group=re.escape(group),
        end=END,
    )
    return re.compile(form, re.IGNORECASE)


def _spelled_out(number: Decimal) -> Decimal:
    """A number that was written with an exponent, as its digits; few enough of them."""
    if not number:
        return Decimal(0)
    _bounded(number)
    if -int(number.as_tuple().exponent) > MOST_DECIMALS:
        raise InvalidNumber(codes.TOO_MANY_DECIMALS)
    return Decimal(f"{number:f}")


def _bounded(number: Decimal) -> Decimal:
    if number.copy_abs() >= LARGEST:  # `abs` rounds, and overflows on 1e9999999
        raise InvalidNumber(codes.NUMBER_TOO_LARGE)
    return number


def plain(value: object) -> str:
    """A value as JSON has it that knows none of its kind: a decimal with every digit, anything else as its text."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
