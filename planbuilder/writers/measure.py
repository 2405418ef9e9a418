"""How long the lines of prose are: the room that a document's measure leaves free beside them.

In: a `Document`, a `Look`. Out: the document's own look, and points. Tables, figures and headings are as wide as the
page; paragraphs, points and passages of a form have the measure that the outline asks for.
"""

from __future__ import annotations

from planbuilder.document.model import Document
from planbuilder.drawing.typeface import measure
from planbuilder.look import Look
from planbuilder.record import replace
from planbuilder.writers.columns import PADDING
from planbuilder.writers.shared import text_area

# What most of a text consists of: in Lato as wide on average as Danish and English, within one in a hundred.
USUAL = "etaoinshrdlu "


def letters(count: int, size: float) -> float:
    """About how wide so many letters of running text are in points, the spaces among them."""
    return count * measure(USUAL, size) / len(USUAL)


def look_for(document: Document, look: Look) -> Look:
    """The look that a document has on its sheet; with a measure, `aside` is what its lines leave free of the page."""
    own = look.on(document.page, document.cover is not None, document.measure > 0)
    if not document.measure:
        return own
    free = text_area(own, document.columns)[0] - letters(document.measure, own.sizes["body"])
    return replace(own, page={**own.page, "aside": max(0.0, free)})


def aside(look: Look) -> float:
    """How many points prose leaves free at the right of the text."""
    return look.page.get("aside", 0.0)


def beside_passage(look: Look, column: float, width: float) -> float:
    """How many points a passage of a form leaves free in its column, so that its lines have the measure of prose.

    `column` and `width`, that of the whole text, are in points too.
    """
    longest = (width - aside(look)) * look.sizes["fact"] / look.sizes["body"]
    return max(0.0, column - longest - 2 * PADDING) if aside(look) else 0.0
