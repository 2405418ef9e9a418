"""What others must deliver before a benefit can come, and what a delivery that slips does to it.

In: preconditions and benefits. Out: by how many years a benefit is moved, and the benefits as they come. The rule, in
whole years as the case has them (docs/decisions/035):

- A precondition is delivered on the day it was delivered, else the day it is expected, else the day it was agreed for.
- A benefit needs it in the year before its own first year; where the agreed day lies in that first year or later, in
  that first year: then a part of the year was reckoned with from the beginning. Without an agreed day the next
  one known stands for it.
- It slips by the years from the year that is needed to the year of delivery, and never by less than none.
- Of several preconditions the latest counts. A delay that the plan has given the benefit already covers as many years:
  a benefit comes as late as the longer of the two, not of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planbuilder.plan.economy import Benefit
from planbuilder.plan.measures import dated
from planbuilder.plan.registers import Precondition
from planbuilder.record import record, replace

Register = Mapping[str, Precondition]


@record
class Slip:
    """A precondition that comes too late for a benefit: the year it is delivered in, and the last that would do."""

    id: str
    delivered: int
    needed: int

    @property
    def years(self) -> int:
        """By how many years it moves the benefit."""
        return self.delivered - self.needed


def day_of(one: Precondition) -> date | None:
    """The day that a precondition is delivered on, as far as is known; None where no day is given."""
    return one.delivered or one.expected or one.due


def is_overdue(one: Precondition, today: date) -> bool:
    """Whether a precondition is not delivered though its day has passed, the new one where there is one."""
    day = one.expected or one.due
    return one.delivered is None and day is not None and day < today


def overdue(preconditions: Register, today: date) -> tuple[str, ...]:
    """The ids of the preconditions that are overdue."""
    return tuple(id for id, one in preconditions.items() if is_overdue(one, today))


def holding(preconditions: Register, benefit: str) -> Register:
    """The preconditions that a benefit waits for."""
    return {id: one for id, one in preconditions.items() if benefit in one.holds}


def own_start(benefit: Benefit, first_year: int) -> int:
    """The first year of a benefit by itself, without any delay: that of its first amount, where they are by year."""
    years = [year for year, amount in dated(benefit.full_effect.amounts) if amount]
    return min(years) if years else first_year if benefit.start is None else benefit.start


def years_late(preconditions: Register, id: str, benefit: Benefit, first_year: int) -> int:
    """By how many years the latest delivery is too late for a benefit; none where all come in time."""
    return max((one.years for one in slips(preconditions, id, benefit, first_year)), default=0)


def slips(preconditions: Register, id: str, benefit: Benefit, first_year: int) -> tuple[Slip, ...]:
    """The preconditions of a benefit that come too late for its first year, the latest first."""
    start = own_start(benefit, first_year)
    found = [slip for key, one in holding(preconditions, id).items() if (slip := _slip(key, one, start))]
    return tuple(sorted(found, key=lambda slip: -slip.years))


def _slip(id: str, one: Precondition, start: int) -> Slip | None:
    day, agreed = day_of(one), one.due or one.expected or one.delivered
    if day is None or agreed is None:
        return None
    needed = start if agreed.year >= start else start - 1
    return Slip(id, day.year, needed) if day.year > needed else None


def coming(preconditions: Register, benefits: Mapping[str, Benefit], first_year: int) -> Mapping[str, Benefit]:
    """The benefits with the delay that they come with; those that nothing moves are the same."""
    if not preconditions:
        return benefits
    return {id: _moved(one, years_late(preconditions, id, one, first_year)) for id, one in benefits.items()}


def _moved(benefit: Benefit, longest: int) -> Benefit:
    # The longer of the two: whoever has entered the delay may well have meant this very delivery.
    return replace(benefit, delay=longest) if longest > benefit.delay else benefit
