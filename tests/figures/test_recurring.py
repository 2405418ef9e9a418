"""The permanent effect: what recurs, from which year on, until what ends; and nothing that is not so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from planbuilder.figures.case import compute
from planbuilder.figures.model import Figures
from planbuilder.figures.recurring import Stage
from tests.figures.cases import (
    AMOUNTS,
    FIRST,
    HORIZON,
    LITTLE,
    TIMED_BENEFITS,
    TIMED_COSTS,
    YEARS,
    Rows,
    case,
    cashable,
    law,
    plan,
)

LAST = FIRST + HORIZON - 1
RUNNING = {"K1": {"kind": "running", "amount": 20, "from": 2027}}
GAIN = {"G1": cashable(100, start=2027, ramp=[50, 100])}


def recurring(figures: Figures) -> dict[int, Decimal]:
    """Cashable benefits less running costs, by year."""
    return {row.year: row.benefits["cashable"] - row.running for row in figures.rows}


def stages(*registers: Rows, **more: Any) -> list[tuple[Any, ...]]:
    """The stages of a case: amount, first and last year, what ends, and whether all is in full effect."""
    found = case(*registers, **more).permanent.stages
    return [(one.amount, one.first, one.last, one.ends, one.complete) for one in found]


def test_what_nothing_ends_is_permanent() -> None:
    """From the year the ramp is through, running costs taken off."""
    assert [(80, 2028, None, (), True)] == stages(RUNNING, GAIN)


@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_a_renewal_is_no_part_of_it(year: int) -> None:
    """Whichever year it falls in, the last one included."""
    renewed = {**RUNNING, "K2": {"amount": 1500, "from": year}}

    assert case(RUNNING, GAIN).permanent == case(renewed, GAIN).permanent


def test_benefits_that_end_leave_the_running_costs() -> None:
    """What is there until then, what ends, and what it costs from then on."""
    assert [(80, 2028, 2029, ("benefits",), True), (-20, 2030, None, (), False)] == stages(
        RUNNING, {"G1": {**GAIN["G1"], "end": 2029}}
    )


def test_some_benefits_that_end_leave_the_others() -> None:
    """And what ends is only some of them."""
    assert [(85, 2028, 2028, ("some_benefits",), True), (80, 2029, None, (), False)] == stages(
        RUNNING, {**GAIN, "G2": cashable(5, end=2028)}
    )


def test_running_costs_that_end_leave_more() -> None:
    """An old system that is kept for some years; a cost that goes as far as the case does has no end."""
    old = {"K1": {"kind": "running", "amount": 20, "to": 2028}, "K2": {"kind": "running", "amount": 1, "to": LAST}}

    assert [(79, 2028, 2028, ("some_costs",), True), (99, 2029, None, (), True)] == stages(old, GAIN)
    assert [(80, 2028, 2028, ("costs",), True), (100, 2029, None, (), True)] == stages({"K1": old["K1"]}, GAIN)


def test_a_benefit_that_ends_with_the_case_is_not_permanent() -> None:
    """It is there until then, and nothing is said of what comes after."""
    found = case(RUNNING, {"G1": {**GAIN["G1"], "end": LAST}}).permanent

    assert ((Stage(Decimal(80), 2028, LAST, ("benefits",), True),), None) == (found.stages, found.amount)


def test_what_ends_before_all_is_in_place_is_no_stage() -> None:
    """Full effect comes in 2029; a cost that has ended by then is not part of it."""
    late = {"G1": cashable(100, start=2027, ramp=[20, 60, 100])}

    assert [(100, 2029, None, (), True)] == stages({"K1": {"kind": "running", "amount": 20, "to": 2027}}, late)


def test_a_benefit_that_ends_before_its_ramp_is_through_is_never_in_full_effect() -> None:
    """Only what is left after it is permanent."""
    short = {"G1": cashable(100, start=2026, ramp=[20, 60, 100], end=2027)}

    assert [(-20, 2028, None, (), False)] == stages(RUNNING, short)


@pytest.mark.parametrize(
    ("costs", "benefits", "restless"),
    [
        pytest.param({}, {"G1": cashable(100, start=2029, ramp=[20, 60, 100])}, "ramping", id="a ramp beyond the case"),
        pytest.param({}, {"G1": cashable(100, delay=7)}, "ramping", id="a delay beyond the case"),
        pytest.param({}, {"G1": cashable(100, decay=10)}, "wearing", id="a loss every year"),
        pytest.param({"K1": {"kind": "running", "amounts": {"2029": 5, "2030": 9}}}, GAIN, "varying", id="amounts"),
    ],
)
def test_what_does_not_come_to_rest_is_not_permanent(costs: Rows, benefits: Rows, restless: str) -> None:
    """However like each other the last two years may be; what recurs in the last year is still told."""
    figures = case(costs, benefits)

    found = figures.permanent
    assert (restless, (), None) == (found.restless, found.stages, found.amount)
    assert found.in_last_year == recurring(figures)[LAST]


@pytest.mark.parametrize(("amount", "falls"), [(100, True), (-100, False)])
def test_only_gains_that_wear_off_make_it_worse(amount: int, falls: bool) -> None:
    """A loss that wears off does not."""
    assert falls == case({}, {"G1": cashable(amount, decay=10)}).permanent.falls


def test_what_wears_off_altogether_is_gone() -> None:
    """A loss of all of it is an end, and amounts by year that stop are temporary."""
    costs = {"K0": {"kind": "running", "amounts": {"2026": 5, "2027": 9}}, **RUNNING}

    assert [(-20, 2028, None, (), False)] == stages(costs, {"G1": cashable(100, decay=100, ramp=[50, 100])})


@pytest.mark.parametrize(
    ("costs", "benefits"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"K1": {"amount": 100}}, {}, id="one-off cost"),
        pytest.param({}, {"G1": {**cashable(5), "kind": "quality"}}, id="other kinds"),
        pytest.param({}, {"G1": cashable(0)}, id="zero"),
    ],
)
def test_where_nothing_recurs_the_permanent_effect_is_zero(costs: Rows, benefits: Rows) -> None:
    """And there is no stage of it."""
    found = case(costs, benefits).permanent

    assert (True, 0, ()) == (found.is_nothing, found.amount, found.stages)


@pytest.mark.parametrize(
    ("costs", "horizon", "first"),
    [
        pytest.param({"K1": {"kind": "running", "amount": 20}}, 1, 2026, id="one year"),
        pytest.param({"K1": {"kind": "running", "amounts": {"2026": 5}}}, 1, None, id="one amount"),
        pytest.param({"K1": {"kind": "running", "amounts": {"2029": 5, "2030": 5}}}, 5, 2029, id="two alike"),
    ],
)
def test_short_and_irregular_running_costs(costs: Rows, horizon: int, first: int | None) -> None:
    """One amount alone does not tell how it goes on; two alike do."""
    found = case(costs, {"G1": cashable(100)}, horizon=horizon).permanent

    assert first == (found.lasting.first if found.lasting else None)


@pytest.mark.parametrize(
    ("one_off", "later"),
    [
        pytest.param({"2026": 100, "2027": 50}, {}, id="introduction alone"),
        pytest.param({"2026": 100, "2030": 50}, {2030: 50}, id="renewal"),
        pytest.param({"2026": 1, "2027": 1, "2028": 1, "2029": 1, "2030": 1}, {}, id="year after year"),
        pytest.param({"2026": 1, "2028": 1}, {}, id="before all is in place"),
        pytest.param({"2029": 1}, {}, id="late introduction"),
    ],
)
def test_one_off_costs_after_the_introduction_stand_apart(one_off: dict[str, int], later: dict[int, int]) -> None:
    """The introduction goes on until all is in place, and as long as one cost follows the other."""
    figures = case({"K0": {"amounts": one_off}, **RUNNING}, GAIN)

    assert later == figures.later_costs
    assert sum(one_off.values()) == figures.introduction + sum(later.values())


def test_nothing_is_a_later_cost_where_the_case_never_comes_to_rest() -> None:
    """It is still being introduced."""
    assert {} == case({"K1": {"amounts": {"2026": 1, "2030": 1}}}, {"G1": cashable(5, delay=9)}).later_costs


@law
@given(TIMED_COSTS, TIMED_BENEFITS, AMOUNTS, YEARS)
def test_a_one_off_cost_changes_nothing_of_it(costs: Rows, benefits: Rows, amount: Decimal, year: int) -> None:
    """Of any amount, in any year."""
    more = {**costs, "K9": {"amount": amount, "from": year}}

    assert case(costs, benefits).permanent == case(more, benefits).permanent


@law
@given(TIMED_COSTS, TIMED_BENEFITS)
def test_each_year_of_a_stage_has_its_amount(costs: Rows, benefits: Rows) -> None:
    """Stages follow each other to the end of the case without a gap."""
    figures = case(costs, benefits)
    found, by_year = figures.permanent.stages, recurring(figures)

    assert all(abs(by_year[year] - one.amount) < LITTLE for one in found for year in years_of(one))
    assert [year for one in found for year in years_of(one)] == list(
        range(found[0].first if found else LAST + 1, LAST + 1)
    )


def years_of(stage: Stage) -> range:
    """The years of a stage within the case."""
    return range(stage.first, min(LAST, stage.last or LAST) + 1)


def goes_on(cost: dict[str, Any]) -> bool:
    """Whether a longer case would have the same cost: amounts by year stop, and so does a last year."""
    return cost["kind"] == "one_off" or not ("amounts" in cost or cost.get("to") == LAST)


@law
@given(TIMED_COSTS, TIMED_BENEFITS)
def test_a_longer_case_has_the_same_permanent_effect(costs: Rows, benefits: Rows) -> None:
    """It is permanent exactly where every line stays in all years to come what it is in the last one."""
    kept = {id: cost for id, cost in costs.items() if goes_on(cost)}
    longer = compute(plan(kept, benefits, horizon=HORIZON + 12))
    lines = [line for line in (*longer.costs, *longer.benefits) if line.kind in ("running", "cashable")]
    rests = all(len(set(line.by_year[HORIZON - 1 :])) == 1 for line in lines)

    found = case(kept, benefits).permanent.lasting
    assert rests == (found is not None or not any(any(line.by_year) for line in lines))
    if found:
        assert all(
            abs(amount - found.amount) < LITTLE for year, amount in recurring(longer).items() if year >= found.first
        )


@law
@given(TIMED_COSTS, TIMED_BENEFITS)
def test_introduction_and_later_costs_are_all_one_off_costs(costs: Rows, benefits: Rows) -> None:
    """No krone is told twice or left out."""
    figures = case(costs, benefits)

    assert figures.totals["one_off"] == figures.introduction + sum(figures.later_costs.values())
    assert all(figures.permanent.in_place < year for year in figures.later_costs)


def test_a_benefit_that_never_has_any_effect_is_not_waited_for() -> None:
    """Whenever it would begin: nothing of it is to come, so what the others come to is permanent."""
    found = case(RUNNING, {**GAIN, "G2": cashable(70, start=LAST + 3, ramp=[0, 0])}).permanent

    assert (80, "") == (found.amount, found.restless)


@pytest.mark.parametrize("years", [1, 5])
def test_a_benefit_that_ends_after_the_case_lasts_until_then(years: int) -> None:
    """It is not permanent, and the year it ends with is known though the case does not reach it."""
    assert [(80, 2028, LAST + years, ("benefits",), True)] == stages(
        RUNNING, {"G1": {**GAIN["G1"], "end": LAST + years}}
    )


def test_what_was_over_before_the_case_cannot_come_late() -> None:
    """A benefit that wore off altogether before the first year is not waited for in the test of a delay."""
    over = {"G2": cashable(70, start=FIRST - 1, decay=100)}
    late = case(RUNNING, over, economy={"sensitivity": {"delay": HORIZON + 2}}).uncertainty.tests[0].permanent

    assert (-20, "") == (late.amount, late.restless)
