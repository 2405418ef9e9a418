"""Which ticks of an axis are written where there is no room for all.

In: the ticks, and whether the words of some are apart. Out: those that are, in even steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from planbuilder.document.figure_model import Tick


def evenly(ticks: Iterable[Tick], are_apart: Callable[[Sequence[Tick]], bool]) -> tuple[Tick, ...]:
    """All ticks, or every second, third and so on, so that they are apart; zero is among them, else the lowest."""
    # Steps of two sizes along one axis would be read as of one.
    values = {tick.value: tick for tick in ticks}
    ordered = [values[value] for value in sorted(values)]
    zero = sorted(values).index(Decimal(0)) if Decimal(0) in values else 0
    rows = (ordered[zero % step :: step] for step in range(1, len(ordered) + 1))
    return tuple(next((row for row in rows if are_apart(row)), ()))
