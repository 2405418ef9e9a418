"""Which rows of a table stand on one page, the same in every format that has pages.

In: rows. Out: the places, from 0, of the rows that do not part from the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from planbuilder.document.model import Row

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
