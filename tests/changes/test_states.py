"""States of a plan as they may leave, and as they were at the end of a day."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from planbuilder.changes.comparing import compare
from planbuilder.changes.states import Named, first_day, leaving_states, restored
from planbuilder.language import Language
from planbuilder.plan.store import PLAN, Author, OpenPlan, create, open_plan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.nodes import Data, KeyPath
from tests.changes.test_comparing import edited

STRATEGY = ("answers", "channel_strategy.strategy")
FACTS: dict[str, Data] = {"title": "T", "price_base": 2026, "first_year": 2027, "horizon": 5, "language": "da"}


@pytest.fixture
def plan(tmp_path: Path) -> OpenPlan:
    """A plan that was changed on three days."""
    made = create(tmp_path, FACTS, Author("", "", datetime(2026, 11, 1, 9)))
    changes: list[dict[KeyPath, Data]] = [
        {("benefits_tree", "changes"): {"F1": {"title": "Digitalt"}, "F2": {"title": "På papir"}}},
        {("benefits_tree", "changes"): {"F2": {"title": "Slet ikke"}}, ("title",): "Ny"},
    ]
    for day, edits in zip((2, 3), changes, strict=True):
        made = made.with_changes(edits, Author("Ane", "", datetime(2026, 11, day, 9)))
    return made


@pytest.mark.parametrize("day", [1, 2, 3])
def test_a_day_is_what_the_journal_leads_back_to(plan: OpenPlan, day: int) -> None:
    """Rows that are gone come back in their places."""
    found = restored(plan.folder, plan.data, date(2026, 11, day), "internt").data

    assert isinstance(found, dict)
    titles = {1: None, 2: ["F1", "F2"], 3: ["F2"]}
    tree = found.get("benefits_tree")
    assert (list(tree["changes"]) if isinstance(tree, dict) and tree.get("changes") else None) == titles[day]
    assert found["title"] == ("Ny" if day == 3 else "T")
    assert first_day(plan.folder) == date(2026, 11, 1)


def test_edits_by_hand_are_counted(plan: OpenPlan) -> None:
    """What they changed is in no journal."""
    file = plan.folder / PLAN
    file.write_text(file.read_text(encoding="utf-8").replace("horizon: 5", "horizon: 6"), encoding="utf-8")
    open_plan(file).with_changes({("title",): "Nyest"}, Author("Bo", "", datetime(2026, 11, 4, 9)))

    now = open_plan(file)
    found = restored(plan.folder, now.data, date(2026, 11, 2), "internt")

    assert (found.by_hand, isinstance(found.data, dict) and found.data["horizon"]) == (1, "6")


@pytest.mark.parametrize("where", [0, 1])
def test_what_is_internal_in_one_state_is_told_of_neither(
    plan: OpenPlan, questionnaire: Questionnaire, danish: Language, where: int
) -> None:
    """Whichever of the two says so, the words of both stay."""
    answers = [{"value": "Hemmelig A"}, {"value": "Hemmelig B"}]
    answers[where]["internal"] = "true"
    names = [Named(str(n), edited(plan.data, {STRATEGY: dict(one)})) for n, one in enumerate(answers)]
    states = leaving_states(*names, questionnaire, danish)  # type: ignore[misc]

    assert "Hemmelig" not in str([state.data for state in states])
    assert compare(*states, questionnaire, danish).entries == ()


def test_words_that_nobody_said_are_internal_are_told(
    plan: OpenPlan, questionnaire: Questionnaire, danish: Language
) -> None:
    """So that the test above shows something."""
    before, after = (Named(word, edited(plan.data, {STRATEGY: {"value": word}})) for word in ("A", "B"))
    states = leaving_states(before, after, questionnaire, danish)

    (found,) = compare(*states, questionnaire, danish).entries
    assert [line.text for line in found.lines] == ["Ændret fra »A« til »B«"]
