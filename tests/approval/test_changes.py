"""What changed between two versions, place by place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from planbuilder.approval.changes import changes
from planbuilder.approval.model import Change

LEAVES = st.one_of(st.text(max_size=5), st.integers(), st.dates())
DATA = st.dictionaries(st.sampled_from("abc"), st.dictionaries(st.sampled_from("xyz"), LEAVES, max_size=3), max_size=3)


def test_old_and_new_values_are_told() -> None:
    """Changed, new and gone; dates and numbers as the file has them, lists in one."""
    old = {"title": "A", "actions": {"H1": {"deadline": date(2026, 1, 1)}}, "gone": "x"}
    new = {"title": "B", "actions": {"H1": {"deadline": date(2026, 2, 1)}}, "ramp": [Decimal("50"), 100]}

    assert (
        Change("title", "A", "B"),
        Change("actions.H1.deadline", "2026-01-01", "2026-02-01"),
        Change("ramp", "", "50, 100"),
        Change("gone", "x", ""),
    ) == changes(old, new)


def test_who_said_it_and_when_is_no_change() -> None:
    """Only what was said is."""
    old = {"answers": {"a.b": {"value": "ja", "by": "Anna", "on": date(2026, 1, 1)}}}
    new = {"answers": {"a.b": {"value": "ja", "by": "Bo", "on": date(2026, 2, 1)}}}

    assert () == changes(old, new)


@given(DATA, DATA)
def test_changes_lead_from_one_to_the_other(old: dict, new: dict) -> None:
    """Nothing differs without being told, and the way back is the same in reverse."""
    forth, back = changes(old, new), changes(new, old)

    assert () == changes(new, new)
    assert {(c.path, c.old, c.new) for c in forth} == {(c.path, c.new, c.old) for c in back}
