"""What ReportLab keeps to itself, and this program uses all the same: known here, and nowhere else.

In: a canvas, its pages, paragraphs and tables. Out: the same, with the records that are used of them under names of
ours. `pyproject.toml` caps ReportLab at the editions that were tested with this; a new one is tried here first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObjectReference, PDFPage, format
from reportlab.pdfbase.pdfmetrics import getAscentDescent, stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table
from reportlab.platypus.paragraph import (
    _SplitFrag,
    _SplitFragHS,
    _SplitFragHY,
    _SplitFragLL,
    _SplitWord,
    _SplitWordEnd,
    _SplitWordHY,
    _SplitWordLL,
    split,
    strip,
)

from planbuilder.hyphenation import SOFT_HYPHEN

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


# What a piece of text has that ReportLab breaks otherwise.
UNUSUAL = {"cbDefn", "backColor"}


class OpenParagraph(Paragraph):
    """A paragraph whose broken lines can be reached."""

    def breakLines(self, width: Sequence[float]) -> Any:  # noqa: N802 - ReportLab's own name
        """Its lines; text that one line has room for, as in most cells, is spared the search for where to break it."""
        return self._on_one_line(width[0]) or super().breakLines(width)

    def _on_one_line(self, room: float) -> Any:
        """A text in one look as the one line that it is, in the very numbers that ReportLab comes to; else None."""
        style, piece = self.style, self.frags[0] if self.frags else None
        if piece is None or len(self.frags) > 1 or not hasattr(piece, "text"):
            return None
        if SOFT_HYPHEN in piece.text or UNUSUAL & vars(piece).keys():
            return None
        if self.bulletText or style.wordWrap or style.shaping or style.endDots:
            return None
        words, font, size = split(strip(piece.text)), piece.fontName, piece.fontSize
        space = stringWidth(" ", font, size)
        wide = -space
        for word in words:
            wide = wide + space + stringWidth(word, font, size)
            if wide > room:
                return None
        if not words:
            return None
        self.height = self._splitLongWordCount = self._hyphenations = 0
        self._width_max = max(0, wide)
        ascent, descent = getAscentDescent(font, size)
        return piece.clone(kind=0, lines=[(room - wide, words)], ascent=ascent, descent=descent)

    @property
    def is_broken(self) -> bool:
        """Whether its lines have been broken for a width."""
        return hasattr(self, "blPara")

    @property
    def has_broken_words(self) -> bool:
        """Whether a word was too wide for its line and parted anywhere."""
        return bool(self._splitLongWordCount)

    def end_lines(self, hyphen: str) -> None:
        """End lines for those who search or hear the text: with `hyphen` in a word that goes on, else with a space.

        A line's end is no space to them, and neither is drawn: ReportLab itself draws a hyphen where a word goes on.
        """
        broken = self.blPara
        if getattr(broken, "is_ended", False):
            return
        broken.is_ended = True
        for n, line in enumerate(broken.lines):
            # Kind 0 has lines of whole words, all in one look; any other has lines of pieces.
            words, last = (line[1], line[1][-1]) if broken.kind == 0 else (line.words, self._last_word(n))
            if isinstance(last, HYPHENATED):
                _hyphenate(words, hyphen)
            elif n < len(broken.lines) - 1 and words and not _goes_on(last):
                _space(words)

    def _last_word(self, n: int) -> Any:
        """The word that ends a line of pieces, as ReportLab has broken it; None if there is none."""
        lines = self.blPara.lines
        end = lines[n + 1].sFW if n + 1 < len(lines) else len(self.frags)
        return self.frags[end - 1] if end else None

    @property
    def ascent(self) -> float:
        """How far its first line reaches above its base, in points."""
        first = self.blPara if self.blPara.kind == 0 else self.blPara.lines[0]
        return float(getattr(first, "ascent", self.style.fontSize))


class OpenTable(Table):
    """A table whose heights and cells can be reached."""

    _is_reckoned = False

    def _calc(self, availWidth: float, availHeight: float) -> None:  # noqa: N803 - ReportLab's own names
        """Reckon widths and heights, once: neither rows nor widths change, and ReportLab asks each time it looks."""
        if not self._is_reckoned:
            super()._calc(availWidth, availHeight)
            self._is_reckoned = True

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


HYPHENATED = (_SplitWordHY, _SplitWordLL, _SplitFragHY, _SplitFragLL)


def _goes_on(word: Any) -> bool:
    """Whether the next line goes on with the same word, which found no place for a hyphen."""
    return isinstance(word, _SplitWord | _SplitFrag) and not isinstance(word, _SplitWordEnd | _SplitFragHS)


def _hyphenate(words: list[Any], hyphen: str) -> None:
    """Let the last of some words, or pieces, end with a hyphen of ours."""
    if isinstance(words[-1], str):
        words[-1] = words[-1][:-1] + hyphen
        return
    last = next(piece for piece in reversed(words) if piece.text)
    last.text = last.text[:-1] + hyphen


def _space(words: list[Any]) -> None:
    if isinstance(words[-1], str):
        words.append("")
    else:
        words[-1].text += " "


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
