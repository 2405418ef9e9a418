"""A drawing that is kept as text comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.drawing.keeping import from_text, to_text
from planbuilder.drawing.model import Close, Curve, Drawing, Line, Move, Shape, Text

NUMBERS = st.floats(-1e6, 1e6)
POINTS = st.tuples(NUMBERS, NUMBERS)
STEPS = st.one_of(
    st.builds(Move, POINTS), st.builds(Line, POINTS), st.builds(Curve, POINTS, POINTS, POINTS), st.builds(Close)
)
SHAPES = st.builds(Shape, st.lists(STEPS, max_size=5).map(tuple), st.text(), st.text(), NUMBERS, st.just((2.5, 2.0)))
TEXTS = st.builds(
    Text, POINTS, st.text(), NUMBERS, st.text(), st.booleans(), st.sampled_from(["start", "end"]), NUMBERS
)
DRAWINGS = st.builds(Drawing, NUMBERS, NUMBERS, st.lists(st.one_of(SHAPES, TEXTS), max_size=6).map(tuple))


@given(DRAWINGS)
def test_it_comes_back_as_it_was(drawing: Drawing) -> None:
    """To the last digit, so that the same bytes follow from it."""
    assert drawing == from_text(to_text(drawing))


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "[1, 2]", '[1, 2, [["x"]]]', '[1, 2, [["s", [["m", 1]], "", "", 1, []]]]', '["a", 2, []]', "null"],
)
def test_a_text_that_holds_no_drawing_is_refused(text: str) -> None:
    """Whatever became of the file."""
    with pytest.raises(ValueError, match="no drawing"):
        from_text(text)
