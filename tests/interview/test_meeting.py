"""What the start meeting said stands beside what is asked later of the same theme and the same change."""

from __future__ import annotations

import pytest

from planbuilder.interview import helping, meeting, screens
from planbuilder.interview.session import Session
from planbuilder.yamltext.nodes import Data
from tests.interview.conftest import MakeSession
from tests.interview.scripted import Wish, talk
from tests.interview.test_helping import asked_by_a_leader

THEME = "channel_strategy"
WALKED: dict[str, Data] = {
    "benefits_tree": {"changes": {"F1": {"title": "Digital ansøgning"}, "F2": {"title": "Selv"}}},
    "matrix": {
        "F1": {
            THEME: {"relevant": True, "challenge": "Borgerne kender\nden ikke"},
            "workflows_rules": {"relevant": False, "reason": "Ingen regler"},
        },
        "F2": {THEME: {"relevant": True}},
    },
}
CHALLENGE = "  F1 Digital ansøgning · Kanalstrategi og påvirkning: Borgerne kender den ikke"
REASON = "  F1 Digital ansøgning · Arbejdsgange og regler: ikke relevant, fordi: Ingen regler"


@pytest.fixture
def walked(make_session: MakeSession) -> Session:
    return make_session(**WALKED)


def test_a_theme_begins_with_what_was_said_of_it(walked: Session):
    """Change by change; a field without words says nothing."""
    asker = talk(walked, THEME, Wish.HOME, "Gem og slut")

    assert asker.messages[asker.messages.index("Det sagde I på startmødet om temaet:") + 1] == CHALLENGE
    assert meeting.of_theme(walked, THEME) == ("Det sagde I på startmødet om temaet:", CHALLENGE)


def test_its_screen_holds_it_for_every_face(walked: Session):
    """As lines in final words."""
    assert screens.part_screen(walked, walked.questionnaire.part(THEME)).meeting[1:] == (CHALLENGE,)


@pytest.mark.parametrize("part", ["cover", "goals_followup", "action_plan"])
def test_a_part_that_nothing_was_said_of_says_nothing(walked: Session, part: str):
    """Nor does one that is no theme."""
    assert meeting.of_theme(walked, part) == ()


def test_a_row_of_a_change_shows_what_was_said_of_the_change(walked: Session):
    """Outside of the themes all that was said of it; of another change nothing."""
    found = [meeting.lines(walked, "benefits_tree.changes", row) for row in ("F1", "F2")]

    assert found == [("Det sagde I på startmødet om forandringen:", CHALLENGE, REASON), ()]


def test_an_action_shows_what_was_said_of_the_change_it_belongs_to(make_session: MakeSession):
    """One that belongs to none shows nothing."""
    actions: Data = {"H1": {"title": "Brev", "change": "F1"}, "H2": {"title": "Møde"}}
    session = make_session(**WALKED, actions=actions)

    assert [bool(meeting.lines(session, "action_plan.actions", row)) for row in ("H1", "H2")] == [True, False]


@pytest.mark.parametrize("id", ["start_meeting.matrix", "action_plan.matrix"])
def test_where_the_words_stand_in_the_fields_they_are_not_said_again(walked: Session, id: str):
    """The two tables of the matrix."""
    assert meeting.lines(walked, id, f"F1.{THEME}") == ()


def test_help_has_it_too(walked: Session):
    """A long part has scrolled away by then."""
    assert CHALLENGE in helping.lines_of(walked, helping.of_question(walked, f"{THEME}.strategy"))


@pytest.mark.parametrize("note", [{"internal": True}, {"by_row": {f"F1.{THEME}": {"internal": True}}}])
def test_what_was_said_as_internal_is_not_told_to_a_manager(make_session: MakeSession, note: dict[str, Data]):
    """Of the whole meeting, or of one field of it."""
    session = make_session(**WALKED, answers={"start_meeting.matrix": note})

    assert meeting.of_theme(session, THEME) != ()
    assert meeting.of_theme(asked_by_a_leader(session), THEME) == ()
