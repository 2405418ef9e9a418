"""A verdict as one of the places in a row: told by where it stands, by its colour, and by its word beside them.

In: how many places there are, and which it is. Out: a drawing as wide as it is asked for.
"""

from __future__ import annotations

from planbuilder.document.figure_model import VerdictData
from planbuilder.drawing.shapes import Drawing, Rectangle, Shape, Text, rounded
from planbuilder.drawing.typeface import ASCENT, clean, shorten
from planbuilder.look import Look

SIZE, HEIGHT = 9.0, 16.0
_WIDE, _GAP, _BESIDE, _RADIUS = 18.0, 3.0, 7.0, 3.0


def draw_verdict(data: VerdictData, look: Look, width: float) -> Drawing:
    """The places beside each other, the one that it is filled, and its word."""
    told = clean(data)
    colour = look.colours.get(told.tone, look.colours["ink"])
    items: list[Shape | Text] = []
    for n in range(told.places):
        left = n * (_WIDE + _GAP) + 0.5
        place = rounded(Rectangle(left, 1.5, left + _WIDE, HEIGHT - 1.5), _RADIUS)
        fill, edge = (colour, colour) if n == told.at else (look.colours["surface"], look.colours["muted"])
        items.append(Shape(place, fill, edge, 0.8))
    start = told.places * (_WIDE + _GAP) + _BESIDE
    word = shorten(told.word, width - start, SIZE, True)
    items.append(Text((start, (HEIGHT - ASCENT * SIZE) / 2), word, SIZE, colour, True))
    return Drawing(width, HEIGHT, tuple(items))
