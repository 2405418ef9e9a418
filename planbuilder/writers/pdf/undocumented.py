"""What ReportLab keeps to itself, and this program uses all the same: known here, and nowhere else.

In: a canvas, its pages, paragraphs and tables. Out: the same, with the records that are used of them under names of
ours. `pyproject.toml` caps ReportLab at the editions that were tested with this; a new one is tried here first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObjectReference, PDFPage, format
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

Numbered = tuple[int, bytes]
# ReportLab writes the keys of a page that it knows, and has no names for these.
PAGE_KEYS = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]


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

    def rewritten(self, operators: Callable[[str], str]) -> None:
        """Replace each line of each page's stream by what `operators` makes of it."""
        for page in pages(self._doc):
            page.stream = "\n".join(map(operators, page.stream.split("\n")))

    def delivered(self, file: bytes) -> None:
        """Write bytes where the canvas was told to write."""
        self._filename.write(file)


class OpenParagraph(Paragraph):
    """A paragraph whose broken lines can be reached."""

    @property
    def is_broken(self) -> bool:
        """Whether its lines have been broken for a width."""
        return hasattr(self, "blPara")

    def end_lines_with_spaces(self) -> None:
        """Keep words apart for those who hear the text: a line's end is no space to them, and is not drawn as one."""
        broken = self.blPara
        if getattr(broken, "is_spaced", False):
            return
        broken.is_spaced = True
        for line in broken.lines[:-1]:
            # Kind 0 has lines of whole words, all in one look; any other has lines of pieces.
            if broken.kind == 0:
                line[1].append("")
            elif line.words:
                line.words[-1].text += " "

    @property
    def ascent(self) -> float:
        """How far its first line reaches above its base, in points."""
        first = self.blPara if self.blPara.kind == 0 else self.blPara.lines[0]
        return float(getattr(first, "ascent", self.style.fontSize))


class OpenTable(Table):
    """A table whose heights can be reached."""

    def heights_in(self, width: float, height: float) -> list[float]:
        """The heights of its rows in that room, in points."""
        self._calc(width, height)
        return self.heights

    @property
    def heights(self) -> list[float]:
        """The heights of its rows, once they are known."""
        heights: list[float] = self._rowHeights
        return heights


def piece_of(text: str, style: Any) -> Any:
    """The piece of a paragraph that ReportLab makes of text in one look; `clone` makes others of it."""
    return Paragraph(text, style).frags[0]


def pieces(made: list[Any] | None) -> Mapping[str, Any]:
    """Pieces as an argument of a new paragraph, None to have it read its text."""
    return {"frags": made}


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
