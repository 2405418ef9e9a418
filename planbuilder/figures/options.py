"""Plan → what each option comes to, beside what was chosen.

In: a plan with options, and its figures. Out: `Compared` for the plan and for each option. An option is computed as
the plan that it would be (`plan/option_plan`), by the functions that compute any plan; only lines that differ are made
anew. Ranges, tests and simulation are not computed of options: an option has likely values alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from planbuilder.figures.case import case_of, year_rows
from planbuilder.figures.lines import Line, benefit_lines, cost_lines
from planbuilder.figures.methods import Amounts
from planbuilder.figures.model import Figures
from planbuilder.figures.recurring import Permanent, later_costs
from planbuilder.figures.uncertainty import risk_reserve
from planbuilder.plan.model import Plan
from planbuilder.plan.option_plan import differs, option_plan
from planbuilder.record import once_for_each, record, replace

Kind = Literal["chosen", "nothing", "other"]
ZERO, ONE = Decimal(0), Decimal(1)
# Kinds of benefit that are told rather than counted.
TOLD = ("quality", "for_others")
# Each document of a plan asks, and the decision sheet within it: plans of which that is known.
REMEMBERED = 2


@record
class Compared:
    """What an option comes to, DKK; `id` and `title` are empty for what was chosen.

    `npv` is on cashable benefits alone, `npv_wider` adds the other kinds. `introduction` is one-off costs without the
    later ones, `risk_reserve` the expected cost of the risks, which is part of no NPV; both are positive. `one_off` are
    all one-off costs by year, positive. `quality` has the benefits that are told rather than counted, `disbenefits` all
    that somebody loses: titles by id. `lacking` are lines that count for nothing since the plan does not say what they
    are worth; `is_stated` is False where nobody has said what the option comes to.
    """

    id: str
    title: str
    kind: Kind
    npv: Decimal
    npv_wider: Decimal
    introduction: Decimal
    permanent: Permanent
    risk_reserve: Decimal
    quality: Mapping[str, str]
    disbenefits: Mapping[str, str]
    one_off: Amounts = ()
    lacking: tuple[str, ...] = ()
    is_stated: bool = True

    @property
    def amounts(self) -> Mapping[str, Decimal | None]:
        """What is set beside each other of options, DKK by name: a plus improves the economy; None where unknown."""
        known = {
            "introduction": -self.introduction,
            "permanent": self.permanent.amount,
            "npv": self.npv,
            "risk_reserve": -self.risk_reserve,
        }
        return known if self.is_stated else dict.fromkeys(known)

    @property
    def is_whole(self) -> bool:
        """Whether everything it comes to is known, so that it can be set beside others."""
        return self.is_stated and not self.lacking


@once_for_each(REMEMBERED)
def compared(plan: Plan, figures: Figures) -> tuple[Compared, ...]:
    """The plan and each of its options; none where the plan has no options."""
    if not plan.options:
        return ()
    chosen = Compared(
        id="",
        title="",
        kind="chosen",
        npv=figures.npv,
        npv_wider=figures.npv_wider,
        introduction=figures.introduction,
        permanent=figures.permanent,
        risk_reserve=figures.uncertainty.risk_reserve,
        quality=_quality(plan, figures.benefits),
        disbenefits=_disbenefits(plan, figures.benefits),
        one_off=tuple(row.one_off for row in figures.rows),
        lacking=tuple(line.id for line in figures.lacking),
    )
    return (chosen, *(_option(plan, id, figures) for id in plan.options))


def highest(found: Sequence[Compared]) -> tuple[Compared, ...]:
    """Those with the highest NPV of all; none where there is nothing to compare, or something of one is not known."""
    # The word "highest" is a claim of every option: one amount that is missing may turn it.
    if len(found) < 2 or not all(one.is_whole for one in found):
        return ()
    most = max(one.npv for one in found)
    return tuple(one for one in found if one.npv == most)


def _option(plan: Plan, id: str, figures: Figures) -> Compared:
    one, option, table = plan.options[id], option_plan(plan, id), figures.rates
    lines = _lines(plan, option, figures)
    gains = [line for line in lines if line.is_benefit]
    rows = year_rows(option, lines, table.factors(option.horizon))
    lasting = case_of(option, lines, table).recurring(lambda _: ONE)
    later = later_costs({row.year: row.one_off for row in rows}, lasting)
    spent = sum((row.one_off for row in rows), ZERO)
    return Compared(
        id=id,
        title=one.title,
        kind="nothing" if one.is_nothing else "other",
        npv=sum((row.present for row in rows), ZERO),
        npv_wider=sum((row.wider * row.factor for row in rows), ZERO),
        introduction=spent - sum(later.values(), ZERO),
        permanent=lasting,
        risk_reserve=risk_reserve(option),
        quality=_quality(option, gains),
        disbenefits=_disbenefits(option, gains),
        one_off=tuple(row.one_off for row in rows),
        lacking=tuple(line.id for line in lines if line.lacks),
        is_stated=differs(plan, id),
    )


def _lines(plan: Plan, option: Plan, figures: Figures) -> tuple[Line, ...]:
    """The lines of an option: those of the plan that do not differ, and the others made anew."""
    before, after = plan.benefits_tree.benefits, option.benefits_tree.benefits
    # The very object of the plan, or another line: what was left as it is needs not be counted again.
    costs = {id: cost for id, cost in option.costs.items() if cost is not plan.costs.get(id)}
    gains = {id: gain for id, gain in after.items() if gain is not before.get(id)}
    differing = replace(option, costs=costs, benefits_tree=replace(option.benefits_tree, benefits=gains))
    spent = {line.id: line for line in (*figures.costs, *cost_lines(differing))}
    gained = {line.id: line for line in (*figures.benefits, *benefit_lines(differing))}
    return (*(spent[id] for id in option.costs), *(gained[id] for id in after))


def _quality(plan: Plan, gains: Sequence[Line]) -> Mapping[str, str]:
    """The benefits that are told rather than counted, by id: their titles; a part of another is told with it."""
    lost = _disbenefits(plan, gains)
    told = (line for line in gains if line.kind in TOLD and "part_of" not in line.objections and line.id not in lost)
    return {line.id: line.title for line in told}


def _disbenefits(plan: Plan, gains: Sequence[Line]) -> Mapping[str, str]:
    """What somebody loses, by id: titles."""
    benefits = plan.benefits_tree.benefits
    return {line.id: line.title for line in gains if benefits[line.id].is_disbenefit}
