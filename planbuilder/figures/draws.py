"""A case drawn many times: NPV, and what benefits leave until the pool is to be paid back, in each draw.

In: the case, how many draws, a seed. Out: arrays with a value for each draw. NPV is linear in the share of every line;
between whole years of delay it is mixed, and the discount rate goes by a parabola through the case at the plan's test
below, at and above it, or by several where the case is so long that one would miss the curve. Draws are made in blocks
that fit a processor's cache; the luck of the first block is met again with another correlation, to tell what that
means.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from math import ceil

from planbuilder.figures import chance
from planbuilder.figures.chance import Drawn, Spread, Stream
from planbuilder.figures.funding import ledger
from planbuilder.figures.lines import Line
from planbuilder.figures.methods import npv
from planbuilder.figures.uncertainty import WHOLE, Case, delayed, expected_costs
from planbuilder.record import record

BLOCK = 10_000
# Percentage points times years, up to which one parabola follows the curve of NPV over the rate.
FAR = 40
Driver = tuple[str, str]  # its kind, and the id of a line or a risk
Luck = Callable[[Driver], Drawn]
# The luck that the lines have together.
COMMON: Driver = ("common", "")


@record
class _Line:
    """A line ready to be drawn: values at each whole delay, and for NPV at each of the rates within it."""

    driver: Driver
    spread: Spread | None
    is_gain: bool
    is_cost: bool
    has_time: bool
    present: list[float]
    left: list[float]


class Draws:
    """A case to be drawn; `due` is by which year the pool is to have back how much (DKK), None where there is none."""

    def __init__(self, case: Case, draws: int, seed: int) -> None:
        self.case, self.count = case, draws
        self.due = _due(case)
        self._seed = seed
        self._streams: dict[Driver, Stream] = {}
        self._first: dict[Driver, Drawn] = {}
        tried, weight = case.tried, float(case.weight)
        off, smaller = float(tried.costs / WHOLE), float(tried.benefits / WHOLE)
        has_time = any(line.fte for line in case.counted)
        self._fte = Spread(1 - off, 1.0, 1 + off, weight) if off and has_time else None
        # Nobody uses more than all of it: the uptake is as planned, or less.
        self._uptake = Spread(1 - smaller, 1.0, 1.0, weight) if smaller else None
        self._delay = Spread(0.0, 0.0, float(tried.delay), weight) if tried.delay else None
        self._rate = Spread(-1.0, 0.0, 1.0, weight) if tried.rate else None
        self._lines = [self._line(line) for line in case.counted]
        self._risks = {id: case.plan.risks[id] for id in expected_costs(case.plan)}

    def once(self, correlation: float) -> tuple[Drawn, Drawn]:
        """NPV, and what benefits leave until the pool is to be paid back, in every draw."""
        blocks = [self._block(min(BLOCK, self.count - n), correlation) for n in range(0, self.count, BLOCK)]
        total, paid = zip(*blocks, strict=True)
        return chance.joined(total), chance.joined(paid)

    def again(self, correlation: float) -> Drawn:
        """NPV in the first block of draws, as it is with another correlation."""
        return self._outcome(self._first.__getitem__, correlation)[0]

    def squares(self, total: Drawn) -> Mapping[Driver, float]:
        """The square of the correlation of each source of luck with NPV, in the first block of draws."""
        met = ((driver, self._met(driver, own)) for driver, own in self._first.items())
        return {driver: chance.square(value, total[:BLOCK]) for driver, value in met}

    def _block(self, count: int, correlation: float) -> tuple[Drawn, Drawn]:
        drawn: dict[Driver, Drawn] = {}

        def of(driver: Driver) -> Drawn:
            drawn[driver] = self._stream(driver).luck(count)
            return drawn[driver]

        found = self._outcome(of, correlation)
        self._first = self._first or drawn
        return found

    def _stream(self, driver: Driver) -> Stream:
        """Luck of its own for each driver, so that another one that comes or goes changes nothing of it."""
        return self._streams.setdefault(driver, Stream(self._seed, " ".join(driver)))

    def _outcome(self, of: Luck, correlation: float) -> tuple[Drawn, Drawn]:
        """NPV, and what benefits leave after running costs in the years until the pool is to be paid back."""
        common = of(COMMON)
        always = [chance.each(1.0, common)]
        fte = self._fte.at(of(("fte_cost", ""))) if self._fte else 1.0
        uptake = self._uptake.at(of(("uptake", ""))) if self._uptake else 1.0
        delays = chance.between(self._delay.at(of(("delay", ""))), self._years) if self._delay else always
        rates = chance.through_parabolas(self._rate.at(of(("rate", ""))), self._parabolas) if self._rate else always
        late = [one * rate for one in delays for rate in rates]
        total, paid = chance.each(0.0, common), chance.each(0.0, common)
        for line in self._lines:
            share = (fte if line.has_time else 1.0) * (1.0 if line.is_cost else uptake)
            if line.spread:
                # Luck is good for the municipality: more of what it gains, and less of what it pays or loses.
                own = chance.shared(of(line.driver), common, correlation)
                share = share * line.spread.at(own if line.is_gain else -own)
            total += share * chance.mixed(line.present, rates if line.is_cost else late)
            if line.left:
                paid += share * chance.mixed(line.left, always if line.is_cost else delays)
        for id, risk in self._risks.items():
            # In the first year, as in the stress case.
            cost = float((risk.consequence or 0) * self.case.factors[0])
            total -= self._happens(id, of(("risk", id))) * cost
        return total, paid

    def _met(self, driver: Driver, own: Drawn) -> Drawn:
        """What luck comes to: of a risk, whether it comes true."""
        return self._happens(driver[1], own) if driver[0] == "risk" else own

    @cached_property
    def _parabolas(self) -> int:
        """How many parabolas the rate goes by: so many that none misses more than half a percent of a late amount."""
        # A parabola misses a late krone by (points · years / 100)³ / 16 at most: 0.4 % where the product is 40.
        return max(1, ceil(self.case.tried.rate * len(self.case.factors) / FAR))

    @property
    def _years(self) -> int:
        return self.case.tried.delay + 1

    def _happens(self, id: str, own: Drawn) -> Drawn:
        """1 where a risk comes true, else 0."""
        return chance.happens(own, float((self._risks[id].probability or 0) / WHOLE))

    def _line(self, line: Line) -> _Line:
        case, points = self.case, self.case.tried.rate
        steps = range(-self._parabolas, self._parabolas + 1) if points else (0,)
        tables = [case.shifted(points * n / self._parabolas) if n else case.factors for n in steps]
        # Costs and income come when they come: a delay is of the benefits.
        flows = [delayed(line, n, case.plan.first_year) for n in range(self._years if line.is_benefit else 1)]
        years = self.due[0] - case.plan.first_year + 1 if self.due and not line.once else 0
        low, high = sorted(float(share) for share in line.span or (1, 1))
        return _Line(
            (line.kind, line.id),
            Spread(low, 1.0, high, float(case.weight)) if line.has_range else None,
            case.present_of(line) >= 0,
            not line.is_benefit,
            bool(line.fte),
            [float(line.sign * npv(flow, table)) for flow in flows for table in tables],
            [float(line.sign * sum(flow[:years])) for flow in flows] if years else [],
        )


def _due(case: Case) -> tuple[int, Decimal] | None:
    if case.plan.economy.funding != "investment_pool":
        return None
    pool = ledger(case.plan, case.lines)
    if pool.repaid_year is None:
        return None
    return pool.repaid_year, sum((row.repayment for row in pool.rows), Decimal(0))
