"""How far the questions are that are for whoever answers."""

from __future__ import annotations

from planbuilder.interview import course, screens
from planbuilder.interview.session import Session
from tests.interview.scripted import talk
from tests.interview.test_helping import asked_by_a_leader


def test_a_role_is_asked_its_own_questions_alone(session: Session):
    """Parts without any are not on its home screen, and what is counted is its own."""
    manager = asked_by_a_leader(session)
    own = set(manager.questionnaire.asked_of(manager.questionnaire.role("leder")))

    home = screens.home(manager)

    asked = [id for part in home.parts for id in part.questions]
    assert set(asked) <= own < set(session.questionnaire.by_id)
    assert all(part.questions and part.progress.asked == len(part.questions) for part in home.parts)


def test_whoever_leads_is_asked_everything(session: Session):
    """A role that is asked everything is no filter."""
    lead = Session(
        session.opened, session.questionnaire, session.language, session.author, session.questionnaire.role("lead")
    )

    assert screens.home(lead) == screens.home(session)


def test_an_interview_says_that_some_questions_only_are_asked(session: Session):
    """So that nobody takes them for all."""
    asker = talk(asked_by_a_leader(session), "Gem og slut")

    assert asker.messages[0] == "I får kun de spørgsmål, som rollen »leder« kan svare på."


def test_the_way_goes_past_what_a_role_is_not_asked(session: Session):
    """To the first part that has a question for it."""
    manager = asked_by_a_leader(session)

    assert manager.asked(manager.questionnaire.part(course.next_part(manager)))
