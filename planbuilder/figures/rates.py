"""Dated tables of discount rates, and the factors they give.

In: a table's name. Out: its bands and factors. Old tables stay, so that an old plan computes as it did.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from planbuilder import codes, resources
from planbuilder.errors import InputInvalid, problem
from planbuilder.figures.methods import factors
from planbuilder.plan.economy import Economy
from planbuilder.record import field, record
from planbuilder.yamltext.reading import read_file
from planbuilder.yamltext.schema import closest, limits, read

OWN = "own"
MANY_YEARS = 1000


@record
class Band:
    """A rate (percent) that holds for some years after the base year."""

    from_: int
    to: int
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

    def rate(self, year: int) -> Decimal:
        """The rate (share) of the year that many years after the base year; the last band goes on."""
        band = next((band for band in self.bands if band.from_ <= year <= band.to), self.bands[-1])
        return band.rate / 100

    def factors(self, years: int) -> tuple[Decimal, ...]:
        """Discount factors of `years` years from the base year on."""
        return factors(self.rate(year) for year in range(1, years))


def names() -> list[str]:
    """The names of all tables."""
    return sorted(path.stem for path in resources.folder("rates").glob("*.yaml"))


def of(economy: Economy) -> RateTable:
    """The table a plan discounts with: its own single rate, or the table it names."""
    if economy.discount_rate is None:
        return load(economy.discount_rates)
    band = Band(1, MANY_YEARS, economy.discount_rate)
    return RateTable("planbuilder.rates/1", OWN, date.min, {}, {}, (band,))


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
