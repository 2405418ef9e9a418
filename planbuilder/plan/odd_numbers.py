"""Single numbers that can hardly be meant: where each stands in a plan, its usual limits, and what was probably meant.

In: a plan. Out: `NUMBERS`, the table of rules. What is odd beside other numbers is found in `plausibility`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import chain

from planbuilder import codes
from planbuilder.errors import Term
from planbuilder.plan.model import Plan
from planbuilder.record import record

Numbers = Iterator[tuple[str, Decimal, Mapping[str, object]]]
HUNDRED, THOUSAND, MINUTES = Decimal(100), Decimal(1000), Decimal(60)
BENEFITS = "benefits_tree.benefits"


@record
class Rule:
    """One rule on single numbers: which ones, what is odd about a value, and the factor to what was probably meant."""

    code: codes.Code
    numbers: Callable[[Plan], Numbers]
    is_odd: Callable[[Decimal], bool]
    factor: Decimal = HUNDRED


def plain(number: Decimal) -> Decimal:
    """A number without the zeros that a factor leaves behind."""
    return Decimal(f"{number.normalize():f}")


def _discount_rate(plan: Plan) -> Numbers:
    if plan.economy.discount_rate is not None:
        yield "economy.discount_rate", plan.economy.discount_rate, {}
    yield from _by_key("economy.rate_bands", plan.economy.rate_bands)


def _probabilities(plan: Plan) -> Numbers:
    for id, risk in plan.risks.items():
        if risk.probability is not None:
            yield f"risks.{id}.probability", risk.probability, {"id": id, "title": risk.title}


def _shares(plan: Plan) -> Numbers:
    """Percentages that people may give as a share of 1."""
    for id, benefit in plan.benefits_tree.benefits.items():
        yield f"{BENEFITS}.{id}.decay", benefit.decay, {"name": Term("plausible.decay")}
    pool, tests = plan.economy.pool, plan.economy.sensitivity
    yield "economy.pool.share", pool.share, {"name": Term("plausible.share")}
    yield "economy.sensitivity.costs", tests.costs, {"name": Term("plausible.costs")}
    yield "economy.sensitivity.benefits", tests.benefits, {"name": Term("plausible.benefits")}


def _small_rates(plan: Plan) -> Numbers:
    for id, benefit in plan.benefits_tree.benefits.items():
        yield f"{BENEFITS}.{id}.growth", benefit.growth, {"name": Term("plausible.growth")}
    yield "economy.pool.interest", plan.economy.pool.interest, {"name": Term("plausible.interest")}
    yield "economy.sensitivity.rate", plan.economy.sensitivity.rate, {"name": Term("plausible.rate")}


def _hours(plan: Plan) -> Numbers:
    if plan.economy.effective_hours is not None:
        yield "economy.effective_hours", plan.economy.effective_hours, {}


def _fte_cost(plan: Plan) -> Numbers:
    if plan.economy.fte_cost is not None:
        yield "economy.fte_cost", plan.economy.fte_cost, {}


def _effects(name: str) -> Callable[[Plan], Numbers]:
    """The full effects that are given in one way, with the hours that minutes come to."""

    def numbers(plan: Plan) -> Numbers:
        for id, benefit in plan.benefits_tree.benefits.items():
            value: Decimal | None = getattr(benefit.full_effect, name)
            if value is not None:
                words = {"id": id, "name": Term(f"plausible.{name}"), "unit": Term(f"units.{name}")}
                yield f"{BENEFITS}.{id}.full_effect.{name}", value, {**words, "hours": plain(value / MINUTES)}

    return numbers


def _cost_fte(plan: Plan) -> Numbers:
    for id, cost in plan.costs.items():
        if cost.fte is not None:
            words = {"name": Term("plausible.fte"), "unit": Term("units.fte")}
            yield f"costs.{id}.fte", cost.fte, {"id": id, **words}


def _counted(plan: Plan) -> Numbers:
    """Every amount, and every number that is never given in thousandths."""
    yield from chain(_fte_cost(plan), _effects("amount")(plan), _effects("unit_price")(plan), _effects("volume")(plan))
    for id, benefit in plan.benefits_tree.benefits.items():
        yield from _by_key(f"{BENEFITS}.{id}.full_effect.amounts", benefit.full_effect.amounts)
    for id, cost in plan.costs.items():
        yield from _some(f"costs.{id}.amount", cost.amount)
        yield from _by_key(f"costs.{id}.amounts", cost.amounts)
    for id, risk in plan.risks.items():
        yield from _some(f"risks.{id}.consequence", risk.consequence)
    for id, change in plan.budget_changes.items():
        yield from _some(f"budget_changes.{id}.amount", change.amount)
        yield from _by_key(f"budget_changes.{id}.amounts", change.amounts)
    yield from _by_key("economy.pool.draws", plan.economy.pool.draws)
    yield from _by_key("economy.pool.repayments", plan.economy.pool.repayments)


def _some(path: str, value: Decimal | None) -> Numbers:
    if value is not None:
        yield path, value, {}


def _by_key(path: str, values: Mapping[str, Decimal]) -> Numbers:
    yield from ((f"{path}.{key}", value, {}) for key, value in values.items())


def _like_a_share(value: Decimal) -> bool:
    return 0 < value < 1


def _in_thousandths(value: Decimal) -> bool:
    """Three decimals, where a krone has two: a comma that stood for thousands."""
    # Normalized first: `580.000` has lost its zeros by then and is found where it is read, `580.125` is found here.
    return value.normalize().as_tuple().exponent == -3


def _outside(least: str, most: str) -> Callable[[Decimal], bool]:
    low, high = Decimal(least), Decimal(most)
    return lambda value: not low <= value <= high


def _odd_size(least: str, most: str) -> Callable[[Decimal], bool]:
    """Other than 0, and smaller or larger than the usual, whatever the sign."""
    outside = _outside(least, most)
    return lambda value: value != 0 and outside(abs(value))


NUMBERS = (
    Rule(codes.RATE_LIKE_A_SHARE, _discount_rate, _like_a_share),
    Rule(codes.RATE_UNUSUAL, _discount_rate, _outside("0", "10")),
    Rule(codes.PROBABILITY_LIKE_A_SHARE, _probabilities, lambda value: 0 < value <= 1),
    Rule(codes.PERCENTAGE_LIKE_A_SHARE, _shares, _like_a_share),
    Rule(codes.PERCENTAGE_LIKE_A_SHARE, _small_rates, lambda value: 0 < value < Decimal("0.1")),
    Rule(codes.HOURS_UNUSUAL, _hours, _outside("1000", "2200")),
    Rule(codes.FTE_COST_UNUSUAL, _fte_cost, _outside("250000", "2000000")),
    Rule(codes.MINUTES_UNUSUAL, _effects("minutes"), _outside("-480", "480")),
    Rule(codes.THREE_DECIMALS, _counted, _in_thousandths, THOUSAND),
    Rule(codes.SIZE_UNUSUAL, _effects("volume"), _odd_size("1", "1000000")),
    Rule(codes.SIZE_UNUSUAL, _effects("unit_price"), _odd_size("1", "100000")),
    Rule(codes.SIZE_UNUSUAL, _effects("fte"), _outside("-1000", "1000")),
    Rule(codes.SIZE_UNUSUAL, _cost_fte, _outside("0", "1000")),
)
