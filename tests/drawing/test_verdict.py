"""A verdict is told by its word, its place and its colour, and is read by everybody."""

from __future__ import annotations

import pytest

from planbuilder.document.figure_model import VerdictData
from planbuilder.drawing.colours import contrast
from planbuilder.drawing.shapes import Shape
from planbuilder.drawing.verdict import draw_verdict
from tests.drawing.conftest import bounds, texts


@pytest.mark.parametrize(("at", "tone"), [(0, "bad"), (1, "good"), (2, "good"), (None, "neutral")])
def test_its_place_is_filled_and_its_word_can_be_read(look, outside, at: int | None, tone: str) -> None:
    """One of the places has the word's colour; none where it is none of them."""
    drawing = draw_verdict(VerdictData(3, at, "følger planen", tone), look, 197)
    places = sorted((one for one in drawing.items if isinstance(one, Shape)), key=lambda one: bounds(one).left)
    (word,) = texts(drawing)

    assert [] == outside(drawing)
    assert [n == at for n in range(3)] == [place.fill == word.colour for place in places]
    assert contrast(word.colour, "#ffffff") >= 4.5
    assert word.at[0] > max(bounds(place).right for place in places)


def test_a_word_that_is_too_long_is_cut(look, outside) -> None:
    """At the end of its room."""
    assert [] == outside(draw_verdict(VerdictData(3, 0, "for tidligt at vurdere " * 9, "neutral"), look, 197))
