"""The pages of a PDF: where text goes, and what runs around it: head and foot or a poster's band, logo and address.

In: a `Document` and a `Look`; flowables. Out: page templates, and the list that ReportLab takes flowables from, each
made when its turn comes, so that those of one page exist at a time and not those of all. What runs around the text is
decoration, no part of what is read; only the band's title is, once. The organisation of logo and address is in the
text too.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any, SupportsIndex

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Frame, PageTemplate

from planbuilder.document.model import Document
from planbuilder.drawing.typeface import LEADING, drawable, limit, shorten, wrap
from planbuilder.look import Brand, Look
from planbuilder.writers.pdf import styles
from planbuilder.writers.pdf.canvas import OnePassCanvas
from planbuilder.writers.pdf.structure import Element
from planbuilder.writers.shared import text_area


class Story(list[Any]):
    """The flowable whose turn it is, after what a page had no room for; empty when all have been taken."""

    def __init__(self, flowables: Iterator[Flowable]) -> None:
        super().__init__()
        self._coming = flowables
        self._fill()

    def __delitem__(self, place: SupportsIndex | slice) -> None:
        """Take what is there; the next one comes after the last."""
        super().__delitem__(place)
        self._fill()

    def _fill(self) -> None:
        if not self:
            self.extend(islice(self._coming, 1))


WIDEST = 160.0


def sender(brand: Brand, look: Look, canvas: OnePassCanvas, logo: float, address: float, highest: float) -> None:
    """Draw the logo at the right with its foot at height `logo`, and the address with its line at `address`."""
    page, size = look.page, look.sizes["small"]
    right, across = page["width"] - page["right"], page["width"] - page["left"] - page["right"]
    words = " · ".join(part for part in (brand.name, *brand.address) if part)
    with canvas.tagged(None):
        canvas.saveState()
        canvas.setFillColor(HexColor(look.colours["muted"]))
        canvas.setFont(styles.regular_face(), size)
        canvas.drawString(page["left"], address, shorten(drawable(words), across, size))
        if brand.logo:
            picture = ImageReader(io.BytesIO(brand.logo))
            width, height = picture.getSize()
            scale = min(highest / height, WIDEST / width)
            canvas.drawImage(picture, right - width * scale, logo, width * scale, height * scale, mask="auto")
        canvas.restoreState()


# In points: the head's two up from the top of the text, the foot's up from the sheet's lower edge.
HEAD, HEAD_RULE, FOOT, FOOT_RULE = 14, 7, 36, 49
NUMBER_ROOM = 90
TITLE_SHARE = 0.72
BAND_PADDING = 8.0
# Shares of the title's size, tried from the largest: a long title stays whole as long as it can be read at all.
SMALLER = (1.0, 0.8, 0.65, 0.5, 0.4, 0.32, 0.25)


def has_band(look: Look) -> bool:
    """Whether a look's pages have the document's title on a band across their top."""
    return "band" in look.page


def page_templates(document: Document, look: Look, title: Element | None = None) -> list[PageTemplate]:
    """The cover's page without furniture, and the page of the text; a band's words belong to `title`."""
    around = partial(_band, document, look, title) if has_band(look) else partial(_head, document, look)

    def furnish(canvas: OnePassCanvas, pages: Any) -> None:
        """What runs around a page of text."""
        around(canvas)
        _foot(document, look, canvas)
        if canvas.getPageNumber() == 1 and look.brand and not has_band(look):  # a band names the organisation
            sender(look.brand, look, canvas, _top(look) + HEAD_RULE + 4, look.page["bottom"] - 48, 26)

    def begin(canvas: OnePassCanvas, pages: Any) -> None:
        """What is on the cover beside its text."""
        if look.brand:
            sender(look.brand, look, canvas, look.page["bottom"], look.page["bottom"] - 16, 42)

    text = PageTemplate("text", _frames(look, document.columns), onPage=furnish)
    return [PageTemplate("cover", _frames(look, 1), onPage=begin), text] if document.cover else [text]


def _frames(look: Look, columns: int) -> list[Frame]:
    """The columns of a page from left to right; text runs from each to the next."""
    width, height = text_area(look, columns)
    step = width + look.page.get("gap", 0.0)
    lefts = [look.page["left"] + n * step for n in range(columns)]
    return [Frame(left, look.page["bottom"], width, height, 0, 0, 0, 0) for left in lefts]


def _head(document: Document, look: Look, canvas: OnePassCanvas) -> None:
    """The running head above its rule."""
    page, size, words = look.page, look.sizes["small"], document.furniture
    with canvas.tagged(None):
        canvas.saveState()
        canvas.setFillColor(HexColor(look.colours["muted"]))
        canvas.setFont(styles.regular_face(), size)
        canvas.drawString(page["left"], _top(look) + HEAD, _fitted(words.head, words.missing, _across(look), size))
        _rule(look, canvas, _top(look) + HEAD_RULE)
        canvas.restoreState()


def _foot(document: Document, look: Look, canvas: OnePassCanvas) -> None:
    """The running foot and the page's number beneath their rule."""
    page, size, words = look.page, look.sizes["small"], document.furniture
    right, number = page["width"] - page["right"], canvas.getPageNumber()
    # On a page with less room at its foot, both move down with the text.
    foot, rule = min(FOOT, page["bottom"] - 30), min(FOOT_RULE, page["bottom"] - 15)
    with canvas.tagged(None):
        canvas.saveState()
        canvas.setFillColor(HexColor(look.colours["muted"]))
        canvas.setFont(styles.regular_face(), size)
        canvas.drawString(page["left"], foot, _fitted(words.foot, words.missing, _across(look) - NUMBER_ROOM, size))
        canvas.defer(
            lambda c: c.text_operators(
                right, foot, words.page.format(page=number, pages=c.total), styles.regular_face(), size, "end"
            )
        )
        _rule(look, canvas, rule)
        canvas.restoreState()


def _band(document: Document, look: Look, title: Element | None, canvas: OnePassCanvas) -> None:
    """The document's title and whose it is, on a ground that bleeds to the sheet's edges."""
    page, colours, missing = look.page, look.colours, document.furniture.missing
    bottom, middle = page["height"] - page["band"], page["height"] - page["band"] / 2
    with canvas.tagged(None):
        canvas.saveState()
        canvas.setFillColor(HexColor(colours["primary"]))
        canvas.rect(0, bottom, page["width"], page["band"], stroke=0, fill=1)
        canvas.setFillColor(HexColor(colours["accent"]))
        canvas.rect(0, bottom - 4, page["width"], 4, stroke=0, fill=1)
        canvas.setFillColor(HexColor(colours["primary_soft"]))
        size = look.sizes["h2"]
        canvas.setFont(styles.regular_face(), size)
        # What the title leaves of the width, less a gap: a long name is cut, and never runs into the title.
        owner = _fitted(document.author, missing, (1 - TITLE_SHARE) * _across(look) - 20, size)
        canvas.drawRightString(page["width"] - page["right"], middle - 0.35 * size, owner)
        canvas.restoreState()
    lines, size = title_lines(drawable(document.title, missing), look)
    with canvas.tagged(title):
        canvas.saveState()
        canvas.setFillColor(HexColor(colours["paper"]))
        canvas.setFont(styles.bold_face(), size)
        # `drawString` takes a base line: capitals are about 0.7 em high, so their middle is 0.35 em above it.
        top = middle + (len(lines) / 2 - 0.5) * LEADING * size - 0.35 * size
        for n, line in enumerate(lines):
            canvas.drawString(page["left"], top - n * LEADING * size, line)
        canvas.restoreState()


def title_lines(title: str, look: Look) -> tuple[list[str], float]:
    """A title broken into lines that fit the band, and their size: the largest in which all of it does."""
    room, height = TITLE_SHARE * _across(look), look.page["band"] - BAND_PADDING
    for size in (look.sizes["title"] * share for share in SMALLER):
        lines, most = wrap(title, room, size, True), int(height / (LEADING * size))
        if len(lines) <= most:
            break
    return limit(lines, most, room, size, True), size


def _top(look: Look) -> float:
    """The height of the top of the text."""
    return look.page["height"] - look.page["top"]


def _across(look: Look) -> float:
    """The width between the margins of a page."""
    return text_area(look)[0]


def _fitted(text: str, missing: str, room: float, size: float) -> str:
    """A text as it can be drawn, cut to the room there is."""
    return shorten(drawable(text, missing), room, size)


def _rule(look: Look, canvas: OnePassCanvas, y: float) -> None:
    """A quiet line from margin to margin."""
    canvas.setStrokeColor(HexColor(look.colours["line"]))
    canvas.setLineWidth(0.5)
    canvas.line(look.page["left"], y, look.page["width"] - look.page["right"], y)
