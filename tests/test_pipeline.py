"""The whole way, from a plan to bytes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planbuilder import language, look, pipeline
from planbuilder.plan.store import from_text
from tests.conftest import DAY, EMPTY

OPTIONS = pipeline.BuildOptions(("plan", "summary"), ("text",), DAY, language.load("da"), look.load())


def test_every_document_in_every_format(questionnaire) -> None:
    """Named after outline and format."""
    options = replace(OPTIONS, formats=("text", "docx"))
    names = [output.name for output in pipeline.build(from_text(EMPTY), questionnaire, options)]

    assert ["plan.txt", "plan.docx", "summary.txt", "summary.docx"] == names


@pytest.mark.parametrize("code", ["da", "en"])
def test_the_date_is_the_one_that_is_given(questionnaire, code: str) -> None:
    """No clock is asked."""
    options = replace(OPTIONS, language=language.load(code))
    plan, _ = pipeline.build(from_text(EMPTY), questionnaire, options)

    assert language.load(code).day(DAY) in plan.data.decode()


def test_same_plan_same_bytes(questionnaire) -> None:
    """Twice, from the same text."""
    first, second = ([o.data for o in pipeline.build(from_text(EMPTY), questionnaire, OPTIONS)] for _ in range(2))

    assert first == second
