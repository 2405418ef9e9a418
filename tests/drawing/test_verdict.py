"""A verdict is told by its word, its place and its colour, and is read by everybody."""

from __future__ import annotations

import pytest

from planbuilder.document.figure_model import VerdictData
from planbuilder.drawing.colours import contrast
from planbuilder.drawing.verdict import draw_verdict
from tests.drawing.conftest import background, texts

PLACES = ("bag planen", "følger planen", "foran planen")


@pytest.mark.parametrize(("at", "tone"), [(0, "bad"), (1, "good"), (2, "good"), (1, "neutral")])
def test_the_one_that_it_is_stands_out_and_all_can_be_read(look, outside, at: int, tone: str) -> None:
    """In bold at its place, on its own ground; contrast is that of text."""
    drawing = draw_verdict(VerdictData(PLACES, at, tone), look, 197)
    found = texts(drawing)

    assert [] == outside(drawing)
    assert list(PLACES) == [text.text for text in sorted(found, key=lambda text: text.at[0])]
    assert [n == at for n in range(3)] == [text.bold for text in found]
    assert all(contrast(text.colour, background(drawing, text)) >= 4.5 for text in found)
    assert background(drawing, found[at]) not in {background(drawing, text) for text in found if not text.bold}


def test_a_word_that_is_too_long_is_cut(look, outside) -> None:
    """One place is as wide as all."""
    assert [] == outside(draw_verdict(VerdictData(("for tidligt at vurdere " * 9,), 0, "neutral"), look, 197))
