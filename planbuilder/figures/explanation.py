"""How a figure came to be: what an explanation is made of, and those of what a case is worth.

In: a plan and its figures. Out: `Explanation` with its `Step`s, in numbers; the words for names and formulas are in
the language files. A test recomputes every step from what it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from planbuilder.figures.lines import Line
from planbuilder.figures.methods import Payback
from planbuilder.figures.methods import npv as present_value
from planbuilder.figures.model import Figures, YearRow
from planbuilder.figures.recurring import Stage
from planbuilder.plan.model import Plan
from planbuilder.record import record, replace


@record
class Step:
    """One step: what it is about (a year, an id or a word), a calculation with its numbers in place, its result."""

    about: str
    calculation: str
    values: tuple[Decimal, ...]
    result: Decimal


@record
class Explanation:
    """A figure, the name of its formula, and the steps that lead to it.

    `exists` is False where the steps lead to no figure. `remark` names what has to be said of the figure, or why it
    does not exist.
    """

    name: str
    formula: str
    steps: tuple[Step, ...]
    exists: bool = True
    objections: tuple[str, ...] = ()
    remark: str = ""

    @property
    def result(self) -> Decimal | None:
        """The figure, which is what the last step comes to; None where there is none."""
        # Read from the steps, so that no figure can be shown whose explanation ends in another.
        return self.steps[-1].result if self.exists else None


Explainer = Callable[[Plan, Figures], Explanation]


def summed(about: str, values: Sequence[Decimal]) -> Step:
    """The step that adds values up."""
    # A sum of nothing is shown as 0, so that its explanation has a step to end in.
    parts = tuple(values) or (Decimal(0),)
    return Step(about, " + ".join(["{}"] * len(parts)), parts, sum(parts, Decimal(0)))


def total(values: Sequence[Decimal], figure: Decimal) -> Step:
    """The last step: values that add up to the figure.

    The figure may have been added up in another order, and then its last digit is another. It is the figure that is
    shown everywhere, so it is the figure that the step ends in.
    """
    return replace(summed("sum", values), result=figure)


def shown(about: str, value: Decimal) -> Step:
    """The step that takes a value as it is."""
    return Step(about, "{}", (value,), value)


ZERO, MINUTES = Decimal(0), Decimal(60)


def npv(plan: Plan, f: Figures) -> Explanation:
    """Net of each year times its discount factor."""
    steps = [Step(str(y.year), "{} × {}", (y.net, y.factor), y.present) for y in f.rows]
    return Explanation("npv", "npv", (*steps, total([y.present for y in f.rows], f.npv)))


def npv_wider(plan: Plan, f: Figures) -> Explanation:
    """The same with every kind of benefit that has an amount."""
    steps = [Step(str(y.year), "{} × {}", (y.wider, y.factor), y.wider * y.factor) for y in f.rows]
    return Explanation("npv_wider", "npv_wider", (*steps, total([step.result for step in steps], f.npv_wider)))


def net(plan: Plan, f: Figures) -> Explanation:
    """Cashable benefits less costs, year by year."""
    # A case without income is explained without it.
    has_income = "income" in f.natures
    steps = [
        Step(
            str(y.year),
            "{} + {} − {} − {}" if has_income else "{} − {} − {}",
            (*_gains(y, has_income), y.one_off, y.running),
            y.net,
        )
        for y in f.rows
    ]
    return Explanation("net", "net_income" if has_income else "net", (*steps, summed("sum", list(f.net))))


def _gains(row: YearRow, has_income: bool) -> tuple[Decimal, ...]:
    """What is gained in a year: benefits, and income where the case has any."""
    return (row.benefits["cashable"], row.income) if has_income else (row.benefits["cashable"],)


def of_kind(kind: str) -> Explainer:
    """The sum over the years of one kind of cost or benefit."""

    def explainer(plan: Plan, f: Figures) -> Explanation:
        """The lines of the kind, each summed over the years."""
        lines = [line for line in (*f.costs, *f.benefits) if line.kind == kind and line.total]
        steps = [summed(line.id, [value for value in line.by_year if value]) for line in lines]
        return Explanation(kind, "total", (*steps, total([line.total for line in lines], f.totals[kind])))

    return explainer


def later(plan: Plan, f: Figures) -> Explanation:
    """The one-off costs after the introduction, by year."""
    steps = [shown(str(year), amount) for year, amount in f.later_costs.items()]
    return Explanation("later", "later", (*steps, summed("sum", list(f.later_costs.values()))))


def introduction(plan: Plan, f: Figures) -> Explanation:
    """One-off costs without the later ones."""
    spent = f.totals["one_off"]
    last = Step("sum", "{} − {}", (spent, spent - f.introduction), f.introduction)
    return Explanation("introduction", "introduction", (last,))


def bcr(plan: Plan, f: Figures) -> Explanation:
    """The present value of benefits over that of costs."""
    gained, spent = _presents(f)
    steps = (Step("present_benefits", "{}", (gained,), gained), Step("present_costs", "{}", (spent,), spent))
    last = () if f.bcr is None else (Step("sum", "{} / {}", (gained, spent), f.bcr),)
    return Explanation("bcr", "bcr", (*steps, *last), exists=bool(last))


def _presents(f: Figures) -> tuple[Decimal, Decimal]:
    """Present values of cashable benefits with income, and of costs."""
    flows = [y.gained for y in f.rows], [y.costs for y in f.rows]
    return present_value(flows[0], f.factors), present_value(flows[1], f.factors)


def eanc(plan: Plan, f: Figures) -> Explanation:
    """NPV spread evenly over the years after the first."""
    factors = summed("factors", list(f.factors[1:]))
    last = () if f.eanc is None else (Step("sum", "{} / {}", (f.npv, factors.result), f.eanc),)
    return Explanation("eanc", "eanc", (factors, *last), exists=bool(last))


def payback(name: str) -> Explainer:
    """`payback` on net, `payback_discounted` on present values, years."""

    def explainer(plan: Plan, f: Figures) -> Explanation:
        """The running sum, and how far into the year it reaches zero."""
        flows = [y.net if name == "payback" else y.present for y in f.rows]
        sums = [sum(flows[: n + 1], ZERO) for n in range(len(flows))]
        steps = [Step(str(y.year), "{} + {}", (sums[n] - flows[n], flows[n]), sums[n]) for n, y in enumerate(f.rows)]
        paid: Payback | None = getattr(f, name)
        if paid is None:
            return Explanation(name, name, tuple(steps), exists=False)
        return Explanation(name, name, (*steps, _paid(paid, sums, flows)))

    return explainer


def _paid(paid: Payback, sums: list[Decimal], flows: list[Decimal]) -> Step:
    """The years until all is paid back; none where nothing is owed after any year."""
    # Paid back from the first year on: there is no year before it whose debt could be divided.
    if not paid.index:
        return shown("sum", paid.years)
    before, flow = sums[paid.index - 1], flows[paid.index]
    return Step("sum", "{} + {} / {}", (Decimal(paid.index - 1), -before, flow), paid.years)


def year(name: str, flow: str) -> Explainer:
    """A year that is found in a column of the year table; both are fields by those names."""

    def explainer(plan: Plan, f: Figures) -> Explanation:
        """The flow in each year, and the year that is found."""
        steps = [shown(str(y.year), getattr(y, flow)) for y in f.rows]
        found: int | None = getattr(f, name)
        if found is None:
            return Explanation(name, name, tuple(steps), exists=False)
        return Explanation(name, name, (*steps, _since(plan, found)))

    return explainer


def permanent(plan: Plan, f: Figures) -> Explanation:
    """Benefits less running costs in the first year of each stage; why there is no permanent effect, or what ends."""
    found = f.permanent
    # One or the other: where no year is like the next there are no stages that could end.
    why = (found.restless,) if found.restless else tuple(end for one in found.stages for end in one.ends)
    return Explanation("permanent", "permanent", _stages(f), found.amount is not None, why)


def permanent_from(plan: Plan, f: Figures) -> Explanation:
    """The first year of the stage that nothing ends."""
    lasting = f.permanent.lasting
    last = (_since(plan, lasting.first),) if lasting else ()
    return Explanation("permanent_from", "permanent_from", (*_stages(f), *last), exists=bool(last))


def _stages(f: Figures) -> tuple[Step, ...]:
    """What recurs in each stage; where there is none, what does in the last year."""
    found = f.permanent
    whole = Stage(found.in_last_year, found.last_year, found.last_year)
    return tuple(_stage(f, one) for one in found.stages or (whole,))


def _since(plan: Plan, found: int) -> Step:
    """A year, counted from the first year of the case."""
    first = Decimal(plan.first_year)
    return Step("year", "{} + {}", (first, found - first), Decimal(found))


def _stage(f: Figures, one: Stage) -> Step:
    row = f.rows[one.first - f.rows[0].year]
    gained, running = row.benefits["cashable"] + row.lasting_income, row.running
    about = str(one.first) if one.last == one.first else f"{one.first}–{one.last or ''}"
    return Step(about, "{} − {}", (gained, running), one.amount)


def fte_freed(plan: Plan, f: Figures) -> Explanation:
    """The FTE of each benefit that has any."""
    lines = [line for line in f.benefits if line.fte]
    steps = [hours(plan, line) for line in lines]
    return Explanation("fte_freed", "fte_freed", (*steps, total([line.fte for line in lines], f.fte_freed)))


def hours(plan: Plan, line: Line) -> Step:
    """A benefit's FTE: given, or hours / effective hours, or cases × minutes / 60 / effective hours."""
    effect = plan.benefits_tree.benefits[line.id].full_effect
    effective = plan.economy.effective_hours
    if effect.fte is None and effect.hours is not None and effective:
        return Step(line.id, "{} / {}", (effect.hours, effective), line.fte)
    if effect.fte is not None or effect.volume is None or effect.minutes is None or not effective:
        return Step(line.id, "{}", (line.fte,), line.fte)
    return Step(line.id, "{} × {} / {} / {}", (effect.volume, effect.minutes, MINUTES, effective), line.fte)
