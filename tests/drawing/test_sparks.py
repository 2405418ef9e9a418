"""Sparklines keep their words beside the line and within the figure, whatever was measured."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from planbuilder.document.figure_model import Spark, SparkData
from planbuilder.drawing.shapes import Text
from planbuilder.drawing.sparks import draw_sparks
from tests.drawing.conftest import texts

SHARES = st.decimals(0, 1, places=3)
WORDS = st.text("abc ÆØÅ→18 %", min_size=1, max_size=120)
SPARKS = st.builds(
    Spark, WORDS, st.lists(st.tuples(SHARES, SHARES), min_size=2, max_size=9).map(tuple), st.none() | SHARES,
    st.text("0123456789.,", max_size=9), WORDS, WORDS,
)  # fmt: skip


@given(sparks=st.lists(SPARKS, min_size=1, max_size=4).map(tuple), width=st.sampled_from([340.0, 479.0]))
def test_words_stay_inside_apart_and_large_enough(look, outside, sparks: tuple[Spark, ...], width: float) -> None:
    """None leaves the drawing, none covers another, all are of seven points or more."""
    drawing = draw_sparks(SparkData(sparks), look, width)

    assert [] == outside(drawing)
    assert all(text.size >= 7 for text in texts(drawing))


def test_the_goal_stands_above_the_latest_where_it_is_higher(look) -> None:
    """Words are in the order of what they say, one line apart, even where both are the same height."""
    points = ((Decimal(0), Decimal("0.2")), (Decimal(1), Decimal("0.9")))
    found = texts(draw_sparks(SparkData((Spark("x", points, Decimal(1), "1", "nu", "mål"),)), look, 479))
    last, goal = (next(text for text in found if text.text == said) for said in ("nu", "mål"))

    assert goal.at[1] - last.at[1] >= last.size
    assert isinstance(goal, Text)
    assert last.bold
