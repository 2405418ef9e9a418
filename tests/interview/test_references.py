"""What points to a record is found wherever it stands, each question once."""

from __future__ import annotations

import pytest

from planbuilder.interview.references import references, register_of
from planbuilder.yamltext.nodes import Data
from tests.interview.conftest import MakeSession

LINKED: dict[str, Data] = {
    "people": {"P1": {"name": "Mia"}, "P2": {"name": "Bo"}},
    "signers": ["P2", "P1"],
    "sponsor": "P1",
    "benefits_tree": {
        "changes": {"F1": {"title": "A", "owner": "P1"}, "F2": {"title": "B"}},
        "benefits": {
            "G1": {"title": "C", "from": ["F2", "F1"], "owner": "P1"},
            "G2": {"title": "D", "from": ["F1"], "part_of": "G1"},
        },
    },
    "matrix": {"F1": {"workflows_rules": {"relevant": True, "action": "H1"}}},
    "actions": {"H1": {"title": "E", "responsible": "P1", "change": "F1", "benefit": "G1"}},
    "indicators": {"I1": {"title": "F", "benefit": "G1"}},
    "answers": {"workflows_rules.workflows": {"rows": {"r1": {"change": "F1"}, "r2": {"change": "F2"}}}},
}


TREE, PLAN = "benefits_tree", "action_plan"


@pytest.mark.parametrize(
    ("register", "id", "found"),
    [
        (
            "changes",
            "F1",
            {
                f"{TREE}.benefits": ["G1", "G2"],
                "start_meeting.matrix": ["F1"],
                "workflows_rules.workflows": ["r1"],
                f"{PLAN}.actions": ["H1"],
            },
        ),
        (
            "benefits",
            "G1",
            {
                "goals_followup.indicators": ["I1"],
                "budget_political_goals.effects": ["G2"],
                f"{PLAN}.actions": ["H1"],
            },
        ),
        (
            "people",
            "P1",
            {
                "cover.sponsor": [],
                "cover.signers": [],
                f"{TREE}.changes": ["F1"],
                f"{TREE}.benefits": ["G1"],
                f"{PLAN}.actions": ["H1"],
            },
        ),
        ("actions", "H1", {f"{PLAN}.matrix": ["F1"]}),
        ("indicators", "I1", {}),
        ("people", "F1", {}),
    ],
)
def test_every_question_that_refers_to_a_record_is_named(
    make_session: MakeSession, register: str, id: str, found: dict[str, list[str]]
):
    """Single answers, several, cells, nested ones and the matrix."""
    session = make_session(**LINKED)

    assert list(references(session.answers, register, id)) == list(found.items())


@pytest.mark.parametrize(
    ("id", "register"),
    [
        ("cover.people", "people"),
        ("benefits_tree.changes", "changes"),
        ("budget_political_goals.phasing", "benefits"),
        ("action_plan.actions", "actions"),
        ("goals_followup.indicators", "indicators"),
        ("budget_political_goals.costs", "costs"),
        ("channel_strategy.users", ""),
        ("cover.title", ""),
    ],
)
def test_the_register_of_a_table_is_known_by_its_rows(make_session: MakeSession, id: str, register: str):
    """Only rows that something can refer to are a register; empty ones too."""
    session = make_session()

    assert register_of(session.answers, session.question(id)) == register
