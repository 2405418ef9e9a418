"""Figures that a page has no room for: what comes after them goes on, and they stand where there is room again.

In: blocks of one section, flowables. Out: which figures may wait, and a flowable that finds out what a page has left.
"""

from __future__ import annotations

from reportlab.platypus import Flowable

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Block, Section


class Gauge(Flowable):
    """Takes no room, and knows how much its page had left; another must follow it, since one flowable is made ahead."""

    _ZEROSIZE = 1
    left = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """No room."""
        self.left = height
        return 0, 0

    def draw(self) -> None:
        """Nothing."""


def may_wait(blocks: tuple[Block, ...]) -> Chart | Diagram | None:
    """The first of some blocks, if it is a figure that others of its section can go before."""
    first, *following = blocks
    others = [block for block in following if not isinstance(block, Chart | Diagram)]
    is_free = bool(others) and not isinstance(others[0], Section)
    return first if is_free and isinstance(first, Chart | Diagram) else None
