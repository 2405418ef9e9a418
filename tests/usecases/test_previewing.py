"""The chapter in which the answers of a part are seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planbuilder import example, language, look
from planbuilder.document.model import Section, walk
from planbuilder.plan.store import OpenPlan, open_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.usecases.previewing import SEEN_IN, chapter, figures, preview

DAY = date(2027, 1, 5)
PARTS = [part.id for part in load().parts]


@pytest.fixture(scope="module")
def opened() -> OpenPlan:
    return open_text(example.text(language.load("da")), Path("plan.yaml"))


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_its_chapter(opened: OpenPlan, questionnaire: Questionnaire, part: str):
    """Of a theme it is that theme's own section, and no other theme's."""
    made = chapter(opened, questionnaire, language.load("da"), DAY, part)
    sections = {one.id for one in walk(made.blocks) if isinstance(one, Section)}

    themes = {id for id in sections if id.startswith("theme_")}
    assert made.blocks
    assert themes == ({f"theme_{part}"} if questionnaire.part(part).theme else set())


def test_what_is_seen_beside_parts_are_parts_of_the_questionnaire() -> None:
    assert set(SEEN_IN) <= set(PARTS)


def test_the_economy_has_a_chart_and_the_tree_its_picture(opened: OpenPlan, questionnaire: Questionnaire):
    for part in ("budget_political_goals", "benefits_tree"):
        assert figures(chapter(opened, questionnaire, language.load("da"), DAY, part))


def test_the_same_answers_give_the_same_bytes(opened: OpenPlan, questionnaire: Questionnaire):
    one, other = (preview(opened, questionnaire, language.load("en"), DAY, look.load(), "cover") for _ in range(2))
    assert one == other
