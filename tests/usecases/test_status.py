"""Where a plan is: each step of the work has what comes next, and what is overdue is listed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from planbuilder import pipeline
from planbuilder.document.blocks import BLOCKS
from planbuilder.document.model import Paragraph, Table, text_of
from planbuilder.language import Language
from planbuilder.plan.store import open_plan
from planbuilder.portfolio.summary import summary
from planbuilder.portfolio.sums import Entry
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.usecases.acting import Who, add_action, move_action
from planbuilder.usecases.interviewing import session
from planbuilder.usecases.measuring import Taken, measure
from planbuilder.usecases.plans import write_example
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
    measure(plan, Taken("I2", "70", date(2026, 11, 20)), danish, NOW)

    found = of(plan, danish, date(2026, 11, 23))

    assert [one.action.title for one in found.late] == ["A"]
    assert [one.action.title for one in found.coming] == ["B"]
    assert [*found.due] == ["I1"]
    assert [one.id for one in found.behind] == ["I2"]


def test_every_paper_and_the_screen_count_the_same_actions(
    tmp_path: Path, danish: Language, questionnaire: Questionnaire
) -> None:
    """Those that are not finished, and those that are late, on a day on which there are some of each."""
    day = date(2027, 9, 1)
    folder = write_example(tmp_path / "plan", danish).parent
    known = open_plan(folder).plan
    m = pipeline.material(known, questionnaire, danish, day)
    screen = of(folder, danish, day)
    count, late = len(screen.late) + len(screen.coming), len(screen.late)
    said = f"Handlinger, der ikke er afsluttet: {count}. Overskredet: {late}."

    assert 0 < late < count
    for name in ("actions_standing", "handover_actions"):
        intro = next(one for one in BLOCKS[name](m) if isinstance(one, Paragraph))
        assert text_of(intro.spans).startswith(said)
    (handed,) = (one for one in BLOCKS["handover_actions"](m) if isinstance(one, Table))
    assert (len(handed.rows), sum("overskredet" in text_of(row.cells[3].spans) for row in handed.rows)) == (count, late)
    assert Entry("", summary(known, m.figures)).late(day) == late
    (plan,) = (one for one in BLOCKS["action_plan"](m) if isinstance(one, Table))
    assert sum("overskredet" in text_of(cell.spans) for row in plan.rows for cell in row.cells) == late
