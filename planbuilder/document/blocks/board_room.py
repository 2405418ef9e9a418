"""How much room there is in a column of the board, a sheet of three columns, and what takes how much of it.

In: blocks. Out: about how many lines they take, of the type that the sheet is set in. Lines are reckoned from letters,
since nothing is set yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Block, Note, Paragraph, Section, text_of
from planbuilder.document.shortened import lines

# What a column holds beneath its heading, and what the line takes of it that says that the plan is a draft.
COLUMN, EXTRAS = 34.3, 2.2
# So many letters stand on a line of a goal's message, of a small passage and of a note.
MESSAGE, SMALL, NOTE = 45, 50, 44
# A line of a passage is higher than one of a heading; each block keeps room to the next.
LEADING, AFTER_HEADING, AFTER_SMALL, AFTER_NOTE = 1.12, 1.0, 0.45, 1.05
# A verdict on one line, each further line, and so many letters on one; a chart.
VERDICT, VERDICT_LINE, VERDICT_LETTERS, CHART = 1.6, 0.5, 30, 4.95


def column_lines(blocks: Iterable[Block]) -> float:
    """About how many lines some blocks take."""
    return fsum(map(_lines, blocks))


def _lines(block: Block) -> float:
    match block:
        case Section():
            return lines(block.title, MESSAGE) + AFTER_HEADING + column_lines(block.blocks)
        case Note():
            return LEADING * lines(f"{block.title}: {text_of(block.spans)}", NOTE) + AFTER_NOTE
        case Paragraph():
            return LEADING * lines(text_of(block.spans), SMALL) + AFTER_SMALL
        case Chart():
            return CHART
        case Diagram():
            return VERDICT + VERDICT_LINE * (lines(block.alt, VERDICT_LETTERS) - 1)
        case _:
            return 0.0
