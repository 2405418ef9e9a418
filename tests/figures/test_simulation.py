"""The simulation is seeded, lies within the scenarios, and agrees with what is known of the distribution."""

from __future__ import annotations

from decimal import Decimal

from planbuilder.figures.case import compute, uncertain_case
from planbuilder.figures.simulation import simulate
from tests.figures.cases import cashable, plan

RANGED = plan(
    {"K1": {"amount": 900_000, "range": {"low": 700_000, "high": 1_500_000}}},
    {"G1": cashable(300_000, range={"low": 100_000, "high": 350_000})},
    rates="none",
)


def test_the_same_seed_gives_the_same_result() -> None:
    """And another seed another one."""
    case = uncertain_case(RANGED)

    assert simulate(case, 1000, 1) == simulate(case, 1000, 1)
    assert simulate(case, 1000, 1) != simulate(case, 1000, 2)


def test_draws_lie_between_the_scenarios() -> None:
    """No draw is worse than all at their worst, or better than all at their best."""
    drawn, u = simulate(uncertain_case(RANGED), 5000, 1), compute(RANGED).uncertainty

    assert u.pessimistic.npv <= drawn.percentiles[0] <= drawn.percentiles[1] <= drawn.percentiles[2] <= u.optimistic.npv


def test_the_mean_is_perts() -> None:
    """(low + 4·likely + high) / 6 of each line, to a hundredth in 200,000 draws."""
    drawn = simulate(uncertain_case(RANGED), 200_000, 1)
    cost = Decimal(700_000 + 4 * 900_000 + 1_500_000) / 6
    gain = 5 * Decimal(100_000 + 4 * 300_000 + 350_000) / 6

    assert abs(drawn.mean / (gain - cost) - 1) < Decimal("0.01")


def test_a_case_without_ranges_does_not_move() -> None:
    """No draw differs from NPV, and no line is drawn."""
    sure = plan({"K1": {"amount": 100}}, {"G1": cashable(10)})

    drawn = simulate(uncertain_case(sure), 100, 1)

    assert (0, round(compute(sure).npv, 2)) == (drawn.lines, drawn.percentiles[0])
    assert (Decimal(1), drawn.percentiles[0]) == (drawn.loss, drawn.percentiles[2])


def test_a_range_that_only_goes_one_way() -> None:
    """A likely value at the end of its range, and a negative effect, are drawn too."""
    odd = plan(
        {"K1": {"amount": 100, "range": {"high": 200}}},
        {"G1": cashable(-50, range={"low": -80, "high": -50}), "G2": cashable(10, range={"low": 10, "high": 10})},
        rates="none",
    )

    drawn, u = simulate(uncertain_case(odd), 500, 1), compute(odd).uncertainty

    assert u.pessimistic.npv <= drawn.percentiles[0] <= drawn.percentiles[2] <= u.optimistic.npv
