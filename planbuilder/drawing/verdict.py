"""A verdict as one of the places in a row: told by where it stands, by its colour, and by its word beside them.

In: how many places there are, and which it is. Out: a drawing as wide as it is asked for.
"""

from __future__ import annotations

from math import fsum

from planbuilder.document.figure_model import VerdictData
from planbuilder.drawing.shapes import Drawing, Rectangle, Row, Shape, Text, rounded, stack
from planbuilder.drawing.typeface import clean, limit, wrap
from planbuilder.look import Look

SIZE, HEIGHT, LINES = 8.0, 12.0, 2
_WIDE, _GAP, _BESIDE, _RADIUS = 15.0, 2.5, 6.0, 2.5


def draw_verdict(data: VerdictData, look: Look, width: float) -> Drawing:
    """The places beside each other, the one that it is filled, and its word, which may take two lines."""
    told = clean(data)
    colour = look.colours.get(told.tone, look.colours["ink"])
    start = told.places * (_WIDE + _GAP) + _BESIDE
    lines = limit(wrap(told.word, width - start, SIZE, True), LINES, width - start, SIZE, True)
    rows = [Row(line, SIZE, colour, True) for line in lines]
    taken = fsum(one.height for one in rows)
    height = max(HEIGHT, taken)
    top, items = (height + HEIGHT) / 2, list[Shape | Text]()
    for n in range(told.places):
        left = n * (_WIDE + _GAP) + 0.5
        place = rounded(Rectangle(left, top - HEIGHT + 0.5, left + _WIDE, top - 0.5), _RADIUS)
        fill, edge = (colour, colour) if n == told.at else (look.colours["surface"], look.colours["muted"])
        items.append(Shape(place, fill, edge, 0.8))
    items += stack(rows, start, (height + taken) / 2)
    return Drawing(width, height, tuple(items))
