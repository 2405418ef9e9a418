"""A ReportLab table that goes on over a page's end only where its rows may part.

In: a table, and the rows of the document that its own are made from. Out: parts for one page each.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import Any

from reportlab.platypus import Table as PdfTable

from planbuilder.document.model import Row
from planbuilder.writers.pdf.texts import HAIR, asked_height
from planbuilder.writers.together import bonds, group_bonds

# Points that may stay empty at a page's foot so that a group is whole.
EMPTY = 240.0


class Register(PdfTable):
    """Splits between rows that may part; where rows that may not are higher than a page, between any."""

    held: frozenset[int] = frozenset()
    # The height of a line after it that must not begin a page alone: the last rows go along.
    tail = 0.0
    better: frozenset[int] = frozenset()
    # The rest of a table is offered what its page has left before the next one; it takes nothing of that.
    is_moved = is_rest = False

    def bound(self, rows: Sequence[Row]) -> Register:
        """Itself, told which of its rows hold together."""
        self.held, self.better = bonds(rows), group_bonds(rows)
        return self

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it asks for."""
        wide, high = super().wrap(width, height)
        return wide, asked_height(high, height, self.tail)

    def split(self, width: float, height: float) -> list[Any]:
        """The part that finds room and the rest; none if its first rows should begin a page and have not yet."""
        self._calc(width, height)
        if self.tail:
            height = min(height, fsum(self._rowHeights) - HAIR)
        count = self._place(height)
        if (not count or self.is_rest) and not self.is_moved:
            self.is_moved = True
            return []
        room = fsum(self._rowHeights[: self.repeatRows + count]) + HAIR if count else height
        parts: list[Any] = super().split(width, min(room, height))
        if len(parts) > 1:
            parts[1].is_rest, parts[1].tail = True, self.tail
            parts[1].held = _after(self.held, len(parts[0]._rowHeights) - self.repeatRows)
            parts[1].better = _after(self.better, len(parts[0]._rowHeights) - self.repeatRows)
        return parts

    def _place(self, height: float) -> int:
        """How many rows beneath the head find room and may part from the next; 0 if none."""
        heights = self._rowHeights
        top, allowed, better = fsum(heights[: self.repeatRows]), (0, 0.0), (0, 0.0)
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
