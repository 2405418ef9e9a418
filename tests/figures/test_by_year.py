"""Benefits whose amounts the plan gives year by year, and those that grow: what counts when, and what lasts of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.catalogue import explain
from planbuilder.figures.model import Figures
from tests.figures import cases
from tests.figures.cases import AMOUNTS, FIRST, HORIZON, LITTLE, Rows, cashable, law

BY_YEAR = st.dictionaries(st.integers(FIRST, FIRST + HORIZON - 1).map(str), AMOUNTS, min_size=1)


def given_as(amounts: dict[str, Any], **more: Any) -> Rows:
    return {"G0": {"kind": "cashable", "full_effect": {"amounts": amounts}, **more}}


def years(first: int, *amounts: int) -> dict[str, Any]:
    return {str(first + n): amount for n, amount in enumerate(amounts)}


def moved(amounts: tuple[Decimal, ...], later: int) -> tuple[Decimal, ...]:
    return ((Decimal(0),) * later + amounts)[: len(amounts)]


@law
@given(amounts=BY_YEAR, later=st.integers(0, 4))
def test_a_delay_moves_the_amounts_and_what_leaves_the_case_is_lost(amounts: dict[str, Any], later: int) -> None:
    """Each amount stands in its year plus the delay; none is added and none is changed."""
    (now,) = cases.case({}, given_as(amounts)).benefits
    (late,) = cases.case({}, given_as(amounts, delay=later)).benefits

    assert now.by_year == tuple(amounts.get(str(FIRST + n), 0) for n in range(HORIZON))
    assert late.by_year == moved(now.by_year, later)


@law
@given(amounts=BY_YEAR, later=st.integers(1, 4))
def test_benefits_late_in_the_test_are_benefits_with_that_delay(amounts: dict[str, Any], later: int) -> None:
    """The case tried with benefits late is the case of a plan whose benefits are late: net, NPV and what recurs."""
    tried = cases.case({}, given_as(amounts), economy={"sensitivity": {"delay": later}})
    found = next(one for one in tried.uncertainty.tests if one.name == "delay")
    late = cases.case({}, given_as(amounts, delay=later))

    assert found.net == late.net
    assert found.npv == late.npv
    assert found.permanent == late.permanent


@law
@given(amounts=BY_YEAR)
def test_amounts_of_one_size_are_an_amount_a_year(amounts: dict[str, Any]) -> None:
    """A benefit with the same amount in every year of the case is one of that amount, in every figure."""
    one = next(iter(amounts.values()))
    flat = cases.case({}, given_as(dict.fromkeys(map(str, range(FIRST, FIRST + HORIZON)), one)))
    usual = cases.case({}, {"G0": cashable(one)})

    assert (flat.npv, flat.permanent.amount) == (usual.npv, usual.permanent.amount)


def permanent(*amounts: int, **more: Any) -> Figures:
    return cases.case({}, given_as(years(FIRST, *amounts), **more))


@pytest.mark.parametrize(
    ("amounts", "more", "lasting", "why"),
    [
        ((100, 200, 300, 300, 300), {}, 300, ""),
        ((100, 200, 300, 400, 500), {}, None, "uneven"),
        ((100, 100), {}, 0, ""),
        ((100, 100, 300, 300, 300), {"delay": 1}, 300, ""),
        # Amounts that stop are known to stop, also where a delay pushes their end out of the case.
        ((100, 100, 100), {"delay": 2}, None, "uneven"),
        ((300, 300, 300, 300, 300), {"end": FIRST + 4}, None, ""),
    ],
)
def test_what_lasts_of_amounts_by_year(amounts: Any, more: Any, lasting: int | None, why: str) -> None:
    """As for costs: they last from the year on after which they repeat; one that no other follows is not settled."""
    found = permanent(*amounts, **more).permanent

    assert (found.amount, found.restless) == (lasting, why)


def test_a_benefit_by_year_is_tested_as_any_other_and_a_loss_is_not() -> None:
    """A gain without an account counts as released time; a loss stays in the case."""
    untested = {"account": "", "use": "", "use_decided_by": ""}
    (gain,) = permanent(100, 200, **untested).benefits
    (loss,) = permanent(-100, -200, **untested).benefits

    assert (gain.kind, loss.kind) == ("released_time", "cashable")


@law
@given(amount=st.integers(1, 10**6), growth=st.integers(1, 20), ramp=st.sampled_from([[], [50, 100], [0, 40, 100]]))
def test_growth_counts_from_the_first_year_of_full_effect(amount: int, growth: int, ramp: list[int]) -> None:
    """In the last year of the ramp the effect is the full one; each year after it is that much more."""
    (line,) = cases.case({}, {"G0": cashable(amount, growth=growth, ramp=ramp)}).benefits
    full = max(0, len(ramp) - 1)

    assert line.by_year[full] == amount
    for n in range(full + 1, HORIZON):
        assert abs(line.by_year[n] - line.by_year[n - 1] * (1 + Decimal(growth) / 100)) < LITTLE


def test_what_grows_never_comes_to_rest() -> None:
    """A case with a benefit that grows has no permanent effect, and says why."""
    found = cases.case({}, {"G0": cashable(1000, growth=2)}).permanent

    assert (found.amount, found.restless, found.falls) == (None, "growing", False)


def test_the_range_of_amounts_by_year_is_around_their_sum() -> None:
    """Low and high are shares of what the amounts come to together."""
    (line,) = cases.case({}, given_as(years(FIRST, 100, 300), range={"low": 200, "high": 500})).benefits

    assert line.span == (Decimal("0.5"), Decimal("1.25"))


def test_an_amount_of_a_year_is_explained_as_it_is() -> None:
    """The steps are the amounts of the years, which sum to the last one."""
    plan = cases.plan({}, given_as(years(FIRST, 100, 300)))
    found = explain(plan, cases.compute(plan), "G0")

    assert (found.formula, found.steps[1].result, found.result) == ("benefit_by_year", 300, 400)
