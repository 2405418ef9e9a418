"""The agenda: what is behind first, what is of the present, and what is done already."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planbuilder.language import Language
from planbuilder.usecases import meetings
from planbuilder.usecases.agenda import agenda_of, ideas_to_choose
from planbuilder.usecases.agenda_words import lines, overview
from tests.usecases.held import DAY, at_board, under_way

MORE = [
    "measure.I2",
    "cause.I2",
    "cause.I1",
    "action.H1",
    "action.H3",
    "action.H2",
    "idea",
    "assess.E3",
    "choose",
    "decision",
]


def test_the_points_come_in_the_order_of_the_method(tmp_path: Path, danish: Language) -> None:
    """What can be measured there, measurements with what is behind first, actions by day, ideas that are new, assessed
    and not ended, decisions.

    What is evaluated, far ahead, or put away is left out.
    """
    found = agenda_of(at_board(tmp_path, danish), DAY)

    assert [one.key for one in found.points] == ["who", *MORE]
    assert not any(one.done for one in found.points)


def test_only_what_was_measured_since_the_last_meeting_and_what_is_behind(tmp_path: Path, danish: Language) -> None:
    """The last meeting on or before the day; one that is planned for later is none."""
    held = at_board(tmp_path, danish)
    for on in (date(2028, 3, 30), date(2028, 6, 1)):
        held.add_row("action_plan.meetings", {"on": on, "state": "closed"})

    found = agenda_of(held, DAY)

    assert (found.since, [one.about for one in found.of("cause")]) == (date(2028, 3, 30), ["I2"])


def test_what_is_said_is_done_and_stays_in_its_place(tmp_path: Path, danish: Language) -> None:
    """Also an action that is evaluated now, and an idea that has become one; the first that is left is next."""
    held, meeting = under_way(tmp_path, danish)
    meetings.follow_up(held, meeting, "H1", "evaluated")
    meetings.assess(held, meeting, "E3", "high", "low")
    meetings.put_into_action(held, meeting, "E2", sure=True)

    found = agenda_of(held, date(2028, 4, 1))

    assert (found.meeting, found.on) == (meeting, DAY)
    assert [one.key for one in found.points if one.done] == ["action.H1", "assess.E3", "choose"]
    assert [one.key for one in found.points if one.about][:4] == [
        "measure.I2", "cause.I2", "cause.I1", "action.H1",
    ]  # fmt: skip
    assert (found.next().key, found.next(["who", "measure.I2", "cause.I2"]).key) == ("who", "cause.I1")


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2028, 3, 29), ["I1"]),  # not measured since the new year; what came the day after is not known
        (date(2028, 3, 31), ["I2"]),  # behind, and measured two days before
        (date(2028, 4, 30), ["I1", "I2"]),
    ],
)
def test_what_is_due_or_behind_can_be_measured(tmp_path: Path, danish: Language, day: date, wanted: list[str]) -> None:
    """But not what was measured on the day itself."""
    held = at_board(tmp_path, danish)

    assert [one.about for one in agenda_of(held, day).of("measure")] == wanted


def test_what_is_measured_at_the_meeting_is_talked_of_as_it_is_now(tmp_path: Path, danish: Language) -> None:
    """It stays in its place, done; the verdict, and the order in which things are talked of, follow it."""
    held, meeting = under_way(tmp_path, danish)
    meetings.measure(held, meeting, "I2", "47")

    found = agenda_of(held, DAY)

    assert [(one.key, one.done) for one in found.points][1:4] == [
        ("measure.I2", True), ("cause.I1", False), ("cause.I2", False),
    ]  # fmt: skip
    told = "\n".join(overview(held, found))
    assert "    I2 Tid pr. sag (målt)" in told
    assert "    I2 Tid pr. sag: Den seneste måling er som planlagt" in told
    assert any("47 minutter" in line for line in lines(held, found.of("measure")[0], DAY))


def test_it_is_talked_of_at_a_second_meeting_of_the_day_too(tmp_path: Path, danish: Language) -> None:
    """What is measured at a meeting is new at it, whatever day it is of."""
    held, meeting = under_way(tmp_path, danish)
    meetings.end(held, meeting)
    second = meetings.begin(held, DAY)
    meetings.measure(held, second, "I2", "47", "30.03.2028")

    assert [one.about for one in agenda_of(held, DAY).of("cause")] == ["I2"]


def test_ideas_are_taken_from_green_yellow_orange_and_red(tmp_path: Path, danish: Language) -> None:
    """Only those that are open and assessed."""
    held = at_board(tmp_path, danish)
    for effect, resources in (("high", "high"), ("low", "low")):
        held.add_row("action_plan.ideas", {"title": "T", "effect": effect, "resources": resources})

    assert ideas_to_choose(held.opened.plan) == ["E2", "E6", "E5", "E1"]
