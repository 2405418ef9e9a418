"""A value made anew in part is the value of the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.plan.model import Plan
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data, KeyPath, put
from planbuilder.yamltext.reading import read_text
from planbuilder.yamltext.renewing import renewed
from planbuilder.yamltext.schema import read

TEXT = """format: planbuilder.plan/1
plan_id: p
title: T
price_base: 2026
first_year: 2026
horizon: 3
organisation: {name: N, department: D}
people: {P1: {name: Ane}, P2: {name: Bo}}
benefits_tree: {purpose: x, changes: {F1: {title: A}, F2: {title: B}}, benefits: {G1: {ramp: [1, 2]}}}
matrix: {F1: {workflows_rules: {relevant: true}}, F2: {channel_strategy: {relevant: false}}}
answers: {a.b: {value: x, by: Ane}, a.c: {rows: {r1: {x: 1}}}}
"""
EDITS = [
    (("title",), "U"),
    (("horizon",), 9),
    (("organisation", "name"), "M"),
    (("organisation",), None),
    (("people", "P1", "role"), "chef"),
    (("people", "P1"), None),
    (("people", "P9"), {"name": "Cy"}),
    (("people",), None),
    (("benefits_tree", "purpose"), None),
    (("benefits_tree", "changes", "F2", "title"), "C"),
    (("benefits_tree", "benefits", "G1", "ramp"), ["50", "100"]),
    (("matrix", "F1", "workflows_rules", "challenge"), "svært"),
    (("matrix", "F2"), None),
    (("matrix", "F3"), {"workflows_rules": {"relevant": "true"}}),
    (("answers", "a.b", "value"), ["x", "y"]),
    (("answers", "a.d"), {"state": "unknown"}),
    (("said", "title"), {"answers": [{"value": "x"}]}),
]


@given(edits=st.lists(st.sampled_from(EDITS), max_size=6))
def test_a_part_made_anew_is_the_whole(edits: list[tuple[KeyPath, Data]]) -> None:
    """Whatever has changed, and wherever; rows keep their order."""
    before = read_text(TEXT).data()
    value = read(read_text(TEXT), Plan)[0]
    after = before
    for path, new in edits:
        after = put(after, path, new)

    actual = renewed(value, before, after)

    expected = read(read_text(dump(after)), Plan)[0]
    assert (actual, list(actual.people)) == (expected, list(expected.people))


@pytest.mark.parametrize(
    ("path", "value"), [(("horizon",), 99), (("people", "P1", "nmae"), "x"), (("title",), None), (("people",), "x")]
)
def test_what_is_odd_is_read_as_a_whole(path: KeyPath, value: Data) -> None:
    """Its place in the file is to be told."""
    before = read_text(TEXT).data()

    actual = renewed(read(read_text(TEXT), Plan)[0], before, put(before, path, value))

    assert actual is None
