"""A meeting walked through with somebody: in order, each answer saved at once, gone on with where it was left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planbuilder.interview.asking import Wish
from planbuilder.language import Language
from planbuilder.plan.store import open_plan
from planbuilder.usecases.interviewing import session
from planbuilder.usecases.meeting_talk import Walk
from tests.interview.scripted import PASS, Scripted
from tests.usecases.held import DAY, NOW, at_board

# What is answered at each point of the plan's agenda, in order.
WHOLE = (
    ("P1", "P2"),
    "47 minutter", "",  # I2, on the day of the meeting
    "Ferie i hele måneden", Wish.SKIP,  # why I1 and I2 are as they are
    "finished", PASS, "moved", "1. juni",  # H1, H3, H2
    "Ring op", "skranken", PASS,
    "high.low", PASS,  # E3, and E5 that is new
    "E2", "action", "P2", "1. maj", "E3", "nothing", "Ikke nu", PASS,
    "Vi måler igen", PASS,
    "end",
)  # fmt: skip


def walked(folder: Path, danish: Language, *answers: object) -> Scripted:
    """A meeting by script, which needs exactly these answers."""
    asker = Scripted(*answers)
    Walk(session(folder, danish, lambda: NOW, "Ane"), asker, DAY).run()
    assert not asker.left
    return asker


@pytest.fixture
def plan(tmp_path: Path, danish: Language) -> Path:
    """A plan with a board."""
    at_board(tmp_path, danish)
    return tmp_path


def said(folder: Path) -> list[tuple[str, str, str]]:
    return [(one.about, one.what, one.text) for one in open_plan(folder).plan.minutes.values()]


def test_the_whole_way(plan: Path, danish: Language) -> None:
    """Every kind of point, into the plan and the minutes; then the meeting has ended."""
    walked(plan, danish, *WHOLE)

    found = open_plan(plan).plan
    assert said(plan) == [
        ("I2", "measured", "47 minutter den 31.03.2028 (skrevet af Ane)"),
        ("I1", "cause", "Ferie i hele måneden"), ("H1", "finished", ""),
        ("H2", "moved", "01.06.2028 (tidligere 01.05.2028)"),
        ("E5", "raised", ""), ("E3", "assessed", "grønt felt – gør det"), ("E2", "became", ""),
        ("E3", "dropped", "Ikke nu"), ("", "decision", "Vi måler igen"),
    ]  # fmt: skip
    (meeting,) = found.meetings.values()
    assert (meeting.taking_part, meeting.state, meeting.on) == (("P1", "P2"), "closed", DAY)
    action = found.actions[found.ideas["E2"].became]
    assert (action.responsible, str(action.deadline), found.ideas["E5"].by) == ("P2", "2028-05-01", "skranken")


@pytest.mark.parametrize("after", [2, 3, 7, 10, 14, 19, 23])
def test_whatever_stops_it_loses_no_answer_but_the_one_that_is_being_given(
    plan: Path, danish: Language, after: int
) -> None:
    """Stopped after any number of answers, what is on disk is what a longer meeting had there, in the same order."""
    asker = Scripted(*WHOLE[:after], KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        Walk(session(plan, danish, lambda: NOW, "Ane"), asker, DAY).run()

    marks = {
        "": "measured",
        "Ferie i hele måneden": "cause",
        "finished": "finished",
        "Ring op": "raised",
        "Vi måler igen": "decision",
    }
    assert [marks[one] for one in WHOLE[:after] if one in marks] == [
        what for _, what, _ in said(plan) if what in marks.values()
    ]
    assert open_plan(plan).plan.meetings["TM1"].state == "open"


def test_it_goes_on_where_it_was_left(plan: Path, danish: Language) -> None:
    """The same meeting, with the first point that is not done."""
    with pytest.raises(KeyboardInterrupt):
        walked(plan, danish, *WHOLE[:4], KeyboardInterrupt())

    asker = walked(plan, danish, PASS, *WHOLE[5:])

    assert list(open_plan(plan).plan.meetings) == ["TM1"]
    assert [one.title for one in asker.asked][:2] == ["Er der noget at bemærke?", asker.asked[1].title]
    assert "H1 Kampagne" in asker.asked[1].title


def test_back_leads_to_the_point_before_and_shows_what_was_said(plan: Path, danish: Language) -> None:
    """Said otherwise, it takes the place of the first."""
    asker = Scripted(("P1",), PASS, "Ferie", Wish.BACK, "Sygdom", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        Walk(session(plan, danish, lambda: NOW, "Ane"), asker, DAY).run()

    assert said(plan) == [("I2", "cause", "Sygdom")]
    assert asker.asked[4].default == "Ferie"


def test_a_value_that_cannot_be_taken_is_asked_for_again(plan: Path, danish: Language) -> None:
    """With why; one that was typed is there when one goes back to it from its day, and nothing is noted before."""
    asker = Scripted(("P1",), "47 kr.", "58", Wish.BACK, "47", "1.4.2028", "30.3.2028", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        Walk(session(plan, danish, lambda: NOW, "Ane"), asker, DAY).run()

    assert [line.split()[0] for line in asker.refused] == ["»47", "Der"]
    assert [one.draft for one in asker.asked if one.title == "Værdi (minutter)"] == ["", "", "58"]
    assert said(plan) == [("I2", "measured", "47 minutter den 30.03.2028 (skrevet af Ane)")]
    assert any(line.startswith("Den seneste måling er som planlagt") for line in asker.messages)


def test_the_overview_shows_the_agenda_again(plan: Path, danish: Language) -> None:
    """With what is done, and the same point is asked."""
    asker = Scripted(("P1",), PASS, "Ferie", Wish.HOME, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        Walk(session(plan, danish, lambda: NOW, "Ane"), asker, DAY).run()

    assert any(line.startswith("    I2") and line.endswith("(talt om)") for line in asker.messages)
    assert asker.asked[3].title == asker.asked[4].title


def test_nothing_is_said_by_passing(plan: Path, danish: Language) -> None:
    """Enter at every point leaves the plan as it was, but for the meeting itself, which may stay open."""
    before = open_plan(plan).plan

    asker = Scripted(otherwise=lambda asked: PASS)
    Walk(session(plan, danish, lambda: NOW, "Ane"), asker, DAY).run()

    after = open_plan(plan).plan
    assert (after.actions, after.ideas, after.minutes) == (before.actions, before.ideas, {})
    assert asker.refused == []


def test_a_meeting_that_was_left_open_is_said_to_go_on(plan: Path, danish: Language) -> None:
    """With its own day, whatever day was asked for."""
    walked(plan, danish, *[Wish.SKIP] * 3, *[PASS] * 8, "open")
    later = Scripted(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        Walk(session(plan, danish, lambda: NOW, "Ane"), later, date(2028, 4, 9)).run()

    assert "Mødet den 31. marts 2028 er ikke afsluttet. Det fortsættes her." in later.messages


@pytest.mark.parametrize(
    ("answers", "noted"),
    [
        # Neither a person nor a deadline: told, and taken only when the user says so.
        ((Wish.SKIP, PASS, "yes"), ("", "None")),
        # Mended: both are asked again.
        ((Wish.SKIP, PASS, "no", "P2", "1. maj"), ("P2", "2028-05-01")),
        # Before the day of the meeting.
        (("P2", "1.1.2028", "no", "P2", "1.6.2028"), ("P2", "2028-06-01")),
        (("P2", "1.1.2028", "yes"), ("P2", "2028-01-01")),
    ],
)
def test_an_idea_becomes_an_action_with_who_and_when(
    plan: Path, danish: Language, answers: tuple[object, ...], noted: tuple[str, str]
) -> None:
    """What is missing, and a deadline that has passed, is asked about before anything is noted."""
    asker = Scripted(*WHOLE[:14], "E2", "action", *answers, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        Walk(session(plan, danish, lambda: NOW, "Ane"), asker, DAY).run()

    found = open_plan(plan).plan
    action = found.actions[found.ideas["E2"].became]
    assert (action.responsible, str(action.deadline)) == noted
    told = [line for line, tone in asker.said if tone == "bad"]
    assert told[0].startswith("Handlingen »Grøn« har hverken" if answers[0] is Wish.SKIP else "Fristen for »Grøn«")


def test_whoever_goes_back_has_put_nothing_into_action(plan: Path, danish: Language) -> None:
    """The ideas are there to choose from again."""
    asker = Scripted(*WHOLE[:14], "E2", "action", Wish.BACK, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        Walk(session(plan, danish, lambda: NOW, "Ane"), asker, DAY).run()

    assert open_plan(plan).plan.ideas["E2"].became == ""
    assert asker.asked[-1].title == "Hvilken idé tager I stilling til?"


def test_a_new_deadline_before_the_meeting_is_asked_about(plan: Path, danish: Language) -> None:
    """It is noted only when the user says that it is right."""
    asker = Scripted(*WHOLE[:7], "moved", "1.3.2028", "no", "1. juni", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        Walk(session(plan, danish, lambda: NOW, "Ane"), asker, DAY).run()

    assert next(line for line, tone in asker.said if tone == "bad").startswith(
        "Fristen for »Ny arbejdsgang« er den 01.03.2028"
    )
    assert str(open_plan(plan).plan.actions["H2"].deadline) == "2028-06-01"


def test_a_value_that_can_hardly_be_meant_is_asked_about(plan: Path, danish: Language) -> None:
    """A share where per cent are measured; what was typed stands in the field again."""
    asker = Scripted(("P1",), "0,68", "", "no", "68", "", KeyboardInterrupt())
    held = session(plan, danish, lambda: NOW, "Ane")
    for id in [id for id, one in held.opened.plan.measurements.items() if one.indicator == "I1"]:
        held.delete_row("action_plan.measurements", id)
    with pytest.raises(KeyboardInterrupt):
        Walk(held, asker, DAY).run()

    (told,) = [line for line, tone in asker.said if tone == "bad"]
    assert told.startswith("I1 »Digitale ansøgninger« er læst som 0,68 %. Er der ment 68 %?")
    assert [one.value for one in open_plan(plan).plan.measurements.values()][-1] == 68
