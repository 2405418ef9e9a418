"""What options come to beside the plan: computed as any plan is, and called the highest only where that is known."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.case import compute
from planbuilder.figures.lines import Line
from planbuilder.figures.options import compared, highest
from planbuilder.plan.model import Plan
from planbuilder.plan.option_plan import differs, option_plan
from tests.figures import cases
from tests.figures.cases import BENEFITS, COSTS, FIRST, HORIZON, cashable, law

ONE = {"A1": {"title": "Half of it", "kind": "other"}}
OLD = {"title": "Old system", "kind": "running", "amount": 40}


def small(**registers: Any) -> Plan:
    """A cost of 100 and a benefit of 60 a year, and options."""
    costs = {"K1": {"title": "New system", "amount": 100}}
    return cases.plan(costs, {"G1": cashable(60, title="Less paper")}, rates="none", **registers)


@st.composite
def optioned(draw: st.DrawFn) -> Plan:
    """A plan with an option that lacks lines, has lines in the place of others, and lines of its own."""
    costs, benefits = draw(COSTS), draw(BENEFITS)
    some: Any = lambda rows: st.lists(st.sampled_from(sorted(rows)), unique=True) if rows else st.just([])  # noqa: E731
    rows: dict[str, dict[str, Any]] = {"option_costs": {}, "option_benefits": {}}
    for name, drawn, own in (("option_costs", costs, draw(COSTS)), ("option_benefits", benefits, draw(BENEFITS))):
        places = draw(some(drawn))
        for n, row in enumerate(own.values()):
            kept = {
                key: row[key] for key in row if key in ("amount", "amounts", "from", "kind", "full_effect", "start")
            }
            rows[name][f"O{n}"] = {"option": "A1", "instead_of": places[n] if n < len(places) else "", **kept}
    kind = draw(st.sampled_from(["nothing", "other"]))
    option = {"kind": kind, "without_costs": draw(some(costs)), "without_benefits": draw(some(benefits))}
    return cases.plan(costs, benefits, options={"A1": option}, **rows)


@law
@given(optioned())
def test_an_option_is_computed_as_the_plan_that_it_would_be(plan: Plan) -> None:
    """Every figure of an option is the one that its own plan has: there is no arithmetic of options."""
    figures = compute(option_plan(plan, "A1"))
    found = compared(plan, compute(plan))[1]

    own = (found.npv, found.npv_wider, found.introduction, found.permanent, found.risk_reserve)
    whole = (figures.npv, figures.npv_wider, figures.introduction, figures.permanent)
    # The wider value is added up in another order, so that its last digit may differ.
    assert own[0] == whole[0]
    assert abs(own[1] - whole[1]) < Decimal("1e-15")
    assert own[2:4] == whole[2:4]
    assert own[4] == figures.uncertainty.risk_reserve
    assert set(found.lacking) == {line.id for line in figures.lacking}


@law
@given(COSTS, BENEFITS)
def test_options_change_no_figure_of_the_plan(costs: cases.Rows, benefits: cases.Rows) -> None:
    """Old plans give the same, and so does a plan that has got options."""
    plain = cases.plan(costs, benefits)
    with_option = cases.plan(costs, benefits, options=ONE, option_costs={"O1": {"option": "A1", **OLD}})

    assert compute(with_option) == compute(plain)


def test_the_plan_comes_first_with_its_own_figures() -> None:
    """What was chosen is the plan itself."""
    plan = small(options=ONE)
    figures = compute(plan)

    chosen = compared(plan, figures)[0]

    assert (chosen.id, chosen.npv, chosen.introduction) == ("", figures.npv, figures.introduction)


def test_a_plan_without_options_compares_nothing() -> None:
    """Nothing is set beside the plan unless somebody has told of it."""
    plan = small()

    assert compared(plan, compute(plan)) == ()


def test_a_line_in_the_place_of_another_says_only_what_differs() -> None:
    """A system at 70 instead of 100, all else as in the plan: NPV is 30 more."""
    rows = {"AK1": {"option": "A1", "instead_of": "K1", "amount": 70}}
    plan = small(options=ONE, option_costs=rows)

    chosen, other = compared(plan, compute(plan))

    assert (other.npv - chosen.npv, other.introduction) == (30, 70)


def test_a_line_that_is_left_out_counts_in_no_figure() -> None:
    """Without the benefit there is the cost alone, and nothing recurs."""
    plan = small(options={"A1": {"kind": "other", "without_benefits": ["G1"]}})

    other = compared(plan, compute(plan))[1]

    assert (other.npv, other.permanent.amount) == (-100, 0)


def test_doing_nothing_has_none_of_the_plans_lines_and_may_cost() -> None:
    """The old system at 40 a year is all there is: five years of it."""
    rows = {"AK1": {"option": "A1", **OLD}}
    plan = small(options={"A1": {"kind": "nothing"}}, option_costs=rows)

    nothing = compared(plan, compute(plan))[1]

    assert (nothing.kind, nothing.npv, nothing.permanent.amount, nothing.is_stated) == ("nothing", -200, -40, True)


def test_doing_nothing_of_which_nothing_is_said_is_not_stated() -> None:
    """Zero for want of an answer is no figure."""
    plan = small(options={"A1": {"kind": "nothing"}})

    assert not compared(plan, compute(plan))[1].is_stated


@pytest.mark.parametrize(
    "rows",
    [
        {"option_costs": {"AK1": {"option": "A1", "kind": "running"}}},
        {"option_costs": {"AK1": {"option": "A1", "fte": 1}}},
        {"option_benefits": {"AG1": {"option": "A1", "full_effect": {"amount": 5}}}},
        {"option_benefits": {"AG1": {"option": "A1", "kind": "cashable"}}},
        {"option_benefits": {"AG1": {"option": "A1", "title": "Venter"}}},
        {"option_risks": {"AR1": {"option": "A1", "probability": 10}}},
    ],
    ids=["no amount", "no price of time", "no kind", "no effect", "a title alone", "half a risk"],
)
def test_doing_nothing_whose_lines_all_lack_something_is_not_stated(rows: dict[str, Any]) -> None:
    """Nobody has said what it comes to, and the check of the plan tells it as it does of one without lines."""
    plan = small(options={"A1": {"kind": "nothing"}}, fte_cost=None, **rows)

    found = compared(plan, compute(plan))

    assert (found[1].is_stated, highest(found)) == (False, ())
    assert not differs(plan, "A1")


@pytest.mark.parametrize(
    "rows",
    [
        {"option_costs": {"AK1": {"option": "A1", "amount": 0}, "AK2": {"option": "A1"}}},
        {"option_benefits": {"AG1": {"option": "A1", "kind": "quality", "title": "Længere ventetid"}}},
        {"option_risks": {"AR1": {"option": "A1", "probability": 10, "consequence": 5}}},
    ],
    ids=["zero kroner", "quality", "a risk"],
)
def test_doing_nothing_of_which_one_thing_is_said_is_stated(rows: dict[str, Any]) -> None:
    """An amount of zero is an answer, and so is what is told rather than counted."""
    plan = small(options={"A1": {"kind": "nothing"}}, **rows)

    assert compared(plan, compute(plan))[1].is_stated


def test_doing_nothing_keeps_a_line_that_is_named() -> None:
    """A line in the place of a cost, with nothing else said, is that cost."""
    plan = small(options={"A1": {"kind": "nothing"}}, option_costs={"AK1": {"option": "A1", "instead_of": "K1"}})

    assert compared(plan, compute(plan))[1].npv == -100


def test_risks_of_an_option_are_its_own() -> None:
    """A risk left out, and one that the option alone has."""
    plan = small(
        options={"A1": {"kind": "other", "without_risks": ["R1"]}},
        risks={"R1": {"probability": 50, "consequence": 100}},
        option_risks={"AR1": {"option": "A1", "probability": 10, "consequence": 100}},
    )

    assert [one.risk_reserve for one in compared(plan, compute(plan))] == [50, 10]


def test_quality_is_told_by_what_it_is() -> None:
    """Benefits without a number show by their titles; the plan's own where they do not differ."""
    plan = cases.plan(
        {"K1": {"amount": 100}},
        {"G1": {"kind": "quality", "title": "Shorter waiting"}},
        options=ONE,
        option_benefits={"AG1": {"option": "A1", "kind": "for_others", "title": "Fewer trips"}},
    )

    found = [dict(one.quality) for one in compared(plan, compute(plan))]

    assert found == [{"G1": "Shorter waiting"}, {"G1": "Shorter waiting", "AG1": "Fewer trips"}]


@pytest.mark.parametrize(("amount", "ids"), [(70, ["A1"]), (130, [""]), (100, ["", "A1"])])
def test_the_highest_of_those_computed_is_named_and_so_is_every_other_like_it(amount: int, ids: list[str]) -> None:
    """One, the other, or both."""
    plan = small(options=ONE, option_costs={"AK1": {"option": "A1", "instead_of": "K1", "amount": amount}})

    assert [one.id for one in highest(compared(plan, compute(plan)))] == ids


@pytest.mark.parametrize("row", [{"kind": "running"}, {"kind": "one_off", "fte": 1}])
def test_nothing_is_the_highest_where_an_amount_is_missing(row: dict[str, Any]) -> None:
    """The amount that is missing may turn it."""
    plan = small(
        options=ONE, option_costs={"AK1": {"option": "A1", **row}, "AK2": {"option": "A1", **OLD}}, fte_cost=None
    )
    found = compared(plan, compute(plan))

    assert (found[1].lacking, highest(found)) == (("AK1",), ())


def test_nothing_is_the_highest_where_an_option_is_not_stated() -> None:
    """Doing nothing of which nobody has said anything is compared with nothing."""
    plan = small(options={**ONE, "A2": {"kind": "nothing"}}, option_costs={"AK1": {"option": "A1", **OLD}})

    assert highest(compared(plan, compute(plan))) == ()


def test_lines_that_do_not_differ_are_not_counted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five options of a plan with a thousand lines cost five sums, not five plans."""
    costs = {f"K{n}": {"amount": 1} for n in range(50)}
    rows = {"AK1": {"option": "A1", "instead_of": "K1", "amount": 70}}
    plan = cases.plan(costs, options=ONE, option_costs=rows)
    figures, made = compute(plan), []
    monkeypatch.setattr("planbuilder.figures.lines.Line", lambda **given: made.append(given["id"]) or Line(**given))

    compared(plan, figures)

    assert made == ["K1"]


def test_effects_in_time_share_their_units_as_in_the_plan() -> None:
    """Half of the time frees half in each unit, so that the test for half a post is of the option's own time."""
    plan = cases.plan(
        {"K1": {"amount": 1}},
        {"G1": {"kind": "cashable", "full_effect": {"fte": 2}, "units": {"A": Decimal("1.2"), "B": Decimal("0.8")}}},
        options=ONE,
        option_benefits={"AG1": {"option": "A1", "instead_of": "G1", "full_effect": {"fte": 1}}},
    )

    units = option_plan(plan, "A1").benefits_tree.benefits["G1"].units
    other = compared(plan, compute(plan))[1]

    assert (units, other.permanent.amount) == ({"A": Decimal("0.6"), "B": Decimal("0.4")}, 0)


def test_years_of_the_case_hold_for_options_as_well() -> None:
    """An option's running cost goes on to the end of the case, as any does."""
    plan = small(options={"A1": {"kind": "nothing"}}, option_costs={"AK1": {"option": "A1", **OLD, "from": FIRST + 1}})

    assert compared(plan, compute(plan))[1].npv == -40 * (HORIZON - 1)


def test_what_somebody_loses_is_no_quality() -> None:
    """A disbenefit is told as one."""
    plan = cases.plan({}, {"G1": {"kind": "quality", "title": "Longer way", "is_disbenefit": True}}, options=ONE)

    found = compared(plan, compute(plan))[0]

    assert (dict(found.quality), dict(found.disbenefits)) == ({}, {"G1": "Longer way"})
