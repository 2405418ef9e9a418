"""What is due as a calendar: the same bytes for the same plan and day, and nothing that is internal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planbuilder.errors import UsageWrong
from planbuilder.language import Language
from planbuilder.usecases.calendar import write
from planbuilder.usecases.interviewing import session
from tests.usecases.held import DAY, NOW, at_board
from tests.usecases.ics import Event, day_of, events
from tests.usecases.measured import begun


@pytest.fixture
def plan(tmp_path: Path, danish: Language) -> Path:
    """A plan with a board."""
    at_board(tmp_path, danish)
    return tmp_path


def read(plan: Path, danish: Language, whose: str = "") -> dict[str, Event]:
    """The events of a plan's calendar, by what they are about."""
    return {one["UID"].partition(".")[0]: one for one in events(write(plan, danish, DAY, whose).read_bytes())}


def test_open_actions_measurements_and_meetings_are_in_it(plan: Path, danish: Language) -> None:
    """Each on its day, with whose it is and when it comes again; what is evaluated is not."""
    session(plan, danish, lambda: NOW).record("goals_followup.frequency", "monthly")

    found = read(plan, danish)

    assert list(found) == ["H1", "H2", "H3", "H4", "I1", "I2", "board"]
    assert (found["H1"]["SUMMARY"], found["H1"]["DESCRIPTION"]) == ("H1 Kampagne", "Ansvarlig: Ulla")
    assert (day_of(found["H3"]), found["H3"]["RRULE"]) == (date(2028, 4, 1), "FREQ=MONTHLY;BYMONTHDAY=1")
    assert day_of(found["I1"]) == date(2028, 4, 30)  # a month after it was measured last
    assert (day_of(found["I2"]), found["board"]["RRULE"]) == (date(2029, 3, 29), "FREQ=MONTHLY;BYMONTHDAY=-1")


def test_the_next_meeting_is_counted_from_the_last(plan: Path, danish: Language) -> None:
    """As often as the plan says."""
    held = session(plan, danish, lambda: NOW)
    held.record("goals_followup.frequency", "weekly")
    held.add_row("action_plan.meetings", {"on": date(2028, 3, 28), "state": "closed"})

    assert day_of(read(plan, danish)["board"]) == date(2028, 4, 4)


def test_a_person_has_what_is_hers(plan: Path, danish: Language) -> None:
    """By name, whatever the case; other people's deadlines and the meeting are left out."""
    assert list(read(plan, danish, "ulla")) == ["H1"]


def test_the_same_plan_and_day_give_the_same_bytes(plan: Path, danish: Language) -> None:
    """Without a clock: what an event is called, and when it is said to have been written."""
    first, second = (write(plan, danish, DAY).read_bytes() for _ in range(2))

    assert first == second
    assert {one["DTSTAMP"] for one in events(first)} == {"20280331T000000Z"}


def test_what_is_internal_does_not_leave(plan: Path, danish: Language) -> None:
    """Words of an internal action are told by a word of ours; its day is kept."""
    held = session(plan, danish, lambda: NOW)
    held.change({("answers", "action_plan.actions", "by_row", "H1", "internal"): True})

    found = read(plan, danish)["H1"]

    assert "Kampagne" not in found["SUMMARY"]
    assert day_of(found) == date(2028, 3, 1)


def test_a_calendar_of_nothing_is_refused(tmp_path: Path, danish: Language) -> None:
    """A file without an event is none; nothing is written."""
    held = session(begun(tmp_path, danish), danish, lambda: NOW)
    for id in ("I1", "I2"):
        held.delete_row("goals_followup.indicators", id)

    with pytest.raises(UsageWrong, match="PB405"):
        write(tmp_path, danish, DAY)

    assert not (tmp_path / "build").exists()
