"""One language: its words by key, and how it writes and reads numbers, money, dates and lists.

In: a language file (`languages/*.yaml`; one file is one language). Out: final text. Every word that a person sees
comes from here, from the questionnaire or from the plan. Numbers and dates follow the language's CLDR data (Babel).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planbuilder import codes, resources, wholeness
from planbuilder.errors import Day, InputInvalid, Numeral, Problem, Term, UsageWrong, closest, problem, untitled
from planbuilder.resources import compiled
from planbuilder.wholeness import DEFAULT, flat

# What people write is read with patterns, which are made when the first of them asks: a start and a help do without.
if TYPE_CHECKING:
    from planbuilder.days import Calendar
    from planbuilder.numbers import Quantity, Writing
    from planbuilder.repeating import Repeated
    from planbuilder.yamltext.nodes import Data

Texts = Mapping[str, str]
MINUS = "\u2212"


def available() -> list[str]:
    """The codes of all languages that are whole, Danish first."""
    lacking = wholeness.lacks()
    found = (code for code in wholeness.codes() if code not in lacking)
    return sorted(found, key=lambda code: (code != DEFAULT, code))


def is_offered(code: str) -> bool:
    """Whether there is a language of that code, and it is whole."""
    return code == DEFAULT or (code in wholeness.codes() and code in available())


def refusal(code: str, place: str = "") -> Problem | None:
    """Why a language is not offered, at the place that names it; None for one that is."""
    if is_offered(code):
        return None
    listed = ", ".join(known := available())
    lack = wholeness.lacks().get(code)
    if lack is None:
        return problem(codes.UNKNOWN_LANGUAGE, place, found=code, known=listed, near=closest(code, known))
    values = {"found": code, "known": listed, "count": Numeral(lack.count), "first": lack.first.path}
    return problem(codes.LANGUAGE_NOT_WHOLE, place, **values, file=str(lack.first))


@cache
def load(code: str) -> Language:
    """The language called `code`; raises UsageWrong for one that is not whole or does not exist."""
    refused = refusal(code) if code != DEFAULT else None
    if refused:
        raise UsageWrong([refused])
    path = resources.folder("languages") / f"{code}.yaml"
    texts = compiled(code, [path], lambda: _read(path))
    return Language(code, {key: str(text) for key, text in texts.items()} if isinstance(texts, dict) else {})


def _read(path: Path) -> Data:
    from planbuilder.yamltext.reading import read_file  # the YAML parser, which a start with kept data does without

    return dict(flat(read_file(path).data()))


@cache
def everyday_calendar() -> Calendar:
    """What all languages call months and days: a date is clear in any of them, so each is read in all."""
    from babel.dates import get_day_names, get_month_names  # only for what people wrote

    from planbuilder import days, repeating
    from planbuilder.days import Calendar

    known = [load(code) for code in available()]
    months = [get_month_names("wide", locale=one.code)[n].casefold() for one in known for n in range(1, 13)]
    weekdays = [get_day_names("wide", locale=one.code)[n].casefold() for one in known for n in range(7)]
    words = {
        name: tuple(word for one in known for word in one.words_for(name)) for name in (*days.WORDS, *repeating.WORDS)
    }
    return Calendar(tuple(months), tuple(weekdays), words)


class Language:
    """Words and forms of one language; `texts` maps dotted keys to texts with `{fields}`."""

    def __init__(self, code: str, texts: Mapping[str, str], minus: str = "-") -> None:
        self.code = code
        self.texts = texts
        self.minus = minus

    def __repr__(self) -> str:
        """`Language(da)`."""
        return f"Language({self.code})"

    @cached_property
    def printed(self) -> Language:
        """The same as documents write it: with a true minus, which no line ends behind."""
        return Language(self.code, self.texts, MINUS)

    @property
    def tag(self) -> str:
        """The BCP 47 tag, such as `da-DK`."""
        return self.texts["language.tag"]

    def text(self, key: str, /, **values: object) -> str:
        """The text at a key with its fields filled in; a missing key is our bug and raises KeyError."""
        if not values:
            return self.texts[key]
        filled = untitled(self.texts[key], values).format(**values)
        return filled.replace(f"{self._unit}.", self._unit) if self._unit else filled

    @cached_property
    def _unit(self) -> str:
        """The unit behind an amount if it ends in a full stop, which at the end of a sentence is one, not two."""
        unit = self.texts.get("language.money", "").rpartition("}")[2].strip()
        return unit if unit.endswith(".") else ""

    def has(self, key: str) -> bool:
        """Whether there is a text at a key."""
        return key in self.texts

    def count(self, key: str, number: int, /, **values: object) -> str:
        """The text for that many: the form `one` or `other` of a key, with the field `count`."""
        return self.text(f"{key}.{'one' if number == 1 else 'other'}", count=self.number(Decimal(number)), **values)

    def pick(self, texts: Texts) -> str:
        """The text of a pair in this language, empty where nothing is said; raises InputInvalid if it is not in it."""
        own = texts.get(self.code, "")
        if not own and any(texts.values()):
            other = next(text for text in texts.values() if text)
            raise InputInvalid([problem(codes.TEXT_WITHOUT_LANGUAGE, other, language=self.code)])
        return own

    def problem(self, found: Problem) -> str:
        """What is wrong, in words."""
        return self.text(f"problems.{found.code}.text", **self._values(found))

    def _values(self, found: Problem) -> dict[str, str]:
        """What a problem names: numbers and terms, and the reasons of the system and of the parser in this language."""
        said = {name: self._said(value) for name, value in found.values.items()}
        for name in ("reason", "cure"):
            word = said.get(name, "")
            said[name] = self.texts.get(word if word.startswith("yaml.") else f"system.{word}", word)
        return {"path": found.place.path, **said, "cure": said["cure"].format(**found.values)}

    def _said(self, value: str) -> str:
        if isinstance(value, Numeral):
            return self.number(Decimal(value))
        if isinstance(value, Day):
            return self.short_day(date.fromisoformat(value))
        return self.text(value) if isinstance(value, Term) else value

    def way_out(self, found: Problem) -> str:
        """How to mend it, in words; the name that was probably meant comes first, since lists of others may be long."""
        key = f"problems.{found.code}"
        text = self.text(f"{key}.way_out", **self._values(found))
        near = found.values.get("near", "")
        if not near or "{near}" in self.texts[f"{key}.text"]:
            return text
        return f"{self.text('problems.near', near=near)} {text}"

    def sentence_list(self, parts: Iterable[str], comma: str = "") -> str:
        """`a, b og c`; with a `comma` between clauses, `a, b, og c`."""
        *head, last = list(parts) or [""]
        return f"{', '.join(head)}{comma} {self.text('language.and')} {last}" if head else last

    def number(self, value: Decimal, digits: int | None = None) -> str:
        """A number with group marks; `digits` fixes the decimals, None shows as many as there are (at most 6)."""
        if digits is None:
            value = value.quantize(Decimal("0.000001"), ROUND_HALF_UP).normalize()
            digits = max(0, -int(value.as_tuple().exponent))
        rounded = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        text = f"{abs(rounded):,.{digits}f}" if rounded else f"{Decimal(0):.{digits}f}"
        return (self.minus if rounded < 0 else "") + text.translate(self._marks)

    def exact(self, value: Decimal) -> str:
        """A number with every decimal it has, so that it is read as that number when it is typed."""
        from planbuilder import numbers

        decimals = max(0, -int(value.normalize().as_tuple().exponent))
        text = self.number(value, decimals)
        is_clear = not self.writing.is_suspect or numbers.is_clear(text)
        return text if is_clear else self.number(value, decimals + 1)

    def money(self, value: Decimal) -> str:
        """An amount in whole kroner with its unit."""
        return self.text("language.money", amount=self.number(value, 0))

    def thousands(self, value: Decimal) -> str:
        """An amount in 1,000 DKK, without unit."""
        return self.number(value / 1000, 0)

    def percent(self, share: Decimal, digits: int = 0) -> str:
        """A share (0–1) as a percentage."""
        return self.text("language.percent", number=self.number(share * 100, digits))

    def day(self, value: date) -> str:
        """A date in full: `23. november 2026`."""
        return self._dated(value, self.text("language.date"))

    def short_day(self, value: date) -> str:
        """A date in figures, as tables show it."""
        return self._dated(value, self.text("language.short_date"))

    @property
    def day_form(self) -> str:
        """The pattern of a date in figures, with the year in full: `dd.MM.yyyy`."""
        return self.text("language.short_date").replace("y", "yyyy")

    def month(self, value: date, form: str = "month") -> str:
        """The month of a date: `oktober 2026`, as `month_name` `okt.`, as `month_figures` `10.2026`."""
        return self._dated(value, self.text(f"language.{form}"))

    def _dated(self, value: date, pattern: str) -> str:
        from babel.dates import format_date  # only documents and echoes need it

        return format_date(value, format=pattern, locale=self.code)

    def _day_each_year(self, day: date) -> str:
        return self._dated(day, self.text("language.date").rstrip("y, "))

    def _weekday(self, number: int) -> str:
        from babel.dates import get_day_names

        return str(get_day_names("wide", locale=self.code)[number - 1])

    def parse_number(self, text: str) -> Decimal:
        """The number a person wrote in this language, whatever its unit; raises InvalidNumber."""
        return self.parse_quantity(text).number

    def parse_quantity(self, text: str, in_file: bool = False, expected: Collection[str] = ()) -> Quantity:
        """The number a person wrote in this language, or in a file, and the kind of its unit; raises InvalidNumber."""
        from planbuilder import numbers

        return numbers.parse(text, self.writing, in_file, expected)

    def units(self, label: str) -> frozenset[str]:
        """The kinds of unit that a unit's label speaks of: of `kr. pr. årsværk` money and full-time equivalents."""
        from planbuilder import numbers

        words = {word.rstrip(".") for word in label.casefold().split()}
        return frozenset(unit for unit in numbers.UNITS if words & set(self.writing.words[unit]))

    def parse_day(self, text: str, today: date | None = None) -> date:
        """The date a person wrote (`1. maj 2027`, `23.11.27`, `2026-11-23`); raises UnclearDay.

        A day without a year is the next one from `today`, and none without it.
        """
        from planbuilder import days

        try:
            found = days.parse(text, everyday_calendar(), today)
        except days.InvalidDay as error:
            raise days.UnclearDay(codes.DAY_WITHOUT_YEAR if error.lacks_year else codes.NOT_A_LOCAL_DATE) from error
        if isinstance(found, days.Span):
            raise days.UnclearDay(codes.SEVERAL_DAYS, first=self.day(found.first), last=self.day(found.last))
        return found

    def deadline(self, value: date | Repeated, today: date | None = None) -> str:
        """A deadline as people read it: a date in figures, or a day that comes again with the next one from today."""
        if isinstance(value, date):
            return self.short_day(value)
        from planbuilder import repeating

        every = repeating.in_words(value, self.text, self._weekday, self._day_each_year)
        return self.text("deadlines.next", every=every, day=self.day(value.following(today))) if today else every

    @cached_property
    def writing(self) -> Writing:
        """How numbers are written in this language."""
        from planbuilder import numbers

        words = {name: self.words_for(name) for name in ("about", *numbers.MULTIPLIERS, *numbers.UNITS)}
        return numbers.Writing(self.decimal_mark, self.group_mark, words)

    def words_for(self, name: str) -> tuple[str, ...]:
        """The words that people may write for something, such as `million`."""
        return tuple(self.texts[f"reading.{name}"].split(", "))

    @property
    def decimal_mark(self) -> str:
        """The mark before the decimals."""
        return self.texts["language.decimal_mark"]

    @property
    def group_mark(self) -> str:
        """The mark between groups of three digits."""
        return self.texts["language.group_mark"]

    @cached_property
    def _marks(self) -> dict[int, Any]:
        return str.maketrans({",": self.group_mark, ".": self.decimal_mark})
