"""A small page to be seen in a field that was signed: a few lines of text in an embedded font.

In: the lines, and the size in points. Out: a PDF of that one page.
"""

from __future__ import annotations

import io

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from planbuilder.drawing.typeface import drawable, shorten
from planbuilder.look import Look
from planbuilder.writers.pdf import faces

SIZE = 9.0
PADDING = 4.0


def stamp(lines: tuple[str, ...], look: Look, width: float = 200.0, height: float = 33.0) -> bytes:
    """The page, its lines in the colour of gaps."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(width, height), invariant=1)
    canvas.setFillColor(HexColor(look.colours["gap"]))
    canvas.setFont(faces.bold(), SIZE)
    for number, line in enumerate(lines, 1):
        words = shorten(drawable(line), width - 2 * PADDING, SIZE, True)
        canvas.drawString(PADDING, height - number * (SIZE + 2), words)
    canvas.save()
    return file.getvalue()
