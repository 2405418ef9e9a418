"""What hangs on the board: the goals that people have chosen, else our proposal, and the actions of the present."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.check import check
from planbuilder.plan.on_board import called, due, goals, is_current, is_late
from planbuilder.plan.registers import Action
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.repeating import Repeated
from tests.document.plans import HEAD

TODAY = date(2026, 11, 23)
FIVE = "indicators: {" + ", ".join(f"I{n}: {{title: T{n}, kind: kpi}}" for n in range(1, 6)) + "}\n"
OFTEN = "measurements:\n" + "".join(
    f"  M{n}{k}: {{indicator: I{n}, on: 2026-0{k}-01, value: {k}}}\n" for n in (2, 3, 4, 5) for k in range(1, n)
)


def hung(questionnaire: Questionnaire, danish: Language, more: str, chosen: Any = None) -> Answers:
    """The answers of a plan with five indicators, some of them chosen for the board."""
    answers = f"answers: {{goals_followup.board_use: {{value: board}}, goals_followup.on_board: {{value: {chosen}}}}}\n"
    return Answers(from_text(HEAD + FIVE + more + (answers if chosen else "")), questionnaire, danish)


@pytest.mark.parametrize(
    ("chosen", "ids", "left"),
    [("[I5, I1]", ("I1", "I5"), 0), ("[I9, I1]", ("I1",), 0), ("[I5, I4, I3, I1]", ("I3", "I4", "I5"), 1)],
)
def test_what_people_have_chosen_hangs_there(
    questionnaire: Questionnaire, danish: Language, chosen: str, ids: tuple[str, ...], left: int
) -> None:
    """In the plan's order; the first three of more, and nothing that the plan has not."""
    found = goals(hung(questionnaire, danish, OFTEN, chosen))

    assert (found.ids, found.chosen, found.left) == (ids, True, left)


def test_the_proposal_is_what_is_measured_most(questionnaire: Questionnaire, danish: Language) -> None:
    """At most three; before anything is measured the plan's first three."""
    assert goals(hung(questionnaire, danish, OFTEN)).ids == ("I3", "I4", "I5")
    assert goals(hung(questionnaire, danish, "")).ids == ("I1", "I2", "I3")
    assert not goals(hung(questionnaire, danish, OFTEN)).chosen


def test_more_than_there_is_room_for_is_told(questionnaire: Questionnaire, danish: Language) -> None:
    """As a warning at the question; three are none too many."""

    def told(chosen: str) -> list[tuple[str, str]]:
        found = check(hung(questionnaire, danish, OFTEN, chosen), "draft")
        return [(one.place.path, one.values["count"]) for one in found if one.code == "PB400"]

    assert told("[I1, I2, I3, I4]") == [("answers.goals_followup.on_board", "4")]
    assert told("[I1, I2, I3]") == []


@pytest.mark.parametrize(
    ("action", "current", "late"),
    [
        (Action(deadline=date(2026, 9, 23), status="finished"), True, False),
        (Action(deadline=date(2026, 9, 22), status="finished"), False, False),
        (Action(deadline=date(2026, 9, 22), status="decided"), True, True),
        (Action(deadline=date(2027, 5, 25), status="decided"), True, False),
        (Action(deadline=date(2027, 5, 26), status="decided"), False, False),
        (Action(deadline=date(2027, 5, 26), status="started"), True, False),
        (Action(), True, False),
        (Action(deadline=Repeated("day 1 of every month"), status="decided"), True, False),
    ],
)
def test_the_present_reaches_from_two_months_back_to_six_ahead(action: Action, current: bool, late: bool) -> None:
    """What is under way or late is of the present whenever it is due; a day that comes again is never past."""
    assert (is_current(action, TODAY), is_late(action, TODAY)) == (current, late)


def test_the_next_day_of_a_deadline() -> None:
    """The day itself, or the next one of a day that comes again."""
    assert due(Action(deadline=Repeated("day 1 of every month")), TODAY) == date(2026, 12, 1)
    assert due(Action(deadline=date(2020, 1, 1)), TODAY) == date(2020, 1, 1)
    assert due(Action(), TODAY) is None


def test_a_thing_is_called_by_number_and_title() -> None:
    """An indicator, action or idea; what the plan has not keeps its number."""
    plan = from_text(HEAD + FIVE + "actions: {H1: {title: Kampagne}}\nideas: {E1: {title: Sms}}\n")

    assert [called(plan, id) for id in ("I1", "H1", "E1", "E9")] == ["I1 T1", "H1 Kampagne", "E1 Sms", "E9"]
