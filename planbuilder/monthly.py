"""Days that come again every month or every quarter, as files and as people write them.

In: a text (`1. i md.`, `hvert kvartal`), and what languages call the words in it. Out: a `Monthly`, which knows its
next day, or None for a text that names none such. A month or quarter without a day is meant from its first day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from planbuilder.days import LONGEST, Calendar, iso_day

MONTH, QUARTER = 1, 3
LAST = 31  # the last day of every month, however long it is
WORDS = ("every", "unit_month", "quarterly", "monthly", "unit_quarter", "last_day")
IN_FILE = re.compile(
    r"(?:day (?P<d>[1-9]|[12][0-9]|30)|(?P<last>last day)) of every (?P<unit>month|quarter)\Z", re.ASCII
)


class Monthly(str):
    """The text of a file, `day 1 of every month`: a day that comes again.

    A day that a month does not have is that month's last; a quarter's day is counted from its first month.
    """

    __slots__ = ()

    @property
    def day(self) -> int:
        """The number of the day; 31 for the last."""
        found = IN_FILE.match(self)
        return int(found["d"] or LAST) if found else 1

    @property
    def months(self) -> int:
        """How many months there are from one to the next."""
        return QUARTER if self.endswith("quarter") else MONTH

    def following(self, day: date) -> date:
        """The first such day that is not before a day."""
        first = day.replace(day=1, month=day.month - (day.month - 1) % self.months)
        found = self._in(first)
        return found if found >= day else self._in((first + timedelta(days=31 * self.months)).replace(day=1))

    def _in(self, first: date) -> date:
        """The day in the month or quarter that begins on a day."""
        month = first.month + (self.months - 1 if self.day == LAST else 0)
        return date(first.year, month, min(self.day, monthrange(first.year, month)[1]))


def deadline(text: str) -> date | Monthly:
    """What a file's deadline means; raises ValueError."""
    return Monthly(text.strip()) if IN_FILE.match(text.strip()) else iso_day(text)


def parse(text: str, calendar: Calendar) -> Monthly | None:
    """The day that comes again which a person wrote; None for any other text."""
    if len(text) > LONGEST:
        return None
    line = " ".join(text.casefold().split())
    if IN_FILE.match(line):
        return Monthly(line)
    forms = _forms(tuple(sorted(calendar.words.items())))
    found = next((found for form in forms if (found := form.match(line))), None)
    if found is None:
        return None
    named = found.groupdict()
    day, unit = int(named.get("d") or (LAST if named.get("last") else 1)), "quarter" if named["quarter"] else "month"
    return (
        Monthly(f"last day of every {unit}" if day == LAST else f"day {day} of every {unit}")
        if 0 < day <= LAST
        else None
    )


FORMS = (
    r"(?:(?:{the})\.? )?(?P<d>[0-9]{{1,2}})(?:{ordinal})?\.? {each}\.?",
    r"(?:(?:{the})\.? )?(?P<last>{last_day}) {each}\.?",
    r"(?:{every}) (?:(?:{unit_month})|(?P<quarter>{unit_quarter}))\.?",
    r"(?:{monthly})|(?P<quarter>{quarterly})",
)
EACH = r"(?:(?:{of}) (?:(?:{every}) )?|(?:{every}) )(?:(?:{unit_month})|(?P<quarter>{unit_quarter}))"


@cache
def _forms(words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], ...]:
    """The forms with languages' words; a kind of word that they have none of matches nothing."""
    names = ("the", "ordinal", "of", *WORDS)
    any_of = dict.fromkeys(names, "(?!)") | {name: "|".join(map(re.escape, listed)) for name, listed in words if listed}
    each = EACH.format(**any_of)
    return tuple(re.compile(rf"(?:{form.format(each=each, **any_of)})\Z") for form in FORMS)
