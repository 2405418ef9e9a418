"""What has been harvested in budgets, held against what the case has of each benefit as cashable, year by year.

In: a plan and its benefits' lines. Out: planned and harvested amounts by benefit and year, DKK of the price base. What
nobody has noted is not nothing: it is not known yet. Of several amounts of one benefit, year and account the last
counts. What is harvested of a benefit that the case does not count as cashable counts all the same. A year that is not
over is never held against the whole of its plan: what it lacks may still come.
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
    """A benefit's amounts by year, DKK: what the case has as cashable, and what was harvested in the years noted.

    `stated` is whether the plan says if any of it is for budgets, and how much.
    """

    id: str
    title: str
    planned: Amount
    realised: Amount
    stated: bool = True

    @property
    def is_for_budgets(self) -> bool:
        """Whether the plan or anybody has meant it to be taken out of a budget."""
        return bool(self.realised) or any(self.planned.values())

    def planned_before(self, year: int) -> Decimal:
        """What is planned for the years before one, DKK."""
        return sum((amount for one, amount in self.planned.items() if one < year), ZERO)

    def realised_before(self, year: int) -> Decimal | None:
        """What was harvested in the years before one, DKK; None where nothing is noted of these years."""
        known = [amount for one, amount in self.realised.items() if one < year]
        return sum(known, ZERO) if known else None

    def remaining(self, year: int) -> Decimal:
        """What of the plan can still come in a year and later ones, DKK; of years before it nothing can."""
        return sum((self._left(one) for one in self.planned if one >= year), ZERO)

    def _left(self, year: int) -> Decimal:
        """What is planned for a year beyond what is noted of it; nothing where all of it has come, or more."""
        planned = self.planned[year]
        left = planned - self.realised.get(year, ZERO)
        return left if left * planned > ZERO else ZERO

    def expected(self, year: int) -> Decimal:
        """All years, DKK: what is noted, and the rest of the plan from a year on."""
        return sum(self.realised.values(), ZERO) + self.remaining(year)


def harvested(plan: Plan, lines: Iterable[Line]) -> tuple[Harvested, ...]:
    """Every benefit of the plan, in its order, and any that amounts are noted of though the plan has it no more."""
    noted, known = _by_benefit(plan.harvests.values()), list(lines)
    planned = {
        line.id: dict(zip(plan.years, line.by_year, strict=True)) if line.kind == "cashable" else {} for line in known
    }
    benefits = plan.benefits_tree.benefits
    unstated = {line.id for line in known if line.lacks or not benefits[line.id].kind}
    return tuple(
        Harvested(
            id,
            benefits[id].title if id in benefits else "",
            planned.get(id, {}),
            noted.get(id, {}),
            stated=id not in unstated,
        )
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


def corrected(noted: Mapping[str, Harvest]) -> frozenset[str]:
    """The ids of the entries that a later one corrects: another of the same benefit, year and account."""
    places = {id: (one.benefit, one.year, heard(one.account)) for id, one in noted.items() if is_whole(one)}
    last = {place: id for id, place in places.items()}
    return frozenset(id for id, place in places.items() if last[place] != id)


def is_whole(one: Harvest) -> bool:
    """Whether an entry says what is needed for it to count."""
    return bool(one.benefit) and one.year is not None and one.amount is not None


def _by_benefit(noted: Iterable[Harvest]) -> dict[str, dict[int, Decimal]]:
    """What counts, by benefit and year over all accounts."""
    found: dict[str, dict[int, Decimal]] = {}
    for (benefit, year, _), amount in counting(noted).items():
        years = found.setdefault(benefit, {})
        years[year] = years.get(year, ZERO) + amount
    return found
