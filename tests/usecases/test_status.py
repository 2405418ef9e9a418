"""Where a plan is: each step of the work has what comes next, and what is overdue is listed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from planbuilder.language import Language
from planbuilder.usecases.acting import Who, add_action, move_action
from planbuilder.usecases.interviewing import session
from planbuilder.usecases.measuring import Taken, measure
from planbuilder.usecases.status import Status, status
from tests.usecases.measured import NOW, begun

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 12, 0)


@pytest.fixture
def plan(tmp_path: Path, danish: Language) -> Path:
    """A plan that has hardly been answered."""
    return begun(tmp_path, danish)


def of(plan: Path, danish: Language, day: date = TODAY) -> Status:
    return status(plan, danish, day)


def test_a_new_plan_is_interviewed(plan: Path, danish: Language) -> None:
    """It has no version, and errors stand in the way."""
    found = of(plan, danish)

    assert (found.next, found.version, found.disagreements) == ("interview", None, 0)
    assert found.errors > 0


def test_what_differs_is_settled_first(plan: Path, danish: Language) -> None:
    """Before anything else is answered."""
    first, second = (session(plan, danish, lambda: AT, name) for name in ("Ane", "Bo"))
    first.record("cover.department", "Kultur")
    second.record("cover.department", "Fritid")

    found = of(plan, danish)

    assert (found.next, found.disagreements) == ("settle", 1)


def test_late_actions_due_measurements_and_what_is_behind(plan: Path, danish: Language) -> None:
    """Each by itself; what is finished is gone."""
    who = Who(AT)
    for title, deadline in (("A", "2026-11-22"), ("B", "2026-11-30"), ("C", "2026-11-01")):
        add_action(plan, {"title": title, "deadline": deadline}, danish, who)
    move_action(plan, "C", "finished", danish, who)
    measure(plan, Taken("I2", "70", date(2027, 12, 31)), danish, NOW)

    found = of(plan, danish, date(2026, 11, 23))

    assert [one.action.title for one in found.late] == ["A"]
    assert [one.action.title for one in found.coming] == ["B"]
    assert [*found.due] == ["I1"]
    assert [one.id for one in found.behind] == ["I2"]
