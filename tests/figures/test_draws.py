"""A case is drawn as it would be by hand: what moves together, what happens or not, and what the pool gets."""

from __future__ import annotations

from decimal import Decimal
from math import sqrt

import pytest

from planbuilder.figures.case import uncertain_case
from planbuilder.figures.simulation import CORRELATIONS
from tests.figures.cases import Rows, cashable, plan
from tests.figures.test_simulation import LINES, RANGED, STILL, simulated


def test_the_spread_of_two_equal_lines_is_that_of_the_textbook() -> None:
    """Var(X + Y) = 2 · Var(X) · (1 + ρ): the luck of a gain and of a cost go the same way for the municipality."""
    equal = {"amount": 1000, "range": {"low": 500, "high": 1500}}
    gain = cashable(1000, range={"low": 500, "high": 1500})
    drawn = simulated(plan({"K1": {**equal, "kind": "running"}}, {"G1": gain}, rates="none", economy=STILL), 100_000)
    for name, correlation in CORRELATIONS.items():
        ratio = float(drawn.widths[name] / drawn.widths["none"])
        assert ratio == pytest.approx(sqrt(1 + correlation), abs=0.06)


def test_a_risk_happens_as_often_as_it_is_likely_to() -> None:
    """The mean falls by the risk's expected cost; one that is certain costs the same in each, and moves no luck."""
    likely = {"R1": {"title": "r", "probability": 25, "consequence": 400_000}}
    certain = {"R1": {"title": "r", "probability": 100, "consequence": 400_000}}
    base = simulated(RANGED, 100_000).mean
    with_risk, sure = (
        simulated(plan(*LINES, rates="none", economy=STILL, risks=r), 100_000) for r in (likely, certain)
    )

    assert float(base - with_risk.mean) == pytest.approx(100_000, rel=0.02)
    assert float(base - sure.mean) == pytest.approx(400_000, abs=0.01)
    assert [one.part for one in sure.contributions if one.kind == "risk"] == [0]


def test_the_rate_goes_by_the_parabola_through_the_plans_test() -> None:
    """Without any other doubt, draws lie between the case at either end of the test."""
    doubt = {"sensitivity": {**STILL["sensitivity"], "rate": 1}}
    narrow = {"K1": {"amount": 900_000, "range": {"low": 899_999, "high": 900_001}}}
    some = plan(narrow, {"G1": cashable(300_000)}, economy=doubt)
    case, drawn = uncertain_case(some), simulated(some, 5000)
    net = case.outcome("", lambda _: Decimal(1)).net
    ends = sorted(sum(a * f for a, f in zip(net, case.shifted(Decimal(n)), strict=True)) for n in (-1, 1))

    assert ends[0] - 2 <= drawn.percentiles[0] < drawn.percentiles[2] <= ends[1] + 2
    assert drawn.contributions[0].kind == "rate"
    assert drawn.undrawn == ("lines", "uptake", "delay")


@pytest.mark.parametrize(("draws", "sample"), [(9_999, 9_999), (25_000, 10_000)])
def test_every_draw_counts(draws: int, sample: int) -> None:
    """Also those of a block that is not full."""
    drawn = simulated(RANGED, draws)

    assert (drawn.draws, drawn.sample) == (draws, sample)
    assert Decimal("0.05") < drawn.loss < Decimal("0.95")


@pytest.mark.parametrize(("running", "missed"), [(0, False), (299_999, True)])
def test_the_pool_is_paid_back_or_not(running: int, missed: bool) -> None:
    """What benefits leave until its year is held against what it is to have."""
    costs = {**LINES[0], "K2": {"kind": "running", "amount": running}}
    pool = {"funding": "investment_pool", "pool": {"repayments": {"2030": 400_000}, "draws": {"2027": 400_000}}}
    drawn = simulated(plan(costs, LINES[1], rates="none", economy={**STILL, **pool}), 500)

    assert drawn.pool
    assert (drawn.pool.year, drawn.pool.due, drawn.pool.missed > 250) == (2030, 400_000, missed)


def test_no_draw_is_worse_than_everything_at_its_worst() -> None:
    """Ranges, cost of an FTE, uptake, a delay, the rate and a risk: each at its worst end at once bounds them all."""
    costs: Rows = {"K1": {"amount": 900_000, "range": {"low": 700_000, "high": 1_500_000}}}
    gain = {"title": "g", "kind": "cashable", "full_effect": {"fte": 1}, "range": {"low": 0.5, "high": 1.5}}
    some = plan(costs, {"G1": gain}, risks={"R1": {"title": "r", "probability": 50, "consequence": 100_000}})
    case = uncertain_case(some)
    worst = case.outcome("", lambda line: line.span[1] if line.is_cost else line.span[0], 1, Decimal(100_000))
    drawn = simulated(some, 20_000, "high")

    cheaper = Decimal("0.8") * Decimal("0.8")  # the FTE a fifth cheaper, and a fifth less used
    assert drawn.percentiles[0] > worst.npv * (2 - cheaper)
    assert drawn.undrawn == ()
