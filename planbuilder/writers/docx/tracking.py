"""Two texts as one, with what went and came marked as Word marks it: all accepted is the new, all rejected the old one.

In: the elements of both, as the writer made them. Out: one row of elements. Paragraphs are held against each other by
their bookmark, else by their words; tables row by row. A table of other columns, and a list of contents, which is one
field over many paragraphs, go and come as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from planbuilder.writers.docx.alignment import BOOKMARK, CELL, ROW, P, Unit, aligned, rows, units
from planbuilder.writers.docx.pieces import Marks, have_in_common, merged

VALUE, NAME, ID = qn("w:val"), qn("w:name"), qn("w:id")
NUMBERED = f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}"
WIDTH, SPAN = f"{qn('w:tcPr')}/{qn('w:tcW')}", f"{qn('w:tcPr')}/{qn('w:gridSpan')}"


def tracked(old: Sequence[Any], new: Sequence[Any], marks: Marks) -> list[Any]:
    """Both texts as one."""
    pairs = list(aligned(units(old), units(new)))
    _name_once(old, new)
    tracking = _Tracking(marks)
    made = [element for pair in pairs for element in tracking.unit(*pair)]
    tracking.count_on(made)
    return made


def _name_once(old: Iterable[Any], new: Iterable[Any]) -> None:
    """Leave out the bookmarks of the old text that the new one has too."""
    taken = {mark.get(NAME) for element in new for mark in element.iter(BOOKMARK)}
    for element in old:
        twice = {mark.get(ID) for mark in element.iter(BOOKMARK) if mark.get(NAME) in taken}
        for mark in list(element.iter(BOOKMARK, qn("w:bookmarkEnd"))):
            if mark.get(ID) in twice:
                mark.getparent().remove(mark)


class _Tracking:
    """Marks what differs; knows which list took the place of which."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.lists: dict[str, str] = {}

    def unit(self, old: Unit | None, new: Unit | None) -> Iterator[Any]:
        """A unit of either text, or of both."""
        if old is None or new is None or not self._stays(old, new):
            yield from self._whole("w:del", old)
            yield from self._whole("w:ins", new)
        elif new.kind == "table":
            yield self._table(old.elements[0], new.elements[0])
            yield from new.elements[1:]
        elif new.kind == "field":
            yield from new.elements
        else:
            yield self._paragraph(old.elements[0], new.elements[0])

    def _stays(self, old: Unit, new: Unit) -> bool:
        """Whether one is the other changed. A paragraph of which nothing stays is deleted and written anew.

        Its mark would stay between words that went and came, and LibreOffice 7 joins it to the next one on rejecting.
        """
        return old.may_be(new) and (new.kind != "paragraph" or have_in_common(old.elements[0], new.elements[0]))

    def _whole(self, name: str, unit: Unit | None) -> Iterator[Any]:
        """What went or came as a whole."""
        for element in unit.elements if unit else ():
            if element.tag == P:
                yield self.marks.paragraph(name, element)
                continue
            for row in element.iterchildren(ROW):
                self._row(name, row)
            yield element

    def _row(self, name: str, row: Any) -> Any:
        looks = row.find(qn("w:trPr"))
        if looks is None:
            looks = OxmlElement("w:trPr")
            row.insert(0, looks)
        looks.append(self.marks.mark(name))
        for paragraph in row.iter(P):
            self.marks.paragraph(name, paragraph)
        return row

    def _table(self, old: Any, new: Any) -> Any:
        """The new table, with the rows that went between its own."""
        widths = [int(one.get(qn("w:w"))) for one in new.iter(qn("w:gridCol"))]
        pairs = list(aligned(rows(old), rows(new)))
        for row in list(new.iterchildren(ROW)):
            new.remove(row)
        for was, now in pairs:
            new.extend(self._rows(was, now, widths))
        return new

    def _rows(self, old: Unit | None, new: Unit | None, widths: Sequence[int]) -> Iterator[Any]:
        if old and new and old.may_be(new):
            yield self._same_row(old.elements[0], new.elements[0])
            return
        if old:
            yield self._row("w:del", _fitted(old.elements[0], widths))
        if new:
            yield self._row("w:ins", new.elements[0])

    def _same_row(self, old: Any, new: Any) -> Any:
        cells = zip(list(old.iterchildren(CELL)), list(new.iterchildren(CELL)), strict=True)
        for was, now in cells:
            self._cell(now, list(was.iterchildren(P)), list(now.iterchildren(P)))
        return new

    def _cell(self, cell: Any, was: list[Any], now: list[Any]) -> None:
        """Paragraphs of a cell from the last one back, since a cell ends with one that can neither go nor come."""
        both = min(len(was), len(now))
        for paragraph in now:
            cell.remove(paragraph)
        cell.extend(self.marks.paragraph("w:del", one) for one in was[: len(was) - both])
        cell.extend(self.marks.paragraph("w:ins", one) for one in now[: len(now) - both])
        pairs = zip(was[len(was) - both :], now[len(now) - both :], strict=True)
        cell.extend([self._paragraph(old, new) for old, new in pairs])

    def _paragraph(self, old: Any, new: Any) -> Any:
        was, now = (one.find(NUMBERED) for one in (old, new))
        if was is not None and now is not None:
            self.lists[was.get(VALUE)] = now.get(VALUE)
        return merged(old, new, self.marks)

    def count_on(self, made: Iterable[Any]) -> None:
        """Let what went from a list that is still there be counted by the one that took its place."""
        for element in made:
            for number in element.iter(qn("w:numId")):
                number.set(VALUE, self.lists.get(number.get(VALUE), number.get(VALUE)))


def _fitted(row: Any, widths: Sequence[int]) -> Any:
    """A row as wide as the columns of another table."""
    left = list(widths)
    for cell in row.iterchildren(CELL):
        span = cell.find(SPAN)
        count = 1 if span is None else int(span.get(VALUE))
        cell.find(WIDTH).set(qn("w:w"), str(sum(left[:count])))
        left = left[count:]
    return row
