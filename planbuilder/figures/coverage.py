"""How much of a case its ranges cover: scenarios, the expected value and the simulation move nothing else.

In: for each line that holds money, how much, and whether it has a range. Out: `Coverage`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from planbuilder.record import record

ZERO = Decimal(0)


@record
class Coverage:
    """Lines that hold money, those with a range, and their share (0–1) of the money.

    The money of a line is what it comes to over the years, undiscounted and without its sign.
    """

    lines: int
    ranged: int
    share: Decimal

    @property
    def is_whole(self) -> bool:
        """Whether every line has a range."""
        return self.lines == self.ranged


def coverage(lines: Sequence[tuple[Decimal, bool]]) -> Coverage:
    """The coverage of lines, each with its money and whether it has a range."""
    ranged = [money for money, has_range in lines if has_range]
    whole = sum((money for money, _ in lines), ZERO)
    return Coverage(len(lines), len(ranged), sum(ranged, ZERO) / whole if whole else ZERO)
