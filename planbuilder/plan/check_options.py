"""What is wrong with the options beside a plan, or makes it useless to compare them.

In: the plan's answers. Out: problems with places in the plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planbuilder import codes
from planbuilder.errors import Problem, problem
from planbuilder.plan.answers import Answers
from planbuilder.plan.check_economy import line_problems
from planbuilder.plan.model import Plan
from planbuilder.plan.option_plan import differs, left_out, rows_of
from planbuilder.plan.option_rules import of_options
from planbuilder.plan.options import MOST_OPTIONS


def option_problems(answers: Answers) -> Iterator[Problem]:
    """What is wrong with the options of a plan."""
    plan = answers.plan
    if len(plan.options) > MOST_OPTIONS:
        yield problem(codes.TOO_MANY_OPTIONS, "options", count=len(plan.options), most=MOST_OPTIONS)
    yield from line_slips(answers)
    for id, one in plan.options.items():
        if not differs(plan, id):
            code = codes.NOTHING_SAID_OF_DOING_NOTHING if one.is_nothing else codes.OPTION_DIFFERS_IN_NOTHING
            yield problem(code, f"options.{id}", id=id, title=one.title)
        for register, rows in _registers(plan).items():
            yield from _twice(register, id, rows_of(rows, id), left_out(one))


def line_slips(answers: Answers) -> Iterator[Problem]:
    """What is wrong with the lines of options, as with those of any plan."""
    return of_options(answers.plan, line_problems)


def _registers(plan: Plan) -> Mapping[str, Any]:
    return {
        "option_costs": plan.option_costs,
        "option_benefits": plan.option_benefits,
        "option_risks": plan.option_risks,
    }


def _twice(register: str, option: str, rows: Mapping[str, Any], without: tuple[str, ...]) -> Iterator[Problem]:
    """Two lines in the place of one, and a line in the place of one that the option is said to lack."""
    seen: dict[str, str] = {}
    for id, row in rows.items():
        line, path = row.instead_of, f"{register}.{id}.instead_of"
        if line and line in without:
            yield problem(codes.LINE_LEFT_OUT_AND_GIVEN, path, id=id, option=option, line=line)
        first = seen.setdefault(line, id) if line else id
        if first != id:
            yield problem(codes.TWO_LINES_FOR_ONE, path, id=id, option=option, line=line, first=first)
