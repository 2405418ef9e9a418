"""Days that come again: read as people write them, kept in one form, and always ahead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.language import everyday_calendar, load
from planbuilder.repeating import Repeated, deadline, parse

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
KEPT = st.one_of(
    st.builds(
        "{} of every {}".format,
        st.sampled_from(["last day", "day 1", "day 15", "day 30"]),
        st.sampled_from(["month", "quarter"]),
    ),
    st.builds("{} of every week".format, st.sampled_from(["monday", "thursday", "sunday"])),
    st.builds("{} of every year".format, st.sampled_from(["1 january", "29 february", "31 december"])),
)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("1. i md.", "day 1 of every month"),
        ("Den 1. i hver måned", "day 1 of every month"),
        ("15. hver måned", "day 15 of every month"),
        ("hver måned", "day 1 of every month"),
        ("månedligt", "day 1 of every month"),
        ("sidste dag i måneden", "last day of every month"),
        ("31. i md.", "last day of every month"),
        ("hvert kvartal", "day 1 of every quarter"),
        ("10. i kvartalet", "day 10 of every quarter"),
        ("the 1st of every month", "day 1 of every month"),
        ("1st of the month", "day 1 of every month"),
        ("every quarter", "day 1 of every quarter"),
        ("last day of the quarter", "last day of every quarter"),
        ("day 3 of every month", "day 3 of every month"),
        ("hver mandag", "monday of every week"),
        ("Om mandagen", "monday of every week"),
        ("fredage", "friday of every week"),
        ("tirsdag hver uge", "tuesday of every week"),
        ("hver uge", "monday of every week"),
        ("ugentligt", "monday of every week"),
        ("every Thursday", "thursday of every week"),
        ("on Sundays", "sunday of every week"),
        ("Monday of every week", "monday of every week"),
        ("1. okt. hvert år", "1 october of every year"),
        ("Den 1. oktober hvert år", "1 october of every year"),
        ("hver 1. oktober", "1 october of every year"),
        ("hvert år den 1. oktober", "1 october of every year"),
        ("årligt 1/10", "1 october of every year"),
        ("1. oktober årligt", "1 october of every year"),
        ("hvert år", "1 january of every year"),
        ("årligt", "1 january of every year"),
        ("29. februar hvert år", "29 february of every year"),
        ("1 October every year", "1 october of every year"),
        ("every 1 October", "1 october of every year"),
        ("every year on 1 October", "1 october of every year"),
    ],
)
def test_what_people_write_is_kept_in_one_form(line: str, kept: str) -> None:
    """In either language, with the first day where none is named."""
    assert parse(line, everyday_calendar()) == kept


@pytest.mark.parametrize(
    "line",
    [
        "1. okt.",
        "1. kvartal 2027",
        "0. i md.",
        "32. i md.",
        "måned",
        "i md.",
        "",
        "1. marts",
        "mandag",
        "uge 7",
        "pr. 1. oktober",
        "1. oktober 2027 hvert år",
        "30. februar hvert år",
        "hvert år i oktober",
        "mandag hvert år",
        "monday of every month",
        "31 february of every year",
        "1 october of every week",
        "2027",
        "oktober hvert år",
    ],
)
def test_what_comes_once_or_never_is_none(line: str) -> None:
    """A date, a time of several days, a day that no month has."""
    assert parse(line, everyday_calendar()) is None


@pytest.mark.parametrize(
    ("kept", "day", "expected"),
    [
        ("monday of every week", date(2026, 11, 26), date(2026, 11, 30)),
        ("thursday of every week", date(2026, 11, 26), date(2026, 11, 26)),
        ("1 october of every year", date(2026, 11, 26), date(2027, 10, 1)),
        ("1 december of every year", date(2026, 11, 26), date(2026, 12, 1)),
        ("29 february of every year", date(2027, 1, 5), date(2027, 2, 28)),
        ("day 1 of every month", date(2026, 11, 26), date(2026, 12, 1)),
        ("day 1 of every month", date(2026, 12, 1), date(2026, 12, 1)),
        ("day 30 of every month", date(2027, 2, 3), date(2027, 2, 28)),
        ("last day of every month", date(2026, 11, 30), date(2026, 11, 30)),
        ("day 1 of every quarter", date(2026, 11, 26), date(2027, 1, 1)),
        ("last day of every quarter", date(2026, 11, 26), date(2026, 12, 31)),
    ],
)
def test_the_next_day_is_told(kept: str, day: date, expected: date) -> None:
    """The day itself counts; a day that a month lacks is its last."""
    assert Repeated(kept).following(day) == expected


@given(KEPT, DAYS)
def test_it_is_never_past_and_never_far(kept: str, day: date) -> None:
    """The next day lies ahead, by what it comes again in at most, and is its own next one."""
    found = Repeated(kept).following(day)

    longest = {"week": 6, "month": 31, "quarter": 92, "year": 366}[Repeated(kept).unit]
    assert day <= found <= day + timedelta(days=longest)
    assert Repeated(kept).following(found) == found


@given(KEPT)
def test_what_a_file_holds_is_read_as_it_is(kept: str) -> None:
    """By a file, and by whoever types it."""
    assert deadline(kept) == parse(kept, everyday_calendar()) == kept


@pytest.mark.parametrize(
    ("kept", "danish", "english"),
    [
        ("monday of every week", "hver mandag", "every Monday"),
        ("1 october of every year", "hvert år den 1. oktober", "every year on 1 October"),
        ("day 1 of every month", "den 1. i hver måned", "day 1 of every month"),
        ("last day of every quarter", "den sidste dag i hvert kvartal", "the last day of every quarter"),
    ],
)
def test_it_is_told_in_words_that_are_understood_again(kept: str, danish: str, english: str) -> None:
    """What a document or an echo says, one may type."""
    told = [load(code).deadline(Repeated(kept)) for code in ("da", "en")]

    assert told == [danish, english]
    assert {parse(text, everyday_calendar()) for text in told} == {kept}


def test_the_next_day_is_echoed() -> None:
    """Seen from the day it is."""
    said = load("da").deadline(Repeated("monday of every week"), date(2026, 11, 26))

    assert said == "hver mandag (næste gang 30. november 2026)"
