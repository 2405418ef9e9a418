"""The case under other assumptions: types, and how much of a case its ranges cover.

In: for each line that holds money, how much, and whether it has a range. Out: `Coverage`; frozen types of what
`uncertainty` computes. Scenarios, the expected value and the simulation move nothing but what has a range.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from planbuilder.figures.methods import Amounts
from planbuilder.figures.recurring import Permanent
from planbuilder.record import record

StressPart = Literal["pessimistic", "delay", "risks"]


@record
class Outcome:
    """What the case comes to under one set of assumptions; `permanent` is what recurs of it year after year."""

    name: str
    net: Amounts
    npv: Decimal
    break_even_year: int | None
    permanent: Permanent


@record
class Driver:
    """One assumption moved from its low to its high value, all others left at the likely one; shares and DKK.

    `low` and `high` are what the assumption is moved to, as shares of the likely value (years for the delay,
    percentage points for the rate). `switching` is the share at which NPV is zero, None where no value reaches it.
    `given` says whether the plan gives the range; otherwise a published `uplift` stands in for it, or the standard one.
    """

    id: str
    title: str
    kind: str
    low: Decimal
    high: Decimal
    npv_low: Decimal
    npv_high: Decimal
    switching: Decimal | None
    given: bool
    has_source: bool
    uplift: str = ""

    @property
    def swing(self) -> Decimal:
        """How far NPV moves between the two."""
        return abs(self.npv_high - self.npv_low)


@record
class Uncertainty:
    """The case under other assumptions. `drivers` come with the widest swing first.

    `pessimistic`, `optimistic` and `expected_npv` are None where no line has a range: nothing has been estimated.
    `stress` is the case when all that `stressed` names goes wrong at once.
    """

    weighting: Literal["successive", "pert"]
    coverage: Coverage
    pessimistic: Outcome | None
    likely: Outcome
    optimistic: Outcome | None
    stress: Outcome
    stressed: tuple[StressPart, ...]
    expected_npv: Decimal | None
    tests: tuple[Outcome, ...]
    drivers: tuple[Driver, ...]
    risk_reserve: Decimal

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Every whole case that was computed: the scenarios there are, the tests, and stress."""
        scenarios = (one for one in (self.pessimistic, self.likely, self.optimistic) if one)
        return (*scenarios, *self.tests, self.stress)

    @property
    def worst_npv(self) -> Decimal:
        """The lowest NPV of all that was computed, drivers at their ends included."""
        # With the drivers' ends: what is called the worst computed must be no better than anything that is shown.
        ends = (npv for one in self.drivers for npv in (one.npv_low, one.npv_high))
        return min(*(one.npv for one in self.outcomes), *ends)


ZERO = Decimal(0)


@record
class Coverage:
    """Lines that hold money, those for which the plan gives a range, and their share (0–1) of the money.

    `uplifted` others have a published uplift for one.

    The money of a line is what it comes to over the years, undiscounted and without its sign.
    """

    lines: int
    ranged: int
    share: Decimal
    uplifted: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every line has a range."""
        return self.lines == self.ranged


def coverage(lines: Sequence[tuple[Decimal, bool]], uplifted: int = 0) -> Coverage:
    """The coverage of lines, each with its money and whether it is given a range; so many others have an uplift."""
    ranged = [money for money, has_range in lines if has_range]
    whole = sum((money for money, _ in lines), ZERO)
    # Without any money nothing is covered, rather than everything.
    return Coverage(len(lines), len(ranged), sum(ranged, ZERO) / whole if whole else ZERO, uplifted)
