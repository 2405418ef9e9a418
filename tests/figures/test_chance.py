"""What is drawn has the distribution that it is said to have."""

from __future__ import annotations

import numpy as np
import pytest

from planbuilder.figures.chance import Spread, Stream, happens, mixed, shared, square, through_parabolas
from planbuilder.figures.simulation import CORRELATIONS


@pytest.mark.parametrize(("low", "mode", "high", "weight"), [(0, 1, 3, 3), (0, 0, 1, 4), (-1, 0, 1, 3), (0.8, 1, 1, 4)])
def test_a_spread_has_the_mean_and_variance_of_beta_pert(low: float, mode: float, high: float, weight: float) -> None:
    """By the formulas of the beta distribution, between its ends."""
    values = Spread(low, mode, high, weight).at(Stream(3, "a").luck(400_000))
    mean = (low + weight * mode + high) / (weight + 2)
    variance = (mean - low) * (high - mean) / (weight + 3)

    assert values.mean() == pytest.approx(mean, abs=0.004 * (high - low))
    assert values.var() == pytest.approx(variance, rel=0.02)
    assert low <= values.min() <= values.max() <= high


@pytest.mark.parametrize("correlation", CORRELATIONS.values())
def test_shared_luck_is_correlated_as_asked_and_still_normal(correlation: float) -> None:
    """Two that share the common luck by so much."""
    common, one, two = (Stream(5, name).luck(200_000) for name in "abc")
    first, second = shared(one, common, correlation), shared(two, common, correlation)

    assert np.corrcoef(first, second)[0, 1] == pytest.approx(correlation, abs=0.01)
    assert first.std() == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("probability", [0.02, 0.25, 1.0])
def test_what_has_a_probability_comes_true_as_often(probability: float) -> None:
    """And always where it is certain."""
    assert happens(Stream(1, "a").luck(100_000), probability).mean() == pytest.approx(probability, abs=0.005)


def test_luck_on_the_very_edge_is_good_luck() -> None:
    """Of even chances the better half is spared, the middle among it."""
    luck = np.array([-9.0, -1e-9, 0.0, 1e-9, 9.0])

    assert happens(luck, 0.5).tolist() == [1, 1, 0, 0, 0]


def test_what_never_moves_explains_nothing() -> None:
    """It has no correlation with anything."""
    moving = Stream(1, "a").luck(10)

    assert (square(np.ones(10), moving), square(moving, 3 * moving)) == (0.0, pytest.approx(1))


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_parabolas_meet_the_curve_where_it_is_known_and_come_near_it_between(count: int) -> None:
    """The more of them, the nearer: of a curve that falls by half its size the error goes with the third power."""
    curve, at = (lambda x: np.exp(-0.7 * x)), np.linspace(-1, 1, 4001)
    values = [float(curve(n / count)) for n in range(-count, count + 1)]
    found = mixed(values, through_parabolas(at, count))

    assert np.abs(found - curve(at)).max() < np.exp(0.7) * (0.7 / count) ** 3 / 15
    assert mixed(values, through_parabolas(np.linspace(-1, 1, 2 * count + 1), count)) == pytest.approx(values)
    assert sum(through_parabolas(at, count)) == pytest.approx(1)
