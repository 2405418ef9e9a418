"""A canvas that lays out once: what depends on later pages is written when all pages are known.

In: drawing operations, some deferred, each for an element of the document; fields to sign in. Out: a PDF and its
structure. A deferred text leaves a comment in the page's stream; when the document is saved, the comment becomes the
operators that draw it. A field to sign in has a quiet frame to be seen by, and once it is signed a stamp: a small
page of a few lines.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import Color, HexColor, toColor
from reportlab.lib.rl_accel import fp_str as numbers
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from planbuilder.drawing.shapes import Close, Curve, Drawing, Line, Move, Shape, Text
from planbuilder.drawing.typeface import drawable, shorten
from planbuilder.look import Look
from planbuilder.writers.pdf import styles, undocumented
from planbuilder.writers.pdf.structure import Element, SignatureField, Structure
from planbuilder.writers.pdf.undocumented import OpenCanvas

# Signatures there are, or will be, and they are added by appending. A signer's program sets both, and a flag that
# changes later looks like tampering to a program that compares the signed file with ours.
SIGNATURES_BY_APPENDING = 3
NO_CHANGES = 1
Corners = tuple[float, float, float, float]


def signature_field(name: str, signer: str, purpose: str, corners: Corners, page: Any) -> PDFDictionary:
    """A field, given its name, whose it is (an id of the plan), what it is for, its corners in points and its page."""
    left, bottom, right, top = (round(edge, 2) for edge in corners)
    return PDFDictionary({
        "Type": "/Annot",
        "Subtype": "/Widget",
        "FT": "/Sig",
        "T": PDFString(name),
        "TU": PDFString(purpose),
        "TM": PDFString(signer),
        "Rect": PDFArray([left, bottom, right, top]),
        "P": page,
        "AP": PDFDictionary({"N": _frame(round(right - left, 2), round(top - bottom, 2))}),
    })  # fmt: skip


def _frame(width: float, height: float) -> PDFStream:
    drawn = f"0.79 0.83 0.85 RG 0.5 w 0.25 0.25 {width - 0.5:.2f} {height - 0.5:.2f} re S"
    box = PDFArray([0, 0, width, height])
    return PDFStream(PDFDictionary({"Type": "/XObject", "Subtype": "/Form", "BBox": box}), drawn.encode())


def form(pdf: PDFDocument, structure: Structure) -> dict[str, PDFDictionary]:
    """What the catalogue says of the fields, the last of which locks the file; nothing if there are none."""
    if not structure.fields:
        return {}
    structure.fields[-1].entries["Lock"] = pdf.Reference(_lock())
    fields = PDFArray([field.reference for field in structure.fields])
    return {"AcroForm": PDFDictionary({"Fields": fields, "SigFlags": SIGNATURES_BY_APPENDING})}


def _lock() -> PDFDictionary:
    """What holds once the last signer has signed: every field is locked, and nothing may be changed or added."""
    return PDFDictionary({"Type": "/SigFieldLock", "Action": "/All", "P": NO_CHANGES})


PRINTED = 4
# A comment on a line of its own, which no text on a page can be: each has operators around it.
MARK = re.compile(r"^%planbuilder\d+%$", re.MULTILINE)


class OnePassCanvas(OpenCanvas):
    """Knows on which page each anchor is, and how many pages there are, when it is saved."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{**options, "initialFontName": styles.regular_face()})
        self.pages_of: dict[str, int] = {}
        self.structure = Structure()
        self._open: Element | None = None
        self.total = 0
        self.finish: Callable[[OnePassCanvas], bytes] = Canvas.getpdfdata
        self._deferred: dict[str, Callable[[OnePassCanvas], str]] = {}

    @contextmanager
    def tagged(self, element: Element | None) -> Iterator[None]:
        """What is drawn meanwhile belongs to an element; to none, or to one drawn already and only once, to nothing."""
        self.put(self._begun(element))
        # Remembered, since a link that ReportLab makes meanwhile belongs to what is open.
        before, self._open = self._open, element
        yield
        self._open = before
        self.put("EMC")

    def _begun(self, element: Element | None) -> str:
        """The operator with which content of an element begins, the element having been told of it."""
        if element is None or (element.once and element.is_drawn):
            return "/Artifact BMC"
        return f"/{element.tag} <</MCID {self.structure.content(element, self.getPageNumber())}>> BDC"

    def place(self, x: float, y: float, element: Element | None, operators: str) -> None:
        """Draw at a point what leaves the canvas as it was and holds no link, as content of an element."""
        self.put(f"q\n1 0 0 1 {numbers(x, y)} cm\n{self._begun(element)}\n{operators}\nEMC\nQ")

    def linked(self, entries: PDFDictionary) -> None:
        """A link that ReportLab makes belongs to the element that is being drawn, and says what that says."""
        if self._open is not None:
            entries["Contents"] = PDFString(self._open.alt)
        self._annotate(entries, self._open)

    def _annotate(self, entries: PDFDictionary, element: Element | None) -> Any:
        """A reference to an annotation of this page, which belongs to an element or to none."""
        entries["F"] = PRINTED

        def complete(reference: Any) -> None:
            """Note the way back from the annotation to its element."""
            if element is not None:
                entries["StructParent"] = self.structure.annotation(element, self.getPageNumber(), reference)

        return self.annotated(entries, complete)

    def signature_field(self, signer: str, element: Element, corners: Corners) -> None:
        """A field for a person to sign in on this page, its corners in points."""
        fields = self.structure.fields
        name, page = f"signature_{len(fields) + 1}", self.this_page
        entries = signature_field(name, signer, element.alt, corners, page)
        fields.append(SignatureField(self._annotate(entries, element), entries))

    def anchor(self, name: str, y: float) -> None:
        """Make the present page the place of an anchor."""
        self.bookmarkHorizontal(name, 0, y)
        self.pages_of[name] = self.getPageNumber()

    def defer(self, operators: Callable[[OnePassCanvas], str]) -> None:
        """Draw here what `operators` returns once all pages are known."""
        # A comment: were it never replaced, the page would still be valid.
        mark = f"%planbuilder{len(self._deferred)}%"
        self._deferred[mark] = operators
        self.put(mark)

    def text_operators(self, x: float, y: float, text: str, font: str, size: float, align: str = "start") -> str:
        """The operators that draw a text; `align` says which of its ends is at `x`."""
        if align == "end":
            x -= self.stringWidth(text, font, size)
        drawn = self.beginText(x, y)
        drawn.setFont(font, size)
        drawn.textOut(text)
        return str(drawn.getCode())

    def save(self) -> None:
        """Fill in what was deferred, and write what `finish` makes of it; by default, ReportLab's own file."""
        if not self.is_blank:
            self.showPage()
        self.total = len(undocumented.pages(self.pdf))
        operators = {mark: draw(self) for mark, draw in self._deferred.items()}
        self.rewritten(MARK, lambda found: operators[found[0]])
        self.delivered(self.finish(self))
        # ReportLab's records know each other and so outlive their use; the tree need not.
        self.structure = Structure()


@lru_cache(maxsize=256)
def colour(name: str) -> Color:
    """A colour of a drawing, which has few; ReportLab tries several ways to read each."""
    return toColor(name)


def paint(canvas: Canvas, drawing: Drawing, x: float, y: float) -> None:
    """Draw a drawing with its lower left corner at a point."""
    canvas.saveState()
    canvas.translate(x, y)
    for item in drawing.items:
        if isinstance(item, Shape):
            _shape(canvas, item)
        else:
            _text(canvas, item)
    canvas.restoreState()


def _shape(canvas: Canvas, shape: Shape) -> None:
    path = canvas.beginPath()
    for step in shape.steps:
        STEPS[type(step)](path, step)
    if shape.fill:
        canvas.setFillColor(colour(shape.fill))
    if shape.stroke:
        canvas.setStrokeColor(colour(shape.stroke))
        canvas.setLineWidth(shape.width)
        canvas.setDash(list(shape.dash))
    canvas.drawPath(path, stroke=int(bool(shape.stroke)), fill=int(bool(shape.fill)))


STEPS: dict[type, Callable[[Any, Any], None]] = {
    Move: lambda path, step: path.moveTo(*step.to),
    Line: lambda path, step: path.lineTo(*step.to),
    Curve: lambda path, step: path.curveTo(*step.first, *step.second, *step.to),
    Close: lambda path, step: path.close(),
}


def _text(canvas: Canvas, text: Text) -> None:
    canvas.saveState()
    canvas.translate(*text.at)
    canvas.rotate(text.angle)
    canvas.setFillColor(colour(text.colour))
    canvas.setFont(styles.bold_face() if text.bold else styles.regular_face(), text.size)
    draw = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}
    draw[text.anchor](0, 0, text.text)
    canvas.restoreState()


SIZE = 9.0
PADDING = 4.0


def stamp(lines: tuple[str, ...], look: Look, width: float = 200.0, height: float = 33.0) -> bytes:
    """The page, its lines in the colour of gaps."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(width, height), invariant=1)
    canvas.setFillColor(HexColor(look.colours["gap"]))
    canvas.setFont(styles.bold_face(), SIZE)
    for number, line in enumerate(lines, 1):
        words = shorten(drawable(line), width - 2 * PADDING, SIZE, True)
        canvas.drawString(PADDING, height - number * (SIZE + 2), words)
    canvas.save()
    return file.getvalue()
