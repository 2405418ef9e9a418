"""Flowables that split where the document may part: paragraphs of an element, points of lists, and registers.

In: final text and the element it belongs to; a table, and the rows of the document that its own are made from. Out:
flowables, in as many parts as there are pages for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from math import fsum
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Paragraph

from planbuilder.document.model import Row, text_of
from planbuilder.hyphenation import SOFT_HYPHEN
from planbuilder.writers.pdf import styles
from planbuilder.writers.pdf.hyphens import narrow
from planbuilder.writers.pdf.structure import Element
from planbuilder.writers.pdf.undocumented import OpenTable
from planbuilder.writers.pdf.undocumented_text import OpenParagraph
from planbuilder.writers.together import bonds, group_bonds

LABEL = 14.0
# What is lost to rounding.
HAIR = 0.01


class Tagged(OpenParagraph):
    """A paragraph that belongs to an element of the document, on however many pages it is.

    `tail` is the height of a line after it that must not begin a page alone: its own last lines go along.
    """

    tail = 0.0
    style: Any
    # Whether nothing is drawn with its text, and no place on the page has to be known for it.
    is_text_alone = True

    def __init__(self, text: str | None, style: Any, element: Element | None = None, **more: Any) -> None:
        super().__init__(text, style, **more)
        self.element = element
        self.broken_for: float | None = None

    def getSpaceBefore(self) -> float:  # noqa: N802 - ReportLab's own name
        """The room above it, which its style alone says; a table asks for that of each cell several times."""
        return float(self.style.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab's own name
        """The room beneath it."""
        return float(self.style.spaceAfter)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes; a table asks several times, and lines are broken once for each width."""
        if width != self.broken_for or not self.is_broken:
            self.broken_for = width
            super().wrap(width, height)
            if self.has_broken_words:
                self.style = narrow(self.style, width)
                super().wrap(width, height)
        return self.width, asked_height(self.height, height, self.tail)

    def split(self, width: float, height: float) -> list[Paragraph]:
        """The parts, which belong to the same element; the tail belongs to the last."""
        parts: list[Tagged] = super().split(width, min(height, self.height - HAIR) if self.tail else height)
        for part in parts:
            part.element = self.element
        for part in parts[-1:]:
            part.tail = self.tail
        return list(parts)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803 - ReportLab's names
        """Draw it at a point; text in one look changes nothing of the canvas, of which nothing need be kept then."""
        self.end_lines(SOFT_HYPHEN)
        operators = self.operators(canvas) if self.is_text_alone else ""
        if operators:
            canvas.place(x, y, self.element, operators)
        else:
            super().drawOn(canvas, x, y, _sW)

    def draw(self) -> None:
        """Draw it as content of its element."""
        with self.canv.tagged(self.element):
            super().draw()


def asked_height(own: float, offered: float, tail: float) -> float:
    """The height a flowable asks for: more than it is offered if it fits and its tail does not, so that it parts."""
    return offered + HAIR if own <= offered < own + tail else own


class Anchored(Tagged):
    """A paragraph that links can lead to, and that is in the outline if it has a level there (from 0)."""

    anchor, outline, level = "", "", -1
    is_text_alone = False

    def placed(self, anchor: str, outline: str = "", level: int = -1) -> Anchored:
        """Itself, at a place with a name."""
        self.anchor, self.outline, self.level = anchor, outline, level
        return self

    def split(self, width: float, height: float) -> list[Paragraph]:
        """The parts; the place is where the first of them is."""
        parts = super().split(width, height)
        if len(parts) > 1 and isinstance(parts[0], Anchored):
            parts[0].placed(self.anchor, self.outline, self.level)
        return parts

    def draw(self) -> None:
        """Set the place, then the text."""
        if self.anchor:
            self.canv.anchor(self.anchor, self.canv.absolutePosition(0, self.height)[1] + 12)
        if self.level >= 0:
            self.canv.addOutlineEntry(self.outline, self.anchor, self.level, closed=self.level > 0)
        super().draw()


class Point(Tagged):
    """A point of a list: its label is left of its first line, and is an element of its own."""

    label, label_element, colour = "", None, "#000000"
    is_text_alone = False

    def labelled(self, label: str, element: Element, colour: str) -> Point:
        """Itself, with its label."""
        self.label, self.label_element, self.colour = label, element, colour
        return self

    def split(self, width: float, height: float) -> list[Paragraph]:
        """The parts; the label stays with the first."""
        parts = super().split(width, height)
        if len(parts) > 1 and isinstance(parts[0], Point) and self.label_element is not None:
            parts[0].labelled(self.label, self.label_element, self.colour)
        return parts

    def draw(self) -> None:
        """Draw the label on the first line's base, then the text."""
        if self.label_element is not None:
            with self.canv.tagged(self.label_element):
                self.canv.setFillColor(HexColor(self.colour))
                self.canv.setFont(styles.regular_face(), self.style.fontSize)
                self.canv.drawString(self.style.leftIndent - LABEL, self.height - self.ascent, self.label)
        super().draw()


# Points that may stay empty at a page's foot so that a group is whole.
EMPTY = 110.0
Cells = list[Any]
# The heights of rows, None where they are not known yet; and what makes a register of rows, their cells and heights.
Heights = list[float | None]
Make = Callable[[Sequence[Row], list[Cells], Heights | None], "Register"]


class Register(OpenTable):
    """Splits between rows that may part; where rows that may not are higher than a page, between any.

    `rows` are those of the document beneath the head; `anew` makes the same table of others and their cells, and
    `continued` the row that begins a part in the midst of a group or of a named table.
    """

    rows: Sequence[Row] = ()
    anew: Make
    continued: Callable[[str], tuple[Row, Cells]]
    # What the whole table is called where its parts have no head, and the group that began on an earlier page.
    name = group = ""
    held: frozenset[int] = frozenset()
    # The height of a line after it that must not begin a page alone: the last rows go along.
    tail = 0.0
    better: frozenset[int] = frozenset()
    # The rest of a table may be offered what its page has left before the next one; it takes nothing of that.
    left = 0.0
    is_moved = is_rest = False

    def bound(self, rows: Sequence[Row]) -> Register:
        """Itself, knowing which of its rows hold together."""
        self.rows, self.held, self.better = rows, bonds(rows), group_bonds(rows)
        return self

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it asks for."""
        wide, high = super().wrap(width, height)
        return wide, asked_height(high, height, self.tail)

    def least(self, width: float, height: float, tail: float) -> float:
        """The height of its head and of its first rows that do not part; with the tail if that is all of it."""
        heights, count = self.heights_in(width, height), 0
        while count in self.held:
            count += 1
        return fsum(heights[: self.repeatRows + count + 1]) + (tail if count + 1 >= len(self.rows) else 0)

    def split(self, width: float, height: float) -> list[Any]:
        """The part that finds room and the rest; none if its first rows should begin a page and have not yet."""
        heights = self.heights_in(width, height)
        room = min(height, fsum(heights) - HAIR) if self.tail else height
        count = self._place(room)
        # ReportLab asks again on the next page; it takes a second refusal for an error.
        if (not count or self.is_rest) and not (self.is_moved or (self.is_rest and height > self.left)):
            self.is_moved = True
            return []
        count = count or self._fitting(room)
        if not 0 < count < len(self.rows):
            return []
        used, group = fsum(heights[: self.repeatRows + count]), self._going_on(count)
        # Exactly the rows that stay, so that ReportLab parts the table there and nowhere else.
        first, rest = super().split(width, used + HAIR)
        first.rows, rest.rows, rest.anew, rest.continued = (
            self.rows[:count],
            self.rows[count:],
            self.anew,
            self.continued,
        )
        rest.held, rest.better = _after(self.held, count), _after(self.better, count)
        known = [*heights[: self.repeatRows], None, *heights[self.repeatRows + count :]]
        rest = rest.beneath(group or self.name, known)
        rest.is_rest, rest.tail, rest.group, rest.name = True, self.tail, group, self.name
        rest.left = height - used + HAIR
        return [first, rest]

    def beneath(self, name: str, heights: Heights) -> Register:
        """The same rows, of these heights, beneath the name of what goes on; itself if that has none."""
        if not name:
            return self
        row, cells = self.continued(name)
        made = self.anew([row, *self.rows], [cells, *self.cells[self.repeatRows :]], heights)
        made.held = frozenset((0, *(n + 1 for n in self.held)))
        made.better = frozenset(n + 1 for n in self.better)
        return made

    def _going_on(self, count: int) -> str:
        """The name of the group that the row after so many belongs to, if that does not begin one."""
        if self.rows[count].role not in ("body", "subtotal"):
            return ""
        heads = [n for n in range(count) if self.rows[n].role == "group"]
        if not heads:
            return ""
        known = self.group or self.name if heads[-1] == 0 and self.is_rest else ""
        return known or text_of(self.rows[heads[-1]].cells[0].spans)

    def _fitting(self, height: float) -> int:
        """How many rows beneath the head find room, whether they may part or not."""
        tops = accumulate(self.heights)
        return sum(top <= height for top in tops) - int(self.repeatRows)

    def _place(self, height: float) -> int:
        """How many rows beneath the head find room and may part from the next; 0 if none."""
        heights = self.heights
        top, allowed, better = fsum(heights[: self.repeatRows]), (0, 0.0), (0, 0.0)
        # The last place that is allowed, and the last of those between two groups.
        for count, row in enumerate(heights[self.repeatRows :], 1):
            top += row
            if top > height:
                break
            if count - 1 not in self.held:
                allowed = count, top
                better = better if count - 1 in self.better else allowed
        return better[0] if better[0] and height - better[1] <= EMPTY else allowed[0]


def _after(places: frozenset[int], count: int) -> frozenset[int]:
    """The places that are left when so many rows are gone."""
    return frozenset(place - count for place in places if place >= count)
