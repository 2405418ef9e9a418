"""Days that come again every week, month, quarter or year, as files and as people write them.

In: a text (`hver mandag`, `1. i md.`, `1. okt. hvert år`), and what languages call the words in it. Out: a `Repeated`,
which knows its next day, or None for a text that names none such. A week, month, quarter or year without a day is meant
from its first day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from planbuilder import days
from planbuilder.days import LONGEST, Calendar, InvalidDay, days_in, iso_day

QUARTER = 3  # months
LAST = 31  # the last day of every month, however long it is
LEAP = 2000  # a year that has every day
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WORDS = (
    "every", "each", "on", "unit_week", "weekly", "unit_month", "monthly", "unit_quarter", "quarterly", "unit_year",
    "yearly", "last_day",
)  # fmt: skip
# English in every file, so that a plan reads the same whatever language it was made in.
IN_FILE = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)})|(?P<date>[1-9]|[12][0-9]|3[01]) (?P<name>{'|'.join(MONTHS)})"
    r"|day (?P<d>[1-9]|[12][0-9]|30)|(?P<last>last day)) of every (?P<unit>week|month|quarter|year)\Z",
    re.ASCII,
)


class Repeated(str):
    """The text of a file, such as `day 1 of every month`: a day that comes again.

    A day that a month does not have is that month's last; a quarter's day is counted from its first month.
    """

    __slots__ = ()

    def _part(self, name: str) -> str:
        found = IN_FILE.match(self)
        return (found[name] or "") if found else ""

    @property
    def unit(self) -> str:
        """`week`, `month`, `quarter` or `year`."""
        return self._part("unit")

    @property
    def day(self) -> int:
        """The number of the day: of a week from 1 for Monday, else of a month; 31 for the last."""
        if self.unit == "week":
            return WEEKDAYS.index(self._part("weekday")) + 1
        return int(self._part("d") or self._part("date") or LAST)

    @property
    def month(self) -> int:
        """The number of a year's month; 0 for any other."""
        return MONTHS.index(self._part("name")) + 1 if self.unit == "year" else 0

    def following(self, day: date) -> date:
        """The first such day that is not before a day."""
        if self.unit == "week":
            # 0 on the day itself: a deadline that is today has not passed.
            return day + timedelta(days=(self.day - day.isoweekday()) % 7)
        if self.unit == "year":
            found = _in(day.year, self.month, self.day)
            return found if found >= day else _in(day.year + 1, self.month, self.day)
        months = QUARTER if self.unit == "quarter" else 1
        # The first month of the quarter that the day lies in.
        first = day.replace(day=1, month=day.month - (day.month - 1) % months)
        found = self._in(first, months)
        # 31 days a month lead past the end of any month or quarter, and the first of what follows is where it begins.
        return found if found >= day else self._in((first + timedelta(days=31 * months)).replace(day=1), months)

    def _in(self, first: date, months: int) -> date:
        """The day in the month or quarter that begins on a day."""
        return _in(first.year, first.month + (months - 1 if self.day == LAST else 0), self.day)


def _in(year: int, month: int, day: int) -> date:
    """A day of a month, or its last where it has no such day."""
    return date(year, month, min(day, days_in(year, month)))


def deadline(text: str) -> date | Repeated:
    """What a file's deadline means; raises ValueError."""
    return Repeated(text.strip()) if _is_in_file(text.strip()) else iso_day(text)


def _is_in_file(line: str) -> bool:
    """Whether a line is what a file has: what is named fits to how often it comes."""
    found = IN_FILE.match(line)
    if not found:
        return False
    if found["date"]:
        whole = int(found["date"]) <= days_in(LEAP, MONTHS.index(found["name"]) + 1)
        return whole and found["unit"] == "year"
    return (found["unit"] == "week") == bool(found["weekday"]) and found["unit"] != "year"


def parse(text: str, calendar: Calendar) -> Repeated | None:
    """The day that comes again which a person wrote; None for any other text."""
    if len(text) > LONGEST:
        return None
    line = " ".join(text.casefold().split())
    if _is_in_file(line):
        return Repeated(line)
    for form in _forms(tuple(sorted(calendar.words.items())), calendar.weekdays):
        if found := form.match(line):
            return _meant(found, calendar)
    return None


def _meant(found: re.Match[str], calendar: Calendar) -> Repeated | None:
    """What a line of a form means, None where its day is none."""
    named = found.groupdict()
    if "weekly" in named:
        name = named.get("weekday")
        return Repeated(f"{WEEKDAYS[calendar.weekdays.index(name) % 7 if name else 0]} of every week")
    if "yearly" in named:
        return _of_year(named.get("date") or "", calendar)
    unit = "quarter" if named["quarter"] else "month"
    day = int(named.get("d") or (LAST if named.get("last") else 1))
    if not 0 < day <= LAST:
        return None
    return Repeated(f"last day of every {unit}" if day == LAST else f"day {day} of every {unit}")


def _of_year(line: str, calendar: Calendar) -> Repeated | None:
    """The day of every year that a date without a year names, the first for none."""
    if not line:
        return Repeated("1 january of every year")
    try:
        # With a leap year, so that 29 February is a day of every year; in others it is the 28th.
        day = days.parse(f"{line.rstrip(' ,')} {LEAP}", calendar)
    except InvalidDay:
        return None
    return Repeated(f"{day.day} {MONTHS[day.month - 1]} of every year") if isinstance(day, date) else None


FORMS = (
    r"(?:(?:{the})\.? )?(?P<d>[0-9]{{1,2}})(?:{ordinal})?\.? {each_time}\.?",
    r"(?:(?:{the})\.? )?(?P<last>{last_day}) {each_time}\.?",
    r"(?:{every}) (?:(?:{unit_month})|(?P<quarter>{unit_quarter}))\.?",
    r"(?:{monthly})|(?P<quarter>{quarterly})",
    r"(?P<weekly>(?:(?:{each}) )(?P<weekday>{weekday}))",
    r"(?P<weekly>(?:(?:{on}) )?(?P<weekday>{weekday})(?:en|e|s))",
    r"(?P<weekly>(?P<weekday>{weekday}) (?:(?:{of}) )?(?:{each}) (?:{unit_week}))",
    r"(?P<weekly>(?:{every}) (?:{unit_week})|{weekly})",
    r"(?P<yearly>(?:{every}) (?:{unit_year})|{yearly})(?:,? (?:(?:{the})\.? )?(?P<date>[0-9a-z].*))?",
    r"(?P<yearly>(?:(?:{the})\.? )?(?P<date>.+?),? (?:(?:{of}) )?(?:(?:{each}) (?:{unit_year})|{yearly}))",
    r"(?P<yearly>(?:{each}) (?P<date>[0-9].+))",
)
EACH_TIME = r"(?:(?:{of}) (?:(?:{every}) )?|(?:{every}) )(?:(?:{unit_month})|(?P<quarter>{unit_quarter}))"


@cache
def _forms(words: tuple[tuple[str, tuple[str, ...]], ...], weekdays: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """The forms with languages' words; a kind of word that they have none of matches nothing."""
    names = ("the", "ordinal", "of", *WORDS)
    listed = {**dict(words), "weekday": weekdays}
    any_of = {name: "|".join(map(re.escape, listed.get(name, ()))) or "(?!)" for name in (*names, "weekday")}
    each_time = EACH_TIME.format(**any_of)
    return tuple(re.compile(rf"(?:{form.format(each_time=each_time, **any_of)})\Z") for form in FORMS)


def in_words(
    value: Repeated, text: Callable[..., str], weekday: Callable[[int], str], day_each_year: Callable[[date], str]
) -> str:
    """How often a day comes again and which one it is, by a language's texts, weekdays and days of a year."""
    if value.unit == "week":
        return text("deadlines.week", day=weekday(value.day))
    if value.unit == "year":
        return text("deadlines.year", day=day_each_year(date(LEAP, value.month, value.day)))
    last = "last_" if value.day == LAST else ""
    return text(f"deadlines.{last}{value.unit}", day=value.day)
