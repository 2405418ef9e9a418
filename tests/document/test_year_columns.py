"""Columns of years: no amount stands in a year that is neither shown nor told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import language
from planbuilder.document import amounts
from planbuilder.document.amounts import Flow
from planbuilder.document.blocks import BLOCKS
from planbuilder.document.blocks.committee_economy import MOST
from planbuilder.document.material import Material
from planbuilder.document.model import Table, text_of
from planbuilder.document.year_columns import Shown, runs, year_columns
from planbuilder.pipeline import material
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.loading import load
from planbuilder.record import replace
from tests.document.test_amounts import plans
from tests.figures.cases import FIRST, cashable, law, plan

GAIN = {"G1": cashable(100_000, start=FIRST, ramp=[50, 100])}


# Before the budget of the case's first year.
BEFORE = date(FIRST - 1, 11, 23)


def made(of: Plan, day: date = BEFORE) -> Material:
    return material(of, load(), language.load("da"), day)


def heads(of: Plan, most: int = MOST, day: date = BEFORE) -> list[str]:
    """The heads of the columns that show the net of a plan."""
    m = made(of, day)
    found = year_columns(m, [amounts.years(m.figures).net], most)
    return [column.title for column in found.columns(m, 1)]


@pytest.mark.parametrize(
    ("costs", "benefits", "expected"),
    [
        pytest.param({}, GAIN, ["2026", "2027", "2028", "2029", "Varigt"], id="permanent"),
        pytest.param(
            {"K1": {"amount": 1000, "from": 2032}},
            GAIN,
            ["2026", "2027", "2028", "2029", "2032", "Varigt"],
            id="a renewal has its year",
        ),
        pytest.param(
            {"K1": {"amount": 1000, "from": 2031, "to": 2033}},
            GAIN,
            ["2026", "2027", "2028", "2029", "2031–2033", "Varigt"],
            id="years that are alike stand together",
        ),
        pytest.param(
            {},
            {"G1": cashable(100_000, end=2035)},
            ["2026", "2027", "2028", "2029", "2030–2035"],
            id="what ends is not permanent",
        ),
        pytest.param(
            {},
            {"G1": cashable(100_000, decay=10)},
            ["2026", "2027", "2028", "2029", "2030", "2031", "2032–2035 i alt"],
            id="what there is no room for is summed",
        ),
        pytest.param(
            {"K1": {"amounts": {"2031": 1000, "2033": 2000, "2035": 3000}}},
            GAIN,
            ["2026", "2027", "2028", "2029", "2031", "Andre år i alt", "Varigt"],
            id="wherever it falls",
        ),
    ],
)
def test_every_year_that_differs_is_shown(costs: dict, benefits: dict, expected: list[str]) -> None:
    """After the first four, each that is not like the permanent effect."""
    assert expected == heads(plan(costs, benefits, horizon=10))


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        pytest.param(FIRST - 3, ["2026", "2027", "2028", "2029", "2031", "Varigt"], id="long before"),
        pytest.param(FIRST - 1, ["2026", "2027", "2028", "2029", "2031", "Varigt"], id="the first budget is next"),
        pytest.param(FIRST, ["2026", "2027", "2028", "2029", "2030", "2031", "Varigt"], id="one year lies behind"),
        pytest.param(FIRST + 1, ["2026–2027 i alt", "2028", "2029", "2030", "2031", "Varigt"], id="two do"),
        pytest.param(FIRST + 7, ["2026–2033 i alt", "2034", "2035", "Varigt"], id="two are left"),
        pytest.param(FIRST + 9, ["2026", "2027", "2028", "2029", "2031", "Varigt"], id="all of it lies behind"),
    ],
)
def test_the_next_budget_comes_first(year: int, expected: list[str]) -> None:
    """With the three years that are budgeted with it; the years before it stand together, and none is left out."""
    some = plan({"K1": {"amount": 1000, "from": 2031}}, GAIN, horizon=10)

    assert expected == heads(some, day=date(year, 11, 23))


@pytest.mark.parametrize("horizon", [1, 2, 4])
def test_a_short_case_shows_all_its_years(horizon: int) -> None:
    """And what lasts after them."""
    first = [str(FIRST + n) for n in range(horizon)]

    assert [*first, "Varigt"] == heads(plan({}, {"G1": cashable(100_000)}, horizon=horizon))


def test_columns_for_several_years_are_explained() -> None:
    """What holds in each of them, what is a sum, and from when on it is permanent."""
    costs = {"K1": {"amount": 5, "from": 2031, "to": 2033}, "K2": {"amounts": {"2034": 7, "2035": 8000, "2036": 9000}}}
    m = made(plan(costs, GAIN, horizon=12))
    whole = amounts.years(m.figures)

    assert (
        "»Varigt« er den årlige virkning fra 2027 uden engangsudgifter. Det samme gælder de år, der ikke er vist."
    ) == year_columns(m, [whole.running], 7).note(m)
    assert (
        "»Varigt« er den årlige virkning fra 2027 uden engangsudgifter. Det samme gælder de år, der ikke er vist."
        " En kolonne med »i alt« viser summen af flere år."
    ) == year_columns(m, [whole.net], 6).note(m)


def test_a_row_without_permanent_effect_has_a_dash() -> None:
    """A debt that is left is repaid in years nobody has reckoned with."""
    economy = {"funding": "investment_pool", "pool": {"share": 10}}
    m = made(plan({"K1": {"amount": 900_000}}, GAIN, economy=economy))
    pool = amounts.pool(m.figures)
    found = year_columns(m, [pool.repayment], 9)

    assert ["2026", "2027", "2028", "2029", "2030", "Varigt"] == [column.title for column in found.columns(m, 1)]
    assert "–" == text_of(found.cells(m, pool.repayment)[-1].spans)


def test_years_are_written_as_people_write_them() -> None:
    """Single ones, and from the first to the last of those that follow each other."""
    assert ["2031", "2033–2036"] == runs([2031, 2033, 2034, 2035, 2036])


def closed(shown: Shown, flow: Flow) -> Decimal:
    """What a column stands for over the years."""
    amount = shown.amount(flow)
    return Decimal(0) if amount is None else amount * (1 if shown.how == "sum" else len(shown.years))


@law
@given(plans(), st.integers(5, 9), st.sampled_from([5, 14]), st.integers(-2, 15))
def test_the_columns_of_every_row_come_to_its_sum_over_the_years(
    drawn: Plan, most: int, horizon: int, age: int
) -> None:
    """Whenever it is read; and there are never more of them than there is room for."""
    m = made(replace(drawn, horizon=horizon), date(FIRST + age, 5, 1))
    pool, budgets = amounts.pool(m.figures), amounts.budgets(m.plan, m.figures)
    whole = amounts.years(m.figures)
    flows = [whole.one_off, whole.running, whole.cashable, whole.net, pool.draw, pool.repayment, budgets.gaps]

    found = year_columns(m, flows, most)

    assert len(found.shown) <= most
    assert sorted(n for one in found.shown for n in one.years) == list(range(horizon))
    for flow in flows:
        assert sum(closed(one, flow) for one in found.shown) == sum(flow.by_year)


TABLES = {
    "committee_economy": "committee_economy",
    "budget_adjustments": "budget_changes",
    "service_frame": "service_frame",
}


@law
@given(plans(), st.sampled_from(sorted(TABLES)), st.sampled_from([5, 14]))
def test_a_year_that_a_table_does_not_show_is_told(drawn: Plan, name: str, horizon: int) -> None:
    """It is part of a sum, or it is like the permanent effect, which is shown."""
    m = made(replace(drawn, horizon=horizon))
    if not m.figures.has_money:
        return
    for table in (block for block in BLOCKS[name](m) if isinstance(block, Table) and block.id == TABLES[name]):
        heads = {column.title for column in table.columns}
        hidden = [year for year in m.plan.years if not any(covers(head, year) for head in heads)]
        summed = any("i alt" in head for head in heads)

        assert not hidden or summed or "Varigt" in heads


def covers(head: str, year: int) -> bool:
    """Whether a head names a year."""
    first, _, last = head.removesuffix(" i alt").partition("–")
    return first.isdigit() and int(first) <= year <= int(last or first)
