"""The case under other assumptions: scenarios, stress, sensitivities, the drivers behind NPV, and the risk reserve.

In: lines, discount factors and the plan's assumptions. Out: `Uncertainty`. NPV is linear in every line, so a driver's
low, high and switching value are solved, not searched: `NPV(share) = NPV + (share − 1) × PV of the line`. Pessimistic
means high costs with low benefits. Where no line has a range, there is nothing to make scenarios of, and none are made.

Stress is bad luck all at once: every range at its pessimistic end, benefits as late as the plan's sensitivity test has
them, and the risk reserve spent in the first year. Sources: KL's advice on scenarios, HM Treasury's Green Book on
switching values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from planbuilder.figures.lines import Line, summed
from planbuilder.figures.methods import Amounts, npv, payback, settled, three_point_mean
from planbuilder.figures.outcomes import Driver, Outcome, StressPart, Uncertainty, coverage
from planbuilder.figures.recurring import Permanent, flow, permanent, recurs
from planbuilder.plan.economy import Sensitivity
from planbuilder.plan.model import Plan

ZERO, ONE, WHOLE = Decimal(0), Decimal(1), Decimal(100)
# 3 is the successive principle, as the official Norwegian workbook has it; 4 is PERT.
# The weight of the likely value among low, likely and high.
WEIGHTS: Mapping[str, Decimal] = {"successive": Decimal(3), "pert": Decimal(4)}
# As in the state's business case model (4.1.0, December 2020), whose reserve is of the twelve largest risks.
LARGEST_RISKS = 12
Factors = Callable[[Decimal], Amounts]
# A line, the share of it that counts, and its part of net by year, DKK.
Moved = tuple[Line, Decimal, Amounts]


class Case:
    """The lines that make up net, cashable benefits and income positive and costs negative, ready to be moved."""

    def __init__(self, plan: Plan, lines: Iterable[Line], factors: Amounts, shifted: Factors) -> None:
        """`shifted` gives the discount factors at a rate that many percentage points higher."""
        self.plan = plan
        self.factors = factors
        self.shifted = shifted
        self.lines = tuple(line for line in lines if line.in_net)

    # An option asks for what recurs alone.
    @cached_property
    def present(self) -> Mapping[tuple[str, str], Decimal]:
        """Each line's part of NPV, by kind and id."""
        return {(line.kind, line.id): line.sign * npv(line.by_year, self.factors) for line in self.lines}

    @cached_property
    def npv(self) -> Decimal:
        """The net present value of all lines."""
        return sum(self.present.values(), ZERO)

    @property
    def tried(self) -> Sensitivity:
        """What the plan tries the case against."""
        return self.plan.economy.sensitivity

    def present_of(self, line: Line) -> Decimal:
        """A line's part of NPV."""
        return self.present[line.kind, line.id]

    @property
    def counted(self) -> tuple[Line, ...]:
        """The lines that hold any money."""
        return tuple(line for line in self.lines if any(line.by_year))

    @property
    def ranged(self) -> tuple[Line, ...]:
        """Those of them that have a range."""
        return tuple(line for line in self.counted if line.has_range)

    @property
    def weight(self) -> Decimal:
        """The weight of the likely value in the plan's three-point estimates."""
        return WEIGHTS[self.plan.economy.three_point]

    def outcome(self, name: str, share: Callable[[Line], Decimal], delay: int = 0, spent: Decimal = ZERO) -> Outcome:
        """The case with each line at a share of itself, benefits `delay` years later, and `spent` in the first year."""
        moved = tuple(self._moved(self.lines, share, delay))
        by_year = summed((amounts for _, _, amounts in moved), self.plan.horizon)
        # In the first year, where a krone weighs most: nobody has to guess when a risk comes true.
        net = (by_year[0] - spent, *by_year[1:])
        paid = payback(net) if any(net) else None
        year = None if paid is None else self.plan.years[paid.index]
        return Outcome(name, net, npv(net, self.factors), year, self._recurring(moved, delay))

    def recurring(self, share: Callable[[Line], Decimal], delay: int = 0) -> Permanent:
        """What recurs of it year after year."""
        return self._recurring(self._moved(filter(recurs, self.lines), share, delay), delay)

    def _moved(self, lines: Iterable[Line], share: Callable[[Line], Decimal], delay: int) -> Iterator[Moved]:
        """Some lines, each at a share of itself and so many years later."""
        for line in lines:
            part, amounts = share(line), late(line, delay, self.plan.first_year)
            # One share for all its years, so that they keep their proportions.
            yield line, part, amounts if part == ONE else tuple([part * one for one in amounts])

    def _recurring(self, moved: Iterable[Moved], delay: int) -> Permanent:
        first = self.plan.first_year
        flows = (flow(line, amounts, first, delay) for line, part, amounts in moved if part and recurs(line))
        return permanent(flows, self.plan.years)


def late(line: Line, years: int, first_year: int) -> Amounts:
    """A line's part of net, DKK by year, where benefits come that many years later."""
    return delayed(line, years, first_year) if line.is_benefit else line.signed


def delayed(line: Line, years: int, first_year: int) -> Amounts:
    """A benefit's amounts that many years later; its end is not put off, and costs and income stay where they are."""
    if not line.is_benefit or not years:
        return line.by_year
    # What is pushed beyond the last year is lost: the case ends when it ends.
    late = ((ZERO,) * years + line.by_year)[: len(line.by_year)]
    kept = len(late) if line.end is None else max(0, line.end - first_year + 1)
    return late[:kept] + (ZERO,) * (len(late) - kept)


def uncertainty(case: Case) -> Uncertainty:
    """Everything about how sure the case is."""
    reserve, estimated = risk_reserve(case.plan), bool(case.ranged)
    likely, late = case.outcome("likely", lambda _: ONE), case.outcome("delay", lambda _: ONE, case.tried.delay)
    return Uncertainty(
        weighting=case.plan.economy.three_point,
        coverage=coverage(
            [(line.size, line.has_range and not line.uplift) for line in case.counted],
            sum(bool(line.uplift) for line in case.ranged),
        ),
        pessimistic=case.outcome("pessimistic", worst) if estimated else None,
        likely=likely,
        optimistic=case.outcome("optimistic", best) if estimated else None,
        stress=case.outcome("stress", worst, case.tried.delay, reserve),
        stressed=tuple(_stressed(case, reserve)),
        expected_npv=_expected(case) if estimated else None,
        tests=(late, *_tests(case)),
        # By id where two swing alike, so that two builds of one plan show them in one order.
        drivers=tuple(sorted(_drivers(case, likely, late), key=lambda driver: (-driver.swing, driver.id))),
        risk_reserve=reserve,
    )


def _stressed(case: Case, reserve: Decimal) -> Iterator[StressPart]:
    """What goes wrong at once in the stress case."""
    if case.ranged:
        yield "pessimistic"
    if case.tried.delay:
        yield "delay"
    if reserve:
        yield "risks"


def _expected(case: Case) -> Decimal:
    """NPV with each line at the mean of its three-point estimate."""
    shares = ((line, three_point_mean(*_low_one_high(line), case.weight)) for line in case.lines)
    return sum((case.present_of(line) * share for line, share in shares), ZERO)


def _low_one_high(line: Line) -> tuple[Decimal, Decimal, Decimal]:
    low, high = line.span or (ONE, ONE)
    return low, ONE, high


def worst(line: Line) -> Decimal:
    """The share of a line that hurts most within its range."""
    low, high = line.span or (ONE, ONE)
    return high if line.is_cost else low


def best(line: Line) -> Decimal:
    """The share of a line that helps most within its range."""
    low, high = line.span or (ONE, ONE)
    return low if line.is_cost else high


def _tests(case: Case) -> Iterator[Outcome]:
    """The plan's tests but the first, which is delay."""
    tried = case.tried
    yield case.outcome("costs", lambda line: ONE + tried.costs / WHOLE if line.is_cost else ONE)
    yield case.outcome("benefits", lambda line: _smaller(line, tried.benefits / WHOLE))


def _smaller(line: Line, part: Decimal) -> Decimal:
    """The share of a benefit that is that part worse: a loss grows."""
    if not line.is_benefit:
        return ONE
    # A benefit may be a loss; "worse" then is more of it.
    return ONE - part if line.total >= 0 else ONE + part


def _drivers(case: Case, likely: Outcome, late: Outcome) -> Iterator[Driver]:
    # Only what moves NPV by more than a millionth: a share at which nothing changes has no switching value.
    yield from (_line_driver(case, line) for line in case.lines if settled(case.present_of(line)))
    if any(line.fte for line in case.lines):
        yield _fte_driver(case)
    yield Driver("delay", "", "delay", ZERO, Decimal(case.tried.delay), case.npv, late.npv, None, False, True)
    yield _rate_driver(case, likely)


def _line_driver(case: Case, line: Line) -> Driver:
    off = (case.tried.benefits if line.is_benefit else case.tried.costs) / WHOLE
    # A line without a range is moved by the plan's test, and `given` says so beside it.
    low, high = line.span or (ONE - off, ONE + off)
    return _driver(case, line.id, line.title, line.kind, (low, high), case.present_of(line), line)


def _driver(
    case: Case, id: str, title: str, kind: str, span: tuple[Decimal, Decimal], present: Decimal, line: Line | None
) -> Driver:
    """A driver whose present value grows in step with it."""
    low, high = (case.npv + (share - ONE) * present for share in span)
    # NPV + (share − 1) · present = 0, solved for the share.
    switching = ONE - case.npv / present
    given = line is not None and line.span is not None and not line.uplift
    sourced, uplift = line is None or line.has_source, line.uplift if line else ""
    return Driver(id, title, kind, *span, low, high, switching, given, sourced, uplift)


def _fte_driver(case: Case) -> Driver:
    """The cost of an FTE, which moves every line given in time at once."""
    present = sum((case.present_of(line) for line in case.lines if line.fte), ZERO)
    off = case.tried.costs / WHOLE
    span = (ONE - off, ONE + off)
    has_source = bool(case.plan.economy.fte_cost_source)
    low, high = (case.npv + (share - ONE) * present for share in span)
    return Driver(
        "fte_cost",
        "",
        "fte_cost",
        *span,
        low,
        high,
        ONE - case.npv / present if settled(present) else None,
        False,
        has_source,
    )


def _rate_driver(case: Case, likely: Outcome) -> Driver:
    points = case.tried.rate
    # NPV is not linear in the rate, so the case is computed at either end instead of solved.
    low, high = (npv(likely.net, case.shifted(off)) for off in (-points, points))
    return Driver("rate", "", "rate", -points, points, low, high, None, False, True)


def risk_reserve(plan: Plan) -> Decimal:
    """The expected cost of what may go wrong, DKK: Σ probability × consequence of the twelve largest risks.

    It is part of no total and of no NPV but that of the stress case.
    """
    return sum(expected_costs(plan).values(), ZERO)


def expected_costs(plan: Plan) -> Mapping[str, Decimal]:
    """Probability × consequence, DKK, of the twelve largest risks by id, the largest first."""
    costs = {id: (risk.probability or ZERO) / WHOLE * (risk.consequence or ZERO) for id, risk in plan.risks.items()}
    largest = sorted((id for id, cost in costs.items() if cost), key=lambda id: -costs[id])[:LARGEST_RISKS]
    return {id: costs[id] for id in largest}
