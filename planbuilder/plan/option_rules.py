"""What a rule tells of the lines of a plan → the same of the lines that options have of their own, at their rows.

In: a plan, and a rule that tells what is wrong with a plan. Out: problems at the rows of options. A rule is asked of
the plan that an option would be, as its figures are computed of it: there are no rules of options' lines alone, so that
nothing is told of a plan's line and forgotten of an option's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from planbuilder import codes
from planbuilder.errors import Place, Problem
from planbuilder.plan.model import Plan
from planbuilder.plan.odd_numbers import BENEFITS
from planbuilder.plan.option_plan import option_plan, rows_of
from planbuilder.plan.options import Option
from planbuilder.record import record, replace

Rule = Callable[[Plan], Iterable[Problem]]
# An option has likely values alone: no range, and no uplift in its place.
NOT_OF_OPTIONS = (codes.UPLIFT_OF_NO_COST,)
# Why a ramp goes above the whole has no place in a row, so nobody is asked for it.
UNSAYABLE = ((codes.NOT_SAID_YET, "ramp"),)


@record
class _Own:
    """The lines of one register that an option has of its own: by the line's id the row, and its id."""

    lines: str
    rows: str
    by_line: Mapping[str, tuple[str, Any]]


def of_options(plan: Plan, rule: Rule) -> Iterator[Problem]:
    """What a rule tells of the options' own lines; what a row leaves as the plan has it, the plan tells by itself."""
    registers = (plan.option_costs, plan.option_benefits, plan.option_risks)
    # A row of an option that is not there, which is told, is looked at as any other.
    named = {row.option: Option() for register in registers for row in register.values()}
    alone = replace(plan, options={}, option_costs={}, option_benefits={}, option_risks={})
    before = {(one.code, one.place.path) for one in rule(alone)} if named else set()
    for id in named:
        own = _own(plan, id)
        option = option_plan(replace(plan, options={**named, **plan.options}), id)
        for found in rule(_own_last(option, own)):
            yield from _at_its_row(found, own, before)


def _own(plan: Plan, id: str) -> tuple[_Own, ...]:
    """The own lines of an option; of two rows in one place the last has it, and that there are two is told."""

    def of(lines: str, rows: str, chosen: Mapping[str, Any], registered: Mapping[str, Any]) -> _Own:
        given = rows_of(registered, id).items()
        return _Own(
            lines, rows, {one.instead_of if one.instead_of in chosen else key: (key, one) for key, one in given}
        )

    benefits = plan.benefits_tree.benefits
    return (
        of("costs", "option_costs", plan.costs, plan.option_costs),
        of(BENEFITS, "option_benefits", benefits, plan.option_benefits),
        of("risks", "option_risks", plan.risks, plan.option_risks),
    )


def _own_last(option: Plan, own: tuple[_Own, ...]) -> Plan:
    """The option's plan with its own lines last, so that of two that look alike its own is the one that is told."""
    costs, benefits, _ = own
    tree = option.benefits_tree
    gains = _last(tree.benefits, benefits.by_line)
    return replace(option, costs=_last(option.costs, costs.by_line), benefits_tree=replace(tree, benefits=gains))


def _last(lines: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted(lines.items(), key=lambda one: one[0] in own))


def _at_its_row(found: Problem, own: tuple[_Own, ...], before: set[tuple[codes.Code, str]]) -> Iterator[Problem]:
    """A problem of a line at the row that it comes from; nothing where it is the plan's own."""
    for one in own:
        id, _, field = found.place.path.removeprefix(f"{one.lines}.").partition(".")
        if not found.place.path.startswith(f"{one.lines}.") or id not in one.by_line:
            continue
        key, row = one.by_line[id]
        is_told = (found.code, found.place.path) in before and field and not _says(row, field)
        if found.code not in NOT_OF_OPTIONS and (found.code, field) not in UNSAYABLE and not is_told:
            path = f"{one.rows}.{key}.{field}" if hasattr(row, _name(field)) else f"{one.rows}.{key}"
            rows = {line: row for line, (row, _) in one.by_line.items()}
            named = {name: rows.get(found.values[name], found.values[name]) for name in NAMES & found.values.keys()}
            yield replace(found, place=Place(path=path), values={**found.values, **named})


# Values of problems that name lines of the option.
NAMES = {"id", "first"}


def _says(row: Any, field: str) -> bool:
    """Whether a row says something of a field itself."""
    name = _name(field)
    return hasattr(row, name) and getattr(row, name) != getattr(type(row)(), name)


def _name(field: str) -> str:
    first = field.partition(".")[0]
    return "from_" if first == "from" else first
