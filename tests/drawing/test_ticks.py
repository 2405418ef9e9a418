"""Ticks that have no room for all their words are left out in even steps."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.document.figure_model import Tick
from planbuilder.drawing.ticks import evenly


@pytest.mark.parametrize(
    ("values", "room", "left"),
    [
        (range(-2500, 1, 500), 6, [-2500, -2000, -1500, -1000, -500, 0]),
        (range(-2500, 1, 500), 3, [-2000, -1000, 0]),
        (range(-2500, 1, 500), 2, [-1500, 0]),
        (range(-1, 6), 3, [0, 2, 4]),
        (range(5, 9), 2, [5, 7]),
        ([2, 0, 2, 1], 3, [0, 1, 2]),
        (range(4), 1, [0]),
        ((), 1, []),
    ],
)
def test_the_steps_are_even_and_zero_stays(values: range, room: int, left: list[int]) -> None:
    """As few are left out as may be; without zero the lowest stays; the same value is written once."""
    ticks = [Tick(Decimal(value), str(value)) for value in values]

    assert [int(one.value) for one in evenly(ticks, lambda row: len(row) <= room)] == left
