"""What somebody said at the start meeting is not replaced from the action plan unseen."""

from __future__ import annotations

import pytest

from planbuilder.interview.session import Session
from planbuilder.yamltext.nodes import Data
from tests.interview.conftest import MakeSession
from tests.interview.scripted import KIM, PASS, Scripted, ask, on_disk

THEME = "channel_strategy"
WALK, MATRIX, ROW = "start_meeting.matrix", "action_plan.matrix", f"F1.{THEME}"
ANE: dict[str, Data] = {"by": "Ane Holm", "role": "Leder", "on": "2027-01-05"}


def walked(make_session: MakeSession, who: dict[str, Data]) -> Session:
    """A plan in which somebody has named a challenge at the start meeting."""
    return make_session(
        benefits_tree={"changes": {"F1": {"title": "Digitalt"}}},
        matrix={"F1": {THEME: {"relevant": True, "challenge": "Borgerne kender den ikke"}}},
        answers={WALK: who},
    )


def corrected(session: Session, *answers: object) -> Scripted:
    """The challenge written anew at the action plan; Kim answers."""
    return ask(session, MATRIX, ROW, PASS, "Borgerne er ældre", *answers, "?done")  # type: ignore[arg-type]


def challenge(session: Session) -> object:
    return on_disk(session.opened.folder, "matrix", "F1", THEME, "challenge")


def test_both_stand_where_nobody_says_otherwise(make_session: MakeSession):
    """The other's words are shown, and passing replaces nothing."""
    session = walked(make_session, ANE)

    asker = corrected(session, PASS)

    said = session.opened.plan.said[f"matrix.{ROW}.challenge"].answers
    assert challenge(session) == "Borgerne kender den ikke"
    assert [(one.value, one.by) for one in said] == [
        ("Borgerne kender den ikke", "Ane Holm"), ("Borgerne er ældre", KIM.name),
    ]  # fmt: skip
    assert any("Ane Holm, Leder, 05.01.2027 har sagt: Borgerne kender den ikke" in line for line in asker.messages)


def test_it_is_replaced_by_whoever_has_seen_it_and_says_so(make_session: MakeSession):
    """A slip can be mended."""
    session = walked(make_session, ANE)

    corrected(session, "mine")

    assert (challenge(session), session.opened.plan.said) == ("Borgerne er ældre", {})


def test_one_may_go_back_and_mend_it(make_session: MakeSession):
    """What was entered is still in the form."""
    session = walked(make_session, ANE)

    ask(session, MATRIX, ROW, PASS, "Borgerne er ældre", "mend", PASS, "Borgerne kender den ikke", "?done")

    assert (challenge(session), session.opened.plan.said) == ("Borgerne kender den ikke", {})


@pytest.mark.parametrize("who", [{}, {"by": KIM.name}])
def test_ones_own_words_and_nobodys_are_replaced_without_asking(make_session: MakeSession, who: dict[str, Data]):
    """There is nobody whose words they are."""
    session = walked(make_session, who)

    corrected(session)

    assert challenge(session) == "Borgerne er ældre"


def test_at_the_start_meeting_itself_it_is_its_own_answer(make_session: MakeSession):
    """There one sees what stands there, as at any other question."""
    session = walked(make_session, ANE)

    ask(session, WALK, ROW, PASS, "Borgerne er ældre", "?done")

    assert challenge(session) == "Borgerne er ældre"
