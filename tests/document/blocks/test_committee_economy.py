"""The economy of the case presentation: five points, and a table that adds up and hides no year."""

from __future__ import annotations

from planbuilder.document.model import Note
from tests.document.blocks.tables import cells
from tests.document.blocks.test_prices import PRICED
from tests.document.plans import HEAD, SMALL


def test_the_economy_adds_up(blocks) -> None:
    """Costs are negative and savings positive; every year that differs and lasting, operating and capital apart."""
    changes = "budget_changes: {T1: {budget: Løn, account: '06.45', committee: Kultur, amount: -500000, year: 2029}}"
    capital = SMALL.replace("amount: 700000", "amount: 700000, expenditure: capital")
    (table,) = blocks("committee_economy", capital + changes)
    rows = cells(table)

    assert ["Engangsudgifter", "", "anlæg", "\u2212700", "0", "0", "0", "0"] == rows[0]
    assert ["Drift", "", "drift", "0", "\u2212100", "\u2212100", "\u2212100", "\u2212100"] == rows[1]
    assert ["Budgetvirksomme gevinster", "", "", "0", "300", "600", "600", "600"] == rows[2]
    assert ["Netto", "", "", "\u2212700", "200", "500", "500", "500"] == rows[3]
    assert ["Virkning på servicerammen", "", "", "0", "200", "500", "500", "500"] == rows[4]
    assert ["Kultur", "06.45", "", "0", "0", "500", "500", "500"] == rows[6]
    assert ["Forskel", "", "", "\u2212700", "200", "0", "0", "0"] == rows[8]
    assert "Plus forbedrer kommunens økonomi" in rows[-1][0]


def test_a_renewal_has_a_row_and_a_year_of_its_own(blocks) -> None:
    """It is no part of what the introduction costs, nor of what is permanent."""
    renewal = "  K3: {title: Fornyelse, amount: 90000, from: 2033}\n"
    text = SMALL.replace("horizon: 4", "horizon: 7").replace("costs:\n", f"costs:\n{renewal}")
    (table,) = blocks("committee_economy", text)
    rows = {row[0]: row[3:] for row in cells(table)}

    assert ["2027", "2028", "2029", "2030", "2033", "Varigt"] == [column.title for column in table.columns[3:]]
    assert ["\u2212700", "0", "0", "0", "0", "0"] == rows["Engangsudgifter"]
    assert ["0", "0", "0", "0", "\u221290", "0"] == rows["Senere engangsudgifter"]
    assert ["\u2212700", "200", "500", "500", "410", "500"] == rows["Netto"]


def test_benefits_that_end_leave_no_lasting_column_unsaid(blocks) -> None:
    """Years that are alike share a column; what is left when benefits have ended is what lasts."""
    ending = SMALL.replace("horizon: 4", "horizon: 9").replace("ramp: [50, 100]", "ramp: [50, 100], end: 2032")
    (table,) = blocks("committee_economy", ending)
    rows = {row[0]: row[3:] for row in cells(table)}

    assert ["2027", "2028", "2029", "2030", "2031–2032", "Varigt"] == [column.title for column in table.columns[3:]]
    assert ["\u2212700", "200", "500", "500", "500", "\u2212100"] == rows["Netto"]
    assert "fra 2033 uden engangsudgifter" in cells(table)[-1][0]
    assert "viser beløbet i hvert af årene" in cells(table)[-1][0]


def test_changes_of_one_committee_stand_together(blocks) -> None:
    """With every account once; an account that is missing is a gap."""
    changes = (
        "budget_changes: {T1: {budget: Løn, account: '06.45', committee: Kultur, amount: -500, year: 2027}, "
        "T2: {budget: It, account: '06.45', committee: Kultur, amount: -500, year: 2027}, "
        "T3: {budget: Tryk, committee: Kultur, amount: -1000, year: 2027}}"
    )
    (table,) = blocks("committee_economy", SMALL + changes)

    assert ["Kultur", "06.45, [mangler: Konto]", "", *["2"] * 5] in cells(table)


def test_an_investment_pool_stands_in_the_budgets_stead(blocks) -> None:
    """What the pool pays does not burden the budgets of the year."""
    (table,) = blocks("committee_economy", SMALL.replace("economy: {", "economy: {funding: investment_pool, "))

    assert ["Betales af investeringspuljen", "", "", "700", "0", "0", "0", "0"] in cells(table)
    assert ["Betales tilbage til puljen", "", "", "0", "\u2212200", "\u2212500", "0", "0"] in cells(table)


def test_an_economy_without_budget_changes_or_money_is_a_gap(blocks) -> None:
    """A case that changes no budget has not been thought through."""
    (table,) = blocks("committee_economy", SMALL)
    (gap,) = blocks("committee_economy", HEAD)

    assert "[mangler: Budgetændringer]" in [text for line in cells(table) for text in line]
    assert isinstance(gap, Note)


def test_changes_stand_in_the_prices_of_the_budget_year_as_well(blocks) -> None:
    """Beneath those in the plan's prices, under a head that says which they are; what is required is not among them."""
    whole = PRICED.replace("account: '06.45'", "account: '06.45', art: prices")
    (table,) = blocks("committee_economy", whole.replace("art: prices, committee", "art: wages, committee"))
    rows = [[cell.replace("\u00a0", " ") for cell in row] for row in cells(table)]
    head = next(n for n, row in enumerate(rows) if row[0] == "Budgetændringer i 2027-priser (1.000 kr., 2027-pl)")

    assert ["Kulturudvalget", "", "", "0", "330", "660"] == rows[head + 1][:6]
    assert "Budgetændringer i alt" == rows[-3][0]
    assert "regnet om fra planens 2026-priser til 2027-priser: løn 10,00 % og priser 0,00 %." in rows[-2][0]
    assert 1 == sum(row[0] == "Netto" for row in rows)


def test_changes_that_do_not_say_what_they_follow_stand_in_the_prices_of_the_plan_alone(blocks) -> None:
    """As in the plan itself: nothing is converted as long as one of them is unknown."""
    (with_year,) = blocks("committee_economy", PRICED)
    (without,) = blocks("committee_economy", PRICED.replace(", budget_year: 2027", ""))

    assert cells(without) == cells(with_year)
