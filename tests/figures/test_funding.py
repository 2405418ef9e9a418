"""Who pays for the case: budget to budget or a pool that is repaid, and what it does to budgets and service frame."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.funding import Funding, Ledger
from planbuilder.figures.model import Figures
from tests.figures.cases import AMOUNTS, BENEFITS, COSTS, LITTLE, YEARS, Rows, case, cashable, law, numbered, rounded

BY_YEAR = st.dictionaries(YEARS.map(str), AMOUNTS, max_size=5)
TERMS = st.fixed_dictionaries(
    {"interest": st.decimals(0, 10, places=1), "share": st.integers(0, 100)},
    optional={"draws": BY_YEAR, "repayments": BY_YEAR},
)
# A million once, then 400,000 a year less 100,000 for running it.
COSTLY: Rows = {"K1": {"amount": 1_000_000}, "K2": {"kind": "running", "amount": 100_000, "from": 2027}}
GAINFUL: Rows = {"G1": cashable(400_000, start=2027)}


def funding(costs: Rows = COSTLY, benefits: Rows = GAINFUL, pool: Any = None, kind: str = "", **more: Any) -> Funding:
    return case(costs, benefits, economy={"pool": pool or {}, "funding": kind}, **more).funding


def column(ledger: Ledger, name: str) -> tuple[Decimal, ...]:
    return tuple(getattr(row, name) for row in ledger.rows)


def total(ledger: Ledger, name: str) -> Decimal:
    return sum(column(ledger, name), Decimal(0))


def test_budget_to_budget_is_the_net_effect() -> None:
    """What the case costs and gives goes straight to budgets, year by year."""
    actual = funding().to_budget

    assert (-1_000_000, 300_000, 300_000, 300_000, 300_000) == actual


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("draw", ("1000000", "0", "0", "0", "0")),
        ("interest", ("0", "20000", "14400", "8688", "2861.76")),
        ("available", ("0", "300000", "300000", "300000", "300000")),
        ("repayment", ("0", "300000", "300000", "300000", "145949.76")),
        ("balance", ("1000000", "720000", "434400", "143088", "0")),
        ("budget", ("0", "0", "0", "0", "154050.24")),
    ],
)
def test_the_pool_year_by_year(name: str, expected: tuple[str, ...]) -> None:
    """A million at 2 %, repaid with all that is left: 1,020,000 − 300,000 = 720,000, and so on to nil in 2030."""
    actual = funding(pool={"interest": 2}).pool

    assert tuple(map(Decimal, expected)) == column(actual, name)


def test_what_a_pool_costs() -> None:
    """All interest, the year it is repaid, and no debt."""
    actual = funding(pool={"interest": 2}).pool

    assert (Decimal("45949.76"), 2030, 0) == (actual.interest, actual.repaid_year, actual.debt)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("interest", ("0", "20000", "20400", "14808", "9104.16")),
        ("available", ("0", "-100000", "300000", "300000", "300000")),
        ("repayment", ("0", "0", "300000", "300000", "300000")),
        ("balance", ("1000000", "1020000", "740400", "455208", "164312.16")),
        ("budget", ("0", "-100000", "0", "0", "0")),
    ],
)
def test_the_pool_with_benefits_a_year_late(name: str, expected: tuple[str, ...]) -> None:
    """Running costs come on time and nothing is repaid from less than nothing; the debt grows by its interest."""
    actual = funding(pool={"interest": 2}).pool_delayed

    assert tuple(map(Decimal, expected)) == column(actual, name)
    assert actual.repaid_year is None


@pytest.mark.parametrize(
    ("pool", "repayments", "repaid"),
    [
        pytest.param({"share": 50}, (0, 150_000, 150_000, 150_000, 150_000), None, id="half of what is left"),
        pytest.param({"share": 0}, (0, 0, 0, 0, 0), None, id="nothing"),
        pytest.param(
            {"repayments": {"2028": 600_000, "2029": 400_000}}, (0, 0, 600_000, 400_000, 0), 2029, id="agreed"
        ),
        pytest.param({"repayments": {"2027": 9_000_000}}, (0, 1_000_000, 0, 0, 0), 2027, id="agreed, but never more"),
        pytest.param({"repayments": {"2026": 1_000_000}}, (1_000_000, 0, 0, 0, 0), 2026, id="at once"),
    ],
)
def test_how_a_pool_is_repaid(pool: dict[str, Any], repayments: tuple[int, ...], repaid: int | None) -> None:
    """By its share of what is left, or as agreed; never more than is owed."""
    actual = funding(pool=pool).pool

    assert (repayments, repaid) == (column(actual, "repayment"), actual.repaid_year)


@pytest.mark.parametrize(
    ("draws", "drawn", "budget"),
    [
        pytest.param({}, (1_000_000, 0, 0, 0, 0), (0, 0, 0, 0, 200_000), id="all one-off costs"),
        pytest.param({"2026": 600_000}, (600_000, 0, 0, 0, 0), (-400_000, 0, 0, 300_000, 300_000), id="a part"),
        pytest.param({"2026": 0}, (0, 0, 0, 0, 0), (-1_000_000, 300_000, 300_000, 300_000, 300_000), id="nothing"),
        pytest.param(
            {"2026": 500_000, "2027": 400_000},
            (500_000, 400_000, 0, 0, 0),
            (-500_000, 400_000, 0, 0, 300_000),
            id="in two parts",
        ),
    ],
)
def test_what_a_pool_does_not_pay_the_budget_does(
    draws: dict[str, int], drawn: tuple[int, ...], budget: tuple[int, ...]
) -> None:
    """What is left after repayment, less the one-off costs nobody has lent money for."""
    actual = funding(pool={"draws": draws}).pool

    assert (drawn, budget) == (column(actual, "draw"), column(actual, "budget"))


def test_a_pool_is_not_repaid_before_its_last_draw() -> None:
    """Repaid in 2027, drawn on again in 2028 and repaid within the year: 2028."""
    actual = funding({"K1": {"amounts": {"2026": 100, "2028": 50}}}, {"G1": cashable(100, start=2027)}, horizon=4).pool

    assert ((100, 0, 0, 0), 2028) == (column(actual, "balance"), actual.repaid_year)


def test_a_pool_nobody_draws_on_is_never_repaid() -> None:
    """There is no such year."""
    actual = funding({}, {}).pool

    assert (None, 0, 0) == (actual.repaid_year, actual.debt, actual.interest)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("frame", (-1_000, 400, 400), id="inside alone"),
        pytest.param("frame_with_pool", (0, -80, 80), id="repayment loads it"),
    ],
)
def test_the_service_frame(name: str, expected: tuple[int, ...]) -> None:
    """Capital and transfer payments are outside; a pool's money is set off, and what was set off is repaid inside.

    Of 1,500 drawn 1,000 is for operating, two thirds; 720 is repaid and then 480, of a saving of which 400 is inside.
    """
    actual = funding(
        {"K1": {"amount": 1_000}, "K2": {"amount": 500, "expenditure": "capital"}},
        {"G1": cashable(400, start=2027), "G2": cashable(300, start=2027, frame="outside")},
        pool={"repayments": {"2027": 720, "2028": 480}},
        horizon=3,
    )

    assert expected == rounded(getattr(actual, name))


def test_committees_that_pay_and_gain() -> None:
    """One invests, another saves, in the order of the plan; what nobody has claimed stands under no name."""
    children, social = {"committees": {"Children": 1}}, {"committees": {"Social": 1}}
    actual = case(
        {
            "K1": {"amount": 1_000, **children},
            "K2": {"kind": "running", "amount": 10, **social},
            "K3": {"amount": 7},
        },
        {"G1": cashable(300, **social), "G2": cashable(50, start=2028, **children)},
        horizon=3,
    ).funding.parties

    assert [("Children", 1_000, 0, 50, -950, 50), ("Social", 0, 30, 900, 870, 290), ("", 7, 0, 0, -7, 0)] == [
        (one.name, one.one_off, one.running, one.cashable, one.net, one.permanent) for one in actual
    ]


def test_committees_share_a_line_by_their_weights() -> None:
    """One part to three of 400; a loss that one bears for the other is a negative weight."""
    actual = case(
        {"K1": {"amount": 400, "committees": {"Children": 1, "Social": 3}}},
        {"G1": cashable(100, committees={"Children": -1, "Social": 2})},
        horizon=1,
    ).funding.parties

    assert [("Children", 100, -100), ("Social", 300, 200)] == [(one.name, one.one_off, one.cashable) for one in actual]


def test_weights_that_come_to_nothing_name_nobody() -> None:
    """There is no share to give, and nothing is lost of the line."""
    actual = case({"K1": {"amount": 400, "committees": {"Children": 1, "Social": -1}}}).funding.parties

    assert [("", 400)] == [(one.name, one.one_off) for one in actual]


def test_benefits_that_are_no_money_are_nobody_s_gain() -> None:
    """Quality is not a committee's to spend."""
    actual = case(benefits={"G1": {**cashable(100, committees={"Social": 1}), "kind": "quality"}}).funding

    assert ((), (0,) * 5) == (actual.parties, actual.frame)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"amount": -5}, (0, 0, 0, 0), id="from a year that is not given yet"),
        pytest.param({"amount": -5, "year": 2028}, (0, 0, 5, 5), id="from its year on"),
        pytest.param({"amount": -5, "year": 2030}, (0, 0, 0, 0), id="after the horizon"),
        pytest.param({"amounts": {"2026": 9, "2027": -5}}, (-9, 5, 5, 5), id="the last goes on"),
        pytest.param({"amounts": {"2027": -5, "2028": 0}}, (0, 5, 0, 0), id="one year"),
        pytest.param({}, (0, 0, 0, 0), id="nothing yet"),
    ],
)
def test_a_budget_change_over_the_years(change: dict[str, Any], expected: tuple[int, ...]) -> None:
    """The same amount from a year on, or amounts by year; a plan's saving is negative, what it does is a plus."""
    (actual,) = case(horizon=4, budget_changes={"B1": change}).funding.adjustments

    assert ("B1", expected) == (actual.id, actual.by_year)


def test_budget_changes_that_reconcile() -> None:
    """A million more, then 300,000 less a year: what the case requires, and nothing is lacking."""
    changes = {"B1": {"amounts": {"2026": 1_000_000, "2027": -400_000}}, "B2": {"amount": 100_000, "year": 2027}}

    actual = funding(budget_changes=changes)

    assert (-1_000_000, 300_000, 300_000, 300_000, 300_000) == actual.required
    assert (0,) * 5 == actual.gaps


def test_budget_changes_that_do_not_reconcile() -> None:
    """The saving begins a year late and is 50,000 too small: each year tells what is lacking."""
    changes = {"B1": {"amounts": {"2026": 1_000_000, "2027": 0}}, "B2": {"amount": -250_000, "year": 2028}}

    actual = funding(budget_changes=changes)

    assert (0, 300_000, 50_000, 50_000, 50_000) == actual.gaps


def test_without_budget_changes_all_is_lacking() -> None:
    """Nobody has lowered a budget yet."""
    actual = funding()

    assert actual.required == actual.gaps


def test_a_pool_leaves_budgets_alone_until_it_is_repaid() -> None:
    """The year it pays for, budgets need not change; after the last repayment they fall by all that is left."""
    actual = funding(kind="investment_pool", pool={"repayments": {"2027": 1_000_000}}).required

    assert (0, (300_000,) * 3) == (actual[0], actual[2:])


@pytest.mark.parametrize("horizon", [1, 5])
def test_an_empty_plan_has_a_ledger_of_nil(horizon: int) -> None:
    """One row a year, nothing drawn, nobody paying."""
    actual = case(horizon=horizon).funding

    assert (horizon, 0, ()) == (len(actual.pool.rows), actual.pool.debt, actual.parties)
    assert {(0,) * horizon} == {actual.to_budget, actual.frame, actual.frame_with_pool, actual.required, actual.gaps}


def pooled(costs: Rows, benefits: Rows, terms: dict[str, Any]) -> Figures:
    return case(costs, benefits, economy={"pool": terms})


@law
@given(COSTS, BENEFITS, TERMS)
def test_the_pool_closes(some_costs: Rows, some_benefits: Rows, terms: dict[str, Any]) -> None:
    """Draws and interest less repayments are the debt at the end, on time and late."""
    figures = pooled(some_costs, some_benefits, terms)

    for actual in (figures.funding.pool, figures.funding.pool_delayed):
        assert abs(total(actual, "draw") + actual.interest - total(actual, "repayment") - actual.debt) < LITTLE


@law
@given(COSTS, BENEFITS, TERMS)
def test_nobody_ever_owes_less_than_nothing(some_costs: Rows, some_benefits: Rows, terms: dict[str, Any]) -> None:
    """Neither balance, interest nor repayment is negative, and a case in debt at the end is not repaid."""
    actual = pooled(some_costs, some_benefits, terms).funding.pool

    assert all(min(row.balance, row.interest, row.repayment) >= 0 for row in actual.rows)
    assert not (actual.debt and actual.repaid_year)


@law
@given(COSTS, BENEFITS, TERMS)
def test_a_pool_costs_its_interest_and_no_more(some_costs: Rows, some_benefits: Rows, terms: dict[str, Any]) -> None:
    """What reaches budgets over the years is the net effect less interest, but for what is still owed."""
    figures = pooled(some_costs, some_benefits, terms)

    actual = figures.funding.pool

    assert abs(sum(figures.net) - actual.interest + actual.debt - total(actual, "budget")) < LITTLE


@law
@given(COSTS, BENEFITS)
def test_committees_sum_to_the_case(some_costs: Rows, some_benefits: Rows) -> None:
    """Parties are parts: net, permanent effect where there is one, and each kind."""
    figures = case(some_costs, some_benefits)

    actual, permanent = figures.funding.parties, figures.permanent.amount

    names = ("net", "one_off", "running", "cashable", *([] if permanent is None else ["permanent"]))
    whole = (sum(figures.net), *(figures.totals[kind] for kind in names[1:4]), permanent)
    assert rounded(whole[: len(names)], 6) == rounded(
        (sum((getattr(one, name) for one in actual), Decimal(0)) for name in names), 6
    )
    assert permanent is not None or all(one.permanent is None for one in actual)


@law
@given(COSTS, BENEFITS)
def test_inside_and_outside_the_frame_are_the_whole(some_costs: Rows, some_benefits: Rows) -> None:
    """The frame's share of the net effect and that of lines outside it."""
    figures = case(some_costs, some_benefits)
    outside = [line for line in (*figures.costs, *figures.benefits) if not line.in_frame]

    actual = sum(line.total * (-1 if line.is_cost else line.kind == "cashable") for line in outside)

    assert sum(figures.net) - sum(figures.funding.frame) == actual


@law
@given(COSTS, BENEFITS, st.lists(st.fixed_dictionaries({"amounts": BY_YEAR}), max_size=3))
def test_gaps_are_what_budget_changes_lack(some_costs: Rows, some_benefits: Rows, changes: list[Any]) -> None:
    """Changes and gaps together are what the case requires, each year."""
    figures = case(some_costs, some_benefits, budget_changes=numbered(changes, "B"))

    actual = figures.funding

    listed = [sum(change.by_year[n] for change in actual.adjustments) for n in range(5)]
    assert rounded(figures.net) == rounded(a + b for a, b in zip(actual.gaps, listed, strict=True))


TYPES = ("", "own_service", "own_capital", "own_both", "cash_balance", "external")
# 1,000 of service and 500 of capital, then 400 of service and 300 of transfers a year.
TWO_KINDS: Rows = {"K1": {"amount": 1_000}, "K2": {"amount": 500, "area": "capital"}}
TWO_SAVINGS: Rows = {"G1": cashable(400, start=2027), "G2": cashable(300, start=2027, area="transfers")}


@pytest.mark.parametrize(
    ("type", "drawn", "frame"),
    [
        pytest.param("", 1_500, (0, 400 - 720 * 2 / 3, 400 - 480 * 2 / 3), id="as before there were types"),
        pytest.param(
            "external", 1_500, (0, 400 - 720 * 2 / 3, 400 - 480 * 2 / 3), id="income, and repaid as expenditure"
        ),
        pytest.param("own_service", 1_000, (-1_000, 400, 400), id="own service money"),
        pytest.param("own_capital", 500, (-1_000, 400, 400), id="own capital money"),
        pytest.param("own_both", 1_500, (-1_000, 400, 400), id="own money of both"),
        pytest.param("cash_balance", 1_500, (-1_000, 400, 400), id="the cash balance"),
    ],
)
def test_what_a_pool_does_to_the_service_frame(type: str, drawn: int, frame: tuple[float, ...]) -> None:
    """Money from outside offsets what it pays and burdens by what is paid back; own money does neither."""
    terms = {"type": type, "repayments": {"2027": 720, "2028": 480}}
    actual = funding(TWO_KINDS, TWO_SAVINGS, terms, "investment_pool", horizon=3)

    assert (drawn, rounded(map(Decimal, frame))) == (actual.pool.rows[0].draw, rounded(actual.frame_with_pool))


def test_a_grant_is_not_repaid_and_nothing_of_it_is_owed() -> None:
    """Budgets keep what benefits leave; terms of repayment do not count, on time or late."""
    terms = {"form": "grant", "type": "external", "interest": 5, "repayments": {"2027": 500_000}}

    actual = funding(pool=terms, kind="investment_pool")

    for ledger in (actual.pool, actual.pool_delayed):
        assert (False, None, 0, 0) == (ledger.is_repaid, ledger.repaid_year, ledger.debt, ledger.interest)
        assert {0} == {*column(ledger, "repayment")}
    assert (0, 300_000, 300_000, 300_000, 300_000) == column(actual.pool, "budget") == actual.required
    assert (0, 300_000, 300_000, 300_000, 300_000) == rounded(actual.frame_with_pool)


@law
@given(COSTS, BENEFITS, TERMS, st.sampled_from(TYPES))
def test_own_money_never_moves_the_service_frame(some_costs: Rows, some_benefits: Rows, terms: Any, type: str) -> None:
    """Only money from outside does, and never by more than it pays or is paid back."""
    actual = pooled(some_costs, some_benefits, {**terms, "type": type}).funding

    moved = [b - a for a, b in zip(actual.frame, actual.frame_with_pool, strict=True)]
    assert type in ("", "external") or not any(moved)
    for row, change in zip(actual.pool.rows, moved, strict=True):
        assert -row.repayment - LITTLE <= change <= row.draw + LITTLE


@law
@given(COSTS, BENEFITS, TERMS, st.sampled_from(TYPES))
def test_a_grant_costs_nothing(some_costs: Rows, some_benefits: Rows, terms: Any, type: str) -> None:
    """What reaches budgets over the years is the net effect and what was granted."""
    figures = pooled(some_costs, some_benefits, {**terms, "type": type, "form": "grant"})

    actual = figures.funding.pool

    assert abs(sum(figures.net) + total(actual, "draw") - total(actual, "budget")) < LITTLE
