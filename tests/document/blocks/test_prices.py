"""The case in each year's own prices, and budget changes in those of the budget year, where all of it is known."""

from __future__ import annotations

from planbuilder.document.model import Table, text_of
from tests.document.blocks.tables import cells
from tests.document.blocks.test_budget import CHANGES
from tests.document.plans import SMALL

RISES = "{2027: 10, 2028: 0, 2029: 0, 2030: 0}"
INDICES = f"economy: {{indices: {{wages: {RISES}, prices: {{2027: 0, 2028: 0, 2029: 0, 2030: 0}}, budget_year: 2027}}, "
PRICED = CHANGES.replace("economy: {", INDICES)


def test_current_prices_need_indices(blocks) -> None:
    """Wages and prices rise each by their own index; the source stands beneath, or its gap."""
    indices = "{wages: {2027: 2, 2028: 2, 2029: 2, 2030: 2}, prices: {2027: 10, 2028: 0, 2029: 0, 2030: 0}}"

    table, source = blocks("current_prices", SMALL.replace("economy: {", f"economy: {{indices: {indices}, "))

    assert ["Engangsudgift", "\u2212770", "0", "0", "0"] == cells(table)[0]
    assert ["2027", "2028", "2029", "2030"] == [column.title for column in table.columns[1:]]
    assert "mangler" in text_of(source.spans)
    assert () == blocks("current_prices", SMALL)


def test_current_prices_of_many_years_stand_under_each_other(blocks) -> None:
    """No page is wide enough for them."""
    index = dict.fromkeys(range(2027, 2057), 2)
    indices = f"indices: {{wages: {index}, prices: {index}}}"
    plan = SMALL.replace("horizon: 4", "horizon: 30").replace("economy: {", f"economy: {{{indices}, ")

    table, _ = blocks("current_prices", plan)

    assert (30, "2027") == (len(table.rows), cells(table)[0][0])


def said(block: object) -> str:
    return text_of(block.spans).replace("\u00a0", " ")  # type: ignore[attr-defined]


def test_the_changes_stand_in_the_prices_of_the_budget_year(blocks) -> None:
    """Each by its own art; the sum is theirs, and a difference that only other indices make is told as that."""
    whole = PRICED.replace("account: '06.45'", "account: '06.45', art: prices")
    *_, table, note = blocks("budget_adjustments", whole.replace("art: prices, committee", "art: wages, committee"))

    assert isinstance(table, Table)
    rows = cells(table)
    assert "Budgetændringer i 2027-priser (1.000 kr., 2027-pl)" == table.caption.replace("\u00a0", " ")
    assert ["T1", "Løn", "0", "330", "660"] == rows[0][:5]
    assert ["\u2212700", "230", "560"] == rows[3][2:5]
    assert ["\u2212700", "200", "500"] == rows[4][2:5]
    assert ["0", "\u221230", "\u221260"] == rows[5][2:5]
    assert "regnet om fra planens 2026-priser til 2027-priser: løn 10,00 % og priser 0,00 %." in said(note)
    assert "Forskellen opstår, når beløbene regnes om" in said(note)


def test_no_difference_is_told_where_there_is_none(blocks) -> None:
    """All of it follows prices here."""
    *_, note = blocks("budget_adjustments", PRICED.replace("account: '06.45'", "account: '06.45', art: prices"))

    assert "Forskellen" not in said(note)


def test_what_does_not_say_its_art_is_named_and_nothing_is_converted(blocks) -> None:
    """No table, and no amount."""
    *_, last = blocks("budget_adjustments", PRICED)

    told = (
        "Budgetændringerne er ikke regnet om til 2027-priser, for det er ikke angivet, om T1, T2 og T3 følger løn eller"
    )
    assert said(last).startswith(told)


def test_without_a_budget_year_nothing_is_said(blocks) -> None:
    """The same blocks as before."""
    assert 3 == len(blocks("budget_adjustments", PRICED.replace(", budget_year: 2027", "")))
