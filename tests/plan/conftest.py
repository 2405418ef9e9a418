"""What the tests of the plan share: a small sound plan, and the bundled questionnaire's view of a changed one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import datetime

import pytest

from planbuilder.language import load as load_language
from planbuilder.plan.answers import Answers
from planbuilder.plan.store import Author, from_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data, put

SOUND: dict[str, Data] = {
    "format": "planbuilder.plan/1",
    "plan_id": "p-1",
    "title": "Fritidspas",
    "price_base": 2026,
    "first_year": 2026,
    "horizon": 5,
    "organisation": {"name": "Nordlund Kommune"},
    "people": {"P1": {"name": "Ane Holm"}, "P2": {"name": "Bo Dam"}},
    "benefits_tree": {
        "changes": {"F1": {"title": "Digital ansøgning", "owner": "P1"}},
        "benefits": {
            "G1": {
                "title": "Færre timer",
                "kind": "cashable",
                "from": ["F1"],
                "owner": "P2",
                "full_effect": {"amount": 1000},
                "ramp": [50, 100],
                "start": 2027,
            }
        },
    },
    "economy": {"fte_cost": 500000},
    "costs": {"K1": {"title": "Indkøb", "amount": 700}},
    "indicators": {
        "I1": {
            "title": "Sagstid",
            "benefit": "G1",
            "baseline": {"value": 10, "on": "2026-01-01"},
            "target": {"value": 5, "on": "2027-01-01"},
        }
    },
}
Edits = Mapping[str, Data]


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    return load()


@pytest.fixture
def author() -> Author:
    return Author("Ane Holm", "chef", datetime(2026, 3, 1, 12, 0, 0))


@pytest.fixture
def facts() -> dict[str, Data]:
    return {key: deepcopy(value) for key, value in SOUND.items() if key not in ("format", "plan_id")}


@pytest.fixture
def answers_of(questionnaire: Questionnaire) -> Callable[[Edits], Answers]:
    """The sound plan with values put at paths (`a/b`, since ids hold dots), seen through the questionnaire."""

    def build(edits: Edits, language: str = "da") -> Answers:
        data: Data = deepcopy(SOUND)
        for path, value in edits.items():
            data = put(data, tuple(path.split("/")), value)
        return Answers(from_text(dump(data)), questionnaire, load_language(language))

    return build
