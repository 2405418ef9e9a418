"""What a year's wait costs is everything a year later, not benefits late with all costs paid.

A plan becomes a business case, year by year: the worked examples come out, and the parts make the whole.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import example, language
from planbuilder.figures.case import compute
from planbuilder.figures.model import KINDS, NATURES, Figures
from planbuilder.plan.store import from_text
from tests.figures.cases import BENEFITS, COSTS, FIRST, HORIZON, LITTLE, RATES, Rows, case, cashable, law, rounded

# −400 and five times 100.
INVESTMENT: tuple[Rows, Rows] = ({"K1": {"amount": 400}}, {"G1": cashable(100, start=2027)})
TENTH = {"discount_rate": 10}


def a_year_later(register: Rows, *years: str) -> Rows:
    """The same lines with every year they name one later."""

    def later(row: dict[str, Any]) -> dict[str, Any]:
        moved = {name: row[name] + 1 for name in years if name in row}
        if "amounts" in row:
            moved["amounts"] = next_year(row["amounts"])
        if "amounts" in (effect := row.get("full_effect", {})):
            moved = {name: year for name, year in moved.items() if name != "start"}
            moved["full_effect"] = {"amounts": next_year(effect["amounts"])}
        return {**row, **moved}

    def next_year(amounts: dict[str, Any]) -> dict[str, Any]:
        return {str(int(year) + 1): amount for year, amount in amounts.items()}

    return {id: later(row) for id, row in register.items()}


def test_used_for_as_many_years_a_wait_costs_a_year_s_discount() -> None:
    """Everything a year later is worth 1/1.05 of it."""
    figures = case(*INVESTMENT, horizon=6, economy={"discount_rate": 5})

    assert abs(figures.npv * (1 / Decimal("1.05") - 1) - figures.waiting.same_life) < LITTLE


def test_ending_in_the_same_year_the_last_year_is_lost_as_well() -> None:
    """−400 and four times 100, a year later, against −400 and five times 100: at no interest 100 less."""
    figures = case(*INVESTMENT, horizon=6, rates="none")

    assert (0, -100) == (figures.waiting.same_life, figures.waiting.same_end)


def test_a_benefit_with_an_end_of_its_own_ends_as_now() -> None:
    """At no interest the wait loses the year 2029 of a benefit that ends with it, and no later one."""
    costs, benefits = {"K1": {"amount": 400}}, {"G1": cashable(100, start=2027, end=2029)}

    figures = case(costs, benefits, horizon=6, rates="none")

    assert (0, -100) == (figures.waiting.same_life, figures.waiting.same_end)


def test_a_running_cost_that_ends_does_so_too_and_a_one_off_cost_is_paid_later() -> None:
    """Of 30 a year in 2027–2028 the wait spares one; the one-off cost of two years comes whole."""
    costs = {
        "K1": {"amount": 50, "from": 2026, "to": 2027},
        "K2": {"kind": "running", "amount": 30, "from": 2027, "to": 2028},
    }

    figures = case(costs, {}, horizon=6, rates="none")

    assert (0, 30) == (figures.waiting.same_life, figures.waiting.same_end)


def test_to_put_off_a_loss_is_a_gain() -> None:
    """−400 and three times 100: a year later is better, and a year of benefits is lost."""
    actual = case(*INVESTMENT, horizon=4, economy=TENTH).waiting

    assert actual.same_end < 0 < actual.same_life


def test_the_example() -> None:
    """122,059 with the same life, 753,067 with the same end; benefits late with all costs paid is 1,068,141."""
    plan = from_text(example.text(language.load("da")))

    figures = compute(plan)

    late = next(test for test in figures.uncertainty.tests if test.name == "delay")
    assert (-122_059, -753_067, -1_068_141) == (
        round(figures.waiting.same_life),
        round(figures.waiting.same_end),
        round(late.npv - figures.npv),
    )


@law
@given(COSTS, BENEFITS, RATES)
def test_a_wait_is_the_plan_with_every_year_one_later(some_costs: Rows, some_benefits: Rows, rate: Decimal) -> None:
    """As if the plan had said so: with a year more it is used as long, without it ends in the same year."""
    economy = {"discount_rate": rate}
    free = {id: {name: value for name, value in row.items() if name != "end"} for id, row in some_benefits.items()}
    later = (a_year_later(some_costs, "from"), a_year_later(free, "start"))
    figures = case(some_costs, free, economy=economy)

    for reading, horizon in (("same_life", 6), ("same_end", 5)):
        kept = later if horizon == 6 else (within(later[0]), within(later[1]))
        actual = case(*kept, horizon=horizon, economy=economy)
        assert abs(actual.npv - figures.npv - getattr(figures.waiting, reading)) < LITTLE


@law
@given(COSTS, BENEFITS, RATES)
def test_with_the_same_end_a_wait_is_the_plan_begun_a_year_later(
    some_costs: Rows, some_benefits: Rows, rate: Decimal
) -> None:
    """Every benefit begins a year later and ends as the plan says."""
    economy = {"discount_rate": rate}
    later = (within(a_year_later(some_costs, "from")), within(a_year_later(some_benefits, "start")))

    figures, actual = (case(*rows, economy=economy) for rows in ((some_costs, some_benefits), later))

    assert abs(actual.npv - figures.npv - figures.waiting.same_end) < LITTLE


def within(register: Rows) -> Rows:
    """The lines without the years after 2030."""
    kept: Rows = {}
    for id, row in register.items():
        if max(row.get("from", 0), row.get("start", 0)) > 2030:
            continue
        amounts = {year: amount for year, amount in row.get("amounts", {}).items() if int(year) <= 2030}
        if "amounts" in row and not amounts:
            continue
        kept[id] = {**row, "amounts": amounts} if amounts else row
    return kept


DEAREST = {"kind": "cashable", "full_effect": {"volume": 10**10, "unit_price": 10**13}}


def test_the_ramp_of_the_worked_example() -> None:
    """Full effect 8,000 from the fourth year on in five steps, a second benefit, and running costs."""
    actual = case(
        {"K1": {"kind": "running", "amounts": {"2028": 800, **{str(year): 1200 for year in range(2029, 2036)}}}},
        {
            "G1": {
                "kind": "cashable",
                "full_effect": {"amount": 8000},
                "start": 2029,
                "ramp": [20, 40, 60, 80, 100],
            },
            "G2": {"kind": "cashable", "full_effect": {"amount": 400}, "start": 2029, "ramp": [100, 150]},
        },
        horizon=10,
    )

    assert [line.by_year for line in actual.benefits] == [
        (0, 0, 0, 1600, 3200, 4800, 6400, 8000, 8000, 8000),
        (0, 0, 0, 400, 600, 600, 600, 600, 600, 600),
    ]
    assert actual.net == (0, 0, -800, 800, 2600, 4200, 5800, 7400, 7400, 7400)
    assert (sum(actual.net), actual.rows[-1].cumulative, actual.permanent.amount) == (34_800, 34_800, 7400)


def test_one_investment_of_the_worked_example() -> None:
    """−400 and five times 100, undiscounted: sum, payback, internal rate and years."""
    actual = case(
        {"K1": {"amount": 400}},
        {"G1": {"kind": "cashable", "full_effect": {"amount": 100}, "start": 2027}},
        horizon=6,
        rates="none",
    )

    assert (actual.net, actual.npv) == ((-400, 100, 100, 100, 100, 100), 100)
    assert [round(rate * 100, 3) for rate in actual.irr.rates] == [Decimal("7.931")]
    assert actual.payback is not None
    assert (actual.payback.years, actual.break_even_year, actual.balance_year) == (4, 2030, 2027)


def test_discounting_uses_the_plan_s_table() -> None:
    """100 in each of three years at 3.5 %."""
    actual = case(benefits={"G1": {"kind": "cashable", "full_effect": {"amount": 100}}}, horizon=3)

    assert actual.rates.id == "dk-2021"
    assert round(actual.npv, 6) == round(100 + 100 / Decimal("1.035") + 100 / Decimal("1.035") ** 2, 6)


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        ({"amount": 70}, (70, 0, 0, 0, 0)),
        ({"amount": 70, "from": 2028}, (0, 0, 70, 0, 0)),
        ({"amount": 70, "from": 2028, "to": 2029}, (0, 0, 70, 70, 0)),
        ({"amount": 70, "to": 2027}, (70, 70, 0, 0, 0)),
        ({"kind": "running", "amount": 70}, (70, 70, 70, 70, 70)),
        ({"kind": "running", "amount": 70, "from": 2029}, (0, 0, 0, 70, 70)),
        ({"kind": "running", "amount": 70, "from": 2027, "to": 2028}, (0, 70, 70, 0, 0)),
        ({"amounts": {"2026": 5, "2030": 7}}, (5, 0, 0, 0, 7)),
        ({"kind": "running", "amounts": {"2027": 5}}, (0, 5, 0, 0, 0)),
        ({"kind": "running", "fte": Decimal("0.5"), "from": 2030}, (0, 0, 0, 0, 250_000)),
        ({"amount": 0}, (0, 0, 0, 0, 0)),
        ({}, (0, 0, 0, 0, 0)),
    ],
)
def test_a_cost_over_the_years(cost: dict[str, Any], expected: tuple[int, ...]) -> None:
    """One-off costs fall in their first year, running ones go on, free amounts stand where they are given."""
    figures = case({"K1": cost})

    (actual,) = figures.costs

    assert (actual.by_year, actual.total) == (expected, sum(expected))
    assert tuple(row.costs for row in figures.rows) == expected
    assert figures.net == tuple(-amount for amount in expected)


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        ({"full_effect": {"amount": 100}}, (100, 100, 100, 100, 100)),
        ({"full_effect": {"amount": 100}, "start": 2028}, (0, 0, 100, 100, 100)),
        ({"full_effect": {"amount": 100}, "ramp": [10]}, (10, 10, 10, 10, 10)),
        ({"full_effect": {"amount": 100}, "ramp": [10, 50, 100]}, (10, 50, 100, 100, 100)),
        ({"full_effect": {"amount": 100}, "ramp": [0, 100, 0]}, (0, 100, 0, 0, 0)),
        ({"full_effect": {"amount": 100}, "ramp": [1, 2, 3, 4, 5, 6, 7]}, (1, 2, 3, 4, 5)),
        ({"full_effect": {"amount": 100}, "start": 2030, "ramp": [25, 100]}, (0, 0, 0, 0, 25)),
        ({"full_effect": {"amount": -100}, "ramp": [50, 100]}, (-50, -100, -100, -100, -100)),
        ({"full_effect": {"fte": Decimal("0.2")}}, (100_000,) * 5),
        ({"full_effect": {"amount": 100}, "ramp": [Decimal("12.5"), 100]}, (Decimal("12.5"), 100, 100, 100, 100)),
        ({}, (0, 0, 0, 0, 0)),
    ],
)
def test_a_benefit_over_the_years(benefit: dict[str, Any], expected: tuple[int, ...]) -> None:
    """Full effect times ramp from the start on; the last share goes on."""
    figures = case(benefits={"G1": {"kind": "cashable", **benefit}})

    (actual,) = figures.benefits

    assert actual.by_year == figures.net == expected


@pytest.mark.parametrize("kind", KINDS)
def test_only_cashable_benefits_are_part_of_the_net(kind: str) -> None:
    """Other kinds count in the wider value alone, and each once."""
    actual = case({"K1": {"amount": 30}}, {"G1": {"kind": kind, "full_effect": {"amount": 100}}}, horizon=1)

    (row,) = actual.rows
    assert (row.net, row.wider) == (70 if kind == "cashable" else -30, 70)
    assert row.benefits == {name: 100 if name == kind else 0 for name in KINDS}
    assert (actual.npv, actual.npv_wider) == (row.net, 70)
    assert actual.totals == {"one_off": 30, "running": 0, **dict.fromkeys(NATURES, 0), **row.benefits}


def test_a_benefit_without_kind_is_no_money_in_the_net() -> None:
    """Until its kind is known a benefit is careful: quality."""
    actual = case(benefits={"G1": {"full_effect": {"amount": 100}}}, horizon=1)

    assert (actual.net, actual.totals["quality"]) == ((0,), 100)


def test_time_freed_is_the_sum_of_full_effects() -> None:
    """In FTE, whatever the ramp, and without those given in kroner."""
    actual = case(
        benefits={
            "G1": {"kind": "released_time", "full_effect": {"fte": Decimal("1.5")}, "ramp": [10]},
            "G2": {"kind": "cashable", "full_effect": {"fte": 2}},
            "G3": {"kind": "cashable", "full_effect": {"amount": 9}},
        }
    )

    assert actual.fte_freed == Decimal("3.5")


def test_an_unknown_price_of_an_fte_makes_no_amount() -> None:
    """Nothing is made up; `check` tells of it."""
    actual = case(benefits={"G1": {"kind": "cashable", "full_effect": {"fte": 2}}}, fte_cost=None)

    assert (actual.has_money, actual.fte_freed) == (False, 2)


@pytest.mark.parametrize("horizon", [1, 60])
def test_the_shortest_and_the_longest_horizon(horizon: int) -> None:
    """One year and sixty years are whole cases."""
    actual = case(
        {"K1": {"amount": 100}, "K2": {"kind": "running", "amount": 10}},
        {"G1": {"kind": "cashable", "full_effect": {"amount": 60}}},
        horizon=horizon,
    )

    assert [row.year for row in actual.rows] == list(range(2026, 2026 + horizon))
    assert actual.net == (-50, *[50] * (horizon - 1))
    assert (actual.payback is None, actual.permanent.amount) == (horizon == 1, 50)
    assert actual.rows[0].factor == 1


def test_a_plan_without_money_has_no_figures_to_show() -> None:
    """All nil, no rate, and it says so."""
    actual = case()

    assert (actual.has_money, actual.npv, actual.irr.count, actual.balance_year) == (False, 0, 0, None)


def test_a_case_that_never_pays_has_no_break_even() -> None:
    """Only costs: no payback, no year, no rate."""
    actual = case({"K1": {"amount": 5}})

    assert (actual.payback, actual.break_even_year, actual.balance_year, actual.irr.count) == (None, None, None, 0)


def test_a_later_dip_moves_the_break_even_year() -> None:
    """A cost after payback counts: break-even is for good, and the dip is told."""
    actual = case(
        {"K1": {"amount": 100}, "K2": {"amount": 250, "from": 2028}},
        {"G1": {"kind": "cashable", "full_effect": {"amount": 100}}},
        rates="none",
    )

    assert actual.net == (0, 100, -150, 100, 100)
    assert (actual.break_even_year, actual.payback is not None and actual.payback.dips) == (2029, (2,))


def test_discounted_payback_is_later() -> None:
    """What pays back in four years exactly does so later when it is discounted."""
    actual = case(
        {"K1": {"amount": 400}}, {"G1": {"kind": "cashable", "full_effect": {"amount": 100}, "start": 2027}}, horizon=7
    )

    assert actual.payback is not None
    assert actual.payback_discounted is not None
    assert actual.payback.years == 4 < actual.payback_discounted.years


def test_the_clean_up_of_the_worked_example() -> None:
    """−145, four years of 100, and 275 to clear up: two internal rates, and 3.77 at 15 % between them."""
    actual = case(
        {"K1": {"amounts": {"2026": 145, "2031": 275}}},
        {"G1": cashable(100, start=2027, end=2030)},
        horizon=6,
        economy={"discount_rate": 15},
    )

    assert (-145, 100, 100, 100, 100, -275) == actual.net
    assert Decimal("3.77") == round(actual.npv, 2)
    assert (Decimal("8.78"), Decimal("26.65")) == rounded(rate * 100 for rate in actual.irr.rates)


@pytest.mark.parametrize(("percent", "expected"), [(0, "100.00"), (10, "-20.92")])
def test_a_rate_of_the_plan_s_own_goes_before_its_table(percent: int, expected: str) -> None:
    """−400 and five times 100 at 10 %: −20.92, the published value; at nil the sum."""
    actual = case(
        {"K1": {"amount": 400}}, {"G1": cashable(100, start=2027)}, horizon=6, economy={"discount_rate": percent}
    )

    assert (Decimal(expected), "own") == (round(actual.npv, 2), actual.rates.id)


def test_gains_for_each_krone_spent() -> None:
    """Undiscounted: 500 for 400 is 1.25; benefits of other kinds are no part of it."""
    actual = case(
        {"K1": {"amount": 400}},
        {"G1": cashable(100, start=2027), "G2": {"kind": "quality", "full_effect": {"amount": 900}}},
        horizon=6,
        rates="none",
    )

    assert Decimal("1.25") == actual.bcr


def test_the_equal_yearly_amount() -> None:
    """An NPV of 100 over the five years after the base year is 20 a year."""
    actual = case({"K1": {"amount": 400}}, {"G1": cashable(100, start=2027)}, horizon=6, rates="none")

    assert (100, 20) == (actual.npv, actual.eanc)


@pytest.mark.parametrize("name", ["bcr", "eanc", "mirr", "payback", "break_even_year", "balance_year", "current"])
def test_a_plan_without_money_makes_no_key_figure_up(name: str) -> None:
    """Not even in its only year."""
    figures = case(horizon=1)

    actual = getattr(figures, name)

    assert not actual


def test_current_prices_raise_wages_and_prices_apart() -> None:
    """Wages 2.14 %, prices 1.37 %: an FTE of 100,000 is 102,140 a year later, a licence of 10,000 is 10,137."""
    actual = case(
        {"K1": {"kind": "running", "amount": 10_000}},
        {"G1": {"kind": "cashable", "full_effect": {"fte": 1}}},
        horizon=2,
        fte_cost=100_000,
        economy={"indices": {"wages": {"2027": Decimal("2.14")}, "prices": {"2027": Decimal("1.37")}}},
    )

    assert actual.current is not None
    assert (10_000, 10_137) == actual.current["running"]
    assert (100_000, 102_140) == actual.current["cashable"]
    assert (90_000, 90_000) == actual.net


@pytest.mark.parametrize(
    "indices",
    [
        pytest.param({}, id="none at all"),
        pytest.param({"wages": {"2027": 2}}, id="no prices"),
        pytest.param({"wages": {"2027": 2}, "prices": {"2028": 2}}, id="another year"),
    ],
)
def test_without_every_index_there_are_no_current_prices(indices: dict[str, Any]) -> None:
    """Half a conversion would mix price levels."""
    actual = case({"K1": {"amount": 5}}, horizon=2, economy={"indices": indices})

    assert actual.current is None


def test_current_prices_go_back_from_a_later_price_base() -> None:
    """A krone of 2027 was less in 2026: 102.14 in 2027 prices is 100."""
    rises = {"2027": Decimal("2.14")}
    actual = case(
        {"K1": {"amount": Decimal("102.14")}},
        horizon=2,
        price_base=2027,
        economy={"indices": {"wages": rises, "prices": rises}},
    )

    assert actual.current is not None
    assert (100, 0) == rounded(actual.current["one_off"], 9)


def test_a_moved_benefit_is_told_with_its_reasons() -> None:
    """Called cashable, counted as released time: in the wider value, not in the net."""
    actual = case(benefits={"G1": cashable(100, use=""), "G2": cashable(50)}, horizon=1)

    assert [("G1", "released_time", ("no_use",))] == [(line.id, line.kind, line.objections) for line in actual.moved]
    assert (50, 150, 100) == (actual.npv, actual.npv_wider, actual.totals["released_time"])


def test_a_benefit_that_is_part_of_another_counts_there_alone() -> None:
    """No krone and no hour of it is counted twice."""
    whole = {"kind": "cashable", "full_effect": {"fte": 2}}

    actual = case(benefits={"G1": whole, "G2": {**whole, "full_effect": {"fte": 1}, "part_of": "G1"}}, horizon=1)

    assert (1_000_000, 2) == (actual.npv_wider, actual.fte_freed)


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        pytest.param(cashable(0), (0, 0, 0), id="nil"),
        pytest.param(cashable(-100), (-100, -100, -100), id="negative"),
        pytest.param(cashable(0, range={"low": -50, "high": 50}), (0, 0, 0), id="a range on nil"),
        pytest.param(cashable(100, units={"A": 1, "B": -3}), (100, 100, 100), id="a unit that takes work over"),
        pytest.param(cashable(100, units={"A": -1}), (100, 100, 100), id="only such units"),
        pytest.param(cashable(100, decay=100), (100, 0, 0), id="gone after a year"),
        pytest.param(cashable(100, delay=40), (0, 0, 0), id="after the horizon"),
        pytest.param(cashable(100, delay=2), (0, 0, 100), id="in its last year"),
        pytest.param(cashable(100, start=2028, end=2027), (0, 0, 0), id="over before it starts"),
        pytest.param(cashable(100, profile="five_years"), (20, 40, 60), id="a ramp past the horizon"),
        pytest.param(cashable(100, part_of="G1"), (0, 0, 0), id="part of itself"),
        pytest.param(cashable(10**13), (10**13,) * 3, id="the largest amount"),
        pytest.param(DEAREST, (10**23,) * 3, id="the most cases at the largest price"),
    ],
)
def test_a_hostile_benefit_is_computed(benefit: dict[str, Any], expected: tuple[int, ...]) -> None:
    """What no check has seen yet still becomes a whole case."""
    actual = case(benefits={"G1": benefit}, horizon=3)

    assert expected == actual.net


def test_one_year_of_nil_is_a_case() -> None:
    """The shortest case with nothing but nil in it has all its parts."""
    actual = case({"K1": {"amount": 0}}, {"G1": cashable(0)}, horizon=1)

    assert (False, (0,), 0, 0) == (actual.has_money, actual.net, actual.npv, actual.permanent.amount)
    assert (None, 0) == (actual.uncertainty.expected_npv, actual.funding.pool.debt)


@law
@given(COSTS, BENEFITS)
def test_the_parts_make_the_whole(some_costs: Rows, some_benefits: Rows) -> None:
    """Sums over lines equal sums over years, and the running sum ends at the sum of net."""
    actual = case(some_costs, some_benefits)

    spent = sum(line.total for line in actual.costs)
    gained = {kind: sum(line.total for line in actual.benefits if line.kind == kind) for kind in KINDS}
    assert spent == sum(row.costs for row in actual.rows)
    assert gained == {kind: sum(row.benefits[kind] for row in actual.rows) for kind in KINDS}
    assert gained == {kind: actual.totals[kind] for kind in KINDS}
    assert spent == actual.totals["one_off"] + actual.totals["running"]
    assert gained["cashable"] - spent == sum(actual.net) == actual.rows[-1].cumulative
    assert sum(gained.values()) - spent == sum(row.wider for row in actual.rows)


@law
@given(COSTS, BENEFITS, st.randoms(use_true_random=False))
def test_the_order_of_costs_and_benefits_changes_nothing(some_costs: Rows, some_benefits: Rows, random: Any) -> None:
    """A register in another order gives the same case; only lists of lines follow the file."""
    one = case(some_costs, some_benefits)

    other = case(shuffled(some_costs, random), shuffled(some_benefits, random))

    assert whole_of(one) == whole_of(other)


def shuffled(rows: Rows, random: Any) -> Rows:
    return {id: rows[id] for id in random.sample(list(rows), len(rows))}


def whole_of(figures: Figures) -> tuple[Any, ...]:
    """Everything that does not follow the order of the file; what is summed in its order, to a millionth."""
    drivers = sorted((d.id, *rounded((d.npv_low, d.npv_high), 6)) for d in figures.uncertainty.drivers)
    paid = {party.name: round(party.net, 6) for party in figures.funding.parties}
    exact = (figures.rows, figures.npv, figures.irr, figures.payback, figures.totals, figures.funding.pool)
    u = figures.uncertainty
    return (*exact, drivers, paid, round(u.expected_npv or Decimal(0), 6), round(u.stress.npv, 6), u.coverage.ranged)


@law
@given(COSTS, BENEFITS)
def test_without_discounting_the_value_is_the_sum(some_costs: Rows, some_benefits: Rows) -> None:
    """The table `none` leaves every krone as it is, and so does a rate of nil."""
    actual = case(some_costs, some_benefits, rates="none")
    at_nil = case(some_costs, some_benefits, economy={"discount_rate": 0})

    assert (sum(actual.net), list(actual.net)) == (actual.npv, [row.present for row in actual.rows])
    assert actual.npv == at_nil.npv


@law
@given(COSTS, BENEFITS)
def test_two_halves_of_a_plan_add_up_to_it(some_costs: Rows, some_benefits: Rows) -> None:
    """Value and wider value are sums over lines."""
    whole = case(some_costs, some_benefits)

    parts = (case(some_costs), case(benefits=some_benefits))

    assert abs(sum(part.npv for part in parts) - whole.npv) < LITTLE
    assert abs(sum(part.npv_wider for part in parts) - whole.npv_wider) < LITTLE


@law
@given(COSTS, BENEFITS, RATES)
def test_a_case_a_year_later_is_worth_a_year_s_factor(some_costs: Rows, some_benefits: Rows, rate: Decimal) -> None:
    """Every flow a year later, in a horizon one year longer, at the same rate."""
    now = case(some_costs, some_benefits, economy={"discount_rate": rate})

    actual = case(later(some_costs), later(some_benefits), horizon=HORIZON + 1, economy={"discount_rate": rate})

    assert (0, *now.net) == actual.net
    assert abs(now.npv / (1 + rate / 100) - actual.npv) < LITTLE


def later(rows: Rows) -> Rows:
    """The same costs or benefits, every year of theirs one later."""
    moved: Rows = {}
    for id, row in rows.items():
        years = {key: row[key] + 1 for key in ("from", "start", "end") if key in row}
        by_year = {str(int(year) + 1): amount for year, amount in row.get("amounts", {}).items()}
        moved[id] = {**row, **years, **({"amounts": by_year} if by_year else {})}
        if effect := row.get("full_effect", {}).get("amounts"):
            moved[id]["full_effect"] = {"amounts": {str(int(year) + 1): amount for year, amount in effect.items()}}
    return moved


@law
@given(COSTS, BENEFITS, st.integers(1, 1000))
def test_the_value_scales_with_every_amount(some_costs: Rows, some_benefits: Rows, times: int) -> None:
    """Kroner or thousands of kroner, the cost of an FTE included: NPV grows in step, ratios and years stay."""
    one = case(some_costs, some_benefits, fte_cost=1000)

    actual = case(scaled(some_costs, times), scaled(some_benefits, times), fte_cost=1000 * times)

    assert abs(one.npv * times - actual.npv) < LITTLE
    assert (one.break_even_year, one.balance_year) == (actual.break_even_year, actual.balance_year)
    assert (one.bcr is None) == (actual.bcr is None)
    assert abs((one.bcr or 0) - (actual.bcr or 0)) < LITTLE


def scaled(data: Any, times: int, is_money: bool = False) -> Any:
    """The same costs or benefits with every amount that many times as large."""
    if isinstance(data, dict):
        return {key: scaled(part, times, is_money or key in ("amount", "amounts")) for key, part in data.items()}
    return data * times if is_money else data


class TestPreconditions:
    def test_a_delivery_that_slips_moves_the_benefit_as_its_delay_would(self):
        """The same figures, line by line, as with the delay entered by hand."""
        held = {"L1": {"due": "2026-10-01", "expected": "2028-05-01", "holds": ["G1"]}}
        benefit = cashable(100, start=FIRST + 1, profile="two_years")

        waiting_for, delayed = case({}, {"G1": benefit}, preconditions=held), case({}, {"G1": {**benefit, "delay": 2}})

        assert waiting_for == delayed

    def test_a_delivery_in_time_moves_nothing(self):
        """A plan with preconditions that hold gives what it gave without them."""
        held = {"L1": {"due": "2026-10-01", "holds": ["G1"]}}
        benefits = {"G1": cashable(100, start=FIRST + 1)}

        assert case({}, benefits, preconditions=held) == case({}, benefits)
