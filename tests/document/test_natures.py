"""What documents say of income, own time and residual values: where they count, and where they do not."""

from __future__ import annotations

import pytest

from planbuilder.document.model import Paragraph, Table, text_of
from tests.document.blocks.tables import cells
from tests.document.test_claims import made, said
from tests.figures.cases import Rows, cashable, plan

COSTS: Rows = {"K1": {"title": "Køb", "amount": 900_000}, "K2": {"kind": "running", "amount": 100_000}}
GAINS: Rows = {"G1": cashable(400_000)}
NATURES: Rows = {
    "K5": {"nature": "own_time", "fte": "0.5"},
    "K6": {"nature": "income", "amount": 300_000},
    "K7": {"nature": "residual_value", "amount": 200_000},
}


def with_natures(*ids: str, **economy: object) -> object:
    return made(plan({**COSTS, **{id: NATURES[id] for id in ids}}, GAINS, economy=economy or None))


def test_what_is_no_cost_stands_beneath_the_sum_of_costs() -> None:
    """The sum is of new money alone, and each line is called what it is."""
    from planbuilder.document.blocks.economy import cost_table

    table, note = cost_table(with_natures("K5", "K6", "K7"))  # type: ignore[arg-type]
    assert isinstance(table, Table)
    assert isinstance(note, Paragraph)
    rows = [(row[0], row[2], row[-1]) for row in cells(table)]
    assert rows[2][2] == "1.400"
    assert rows[3:] == [("K5", "Egen tid", "250"), ("K6", "Indtægter og tilskud", "300"), ("K7", "Restværdi", "200")]
    assert "ikke trukket fra udgifterne" in text_of(note.spans)


def test_the_years_of_a_cost_that_comes_again_are_told_with_their_distance() -> None:
    """Every second year from 2026 to 2030; one that falls in every year has its first and last alone."""
    from planbuilder.document.blocks.economy import cost_table

    rows: Rows = {"K1": {"amount": 9000, "every": 2}, "K2": {"amount": 9000, "every": 1}, "K3": {"amount": 9000}}
    table, *_ = cost_table(made(plan(rows, GAINS)))
    assert isinstance(table, Table)
    assert [row[5] for row in cells(table)[:3]] == ["2026–2030, hvert 2. år", "2026–2030", "2026"]


@pytest.mark.parametrize(("id", "told"), [("K5", "Egen tid (K5)"), ("K7", "Restværdien (K7)")])
def test_where_each_counts_is_told_where_the_case_is(id: str, told: str) -> None:
    """In brief, beside the costs, and where it says how the figures are computed; with what it comes to."""
    amount = {"K5": "250.000 kr.", "K7": "200.000 kr."}[id]
    for block in ("in_brief", "cost_table", "conventions"):
        text = said(with_natures(id), block)  # type: ignore[arg-type]
        assert told in text
        assert amount in text
        assert told not in said(made(plan(COSTS, GAINS)), block)


def test_the_kinds_beside_net() -> None:
    """A minus and a plus, each with its sentence."""
    from planbuilder.document.blocks.economy import kind_table

    found = kind_table(with_natures("K5", "K7"))  # type: ignore[arg-type]
    table = next(one for one in found if isinstance(one, Table))
    sums = {row[0]: row[-1][-3:] for row in cells(table)}
    assert (sums["Egen tid"], sums["Restværdi"]) == ("250", "200")
    assert table.rows[1].cells[-1].value == -250_000
    assert "allerede er betalt" in text_of(found[0].spans)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("block", "alone", "with_income"),
    [
        ("in_brief", "Enheden betaler selv udgiften", "det, som indtægter og tilskud ikke dækker"),
        ("conventions", "bygger alene på budgetvirksomme gevinster", "gevinster og på indtægter og tilskud"),
    ],
)
def test_sentences_name_income_where_there_is_any(block: str, alone: str, with_income: str) -> None:
    """The sentence for plans without income is never printed of one with income, nor the other way round."""
    without, found = (said(with_natures(*ids, funding="own_budget"), block) for ids in ((), ("K6",)))  # type: ignore[arg-type]

    assert alone in without
    assert with_income not in without
    assert alone not in found
    assert with_income in found


def test_income_has_a_row_of_its_own() -> None:
    """By year, by committee, by area, in the committee's table and in the chart; no plan without income has one."""
    for block in ("year_table", "committee_economy", "cash_flow_chart"):
        assert "Indtægter og tilskud" in _shown(with_natures("K6"), block)
        assert "Indtægter og tilskud" not in _shown(with_natures(), block)


def _shown(m: object, block: str) -> str:
    from planbuilder.document.blocks import BLOCKS

    return repr(BLOCKS[block](m))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["running", "one_off"])
def test_draws_that_miss_the_pool_name_income_that_recurs(kind: str) -> None:
    """Fees are there beside the benefits that pay the pool back; a grant that comes once is not."""
    from planbuilder import language
    from planbuilder.document.simulated import outcome_in_words
    from planbuilder.figures.case import simulated

    own = {"nature": "income", "kind": kind, "amount": 50_000}
    ranged: Rows = {"G1": cashable(400_000, range={"low": 100_000, "high": 500_000})}
    terms = {"funding": "investment_pool", "simulation": {"draws": 1000}}
    drawn = simulated(plan({"K1": {"amount": 900_000}, "K9": own}, ranged, economy=terms))
    assert drawn is not None
    text = " ".join(outcome_in_words(language.load("da"), drawn, str))
    assert ("gevinster og løbende indtægter til og med" in text) == (kind == "running")
