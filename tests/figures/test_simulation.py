"""The simulation is seeded, lies within what can happen, and agrees with what is known of the distributions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.figures.case import compute, uncertain_case
from planbuilder.figures.draws import Draws
from planbuilder.figures.simulation import CORRELATIONS, HALF_AN_ORE, Correlation, Simulation, simulate
from planbuilder.plan.model import Plan
from tests.figures.cases import Rows, cashable, plan

LINES: tuple[Rows, Rows] = (
    {"K1": {"amount": 900_000, "range": {"low": 700_000, "high": 1_500_000}}},
    {"G1": cashable(300_000, range={"low": 100_000, "high": 350_000})},
)
STILL = {"sensitivity": {"delay": 0, "costs": 0, "benefits": 0, "rate": 0}}
RANGED = plan(*LINES, rates="none", economy=STILL)
MOVED = plan(*LINES, rates="none")


def simulated(some: Plan, draws: int = 50, correlation: Correlation = "none") -> Simulation:
    """A simulation of a plan that has ranges."""
    drawn = simulate(uncertain_case(some), draws, 1, correlation)
    assert drawn
    return drawn


def test_the_same_seed_gives_the_same_result() -> None:
    """And another seed another one."""
    case = uncertain_case(MOVED)

    assert simulate(case, 1000, 1) == simulate(case, 1000, 1)
    assert simulate(case, 1000, 1) != simulate(case, 1000, 2)


@pytest.mark.parametrize("correlation", CORRELATIONS)
def test_draws_lie_between_the_scenarios(correlation: Correlation) -> None:
    """No draw is worse than all at their worst, or better than all at their best."""
    drawn, u = simulated(RANGED, 5000, correlation), compute(RANGED).uncertainty

    assert u.pessimistic
    assert u.optimistic
    assert u.pessimistic.npv <= drawn.percentiles[0] <= drawn.percentiles[1] <= drawn.percentiles[2] <= u.optimistic.npv


@pytest.mark.parametrize(("weighting", "weight"), [("successive", 3), ("pert", 4)])
@pytest.mark.parametrize("correlation", CORRELATIONS)
def test_the_mean_is_that_of_the_plans_own_weights(weighting: str, weight: int, correlation: Correlation) -> None:
    """The expected value of the plan's three-point estimates, to two hundredths in 200,000 draws, however they go."""
    weighted = plan(*LINES, rates="none", economy={"three_point": weighting, **STILL})

    drawn, expected = simulated(weighted, 200_000, correlation), compute(weighted).uncertainty.expected_npv

    assert weight == drawn.weight
    assert expected is not None
    assert abs(drawn.mean / expected - 1) < Decimal("0.02")


def test_the_larger_the_correlation_the_wider_the_spread() -> None:
    """Of gains and costs together too."""
    widths = simulated(RANGED, 20_000).widths

    assert widths["none"] < widths["medium"] < widths["high"]


def test_what_the_spread_comes_from_adds_up() -> None:
    """The shares are of one whole, the largest first."""
    parts = [one.part for one in simulated(MOVED, 2000, "high").contributions]

    assert abs(sum(parts) - 1) < Decimal("0.001")
    assert parts == sorted(parts, reverse=True)


def test_a_case_without_ranges_is_not_simulated() -> None:
    """There is nothing to draw from, and so no chance of anything to tell."""
    sure = plan({"K1": {"amount": 100}}, {"G1": cashable(10, range={"low": 10, "high": 10})})

    assert simulate(uncertain_case(sure), 100, 1) is None


def test_what_stood_still_is_told() -> None:
    """Lines without a range, and what the plan tries the case against by nothing."""
    costs = {**LINES[0], "K2": {"fte": 1}, "K3": {"amount": 0}}

    all_of_it, none_of_it = simulated(plan(costs, LINES[1], economy=STILL)), simulated(MOVED)

    assert (2, 1, ("lines", "fte_cost", "uptake", "delay", "rate")) == (
        all_of_it.lines, all_of_it.fixed, all_of_it.undrawn,
    )  # fmt: skip
    assert (2, 0, ()) == (none_of_it.lines, none_of_it.fixed, none_of_it.undrawn)


def test_the_share_of_losses_is_a_share_of_the_draws() -> None:
    """Counted, not estimated."""
    drawn = simulated(RANGED, 1000)

    assert Decimal(drawn.below) / 1000 == drawn.loss
    assert 0 < drawn.below < 1000


SKEWED = plan(
    {"K1": {"amount": 900_000, "range": {"low": 890_000, "high": 2_500_000}}},
    {"G1": cashable(300_000, range={"low": 100_000, "high": 310_000})},
    risks={"R1": {"probability": 40, "consequence": 200_000}},
)


@pytest.mark.parametrize("draws", [1, 999, 10_000, 23_456])
@pytest.mark.parametrize("of", [SKEWED, RANGED, MOVED], ids=["skewed", "still", "moved"])
def test_the_draws_that_reach_the_plans_own_value_are_counted_one_by_one(of: Plan, draws: int) -> None:
    """As many as there are of the draws themselves, each compared in exact numbers to the øre."""
    case = uncertain_case(of)
    total, _ = Draws(case, draws, 7).once(CORRELATIONS["medium"])
    own = compute(of).npv
    told = simulate(case, draws, 7, "medium")

    assert told
    assert round(own, 9) == round(told.npv, 9)
    assert sum(Decimal(float(one)) >= own - Decimal("0.005") for one in total) == told.reached


def test_the_plans_own_value_may_lie_above_nine_tenths_of_the_draws() -> None:
    """Delay, uptake, risks and skewed ranges all pull one way, which is told by a count."""
    drawn = simulated(SKEWED, 2000)

    assert drawn.npv > drawn.percentiles[2]
    assert drawn.reached < 200


def test_draws_in_which_nothing_differs_reach_it() -> None:
    """Where nothing moves NPV each draw is the plan's own, whatever floats lose."""
    case = uncertain_case(
        plan({"K1": {"amount": "0.1"}, "K2": {"amount": "0.2"}}, {"G1": cashable("0.3")}, economy=STILL)
    )

    total, _ = Draws(case, 1000, 1).once(0.3)

    assert int((total >= float(case.npv) - HALF_AN_ORE).sum()) == 1000


def test_a_case_without_a_pool_says_nothing_of_one() -> None:
    """Nothing is to be paid back."""
    assert simulated(RANGED).pool is None


def test_a_range_that_only_goes_one_way() -> None:
    """A likely value at the end of its range, and a negative effect, are drawn too."""
    odd = plan(
        {"K1": {"amount": 100, "range": {"high": 200}}},
        {"G1": cashable(-50, range={"low": -80, "high": -50}), "G2": cashable(10, range={"low": 10, "high": 10})},
        rates="none",
        economy=STILL,
    )

    drawn, u = simulated(odd, 500), compute(odd).uncertainty

    assert u.pessimistic
    assert u.optimistic
    assert u.pessimistic.npv <= drawn.percentiles[0] <= drawn.percentiles[2] <= u.optimistic.npv
