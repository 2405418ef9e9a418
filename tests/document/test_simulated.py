"""What came of a simulation, in words."""

from __future__ import annotations

from decimal import Decimal

from planbuilder.document.simulated import drawn_in_words, outcome_in_words, source_name, spread_in_words
from planbuilder.figures.case import uncertain_case
from planbuilder.figures.simulation import Contribution, simulate
from planbuilder.language import load
from planbuilder.plan.model import Plan
from tests.figures.cases import cashable, plan

DA = load("da")
RANGE = {"low": 60_000, "high": 120_000}


def ranged(**more: object) -> Plan:
    """A case with one range, and an FTE that is not cashable."""
    return plan({"K1": {"amount": 100_000}}, {"G1": cashable(90_000, range=RANGE)}, **more)  # type: ignore[arg-type]


def test_what_was_drawn_is_named() -> None:
    """Lines, what moves many lines, and risks; of what the plan does not try the case against nothing is said."""
    risks = {"R1": {"title": "Forsinkelse", "probability": 20, "consequence": 50_000}}
    one = ranged(economy={"sensitivity": {"delay": 0}}, risks=risks)
    drawn = simulate(uncertain_case(one), 200, 1)
    assert drawn is not None

    _, together = drawn_in_words(DA, one, drawn)

    names = "hvor meget løsningen bruges, diskonteringsrenten og 1 risiko, der indtræffer eller ej"
    assert f"Der er også trukket for {names}." == together


def test_where_nothing_else_was_drawn_nothing_else_is_named() -> None:
    """A plan that tries its case against nothing: lines alone."""
    still = {"delay": 0, "costs": 0, "benefits": 0, "rate": 0}
    one = ranged(economy={"sensitivity": still})
    drawn = simulate(uncertain_case(one), 200, 1)
    assert drawn is not None

    assert 1 == len([*drawn_in_words(DA, one, drawn)])
    assert ("uptake", "delay", "rate") == drawn.undrawn[1:]


def test_a_pool_that_is_not_paid_back_is_told_by_year_and_amount() -> None:
    """With what it is to have back, and in how many draws benefits come to less."""
    pool = {"draws": {"2026": 100_000}, "repayments": {"2028": 100_000}}
    one = ranged(economy={"funding": "investment_pool", "pool": pool})
    drawn = simulate(uncertain_case(one), 200, 1)
    assert drawn is not None
    assert drawn.pool is not None

    *_, told = outcome_in_words(DA, drawn, DA.money)

    assert "2028" in told
    assert "100.000" in told
    assert f": {drawn.pool.missed} af 200 (" in told


def test_how_many_draws_reach_the_plans_own_value_is_told() -> None:
    """By count and amount, in one sentence; of a single draw in the singular."""
    drawn = simulate(uncertain_case(ranged()), 2000, 1)
    single = simulate(uncertain_case(ranged()), 1, 1)
    assert drawn
    assert single

    _, told, *_ = outcome_in_words(DA, drawn, DA.money)
    _, of_one, *_ = outcome_in_words(DA, single, DA.money)

    assert f"I {drawn.reached} af 2.000 trækninger er nettonutidsværdien mindst planens {DA.money(drawn.npv)}" == told
    assert of_one.startswith(f"I {single.reached} af 1 trækning er")


def test_sources_of_the_spread_are_named() -> None:
    """Lines by their id and title, what moves many lines by what it is."""
    one = ranged()
    drawn = simulate(uncertain_case(one), 200, 1)
    assert drawn is not None

    said = " ".join(spread_in_words(DA, one, drawn, DA.money))

    assert "Spredningen kommer mest fra" in said
    assert ("G1", "diskonteringsrenten") == (
        source_name(DA, one, Contribution("cashable", "G1", Decimal(1))),
        source_name(DA, one, Contribution("rate", "", Decimal(0))),
    )


def test_a_single_draw_is_told_in_the_singular() -> None:
    """Wherever draws are counted."""
    one = ranged()
    drawn = simulate(uncertain_case(one), 1, 1)
    assert drawn

    said = " ".join((*drawn_in_words(DA, one, drawn), *spread_in_words(DA, one, drawn, DA.money)))

    assert "Simulering: 1 trækning, startværdi 1" in said
    assert "(den første trækning)" in said
    assert "trækninger" not in said


def test_the_luck_that_lines_share_is_named_as_a_thing() -> None:
    """It stands in a list after "kommer mest fra"."""
    assert source_name(DA, ranged(), Contribution("common", "", Decimal(1))) == "posternes samvariation"
