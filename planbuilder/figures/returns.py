"""What a case yields a year: its internal rates, and the modified one.

In: flows as `Decimal`, one a year, as in `methods`. Out: `InternalRates`: every rate there is, what each kind of case
may call it, and a modified rate where one rate is not enough. With x = 1 / (1 + rate) the present value is a
polynomial in x, and each of its positive roots is a rate: `roots` counts them exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Literal

from planbuilder.figures.methods import Flows, npv, settled
from planbuilder.figures.roots import Root, changes_of_sign, positive_roots
from planbuilder.record import record

ZERO, ONE, DIGITS = Decimal(0), Decimal(1), Decimal("1e-10")
# Rates from −99 % to 9,900 % are told as numbers; beyond them it is told on which side a rate lies.
LOWEST, HIGHEST = Decimal("-0.99"), Decimal(99)
Role = Literal["none", "yield", "loan", "touch", "several"]


@record
class InternalRates:
    """Every internal rate of return (share).

    `rates` are those from −99 % to 9,900 %, to ten decimals, lowest first; `below` and `above` count those beyond.
    `turns` is how often the flows change sign. `role` is what the rates are: `yield` where NPV is above zero at every
    lower discount rate and below zero at every higher one; `loan`, the rate of a loan, where it is the other way round;
    `touch` where NPV has the same sign on both sides; `several` where no single rate describes the case.
    """

    rates: tuple[Decimal, ...] = ()
    below: int = 0
    above: int = 0
    turns: int = 0
    role: Role = "none"

    @property
    def count(self) -> int:
        """How many rates there are, wherever they lie."""
        return len(self.rates) + self.below + self.above


def internal_rates(flows: Flows) -> InternalRates:
    """Every internal rate of the flows; amounts count to a millionth of a krone."""
    numbers = whole([settled(flow) for flow in flows])
    roots = positive_roots(numbers)
    rates = sorted(Decimal(root.at.denominator) / Decimal(root.at.numerator) - 1 for root in roots)
    inside = tuple(rate.quantize(DIGITS) for rate in rates if LOWEST <= rate <= HIGHEST)
    below = sum(rate < LOWEST for rate in rates)
    above = len(rates) - len(inside) - below
    return InternalRates(inside, below, above, changes_of_sign(numbers), _role(roots))


def whole(flows: Flows) -> list[int]:
    """The flows as whole numbers of the same small unit."""
    exact = [Fraction(flow) for flow in flows]
    unit = lcm(*(number.denominator for number in exact))
    return [int(number * unit) for number in exact]


def _role(roots: Sequence[Root]) -> Role:
    """A higher rate is a lower x: a yield is where the polynomial rises above zero."""
    if len(roots) != 1:
        return "several" if roots else "none"
    (root,) = roots
    if root.before == root.after:
        return "touch"
    return "yield" if root.after > 0 else "loan"


def mirr(flows: Flows, finance: Flows, reinvest: Flows) -> Decimal | None:
    """The modified internal rate of return (share): what the costs become if they grow into the reinvested benefits.

    `(FV of the benefits / PV of the costs) ^ (1 / years) − 1`, over all years given. `finance` and `reinvest` are the
    discount factors at which costs are financed and benefits reinvested. None without a cost, a benefit or a second
    year. Source: Excel's documentation of MIRR.
    """
    spent = -npv([min(flow, ZERO) for flow in flows], finance)
    gained = npv([max(flow, ZERO) for flow in flows], reinvest)
    if len(flows) < 2 or not settled(spent) or not settled(gained):
        return None
    return (gained / reinvest[-1] / spent) ** (ONE / (len(flows) - 1)) - 1
