"""States of a plan by what names them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from planbuilder.errors import InputInvalid, Problem
from planbuilder.language import Language
from planbuilder.plan.store import Author, open_plan
from planbuilder.usecases.approving import approve
from planbuilder.usecases.comparing import diff, last_decided, since_before
from planbuilder.usecases.plans import write_example

DAY = date(2026, 11, 23)


def at(day: int) -> datetime:
    return datetime(2026, 11, day, 12)


@pytest.fixture
def plan(tmp_path: Path, danish: Language) -> Path:
    """The example, changed on the 24th."""
    file = write_example(tmp_path, danish)
    open_plan(file).with_changes({("title",): "Fritidspas"}, Author("Ane", "", at(23)))
    open_plan(file).with_changes({("benefits_tree", "benefits", "G1", "start"): "2029"}, Author("Ane", "", at(24)))
    return file


def test_a_day_is_compared_by_the_journal(plan: Path, danish: Language) -> None:
    """What was changed later is told, and nothing else."""
    found = diff(plan, danish, DAY)

    assert [line.text for entry in found.entries for line in entry.lines] == ["Begynder et år senere (2028 → 2029)"]
    assert diff(plan, danish, DAY, DAY).entries == ()


def test_what_was_edited_by_hand_is_warned_of(plan: Path, danish: Language) -> None:
    """It is in no journal."""
    plan.write_text(plan.read_text(encoding="utf-8").replace("title: Fritidspas", "title: Pas"), encoding="utf-8")
    heard: list[Problem] = []

    diff(plan, danish, DAY, warn=heard.extend)

    assert [one.code for one in heard] == ["PB323"]


def test_a_state_that_is_wrong_is_refused(plan: Path, tmp_path: Path, danish: Language) -> None:
    """Nothing is computed from it."""
    other = tmp_path / "other.yaml"
    other.write_text(plan.read_text(encoding="utf-8").replace("horizon: 10", "horizon: 9"), encoding="utf-8")

    with pytest.raises(InputInvalid) as refused:
        diff(plan, danish, other)

    assert {one.place.file for one in refused.value.problems} == {str(other)}


@pytest.mark.slow
def test_a_version_tells_what_it_changed_of_the_one_before(plan: Path, danish: Language) -> None:
    """And a comparison begins with the newest where none is in force."""
    approve(plan, danish, DAY, at(25))
    open_plan(plan).with_changes({("title",): "Nyt pas"}, Author("Ane", "", at(25)))
    second = approve(plan, danish, DAY, at(25))

    told = since_before(plan.parent, second, danish)

    assert [line.whole for line in told or ()] == ["Titel: Ændret fra »Fritidspas« til »Nyt pas«"]
    assert (last_decided(plan.parent), diff(plan, danish).entries) == (2, ())
    assert [line.new for entry in diff(plan, danish, 1, 2).entries for line in entry.lines] == ["Nyt pas"]
