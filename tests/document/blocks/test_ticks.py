"""Round numbers for a value axis."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planbuilder.document.blocks.ticks import ticks

NUMBERS = st.lists(st.decimals(-(10**12), 10**12, places=2), max_size=6)


def test_ticks_are_round() -> None:
    """An axis to 1,180 goes in steps of 200."""
    assert [str(n) for n in range(0, 1201, 200)] == [t.text for t in ticks([Decimal(1180)], lambda n: f"{n:f}")]


@given(NUMBERS)
def test_ticks_hold_every_value_and_nil(values: list[Decimal]) -> None:
    """No bar leaves the axis, and the zero line is on it."""
    places = [t.value for t in ticks(values, str)]

    assert min(places) <= min([*values, Decimal(0)])
    assert max(places) >= max([*values, Decimal(0)])
    assert Decimal(0) in places


@given(NUMBERS)
def test_ticks_are_few_and_even(values: list[Decimal]) -> None:
    """At most eight, all the same distance apart."""
    places = [t.value for t in ticks(values, str)]
    steps = {b - a for a, b in pairwise(places)}

    assert len(places) <= 9
    assert len(steps) <= 1


@given(NUMBERS.filter(bool))
def test_an_axis_of_its_own_holds_its_values(values: list[Decimal]) -> None:
    """And no more of nil than they ask for."""
    places = [t.value for t in ticks(values, str, from_nil=False)]

    assert min(places) <= min(values) <= max(values) <= max(places)
    assert max(values) - min(values) == 0 or max(places) - min(places) <= 3 * (max(values) - min(values))
