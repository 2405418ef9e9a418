"""Whose document it is, on the first page of a PDF: the logo, the name and the address.

In: a `Brand` and where it stands. Out: drawing on a page. It is decoration: the organisation stands in the text too.
"""

from __future__ import annotations

import io

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader

from planbuilder.drawing.typeface import drawable, shorten
from planbuilder.look import Brand, Look
from planbuilder.writers.pdf import faces
from planbuilder.writers.pdf.canvas import OnePassCanvas

WIDEST = 160.0


def sender(brand: Brand, look: Look, canvas: OnePassCanvas, logo: float, address: float, highest: float) -> None:
    """Draw the logo at the right with its foot at height `logo`, and the address with its line at `address`."""
    page, size = look.page, look.sizes["small"]
    right, across = page["width"] - page["right"], page["width"] - page["left"] - page["right"]
    words = " · ".join(part for part in (brand.name, *brand.address) if part)
    with canvas.tagged(None):
        canvas.saveState()
        canvas.setFillColor(HexColor(look.colours["muted"]))
        canvas.setFont(faces.regular(), size)
        canvas.drawString(page["left"], address, shorten(drawable(words), across, size))
        if brand.logo:
            picture = ImageReader(io.BytesIO(brand.logo))
            width, height = picture.getSize()
            scale = min(highest / height, WIDEST / width)
            canvas.drawImage(picture, right - width * scale, logo, width * scale, height * scale, mask="auto")
        canvas.restoreState()
