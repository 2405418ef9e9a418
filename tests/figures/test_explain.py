"""Explanations can be followed: every step gives what it says, and the last one the figure, for every plan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.errors import UsageWrong
from planbuilder.figures.case import compute
from planbuilder.figures.catalogue import BY_KEY
from planbuilder.figures.explain import explain
from planbuilder.figures.explanation import Step
from tests.figures.cases import LITTLE, Rows, cashable, plan
from tests.workbook.plans import Drawn

PLAN = plan(
    {
        "K1": {"amount": 900_000, "range": {"low": 800_000, "high": 1_200_000}},
        "K2": {"kind": "running", "fte": Decimal("0.2")},
    },
    {
        "G1": {"kind": "cashable", "full_effect": {"volume": 3200, "minutes": 36}, "start": 2027, "ramp": [50, 100]},
        "G2": cashable(150_000, account=""),
        "G3": {"kind": "cost_avoidance", "full_effect": {"volume": 100, "unit_price": 40}},
    },
    economy={"effective_hours": 1500, "sensitivity": {"delay": 2}},
    risks={"R1": {"title": "r", "probability": 25, "consequence": 40_000}},
)
FIGURES = compute(PLAN)


def recomputed(step: Step) -> Decimal:
    """What a step's calculation gives, by Python's own arithmetic."""
    marks = {"×": "*", "−": "-", " %": " / Decimal(100)", "^": "**"}
    shown = step.calculation
    for mark, operator in marks.items():
        shown = shown.replace(mark, operator)
    return Decimal(eval(shown.format(*(f"Decimal('{value}')" for value in step.values)), {"Decimal": Decimal}))


@pytest.mark.parametrize("name", [*BY_KEY, "K1", "K2", "G1", "G2", "G3"])
def test_every_step_gives_what_it_says(name: str) -> None:
    """Recomputed from the numbers that are shown."""
    found = explain(PLAN, FIGURES, name)

    assert [] == [step for step in found.steps if abs(recomputed(step) - step.result) > LITTLE]


@pytest.mark.parametrize("name", [*BY_KEY, "K1", "K2", "G1", "G2", "G3"])
def test_the_last_step_is_the_figure(name: str) -> None:
    """What is explained is what is told elsewhere."""
    found = explain(PLAN, FIGURES, name)

    assert found.result is not None
    assert abs(found.steps[-1].result - found.result) < LITTLE


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_explained_ends_in_the_figure(seed: int) -> None:
    """Every explainable figure of any plan: each step gives what it says, and the last one is the figure."""
    some = Drawn(seed).plan()
    figures = compute(some)

    for name in (*BY_KEY, *(line.id for line in (*figures.costs, *figures.benefits))):
        found = explain(some, figures, name)
        assert [] == [(name, step) for step in found.steps if not near(recomputed(step), step.result)]
        assert found.result is None or near(found.steps[-1].result, found.result), name


def near(one: Decimal, other: Decimal) -> bool:
    """Whether two results of the same sum in another order are equal."""
    return abs(one - other) <= LITTLE + abs(other) * Decimal("1e-18")


@pytest.mark.parametrize("count", [0, 1, 12, 13, 14])
def test_the_reserve_is_explained_by_the_risks_it_counts(count: int) -> None:
    """Of fourteen risks the twelve largest are listed, and their sum is the reserve."""
    risks = {f"R{n}": {"title": "r", "probability": 50, "consequence": 2000 * n} for n in range(1, count + 1)}
    some = plan(risks=risks)
    figures = compute(some)

    found = explain(some, figures, "risk_reserve")

    assert min(count, 12) + 1 == len(found.steps)
    assert figures.uncertainty.risk_reserve == found.steps[-1].result == found.result


@pytest.mark.parametrize(
    ("costs", "benefits", "remark", "result"),
    [
        ({"K1": {"amount": 100}}, {"G1": cashable(110, start=2027, end=2027)}, "irr_yield", "0.1"),
        ({"K1": {"amount": 110, "from": 2027}}, {"G1": cashable(100, end=2026)}, "irr_loan", "0.1"),
        ({"K1": {"amounts": {"2026": 100, "2028": 132}}}, {"G1": cashable(230, start=2027, end=2027)}, "irr_several",
         None),
        ({"K1": {"amounts": {"2026": 100, "2028": 121}}}, {"G1": cashable(220, start=2027, end=2027)}, "irr_touch",
         "0.1"),
        ({"K1": {"amount": 100}}, {}, "irr_none", None),
        ({"K1": {"amount": 1}}, {"G1": cashable(102, start=2027, end=2027)}, "irr_above", None),
        ({"K1": {"amount": 1000}}, {"G1": cashable(9, start=2027, end=2027)}, "irr_below", None),
    ],
)  # fmt: skip
def test_a_rate_is_explained_by_what_it_is(costs: Rows, benefits: Rows, remark: str, result: str | None) -> None:
    """A return, the rate of a loan, one of several, or beyond what is told; no rate is said not to exist that does."""
    some = plan(costs, benefits)

    found = explain(some, compute(some), "irr")

    assert (remark, result and Decimal(result)) == (found.remark, found.result)


@pytest.mark.parametrize("name", ["pessimistic", "optimistic", "expected_npv"])
def test_what_has_not_been_estimated_says_so(name: str) -> None:
    """Without ranges there is no scenario to explain."""
    some = plan({"K1": {"amount": 5}})

    assert ("not_estimated", None) == (explain(some, compute(some), name).remark, explain(
        some, compute(some), name
    ).result)  # fmt: skip


def test_time_is_explained_from_cases_and_minutes() -> None:
    """Cases × minutes / 60 / hours, then × the cost of an FTE."""
    hours, worth, *_ = explain(PLAN, FIGURES, "G1").steps

    assert ((3200, 36, 60, 1500), Decimal("1.28")) == (hours.values, hours.result)
    assert ((Decimal("1.28"), 500_000), 640_000) == (worth.values, worth.result)


def test_time_that_counts_in_another_benefit_is_explained_as_zero() -> None:
    """No FTE is multiplied by what one costs where none is counted."""
    gains = {"G1": cashable(150_000), "G2": {**cashable(0), "full_effect": {"fte": 2}, "part_of": "G1"}}
    within = plan({}, gains, economy={"fte_cost": 500_000, "effective_hours": 1500})
    steps = explain(within, compute(within), "G2").steps
    (worth,) = (step for step in steps if step.about == "full_effect")

    assert (worth.calculation, worth.values, worth.result) == ("{}", (Decimal(0),), Decimal(0))


def test_a_benefit_that_is_moved_tells_why() -> None:
    """By the names of the objections."""
    assert ("no_account",) == explain(PLAN, FIGURES, "G2").objections


def test_an_unknown_name_is_refused() -> None:
    """With the names there are, and the nearest."""
    with pytest.raises(UsageWrong) as refused:
        explain(PLAN, FIGURES, "npw")

    (problem,) = refused.value.problems
    assert ("PB147", "npv") == (problem.code, problem.values["near"])
