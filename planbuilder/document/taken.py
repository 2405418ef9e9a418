"""How much of a page blocks take, about, in lines of a table: for what may fill the room that others leave.

In: blocks. Out: lines, reckoned from letters, since nothing is set yet; a PDF's pages are counted when it is there.
"""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.document.model import Block, ListBlock, Paragraph, Row, Table, text_of
from planbuilder.document.shortened import lines

# So many letters stand on a line of a table that is as wide as the page, and of running text in its measure.
ACROSS, MEASURE = 122, 76
# What stands around a row, a paragraph and a heading takes room too.
ROW, PARAGRAPH, HEADING = 0.35, 0.7, 3.0


def taken(blocks: Iterable[Block]) -> float:
    """How many lines blocks take."""
    return sum(_taken(one) for one in blocks)


def row_taken(table: Table, row: Row) -> float:
    """How many lines a row of a table takes: as many as the cell that takes most."""
    whole = sum(column.width for column in table.columns)
    widths = [column.width for column in table.columns] if len(row.cells) == len(table.columns) else [whole]
    cells = zip(row.cells, widths, strict=False)
    return ROW + max(lines(text_of(cell.spans), max(int(ACROSS * width / whole) - 2, 1)) for cell, width in cells)


def _taken(block: Block) -> float:
    match block:
        case Table():
            head = 1 + ROW if any(column.title for column in block.columns) else 0.0
            return head + PARAGRAPH + sum(row_taken(block, row) for row in block.rows)
        case ListBlock():
            return sum(lines(text_of(item.spans), MEASURE) * 1.15 + ROW for item in block.items)
        case Paragraph():
            return lines(text_of(block.spans), MEASURE) * 1.15 + PARAGRAPH
    return 0.0
