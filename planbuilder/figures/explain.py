"""How a figure came to be: its formula, what went in, and each step.

In: a plan, its figures and the name of one. Out: `Explanation`, in numbers; the words for names and formulas stand in
the language files. A test recomputes every step from what it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from planbuilder.errors import UsageWrong, problem
from planbuilder.figures.lines import fte_of
from planbuilder.figures.methods import Payback, npv
from planbuilder.figures.model import KINDS, Figures, Line
from planbuilder.figures.permanent import Stage
from planbuilder.figures.ramps import share
from planbuilder.plan.model import Plan
from planbuilder.record import record
from planbuilder.yamltext.schema import closest

WHOLE, MINUTES = Decimal(100), Decimal(60)


@record
class Step:
    """One step: what it is about (a year, an id or a word), a calculation with its numbers in place, its result."""

    about: str
    calculation: str
    values: tuple[Decimal, ...]
    result: Decimal


@record
class Explanation:
    """A figure, the name of its formula, and its steps; None where it does not exist."""

    name: str
    formula: str
    steps: tuple[Step, ...]
    result: Decimal | None
    objections: tuple[str, ...] = ()


def explain(plan: Plan, figures: Figures, name: str) -> Explanation:
    """The explanation of the figure, cost or benefit called `name`; raises UsageWrong where there is none."""
    lines = {line.id: line for line in (*figures.costs, *figures.benefits)}
    if name in EXPLAINERS:
        return EXPLAINERS[name](plan, figures)
    if name in lines:
        return _line(plan, figures, lines[name])
    known = [*EXPLAINERS, *lines]
    raise UsageWrong([problem("PB147", name=name, known=", ".join(known), near=closest(name, known))])


def _sum(about: str, values: list[Decimal]) -> Step:
    values = values or [Decimal(0)]
    return Step(about, " + ".join(["{}"] * len(values)), tuple(values), sum(values, Decimal(0)))


def _npv(plan: Plan, f: Figures) -> Explanation:
    steps = [Step(str(y.year), "{} × {}", (y.net, y.factor), y.present) for y in f.rows]
    return Explanation("npv", "npv", (*steps, _sum("sum", [y.present for y in f.rows])), f.npv)


def _npv_wider(plan: Plan, f: Figures) -> Explanation:
    steps = [Step(str(y.year), "{} × {}", (y.wider, y.factor), y.wider * y.factor) for y in f.rows]
    return Explanation(
        "npv_wider", "npv_wider", (*steps, _sum("sum", [y.wider * y.factor for y in f.rows])), f.npv_wider
    )


def _net(plan: Plan, f: Figures) -> Explanation:
    steps = [Step(str(y.year), "{} − {} − {}", (y.benefits["cashable"], y.one_off, y.running), y.net) for y in f.rows]
    return Explanation("net", "net", (*steps, _sum("sum", list(f.net))), sum(f.net, Decimal(0)))


def _total(kind: str) -> Callable[[Plan, Figures], Explanation]:
    def explainer(plan: Plan, f: Figures) -> Explanation:
        """The lines of the kind, each summed over the years."""
        lines = [line for line in (*f.costs, *f.benefits) if line.kind == kind and line.total]
        steps = [_sum(line.id, [value for value in line.by_year if value]) for line in lines]
        return Explanation(kind, "total", (*steps, _sum("sum", [line.total for line in lines])), f.totals[kind])

    return explainer


def _irr(plan: Plan, f: Figures) -> Explanation:
    """At each rate that is found, the discounted flows sum to nil."""
    steps = [Step("rate", "{}", (rate,), rate) for rate in f.irr]
    return Explanation("irr", "irr", tuple(steps), f.irr[0] if len(f.irr) == 1 else None)


def _bcr(plan: Plan, f: Figures) -> Explanation:
    gained, spent = _presents(f)
    steps = (Step("present_benefits", "{}", (gained,), gained), Step("present_costs", "{}", (spent,), spent))
    last = () if f.bcr is None else (Step("sum", "{} / {}", (gained, spent), f.bcr),)
    return Explanation("bcr", "bcr", (*steps, *last), f.bcr)


def _presents(f: Figures) -> tuple[Decimal, Decimal]:
    return npv([y.benefits["cashable"] for y in f.rows], f.factors), npv([y.costs for y in f.rows], f.factors)


def _eanc(plan: Plan, f: Figures) -> Explanation:
    factors = _sum("factors", list(f.factors[1:]))
    last = () if f.eanc is None else (Step("sum", "{} / {}", (f.npv, factors.result), f.eanc),)
    return Explanation("eanc", "eanc", (factors, *last), f.eanc)


def _payback(name: str) -> Callable[[Plan, Figures], Explanation]:
    def explainer(plan: Plan, f: Figures) -> Explanation:
        """The running sum, and how far into the year it reaches nil."""
        flows = [y.net if name == "payback" else y.present for y in f.rows]
        sums = [sum(flows[: n + 1], Decimal(0)) for n in range(len(flows))]
        steps = [Step(str(y.year), "{} + {}", (sums[n] - flows[n], flows[n]), sums[n]) for n, y in enumerate(f.rows)]
        paid: Payback | None = getattr(f, name)
        last: tuple[Step, ...] = ()
        if paid and paid.index:
            before, flow = sums[paid.index - 1], flows[paid.index]
            last = (Step("sum", "{} + {} / {}", (Decimal(paid.index - 1), -before, flow), paid.years),)
        return Explanation(name, name, (*steps, *last), paid.years if paid else None)

    return explainer


def _year(name: str, flow: str) -> Callable[[Plan, Figures], Explanation]:
    def explainer(plan: Plan, f: Figures) -> Explanation:
        """The flow in each year."""
        steps = [Step(str(y.year), "{}", (getattr(y, flow),), getattr(y, flow)) for y in f.rows]
        found = getattr(f, name)
        return Explanation(name, name, tuple(steps), Decimal(found) if found else None)

    return explainer


def _permanent(plan: Plan, f: Figures) -> Explanation:
    """Benefits less running costs in the first year of each stage; why there is no permanent effect, or what ends."""
    found = f.permanent
    stages = found.stages or (Stage(found.in_last_year, found.last_year, found.last_year),)
    steps = [_stage(f, one) for one in stages]
    why = (found.restless,) if found.restless else tuple(end for one in found.stages for end in one.ends)
    return Explanation("permanent", "permanent", tuple(steps), found.amount, why)


def _stage(f: Figures, one: Stage) -> Step:
    row = f.rows[one.first - f.rows[0].year]
    gained, running = row.benefits["cashable"], row.running
    about = str(one.first) if one.last == one.first else f"{one.first}–{one.last or ''}"
    return Step(about, "{} − {}", (gained, running), gained - running)


def _fte(plan: Plan, f: Figures) -> Explanation:
    lines = [line for line in f.benefits if line.fte]
    steps = [_hours(plan, line) for line in lines]
    return Explanation("fte_freed", "fte_freed", (*steps, _sum("sum", [line.fte for line in lines])), f.fte_freed)


def _hours(plan: Plan, line: Line) -> Step:
    """A benefit's FTE: given, or cases × minutes / 60 / effective hours."""
    effect = plan.benefits_tree.benefits[line.id].full_effect
    hours = plan.economy.effective_hours
    if effect.fte is not None or effect.volume is None or effect.minutes is None or not hours:
        return Step(line.id, "{}", (line.fte,), line.fte)
    return Step(line.id, "{} × {} / {} / {}", (effect.volume, effect.minutes, MINUTES, hours), line.fte)


def _expected(plan: Plan, f: Figures) -> Explanation:
    weight = Decimal(3 if f.uncertainty.weighting == "successive" else 4)
    steps = []
    for line in (one for one in (*f.costs, *f.benefits) if one.in_net):
        signed = line.sign * npv(line.by_year, f.factors)
        low, high = line.span or (Decimal(1), Decimal(1))
        result = signed * (low + weight + high) / (weight + 2)
        values = (signed, low, weight, high, weight + 2)
        steps.append(Step(line.id, "{} × ({} + {} × 1 + {}) / {}", values, result))
    total = f.uncertainty.expected_npv
    return Explanation("expected_npv", "expected_npv", (*steps, _sum("sum", [step.result for step in steps])), total)


def _risk(plan: Plan, f: Figures) -> Explanation:
    steps = [
        Step(id, "{} % × {}", (chance, cost), chance / WHOLE * cost)
        for id, risk in plan.risks.items()
        if (chance := risk.probability or Decimal(0)) and (cost := risk.consequence or Decimal(0))
    ]
    return Explanation("risk_reserve", "risk_reserve", tuple(steps), f.uncertainty.risk_reserve)


def _line(plan: Plan, f: Figures, line: Line) -> Explanation:
    """A cost by year, or a benefit from its effect through its ramp."""
    if line.is_cost:
        steps = [Step(str(year), "{}", (value,), value) for year, value in zip(plan.years, line.by_year, strict=True)]
        return Explanation(line.id, "cost", (*steps, _sum("sum", list(line.by_year))), line.total)
    benefit = plan.benefits_tree.benefits[line.id]
    before = [_hours(plan, line)] if line.fte else []
    worth = _worth(plan, line)
    years = [
        Step(str(year), "{} × {}", (line.full_effect, share(benefit, year, plan.first_year)), value)
        for year, value in zip(plan.years, line.by_year, strict=True)
    ]
    total = _sum("sum", list(line.by_year))
    return Explanation(line.id, "benefit", (*before, worth, *years, total), line.total, line.objections)


def _worth(plan: Plan, line: Line) -> Step:
    """The full effect in DKK."""
    effect = plan.benefits_tree.benefits[line.id].full_effect
    if line.fte and fte_of(plan, effect):
        return Step("full_effect", "{} × {}", (line.fte, plan.economy.fte_cost or Decimal(0)), line.full_effect)
    if line.full_effect and effect.amount is None and effect.volume is not None and effect.unit_price is not None:
        return Step("full_effect", "{} × {}", (effect.volume, effect.unit_price), line.full_effect)
    return Step("full_effect", "{}", (line.full_effect,), line.full_effect)


EXPLAINERS: Mapping[str, Callable[[Plan, Figures], Explanation]] = {
    "npv": _npv,
    "npv_wider": _npv_wider,
    "expected_npv": _expected,
    "net": _net,
    "irr": _irr,
    "bcr": _bcr,
    "eanc": _eanc,
    "payback": _payback("payback"),
    "payback_discounted": _payback("payback_discounted"),
    "break_even_year": _year("break_even_year", "cumulative"),
    "balance_year": _year("balance_year", "net"),
    "permanent": _permanent,
    "fte_freed": _fte,
    "risk_reserve": _risk,
    **{kind: _total(kind) for kind in ("one_off", "running", *KINDS)},
}
