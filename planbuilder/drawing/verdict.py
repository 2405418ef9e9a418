"""A verdict as one of the places in a row: told by its word, by where it stands and by its colour.

In: the places with the one that it is. Out: a drawing as wide as it is asked for.
"""

from __future__ import annotations

from planbuilder.document.figure_model import VerdictData
from planbuilder.drawing.shapes import Drawing, Rectangle, Shape, Text, rounded
from planbuilder.drawing.typeface import ASCENT, clean, measure, shorten
from planbuilder.look import Look

SIZE, HEIGHT = 9.0, 17.0
_GAP, _PAD, _RADIUS = 3.0, 4.0, 3.0


def draw_verdict(data: VerdictData, look: Look, width: float) -> Drawing:
    """The places beside each other, the one that it is filled and in bold."""
    places = clean(data).places
    each = (width - _GAP * (len(places) - 1)) / len(places)
    items: list[Shape | Text] = []
    for n, word in enumerate(places):
        left = n * (each + _GAP)
        area = Rectangle(left + 0.5, 0.5, left + each - 0.5, HEIGHT - 0.5)
        items += _place(word, area, n == data.at, data.tone, look)
    return Drawing(width, HEIGHT, tuple(items))


def _place(word: str, area: Rectangle, is_it: bool, tone: str, look: Look) -> list[Shape | Text]:
    colour = look.colours.get(tone, look.colours["ink"]) if is_it else look.colours["muted"]
    fill = look.colours.get(f"{tone}_soft", look.colours["primary_soft"]) if is_it else look.colours["surface"]
    edge = Shape(rounded(area, _RADIUS), stroke=colour, width=1.4) if is_it else None
    text = shorten(word, area.right - area.left - 2 * _PAD, SIZE, is_it)
    at = ((area.left + area.right) / 2 - measure(text, SIZE, is_it) / 2, (HEIGHT - ASCENT * SIZE) / 2 + 0.5)
    return [Shape(rounded(area, _RADIUS), fill), *([edge] if edge else []), Text(at, text, SIZE, colour, is_it)]
