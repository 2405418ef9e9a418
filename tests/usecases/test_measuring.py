"""Measurements are noted, corrected by new ones, and asked for when they are due."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from planbuilder.errors import UsageWrong
from planbuilder.figures.following import due
from planbuilder.language import Language
from planbuilder.plan.store import open_plan
from planbuilder.usecases.measuring import Taken, measure, why_not
from tests.usecases.measured import NOW, begun, noted


@pytest.fixture
def plan(tmp_path: Path, danish: Language) -> Path:
    """A plan with two indicators."""
    return begun(tmp_path, danish)


@pytest.mark.parametrize("named", ["I1", "i1", "Digitale ansøgninger", "digitale ANSØGNINGER "])
@pytest.mark.parametrize("value", ["62", "62 %", "62 pct.", "62,0"])
def test_a_measurement_is_noted_with_how_it_goes(plan: Path, danish: Language, named: str, value: str) -> None:
    """By id or title, with its unit or without; planned for 2028 are 70 percent of the way from 20 to 80."""
    found = measure(plan, Taken(named, value, date(2028, 3, 1), "Efter kampagnen"), danish, NOW, "Bo")

    assert (found.id, found.indicator, found.reading.value, found.standing.planned) == ("M1", "I1", 62, 62)
    assert found.standing.verdict == "on_track"
    assert open_plan(plan).plan.measurements["M1"].remark == "Efter kampagnen"


def test_a_correction_is_a_new_entry(plan: Path, danish: Language) -> None:
    """What was noted stays; the later one counts, and says what it corrects."""
    day = date(2028, 3, 1)
    measure(plan, Taken("I1", "26", day), danish, NOW)

    found = measure(plan, Taken("I1", "62", day), danish, NOW)

    assert (found.corrects, found.standing.latest and found.standing.latest.value) == (26, 62)
    assert noted(plan) == [("I1", day, 26), ("I1", day, 62)]


@pytest.mark.parametrize(
    ("taken", "code"),
    [
        (Taken("I7", "1", NOW.date()), "PB360"),
        (Taken("Digitale ansogninger", "1", NOW.date()), "PB360"),
        (Taken("I1", "1", date(2028, 4, 1)), "PB361"),
        (Taken("I1", "62 minutter", NOW.date()), "PB362"),
        (Taken("I2", "62 %", NOW.date()), "PB362"),
        (Taken("I1", "mange", NOW.date()), "PB035"),
        (Taken("I1", "40 dage", NOW.date()), "PB362"),  # a unit that no language lists is another one all the same
    ],
)
def test_what_cannot_have_been_measured_is_refused(plan: Path, danish: Language, taken: Taken, code: str) -> None:
    """And nothing is noted; the indicator that was probably meant is named."""
    with pytest.raises(UsageWrong) as caught:
        measure(plan, taken, danish, NOW)

    found = caught.value.problems[0]
    assert (found.code, noted(plan)) == (code, [])
    if taken.indicator.startswith("Digitale a"):
        assert found.values["near"] == ("I1 Digitale ansøgninger" if code == "PB360" else "")


def test_an_indicator_is_due_when_its_time_has_come_again(plan: Path, danish: Language) -> None:
    """Monthly: a month after the last; yearly: a year after the baseline where nothing has been measured."""
    measure(plan, Taken("I1", "62", date(2028, 2, 29)), danish, NOW)
    opened = open_plan(plan).plan

    assert [due(opened, day) for day in (date(2028, 3, 28), date(2028, 3, 29), date(2028, 6, 30))] == [
        (), ("I1",), ("I1", "I2"),
    ]  # fmt: skip


def test_an_indicator_is_due_on_the_day_of_its_target(plan: Path, danish: Language) -> None:
    """Also where it was measured the month before."""
    measure(plan, Taken("I2", "40", date(2029, 6, 29)), danish, datetime(2029, 6, 29, 12, 0))
    opened = open_plan(plan).plan

    assert ["I2" in due(opened, date(2029, 6, day)) for day in (29, 30)] == [False, True]


def test_a_value_is_looked_at_before_it_is_noted(plan: Path, danish: Language) -> None:
    """So that whoever asks for it can ask again."""
    opened = open_plan(plan).plan

    assert why_not(opened, "I1", "62 %", danish) is None
    assert why_not(opened, "I1", "62 timer", danish).code == "PB362"
