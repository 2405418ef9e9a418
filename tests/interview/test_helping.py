"""Help says what others have said: to the very same thing, by whom, and nothing that is kept in."""

from __future__ import annotations

from datetime import datetime

import pytest

from planbuilder.interview import helping
from planbuilder.interview.asking import Wish
from planbuilder.interview.fields import question_field
from planbuilder.interview.rows import field_of
from planbuilder.interview.session import Session
from planbuilder.plan.store import Author
from planbuilder.yamltext.nodes import Data
from tests.interview.conftest import MakeSession
from tests.interview.scripted import KIM, PASS, ask

STRATEGY, CHANGES = "channel_strategy.strategy", "benefits_tree.changes"
ANE: dict[str, Data] = {"by": "Ane Holm", "role": "Leder", "on": "2027-01-05"}


@pytest.fixture
def said(make_session: MakeSession) -> Session:
    """A plan in which Ane has answered a question, Bo otherwise, and Ane and Kim a row each."""
    return make_session(
        benefits_tree={"changes": {"F1": {"title": "Digitalt"}, "F2": {"title": "Selv"}}},
        answers={
            STRATEGY: {"value": "A\nB", **ANE},
            CHANGES: {**ANE, "by_row": {"F2": {"by": KIM.name}}},
        },
        said={
            f"answers.{STRATEGY}.value": {
                "answers": [{"value": "A\nB", **ANE}, {"value": "C", "by": "Bo Dam"}],
                "settled": {"by": "Kim Bo", "on": "2027-01-12"},
            }
        },
    )


def asked_by_a_leader(session: Session, name: str = "Mia") -> Session:
    """The same plan, answered by somebody who is not asked everything."""
    role = session.questionnaire.role("leder")
    author = Author(name, "leder", datetime(2027, 1, 6))
    return Session(session.opened, session.questionnaire, session.language, lambda: author, role)


def others(session: Session, id: str = STRATEGY) -> list[tuple[str, str]]:
    """What others are told to have said."""
    return [(one.text, one.who) for one in helping.of_field(session, question_field(session, id)).others]


def test_what_others_have_said_is_told_once_each(said: Session):
    """The answer that holds, and another one, which has been settled; each with name, role and day."""
    assert others(said) == [("A B", "Ane Holm, Leder, 05.01.2027"), ("C", "Bo Dam")]


def test_ones_own_answer_is_not_told(said: Session):
    """Whoever answers knows what they have said themselves, however the name is written."""
    ane = Author("ane  holm", "", KIM.at)
    own = Session(said.opened, said.questionnaire, said.language, lambda: ane)

    assert others(own) == [("C", "Bo Dam")]


def test_of_a_table_the_rows_of_others_are_told(said: Session):
    """Kim's own row is not."""
    screen = helping.of_question(said, CHANGES)

    assert [(one.text, one.who) for one in screen.others] == [("F1  Digitalt", "Ane Holm, Leder, 05.01.2027")]


def test_of_a_cell_its_own_words_are_told(said: Session):
    """With whose row it is."""
    column = said.question(CHANGES).columns[0]

    screen = helping.of_field(said, field_of(said, CHANGES, "F1", column))

    assert [one.text for one in screen.others] == ["Digitalt"]


def test_many_answers_are_told_to_be_more(make_session: MakeSession):
    """Eight are shown, and how many are not."""
    rows = {f"F{n}": {"title": f"Nr. {n}"} for n in range(1, 12)}
    session = make_session(benefits_tree={"changes": rows}, answers={CHANGES: ANE})

    lines = helping.lines_of(session, helping.of_question(session, CHANGES))

    assert lines[-1] == "  … og 3 svar mere"


@pytest.mark.parametrize("note", [{"internal": True}, {"by_row": {"F1": {**ANE, "internal": True}}}])
def test_what_is_kept_in_is_shown_to_those_alone_who_are_asked_everything(
    make_session: MakeSession, note: dict[str, Data]
):
    """A manager does not see it; whoever leads does, and so does whoever said it."""
    session = make_session(benefits_tree={"changes": {"F1": {"title": "Digitalt"}}}, answers={CHANGES: {**ANE, **note}})

    told = [helping.of_question(one, CHANGES).others for one in (session, asked_by_a_leader(session))]

    assert list(map(len, told)) == [1, 0]


def test_what_one_of_several_keeps_in_is_not_told_to_a_manager(make_session: MakeSession):
    """Of what was said to one thing, the other answers are."""
    answers: list[Data] = [{"value": "C", "by": "Bo Dam", "internal": True}, {"value": "D", "by": "Eva Lund"}]
    session = make_session(said={f"answers.{STRATEGY}.value": {"answers": answers}})

    assert (others(asked_by_a_leader(session)), len(others(session))) == ([("D", "Eva Lund")], 2)


def test_help_in_the_interview_says_it(said: Session):
    """Behind the guidance, in the question's own words."""
    asker = ask(said, STRATEGY, Wish.HELP, PASS)

    at = asker.messages.index("Det har andre svaret:")
    assert asker.messages[at + 1 :][:2] == ["  Ane Holm, Leder, 05.01.2027: A B", "  Bo Dam: C"]
    assert any(line.startswith("Til intervieweren: ") for line in asker.messages[:at])


def test_help_in_a_form_says_it(said: Session):
    """A row's field has the same help as it would have alone."""
    asker = ask(said, CHANGES, "F1", "change", Wish.HELP, Wish.DONE, "?done")

    assert "  Ane Holm, Leder, 05.01.2027: Digitalt" in asker.messages
