"""New ids are above every one that stands in the plan."""

from __future__ import annotations

import pytest

from planbuilder.plan.ids import in_runs, next_number


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, 1),
        ({"actions": {"H1": {}, "H7": {}}}, 8),
        ({"matrix": {"F1": {"theme": {"action": "H9"}}}}, 10),
        ({"list": ["H3", "H12x", "AH40"]}, 4),
    ],
)
def test_a_number_is_above_all_that_are_named(data, expected: int) -> None:
    """A reference to a record that is gone counts: it must not point at a new one."""
    assert expected == next_number("H", data)


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ([], []),
        (["H1", "H2"], ["H1", "H2"]),
        (["H1", "H2", "H3"], ["H1–H3"]),
        (["H9", "H10", "H11", "H13", "M14"], ["H9–H11", "H13", "M14"]),
        (["H3", "H2", "H1"], ["H3", "H2", "H1"]),
        (["F1 · Mål", "F1 · Mål"], ["F1 · Mål", "F1 · Mål"]),
    ],
)
def test_three_ids_or_more_in_a_row_are_told_by_the_first_and_the_last(ids: list[str], expected: list[str]) -> None:
    """Only of those that follow each other; nothing is left out."""
    assert in_runs(ids) == expected
