"""What a case yields a year: its internal rates, counted exactly, and the modified one.

In: flows as `Decimal`, one a year, as in `methods`. Out: `InternalRates`: every rate there is, what each kind of case
may call it, and a modified rate where one rate is not enough. With x = 1 / (1 + rate) the present value is a
polynomial in x, and each of its positive roots is a rate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import count, pairwise
from math import gcd, lcm
from typing import Literal

from planbuilder.figures.methods import Flows, npv, settled, times
from planbuilder.record import record

Polynomial = tuple[int, ...]
# A root is known to one part in 2⁷⁰, more digits than a rate is ever rounded to.
NEAR = Fraction(1, 2**70)


@record
class Root:
    """A root, to one part in 2⁷⁰, with the sign (−1, 1) of the polynomial just before and just after it.

    Where the two signs are equal, the polynomial touches zero and turns.
    """

    at: Fraction
    before: int
    after: int


def positive_roots(coefficients: Sequence[int]) -> tuple[Root, ...]:
    """Every different root above zero, lowest first; none of a polynomial that is zero everywhere."""
    whole = _trimmed(coefficients)
    if len(whole) < 2:
        return ()
    simple = _simple(whole)
    chain = tuple(_chain(simple))
    # Roots are found for the polynomial with each root once; the signs beside them are those of the whole one.
    spans = _isolated(chain, *_bounds(simple))
    return tuple(Root(_refined(simple, *span), *(_sign(whole, end) for end in span)) for span in spans)


def changes_of_sign(numbers: Sequence[int]) -> int:
    """How often the sign changes from one number to the next, zeros left out.

    By Descartes' rule a polynomial has at most that many positive roots, and as many or an even number fewer.
    """
    return sum((one > 0) != (other > 0) for one, other in pairwise(number for number in numbers if number))


def _trimmed(coefficients: Sequence[int]) -> Polynomial:
    """Without the roots at zero and the leading coefficients that are zero."""
    first = next((n for n, number in enumerate(coefficients) if number), 0)
    last = next((n for n in range(len(coefficients), 0, -1) if coefficients[n - 1]), 0)
    return tuple(coefficients[first:last])


def _simple(p: Polynomial) -> Polynomial:
    """The polynomial with each of its roots once: p divided by what it has in common with its derivative."""
    # Euclid: the greatest common divisor of p and p′ holds each root one time less than p does.
    common, rest = p, _derivative(p)
    while rest:
        common, rest = rest, _remainder(common, rest)
    return _quotient(p, common)


def _chain(p: Polynomial) -> Iterator[Polynomial]:
    """Sturm's chain: p, its derivative, then each time the remainder with its sign turned."""
    first, second = p, _derivative(p)
    yield first
    while second:
        yield second
        first, second = second, tuple(-number for number in _remainder(first, second))


def _derivative(p: Polynomial) -> Polynomial:
    return _primitive([n * number for n, number in enumerate(p)][1:])


def _remainder(p: Polynomial, q: Polynomial) -> Polynomial:
    """A positive multiple of the remainder of p / q."""
    left, lead = list(p), q[-1]
    while len(left) >= len(q):
        off, top = len(left) - len(q), left[-1]
        # Times |lead|, so that all stays whole and no sign is lost.
        left = [number * abs(lead) for number in left]
        for n, number in enumerate(q):
            left[off + n] -= number * top * (1 if lead > 0 else -1)
        left.pop()
    return _primitive(left)


def _quotient(p: Polynomial, q: Polynomial) -> Polynomial:
    """A multiple of p / q, where q divides p."""
    left, found = [Fraction(number) for number in p], []
    while len(left) >= len(q):
        part = left[-1] / q[-1]
        found.append(part)
        for n, number in enumerate(q, len(left) - len(q)):
            left[n] -= number * part
        left.pop()
    # The common denominator of all parts, so that the quotient is in whole numbers again.
    scale = 1
    for part in found:
        scale = scale * part.denominator // gcd(scale, part.denominator)
    return _primitive([int(part * scale) for part in reversed(found)])


def _primitive(numbers: Sequence[int]) -> Polynomial:
    """The numbers divided by all they have in common, and the leading ones that are zero left out; signs are kept."""
    kept = list(numbers)
    while kept and not kept[-1]:
        kept.pop()
    # Without this the numbers of a chain about double in length at each step.
    common = gcd(*kept) if kept else 1
    return tuple(number // common for number in kept)


def _bounds(p: Polynomial) -> tuple[Fraction, Fraction]:
    """A point below and one above every positive root (Cauchy)."""
    # Cauchy's bound for p and, turned over, for its roots' reciprocals; half and double keep the ends clear of roots.
    largest = max(map(abs, p))
    return Fraction(abs(p[0]), abs(p[0]) + largest) / 2, 2 * Fraction(abs(p[-1]) + largest, abs(p[-1]))


def _sign(p: Polynomial, at: Fraction) -> int:
    """The sign of p at a point."""
    # Horner with numerator and denominator apart: whole numbers, and so exact.
    top, bottom, total, power = at.numerator, at.denominator, 0, 1
    for number in reversed(p):
        total = total * top + number * power
        power *= bottom
    return (total > 0) - (total < 0)


def _isolated(chain: Sequence[Polynomial], low: Fraction, high: Fraction) -> list[tuple[Fraction, Fraction]]:
    """Intervals with one root each, lowest first; no end of theirs is a root."""

    def turns(at: Fraction) -> int:
        return changes_of_sign([_sign(p, at) for p in chain])

    # Last in, first out, with the lower half on top: so intervals come out from the lowest up.
    waiting, found = [(low, turns(low), high, turns(high))], []
    while waiting:
        left, at_left, right, at_right = waiting.pop()
        # Sturm: as many roots lie between two points as changes of sign are lost from one to the other.
        if at_left - at_right == 1:
            found.append((left, right))
        elif at_left > at_right:
            middle = _between(chain[0], left, right)
            at_middle = turns(middle)
            waiting += [(middle, at_middle, right, at_right), (left, at_left, middle, at_middle)]
    return found


def _between(p: Polynomial, low: Fraction, high: Fraction) -> Fraction:
    """A point between two others, near the middle, that is no root."""
    # A polynomial has so many roots and no more: one of the points is none.
    points = (low + (high - low) / n for n in count(2))
    return next(point for point in points if _sign(p, point))


def _refined(p: Polynomial, low: Fraction, high: Fraction) -> Fraction:
    """The root between two points; the interval is halved until it is narrow enough."""
    at_low = _sign(p, low)
    # Relative to the root: a factor of 0.01 and one of 100 get as many digits.
    while high - low > low * NEAR:
        middle = (low + high) / 2
        at_middle = _sign(p, middle)
        if not at_middle:
            return middle
        low, high = (middle, high) if at_middle == at_low else (low, middle)
    return (low + high) / 2


ZERO, ONE, DIGITS = Decimal(0), Decimal(1), Decimal("1e-10")
# Rates from −99 % to 9,900 % are reported as numbers; of those beyond, on which side they are.
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


def internal_rates(flows: Flows, mid_year: bool = False) -> InternalRates:
    """Every internal rate of the flows; amounts count to a millionth of a krone."""
    numbers = whole([settled(flow) for flow in flows])
    roots = roots_of(flows, mid_year)
    rates = sorted(Decimal(root.at.denominator) / Decimal(root.at.numerator) - 1 for root in roots)
    # Sorted as rates, not as factors: the highest factor is the lowest rate.
    inside = tuple(rate.quantize(DIGITS) for rate in rates if LOWEST <= rate <= HIGHEST)
    below = sum(rate < LOWEST for rate in rates)
    above = len(rates) - len(inside) - below
    return InternalRates(inside, below, above, changes_of_sign(numbers), _role(roots))


def roots_of(flows: Flows, mid_year: bool = False) -> tuple[Root, ...]:
    """Every x = 1 / (1 + rate) at which the present value of the flows is zero."""
    # Settled first: a flow that is zero but for the last digit of a division would count as a change of sign.
    numbers = whole([settled(flow) for flow in flows])
    if not mid_year:
        return positive_roots(numbers)
    # In half years: the base year, then every second half from the first on. Each root is a factor of half a year.
    halves = numbers[:1] + [part for number in numbers[1:] for part in (number, 0)]
    return tuple(Root(root.at**2, root.before, root.after) for root in positive_roots(halves))


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


def mirr(flows: Flows, finance: Flows, reinvest: Flows, mid_year: bool = False) -> Decimal | None:
    """The modified internal rate of return (share): what the costs become if they grow into the reinvested benefits.

    `(FV of the benefits / PV of the costs) ^ (1 / years) − 1`, from the first flow to the last. `finance` and
    `reinvest` are the discount factors at which costs are financed and benefits reinvested. None without a cost, a
    benefit or a second year. Source: Excel's documentation of MIRR.
    """
    spent = -npv([min(flow, ZERO) for flow in flows], finance)
    gained = npv([max(flow, ZERO) for flow in flows], reinvest)
    if len(flows) < 2 or not settled(spent) or not settled(gained):
        return None
    return (gained / reinvest[-1] / spent) ** (ONE / times(len(flows), mid_year)[-1]) - 1
