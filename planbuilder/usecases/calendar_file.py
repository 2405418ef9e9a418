"""A calendar as a file that every calendar program reads (RFC 5545): events of whole days, some of which come again.

In: events, and the day the file is of. Out: bytes, the same for the same events and day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from planbuilder import __version__
from planbuilder.record import record
from planbuilder.repeating import LAST, QUARTER, Repeated

WIDEST = 75  # octets on a line, without its end (RFC 5545, 3.1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EVERY_MONTH_HAS = 28
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@record
class Event:
    """Something on a day; `rule` says when it comes again, empty where it does not. `key` never changes."""

    key: str
    day: date
    summary: str
    description: str = ""
    rule: str = ""


def written(name: str, events: Iterable[Event], of: date, language: str) -> bytes:
    """The file of a calendar called `name`; `of` is the day that all of it is said to be of."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//planbuilder//{__version__}//{language.upper()}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    lines = [*head, *(line for one in events for line in _event(one, of)), "END:VCALENDAR"]
    return b"".join(folded(line) for line in lines)


def _event(one: Event, of: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{one.key}"
    yield f"DTSTAMP:{of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}"
    if one.rule:
        yield f"RRULE:{one.rule}"
    yield f"SUMMARY:{escaped(one.summary)}"
    if one.description:
        yield f"DESCRIPTION:{escaped(one.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text as a value (RFC 5545, 3.3.11), without signs that no calendar may hold."""
    text = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line with its end, in pieces of at most 75 octets; no letter is parted, and a space begins each next piece."""
    pieces, room = [b""], WIDEST
    for letter in line:
        raw = letter.encode()
        if len(pieces[-1]) + len(raw) > room:
            pieces.append(b"")
            room = WIDEST - 1
        pieces[-1] += raw
    return b"\r\n ".join(pieces) + b"\r\n"


def rule_of(one: Repeated) -> str:
    """When a day comes again that is repeated."""
    if one.unit == "week":
        return f"FREQ=WEEKLY;BYDAY={WEEKDAYS[one.day - 1]}"
    if one.unit == "year":
        return f"FREQ=YEARLY;BYMONTH={one.month};{_day_of_month(one.day)}"
    return monthly(QUARTER if one.unit == "quarter" else 1, one.day)


def monthly(months: int, day: int) -> str:
    """When a day of the month comes again every so many months; the last one where a month has no such day."""
    every = f"INTERVAL={months};" if months > 1 else ""
    return f"FREQ=MONTHLY;{every}{_day_of_month(day)}"


def weekly(weeks: int = 1) -> str:
    """When the same day of the week comes again."""
    return "FREQ=WEEKLY" + (f";INTERVAL={weeks}" if weeks > 1 else "")


def _day_of_month(day: int) -> str:
    """A day of the month; of those that not every month has, the nearest one before it that the month has."""
    if day == LAST:
        return "BYMONTHDAY=-1"
    if day <= EVERY_MONTH_HAS:
        return f"BYMONTHDAY={day}"
    days = ",".join(map(str, range(EVERY_MONTH_HAS, day + 1)))
    return f"BYMONTHDAY={days};BYSETPOS=-1"
