"""What writers do alike.

In: rows, a `Table`, a `Look` and the width of the text in points. Out: which rows stay on one page (places from 0 of
those that do not part from the next one), and how wide columns are: proportions are the table's own, but no column is
narrower than its longest word, unless there is no room for all of them. What a no-break space joins is one word: a
number keeps its digits and its unit.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from math import fsum

from planbuilder.document.model import Row, Table, text_of
from planbuilder.drawing.typeface import measure
from planbuilder.look import Look


@contextmanager
def paused() -> Iterator[None]:
    """No search meanwhile; afterwards it is as it was before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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


# A table this short stays whole; any other has as many rows on either side of a page's end as are not lonely.
SHORT, COMPANY = 4, 2
LONGEST_GROUP = 8


def bonds(rows: Sequence[Row]) -> frozenset[int]:
    """What must hold: short tables are whole, no row is alone, a group has rows beneath it, a note stays with a row."""
    if len(rows) <= SHORT:
        return frozenset(range(len(rows) - 1))
    plain = [n for n, row in enumerate(rows) if not row.is_across]
    first = range(plain[COMPANY - 1]) if len(plain) >= COMPANY else range(0)
    last = range(plain[-COMPANY], len(rows) - 1) if len(plain) >= COMPANY else range(0)
    roles = (n for n, (one, following) in enumerate(pairwise(rows)) if one.role == "group" or following.role == "note")
    return frozenset((*first, *last, *roles))


def group_bonds(rows: Sequence[Row]) -> frozenset[int]:
    """What is better: groups are whole, but for long ones, so that a page ends between two of them."""
    starts = [n for n, row in enumerate(rows) if row.role == "group"]
    ends = [*starts[1:], len(rows)]
    groups = ((start, end) for start, end in zip(starts, ends, strict=False) if end - start <= LONGEST_GROUP + 1)
    return frozenset(n for start, end in groups for n in range(start, end - 1))
