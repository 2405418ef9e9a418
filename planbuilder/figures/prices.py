"""Constant prices to current prices and back, wages and prices apart.

In: indices by year. Out: factors. `x in year Y = x in base year B × Π (1 + rise of k), k = B+1 … Y`; before the base
year the same product divides.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import prod

from planbuilder.plan.economy import Indices

ONE = Decimal(1)
ARTS = ("wages", "prices")


def needed(base: int, year: int) -> range:
    """The years whose rise lies between the price base and a year."""
    return range(min(base, year) + 1, max(base, year) + 1)


def factor(rises: Mapping[str, Decimal], base: int, year: int) -> Decimal:
    """What one DKK of the base year is in a year's own prices; raises KeyError for a year without a rise."""
    whole = prod((ONE + rises[str(one)] / 100 for one in needed(base, year)), start=ONE)
    return whole if year >= base else ONE / whole


def missing(indices: Indices, base: int, years: range) -> list[tuple[str, int]]:
    """The (art, year) pairs that current prices need and nobody has given; none where no index is given at all."""
    if not indices.wages and not indices.prices:
        return []
    wanted = sorted({one for year in years for one in needed(base, year)})
    return [(art, year) for art in ARTS for year in wanted if str(year) not in getattr(indices, art)]
