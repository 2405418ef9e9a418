"""What a field shows and takes is known without any face."""

from __future__ import annotations

import pytest

from planbuilder.interview import entries
from planbuilder.interview.fields import cell_field, question_field
from planbuilder.interview.session import Session
from planbuilder.questionnaire.context import InvalidAnswer
from tests.interview.conftest import MakeSession

COSTS = "budget_political_goals.costs"


@pytest.fixture
def session(make_session: MakeSession) -> Session:
    return make_session(costs={"K1": {"title": "Licens", "amounts": {"2027": "100000"}}})


def test_what_is_typed_becomes_what_the_file_holds(session: Session):
    """And nothing typed becomes nothing."""
    field = question_field(session, "budget_political_goals.try_delay")

    assert entries.value_of_text(session, field.question, "2 år") == 2
    assert entries.value_of_text(session, field.question, "  ") is None


def test_a_refusal_is_told_before_a_value_is_made(session: Session):
    """What the one refuses, the other raises for."""
    question = session.question("budget_political_goals.try_delay")

    assert entries.refusal(session, question, "2") is None
    assert entries.refusal(session, question, "snart")
    with pytest.raises(InvalidAnswer):
        entries.value_of_text(session, question, "snart")


def test_what_is_shown_can_be_typed_again(session: Session):
    """The typed form of what holds is read as what holds."""
    for column in session.question(COSTS).columns:
        field = cell_field(session, COSTS, "K1", column, "K1")
        text = entries.typed_form(session, field.question, field.now) if field.given else ""

        assert not text or entries.same_as_now(session, field, entries.value_of_text(session, field.question, text))


def test_the_options_of_a_choice_are_named_and_one_is_chosen(make_session: MakeSession):
    """An option stands for the value of the file; none chosen is no answer."""
    session = make_session(benefits_tree={"benefits": {"G1": {"title": "A", "kind": "quality"}}})
    column = next(one for one in session.question("benefits_tree.benefits").columns if one.id == "kind")
    field = cell_field(session, "benefits_tree.benefits", "G1", column, "G1")

    offered = entries.options(session, field)

    assert [one.value for one in offered][:2] == ["cashable", "released_time"]
    assert entries.chosen(field) == ("quality",)
    assert entries.value_of_choice(field.question, ["cashable"]) == "cashable"
    assert entries.value_of_choice(field.question, []) is None


def test_a_new_person_begins_with_a_name(session: Session):
    """What stands before the first comma."""
    assert entries.name_refusal(session, "Mia Holm, leder") is None
    assert entries.name_refusal(session, ", leder")
