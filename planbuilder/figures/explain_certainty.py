"""How the figures came to be that tell how sure the case is: rates, waiting, scenarios, stress, and the risk reserve.

In: a plan and its figures. Out: an `Explanation` each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from planbuilder.figures.explanation import Explainer, Explanation, Step, shown, summed
from planbuilder.figures.methods import npv
from planbuilder.figures.model import Figures, Line
from planbuilder.figures.returns import InternalRates
from planbuilder.figures.uncertainty import WEIGHTS, best, delayed, expected_costs, worst
from planbuilder.plan.model import Plan

ZERO, ONE, WHOLE = Decimal(0), Decimal(1), Decimal(100)


def _irr(plan: Plan, f: Figures) -> Explanation:
    """At the one rate there is, the discounted flows sum to zero; of several, each rate alone."""
    found = [shown("rate", rate) for rate in f.irr.rates]
    if f.irr.count != 1 or not found:
        return Explanation("irr", "irr", tuple(found), None, remark=_beyond(f.irr))
    (rate,) = f.irr.rates
    steps = [
        Step(str(y.year), "{} / (1 + {}) ^ {}", (y.net, rate, Decimal(n)), y.net / (1 + rate) ** n)
        for n, y in enumerate(f.rows)
    ]
    total = summed("sum", [step.result for step in steps])
    return Explanation("irr", "irr", (*steps, total, *found), rate, remark=f"irr_{f.irr.role}")


def _beyond(irr: InternalRates) -> str:
    """Why there is no rate to tell as a number."""
    if irr.count == 1:
        return "irr_above" if irr.above else "irr_below"
    return f"irr_{irr.role}"


def _mirr(plan: Plan, f: Figures) -> Explanation:
    """What the costs become if they grow into the benefits, both at the discount rate."""
    if f.mirr is None:
        return Explanation("mirr", "mirr", (), None)
    spent = summed("present_deficits", [-min(y.present, ZERO) for y in f.rows])
    gained = summed("present_surpluses", [max(y.present, ZERO) for y in f.rows])
    end, years = f.factors[-1], Decimal(len(f.rows) - 1)
    values = (gained.result, end, spent.result, years)
    last = Step("rate", "({} / {} / {}) ^ (1 / {}) − 1", values, f.mirr)
    return Explanation("mirr", "mirr", (spent, gained, last), f.mirr)


def _waiting(name: str, part: str, years: Callable[[int], int]) -> Explainer:
    def explainer(plan: Plan, f: Figures) -> Explanation:
        """Every flow at the factor of the year after its own, less what NPV is now."""
        later = f.rates.factors(plan.horizon + 1)[1:]
        kept = list(zip(f.rows, later, strict=True))[: years(plan.horizon)]
        steps = [Step(str(y.year + 1), "{} × {}", (y.net, factor), y.net * factor) for y, factor in kept]
        then = summed("later", [step.result for step in steps])
        change: Decimal = getattr(f.waiting, part)
        return Explanation(name, name, (*steps, then, Step("sum", "{} − {}", (then.result, f.npv), change)), change)

    return explainer


def _scenario(name: str, share: Callable[[Line], Decimal]) -> Explainer:
    def explainer(plan: Plan, f: Figures) -> Explanation:
        """Each line's present value at the end of its range."""
        found = getattr(f.uncertainty, name)
        if found is None:
            return Explanation(name, "scenario", (), None, remark="not_estimated")
        steps = list(_moved(plan, f, share))
        return Explanation(name, "scenario", (*steps, summed("sum", [step.result for step in steps])), found.npv)

    return explainer


def _stress(plan: Plan, f: Figures) -> Explanation:
    """Each line at its pessimistic end, benefits late, less the risk reserve."""
    steps = list(_moved(plan, f, worst, plan.economy.sensitivity.delay))
    steps.append(shown("risk_reserve", -f.uncertainty.risk_reserve))
    total = summed("sum", [step.result for step in steps])
    remark = "" if f.uncertainty.pessimistic else "stress_without_ranges"
    return Explanation("stress", "stress", (*steps, total), f.uncertainty.stress.npv, remark=remark)


def _moved(plan: Plan, f: Figures, share: Callable[[Line], Decimal], delay: int = 0) -> Iterator[Step]:
    """The present value of each line of the case, that much later, times a share."""
    for line in _in_net(f):
        present = line.sign * npv(delayed(line, delay, plan.first_year), f.factors)
        yield Step(line.id, "{} × {}", (present, share(line)), present * share(line))


def _in_net(f: Figures) -> Iterator[Line]:
    yield from (line for line in (*f.costs, *f.benefits) if line.in_net)


def _expected(plan: Plan, f: Figures) -> Explanation:
    if f.uncertainty.expected_npv is None:
        return Explanation("expected_npv", "expected_npv", (), None, remark="not_estimated")
    weight = WEIGHTS[f.uncertainty.weighting]
    steps = []
    for line in _in_net(f):
        signed = line.sign * npv(line.by_year, f.factors)
        low, high = line.span or (ONE, ONE)
        result = signed * (low + weight + high) / (weight + 2)
        values = (signed, low, weight, high, weight + 2)
        steps.append(Step(line.id, "{} × ({} + {} × 1 + {}) / {}", values, result))
    total = summed("sum", [step.result for step in steps])
    return Explanation("expected_npv", "expected_npv", (*steps, total), f.uncertainty.expected_npv)


def _risks(plan: Plan, f: Figures) -> Explanation:
    """The largest risks alone: the others are no part of the reserve."""
    steps = [
        Step(id, "{} % × {}", (plan.risks[id].probability or ZERO, plan.risks[id].consequence or ZERO), cost)
        for id, cost in expected_costs(plan).items()
    ]
    total = summed("sum", [step.result for step in steps])
    return Explanation("risk_reserve", "risk_reserve", (*steps, total), f.uncertainty.risk_reserve)


CERTAINTY: Mapping[str, Explainer] = {
    "irr": _irr,
    "mirr": _mirr,
    "waiting": _waiting("waiting", "same_life", lambda horizon: horizon),
    "waiting_same_end": _waiting("waiting_same_end", "same_end", lambda horizon: horizon - 1),
    "expected_npv": _expected,
    "pessimistic": _scenario("pessimistic", worst),
    "optimistic": _scenario("optimistic", best),
    "stress": _stress,
    "risk_reserve": _risks,
}
