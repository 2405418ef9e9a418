"""A question is looked for by a word, and gone to."""

from __future__ import annotations

import pytest

from planbuilder.interview.asking import Wish
from planbuilder.interview.finding import find
from planbuilder.interview.session import Session
from tests.interview.conftest import MakeSession
from tests.interview.scripted import talk

PURPOSE = "benefits_tree.purpose"


@pytest.mark.parametrize("way", ["Søg efter et spørgsmål", Wish.SEARCH])
def test_one_goes_to_the_question_and_on_from_there(session: Session, way: str | Wish):
    """From the home screen, by its line or its key."""
    talk(session, way, "formålet med", PURPOSE, "Bedre service", Wish.HOME, "Gem og slut")

    assert session.answers.value(PURPOSE) == "Bedre service"


def test_what_is_not_found_is_told_and_asked_anew(session: Session):
    """Going back leads home."""
    asker = talk(session, Wish.SEARCH, "xyzzy", Wish.BACK, "Gem og slut")

    assert asker.messages[0].startswith("Intet spørgsmål indeholder »xyzzy«.")


def test_what_is_not_asked_says_when_it_is(make_session: MakeSession):
    """And leads home, to its part."""
    session = make_session()
    waits = next(one for one in find(session, "lukkes") if one.waits_for)

    asker = talk(session, Wish.SEARCH, "lukkes", waits.id, "Gem og slut")

    assert asker.messages[0].startswith("Spørgsmålet stilles, når ")
    assert asker.asked[-1].default == waits.part


def test_who_wants_another_word_is_asked_for_one(session: Session):
    """Going back from what was found."""
    talk(session, Wish.SEARCH, "lukkes", Wish.BACK, "formålet med", PURPOSE, "Bedre service", Wish.HOME, "Gem og slut")

    assert session.answers.value(PURPOSE) == "Bedre service"
