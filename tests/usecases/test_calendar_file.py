"""Calendar files to the letter of RFC 5545, read back by a reader that is not ours."""

from __future__ import annotations

from datetime import date
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from planbuilder.days import months_on
from planbuilder.repeating import MONTHS, WEEKDAYS, Repeated
from planbuilder.usecases.calendar_file import Event, folded, monthly, rule_of, written
from tests.usecases.ics import events, times, unfolded

DAY = date(2026, 11, 23)
REPEATED = st.one_of(
    st.sampled_from([f"{one} of every week" for one in WEEKDAYS]),
    st.builds("day {} of every {}".format, st.integers(1, 30), st.sampled_from(["month", "quarter"])),
    st.sampled_from(["last day of every month", "last day of every quarter"]),
    st.builds("{} {} of every year".format, st.integers(1, 28), st.sampled_from(MONTHS)),
    st.just("29 february of every year"),
).map(Repeated)
PRINTED = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200)


@given(PRINTED, PRINTED)
def test_every_text_comes_back_as_it_was(summary: str, description: str) -> None:
    """Whatever its letters, and however long: commas, semicolons, backslashes and letters of several octets."""
    (found,) = events(written("N", [Event("k", DAY, summary, f"{description}\n{summary}")], DAY, "da"))

    assert (found["SUMMARY"], found["DESCRIPTION"]) == (summary, f"{description}\n{summary}")


def test_signs_that_no_calendar_may_hold_are_left_out() -> None:
    """And every kind of line end is one."""
    (found,) = events(written("N", [Event("k", DAY, "a\x00b\x07c", "1\r\n2\r3\n4")], DAY, "da"))

    assert (found["SUMMARY"], found["DESCRIPTION"]) == ("abc", "1\n2\n3\n4")


def test_a_line_is_parted_between_letters() -> None:
    """At most 75 octets a piece, with the space that begins the next; the longest piece has all 75."""
    made = folded("SUMMARY:" + "æ" * 100 + "x" * 100)

    pieces = made.split(b"\r\n")
    assert max(map(len, pieces)) == 75
    assert all(piece.decode("utf-8") for piece in pieces[:-1])
    assert unfolded(made) == ["SUMMARY:" + "æ" * 100 + "x" * 100]


@given(REPEATED, st.dates(date(2024, 1, 1), date(2031, 12, 31)))
def test_a_repeated_deadline_comes_on_the_days_that_the_plan_means(repeated: Repeated, begin: date) -> None:
    """Twenty times in a row, by another reader of the rule: short months and leap years too."""
    first = repeated.following(begin)
    (found,) = events(written("N", [Event("k", first, "S", rule=rule_of(repeated))], DAY, "da"))

    known = [first]
    while len(known) < 20:
        known.append(repeated.following(date.fromordinal(known[-1].toordinal() + 1)))
    assert list(islice(times(found), 20)) == known


@given(st.dates(date(2024, 1, 1), date(2031, 12, 31)), st.sampled_from([1, 3, 6, 12]))
def test_so_many_months_on_is_the_same_day_or_the_last_one(last: date, months: int) -> None:
    """As what is due is reckoned from the last measurement."""
    (found,) = events(
        written("N", [Event("k", months_on(last, months), "S", rule=monthly(months, last.day))], DAY, "da")
    )

    assert list(islice(times(found), 12)) == [months_on(last, months * n) for n in range(1, 13)]
