"""The case under other assumptions: scenarios, tests, what NPV hangs on, and the money set aside for risks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from planbuilder.figures.model import Figures
from planbuilder.figures.outcomes import Driver, Outcome
from tests.figures.cases import BENEFITS, COSTS, LITTLE, RATES, Rows, case, cashable, estimated, law, rounded

LINES = ("one_off", "running", "cashable")
LARGEST = 10**13
# −400 and five times 100: undiscounted an NPV of 100.
INVESTMENT: tuple[Rows, Rows] = ({"K1": {"amount": 400}}, {"G1": cashable(100, start=2027)})


def investment(*registers: Rows, **more: Any) -> Figures:
    return case(*(registers or INVESTMENT), horizon=6, rates="none", **more)


def driver(figures: Figures, id: str) -> Driver:
    (found,) = (one for one in figures.uncertainty.drivers if one.id == id)
    return found


def outcome(figures: Figures, name: str) -> Outcome:
    (found,) = (one for one in figures.uncertainty.tests if one.name == name)
    return found


def three_point(low: int, likely: int, high: int) -> dict[str, Any]:
    """An amount with its range."""
    return {"amount": likely, "range": {"low": low, "high": high}}


def three_point_benefit(low: int, likely: int, high: int) -> dict[str, Any]:
    return cashable(likely, range={"low": low, "high": high})


def official_example(**economy: Any) -> Figures:
    """The official Norwegian three-point example, 1,000 kroner: two costs and four benefits."""
    return case(
        {"K1": three_point(18_000, 19_600, 25_000), "K2": {"kind": "running", **three_point(8_000, 9_000, 11_000)}},
        {
            "G1": three_point_benefit(25_000, 40_000, 50_000),
            "G2": three_point_benefit(5_000, 10_000, 15_000),
            "G3": three_point_benefit(3_000, 5_000, 7_000),
            "G4": three_point_benefit(4_000, 4_000, 4_000),
        },
        horizon=1,
        rates="none",
        economy=economy,
    )


def test_the_scenarios_of_the_official_example() -> None:
    """High costs with low benefits 1,000; likely 30,400; low costs with high benefits 50,000."""
    actual = official_example().uncertainty

    assert (1_000, 30_400, 50_000) == (actual.pessimistic.npv, actual.likely.npv, actual.optimistic.npv)


@pytest.mark.parametrize(("weighting", "expected"), [("successive", "28440.00"), ("pert", "28766.67")])
def test_the_expected_value_of_the_official_example(weighting: str, expected: str) -> None:
    """Weighted 1-3-1, the published 58,000 − 29,560 = 28,440; PERT weighs the likely value more."""
    actual = official_example(three_point=weighting).uncertainty

    assert (weighting, Decimal(expected)) == (actual.weighting, round(actual.expected_npv, 2))


def test_a_scenario_is_a_whole_case() -> None:
    """Net by year, the year it has paid itself back, and the permanent effect."""
    actual = investment(
        {"K1": three_point(300, 400, 450)}, {"G1": {**three_point_benefit(50, 100, 150), "start": 2027}}
    ).uncertainty

    assert [
        ("pessimistic", (-450, *[50] * 5), -200, None, 50),
        ("likely", (-400, *[100] * 5), 100, 2030, 100),
        ("optimistic", (-300, *[150] * 5), 450, 2028, 150),
    ] == [
        (one.name, one.net, one.npv, one.break_even_year, one.permanent.amount)
        for one in (actual.pessimistic, actual.likely, actual.optimistic)
    ]


@pytest.mark.parametrize(("delay", "first"), [(0, 2028), (1, 2029), (2, 2030), (3, None)])
def test_benefits_that_come_later_are_in_place_later(delay: int, first: int | None) -> None:
    """Or not at all within the case: there is no permanent effect then, whatever the last year looks like."""
    actual = case(
        {"K1": {"amount": 100}},
        {"G1": cashable(80, start=2027, ramp=[50, 100])},
        economy={"sensitivity": {"delay": delay}},
    ).uncertainty.tests[0]

    assert first == (actual.permanent.lasting.first if actual.permanent.lasting else None)


def test_without_ranges_nothing_is_estimated() -> None:
    """No range is made up, so there are no scenarios; the tests and drivers use the plan's standard one."""
    actual = investment().uncertainty

    assert (None, None, None) == (actual.pessimistic, actual.optimistic, actual.expected_npv)
    assert (100, ["likely", "delay", "costs", "benefits", "stress"]) == (
        actual.likely.npv,
        [one.name for one in actual.outcomes],
    )


RANGED: tuple[Rows, Rows] = ({"K1": three_point(300, 400, 450)}, {"G1": cashable(100, start=2027)})
RISK = {"R1": {"probability": 10, "consequence": 500}}


@pytest.mark.parametrize(
    ("registers", "late", "risks", "net", "parts"),
    [
        (RANGED, 1, RISK, (-500, 0, 100, 100, 100, 100), ("pessimistic", "delay", "risks")),
        (RANGED, 2, {}, (-450, 0, 0, 100, 100, 100), ("pessimistic", "delay")),
        (RANGED, 0, RISK, (-500, *[100] * 5), ("pessimistic", "risks")),
        (RANGED, 0, {}, (-450, *[100] * 5), ("pessimistic",)),
        (INVESTMENT, 1, RISK, (-450, 0, 100, 100, 100, 100), ("delay", "risks")),
        (INVESTMENT, 0, {}, (-400, *[100] * 5), ()),
    ],
)
def test_stress_is_everything_at_once(
    registers: tuple[Rows, Rows], late: int, risks: Rows, net: tuple[int, ...], parts: tuple[str, ...]
) -> None:
    """Ranges at their bad end, benefits late, and the expected cost of the risks in the first year; it says which."""
    actual = investment(*registers, economy={"sensitivity": {"delay": late}}, risks=risks).uncertainty

    assert ("stress", net, parts) == (actual.stress.name, actual.stress.net, actual.stressed)
    assert sum(net) == actual.stress.npv


def test_the_worst_of_what_was_computed_counts_drivers_as_well() -> None:
    """A cost 500 % higher is worse than any scenario."""
    figures = investment(economy={"sensitivity": {"costs": 500}})

    assert -1900 == figures.uncertainty.worst_npv


@law
@given(estimated(), RATES)
def test_stress_is_never_better_than_pessimism(some: tuple[Rows, Rows], rate: Decimal) -> None:
    """Where benefits are no losses: what comes late or costs more is worth no more."""
    u = case(*some, economy={"discount_rate": rate}, risks=RISK).uncertainty

    assert u.worst_npv <= u.stress.npv <= (u.pessimistic or u.likely).npv + LITTLE


def test_the_range_of_a_disbenefit_hurts_at_its_low_end() -> None:
    """A loss of 80 to 120: 120 is the pessimistic one."""
    actual = case(benefits={"G1": three_point_benefit(-120, -100, -80)}, horizon=1).uncertainty

    assert (-120, -100, -80) == (actual.pessimistic.npv, actual.likely.npv, actual.optimistic.npv)


@pytest.mark.parametrize(
    ("name", "net", "npv", "year"),
    [
        ("delay", (-400, 0, 100, 100, 100, 100), 0, 2031),
        ("costs", (-480, 100, 100, 100, 100, 100), 20, 2031),
        ("benefits", (-400, 80, 80, 80, 80, 80), 0, 2031),
    ],
)
def test_what_the_case_is_tried_against(name: str, net: tuple[int, ...], npv: int, year: int) -> None:
    """Benefits a year late, costs 20 % higher, benefits 20 % lower, one at a time."""
    actual = outcome(investment(), name)

    assert (net, npv, year) == (actual.net, actual.npv, actual.break_even_year)


def test_the_plan_says_what_it_is_tried_against() -> None:
    """Two years, 50 % and 10 %."""
    actual = investment(economy={"sensitivity": {"delay": 2, "costs": 50, "benefits": 10}}).uncertainty

    assert [-100, -100, 50] == [test.npv for test in actual.tests]


def test_a_delay_does_not_put_off_the_end() -> None:
    """Of a benefit of two years one is left if it comes a year late, as with a delay in the plan."""
    benefit = cashable(100, end=2027)

    actual = outcome(case(benefits={"G1": benefit}, horizon=3), "delay").net

    assert (0, 100, 0) == case(benefits={"G1": {**benefit, "delay": 1}}, horizon=3).net == actual


def test_drivers_come_with_the_widest_swing_first() -> None:
    """Benefits ±20 % move 200, costs ±20 % 160, a year's delay 100, a percentage point either way 30."""
    actual = investment().uncertainty.drivers

    assert [("G1", 200), ("K1", 160), ("delay", 100), ("rate", 30)] == [(one.id, round(one.swing)) for one in actual]


def test_equal_swings_stand_in_the_order_of_their_names() -> None:
    """So the same plan is always drawn the same way."""
    actual = case(benefits={"G2": cashable(5), "G1": cashable(5)}).uncertainty.drivers

    assert ["G1", "G2"] == [one.id for one in actual if one.kind == "cashable"]


@pytest.mark.parametrize(
    ("id", "low", "high", "npv_low", "npv_high"),
    [
        ("G1", "0.8", "1.2", "0.00", "200.00"),
        ("K1", "0.8", "1.2", "180.00", "20.00"),
        ("delay", "0", "1", "100.00", "0.00"),
        ("rate", "-1", "1", "115.36", "85.34"),
    ],
)
def test_a_driver_moves_alone(id: str, low: str, high: str, npv_low: str, npv_high: str) -> None:
    """From low to high, everything else at the likely value."""
    actual = driver(investment(), id)

    assert (Decimal(low), Decimal(high)) == (actual.low, actual.high)
    assert (Decimal(npv_low), Decimal(npv_high)) == rounded((actual.npv_low, actual.npv_high))


@pytest.mark.parametrize(("id", "expected"), [("G1", "0.8"), ("K1", "1.25"), ("delay", None), ("rate", None)])
def test_the_switching_value(id: str, expected: str | None) -> None:
    """Four fifths of the benefit, or five fourths of the cost, and NPV is nil; years and rates are not solved."""
    actual = driver(investment(), id).switching

    assert (expected and Decimal(expected)) == actual


def test_a_range_of_the_plan_s_own_goes_before_the_standard_one() -> None:
    """And it is told which is which."""
    figures = investment({"K1": three_point(300, 400, 450)}, INVESTMENT[1])

    cost, benefit = driver(figures, "K1"), driver(figures, "G1")

    assert (Decimal("0.75"), Decimal("1.125"), True) == (cost.low, cost.high, cost.given)
    assert (200, 50, False) == (cost.npv_low, cost.npv_high, benefit.given)


@pytest.mark.parametrize(("source", "expected"), [("", False), ("Tender of 2026", True)])
def test_a_driver_tells_whether_there_is_a_source(source: str, expected: bool) -> None:
    """What NPV hangs on and nobody can show is the first to ask about."""
    figures = case({"K1": {"amount": 5, "source": source}}, economy={"fte_cost_source": source})
    in_time = case(
        benefits={"G1": {"kind": "cashable", "full_effect": {"fte": 1}}}, economy={"fte_cost_source": source}
    )

    actual = (driver(figures, "K1").has_source, driver(in_time, "fte_cost").has_source)

    assert (expected, expected) == actual


def test_the_cost_of_an_fte_moves_everything_in_time_at_once() -> None:
    """2 FTE freed less half an FTE spent, at 400,000 ± 20 %: 600,000 ± 120,000; a licence of 300,000 stays."""
    figures = case(
        {"K1": {"fte": Decimal("0.5")}, "K2": {"amount": 300_000}},
        {"G1": {"kind": "cashable", "full_effect": {"fte": 2}}},
        horizon=1,
        fte_cost=400_000,
    )

    actual = driver(figures, "fte_cost")

    assert (300_000, 180_000, 420_000) == (figures.npv, actual.npv_low, actual.npv_high)
    assert Decimal("0.5") == actual.switching


def test_the_cost_of_an_fte_that_moves_nothing_has_no_switching_value() -> None:
    """As much time spent as freed."""
    figures = case(
        {"K1": {"fte": 1}}, {"G1": {"kind": "cashable", "full_effect": {"fte": 1}}, "G2": cashable(5)}, horizon=1
    )

    actual = driver(figures, "fte_cost")

    assert (None, 0) == (actual.switching, actual.swing)


def test_only_lines_with_money_in_the_net_are_drivers() -> None:
    """Neither other kinds, nor nil, nor what comes after the horizon."""
    actual = case(
        {"K1": {"amount": 0}},
        {"G1": {**cashable(5), "kind": "quality"}, "G2": cashable(5, delay=9), "G3": cashable(5, use="")},
    ).uncertainty

    assert {"delay", "rate"} == {one.id for one in actual.drivers}


def test_a_cost_and_a_benefit_of_the_same_name_are_two_drivers() -> None:
    """Ids are unique within a register, not across: −100 and +50 come to −50, and each moves its own money."""
    figures = case({"A": {"amount": 100}}, {"A": cashable(50)}, horizon=1)

    actual = {(one.kind, one.npv_low, one.npv_high) for one in figures.uncertainty.drivers if one.id == "A"}

    assert {("one_off", -30, -70), ("cashable", -60, -40)} == actual


@pytest.mark.parametrize("horizon", [1, 5])
def test_an_empty_plan_hangs_on_nothing(horizon: int) -> None:
    """All scenarios nil, nothing to swing, nothing set aside."""
    actual = case(horizon=horizon).uncertainty

    assert {(0, None)} == {(one.npv, one.break_even_year) for one in actual.outcomes}
    assert {0} == {one.swing for one in actual.drivers}
    assert (None, 0) == (actual.expected_npv, actual.risk_reserve)


def test_the_risk_reserve() -> None:
    """10 % of 1,000,000 and 50 % of 200,000: 200,000; a risk without numbers adds nothing."""
    actual = case(
        risks={
            "R1": {"probability": 10, "consequence": 1_000_000},
            "R2": {"probability": 50, "consequence": 200_000},
            "R3": {"probability": 50},
            "R4": {"consequence": 7},
        }
    ).uncertainty.risk_reserve

    assert 200_000 == actual


def test_only_the_twelve_largest_risks_count() -> None:
    """Of thirteen at 1,000, 2,000 … 13,000 the first is left out; a costly one that is unlikely is not large."""
    risks = {f"R{n}": {"probability": 50, "consequence": 2000 * n} for n in range(1, 14)}
    unlikely = {"R0": {"probability": 0, "consequence": 10**9}}

    actual = case(risks={**unlikely, **risks}).uncertainty.risk_reserve

    assert sum(range(2_000, 14_000, 1_000)) == actual


@law
@given(COSTS, BENEFITS)
def test_the_likely_scenario_is_the_case(some_costs: Rows, some_benefits: Rows) -> None:
    """Net, value, year and permanent effect."""
    figures = case(some_costs, some_benefits)

    actual = figures.uncertainty.likely

    assert (figures.net, figures.break_even_year, figures.permanent) == (
        actual.net,
        actual.break_even_year,
        actual.permanent,
    )
    assert abs(figures.npv - actual.npv) < LITTLE


@law
@given(estimated(least=-(10**6)), RATES)
def test_scenarios_stand_in_order(some: tuple[Rows, Rows], rate: Decimal) -> None:
    """Pessimistic ≤ likely ≤ optimistic, and the expected value is within them, losses included."""
    actual = case(*some, economy={"discount_rate": rate}).uncertainty

    scenarios = (actual.pessimistic or actual.likely, actual.likely, actual.optimistic or actual.likely)
    low, likely, high = (one.npv for one in scenarios)
    assert low - LITTLE <= likely <= high + LITTLE
    assert actual.expected_npv is None or low - LITTLE <= actual.expected_npv <= high + LITTLE


@law
@given(estimated(), RATES)
def test_a_delay_never_makes_a_case_worth_more(some: tuple[Rows, Rows], rate: Decimal) -> None:
    """Where benefits are no losses and the rate is not negative."""
    figures = case(*some, economy={"discount_rate": rate})

    actual = outcome(figures, "delay")

    assert actual.npv <= figures.npv + LITTLE


@law
@given(COSTS, BENEFITS)
def test_a_delay_is_the_case_with_every_benefit_delayed(some_costs: Rows, some_benefits: Rows) -> None:
    """As if the plan had said so."""
    late = {id: {**row, "delay": row["delay"] + 1} for id, row in some_benefits.items()}
    figures, delayed = case(some_costs, some_benefits), case(some_costs, late)

    actual = driver(figures, "delay")

    assert delayed.net == outcome(figures, "delay").net
    assert rounded((figures.npv, delayed.npv), 6) == rounded((actual.npv_low, actual.npv_high), 6)


@law
@given(COSTS, BENEFITS, RATES)
def test_the_rate_moves_npv_as_another_rate_would(some_costs: Rows, some_benefits: Rows, rate: Decimal) -> None:
    """A percentage point lower and one higher."""
    at = [case(some_costs, some_benefits, economy={"discount_rate": rate + off}) for off in (-1, 0, 1)]

    actual = driver(at[1], "rate")

    assert rounded((at[0].npv, at[2].npv), 6) == rounded((actual.npv_low, actual.npv_high), 6)


@law
@given(COSTS, BENEFITS)
def test_the_cost_of_an_fte_moves_npv_as_another_price_would(some_costs: Rows, some_benefits: Rows) -> None:
    """A fifth lower and a fifth higher."""
    freed = {**some_benefits, "G9": {"kind": "cashable", "full_effect": {"fte": 1}}}
    cheap, figures, dear = (case(some_costs, freed, fte_cost=price) for price in (400_000, 500_000, 600_000))

    actual = driver(figures, "fte_cost")

    assert rounded((cheap.npv, dear.npv), 6) == rounded((actual.npv_low, actual.npv_high), 6)


@law
@given(COSTS, BENEFITS)
def test_the_present_values_of_lines_sum_to_npv(some_costs: Rows, some_benefits: Rows) -> None:
    """What a driver moves per share of itself is its present value."""
    figures = case(some_costs, some_benefits)

    lines = [one for one in figures.uncertainty.drivers if one.kind in LINES]

    assert abs(figures.npv - sum((one.npv_high - one.npv_low) / (one.high - one.low) for one in lines)) < LITTLE


@law
@given(estimated(), RATES)
def test_at_the_switching_value_npv_is_nil(some: tuple[Rows, Rows], rate: Decimal) -> None:
    """The plan with one line scaled to that share of itself is worth nothing, and no less."""
    economy = {"discount_rate": rate}
    for found in case(*some, economy=economy).uncertainty.drivers:
        if found.kind in LINES and found.switching is not None:
            at_share = scaled_line(some, found.id, found.switching)

            actual = case(*at_share, economy=economy) if at_share else None

            assert actual is None or abs(actual.npv) < LITTLE


def scaled_line(some: tuple[Rows, Rows], id: str, share: Decimal) -> tuple[Rows, Rows] | None:
    """The plan with one line's amount at a share of itself; None where a file cannot hold that."""
    costs, benefits = some
    if id in benefits:
        amount = round(benefits[id]["full_effect"]["amount"] * share, 12)
        at_share = cashable(amount, start=benefits[id]["start"])
        return (costs, {**benefits, id: at_share}) if abs(amount) <= LARGEST else None
    amount = round(costs[id]["amount"] * share, 12)
    return ({**costs, id: {"amount": amount}}, benefits) if 0 <= amount <= LARGEST else None
