"""What is required and not answered is told: questions, and fields of rows that are there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from planbuilder.errors import Problem
from planbuilder.plan.answers import Answers
from planbuilder.plan.check import check
from planbuilder.plan.unanswered import FOR_APPROVAL, empty_fields

AnswersOf = Callable[..., Answers]
MISSING = ("PB110", "PB111")
USERS = "answers/channel_strategy.users/rows/"


def found(problems: tuple[Problem, ...]) -> set[tuple[str, str]]:
    return {(one.code, one.place.path) for one in problems}


@pytest.mark.parametrize("state", [{"state": "unknown", "ask": "P1"}, {"state": "not_applicable", "why": "x"}])
def test_an_answer_marked_as_open_is_not_missing(answers_of: AnswersOf, state: dict[str, Any]) -> None:
    """Unknown and not applicable are told as such, not as missing."""
    answers = answers_of({"answers/channel_strategy.website": state, "answers/channel_strategy.users": state})

    actual = {path for code, path in found(check(answers, "approval")) if code in MISSING}

    assert not actual & {"answers.channel_strategy.website", "answers.channel_strategy.users"}


def test_a_question_that_is_not_asked_is_not_missing(answers_of: AnswersOf) -> None:
    """The terms of a pool are missing only where a pool pays."""
    path = ("PB110", "answers.budget_political_goals.pool_terms")

    actual = [
        path in found(check(answers_of({"economy/funding": funding}), "approval"))
        for funding in (None, "own_budget", "investment_pool")
    ]

    assert actual == [False, False, True]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ({"relevant": True}, {"challenge", "action"}),
        ({"relevant": False}, {"reason"}),
        ({"relevant": True, "challenge": "x"}, {"action"}),
        ({}, {"relevant"}),
    ],
)
def test_a_cell_of_the_matrix_needs_what_its_answer_asks_for(
    answers_of: AnswersOf, cell: dict[str, Any], expected: set[str]
) -> None:
    """Relevant asks for challenge and action, not relevant for a reason."""
    answers = answers_of({"matrix/F1/workflows_rules": cell, "matrix/F1/goals_followup/relevant": False})
    here = "matrix.F1.workflows_rules."

    actual = {path.removeprefix(here) for _, path in found(check(answers, "approval")) if path.startswith(here)}

    assert actual == expected


def test_a_missing_cell_names_row_and_column(answers_of: AnswersOf) -> None:
    """The message can say what is missing where, in the language of the answers."""
    answers = answers_of({f"{USERS}r1": {"group": "applicant"}}, "en")

    (actual,) = [one for one in check(answers, "draft") if one.code == "PB111"]

    assert actual.place.path == "answers.channel_strategy.users.rows.r1.situation"
    assert dict(actual.values) == {"row": "row 1 under “Users and situations”", "column": "Situation"}


def test_empty_fields_are_those_of_one_table_that_an_approval_lacks(answers_of: AnswersOf) -> None:
    """A benefit without owner lacks one; a table that is marked as unknown lacks none of its own."""
    lacking = answers_of({"benefits_tree/benefits/G1/owner": ""})
    unknown = answers_of({"answers/channel_strategy.users": {"state": "unknown", "ask": "P1"}})

    paths = [one.place.path for one in empty_fields(lacking, "benefits_tree.benefits", FOR_APPROVAL)]

    assert paths == ["benefits_tree.benefits.G1.owner"]
    assert list(empty_fields(unknown, "channel_strategy.users", FOR_APPROVAL)) == []
