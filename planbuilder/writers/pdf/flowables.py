"""The pieces that ReportLab does not have: figures, the contents list, cover and signatures.

In: final text and drawings. Out: flowables.
"""

from __future__ import annotations

from itertools import accumulate
from math import fsum

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Paragraph

from planbuilder.document.model import Document, Section, Signature, headings
from planbuilder.drawing.shapes import Drawing
from planbuilder.drawing.typeface import limit, wrap
from planbuilder.look import Look
from planbuilder.record import record
from planbuilder.writers.pdf import styles
from planbuilder.writers.pdf.canvas import OnePassCanvas, paint
from planbuilder.writers.pdf.structure import Element
from planbuilder.writers.shared import headed, least_scale


class Figure(Flowable):
    """A drawing, centred, at `scale` times its size, or smaller if that does not fit the page or what is left of it.

    `beneath` is the room that its caption needs.
    """

    def __init__(
        self, drawing: Drawing, highest: float, element: Element, scale: float = 1.0, beneath: float = 0.0
    ) -> None:
        super().__init__()
        self.drawing, self.highest, self.element, self.beneath = drawing, highest, element, beneath
        self.largest = self.scale = scale

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes."""
        self.scale = min(self.largest, width / self.drawing.width, self.highest / self.drawing.height)
        left = (height - self.beneath) / self.drawing.height
        self.scale = max(least_scale(self.drawing, self.scale), left) if left < self.scale else self.scale
        self.offset = (width - self.drawing.width * self.scale) / 2
        return width, self.drawing.height * self.scale

    def draw(self) -> None:
        """Paint it as vectors; its place goes with it."""
        width, height = self.drawing.width * self.scale, self.drawing.height * self.scale
        # In points from the page's lower left corner: a reader that scrolls to a figure knows nothing of the frames
        # here.
        left, bottom = self.canv.absolutePosition(self.offset, 0)
        box = tuple(round(edge, 2) for edge in (left, bottom, left + width, bottom + height))
        self.element.attributes = {"Layout": {"Placement": "Block", "BBox": box}}
        with self.canv.tagged(self.element):
            self.canv.saveState()
            self.canv.translate(self.offset, 0)
            self.canv.scale(self.scale, self.scale)
            paint(self.canv, self.drawing, 0, 0)
            self.canv.restoreState()


@record
class Entry:
    """A line of the contents list."""

    number: str
    title: str
    anchor: str
    level: int
    element: Element


def entries(document: Document, depth: int, contents: Element) -> list[Entry]:
    """A line for each section down to a depth, each with an element under that of the whole list."""
    return [Entry(s.number, s.title, s.id, s.level, _link(s, contents)) for s in headings(document, depth)]


def _link(section: Section, contents: Element) -> Element:
    return Element("Link", Element("TOCI", contents), headed(section.number, section.title))


# A contents list is set so much closer where that spares a page, and leaves no fewer lines on either side of its end.
CLOSE, LINES_LEFT = 0.86, 4


class ContentsList(Flowable):
    """The contents list; page numbers are filled in when every page is known."""

    closeness = 1.0

    def __init__(self, entries: list[Entry], look: Look) -> None:
        super().__init__()
        self.entries, self.look = entries, look

    def _height(self, entry: Entry) -> float:
        return (17.5 if entry.level == 1 else 14.5) * self.closeness

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes; where it is a little more than there is, its lines stand closer."""
        self.width, self.closeness = width, 1.0
        whole = fsum(map(self._height, self.entries))
        self.closeness = height / whole if CLOSE * whole <= height < whole else 1.0
        return width, min(whole, height) if self.closeness < 1 else whole

    def split(self, width: float, height: float) -> list[Flowable]:
        """As many lines as fit, and the others."""
        tops = accumulate(map(self._height, self.entries))
        count = min(sum(top <= height for top in tops), max(1, len(self.entries) - LINES_LEFT))
        if not count:
            return []
        return [ContentsList(self.entries[:count], self.look), ContentsList(self.entries[count:], self.look)]

    def draw(self) -> None:
        """Draw each line from the top."""
        # Down from the top: y grows upwards from the foot of the room that `wrap` asked for.
        y = fsum(map(self._height, self.entries))
        for entry in self.entries:
            y -= self._height(entry)
            self._line(entry, y + 4)

    def _line(self, entry: Entry, y: float) -> None:
        canvas, first = self.canv, entry.level == 1
        font, size = (styles.bold_face() if first else styles.regular_face()), self.look.sizes["body"]
        number_at = 14.0 * (entry.level - 1) * 1.8
        appendix = entry.number[:1].isalpha()
        text_at = number_at + (canvas.stringWidth(entry.number + "  ", font, size) if appendix else 26.0)
        room = self.width - text_at - 40
        title = limit(wrap(entry.title, room, size, first), 1, room, size, first)[0]
        with canvas.tagged(None):
            self._leader(text_at + canvas.stringWidth(title, font, size) + 6, y)
        with canvas.tagged(entry.element):
            canvas.setFillColor(HexColor(self.look.colours["primary" if first else "ink"]))
            canvas.setFont(font, size)
            canvas.drawString(number_at, y, entry.number)
            canvas.drawString(text_at, y, title)
            canvas.defer(
                lambda c: c.text_operators(self.width, y, str(c.pages_of.get(entry.anchor, "")), font, size, "end")
            )
            canvas.linkRect("", entry.anchor, (0, y - 4, self.width, y + 12), relative=1, Border="[0 0 0]")

    def _leader(self, start: float, y: float) -> None:
        self.canv.setStrokeColor(HexColor(self.look.colours["line"]))
        self.canv.setLineWidth(0.6)
        self.canv.setDash(0.6, 3)
        self.canv.line(start, y + 1.5, self.width - 26, y + 1.5)
        self.canv.setDash()


class Panel(Flowable):
    """Paragraphs on a coloured ground that bleeds to the page's top and sides: the head of the cover."""

    def __init__(self, paragraphs: list[Paragraph], look: Look, least: float) -> None:
        super().__init__()
        self.paragraphs, self.look, self.least = paragraphs, look, least

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes."""
        self.width = width
        self.heights = [p.wrap(width, height)[1] + p.style.spaceAfter for p in self.paragraphs]
        self.height = max(self.least, fsum(self.heights) + 60)
        return width, self.height

    def draw(self) -> None:
        """Draw the ground, then the paragraphs from its foot upwards."""
        canvas: OnePassCanvas = self.canv
        page = self.look.page
        with canvas.tagged(None):
            canvas.setFillColor(HexColor(self.look.colours["primary"]))
            canvas.rect(-page["left"], 0, page["width"], self.height + page["top"] + 40, stroke=0, fill=1)
            canvas.setFillColor(HexColor(self.look.colours["accent"]))
            canvas.rect(-page["left"], -5, page["width"], 5, stroke=0, fill=1)
        y = fsum(self.heights) + 30
        for paragraph, height in zip(self.paragraphs, self.heights, strict=True):
            y -= height
            paragraph.drawOn(canvas, 0, y + paragraph.style.spaceAfter)


class SignatureLines(Flowable):
    """Lines to sign on: signature, name and date, with the words beneath them."""

    HEIGHT = 62.0

    def __init__(self, signature: Signature, look: Look, element: Element, field: Element) -> None:
        super().__init__()
        self.signature, self.look, self.element, self.field = signature, look, element, field

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes."""
        self.width = width
        return width, self.HEIGHT

    def draw(self) -> None:
        """Draw three lines, then their words."""
        canvas, size = self.canv, self.look.sizes["small"]
        with canvas.tagged(None):
            canvas.setLineWidth(0.8)
            canvas.setStrokeColor(HexColor(self.look.colours["ink"]))
            for start, end in PLACES:
                canvas.line(start * self.width, 22, end * self.width, 22)
        # A field's corners are the page's points; what is drawn here counts from this flowable's own corner.
        left, bottom = canvas.absolutePosition(PLACES[0][0] * self.width, 23)
        right, top = canvas.absolutePosition(PLACES[0][1] * self.width, self.HEIGHT - 6)
        canvas.signature_field(self.signature.id, self.field, (left, bottom, right, top))
        room = 0.29 * self.width
        with canvas.tagged(self.element):
            canvas.setFillColor(HexColor(self.look.colours["muted"]))
            canvas.setFont(styles.regular_face(), size)
            for label, (start, _) in zip(self.signature.labels, PLACES, strict=True):
                canvas.drawString(start * self.width, 10, label)
            if self.signature.name:
                canvas.setFillColor(HexColor(self.look.colours["ink"]))
                canvas.setFont(styles.regular_face(), self.look.sizes["body"])
                canvas.drawString(
                    PLACES[1][0] * self.width, 27, limit(wrap(self.signature.name, room, 10), 1, room, 10)[0]
                )


# Where each line begins and ends, as shares of the width: signature, name, date.
PLACES = ((0.0, 0.46), (0.49, 0.79), (0.82, 1.0))
