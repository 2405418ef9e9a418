"""What is told of deliveries by others, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from planbuilder.plan.answers import Answers
from planbuilder.plan.check_preconditions import precondition_problems

AnswersOf = Callable[..., Answers]
HELD = {"title": "x", "due": "2026-05-01", "holds": ["G1"]}
START = {"benefits_tree/benefits/G1/start": 2027}


def found(answers: Answers, today: date | None) -> list[tuple[str, str]]:
    seen = Answers(answers.plan, answers.questionnaire, answers.language, today)
    return [(str(one.code), one.place.path) for one in precondition_problems(seen)]


@pytest.mark.parametrize(
    ("said", "today", "wanted"),
    [
        ({}, date(2026, 5, 2), [("PB387", "preconditions.L1")]),
        ({}, date(2026, 5, 1), []),
        ({}, None, []),
        ({"expected": "2026-08-01"}, date(2026, 5, 2), []),
        ({"expected": "2027-08-01"}, None, [("PB388", "benefits_tree.benefits.G1.start")]),
    ],
)
def test_overdue_without_a_new_day_and_benefits_that_are_moved(
    said: dict[str, Any], today: date | None, wanted: list[tuple[str, str]], answers_of: AnswersOf
) -> None:
    """The first only where the day is known; the second as it changes figures."""
    assert found(answers_of({**START, "preconditions/L1": {**HELD, **said}}), today) == wanted


def test_a_delay_that_covers_the_delivery_is_not_told_again(answers_of: AnswersOf) -> None:
    """Whoever has entered it knows."""
    edits = {**START, "benefits_tree/benefits/G1/delay": 1, "preconditions/L1": {**HELD, "expected": "2027-08-01"}}

    assert found(answers_of(edits), None) == []


def test_amounts_by_year_are_moved_from_the_year_of_the_first(answers_of: AnswersOf) -> None:
    """And not from the first year of the case, which they do not say anything of."""
    by_year = {"benefits_tree/benefits/G1/full_effect": {"amounts": {"2028": 5, "2029": 5}}}
    answers = answers_of({**by_year, "preconditions/L1": {**HELD, "expected": "2029-08-01"}})
    (moved,) = precondition_problems(answers)

    assert {"start": "2028", "year": "2030"} == {name: moved.values[name] for name in ("start", "year")}
