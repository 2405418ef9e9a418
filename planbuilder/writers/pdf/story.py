"""Flowables that are made when their turn comes, so that those of one page exist at a time and not those of all.

In: an iterator of flowables. Out: the list that ReportLab takes them from.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, SupportsIndex

from reportlab.platypus import Flowable


class Story(list[Any]):
    """The flowable whose turn it is, after what a page had no room for; empty when all have been taken."""

    def __init__(self, flowables: Iterator[Flowable]) -> None:
        super().__init__()
        self._coming = flowables
        self._fill()

    def __delitem__(self, place: SupportsIndex | slice) -> None:
        """Take what stands there; the next one comes after the last."""
        super().__delitem__(place)
        self._fill()

    def _fill(self) -> None:
        if not self:
            self.extend(islice(self._coming, 1))
