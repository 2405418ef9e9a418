"""Dates as files and as people write them.

In: a text, what languages call months and the like, and the day it is. Out: a date, or the first and last day that may
be meant (`marts 2027`), or the reason why it is none. Days come before months, in every language. The clock is not
read here: a date without a year is the next one, seen from the day that is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from planbuilder.codes import Code
from planbuilder.record import field, record

WORDS = ("the", "of", "ordinal", "week", "quarter", "within", "today", "tomorrow")
# Plans are about what comes: `27` is 2027.
CENTURY = 2000
LONGEST = 200  # characters of a date; no pattern sees more
YEARS_AHEAD = 9  # between two leap days there may be eight years
# Midnight is how programs write a date that they took for a point in time; any other hour may be another day here.
ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:(?:T|[ \t]+)00?:00(?::00(?:\.0+)?)?[ \t]*(?:Z|[-+]\d{2}(?::?\d{2})?)?)?\Z",
    re.ASCII | re.IGNORECASE,
)


class InvalidDay(ValueError):
    """A text that names no day; `lacks_year` says whether it would with a year."""

    def __init__(self, text: str, lacks_year: bool = False) -> None:
        self.lacks_year = lacks_year
        super().__init__(text)


class UnclearDay(ValueError):
    """A text that names no day in a language, or not which; `code` and `values` make the message."""

    def __init__(self, code: Code, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(f"{code} {values}")


@record
class Span:
    """A time of several days, when a text names none of them."""

    first: date
    last: date


@record
class Calendar:
    """What one or several languages call the months and weekdays (each language from January, from Monday).

    `words` has what may be around a date or in place of one: each of `WORDS`.
    """

    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def iso_day(text: str) -> date:
    """The date that a file's `YYYY-MM-DD` means, with or without midnight; raises ValueError."""
    found = ISO.match(text.strip())
    if not found:
        raise ValueError(text)
    return date.fromisoformat(found[1])


def parse(text: str, calendar: Calendar, today: date | None = None) -> date | Span:
    """The day, or the time of several days, that a person wrote; raises InvalidDay.

    Two digits are a year of this century. Without `today` a day must have its year.
    """
    if len(text) > LONGEST:
        raise InvalidDay(text)
    # Hard blanks and line breaks from a paste count as blanks.
    line = " ".join(text.casefold().split())
    if inner := _time_within(line, calendar):
        return _several(parse(inner, calendar, today), text)
    weekday, line = _bare(line, calendar)
    for form, make in _forms(tuple(sorted(calendar.words.items()))):
        if found := form.match(line):
            day = _made(make, found, calendar, today, text)
            # `mandag den 3. maj 2027` that is a Tuesday: one of the two is wrong, and nobody here knows which.
            if weekday is not None and (isinstance(day, Span) or day.weekday() != weekday):
                raise InvalidDay(text)
            return day
    raise InvalidDay(text)


def _time_within(line: str, calendar: Calendar) -> str:
    """The time that `ultimo juni 2027` lies in; empty for a line that does not begin like that."""
    begin = next((word for word in calendar.words.get("within", ()) if line.startswith(f"{word} ")), "")
    return line[len(begin) :].strip() if begin else ""


def _several(time: date | Span, text: str) -> Span:
    """A time of several days; a day has no beginning, middle or end."""
    if isinstance(time, Span):
        return time
    raise InvalidDay(text)


Found = re.Match[str]
Make = Callable[[Found, Calendar, date | None], "date | Span"]


def _made(make: Make, found: Found, calendar: Calendar, today: date | None, text: str) -> date | Span:
    """What a form makes of a text; a day that does not exist, such as 31 February, is none."""
    try:
        return make(found, calendar, today)
    except InvalidDay:
        raise
    except ValueError as error:
        raise InvalidDay(text) from error


def _bare(line: str, calendar: Calendar) -> tuple[int | None, str]:
    """The weekday that a line begins with, as a number from Monday, and the line without it and without "the"."""
    first, _, rest = line.partition(" ")
    name = first.rstrip(".,")
    weekday = calendar.weekdays.index(name) % 7 if name in calendar.weekdays else None
    bare = rest if weekday is not None else line
    first, _, rest = bare.partition(" ")
    return weekday, rest if first.rstrip(".") in calendar.words.get("the", ()) else bare


def _day(found: Found, calendar: Calendar, today: date | None) -> date:
    """A day by its number, with the month's number or name; without a year the next one."""
    named = found.groupdict()
    month = int(named["m"]) if named.get("m") else _month(named["name"], calendar)
    if named["y"]:
        return date(_year(named["y"]), month, int(named["d"]))
    if today is None:
        raise InvalidDay(found[0], lacks_year=True)
    return _next(int(named["d"]), month, today)


def _next(day: int, month: int, today: date) -> date:
    """The first such day that is not over; the 29th of February may be years away."""
    for year in range(today.year, today.year + YEARS_AHEAD):
        if day <= days_in(year, month) and date(year, month, day) >= today:
            return date(year, month, day)
    raise ValueError(f"{day}.{month}.")


def _month(name: str, calendar: Calendar) -> int:
    """The number of the month that a name or the beginning of one means; raises ValueError."""
    # Over all languages: `mar` begins `marts` and `March`, which are one month.
    months = {n % 12 + 1 for n, full in enumerate(calendar.months) if full.startswith(name)}
    if len(months) != 1:
        raise ValueError(name)
    return months.pop()


def _year(digits: str) -> int:
    return int(digits) + (CENTURY if len(digits) == 2 else 0)


def _counted_from_today(days: int) -> Make:
    def made(found: Found, calendar: Calendar, today: date | None) -> date:
        if today is None:
            raise InvalidDay(found[0])
        return today + timedelta(days=days)

    return made


def _any_month(found: Found, calendar: Calendar, today: date | None) -> date:
    """No day: a month's name says neither which year nor which day."""
    _month(found["name"], calendar)
    raise InvalidDay(found[0], lacks_year=True)


def _whole_month(found: Found, calendar: Calendar, today: date | None) -> Span:
    named = found.groupdict()
    month = int(named["m"]) if named.get("m") else _month(named["name"], calendar)
    year = _year(named["y"])
    return Span(date(year, month, 1), date(year, month, days_in(year, month)))


def _whole_week(found: Found, calendar: Calendar, today: date | None) -> Span:
    monday = date.fromisocalendar(int(found["y"]), int(found["n"]), 1)
    return Span(monday, monday + timedelta(days=6))


def _whole_quarter(found: Found, calendar: Calendar, today: date | None) -> Span:
    year, last = int(found["y"]), 3 * int(found["n"])
    return Span(date(year, last - 2, 1), date(year, last, days_in(year, last)))


def _whole_year(found: Found, calendar: Calendar, today: date | None) -> Span:
    return Span(date(int(found["y"]), 1, 1), date(int(found["y"]), 12, 31))


PARTS = {
    "day": r"(?P<d>[0-9]{1,2})",
    "month": r"(?P<m>[0-9]{1,2})",
    "name": r"(?P<name>[^\W\d_]{3,})\.?",
    "year": r"(?P<y>[0-9]{4})",
    "year_or_two_digits": r"(?P<y>[0-9]{4}|[0-9]{2})",
    "number": r"(?P<n>[0-9]{1,2})",
    "gap": r"[./ -]+",
    "then": r"[ ,./-]+",
}
# Each form with what it makes, the first that fits: of parts, and of words that languages have.
# The order counts: a form with more in it stands before those that would take a part of the same text.
FORMS: Sequence[tuple[str, Make]] = (
    (r"{year}-{month}-{day}", _day),
    (r"{day}{gap}{month}(?:{gap}{year_or_two_digits})?\.?", _day),
    (r"(?:{week})\.? ?{number}{then}(?:(?:{of}) )?{year}", _whole_week),
    (r"{number}\.? ?(?:{quarter})\.?{then}(?:(?:{of}) )?{year}", _whole_quarter),
    (r"(?:{quarter})\.? ?{number}{then}{year}", _whole_quarter),
    (r"{day}(?:{ordinal})?\.? ?(?:(?:{of}) )?{name}(?:{then}{year_or_two_digits})?", _day),
    (r"{name} {day}(?:{ordinal})?,? {year}", _day),
    (r"{name}{then}{year}", _whole_month),
    (r"{month}[./-]{year}", _whole_month),
    (r"{year}-{month}", _whole_month),
    (r"{year}", _whole_year),
    (r"(?:{today})", _counted_from_today(0)),
    (r"(?:{tomorrow})", _counted_from_today(1)),
    (r"{name}", _any_month),
)


@cache
def _forms(words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[re.Pattern[str], Make], ...]:
    """The forms with languages' words; a kind of word that they have none of matches nothing."""
    # A pattern that never fits, in place of an empty one, which would fit everywhere.
    any_of = dict.fromkeys(WORDS, "(?!)") | {name: "|".join(map(re.escape, listed)) for name, listed in words if listed}
    return tuple((re.compile(rf"{form.format(**PARTS, **any_of)}\Z"), make) for form, make in FORMS)


def days_in(year: int, month: int) -> int:
    """How many days a month has; raises ValueError for a month that is none."""
    from calendar import monthrange  # loads the names of all days in the system's language: only for what is a date

    return monthrange(year, month)[1]


def months_on(day: date, number: int) -> date:
    """The same day of the month so many months on, or back where it is negative; the last day of a shorter month."""
    # Months counted from year 0, so that December needs no case of its own.
    year, month = divmod(12 * day.year + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))
