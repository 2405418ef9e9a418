"""How wide the columns of a table are, the same in every format that has pages.

In: a `Table`, a `Look` and the width of the text in points. Out: one width a column. Proportions are the table's own;
no column is narrower than its longest word, unless there is no room for all of them. What a no-break space joins is one
word: a number keeps its digits and its unit.
"""

from __future__ import annotations

import re
from math import fsum

from planbuilder.document.model import Table, text_of
from planbuilder.drawing.typeface import measure
from planbuilder.look import Look

PADDING = 5.0
LONGEST_WORD = 24
ROWS_LOOKED_AT = 200
BREAKS = re.compile("[ \\t\\n]+")


def column_widths(table: Table, look: Look, width: float) -> list[float]:
    """Widths in the table's proportions, each at least as wide as its longest word, all within `width`."""
    asked = [column.width for column in table.columns]
    least = [_least(table, n, look.sizes["table"]) for n in range(len(asked))]
    if fsum(least) > width:
        return [width * one / fsum(least) for one in least]
    fixed: set[int] = set()
    while True:
        room = width - fsum(least[n] for n in fixed)
        share = fsum(asked[n] for n in range(len(asked)) if n not in fixed)
        narrow = {n for n in range(len(asked)) if n not in fixed and room * asked[n] / share < least[n]}
        if not narrow:
            return [least[n] if n in fixed else room * asked[n] / share for n in range(len(asked))]
        fixed |= narrow


def _least(table: Table, column: int, size: float) -> float:
    """The width of a column's longest word, where words are not endless."""
    head = max((measure(word, size, True) for word in BREAKS.split(table.columns[column].title)), default=0.0)
    words = {
        word
        for row in table.rows[:ROWS_LOOKED_AT]
        if not row.is_across and column < len(row.cells)
        for word in BREAKS.split(text_of(row.cells[column].spans)[:2000])
    }
    body = max((measure(word, size, True) for word in words if len(word) <= LONGEST_WORD), default=0.0)
    return max(head, body) + 2 * PADDING + 1
