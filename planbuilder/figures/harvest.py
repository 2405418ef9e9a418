"""What has been harvested in budgets, held against what the case has of each benefit as cashable, year by year.

In: a plan and its benefits' lines. Out: planned and harvested amounts by benefit and year, DKK of the price base. What
nobody has noted is not nothing: it is not known yet. Of several amounts of one benefit, year and account the last
counts. What is harvested of a benefit that the case does not count as cashable counts all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from planbuilder.figures.lines import Line
from planbuilder.plan.economy import Harvest
from planbuilder.plan.model import Plan
from planbuilder.plan.registers import heard
from planbuilder.record import record

ZERO = Decimal(0)
Amount = Mapping[int, Decimal]


@record
class Harvested:
    """A benefit's amounts by year, DKK: what the case has as cashable, and what was harvested in the years noted."""

    id: str
    title: str
    planned: Amount
    realised: Amount

    @property
    def is_for_budgets(self) -> bool:
        """Whether the plan or anybody has meant it to be taken out of a budget."""
        return bool(self.realised) or any(self.planned.values())

    def planned_to(self, year: int) -> Decimal:
        """What is planned up to a year and with it, DKK."""
        return _up_to(self.planned, year)

    def realised_to(self, year: int) -> Decimal | None:
        """What was harvested up to a year and with it, DKK; None where nothing is noted of these years."""
        return _up_to(self.realised, year) if any(one <= year for one in self.realised) else None

    def expected(self, year: int) -> Decimal:
        """All years, DKK: what is noted in the place of the plan; of years up to `year` without a note nothing."""
        later = (amount for one, amount in self.planned.items() if one > year and one not in self.realised)
        return sum(later, sum(self.realised.values(), ZERO))


def harvested(plan: Plan, lines: Iterable[Line]) -> tuple[Harvested, ...]:
    """Every benefit of the plan, in its order, and any that amounts are noted of though the plan has it no more."""
    noted = _by_benefit(plan.harvests.values())
    planned = {
        line.id: dict(zip(plan.years, line.by_year, strict=True)) if line.kind == "cashable" else {} for line in lines
    }
    titles = {id: one.title for id, one in plan.benefits_tree.benefits.items()}
    return tuple(
        Harvested(id, titles.get(id, ""), planned.get(id, {}), noted.get(id, {}))
        for id in dict.fromkeys([*planned, *noted])
    )


def realised_by_year(found: Iterable[Harvested]) -> Amount:
    """What was harvested of all benefits in each year that something is noted of, DKK, in the order of years."""
    known = list(found)
    years = sorted({year for one in known for year in one.realised})
    return {year: sum((one.realised.get(year, ZERO) for one in known), ZERO) for year in years}


def counting(noted: Iterable[Harvest]) -> Mapping[tuple[str, int, str], Decimal]:
    """What counts of what is noted, DKK by benefit, year and account; what lacks a year or an amount does not."""
    return {
        (one.benefit, one.year, heard(one.account)): one.amount
        for one in noted
        if one.benefit and one.year is not None and one.amount is not None
    }


def _by_benefit(noted: Iterable[Harvest]) -> dict[str, dict[int, Decimal]]:
    """What counts, by benefit and year over all accounts."""
    found: dict[str, dict[int, Decimal]] = {}
    for (benefit, year, _), amount in counting(noted).items():
        years = found.setdefault(benefit, {})
        years[year] = years.get(year, ZERO) + amount
    return found


def _up_to(by_year: Amount, year: int) -> Decimal:
    return sum((amount for one, amount in by_year.items() if one <= year), ZERO)
