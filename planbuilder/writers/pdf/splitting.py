"""Flowables that split where the document may part: paragraphs of an element, points of lists, and registers.

In: final text and the element it belongs to; a table, and the rows of the document that its own are made from. Out:
flowables, in as many parts as there are pages for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Paragraph

from planbuilder.document.model import Row
from planbuilder.hyphenation import SOFT_HYPHEN
from planbuilder.writers.pdf import styles
from planbuilder.writers.pdf.hyphens import narrow
from planbuilder.writers.pdf.structure import Element
from planbuilder.writers.pdf.undocumented import OpenParagraph, OpenTable
from planbuilder.writers.shared import bonds, group_bonds

LABEL = 14.0
# What is lost to rounding.
HAIR = 0.01


class Tagged(OpenParagraph):
    """A paragraph that belongs to an element of the document, on however many pages it is.

    `tail` is the height of a line after it that must not begin a page alone: its own last lines go along.
    """

    tail = 0.0
    style: Any

    def __init__(self, text: str | None, style: Any, element: Element | None = None, **more: Any) -> None:
        super().__init__(text, style, **more)
        self.element = element
        self.broken_for: float | None = None

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

    def draw(self) -> None:
        """Draw it as content of its element."""
        self.end_lines(SOFT_HYPHEN)
        with self.canv.tagged(self.element):
            super().draw()


def asked_height(own: float, offered: float, tail: float) -> float:
    """The height a flowable asks for: more than it is offered if it fits and its tail does not, so that it parts."""
    return offered + HAIR if own <= offered < own + tail else own


class Anchored(Tagged):
    """A paragraph that links can lead to, and that is in the outline if it has a level there (from 0)."""

    anchor, outline, level = "", "", -1

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


class Register(OpenTable):
    """Splits between rows that may part; where rows that may not are higher than a page, between any."""

    held: frozenset[int] = frozenset()
    # The height of a line after it that must not begin a page alone: the last rows go along.
    tail = 0.0
    better: frozenset[int] = frozenset()
    # The rest of a table is offered what its page has left before the next one; it takes nothing of that.
    is_moved = is_rest = False

    def bound(self, rows: Sequence[Row]) -> Register:
        """Itself, knowing which of its rows hold together."""
        self.held, self.better = bonds(rows), group_bonds(rows)
        return self

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it asks for."""
        wide, high = super().wrap(width, height)
        return wide, asked_height(high, height, self.tail)

    def split(self, width: float, height: float) -> list[Any]:
        """The part that finds room and the rest; none if its first rows should begin a page and have not yet."""
        heights = self.heights_in(width, height)
        if self.tail:
            height = min(height, fsum(heights) - HAIR)
        count = self._place(height)
        # ReportLab asks again on the next page; it takes a second refusal for an error.
        if (not count or self.is_rest) and not self.is_moved:
            self.is_moved = True
            return []
        # Exactly the rows that may stay, so that ReportLab parts the table there and nowhere else.
        room = fsum(heights[: self.repeatRows + count]) + HAIR if count else height
        parts: list[Any] = super().split(width, min(room, height))
        if len(parts) > 1:
            parts[1].is_rest, parts[1].tail = True, self.tail
            parts[1].held = _after(self.held, len(parts[0].heights) - self.repeatRows)
            parts[1].better = _after(self.better, len(parts[0].heights) - self.repeatRows)
        return parts

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
