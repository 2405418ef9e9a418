"""Which rows stand on one page: short tables, first and last rows, groups and notes."""

from __future__ import annotations

import pytest

from planbuilder.document.model import Cell, Row, plain
from planbuilder.writers.together import bonds, group_bonds

ROLES = {"b": "body", "g": "group", "n": "note", "t": "total"}


def rows(roles: str) -> list[Row]:
    return [Row((Cell(plain("x")),), ROLES[role]) for role in roles]


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ("", set()),
        ("b", set()),
        ("bbbb", {0, 1, 2}),
        ("bbbbb", {0, 3}),
        ("bbbbbt", {0, 4}),
        ("gbbbbb", {0, 1, 4}),
        ("bbbbbn", {0, 3, 4}),
        ("bbbgbbb", {0, 3, 5}),
        ("ggggg", {0, 1, 2, 3}),
        ("nnnnn", {0, 1, 2, 3}),
    ],
)
def test_no_row_is_left_alone(roles: str, expected: set[int]) -> None:
    """Two rows at either end, a group with the row beneath it, a note with the row above it; short tables whole."""
    assert expected == bonds(rows(roles))


@pytest.mark.parametrize(
    ("roles", "expected"),
    [("bbb", set()), ("bgbbgb", {1, 2, 4}), ("g" + "b" * 8, set(range(8))), ("g" + "b" * 9, set())],
)
def test_a_page_ends_between_groups(roles: str, expected: set[int]) -> None:
    """Groups are whole; one too long for that may go on over a page's end."""
    assert expected == group_bonds(rows(roles))
