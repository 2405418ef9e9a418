"""The formulas of a business case, one function each, and rounding so that what is shown adds up.

In: flows as `Decimal`, one a year; index 0 is the base year, which is not discounted, and every flow counts at the
end of its year, or with mid-year timing in the middle of each year after the base year. Out: exact results. Costs are
negative in a flow, benefits positive. Formulas: HM Treasury, The Green Book, and ATAP step 10, which use the same
timing. Rounding gives whole units whose sum is the rounded exact sum; the rule, as documents state it: the sum is
rounded first, then each part down, and what is left goes to the parts with the largest remainders.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import accumulate
from operator import mul

from planbuilder.record import record

Flows = Sequence[Decimal]
Amounts = tuple[Decimal, ...]
ZERO, ONE, MILLIONTH = Decimal(0), Decimal(1), Decimal("0.000001")
HALF_A_YEAR = Decimal("0.5")
# Decimal keeps 28 digits, and 10²⁰ to a millionth needs 27.
HUGE = Decimal(10) ** 20


def npv(flows: Flows, factors: Flows) -> Decimal:
    """The net present value: the sum of flows times discount factors."""
    return sum((flow * factor for flow, factor in zip(flows, factors, strict=True)), ZERO)


def factors_at(rate: Decimal, years: int) -> tuple[Decimal, ...]:
    """Discount factors 1, 1/(1+r), 1/(1+r)², … of `years` years at one rate (share)."""
    return factors([rate] * (years - 1))


def factors(rates: Iterable[Decimal], mid_year: bool = False) -> tuple[Decimal, ...]:
    """Discount factors of the base year and one year a rate (share), multiplied year by year.

    So money is never worth more in a later year where the rate falls. With `mid_year` each year after the base year is
    discounted half a year less, by its own rate: (1 + r) ^ −(t − 0.5) at one rate (docs/decisions/039).
    """
    # The product of each year's own factor, so a table with bands has no jump where a band begins.
    own = [ONE / (1 + rate) for rate in rates]
    ends = tuple(accumulate(own, mul, initial=ONE))
    return (ONE, *(end * one.sqrt() for end, one in zip(ends, own, strict=False))) if mid_year else ends


def times(years: int, mid_year: bool = False) -> tuple[Decimal, ...]:
    """How many years after the base year each flow counts: 0, 1, 2 …, or 0, 0.5, 1.5 … with mid-year timing."""
    late = HALF_A_YEAR if mid_year else ZERO
    return tuple(max(ZERO, n - late) for n in range(years))


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
    """An amount to a millionth of a krone, so that zero is zero however many divisions it came from."""
    # So large an amount has no digit left for a millionth, and `quantize` would refuse it.
    return amount if abs(amount) >= HUGE else amount.quantize(MILLIONTH, ROUND_HALF_UP)


def cumulative(flows: Flows) -> tuple[Decimal, ...]:
    """The running sum of flows."""
    return tuple(accumulate(flows))


@record
class Payback:
    """When a case has paid itself back for good; years before the first flow do not count as paid back.

    `index` is the first year from which the running sum stays at zero or above, `years` the same with the part of the
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
    # From the end: paid back is the year after the last deficit, however often zero was crossed before.
    index = next((n + 1 for n in range(len(sums) - 1, -1, -1) if sums[n] < 0), 0)
    below = [n for n in range(index) if sums[n] < 0]
    # Before the first flow the sum is zero too, but nothing has been paid back.
    begun = next((n for n, flow in enumerate(flows) if flow), 0)
    dips = tuple(n for n in below if any(total >= 0 for total in sums[begun:n]))
    # Unrounded: `settled` decides which year it is, and must not move the part of it.
    exact = cumulative(flows)
    # The part of the last year in which its flow makes up what was owed, evenly spread over the year.
    years = Decimal(index - 1) + -exact[index - 1] / flows[index] if index else ZERO
    return Payback(index, years, dips)


def first_surplus(flows: Flows) -> int | None:
    """The index of the first year whose own flow is above zero, None if there is none."""
    return next((n for n, flow in enumerate(flows) if settled(flow) > 0), None)


def three_point_mean(low: Decimal, likely: Decimal, high: Decimal, weight: Decimal) -> Decimal:
    """The expected value of a three-point estimate: (low + weight · likely + high) / (weight + 2).

    With weight 3 the successive principle, with weight 4 PERT.
    """
    return (low + weight * likely + high) / (weight + 2)


def rounded(amount: Decimal, unit: Decimal) -> Decimal:
    """An amount in whole units, halves away from zero."""
    return (amount / unit).quantize(ONE, ROUND_HALF_UP)


def shares(amounts: Sequence[Decimal], unit: Decimal, total: Decimal | None = None) -> tuple[Decimal, ...]:
    """Each amount in whole units, less than one unit off, so that they sum to the rounded sum.

    An amount that is whole already stays as it is: zero stays zero. With a `total` of so many whole units they sum to
    that instead: what it is beside the rounded sum falls on those furthest from it, whole amounts last. Zero stays
    zero, and if all are zero, so is their sum.
    """
    exact = [amount / unit for amount in amounts]
    found = _nearest(exact)
    return found if total is None or total == sum(found, ZERO) else _bent(exact, found, total)


def _nearest(exact: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Numbers rounded so that they sum to their rounded sum: down, and what is left to the largest remainders."""
    floors = [amount.quantize(ONE, ROUND_FLOOR) for amount in exact]
    # How many units flooring has lost. Each part can take one, so the largest remainders get them.
    missing = int(rounded(sum(exact, Decimal(0)), ONE) - sum(floors, Decimal(0)))
    # Ties go to the earlier part, so that the same amounts are rounded the same everywhere.
    by_remainder = sorted(range(len(exact)), key=lambda n: (floors[n] - exact[n], n))
    up = {n for n in by_remainder[:missing] if exact[n] != floors[n]}
    return tuple(floor + (n in up) for n, floor in enumerate(floors))


def _bent(exact: Sequence[Decimal], nearest: Sequence[Decimal], total: Decimal) -> tuple[Decimal, ...]:
    """Whole numbers moved by one at a time, that which is furthest behind its exact one first, until they sum to it."""
    found, step = list(nearest), ONE if total > sum(nearest, ZERO) else -ONE
    bent = [n for n, amount in enumerate(exact) if amount % 1] or [n for n, amount in enumerate(exact) if amount]
    while bent and sum(found, ZERO) != total:
        n = max(bent, key=lambda n: (exact[n] - found[n]) * step)
        found[n] += step
    return tuple(found)
