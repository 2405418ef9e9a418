"""Explanations can be followed: every step gives what it says, and the last one the figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.errors import UsageWrong
from planbuilder.figures.case import compute
from planbuilder.figures.explain import EXPLAINERS, Step, explain
from tests.figures.cases import LITTLE, cashable, plan

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
    shown = step.calculation.replace("×", "*").replace("−", "-").replace(" %", " / Decimal(100)")
    return Decimal(eval(shown.format(*(f"Decimal('{value}')" for value in step.values)), {"Decimal": Decimal}))


@pytest.mark.parametrize("name", [*EXPLAINERS, "K1", "K2", "G1", "G2", "G3"])
def test_every_step_gives_what_it_says(name: str) -> None:
    """Recomputed from the numbers that are shown."""
    found = explain(PLAN, FIGURES, name)

    assert [] == [step for step in found.steps if abs(recomputed(step) - step.result) > LITTLE]


@pytest.mark.parametrize(
    "name",
    ["npv", "npv_wider", "net", "bcr", "eanc", "payback", "payback_discounted", "permanent", "fte_freed",
     "expected_npv", "one_off", "running", "cashable", "cost_avoidance", "K1", "G1"],
)  # fmt: skip
def test_the_last_step_is_the_figure(name: str) -> None:
    """What is explained is what is told elsewhere."""
    found = explain(PLAN, FIGURES, name)

    assert found.result is not None
    assert abs(found.steps[-1].result - found.result) < LITTLE


def test_time_is_explained_from_cases_and_minutes() -> None:
    """Cases × minutes / 60 / hours, then × the cost of an FTE."""
    hours, worth, *_ = explain(PLAN, FIGURES, "G1").steps

    assert ((3200, 36, 60, 1500), Decimal("1.28")) == (hours.values, hours.result)
    assert ((Decimal("1.28"), 500_000), 640_000) == (worth.values, worth.result)


def test_a_benefit_that_is_moved_tells_why() -> None:
    """By the names of the objections."""
    assert ("no_account",) == explain(PLAN, FIGURES, "G2").objections


def test_an_unknown_name_is_refused() -> None:
    """With the names there are, and the nearest."""
    with pytest.raises(UsageWrong) as refused:
        explain(PLAN, FIGURES, "npw")

    (problem,) = refused.value.problems
    assert ("PB147", "npv") == (problem.code, problem.values["near"])
