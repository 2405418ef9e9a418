"""Days that come again: read as people write them, kept in one form, and always ahead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.language import everyday_calendar
from planbuilder.monthly import Monthly, deadline, parse

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
KEPT = st.builds(
    "{} of every {}".format,
    st.sampled_from(["last day", "day 1", "day 15", "day 30"]),
    st.sampled_from(["month", "quarter"]),
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
    ],
)
def test_what_people_write_is_kept_in_one_form(line: str, kept: str) -> None:
    """In either language, with the first day where none is named."""
    assert parse(line, everyday_calendar()) == kept


@pytest.mark.parametrize(
    "line", ["1. okt.", "1. kvartal 2027", "0. i md.", "32. i md.", "måned", "i md.", "", "1. marts"]
)
def test_what_comes_once_or_never_is_none(line: str) -> None:
    """A date, a time of several days, a day that no month has."""
    assert parse(line, everyday_calendar()) is None


@pytest.mark.parametrize(
    ("kept", "day", "expected"),
    [
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
    assert Monthly(kept).following(day) == expected


@given(KEPT, DAYS)
def test_it_is_never_past_and_never_far(kept: str, day: date) -> None:
    """The next day lies ahead, by a quarter at most, and is its own next one."""
    found = Monthly(kept).following(day)

    assert day <= found <= day + timedelta(days=92)
    assert Monthly(kept).following(found) == found


@given(KEPT)
def test_what_a_file_holds_is_read_as_it_is(kept: str) -> None:
    """By a file, and by whoever types it."""
    assert deadline(kept) == parse(kept, everyday_calendar()) == kept
