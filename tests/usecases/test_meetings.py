"""What is said at a meeting: the plan and its minutes change in one save, and nothing is said that was not done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planbuilder.errors import UsageWrong
from planbuilder.language import Language
from planbuilder.plan.registers import Measurement, Minute
from planbuilder.plan.store import open_plan
from planbuilder.usecases import meetings
from planbuilder.usecases.changing import log
from planbuilder.usecases.interviewing import session
from tests.usecases.held import DAY, NOW, at_board, under_way


def minutes(folder: Path) -> list[tuple[str, str, str]]:
    """What the minutes on disk say: about what, what happened, and the words."""
    return [(one.about, one.what, one.text) for one in open_plan(folder).plan.minutes.values()]


def test_a_meeting_begins_once_and_goes_on_until_it_ends(tmp_path: Path, danish: Language) -> None:
    """Begun again it is the same; after its end it is another."""
    held, meeting = under_way(tmp_path, danish)

    assert meetings.begin(held, date(2028, 4, 1)) == meeting
    meetings.end(held, meeting)
    assert meetings.begin(held, DAY) != meeting
    assert [one.state for one in open_plan(tmp_path).plan.meetings.values()] == ["closed", "open"]


def test_a_value_is_measured_and_the_minutes_say_so(tmp_path: Path, danish: Language) -> None:
    """Of the meeting's day, by whoever notes it; how the indicator goes with it is told at once."""
    held, meeting = under_way(tmp_path, danish)

    now = meetings.measure(held, meeting, "I2", "47 minutter")

    plan = open_plan(tmp_path).plan
    assert list(plan.measurements.values())[-1] == Measurement("I2", DAY, Decimal(47))
    assert list(plan.measurements)[-1] == now.id
    assert (now.standing.verdict, now.corrects) == ("on_track", None)
    assert minutes(tmp_path) == [("I2", "measured", "47 minutter den 31.03.2028 (skrevet af Ane)")]


def test_a_value_is_corrected_by_a_new_entry(tmp_path: Path, danish: Language) -> None:
    """Both stay in the plan, the minutes tell the last and what it corrects; said once more it is not noted twice."""
    held, meeting = under_way(tmp_path, danish)
    count = len(held.opened.plan.measurements)

    for value in ("58", "47", "47"):
        last = meetings.measure(held, meeting, "I2", value, "30.03.2028")

    found = list(open_plan(tmp_path).plan.measurements.values())[count:]
    assert [(one.on, one.value) for one in found] == [(date(2028, 3, 30), 58), (date(2028, 3, 30), 47)]
    assert last.corrects is None
    assert minutes(tmp_path) == [("I2", "measured", "47 minutter den 30.03.2028 (skrevet af Ane)")]


def test_what_was_noted_before_the_meeting_is_corrected_with_what_it_was(tmp_path: Path, danish: Language) -> None:
    """Of the same day."""
    held, meeting = under_way(tmp_path, danish)

    now = meetings.measure(held, meeting, "I2", "47", "29.03.2028")

    assert now.corrects == 59
    assert minutes(tmp_path) == [
        ("I2", "measured", "47 minutter den 29.03.2028, rettet fra 59 minutter (skrevet af Ane)")
    ]


@pytest.mark.parametrize(
    ("indicator", "value", "day", "code"),
    [
        ("I9", "47", "", "PB360"),
        ("I2", "47", "01.04.2028", "PB361"),
        ("I2", "47 %", "", "PB362"),
        ("I2", "mange", "", "PB035"),
        ("I2", " ", "", "PB402"),
        ("I2", "47", "engang", "PB039"),
    ],
)
def test_what_cannot_have_been_measured_changes_nothing(
    tmp_path: Path, danish: Language, indicator: str, value: str, day: str, code: str
) -> None:
    """By the rules of `measure`: an unknown indicator, a day to come, another unit, no number, nothing, no day."""
    held, meeting = under_way(tmp_path, danish)
    before = open_plan(tmp_path).plan.measurements

    with pytest.raises(UsageWrong) as caught:
        meetings.measure(held, meeting, indicator, value, day)

    assert [one.code for one in caught.value.problems] == [code]
    assert (open_plan(tmp_path).plan.measurements, minutes(tmp_path)) == (before, [])


def test_a_meeting_of_a_day_to_come_measures_today(tmp_path: Path, danish: Language) -> None:
    """Nothing is measured in the future."""
    held = at_board(tmp_path, danish)
    meeting = meetings.begin(held, date(2028, 4, 14))

    assert meetings.measure(held, meeting, "I2", "47").reading.on == DAY


def test_a_cause_that_is_said_again_takes_the_place_of_the_first(tmp_path: Path, danish: Language) -> None:
    """Of the same indicator at the same meeting."""
    held, meeting = under_way(tmp_path, danish)
    for text in ("Ferie", "Sygdom"):
        meetings.note_cause(held, meeting, "I2", text)
    meetings.note_cause(held, meeting, "I1", "Kampagnen")

    assert minutes(tmp_path) == [("I2", "cause", "Sygdom"), ("I1", "cause", "Kampagnen")]


def test_an_action_comes_further_and_the_minutes_say_so(tmp_path: Path, danish: Language) -> None:
    """That it went on is replaced by how far it came; said afterwards, it changes nothing."""
    held, meeting = under_way(tmp_path, danish)
    for step in ("kept", "started", "kept"):
        meetings.follow_up(held, meeting, "H2", step)

    assert minutes(tmp_path) == [("H2", "started", "")]
    assert open_plan(tmp_path).plan.actions["H2"].status == "started"


def test_steps_lead_forward_only(tmp_path: Path, danish: Language) -> None:
    """What is offered is what can be noted; anything else is refused with the way back."""
    held, meeting = under_way(tmp_path, danish)

    assert meetings.steps_of(held, "H1") == ("kept", "finished", "evaluated", "moved")
    with pytest.raises(UsageWrong, match="PB368"):
        meetings.follow_up(held, meeting, "H1", "started")
    assert minutes(tmp_path) == []


@pytest.mark.parametrize(
    ("typed", "kept", "text"),
    [
        ("1. juni", date(2028, 6, 1), "01.06.2028 (tidligere 01.03.2028)"),
        ("hver mandag", "monday of every week", "hver mandag (tidligere 01.03.2028)"),
    ],
)
def test_a_new_deadline_is_noted_with_the_old_one(
    tmp_path: Path, danish: Language, typed: str, kept: object, text: str
) -> None:
    """As people write it, once or coming again."""
    held, meeting = under_way(tmp_path, danish)

    meetings.follow_up(held, meeting, "H1", "moved", typed)

    assert open_plan(tmp_path).plan.actions["H1"].deadline == kept
    assert minutes(tmp_path) == [("H1", "moved", text)]


@pytest.mark.parametrize(("typed", "code"), [(" ", "PB403"), ("engang", "PB039")])
def test_a_deadline_that_is_none_changes_nothing(tmp_path: Path, danish: Language, typed: str, code: str) -> None:
    """Missing, or no day."""
    held, meeting = under_way(tmp_path, danish)

    with pytest.raises(UsageWrong) as caught:
        meetings.follow_up(held, meeting, "H1", "moved", typed)

    assert ([one.code for one in caught.value.problems], minutes(tmp_path)) == ([code], [])


def test_an_idea_is_raised_assessed_and_put_into_action(tmp_path: Path, danish: Language) -> None:
    """Each in one save: the plan and the minutes; the action is decided, with a person and a day."""
    held, meeting = under_way(tmp_path, danish)

    idea = meetings.raise_idea(held, meeting, "Ring op", "skranken")
    meetings.assess(held, meeting, idea, "high", "low")
    action = meetings.put_into_action(held, meeting, idea, "Ulla", "1. juni")

    plan = open_plan(tmp_path).plan
    made = plan.actions[action]
    assert (made.title, made.status, made.responsible, made.deadline) == ("Ring op", "decided", "P1", date(2028, 6, 1))
    assert (plan.ideas[idea].became, plan.ideas[idea].by) == (action, "skranken")
    assert minutes(tmp_path) == [(idea, "raised", ""), (idea, "assessed", "grønt felt – gør det"), (idea, "became", "")]


def test_an_idea_is_put_away_with_its_reason(tmp_path: Path, danish: Language) -> None:
    """Without one it stays on the board, and the minutes say nothing."""
    held, meeting = under_way(tmp_path, danish)

    with pytest.raises(UsageWrong, match="PB367"):
        meetings.put_away(held, meeting, "E1", " ")
    assert minutes(tmp_path) == []
    meetings.put_away(held, meeting, "E1", "For dyrt")

    assert minutes(tmp_path) == [("E1", "dropped", "For dyrt")]
    assert open_plan(tmp_path).plan.ideas["E1"].reason == "For dyrt"


def test_decisions_stand_beside_each_other(tmp_path: Path, danish: Language) -> None:
    """Each is its own; nothing is none."""
    held, meeting = under_way(tmp_path, danish)
    for text in ("Vi måler igen", "Vi spørger borgerne"):
        meetings.decide(held, meeting, text)

    with pytest.raises(UsageWrong, match="PB402"):
        meetings.decide(held, meeting, " \n")

    assert minutes(tmp_path) == [("", "decision", "Vi måler igen"), ("", "decision", "Vi spørger borgerne")]


def test_the_log_tells_it_in_words_and_who_said_it(tmp_path: Path, danish: Language) -> None:
    """By what the table and its rows are called."""
    held, meeting = under_way(tmp_path, danish)
    meetings.note_cause(held, meeting, "I2", "Ferie")

    last = log(held.opened.path, danish)[-1]

    assert (last.by, last.role) == ("Ane", "projektleder")
    assert [line.place for line in last.lines] == ["Referater – Årsag (I2 Tid pr. sag)"]
    assert "Ferie" in last.lines[0].new


def test_two_who_note_at_once_lose_nothing(tmp_path: Path, danish: Language) -> None:
    """The second is written on what the first has saved: both ideas, both lines."""
    held, meeting = under_way(tmp_path, danish)
    other = session(tmp_path, danish, lambda: NOW, "Bo")
    meetings.raise_idea(held, meeting, "Den ene")
    meetings.raise_idea(other, meeting, "Den anden")

    plan = open_plan(tmp_path).plan
    assert [one.title for one in plan.ideas.values()][-2:] == ["Den ene", "Den anden"]
    assert list(plan.minutes.values()) == [Minute(meeting, "E5", "raised"), Minute(meeting, "E6", "raised")]


def test_a_deadline_is_judged_by_the_day_of_its_meeting(tmp_path: Path, danish: Language) -> None:
    """Minutes of a past meeting hold deadlines that have passed since; one before the meeting is hardly meant."""
    held = at_board(tmp_path, danish)
    meeting = meetings.begin(held, date(2028, 2, 1))

    with pytest.raises(meetings.Doubtful) as caught:
        meetings.follow_up(held, meeting, "H2", "moved", "31.01.2028")
    meetings.follow_up(held, meeting, "H2", "moved", "01.02.2028")

    assert [one.code for one in caught.value.problems] == ["PB460"]
    assert open_plan(tmp_path).plan.actions["H2"].deadline == date(2028, 2, 1)


@pytest.mark.parametrize(
    ("responsible", "deadline", "codes"),
    [
        ("P1", "1.6.2028", []),
        ("P1", "31.3.2028", []),
        ("P1", "hver mandag", []),
        ("", "1.6.2028", ["PB459"]),
        ("P1", "", ["PB459"]),
        ("", "1.1.2028", ["PB459", "PB460"]),
    ],
)
def test_an_idea_is_put_into_action_by_somebody_to_a_day(
    tmp_path: Path, danish: Language, responsible: str, deadline: str, codes: list[str]
) -> None:
    """What is missing, and a day that has passed, is taken only from who is sure; a deadline may be the day itself."""
    held, meeting = under_way(tmp_path, danish)

    try:
        meetings.put_into_action(held, meeting, "E2", responsible, deadline)
        found = []
    except meetings.Doubtful as error:
        found = [one.code for one in error.problems]
        assert open_plan(tmp_path).plan.ideas["E2"].became == ""
        meetings.put_into_action(held, meeting, "E2", responsible, deadline, sure=True)

    assert found == codes
    assert open_plan(tmp_path).plan.ideas["E2"].became


def test_an_action_that_is_finished_can_only_be_evaluated(tmp_path: Path, danish: Language) -> None:
    """It neither goes on as agreed nor gets another deadline."""
    held, meeting = under_way(tmp_path, danish)
    meetings.follow_up(held, meeting, "H1", "finished")

    assert meetings.steps_of(held, "H1") == ("evaluated",)
