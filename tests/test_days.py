"""Dates are read as files, programs and people write them; what names several days, or no year, is never guessed at."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.days import LONGEST, InvalidDay, Span, iso_day, parse
from planbuilder.language import everyday_calendar, load

TODAY = date(2026, 11, 25)  # a Wednesday
CALENDAR = everyday_calendar()
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2027-01-12",
        " 2027-01-12 ",
        "2027-01-12 00:00:00",
        "2027-01-12T00:00:00Z",
        "2027-01-12T00:00:00.000Z",
        "2027-01-12T00:00:00+01:00",
        "2027-01-12 0:00",
    ],
)
def test_a_file_s_date_may_have_become_midnight(text: str) -> None:
    """Programs that take a date for a point in time write its first moment."""
    assert iso_day(text) == date(2027, 1, 12)


@pytest.mark.parametrize(
    "text", ["2027-01-11T23:00:00Z", "2027-01-12T12:00:00", "12.1.2027", "20270112", "2027-W02-2", "2027-1-2", ""]
)
def test_another_hour_may_be_another_day(text: str) -> None:
    """23:00 in London is the next day in Copenhagen: that is no date, and neither is any other form."""
    with pytest.raises(ValueError):  # noqa: PT011 - the text alone is what the message names
        iso_day(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1. maj 2027", "2027-05-01"),
        ("1.maj 2027", "2027-05-01"),
        ("1 maj, 2027", "2027-05-01"),
        ("1. MAJ 27", "2027-05-01"),
        ("den 1. maj 2027", "2027-05-01"),
        ("d. 1. maj 2027", "2027-05-01"),
        ("lørdag den 1. maj 2027", "2027-05-01"),
        ("3. sept. 2027", "2027-09-03"),
        ("12.1.2027", "2027-01-12"),
        ("12.01.2027", "2027-01-12"),
        ("1.3.27", "2027-03-01"),
        ("12/1-2027", "2027-01-12"),
        ("12/1 27", "2027-01-12"),
        ("12-1-2027", "2027-01-12"),
        ("2027-5-1", "2027-05-01"),
        ("1 May 2027", "2027-05-01"),
        ("1st of May 2027", "2027-05-01"),
        ("May 1, 2027", "2027-05-01"),
        ("Saturday 1 May 2027", "2027-05-01"),
        ("29.2.2028", "2028-02-29"),
    ],
)
def test_a_whole_date_is_read_in_any_of_the_languages(text: str, day: str) -> None:
    """Days come before months; two digits are a year of this century; nothing depends on the day it is."""
    assert parse(text, CALENDAR) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1. maj", "2027-05-01"),
        ("25. november", "2026-11-25"),
        ("24. nov.", "2027-11-24"),
        ("12/1", "2027-01-12"),
        ("29. februar", "2028-02-29"),
        ("3 December", "2026-12-03"),
        ("tirsdag den 1. december", "2026-12-01"),
    ],
)
def test_a_date_without_a_year_is_the_next_one(text: str, day: str) -> None:
    """Today counts; the 29th of February waits for its year."""
    assert parse(text, CALENDAR, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["1. maj", "12.1", "1 May"])
def test_a_date_without_a_year_is_none_where_no_day_is_known(text: str) -> None:
    """Only the year is missing, and that is told."""
    with pytest.raises(InvalidDay) as caught:
        parse(text, CALENDAR)

    assert caught.value.lacks_year


def test_a_month_alone_lacks_its_year() -> None:
    """Neither the year nor the day is known."""
    with pytest.raises(InvalidDay) as caught:
        parse("maj", CALENDAR, TODAY)

    assert caught.value.lacks_year


@pytest.mark.parametrize(("text", "days"), [("i dag", 0), ("today", 0), ("I morgen", 1), ("tomorrow", 1)])
def test_today_and_tomorrow_are_days_where_the_day_is_known(text: str, days: int) -> None:
    """Somebody is there who sees how it was read; a file outlives its day."""
    assert parse(text, CALENDAR, TODAY) == TODAY + timedelta(days=days)
    with pytest.raises(InvalidDay):
        parse(text, CALENDAR)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("marts 2027", "2027-03-01", "2027-03-31"),
        ("feb. 2028", "2028-02-01", "2028-02-29"),
        ("3/2027", "2027-03-01", "2027-03-31"),
        ("2027-03", "2027-03-01", "2027-03-31"),
        ("uge 1 2027", "2027-01-04", "2027-01-10"),
        ("week 12, 2027", "2027-03-22", "2027-03-28"),
        ("2. kvartal 2027", "2027-04-01", "2027-06-30"),
        ("Q4 2027", "2027-10-01", "2027-12-31"),
        ("2027", "2027-01-01", "2027-12-31"),
        ("3. kv. 2027", "2027-07-01", "2027-09-30"),
        ("ultimo juni 2027", "2027-06-01", "2027-06-30"),
        ("primo 2027", "2027-01-01", "2027-12-31"),
        ("udgangen af 2. kvartal 2027", "2027-04-01", "2027-06-30"),
        ("the end of March 2027", "2027-03-01", "2027-03-31"),
    ],
)
def test_a_time_of_several_days_is_none_of_them(text: str, first: str, last: str) -> None:
    """First and last day are told, for the question which day is meant."""
    assert parse(text, CALENDAR, TODAY) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1. mej 2027",
        "31.2.2027",
        "31. februar",
        "0.1.2027",
        "1.13.2027",
        "ma 2027",
        "1. j 2027",
        "jo 2027",
        "marts 27",
        "May 27",
        "uge 54 2027",
        "5. kvartal 2027",
        "mandag den 1. maj 2027",
        "mandag",
        "1.3.227",
        "12 2027 1",
        "1. maj 2027 kl. 12",
        "ultimo 1. maj 2027",
        "ultimo",
        "primo primo",
        "٣.١.2027",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """Days that do not exist, months nobody knows, a weekday that contradicts its date: none is guessed at."""
    with pytest.raises(InvalidDay) as caught:
        parse(text, CALENDAR, TODAY)

    assert not caught.value.lacks_year


def test_no_pattern_sees_a_text_that_is_too_long_for_a_day() -> None:
    """However it begins."""
    calendar = everyday_calendar()

    assert date(2027, 5, 1) == parse("1. maj" + " " * 100 + "2027", calendar)
    with pytest.raises(InvalidDay):
        parse("1. maj" + " " * LONGEST + "2027", calendar)


@given(DAYS, st.sampled_from(["da", "en"]))
def test_a_day_as_it_is_shown_is_read_back(day: date, code: str) -> None:
    """In full and in figures, in either language, whatever day it is."""
    language = load(code)

    assert {parse(text, CALENDAR) for text in (language.day(day), language.short_day(day), day.isoformat())} == {day}


@given(DAYS, DAYS)
def test_without_its_year_a_day_is_never_past(day: date, today: date) -> None:
    """The next such day is today or later, and within eight years."""
    actual = parse(f"{day.day}.{day.month}.", CALENDAR, today)

    assert isinstance(actual, date)
    assert (actual.day, actual.month) == (day.day, day.month)
    assert 0 <= (actual - today).days <= 8 * 366


@given(st.text(max_size=25))
def test_any_text_is_a_date_a_time_or_refused(text: str) -> None:
    """Nothing but InvalidDay is raised."""
    try:
        actual: object = parse(text, CALENDAR, TODAY)
    except InvalidDay as error:
        actual = error

    assert isinstance(actual, date | Span | InvalidDay)
