"""The time that is left: computed from what is not answered, rounded up, and nothing where it cannot be known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import language
from planbuilder.interview import pace
from planbuilder.interview.course import time_left
from planbuilder.interview.session import Session
from planbuilder.language import Language
from tests.interview.conftest import MakeSession
from tests.interview.test_screens import example  # noqa: F401  # the fixture

PURPOSE, BENEFITS, WALK = "benefits_tree.purpose", "benefits_tree.benefits", "start_meeting.matrix"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""), (0, ""), (1, "5 min."), (300, "5 min."), (301, "10 min."), (3300, "55 min."), (3301, "1 time"),
        (3601, "1½ time"), (5401, "2 timer"), (7201, "2½ time"),
    ],
)  # fmt: skip
def test_a_time_is_rounded_up(danish: Language, seconds: int | None, words: str):
    """To fives of minutes, and from an hour on to halves."""
    assert pace.in_words(danish, seconds) == words


@given(st.integers(1, 100_000))
def test_more_to_do_never_takes_less(seconds: int):
    """And what is said is never less than what was computed, nor more than half an hour beyond it."""
    assert pace.in_words(language.load("en"), seconds) != ""
    assert pace._up(seconds, 60) >= seconds


def test_an_answer_takes_its_own_time_away(session: Session):
    """A long text is counted as one."""
    before = pace.seconds_left(session, [PURPOSE])
    session.record(PURPOSE, "Bedre service")

    assert (before, pace.seconds_left(session, [PURPOSE])) == (pace.SECONDS["long"], 0)


def test_what_nobody_knows_yet_is_not_counted_again(session: Session):
    """Unknown and not relevant are answers."""
    session.mark_unknown(PURPOSE, "Mia")

    assert pace.seconds_left(session, [PURPOSE]) == 0


def test_a_table_that_nobody_has_begun_is_counted_with_three_rows(session: Session):
    """Which is what the words say."""
    asked = [one for one in session.question(BENEFITS).columns if session.answers.column_is_asked(one, {})]
    row = sum(pace._of_field(one) for one in asked)

    assert pace.seconds_left(session, [BENEFITS]) == pace.ROWS * row


def test_a_table_of_what_is_not_named_yet_is_unknown(session: Session):
    """How many fields the walk through the themes has depends on changes that nobody has named."""
    assert pace.seconds_left(session, [WALK]) is None
    assert time_left(session) == ""


def test_rows_that_are_there_are_counted_as_they_are(make_session: MakeSession):
    """Six fields of a change, each with whether it is relevant."""
    session = make_session(benefits_tree={"changes": {"F1": {"title": "Digitalt"}}})

    assert pace.seconds_left(session, [WALK]) == 6 * pace.SECONDS["option"]


def test_a_whole_plan_says_nothing(example: Session):  # noqa: F811
    """There is nothing left."""
    assert time_left(example) == ""


def test_what_the_time_rests_on_is_said_with_it(example: Session):  # noqa: F811
    """About, and with how many rows."""
    example.clear(PURPOSE)

    assert (
        time_left(example) == "Der er ca. 5 min. tilbage, når tomme tabeller regnes med 3 rækker, og I kender svarene."
    )
