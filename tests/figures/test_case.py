"""A plan becomes a business case, year by year: the worked examples come out, and the parts make the whole."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.case import compute
from planbuilder.figures.model import KINDS, Figures
from planbuilder.plan.store import from_text
from planbuilder.yamltext.editing import dump

AMOUNTS = st.decimals(0, 10**7, places=2)
YEARS = st.integers(2026, 2030)


@st.composite
def benefits(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "kind": draw(st.sampled_from(KINDS)),
        "full_effect": draw(st.one_of(st.fixed_dictionaries({"amount": AMOUNTS}), st.just({"fte": Decimal("1.5")}))),
        "start": draw(YEARS),
        "ramp": draw(st.lists(st.integers(0, 150), max_size=5)),
    }


@st.composite
def costs(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["one_off", "running"]))
    if draw(st.booleans()):
        return {"kind": kind, "amounts": {str(year): draw(AMOUNTS) for year in draw(st.lists(YEARS, min_size=1))}}
    return {"kind": kind, "amount": draw(AMOUNTS), "from": draw(YEARS)}


def case(
    costs: dict[str, Any] | None = None,
    benefits: dict[str, Any] | None = None,
    *,
    horizon: int = 5,
    rates: str = "dk-2021",
    fte_cost: Any = 500_000,
) -> Figures:
    data = {
        "format": "planbuilder.plan/1",
        "plan_id": "p",
        "title": "T",
        "price_base": 2026,
        "first_year": 2026,
        "horizon": horizon,
        "economy": {"discount_rates": rates, "fte_cost": fte_cost},
        "costs": costs or {},
        "benefits_tree": {"benefits": {id: sound(benefit) for id, benefit in (benefits or {}).items()}},
    }
    return compute(from_text(dump(data)))


def sound(benefit: dict[str, Any]) -> dict[str, Any]:
    """A benefit that stands the cashability test, whatever else it says."""
    return {"account": "6.45", "use": "The budget falls.", "use_decided_by": "Council", "units": {"A": 1}, **benefit}


def numbered(rows: list[dict[str, Any]], letter: str) -> dict[str, Any]:
    return {f"{letter}{n}": row for n, row in enumerate(rows)}


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
    assert (sum(actual.net), actual.rows[-1].cumulative, actual.permanent) == (34_800, 34_800, 7400)


def test_one_investment_of_the_worked_example() -> None:
    """−400 and five times 100, undiscounted: sum, payback, internal rate and years."""
    actual = case(
        {"K1": {"amount": 400}},
        {"G1": {"kind": "cashable", "full_effect": {"amount": 100}, "start": 2027}},
        horizon=6,
        rates="none",
    )

    assert (actual.net, actual.npv) == ((-400, 100, 100, 100, 100, 100), 100)
    assert [round(rate * 100, 3) for rate in actual.irr] == [Decimal("7.931")]
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
    assert actual.totals == {"one_off": 30, "running": 0, **row.benefits}


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


@pytest.mark.parametrize("horizon", [1, 40])
def test_the_shortest_and_the_longest_horizon(horizon: int) -> None:
    """One year and forty years are whole cases."""
    actual = case(
        {"K1": {"amount": 100}, "K2": {"kind": "running", "amount": 10}},
        {"G1": {"kind": "cashable", "full_effect": {"amount": 60}}},
        horizon=horizon,
    )

    assert [row.year for row in actual.rows] == list(range(2026, 2026 + horizon))
    assert actual.net == (-50, *[50] * (horizon - 1))
    assert (actual.payback is None, actual.permanent) == (horizon == 1, -50 if horizon == 1 else 50)
    assert actual.rows[0].factor == 1


def test_a_plan_without_money_has_no_figures_to_show() -> None:
    """All nil, no rate, and it says so."""
    actual = case()

    assert (actual.has_money, actual.npv, actual.irr, actual.balance_year) == (False, 0, (), None)


def test_a_case_that_never_pays_has_no_break_even() -> None:
    """Only costs: no payback, no year, no rate."""
    actual = case({"K1": {"amount": 5}})

    assert (actual.payback, actual.break_even_year, actual.balance_year, actual.irr) == (None, None, None, ())


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


@given(st.lists(costs(), max_size=4), st.lists(benefits(), max_size=4))
def test_the_parts_make_the_whole(some_costs: list[dict[str, Any]], some_benefits: list[dict[str, Any]]) -> None:
    """Sums over lines equal sums over years, and the running sum ends at the sum of net."""
    actual = case(numbered(some_costs, "K"), numbered(some_benefits, "G"))

    spent = sum(line.total for line in actual.costs)
    gained = {kind: sum(line.total for line in actual.benefits if line.kind == kind) for kind in KINDS}
    assert sum(row.costs for row in actual.rows) == spent
    assert {kind: sum(row.benefits[kind] for row in actual.rows) for kind in KINDS} == gained
    assert {kind: actual.totals[kind] for kind in KINDS} == gained
    assert actual.totals["one_off"] + actual.totals["running"] == spent
    assert actual.rows[-1].cumulative == sum(actual.net) == gained["cashable"] - spent
    assert sum(row.wider for row in actual.rows) == sum(gained.values()) - spent


@given(st.lists(costs(), max_size=4), st.lists(benefits(), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_costs_and_benefits_changes_nothing(
    some_costs: list[dict[str, Any]], some_benefits: list[dict[str, Any]], random: Any
) -> None:
    """A register in another order gives the same case."""
    mixed = [random.sample(rows, len(rows)) for rows in (some_costs, some_benefits)]

    one = case(numbered(some_costs, "K"), numbered(some_benefits, "G"))
    other = case(numbered(mixed[0], "K"), numbered(mixed[1], "G"))

    assert (one.rows, one.npv, one.irr, one.payback, one.totals) == (
        other.rows,
        other.npv,
        other.irr,
        other.payback,
        other.totals,
    )


@given(st.lists(costs(), max_size=3), st.lists(benefits(), max_size=3))
def test_without_discounting_the_value_is_the_sum(
    some_costs: list[dict[str, Any]], some_benefits: list[dict[str, Any]]
) -> None:
    """The table `none` leaves every krone as it is."""
    actual = case(numbered(some_costs, "K"), numbered(some_benefits, "G"), rates="none")

    assert (actual.npv, [row.present for row in actual.rows]) == (sum(actual.net), list(actual.net))


@given(st.lists(costs(), max_size=3), st.lists(benefits(), max_size=3))
def test_two_halves_of_a_plan_add_up_to_it(
    some_costs: list[dict[str, Any]], some_benefits: list[dict[str, Any]]
) -> None:
    """Value and wider value are sums over lines."""
    whole = case(numbered(some_costs, "K"), numbered(some_benefits, "G"))

    parts = (case(numbered(some_costs, "K")), case(benefits=numbered(some_benefits, "G")))

    assert abs(sum(part.npv for part in parts) - whole.npv) < Decimal("1e-9")
    assert abs(sum(part.npv_wider for part in parts) - whole.npv_wider) < Decimal("1e-9")
