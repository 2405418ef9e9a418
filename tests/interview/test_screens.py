"""Each screen as plain data: what it says is what the faces show."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.interview import course, screens
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.questionnaire.definition import Questionnaire
from tests.interview.conftest import MakeSession
from tests.interview.scripted import Scripted, reopened
from tests.interview.test_passing import example_session

BENEFITS = "benefits_tree.benefits"


@pytest.fixture
def example(folder: Path, questionnaire: Questionnaire, danish: Language) -> Session:
    return example_session(folder, questionnaire, danish)


def test_home_tells_how_far_each_part_is_and_where_to_go_on(make_session: MakeSession):
    """What waits for an answer is named."""
    session = make_session()

    home = screens.home(session)

    assert [part.id for part in home.parts] == [part.id for part in session.questionnaire.parts]
    assert home.next == home.parts[0].id
    assert all(name in home.parts[0].line for name in home.parts[0].missing.values())


def test_a_part_whose_rows_lack_fields_is_not_whole(make_session: MakeSession):
    """All its questions are answered; what an approval lacks in them is counted."""
    plan = {"changes": {"F1": {"title": "A"}}, "benefits": {"G1": {"title": "B", "from": ["F1"], "kind": "quality"}}}
    session = make_session(benefits_tree={**plan, "purpose": "C"})

    part = next(one for one in screens.home(session).parts if one.id == "benefits_tree")

    assert part.empty == {"benefits_tree.changes": 1, BENEFITS: 1}
    assert part.line.endswith("mangler Leverancer fra andre, 2 felter i tabeller")


def test_a_whole_plan_leads_to_the_review(example: Session):
    """Nothing is missing, so no part is gone on with."""
    assert screens.home(example).next == course.REVIEW


def test_every_question_of_the_example_has_its_screen(example: Session):
    """Each is a field or a table, and every field has a label and says what stands in it."""
    for id, question in example.questionnaire.questions():
        screen = screens.question_screen(example, id)
        inputs = [screen.input] if screen.input else [one for row in screen.table.rows for one in row.inputs]

        assert (screen.table is not None) == question.is_table
        assert all(one.label and bool(one.text or one.chosen) == one.given for one in inputs)


def test_a_prompt_shows_what_the_screen_says(example: Session):
    """The dialogue adds nothing of its own."""
    asker = Scripted(*["\r"] * 40)

    Dialogue(example, asker).question("benefits_tree.purpose")

    shown = screens.question_screen(example, "benefits_tree.purpose").input
    assert shown is not None
    assert (asker.asked[0].title, asker.asked[0].default) == (shown.title, shown.text)


def test_rows_know_where_they_may_be_moved(example: Session):
    """The first not up, the last not down."""
    rows = screens.table_screen(example, BENEFITS).rows

    assert [one.may_move_up for one in rows] == [False, *[True] * (len(rows) - 1)]
    assert [one.may_move_down for one in rows] == [*[True] * (len(rows) - 1), False]


def test_a_state_is_told_with_whom_to_ask(make_session: MakeSession):
    """And whoever noted it is named."""
    session = make_session()
    session.mark_unknown("benefits_tree.purpose", "Mia Holm")

    screen = screens.question_screen(session, "benefits_tree.purpose")

    assert (screen.state, "Mia Holm" in screen.state_line) == ("unknown", True)
    assert screen.who.startswith("Kim Østergaard, Fagchef")


def test_answers_that_differ_stand_on_the_screen_of_their_question(make_session: MakeSession, questionnaire):
    """Each with whose it is; no other question shows them."""
    place = {"answers": [{"value": "Et", "by": "Bo"}, {"value": "To", "by": "Kim"}]}
    session = make_session(benefits_tree={"purpose": "Et"}, said={"benefits_tree.purpose": place})

    shown = screens.question_screen(session, "benefits_tree.purpose").disagreements

    assert [one.shown for one in shown] == [("Et", "To")]
    assert screens.question_screen(session, "benefits_tree.changes").disagreements == ()
    assert reopened(session.opened.folder, questionnaire).rows("benefits_tree.changes") == {}
