"""The formulas of a business case, one function each.

In: flows as `Decimal`, one a year; index 0 is the base year, which is not discounted, and every flow counts at the end
of its year. Out: exact results. Costs are negative in a flow, benefits positive. Formulas: HM Treasury, The Green
Book, and ATAP step 10, which use the same timing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate, pairwise
from operator import mul

from planbuilder.record import record

Flows = Sequence[Decimal]
Amounts = tuple[Decimal, ...]
ZERO, ONE, MILLIONTH = Decimal(0), Decimal(1), Decimal("0.000001")
TOUCH = 1e-12
SAME_RATE = 1e-6
HUGE = Decimal(10) ** 20
HIGHEST_FACTOR, LOWEST_FACTOR, SCAN_STEPS = 100.0, 0.01, 4000


def npv(flows: Flows, factors: Flows) -> Decimal:
    """The net present value: the sum of flows times discount factors."""
    return sum((flow * factor for flow, factor in zip(flows, factors, strict=True)), ZERO)


def factors_at(rate: Decimal, years: int) -> tuple[Decimal, ...]:
    """Discount factors 1, 1/(1+r), 1/(1+r)², … of `years` years at one rate (share)."""
    return factors([rate] * (years - 1))


def factors(rates: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Discount factors of the base year and one year a rate (share), multiplied year by year.

    So money is never worth more in a later year where the rate falls.
    """
    return tuple(accumulate((ONE / (1 + rate) for rate in rates), mul, initial=ONE))


def bcr(benefits: Flows, costs: Flows, factors: Flows) -> Decimal | None:
    """The benefit-cost ratio, PV of benefits / PV of costs; None where nothing is spent."""
    spent = npv(costs, factors)
    return npv(benefits, factors) / spent if spent else None


def annuity(present: Decimal, factors: Flows) -> Decimal | None:
    """The equal yearly amount, from the year after the base year on, with that present value: PV / Σ factors.

    The equivalent annual net value (EANC). None where there is no such year.
    """
    later = sum(factors[1:], ZERO)
    return present / later if later else None


def settled(amount: Decimal) -> Decimal:
    """An amount to a millionth of a krone, so that nil is nil however many divisions it came from."""
    return amount if abs(amount) >= HUGE else amount.quantize(MILLIONTH, ROUND_HALF_UP)


def cumulative(flows: Flows) -> tuple[Decimal, ...]:
    """The running sum of flows."""
    return tuple(accumulate(flows))


def irr(flows: Flows) -> tuple[Decimal, ...]:
    """Every internal rate of return (share) between −99 % and 9,900 %, lowest first; empty if there is none.

    More than one is told, not hidden: with several changes of sign no single rate describes the case. By Descartes'
    rule, one change of sign means exactly one rate; only else is the range searched step by step.
    """
    values = [float(settled(flow)) for flow in flows]
    signs = [value > 0 for value in values if value]
    changes = sum(a != b for a, b in pairwise(signs))
    if not changes:
        return ()
    steps = SCAN_STEPS if changes > 1 else 1
    ratio = (HIGHEST_FACTOR / LOWEST_FACTOR) ** (1 / steps)
    grid = [LOWEST_FACTOR * ratio**n for n in range(steps + 1)]
    roots = [_bisect(values, low, high) for low, high in pairwise(grid)]
    roots += [_touch(values, low, high) for low, high in zip(grid, grid[2:], strict=False)] if changes > 1 else []
    rates = sorted(round(1 / root - 1, 10) for root in roots if root is not None)
    apart = [rate for n, rate in enumerate(rates) if n == 0 or rate - rates[n - 1] > SAME_RATE]
    return tuple(Decimal(str(rate)) for rate in apart)


def _present(values: list[float], factor: float) -> float:
    """The net present value for one year's factor, by Horner's rule."""
    total = 0.0
    for value in reversed(values):
        total = total * factor + value
    return total


def _touch(values: list[float], low: float, high: float) -> float | None:
    """The factor between two others at which the present value touches nil without crossing it, else None."""
    middle = (low * high) ** 0.5
    near, ends = abs(_present(values, middle)), (abs(_present(values, low)), abs(_present(values, high)))
    if near > min(ends) or _present(values, low) * _present(values, high) <= 0:
        return None
    for _ in range(200):
        first, second = low + (high - low) / 3, high - (high - low) / 3
        if abs(_present(values, first)) < abs(_present(values, second)):
            high = second
        else:
            low = first
    found = (low + high) / 2
    return found if abs(_present(values, found)) <= TOUCH * sum(map(abs, values)) else None


def _bisect(values: list[float], low: float, high: float) -> float | None:
    """The factor between two others at which the present value is nil, None where it does not change sign."""
    at_low, at_high = _present(values, low), _present(values, high)
    if at_low == 0:
        return low
    if at_low * at_high >= 0:
        return None
    for _ in range(200):
        middle = (low + high) / 2
        if (_present(values, middle) > 0) == (at_low > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2


@record
class Payback:
    """When a case has paid itself back for good; years before the first flow do not count as paid back.

    `index` is the first year from which the running sum stays at nil or above, `years` the same with the part of the
    last year, `dips` the earlier years in which it had been reached but was lost again.
    """

    index: int
    years: Decimal
    dips: tuple[int, ...]


def payback(flows: Flows) -> Payback | None:
    """When the flows have paid themselves back, None if they never do within the years given."""
    sums = tuple(map(settled, cumulative(flows)))
    if not sums or sums[-1] < 0:
        return None
    index = next((n + 1 for n in range(len(sums) - 1, -1, -1) if sums[n] < 0), 0)
    below = [n for n in range(index) if sums[n] < 0]
    begun = next((n for n, flow in enumerate(flows) if flow), 0)
    dips = tuple(n for n in below if any(total >= 0 for total in sums[begun:n]))
    exact = cumulative(flows)
    years = Decimal(index - 1) + -exact[index - 1] / flows[index] if index else ZERO
    return Payback(index, years, dips)


def first_surplus(flows: Flows) -> int | None:
    """The index of the first year whose own flow is above nil, None if there is none."""
    return next((n for n, flow in enumerate(flows) if settled(flow) > 0), None)


def successive_mean(low: Decimal, likely: Decimal, high: Decimal) -> Decimal:
    """The expected value of a three-point estimate by the successive principle: (low + 3·likely + high) / 5."""
    return (low + 3 * likely + high) / 5


def pert_mean(low: Decimal, likely: Decimal, high: Decimal) -> Decimal:
    """The expected value of a three-point estimate by PERT: (low + 4·likely + high) / 6."""
    return (low + 4 * likely + high) / 6
