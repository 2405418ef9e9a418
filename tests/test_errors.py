"""Problems and the exceptions that carry them."""

from __future__ import annotations

import pytest

from planbuilder import codes
from planbuilder.errors import (
    Conflict,
    InputInvalid,
    Interrupted,
    Place,
    PlanbuilderError,
    Problem,
    UsageWrong,
    VerificationFailed,
    problem,
)


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("a.yaml", 3, 7, "title"), "a.yaml:3:7"),
        (Place("a.yaml", 3), "a.yaml:3"),
        (Place("a.yaml"), "a.yaml"),
        (Place(), ""),
    ],
)
def test_a_place_is_shown_as_far_as_it_is_known(place: Place, shown: str) -> None:
    """The form that editors and terminals can jump to."""
    assert shown == str(place)


def test_values_of_a_problem_are_text() -> None:
    """Whatever a message names, it is ready to be shown; a path alone is a place."""
    assert Problem(codes.UNKNOWN_KEY, Place(path="a.b"), {"n": "3", "severity": "x"}) == problem(
        codes.UNKNOWN_KEY, "a.b", n=3, severity="x"
    )


def test_a_problem_weighs_what_its_code_does() -> None:
    """Nobody who reports it can take it lighter or harder."""
    assert ("warning", "error") == (problem(codes.UNKNOWN_KEY).severity, problem(codes.MISSING_KEY).severity)


@pytest.mark.parametrize(
    ("kind", "code"), [(InputInvalid, 4), (VerificationFailed, 5), (UsageWrong, 2), (Conflict, 6), (Interrupted, 130)]
)
def test_each_kind_has_its_exit_code(kind: type[PlanbuilderError], code: int) -> None:
    """Scripts can tell them apart."""
    assert code == kind([]).exit_code


def test_an_error_carries_all_problems() -> None:
    """And names their codes in its own text, for logs."""
    error = InputInvalid([problem(codes.UNREADABLE_LINE), problem(codes.FORBIDDEN_CHARACTER)])

    assert ("PB001", "PB002") == tuple(found.code for found in error.problems)
    assert "PB002" in str(error)
