"""How wide the columns of a table are: wide enough for their words, and so that its rows are low.

In: a `Table`, a `Look`, the width there is. Out: widths in points. Lines are reckoned from letters, so that it is quick
and the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import fsum

from planbuilder.document.model import Table, text_of
from planbuilder.drawing.typeface import Typeface, current, widest
from planbuilder.look import Look
from planbuilder.record import once_for_each

PADDING = 5.0
# A longer word is broken anywhere, so it asks for no width; what rows further down hold is not looked at.
LONGEST_WORD, ROWS_LOOKED_AT = 24, 200
# Columns give each other room by the words of so many rows, in at most so many steps of so many points; how wide a
# letter is in ems, and how many places a line leaves empty at its end.
ROWS_WEIGHED, MOST_STEPS, STEP, LETTER, UNFILLED = 40, 24, 6.0, 0.5, 3.0
# Room ahead, the table itself and every format ask for the widths of one table: about as many as a document has.
REMEMBERED = 256
# Not the no-break space: what it joins is one word, so that a number keeps its digits and its unit.
BREAKS = re.compile("[ \\t\\n]+")


def column_widths(table: Table, look: Look, width: float) -> list[float]:
    """Widths in the table's proportions, each at least as wide as its longest word, all within `width`.

    Columns of words then give each other room as long as that makes the rows lower.
    """
    return list(_widths(table, look.sizes["fact" if table.look == "facts" else "table"], width, current()))


@once_for_each(REMEMBERED)
def _widths(table: Table, size: float, width: float, _: Typeface) -> Sequence[float]:
    """The same of a table in a size and a typeface, which `measure` knows of by itself."""
    asked = [column.width for column in table.columns]
    least = [_least(table, n, size) for n in range(len(asked))]
    if fsum(least) > width:
        return [width * one / fsum(least) for one in least]
    return _levelled(table, _shared(asked, least, width), least, size)


def _shared(asked: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """A width in the asked proportions, as far as none is less than its least."""
    fixed: set[int] = set()
    while True:
        room = width - fsum(least[n] for n in fixed)
        share = fsum(asked[n] for n in range(len(asked)) if n not in fixed)
        narrow = {n for n in range(len(asked)) if n not in fixed and room * asked[n] / share < least[n]}
        if not narrow:
            return [least[n] if n in fixed else room * asked[n] / share for n in range(len(asked))]
        fixed |= narrow


def _levelled(table: Table, widths: list[float], least: Sequence[float], size: float) -> list[float]:
    """Widths with the same sum, with which the rows of a register take the fewest lines, reckoned from letters."""
    words = [n for n, column in enumerate(table.columns) if column.align == "start" and column.title]
    rows = [row for row in table.rows[:ROWS_WEIGHED] if not row.is_across]
    if table.look != "grid" or len(words) < 2 or not rows:
        return widths
    letters = [[len(text_of(cell.spans)) for cell in row.cells] for row in rows]
    for _ in range(MOST_STEPS):
        heights = [[_lines(row[n], widths[n], size) for n in range(len(widths))] for row in letters]
        taker, giver = _pressed(heights, words), _spare(heights, widths, least, words)
        if taker == giver or giver is None:
            break
        moved = [w + STEP * ((n == taker) - (n == giver)) for n, w in enumerate(widths)]
        if _height(letters, moved, size) >= _height(letters, widths, size):
            break
        widths = moved
    return widths


def _lines(letters: int, width: float, size: float) -> float:
    """About how many lines so many letters take; words do not fill a line to its end."""
    return letters / max(1.0, (width - 2 * PADDING) / (LETTER * size) - UNFILLED)


def _height(letters: list[list[int]], widths: Sequence[float], size: float) -> float:
    return fsum(max(1.0, *(_lines(count, w, size) for count, w in zip(row, widths, strict=True))) for row in letters)


def _pressed(heights: list[list[float]], words: Sequence[int]) -> int:
    """The column of words that makes the rows highest."""
    return max(words, key=lambda n: fsum(row[n] for row in heights if row[n] >= max(row)))


def _spare(
    heights: list[list[float]], widths: Sequence[float], least: Sequence[float], words: Sequence[int]
) -> int | None:
    """The column of words that could be narrower with the least harm, None if none can."""
    free = [n for n in words if widths[n] - STEP >= least[n]]
    return min(free, key=lambda n: max(row[n] / max(row) if max(row) else 0.0 for row in heights), default=None)


def _least(table: Table, column: int, size: float) -> float:
    """The width of a column's longest word, where words are not endless."""
    head = widest(BREAKS.split(table.columns[column].title), size, True)
    words = {
        word
        for row in table.rows[:ROWS_LOOKED_AT]
        if not row.is_across and column < len(row.cells)
        for word in BREAKS.split(text_of(row.cells[column].spans)[:2000])
    }
    body = widest((word for word in words if len(word) <= LONGEST_WORD), size, True)
    return max(head, body) + 2 * PADDING + 1


def of_numbers(table: Table) -> bool:
    """Whether a table is one of numbers, which is read as a whole: most of its columns have them."""
    return 2 * sum(column.align == "end" for column in table.columns) > len(table.columns)
