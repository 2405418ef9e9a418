"""A plan and one of its options → the plan as it would be if that option had been chosen.

In: a `Plan` and the id of an option. Out: another `Plan`, so that an option's figures are computed as any plan's are:
there is no arithmetic of options. Another option is the plan with lines left out, lines in the place of its own, and
lines that it alone has; lines that do not differ are the very objects of the plan. Doing nothing begins with none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from planbuilder.plan import unsaid
from planbuilder.plan.economy import Benefit, Cost, FullEffect, Range, Risk
from planbuilder.plan.model import Plan
from planbuilder.plan.options import Option, OptionBenefit, OptionCost, OptionRisk
from planbuilder.record import replace

Row = TypeVar("Row", OptionCost, OptionBenefit, OptionRisk)
Line = TypeVar("Line", Cost, Benefit, Risk)
NOT_OF_THE_LINE = ("option", "instead_of")
# What an option says of how much a cost is worth, or how fast a benefit comes, says all of it anew.
TOGETHER = (("amount", "fte", "amounts"), ("profile", "ramp"))


def rows_of(rows: Mapping[str, Row], option: str) -> dict[str, Row]:
    """The rows of an option, by their ids."""
    return {id: row for id, row in rows.items() if row.option == option}


def differs(plan: Plan, id: str) -> bool:
    """Whether an option has lines of its own, or lacks lines of the plan; doing nothing differs by its own alone.

    Of doing nothing without a line that says what it comes to nobody has said so: it would be zero for want of an
    answer.
    """
    one = plan.options[id]
    if one.is_nothing:
        return _comes_to_something(option_plan(plan, id))
    own = (rows_of(plan.option_costs, id), rows_of(plan.option_benefits, id), rows_of(plan.option_risks, id))
    return any(own) or any(left_out(one))


def _comes_to_something(option: Plan) -> bool:
    """Whether a cost, a benefit or a risk says what it is: its amount, or the kind of a benefit that has none."""
    costs = (not unsaid.of_cost(option, one) for one in option.costs.values())
    told = (one for one in option.benefits_tree.benefits.values() if one.kind and not one.part_of)
    gains = (not unsaid.of_benefit(option, one) for one in told)
    risks = (None not in (one.probability, one.consequence) for one in option.risks.values())
    return any((*costs, *gains, *risks))


def left_out(one: Option) -> tuple[str, ...]:
    """The lines of the plan that an option says it lacks: costs, benefits and risks."""
    return (*one.without_costs, *one.without_benefits, *one.without_risks)


def option_plan(plan: Plan, id: str) -> Plan:
    """The plan as it would be if an option had been chosen."""
    one = plan.options[id]
    benefits = plan.benefits_tree.benefits
    costs = _lines(plan.costs, rows_of(plan.option_costs, id), one, one.without_costs, _cost)
    gains = _lines(benefits, rows_of(plan.option_benefits, id), one, one.without_benefits, _benefit)
    risks = _lines(plan.risks, rows_of(plan.option_risks, id), one, one.without_risks, _risk)
    # Without options of its own: an option has none, and what is computed of it must not go round.
    return replace(
        plan,
        costs=costs,
        benefits_tree=replace(plan.benefits_tree, benefits=gains),
        risks=risks,
        options={},
        option_costs={},
        option_benefits={},
        option_risks={},
    )


def _lines(
    chosen: Mapping[str, Line],
    rows: Mapping[str, Row],
    one: Option,
    without: Collection[str],
    line: Callable[[Line | None, Row], Line],
) -> dict[str, Line]:
    """The lines of an option, those of the plan first and in its order; a line in another's place has its id."""
    instead = {row.instead_of: row for row in rows.values() if row.instead_of in chosen}
    kept: dict[str, Line] = {}
    for id, was in chosen.items():
        if id in instead:
            kept[id] = line(was, instead[id])
        elif not one.is_nothing and id not in without:
            kept[id] = was
    return {**kept, **{id: line(None, row) for id, row in rows.items() if row.instead_of not in chosen}}


def _cost(was: Cost | None, row: OptionCost) -> Cost:
    said = _said(row)
    if row.nature == "new_money":
        said["nature"] = ""
    # A range stands around the number of the plan, and says nothing of another one.
    around = {"range": Range()} if said.keys() & {*TOGETHER[0]} else {}
    return replace(was or Cost(), **said, **around)


def _benefit(was: Benefit | None, row: OptionBenefit) -> Benefit:
    said, base = _said(row), was or Benefit()
    # One account that is said anew takes the place of all that the plan shares the benefit by.
    base = replace(base, accounts={}) if row.account else base
    if "full_effect" not in said:
        return replace(base, **said)
    return replace(base, **said, range=Range(), units=_units(base, row.full_effect))


def _risk(was: Risk | None, row: OptionRisk) -> Risk:
    return replace(was or Risk(), **_said(row))


def _said(row: OptionCost | OptionBenefit | OptionRisk) -> dict[str, Any]:
    """What a row says of its line, and nothing in the place of what goes with it; the rest is as in the plan."""
    usual = type(row)()
    values = ((name, getattr(row, name)) for name in row.__dataclass_fields__ if name not in NOT_OF_THE_LINE)
    said = {name: value for name, value in values if value != getattr(usual, name)}
    for names in TOGETHER:
        if said.keys() & {*names}:
            said = {**{name: getattr(usual, name) for name in names if hasattr(usual, name)}, **said}
    return said


def _units(was: Benefit, effect: FullEffect) -> Mapping[str, Decimal]:
    """The units of a benefit with another effect: each frees as large a part of it as in the plan."""
    before, after = _time(was.full_effect), _time(effect)
    if before is None or after is None or before[0] != after[0] or not before[1]:
        return {}
    return {unit: fte * after[1] / before[1] for unit, fte in was.units.items()}


def _time(effect: FullEffect) -> tuple[str, Decimal] | None:
    """How an effect is given in time, and how much: FTE, or minutes of all cases together; None for money."""
    if effect.fte is not None:
        return "fte", effect.fte
    if effect.volume is None or effect.minutes is None:
        return None
    return "minutes", effect.volume * effect.minutes
