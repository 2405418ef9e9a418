"""Figures that a page has no room for: what comes after them goes on, and they stand where there is room again.

In: blocks of one section, flowables. Out: which figures may wait for which blocks, and a flowable that finds out what a
page has left. Only text goes before a figure: a table, a note, and the sentence that leads to one, keep their place
among figures.
"""

from __future__ import annotations

from itertools import dropwhile

from reportlab.platypus import Flowable

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Block, ListBlock, Paragraph
from planbuilder.writers.together import leads

Blocks = tuple[Block, ...]


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


def is_figure(block: Block | None) -> bool:
    """Whether a block is drawn."""
    return isinstance(block, Chart | Diagram)


def may_wait(blocks: Blocks) -> Chart | Diagram | None:
    """The first of some blocks, if it is a figure that the text after it, or after other figures, can go before."""
    first = blocks[0]
    is_free = isinstance(first, Chart | Diagram) and goes_before(tuple(dropwhile(is_figure, blocks)))
    return first if is_free and isinstance(first, Chart | Diagram) else None


def goes_before(blocks: Blocks) -> bool:
    """Whether blocks begin with text that may go before a figure, with all that it leads to."""
    while blocks and isinstance(blocks[0], Paragraph) and leads(blocks[0], blocks[1:]):
        blocks = blocks[1:]
    return bool(blocks) and isinstance(blocks[0], Paragraph | ListBlock)


def is_bound(before: Block | None, blocks: Blocks) -> bool:
    """Whether blocks belong to the one before them: as what it leads to, or as a small line about it."""
    is_small = isinstance(blocks[0], Paragraph) and blocks[0].role == "small"
    return before is not None and (is_small or leads(before, blocks))
