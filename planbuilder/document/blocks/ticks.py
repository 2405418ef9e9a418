"""Round numbers for a value axis.

In: the values of a chart. Out: ticks whose texts are final. The axis holds nil where bars stand on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from planbuilder.document.figure_model import Tick

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
MOST = 6


def ticks(values: Iterable[Decimal], text: Callable[[Decimal], str], from_nil: bool = True) -> tuple[Tick, ...]:
    """Evenly spaced ticks from at or below the least value to at or above the largest."""
    known = [*values, *([Decimal(0)] if from_nil else [])]
    low, high = min(known), max(known)
    step = _step(high - low)
    first, last = (low / step).to_integral_value("ROUND_FLOOR"), (high / step).to_integral_value("ROUND_CEILING")
    return tuple(Tick(n * step, text(n * step)) for n in range(int(first), int(last) + 1))


def _step(span: Decimal) -> Decimal:
    """The smallest round step that needs at most MOST steps for a span."""
    if not span:
        return Decimal(1)
    rough = span / MOST
    power = Decimal(10) ** rough.adjusted()
    return next(step * power for step in STEPS if step * power >= rough)
