"""New ids are above every one that stands in the plan."""

from __future__ import annotations

import pytest

from planbuilder.plan.ids import next_number


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
