"""The plan that an option comes to: the plan's own lines but for those that differ."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from planbuilder.plan.model import Plan
from planbuilder.plan.option_plan import differs, option_plan
from tests.figures import cases
from tests.figures.cases import FIRST, cashable

OPTION = {"A1": {"title": "Half of it"}}


def plan(**registers: Any) -> Plan:
    costs = {"K1": {"title": "System", "amount": 100, "from": FIRST + 1, "range": {"low": 80}}, "K2": {"fte": 1}}
    return cases.plan(costs, {"G1": cashable(60, profile="two_years")}, options=OPTION, **registers)


def test_lines_that_do_not_differ_are_the_plans_own() -> None:
    """The very objects: nothing of them is made anew."""
    before = plan()
    after = option_plan(before, "A1")

    assert all(after.costs[id] is cost for id, cost in before.costs.items())


def test_a_row_without_a_title_keeps_that_of_its_line_and_its_years() -> None:
    """What is not said is as in the plan; a range around another number is not."""
    found = option_plan(plan(option_costs={"X": {"option": "A1", "instead_of": "K1", "amount": 90}}), "A1").costs["K1"]

    assert (found.title, found.amount, found.from_, found.range.low) == ("System", 90, FIRST + 1, None)


def test_an_amount_takes_the_place_of_time_and_of_amounts_by_year() -> None:
    """A cost is given in one way: what the option says of it says all of it."""
    found = option_plan(plan(option_costs={"X": {"option": "A1", "instead_of": "K2", "amount": 90}}), "A1").costs["K2"]

    assert (found.amount, found.fte) == (Decimal(90), None)


def test_a_ramp_takes_the_place_of_a_profile() -> None:
    """As a benefit has one or the other."""
    rows = {"X": {"option": "A1", "instead_of": "G1", "ramp": [10, 100]}}
    found = option_plan(plan(option_benefits=rows), "A1").benefits_tree.benefits["G1"]

    assert (found.ramp, found.profile, found.full_effect.amount) == ((10, 100), "", 60)


def test_rows_of_one_option_are_no_rows_of_another() -> None:
    """Each option has its own lines alone."""
    other = plan(option_costs={"X": {"option": "A2", "amount": 90}})

    assert list(option_plan(other, "A1").costs) == ["K1", "K2"]


def test_a_row_in_the_place_of_what_is_not_there_is_a_line_of_its_own() -> None:
    """A cost that was deleted since takes nothing with it."""
    rows = {"X": {"option": "A1", "instead_of": "K9", "amount": 90}}

    assert list(option_plan(plan(option_costs=rows), "A1").costs) == ["K1", "K2", "X"]


def test_an_option_has_no_options() -> None:
    """What is computed of an option does not go round."""
    assert option_plan(plan(), "A1").options == {}


def test_an_option_differs_by_a_line_or_by_what_it_lacks() -> None:
    """Doing nothing lacks everything by itself, and differs by its lines alone."""
    rows = {"X": {"option": "A1", "amount": 90}}
    lacks = {"kind": "other", "without_costs": ["K1"]}
    cases_ = [plan(), plan(option_costs=rows)]
    named = [cases.plan(options={"A1": one}) for one in (lacks, {**lacks, "kind": "nothing"})]

    assert [differs(one, "A1") for one in (*cases_, *named)] == [False, True, True, False]


def test_an_account_takes_the_place_of_several() -> None:
    """What the plan shares by accounts, an option that names one takes from that one."""
    shared = {"G1": cashable(60, account="", accounts={"06.45.51": 1, "05.32.33": 1})}
    rows = {"X": {"option": "A1", "instead_of": "G1", "account": "03.22.01"}}
    found = option_plan(cases.plan({}, shared, options=OPTION, option_benefits=rows), "A1").benefits_tree.benefits["G1"]

    assert (found.account, dict(found.accounts)) == ("03.22.01", {})
