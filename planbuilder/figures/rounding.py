"""Rounding so that what is shown adds up.

In: exact amounts. Out: whole units whose sum is the rounded exact sum. The rule, as documents state it: the sum is
rounded first, then each part down, and what is left goes to the parts with the largest remainders.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

ONE = Decimal(1)


def rounded(amount: Decimal, unit: Decimal) -> Decimal:
    """An amount in whole units, halves away from nil."""
    return (amount / unit).quantize(ONE, ROUND_HALF_UP)


def shares(amounts: Sequence[Decimal], unit: Decimal) -> tuple[Decimal, ...]:
    """Each amount in whole units, less than one unit off, so that they sum to the rounded sum.

    An amount that is whole already stays as it is: nil stays nil.
    """
    exact = [amount / unit for amount in amounts]
    floors = [amount.quantize(ONE, ROUND_FLOOR) for amount in exact]
    missing = int(rounded(sum(exact, Decimal(0)), ONE) - sum(floors, Decimal(0)))
    by_remainder = sorted(range(len(exact)), key=lambda n: (floors[n] - exact[n], n))
    up = {n for n in by_remainder[:missing] if exact[n] != floors[n]}
    return tuple(floor + (n in up) for n, floor in enumerate(floors))
