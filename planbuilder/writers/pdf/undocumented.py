"""What ReportLab keeps to itself, and this program uses all the same: known here, and nowhere else.

In: a canvas, its pages, paragraphs and tables. Out: the same, with the records that are used of them under names of
ours. `pyproject.toml` caps ReportLab at the editions that were tested with this; a new one is tried here first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObjectReference, PDFPage, format
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

Numbered = tuple[int, bytes]
# ReportLab writes the keys of a page that it knows, and has no names for these.
PAGE_KEYS = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
STATE = itemgetter(*Canvas.STATE_ATTRIBUTES)


class OpenCanvas(Canvas):
    """A canvas whose operators, annotations and pages can be reached."""

    @property
    def pdf(self) -> PDFDocument:
        """The file that it draws, as ReportLab's objects."""
        return self._doc

    def put(self, operators: str) -> None:
        """Write operators, or a comment, into the stream of this page."""
        self._code.append(operators)

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been drawn on this page."""
        return not self._code

    @property
    def this_page(self) -> Any:
        """A reference to this page."""
        return self._doc.thisPageRef()

    def push_state_stack(self) -> None:
        """Keep what `restoreState` brings back; ReportLab goes through its names one by one, for every cell twice."""
        self.state_stack.append(dict(zip(self.STATE_ATTRIBUTES, STATE(vars(self)), strict=True)))
        self._extgstate: Any = self._extgstate.pushCopy()

    def drawText(self, aTextObject: Any) -> None:  # noqa: N802, N803 - ReportLab's own names
        """Draw it, and have it let go of what it was made from: it knows itself, and would be kept with all of that."""
        super().drawText(aTextObject)
        vars(aTextObject).clear()

    def _addAnnotation(self, annotation: Any, name: Any = None, addtopage: int = 1) -> None:  # noqa: N802 - its own name
        self.linked(annotation.Dict())

    def linked(self, entries: PDFDictionary) -> None:
        """ReportLab has made a link with these entries: put it on this page."""
        self.annotated(entries, lambda _: None)

    def annotated(self, entries: PDFDictionary, complete: Callable[[Any], None]) -> Any:
        """A reference to an annotation that is put on this page, its entries completed by what is given it first."""
        name = f"annotation_{self._annotationCount + 1}"
        reference = self._doc.refAnnotation(name)
        complete(reference)
        super()._addAnnotation(entries, name)
        return reference

    def rewritten(self, lines: re.Pattern[str], operators: Callable[[re.Match[str]], str]) -> None:
        """Replace what is found in each page's stream by what `operators` makes of it."""
        for page in pages(self._doc):
            page.stream = lines.sub(operators, page.stream)

    def delivered(self, file: bytes) -> None:
        """Write bytes where the canvas was told to write."""
        self._filename.write(file)


class OpenTable(Table):
    """A table whose heights and cells can be reached."""

    _is_reckoned = False

    def _calc(self, availWidth: float, availHeight: float) -> None:  # noqa: N803 - ReportLab's own names
        """Reckon widths and heights, once: neither rows nor widths change, and ReportLab asks each time it looks."""
        if not self._is_reckoned:
            super()._calc(availWidth, availHeight)
            self._is_reckoned = True

    def _listCellGeom(  # noqa: N802 - ReportLab's own name
        self,
        cell: Any,
        width: float,
        style: Any,
        W: Any = None,  # noqa: N803 - ReportLab's own name
        H: Any = None,  # noqa: N803 - ReportLab's own name
        aH: float = 72000,  # noqa: N803 - ReportLab's own name
    ) -> tuple[float, float]:
        """The room that a cell takes, of one paragraph as it is in almost every table, or of several."""
        room = width - style.leftPadding - style.rightPadding
        if len(cell) != 1 or type(cell) is str or room < 0:
            return super()._listCellGeom(cell, width, style, W, H, aH)  # type: ignore[no-any-return]
        wide, high = cell[0].wrapOn(getattr(self, "canv", None), room, aH - style.topPadding - style.bottomPadding)
        if W is not None:
            W.append(wide)
            H.append(high)
        above, beneath = cell[0].getSpaceBefore(), cell[0].getSpaceAfter()
        # Added and taken away again: the last digit is what ReportLab comes to.
        return wide, high + beneath + above - above - beneath

    def heights_in(self, width: float, height: float) -> list[float]:
        """The heights of its rows in that room, in points."""
        self._calc(width, height)
        return self.heights

    @property
    def heights(self) -> list[float]:
        """The heights of its rows, once they are known."""
        heights: list[float] = self._rowHeights
        return heights

    @property
    def cells(self) -> list[Any]:
        """What its rows hold."""
        cells: list[Any] = self._cellvalues
        return cells


def pages(pdf: PDFDocument) -> list[Any]:
    """The pages of a file, in order."""
    found: list[Any] = pdf.Pages.pages
    return found


def page_tree(pdf: PDFDocument) -> Any:
    """What a catalogue names its pages by."""
    return pdf.Pages


def page_reference(number: int) -> PDFObjectReference:
    """A reference to a page, from 1."""
    return PDFObjectReference(f"Page{number}")


def read_in_order(pdf: PDFDocument, parents: Mapping[int, int]) -> None:
    """Each page says which parents its pieces of content have, and that one tabs through it as it is read."""
    for number, page in enumerate(pages(pdf), 1):
        page.__NoDefault__, page.Tabs = PAGE_KEYS, "/S"
        page.StructParents = parents.get(number)


def completed(canvas: OpenCanvas) -> PDFDocument:
    """The file of a canvas with its fonts and its outline; what ReportLab does before it writes one."""
    pdf = canvas.pdf
    for font in pdf.delayedFonts:
        font.addObjects(pdf)
    pdf.Outlines.prepare(pdf, canvas)
    return pdf


def outline(pdf: PDFDocument) -> Any:
    """The outline of a completed file, None if it has no entries."""
    return pdf.Outlines if pdf.Outlines.ready > 0 else None


def objects(pdf: PDFDocument) -> Iterator[Numbered]:
    """Every object that ReportLab has numbered; writing one may bring up others."""
    number = 1
    while number in pdf.numberToId:
        yield number, format(pdf.idToObject[pdf.numberToId[number]], pdf, toplevel=1)
        number += 1


def count(pdf: PDFDocument) -> int:
    """How many objects ReportLab has numbered."""
    return len(pdf.numberToId)


def number_of(reference: PDFObjectReference, pdf: PDFDocument) -> int:
    """The number of the object that a reference is to."""
    return int(pdf.idToObjectNumberAndVersion[reference.name][0])


def written(value: Any, pdf: PDFDocument) -> bytes:
    """One of ReportLab's values as it is in a file."""
    return bytes(value.format(pdf))
