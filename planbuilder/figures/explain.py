"""How a figure came to be: its formula, what went in, and each step.

In: a plan, its figures and the name of one. Out: `Explanation`, in numbers; the words for names and formulas stand in
the language files. A test recomputes every step from what it shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from planbuilder import codes
from planbuilder.errors import UsageWrong, problem
from planbuilder.figures.explain_certainty import CERTAINTY
from planbuilder.figures.explanation import Explainer, Explanation, Step, shown, summed
from planbuilder.figures.lines import fte_of
from planbuilder.figures.methods import Payback, npv
from planbuilder.figures.model import KINDS, Figures, Line
from planbuilder.figures.permanent import Stage
from planbuilder.figures.ramps import share
from planbuilder.plan.model import Plan
from planbuilder.yamltext.schema import closest

MINUTES = Decimal(60)


def explain(plan: Plan, figures: Figures, name: str) -> Explanation:
    """The explanation of the figure, cost or benefit called `name`; raises UsageWrong where there is none."""
    lines = {line.id: line for line in (*figures.costs, *figures.benefits)}
    if name in EXPLAINERS:
        return EXPLAINERS[name](plan, figures)
    if name in lines:
        return _line(plan, figures, lines[name])
    known = [*EXPLAINERS, *lines]
    raise UsageWrong([problem(codes.UNKNOWN_FIGURE, name=name, known=", ".join(known), near=closest(name, known))])


def _npv(plan: Plan, f: Figures) -> Explanation:
    steps = [Step(str(y.year), "{} × {}", (y.net, y.factor), y.present) for y in f.rows]
    return Explanation("npv", "npv", (*steps, summed("sum", [y.present for y in f.rows])), f.npv)


def _npv_wider(plan: Plan, f: Figures) -> Explanation:
    steps = [Step(str(y.year), "{} × {}", (y.wider, y.factor), y.wider * y.factor) for y in f.rows]
    return Explanation(
        "npv_wider", "npv_wider", (*steps, summed("sum", [y.wider * y.factor for y in f.rows])), f.npv_wider
    )


def _net(plan: Plan, f: Figures) -> Explanation:
    steps = [Step(str(y.year), "{} − {} − {}", (y.benefits["cashable"], y.one_off, y.running), y.net) for y in f.rows]
    return Explanation("net", "net", (*steps, summed("sum", list(f.net))), sum(f.net, Decimal(0)))


def _total(kind: str) -> Explainer:
    def explainer(plan: Plan, f: Figures) -> Explanation:
        """The lines of the kind, each summed over the years."""
        lines = [line for line in (*f.costs, *f.benefits) if line.kind == kind and line.total]
        steps = [summed(line.id, [value for value in line.by_year if value]) for line in lines]
        return Explanation(kind, "total", (*steps, summed("sum", [line.total for line in lines])), f.totals[kind])

    return explainer


def _bcr(plan: Plan, f: Figures) -> Explanation:
    gained, spent = _presents(f)
    steps = (Step("present_benefits", "{}", (gained,), gained), Step("present_costs", "{}", (spent,), spent))
    last = () if f.bcr is None else (Step("sum", "{} / {}", (gained, spent), f.bcr),)
    return Explanation("bcr", "bcr", (*steps, *last), f.bcr)


def _presents(f: Figures) -> tuple[Decimal, Decimal]:
    return npv([y.benefits["cashable"] for y in f.rows], f.factors), npv([y.costs for y in f.rows], f.factors)


def _eanc(plan: Plan, f: Figures) -> Explanation:
    factors = summed("factors", list(f.factors[1:]))
    last = () if f.eanc is None else (Step("sum", "{} / {}", (f.npv, factors.result), f.eanc),)
    return Explanation("eanc", "eanc", (factors, *last), f.eanc)


def _payback(name: str) -> Explainer:
    def explainer(plan: Plan, f: Figures) -> Explanation:
        """The running sum, and how far into the year it reaches nil."""
        flows = [y.net if name == "payback" else y.present for y in f.rows]
        sums = [sum(flows[: n + 1], Decimal(0)) for n in range(len(flows))]
        steps = [Step(str(y.year), "{} + {}", (sums[n] - flows[n], flows[n]), sums[n]) for n, y in enumerate(f.rows)]
        paid: Payback | None = getattr(f, name)
        if paid is None:
            return Explanation(name, name, tuple(steps), None)
        return Explanation(name, name, (*steps, _paid(paid, sums, flows)), paid.years)

    return explainer


def _paid(paid: Payback, sums: list[Decimal], flows: list[Decimal]) -> Step:
    """The years until all is paid back; none where nothing is owed after any year."""
    if not paid.index:
        return shown("sum", paid.years)
    before, flow = sums[paid.index - 1], flows[paid.index]
    return Step("sum", "{} + {} / {}", (Decimal(paid.index - 1), -before, flow), paid.years)


def _year(name: str, flow: str) -> Explainer:
    def explainer(plan: Plan, f: Figures) -> Explanation:
        """The flow in each year, and the year that is found."""
        steps = [shown(str(y.year), getattr(y, flow)) for y in f.rows]
        found: int | None = getattr(f, name)
        if found is None:
            return Explanation(name, name, tuple(steps), None)
        first = Decimal(plan.first_year)
        last = Step("year", "{} + {}", (first, found - first), Decimal(found))
        return Explanation(name, name, (*steps, last), Decimal(found))

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
    return Explanation("fte_freed", "fte_freed", (*steps, summed("sum", [line.fte for line in lines])), f.fte_freed)


def _hours(plan: Plan, line: Line) -> Step:
    """A benefit's FTE: given, or cases × minutes / 60 / effective hours."""
    effect = plan.benefits_tree.benefits[line.id].full_effect
    hours = plan.economy.effective_hours
    if effect.fte is not None or effect.volume is None or effect.minutes is None or not hours:
        return Step(line.id, "{}", (line.fte,), line.fte)
    return Step(line.id, "{} × {} / {} / {}", (effect.volume, effect.minutes, MINUTES, hours), line.fte)


def _line(plan: Plan, f: Figures, line: Line) -> Explanation:
    """A cost by year, or a benefit from its effect through its ramp."""
    if line.is_cost:
        steps = [Step(str(year), "{}", (value,), value) for year, value in zip(plan.years, line.by_year, strict=True)]
        return Explanation(line.id, "cost", (*steps, summed("sum", list(line.by_year))), line.total)
    benefit = plan.benefits_tree.benefits[line.id]
    before = [_hours(plan, line)] if line.fte else []
    worth = _worth(plan, line)
    years = [
        Step(str(year), "{} × {}", (line.full_effect, share(benefit, year, plan.first_year)), value)
        for year, value in zip(plan.years, line.by_year, strict=True)
    ]
    total = summed("sum", list(line.by_year))
    return Explanation(line.id, "benefit", (*before, worth, *years, total), line.total, line.objections)


def _worth(plan: Plan, line: Line) -> Step:
    """The full effect in DKK."""
    effect = plan.benefits_tree.benefits[line.id].full_effect
    if line.fte and fte_of(plan, effect):
        return Step("full_effect", "{} × {}", (line.fte, plan.economy.fte_cost or Decimal(0)), line.full_effect)
    if line.full_effect and effect.amount is None and effect.volume is not None and effect.unit_price is not None:
        return Step("full_effect", "{} × {}", (effect.volume, effect.unit_price), line.full_effect)
    return Step("full_effect", "{}", (line.full_effect,), line.full_effect)


EXPLAINERS: Mapping[str, Explainer] = {
    "npv": _npv,
    "npv_wider": _npv_wider,
    "net": _net,
    "bcr": _bcr,
    "eanc": _eanc,
    "payback": _payback("payback"),
    "payback_discounted": _payback("payback_discounted"),
    "break_even_year": _year("break_even_year", "cumulative"),
    "balance_year": _year("balance_year", "net"),
    "permanent": _permanent,
    "fte_freed": _fte,
    **CERTAINTY,
    **{kind: _total(kind) for kind in ("one_off", "running", *KINDS)},
}
