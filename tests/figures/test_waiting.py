"""What a year's wait costs is everything a year later, not benefits late with all costs paid."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given

from planbuilder import example, language
from planbuilder.figures.case import compute
from planbuilder.plan.store import from_text
from tests.figures.cases import BENEFITS, COSTS, LITTLE, RATES, Rows, case, cashable, law

# −400 and five times 100.
INVESTMENT: tuple[Rows, Rows] = ({"K1": {"amount": 400}}, {"G1": cashable(100, start=2027)})
TENTH = {"discount_rate": 10}


def a_year_later(register: Rows, *years: str) -> Rows:
    """The same lines with every year they name one later."""

    def later(row: dict[str, Any]) -> dict[str, Any]:
        moved = {name: row[name] + 1 for name in years if name in row}
        if "amounts" in row:
            moved["amounts"] = {str(int(year) + 1): amount for year, amount in row["amounts"].items()}
        return {**row, **moved}

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
