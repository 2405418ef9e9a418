"""The permanent effect: what a case comes to every year once everything is in place.

In: nothing. Out: the types. Only what recurs counts, cashable benefits and running costs: a one-off cost is no part of
it, whenever it falls. What recurs and how long is told by `recurring`, and put into words by `document/recurring`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from planbuilder.record import record

Ending = Literal["benefits", "some_benefits", "costs", "some_costs"]
Restless = Literal["", "ramping", "varying", "wearing"]


@record
class Stage:
    """Years in which the same amount recurs: DKK a year in each year from `first` to `last`.

    `last` is None where nothing in the plan ends it, and `ends` names what ends it otherwise. `complete` tells that
    every benefit has its full effect in these years and none has ended before them.
    """

    amount: Decimal
    first: int
    last: int | None
    ends: tuple[Ending, ...] = ()
    complete: bool = False


@record
class Permanent:
    """What recurs year after year, DKK a year; a plus improves the municipality's economy.

    `stages` follow each other from the year everything is in place, within the years of the case. There are none where
    nothing recurs, or where `restless` says why no year is like the next in the end: benefits still `ramping`, costs
    `varying` from year to year, or benefits `wearing` off. `last_year` is the case's last year, `in_last_year` what
    recurs in it, and `falls` tells that all that wears off are gains, so that it becomes less every year. `in_place` is
    the first year in which every benefit has come as far as it ever does, None where that is not within the case.
    """

    last_year: int
    in_last_year: Decimal
    stages: tuple[Stage, ...] = ()
    restless: Restless = ""
    falls: bool = False
    in_place: int | None = None

    @property
    def lasting(self) -> Stage | None:
        """The stage that nothing ends: the permanent effect; None where the plan does not come to one."""
        return self.stages[-1] if self.stages and self.stages[-1].last is None else None

    @property
    def amount(self) -> Decimal | None:
        """The permanent effect, DKK a year, None where there is none; zero where nothing recurs."""
        if self.lasting:
            return self.lasting.amount
        return Decimal(0) if self.is_nothing else None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing recurs at all: neither cashable benefits nor running costs."""
        return not self.stages and not self.restless
