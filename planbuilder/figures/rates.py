"""What money of one year is worth in another: dated tables of discount rates, and constant prices in current ones.

In: a table's name; indices by year, wages, prices and capital apart. Out: bands and discount factors; factors from the
price base to a year. Old tables stay, so that an old plan computes as it did. `x in year Y = x in base year B × Π (1 +
rise of k), k = B+1 … Y`; before the base year the same product divides.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from math import prod

from planbuilder import codes, resources
from planbuilder.errors import InputInvalid, closest, problem
from planbuilder.figures.methods import factors
from planbuilder.plan.areas import CAPITAL
from planbuilder.plan.economy import Economy, Indices
from planbuilder.record import field, record, replace
from planbuilder.yamltext.reading import read_file
from planbuilder.yamltext.schema import limits, read

OWN = "own"
# Longer than any case: a plan's own rate has no bands.
MANY_YEARS = 1000


@record
class Band:
    """A rate (percent) that holds for some years after the base year."""

    from_: int
    to: int
    # At −100 % a factor would divide by zero.
    rate: Decimal = field(metadata=limits(least=-50, most=100))


@record
class RateTable:
    """A published table of real discount rates."""

    format: str
    id: str
    valid_from: date
    title: Mapping[str, str]
    source: Mapping[str, str]
    bands: tuple[Band, ...]
    # A plan's own choice of when in a year amounts count; no table has it.
    mid_year: bool = False

    def rate(self, year: int) -> Decimal:
        """The rate (share) of the year that many years after the base year; the last band goes on."""
        # A table names no year beyond its last band; the rate of that goes on.
        band = next((band for band in self.bands if band.from_ <= year <= band.to), self.bands[-1])
        return band.rate / 100

    def factors(self, years: int, points: Decimal = Decimal(0)) -> tuple[Decimal, ...]:
        """Discount factors of `years` years from the base year on, every rate so many percentage points higher."""
        # Every band moves by as much, so that the table's kinks stay where they are.
        return factors((self.rate(year) + points / 100 for year in range(1, years)), self.mid_year)


def names() -> list[str]:
    """The names of all tables."""
    return sorted(path.stem for path in resources.folder("rates").glob("*.yaml"))


def of(economy: Economy) -> RateTable:
    """The table a plan discounts with, and when in a year amounts count."""
    return replace(_of(economy), mid_year=True) if economy.timing else _of(economy)


def _of(economy: Economy) -> RateTable:
    """A plan's own single rate, its own bands, or the table it names."""
    if economy.discount_rate is not None:
        bands: tuple[Band, ...] = (Band(1, MANY_YEARS, economy.discount_rate),)
    elif economy.rate_bands:
        bands = _own_bands(economy.rate_bands)
    else:
        return load(economy.discount_rates)
    # The form of a published table, so that nothing else needs to know that a plan has rates of its own.
    return RateTable("planbuilder.rates/1", OWN, date.min, {}, {}, bands)


def _own_bands(by_start: Mapping[str, Decimal]) -> tuple[Band, ...]:
    """Each rate from its year on, up to the year before the next one's."""
    rates = {int(key): rate for key, rate in by_start.items()}
    starts = sorted(rates)
    ends = (*(start - 1 for start in starts[1:]), MANY_YEARS)
    return tuple(Band(start, end, rates[start]) for start, end in zip(starts, ends, strict=True))


@cache
def load(name: str) -> RateTable:
    """The table called `name`; raises InputInvalid if there is none."""
    known = names()
    if name not in known:
        near, listed = closest(name, known), ", ".join(known)
        raise InputInvalid(
            [problem(codes.UNKNOWN_RATE_TABLE, "economy.discount_rates", found=name, known=listed, near=near)]
        )
    return read(read_file(resources.folder("rates") / f"{name}.yaml"), RateTable)[0]


ONE = Decimal(1)
ARTS = ("wages", "prices")


def followed(indices: Indices) -> tuple[str, ...]:
    """The indices that lines of a plan follow: one for each art, and that of capital where it has one of its own."""
    return (*ARTS, CAPITAL) if indices.capital_follows == "own" else ARTS


def index_of(indices: Indices, area: str, art: str) -> str:
    """Which index an amount follows, by its area and its art; empty for one that is not adjusted."""
    if area != CAPITAL or indices.capital_follows == "prices":
        return art
    return CAPITAL if indices.capital_follows == "own" else ""


def needed(base: int, year: int) -> range:
    """The years whose rise lies between the price base and a year."""
    return range(min(base, year) + 1, max(base, year) + 1)


def factor(rises: Mapping[str, Decimal], base: int, year: int) -> Decimal:
    """What one DKK of the base year is in a year's own prices; raises KeyError for a year without a rise."""
    # The product is symmetric: the same years lie between two years, whichever is the base.
    whole = prod((ONE + rises[str(one)] / 100 for one in needed(base, year)), start=ONE)
    return whole if year >= base else ONE / whole


def missing(indices: Indices, base: int, years: range) -> list[tuple[str, int]]:
    """The (index, year) pairs that current prices need and a plan lacks; none where it gives no index at all."""
    if not (indices.wages or indices.prices or (indices.capital and CAPITAL in followed(indices))):
        return []
    # Years between the price base and each year of the case, whichever comes first.
    wanted = sorted({one for year in years for one in needed(base, year)})
    return [(art, year) for art in followed(indices) for year in wanted if str(year) not in getattr(indices, art)]
