"""A plan begun from another holds what that one has thought of, and nothing of what has happened to it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from planbuilder import example
from planbuilder.errors import UsageWrong
from planbuilder.plan.anew import begin_from
from planbuilder.plan.journal import journal
from planbuilder.plan.store import Author, OpenPlan, open_plan, open_text
from planbuilder.record import replace

NOW = Author("Mette", "", datetime(2026, 11, 25, 12))


@pytest.fixture
def other(danish) -> OpenPlan:
    """The example, which has been decided on, measured, logged and sent."""
    return open_text(example.text(danish), Path("eksempel.yaml"))


def test_it_is_another_plan(other: OpenPlan, tmp_path: Path) -> None:
    """Each time one of its own: that is how an archive tells them apart."""
    made = [begin_from(other, tmp_path / name, {}, NOW).plan.plan_id for name in ("a", "b")]

    assert 3 == len({*made, other.plan.plan_id})


def test_what_has_happened_stays_with_the_other(other: OpenPlan, tmp_path: Path) -> None:
    """The bodies and recipients are there, and nothing yet of what they decided or were sent."""
    assert other.plan.measurements
    assert other.plan.changes_log
    plan = begin_from(other, tmp_path / "ny", {}, NOW).plan
    decisions = [(one.on, one.item, one.decision, one.conditions) for one in plan.decisions.values()]

    assert ({}, {}) == (plan.measurements, plan.changes_log)
    assert [(None, "", "", "")] * len(other.plan.decisions) == decisions
    assert [("", None)] * len(other.plan.distribution) == [(one.version, one.on) for one in plan.distribution.values()]
    assert [one.body for one in other.plan.decisions.values()] == [one.body for one in plan.decisions.values()]


def test_all_else_is_taken_over(other: OpenPlan, tmp_path: Path) -> None:
    """Word for word, comments too; what is said to differ does."""
    made = begin_from(other, tmp_path / "ny", {("title",): "Ny portal", ("first_year",): 2029}, NOW)
    registers = ("measurements", "meetings", "minutes", "changes_log", "decisions", "distribution")
    past = {"plan_id": "", **{name: {} for name in registers}}

    assert ("Ny portal", 2029) == (made.plan.title, made.plan.first_year)
    same = replace(made.plan, title=other.plan.title, first_year=other.plan.first_year, **past)
    assert replace(other.plan, **past) == same
    assert other.source.text.splitlines()[0] == made.source.text.splitlines()[0]


def test_its_journal_begins_with_where_it_is_from(other: OpenPlan, tmp_path: Path) -> None:
    """And with nothing of the other's."""
    begin_from(other, tmp_path / "ny", {}, NOW)
    (line,) = journal(tmp_path / "ny")

    assert f"created from {other.plan.plan_id}" == line["new"]
    assert open_plan(tmp_path / "ny").digest == line["plan"]


def test_no_plan_is_overwritten(other: OpenPlan, tmp_path: Path) -> None:
    """Nor is the plan itself begun from itself."""
    begin_from(other, tmp_path, {}, NOW)
    before = (tmp_path / "plan.yaml").read_bytes()
    with pytest.raises(UsageWrong):
        begin_from(other, tmp_path, {}, NOW)

    assert before == (tmp_path / "plan.yaml").read_bytes()
