"""A question is found by a word of it."""

from __future__ import annotations

import pytest

from planbuilder.interview.finding import find, folded
from planbuilder.interview.session import Session
from tests.interview.test_helping import asked_by_a_leader

PURPOSE = "benefits_tree.purpose"


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("FORMÅLET", PURPOSE),
        ("formaalet", PURPOSE),
        ("benefits_tree.purpose", PURPOSE),
        ("formålet hele", PURPOSE),
        ("hele formålet", PURPOSE),
    ],
)
def test_a_word_of_what_is_asked_finds_the_question_first(session: Session, typed: str, id: str):
    """Whatever the case, the order, and however Danish letters are typed."""
    assert find(session, typed)[0].id == id


@pytest.mark.parametrize("typed", ["", "  ", "xyzzy", "formålet xyzzy"])
def test_what_no_question_has_finds_none(session: Session, typed: str):
    """Every word must be in it."""
    assert find(session, typed) == ()


def test_words_of_columns_and_guidance_are_found_too(session: Session):
    """Behind those that ask with the word."""
    found = [one.id for one in find(session, "skranken")]  # in the guidance of who takes part in the meeting

    assert "start_meeting.taking_part" in found


def test_what_is_not_asked_yet_comes_last_and_says_when_it_is(session: Session):
    """It can be found, since people look for it."""
    waiting = [one.waits_for for one in find(session, "lukkes")]

    assert waiting == sorted(waiting, key=bool)
    assert any("ja" in text for text in waiting)


def test_what_a_role_is_not_asked_is_not_found(session: Session):
    """A manager looks in vain for who signs."""
    asked = {one.id for one in find(asked_by_a_leader(session), "startmødet")}

    assert "start_meeting.held_on" not in asked
    assert "start_meeting.held_on" in {one.id for one in find(session, "startmødet")}


@pytest.mark.parametrize(("text", "plain"), [("ÆØÅ", "aeoeaa"), ("A\u030arets", "aarets"), ("Café", "cafe")])
def test_letters_are_folded(text: str, plain: str):
    """Also those of two signs."""
    assert folded(text) == plain
