"""How the figures came to be that show how sure the case is: rates, waiting, scenarios, stress, and the risk reserve.

In: a plan and its figures. Out: an `Explanation` each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from planbuilder.figures.case import kept
from planbuilder.figures.dated import Dated, of_years, xirr, xnpv
from planbuilder.figures.explanation import Explainer, Explanation, Step, shown, summed, total
from planbuilder.figures.lines import Line
from planbuilder.figures.methods import Amounts, npv, times
from planbuilder.figures.model import Figures
from planbuilder.figures.returns import InternalRates
from planbuilder.figures.uncertainty import WEIGHTS, delayed, expected_costs, worst
from planbuilder.plan.model import Plan

ZERO, ONE, WHOLE = Decimal(0), Decimal(1), Decimal(100)


def irr(plan: Plan, f: Figures) -> Explanation:
    """At the one rate there is, the discounted flows sum to zero; of several, each rate alone."""
    # Each rate alone where there are several: a list of steps that ends in one of them would call it the rate.
    found = [shown("rate", rate) for rate in f.irr.rates]
    if f.irr.count != 1 or not found:
        return Explanation("irr", "irr", tuple(found), exists=False, remark=_beyond(f.irr))
    (rate,) = f.irr.rates
    steps = [
        Step(str(y.year), "{} / (1 + {}) ^ {}", (y.net, rate, time), y.net / (1 + rate) ** time)
        for y, time in zip(f.rows, times(len(f.rows), f.rates.mid_year), strict=True)
    ]
    # Not exactly zero: the rate has ten decimals. The step shows how little is left.
    zero = summed("sum", [step.result for step in steps])
    return Explanation("irr", "irr", (*steps, zero, *found), remark=f"irr_{f.irr.role}")


def _beyond(irr: InternalRates) -> str:
    """Why there is no rate to report as a number."""
    if irr.count == 1:
        return "irr_above" if irr.above else "irr_below"
    return f"irr_{irr.role}"


def mirr(plan: Plan, f: Figures) -> Explanation:
    """What the costs become if they grow into the benefits, both at the discount rate."""
    if f.mirr is None:
        return Explanation("mirr", "mirr", (), exists=False)
    spent = summed("present_deficits", [-min(y.present, ZERO) for y in f.rows])
    gained = summed("present_surpluses", [max(y.present, ZERO) for y in f.rows])
    # Dividing by the last factor carries the surpluses to the last year, where MIRR counts them.
    end, years = f.factors[-1], times(len(f.rows), f.rates.mid_year)[-1]
    values = (gained.result, end, spent.result, years)
    last = Step("rate", "({} / {} / {}) ^ (1 / {}) − 1", values, f.mirr)
    return Explanation("mirr", "mirr", (spent, gained, last))


def xnpv_check(plan: Plan, f: Figures) -> Explanation:
    """NPV once more, by the days between the flows; of a case with one rate in all its years."""
    rates = {f.rates.rate(n) for n in range(1, len(f.rows))}
    if len(rates) != 1:
        return Explanation("xnpv", "xnpv", (), exists=False, remark="xnpv_rates")
    (rate,) = rates
    steps = _discounted(of_years(f.net, plan.first_year, f.rates.mid_year), rate)
    return Explanation("xnpv", "xnpv", (*steps, summed("sum", [step.result for step in steps])))


def xirr_check(plan: Plan, f: Figures) -> Explanation:
    """The internal rate once more, by the days between the flows."""
    flows = of_years(f.net, plan.first_year, f.rates.mid_year)
    found = xirr(flows)
    if found is None:
        return Explanation("xirr", "xirr", (), exists=False)
    steps = _discounted(flows, found)
    return Explanation("xirr", "xirr", (*steps, summed("sum", [step.result for step in steps]), shown("rate", found)))


def _discounted(flows: Dated, rate: Decimal) -> list[Step]:
    """Each flow on its date, discounted by days."""
    first = flows[0][0]
    return [
        Step(
            day.isoformat(),
            "{} / (1 + {}) ^ ({} / 365)",
            (net, rate, Decimal((day - first).days)),
            xnpv(rate, ((first, ZERO), (day, net))),
        )
        for day, net in flows
    ]


def waiting(name: str, part: str, flows: Callable[[Plan, Figures], Amounts]) -> Explainer:
    """How NPV changes by a year's wait; `part` is the field of `Waiting`, `flows` what still comes, a year later."""

    def explainer(plan: Plan, f: Figures) -> Explanation:
        """Every flow at the factor of the year after its own, less what NPV is now."""
        later = f.rates.factors(plan.horizon + 1)[1:]
        kept = zip(f.rows, flows(plan, f), later, strict=False)
        steps = [Step(str(y.year + 1), "{} × {}", (net, factor), net * factor) for y, net, factor in kept]
        then = summed("later", [step.result for step in steps])
        change: Decimal = getattr(f.waiting, part)
        return Explanation(name, name, (*steps, then, Step("sum", "{} − {}", (then.result, f.npv), change)))

    return explainer


def all_flows(plan: Plan, f: Figures) -> Amounts:
    """Net of every year."""
    return f.net


def kept_flows(plan: Plan, f: Figures) -> Amounts:
    """What still comes where every end stays as it is."""
    return kept((*f.costs, *f.benefits), plan.years)


def scenario(name: str, share: Callable[[Line], Decimal]) -> Explainer:
    """The NPV of a scenario in which each line is at a share of itself."""

    def explainer(plan: Plan, f: Figures) -> Explanation:
        """Each line's present value at the end of its range."""
        found = getattr(f.uncertainty, name)
        if found is None:
            return Explanation(name, "scenario", (), exists=False, remark="not_estimated")
        steps = list(_moved(plan, f, share))
        return Explanation(name, "scenario", (*steps, total([step.result for step in steps], found.npv)))

    return explainer


def stress(plan: Plan, f: Figures) -> Explanation:
    """Each line at its pessimistic end, benefits late, less the risk reserve."""
    steps = list(_moved(plan, f, worst, plan.economy.sensitivity.delay))
    steps.append(shown("risk_reserve", -f.uncertainty.risk_reserve))
    last = total([step.result for step in steps], f.uncertainty.stress.npv)
    remark = "" if f.uncertainty.pessimistic else "stress_without_ranges"
    return Explanation("stress", "stress", (*steps, last), remark=remark)


def _moved(plan: Plan, f: Figures, share: Callable[[Line], Decimal], delay: int = 0) -> Iterator[Step]:
    """The present value of each line of the case, that much later, times a share."""
    for line in _in_net(f):
        present = line.sign * npv(delayed(line, delay, plan.first_year), f.factors)
        yield Step(line.id, "{} × {}", (present, share(line)), present * share(line))


def _in_net(f: Figures) -> Iterator[Line]:
    yield from (line for line in (*f.costs, *f.benefits) if line.in_net)


def expected_npv(plan: Plan, f: Figures) -> Explanation:
    """Each line's present value times the mean of its three-point estimate."""
    if f.uncertainty.expected_npv is None:
        return Explanation("expected_npv", "expected_npv", (), exists=False, remark="not_estimated")
    weight = WEIGHTS[f.uncertainty.weighting]
    steps = []
    for line in _in_net(f):
        signed = line.sign * npv(line.by_year, f.factors)
        # A line without a range is certain in this figure, and its mean is itself.
        low, high = line.span or (ONE, ONE)
        result = signed * (low + weight + high) / (weight + 2)
        values = (signed, low, weight, high, weight + 2)
        steps.append(Step(line.id, "{} × ({} + {} × 1 + {}) / {}", values, result))
    last = total([step.result for step in steps], f.uncertainty.expected_npv)
    return Explanation("expected_npv", "expected_npv", (*steps, last))


def risk_reserve(plan: Plan, f: Figures) -> Explanation:
    """The largest risks alone: the others are no part of the reserve."""
    steps = [
        Step(id, "{} % × {}", (plan.risks[id].probability or ZERO, plan.risks[id].consequence or ZERO), cost)
        for id, cost in expected_costs(plan).items()
    ]
    last = total([step.result for step in steps], f.uncertainty.risk_reserve)
    return Explanation("risk_reserve", "risk_reserve", (*steps, last))
