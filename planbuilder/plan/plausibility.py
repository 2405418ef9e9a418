"""What can hardly be meant in a plan: a rate of 0.035 %, 37 hours a year, a range in another unit than its number.

In: a plan. Out: warnings, each with the value as it was read and what was probably meant. `check` tells all of them;
the interview asks about those that an answer brings about. The limits are wide: who is asked has probably slipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from planbuilder import codes
from planbuilder.errors import Problem, Term, problem
from planbuilder.plan.economy import Cost
from planbuilder.plan.measures import Likely, dated, likely_cost, likely_effect
from planbuilder.plan.model import Plan
from planbuilder.plan.odd_numbers import BENEFITS, HUNDRED, NUMBERS, plain
from planbuilder.plan.odd_readings import odd_readings
from planbuilder.plan.option_rules import of_options
from planbuilder.plan.preconditions import own_start

THIRD, THREE = Decimal(1) / 3, Decimal(3)


def implausible(plan: Plan) -> Iterator[Problem]:
    """Every warning about what can hardly be meant, rule by rule, and of the options' lines."""
    for rule in NUMBERS:
        for path, value, named in rule.numbers(plan):
            if rule.is_odd(value):
                yield problem(rule.code, path, value=value, meant=plain(value * rule.factor), **named)
    for relation in RELATIONS:
        yield from relation(plan)
    yield from of_options(plan, implausible)


def _ramps(plan: Plan) -> Iterator[Problem]:
    """Ramps that never get above 1 %, and single steps below it."""
    for id, benefit in plan.benefits_tree.benefits.items():
        path, ramp = f"{BENEFITS}.{id}.ramp", benefit.ramp
        most = max(ramp, default=Decimal(0))
        if 0 < most <= 1:
            yield problem(codes.RAMP_LIKE_A_SHARE, path, id=id, most=most, meant=plain(most * HUNDRED))
            continue
        for step in (one for one in ramp if 0 < one < 1):
            values = {"id": id, "value": step, "meant": plain(step * HUNDRED)}
            yield problem(codes.RAMP_STEP_LIKE_A_SHARE, path, **values)


def _indices(plan: Plan) -> Iterator[Problem]:
    """Rises that look like factors, and rises that hardly happen in a year."""
    for name in ("wages", "prices", "capital"):
        yield from _rises(f"economy.indices.{name}", getattr(plan.economy.indices, name))


def _rises(path: str, rises: Mapping[str, Decimal]) -> Iterator[Problem]:
    # All of them, or none is taken for a factor: a single rise of 1.03 % in a year is ordinary.
    factors = all(Decimal("0.9") <= rise <= Decimal("1.15") for rise in rises.values())
    for year, rise in rises.items():
        if factors and int(rise.normalize().as_tuple().exponent) <= -2:
            yield problem(
                codes.INDEX_LIKE_A_FACTOR, f"{path}.{year}", year=year, value=rise, meant=plain((rise - 1) * HUNDRED)
            )
        elif not -5 <= rise <= 15:
            yield problem(codes.INDEX_UNUSUAL, f"{path}.{year}", year=year, value=rise)


def _delays(plan: Plan) -> Iterator[Problem]:
    """Benefits that a delay takes out of the case."""
    for id, benefit in plan.benefits_tree.benefits.items():
        start = own_start(benefit, plan.first_year)
        begins, last = start + benefit.delay, plan.years[-1]
        # Only what the delay has done: a start beyond the case is told by another rule.
        if benefit.delay and start <= last < begins:
            values = {"id": id, "year": begins, "last": last, "delay": benefit.delay}
            yield problem(codes.BEGINS_AFTER_PERIOD, f"{BENEFITS}.{id}.delay", **values)


def _pool(plan: Plan) -> Iterator[Problem]:
    """Repayments before anything is drawn, and draws far above what they are to pay for."""
    pool, costs = plan.economy.pool, _one_off(plan)
    # Without agreed draws the pool pays the costs themselves, so the first of these is the first draw.
    first = min([year for year, amount in dated(pool.draws) if amount] or costs, default=None)
    for year, amount in dated(pool.repayments):
        if amount and first and year < first:
            yield problem(codes.REPAYMENT_BEFORE_COST, f"economy.pool.repayments.{year}", year=year, first=first)
    draws, total = sum(pool.draws.values()), sum(costs.values())
    if total and draws > 2 * total:
        yield problem(codes.DRAWS_ABOVE_COSTS, "economy.pool.draws", draws=draws, costs=total)


def _one_off(plan: Plan) -> Mapping[int, Decimal]:
    """One-off costs, DKK by year."""
    by_year: dict[int, Decimal] = {}
    for cost in plan.costs.values():
        for year, amount in _yearly(plan, cost) if cost.kind == "one_off" and not cost.nature else ():
            by_year[year] = by_year.get(year, Decimal(0)) + amount
    return by_year


def _yearly(plan: Plan, cost: Cost) -> Iterator[tuple[int, Decimal]]:
    if cost.amounts:
        yield from dated(cost.amounts)
        return
    first = cost.from_ if cost.from_ is not None else plan.first_year
    amount = cost.amount if cost.amount is not None else (cost.fte or 0) * (plan.economy.fte_cost or Decimal(0))
    last = cost.to or (first if cost.every is None else plan.years[-1])
    yield from ((year, amount) for year in range(first, last + 1, cost.every or 1))


def _price_base(plan: Plan) -> Iterator[Problem]:
    """Prices of a year far from the case."""
    if not plan.first_year - 5 <= plan.price_base <= plan.first_year + 1:
        yield problem(codes.PRICE_BASE_UNUSUAL, "price_base", year=plan.price_base, first=plan.first_year)


def _ranges(plan: Plan) -> Iterator[Problem]:
    """Low and high estimates less than a third of the likely one, or more than three times it."""
    for id, cost in plan.costs.items():
        yield from _far_apart(f"costs.{id}.range", id, likely_cost(cost), cost.range.low, cost.range.high)
    for id, benefit in plan.benefits_tree.benefits.items():
        likely, given = likely_effect(benefit.full_effect), benefit.range
        yield from _far_apart(f"{BENEFITS}.{id}.range", id, likely, given.low, given.high)


def _far_apart(
    path: str, id: str, likely: Likely | None, low: Decimal | None, high: Decimal | None
) -> Iterator[Problem]:
    for name, bound in (("low", low), ("high", high)):
        if likely and likely.number and bound is not None and not THIRD <= bound / likely.number <= THREE:
            words = {"name": Term(f"plausible.{name}"), "unit": Term(f"units.{likely.measure}")}
            yield problem(
                codes.BOUND_FAR_FROM_LIKELY, f"{path}.{name}", id=id, value=bound, likely=likely.number, **words
            )


def _disbenefits(plan: Plan) -> Iterator[Problem]:
    """Disbenefits whose number is a plus, which counts as a gain."""
    for id, benefit in plan.benefits_tree.benefits.items():
        likely = likely_effect(benefit.full_effect)
        if benefit.is_disbenefit and likely and likely.number > 0:
            yield problem(codes.DISBENEFIT_LIKE_A_GAIN, f"{BENEFITS}.{id}.full_effect", id=id, title=benefit.title)


RELATIONS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    _ramps, _indices, _delays, _pool, _price_base, _ranges, odd_readings, _disbenefits,
)  # fmt: skip
