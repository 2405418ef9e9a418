"""Each cost and each benefit becomes a line of DKK a year, with what is known about it.

Benefits that are counted in another one, and the numbers of their own that are added nowhere.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.case import compute
from planbuilder.figures.lines import Line, Part, benefit_lines, cost_lines, parts
from planbuilder.plan.store import from_text
from tests.figures.cases import case, cashable, law, plan, rounded

VOLUMES = st.integers(0, 10**6)
MINUTES = st.decimals(0, 600, places=1)


def line_of(benefit: dict[str, Any], **economy: Any) -> Line:
    """The line of a benefit; an FTE costs 500,000 DKK and works 1,500 hours."""
    (line,) = benefit_lines(plan(benefits={"G1": benefit}, economy={"effective_hours": 1500, **economy}))
    return line


def line_of_cost(cost: dict[str, Any]) -> Line:
    (line,) = cost_lines(plan({"K1": cost}))
    return line


@pytest.mark.parametrize(
    ("effect", "fte", "worth"),
    [
        pytest.param({"amount": 100}, 0, 100, id="kroner"),
        pytest.param({"fte": Decimal("1.5")}, Decimal("1.5"), 750_000, id="FTE"),
        pytest.param({"volume": 12_000, "minutes": 15}, 2, 1_000_000, id="minutes a case"),
        pytest.param({"volume": 12_000, "unit_price": 30}, 0, 360_000, id="kroner a case"),
        pytest.param({"volume": 12_000, "unit_price": -30}, 0, -360_000, id="a dearer case"),
        pytest.param({"volume": 12_000}, 0, 0, id="cases worth nothing yet"),
        pytest.param({"minutes": 15}, 0, 0, id="minutes of no cases yet"),
        pytest.param({"volume": 0, "minutes": 15}, 0, 0, id="no cases"),
        pytest.param({"amount": 0}, 0, 0, id="nil"),
        pytest.param({}, 0, 0, id="nothing"),
    ],
)
def test_the_ways_to_say_what_a_benefit_is_worth(effect: dict[str, Any], fte: Any, worth: Any) -> None:
    """12,000 cases of 15 minutes are 3,000 hours, 2 FTE of 1,500 hours, 1,000,000 DKK."""
    actual = line_of({"full_effect": effect})

    assert (fte, worth) == (actual.fte, actual.full_effect)


@pytest.mark.parametrize(
    ("economy", "fte", "worth"),
    [({"effective_hours": None}, 0, 0), ({"fte_cost": None}, 2, 0), ({"fte_cost": 0}, 2, 0)],
)
def test_without_hours_or_price_nothing_is_made_up(economy: dict[str, Any], fte: int, worth: int) -> None:
    """Time without a price is time; minutes without hours are neither."""
    actual = line_of({"full_effect": {"volume": 12_000, "minutes": 15}}, **economy)

    assert (fte, worth) == (actual.fte, actual.full_effect)


@pytest.mark.parametrize(
    ("effect", "given", "expected"),
    [
        pytest.param({"amount": 200}, {"low": 100, "high": 300}, ("0.5", "1.5"), id="kroner"),
        pytest.param({"fte": 2}, {"low": 1, "high": 3}, ("0.5", "1.5"), id="FTE"),
        pytest.param({"volume": 9, "minutes": 20}, {"low": 10, "high": 25}, ("0.5", "1.25"), id="minutes a case"),
        pytest.param({"volume": 9, "unit_price": 20}, {"low": 10, "high": 25}, ("0.5", "1.25"), id="kroner a case"),
        pytest.param({"amount": 200}, {"low": 100}, ("0.5", "1"), id="only low"),
        pytest.param({"amount": 200}, {"high": 300}, ("1", "1.5"), id="only high"),
        pytest.param({"amount": 200}, {"low": -100, "high": 300}, ("-0.5", "1.5"), id="a loss at worst"),
        pytest.param({"amount": 200}, {}, None, id="no range"),
        pytest.param({"amount": 0}, {"low": -1, "high": 1}, None, id="around nil"),
        pytest.param({}, {"low": 1, "high": 2}, None, id="around nothing"),
    ],
)
def test_a_range_as_shares_of_the_likely_value(
    effect: dict[str, Any], given: dict[str, int], expected: tuple[str, str] | None
) -> None:
    """In the unit the effect is given in; the end that is not given is the likely value."""
    actual = line_of({"full_effect": effect, "range": given})

    assert (expected and tuple(map(Decimal, expected))) == actual.span


@pytest.mark.parametrize(
    ("cost", "given", "expected"),
    [
        pytest.param({"amount": 200}, {"low": 100, "high": 300}, ("0.5", "1.5"), id="kroner"),
        pytest.param({"fte": 2}, {"low": 1, "high": 3}, ("0.5", "1.5"), id="FTE"),
        pytest.param({"amounts": {"2026": 150, "2028": 50}}, {"low": 100, "high": 300}, ("0.5", "1.5"), id="sum"),
        pytest.param({"amount": 0}, {"high": 300}, None, id="around nil"),
        pytest.param({}, {"high": 300}, None, id="around nothing"),
    ],
)
def test_a_cost_s_range(cost: dict[str, Any], given: dict[str, int], expected: tuple[str, str] | None) -> None:
    """Around the amount, or around the sum of amounts by year."""
    actual = line_of_cost({**cost, "range": given})

    assert (expected and tuple(map(Decimal, expected))) == actual.span


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        ({"amount": 1}, "prices"),
        ({"fte": 1}, "wages"),
        ({"volume": 1, "minutes": 1}, "wages"),
        ({"volume": 1, "unit_price": 1}, "prices"),
    ],
)
def test_time_follows_wages_and_money_prices(effect: dict[str, Any], expected: str) -> None:
    """So does each with its index."""
    actual = line_of({"full_effect": effect})

    assert expected == actual.art


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        ({"amount": 1}, "prices"),
        ({"amounts": {"2026": 1}}, "prices"),
        ({"fte": 1}, "wages"),
        ({"amount": 1, "art": "wages"}, "wages"),
        ({"fte": 1, "art": "prices"}, "prices"),
    ],
)
def test_a_cost_may_say_which_index_it_follows(cost: dict[str, Any], expected: str) -> None:
    """FTE are wages and everything else prices, unless it says otherwise."""
    actual = line_of_cost(cost)

    assert expected == actual.art


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        ({}, True),
        ({"frame": "outside"}, False),
        ({"expenditure": "capital"}, False),
        ({"expenditure": "capital", "frame": "outside"}, False),
    ],
)
def test_capital_expenditure_is_outside_the_service_frame(cost: dict[str, Any], expected: bool) -> None:
    """Whatever frame it names; operating expenditure is inside unless it says otherwise."""
    actual = line_of_cost(cost)

    assert expected == actual.in_frame


@pytest.mark.parametrize(("frame", "expected"), [("inside", True), ("outside", False)])
def test_a_benefit_says_whether_it_is_in_the_service_frame(frame: str, expected: bool) -> None:
    """Savings on transfer payments are not."""
    actual = line_of(cashable(1, frame=frame))

    assert expected == actual.in_frame


def test_a_line_carries_what_the_plan_says_of_it() -> None:
    """Title, account, committees and whether there is a source."""
    told = {"title": "Licence", "account": "6.45", "committees": {"Social": 1}, "source": "Tender"}

    actual = [line_of_cost({"amount": 1, **told}), line_of(cashable(1, **told)), line_of_cost({"amount": 1})]

    assert [("Licence", "6.45", ["Social"], True), ("Licence", "6.45", ["Social"], True), ("", "", [], False)] == [
        (line.title, line.account, list(line.committees), line.has_source) for line in actual
    ]


def test_a_part_counts_nothing_and_its_whole_everything() -> None:
    """Neither DKK nor FTE, in whatever way it is given."""
    actual = line_of({"kind": "cashable", "full_effect": {"fte": 2}, "range": {"low": 1}, "part_of": "G9"})

    assert (0, 0, 0, ("part_of",)) == (actual.total, actual.full_effect, actual.fte, actual.objections)


def test_costs_in_fte_are_priced_as_benefits_are() -> None:
    """Half an FTE spent and half an FTE freed come to nil."""
    half = Decimal("0.5")

    actual = case({"K1": {"kind": "running", "fte": half}}, {"G1": {"kind": "cashable", "full_effect": {"fte": half}}})

    assert (0,) * 5 == actual.net
    assert (half, half) == (actual.costs[0].fte, actual.benefits[0].fte)


@law
@given(VOLUMES, MINUTES)
def test_time_and_money_grow_with_the_cases(volume: int, minutes: Decimal) -> None:
    """Twice the cases, twice the FTE and the DKK; the same as giving the FTE."""
    one = line_of({"full_effect": {"volume": volume, "minutes": minutes}})

    twice = line_of({"full_effect": {"volume": 2 * volume, "minutes": minutes}})

    assert rounded((2 * one.fte, 2 * one.full_effect), 6) == rounded((twice.fte, twice.full_effect), 6)
    assert round(one.fte * 500_000, 6) == round(one.full_effect, 6)


PLAN = """\
format: planbuilder.plan/1
plan_id: p
title: T
price_base: 2026
first_year: 2027
horizon: 3
economy: {{fte_cost: 500000, effective_hours: 1500}}
benefits_tree:
  changes: {{F1: {{title: Digitalt}}}}
  benefits:
    G1: {{title: Hele, from: [F1], kind: released_time, full_effect: {{fte: 2}}}}
    G2: {{title: Del, from: [F1], kind: released_time, part_of: G1, full_effect: {effect}}}
"""


@pytest.mark.parametrize(
    ("effect", "worth", "fte"),
    [
        ("{amount: 300000}", "300000", "0"),
        ("{fte: 0.5}", "250000.0", "0.5"),
        ("{volume: 3000, minutes: 30}", "500000", "1"),
        ("{volume: 100, unit_price: 12}", "1200", "0"),
    ],
)
def test_the_own_number_of_a_part_is_told_however_it_is_given(effect: str, worth: str, fte: str) -> None:
    """Worth and FTE are what the benefit would be worth by itself."""
    plan = from_text(PLAN.format(effect=effect))

    assert parts(plan) == (Part("G2", "Del", "G1", Decimal(worth), Decimal(fte)),)


def test_a_part_without_a_number_is_not_among_them() -> None:
    """Nothing of it could get lost."""
    assert parts(from_text(PLAN.format(effect="{}"))) == ()


def test_the_own_number_of_a_part_is_in_no_sum() -> None:
    """The case is the same without it."""
    with_number, without = (compute(from_text(PLAN.format(effect=effect))) for effect in ("{amount: 300000}", "{}"))

    assert (with_number.npv_wider, with_number.totals) == (without.npv_wider, without.totals)
