"""Tables by area of the budget: they come to the whole, and no saving on transfers stands with one on service."""

from __future__ import annotations

from planbuilder.document.model import text_of
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL

TRANSFERS = (
    "    G3: {title: Færre på kontanthjælp, kind: cashable, from: [F1], owner: P1, source: Måling, "
    "account: '05.57.73', "
    "use: Budgettet sættes ned., use_decided_by: Kommunalbestyrelsen, full_effect: {amount: 790400}, start: 2028, "
    "area: transfers, committees: {Beskæftigelse: 1}}\n"
)
CHANGES = (
    "budget_changes: {T1: {budget: Løn, account: '06.45.51', committee: Kultur, amount: -500000, year: 2029}, "
    "T2: {budget: Ydelser, account: '05.57.73', committee: Kultur, area: transfers, amount: -790400, year: 2028}}\n"
)
SEVERAL = SMALL.replace("economy:", f"{TRANSFERS}economy:").replace("amount: 700000", "amount: 700400, area: capital")


def test_the_case_by_area(blocks) -> None:
    """Each area under its name with what it has; the net of all is that of the whole."""
    table, *_ = blocks("areas", SEVERAL)

    assert [row[:3] for row in cells(table)] == [
        ["Service"],
        ["Driftsudgift", "0", "−100"],
        ["Budgetvirksom gevinst", "0", "300"],
        ["Netto", "0", "200"],
        ["Overførsler"],
        ["Budgetvirksom gevinst", "0", "790"],
        ["Anlæg"],
        ["Engangsudgift", "−700", "0"],
        ["Netto for alle områder", "−700", "990"],
    ]


def test_a_plan_of_one_area_has_no_such_tables(blocks) -> None:
    """The area is the whole."""
    assert () == blocks("areas", SMALL + CHANGES.replace("area: transfers, ", "")) == blocks("area_budgets", SMALL)


def test_budget_changes_by_area(blocks) -> None:
    """What is required of each area beside what its budgets change; one that nobody placed has no area."""
    table, note = blocks("area_budgets", SEVERAL + CHANGES)
    rows = [row[:4] for row in cells(table)]

    assert rows[:4] == [
        ["Service"],
        ["Budgetændringer i alt", "0", "0", "0"],
        ["Beløb, business casen forudsætter", "0", "200", "500"],
        ["Forskel", "0", "200", "500"],
    ]
    assert rows[4:7] == [
        ["Overførsler"],
        ["Budgetændringer i alt", "0", "790", "790"],
        ["Beløb, business casen forudsætter", "0", "790", "790"],
    ]
    assert rows[-4:-2] == [["Område ikke angivet"], ["Budgetændringer i alt", "0", "0", "500"]]
    assert text_of(note.spans).endswith("hvor området ikke er angivet.")


def test_changes_without_any_area_are_not_set_beside_areas(blocks) -> None:
    """Every area would lack all of its own, though the changes come to the case."""
    assert blocks("area_budgets", SEVERAL + CHANGES.replace("area: transfers, ", "")) == ()


def test_the_committee_is_never_told_of_transfers_as_service(blocks) -> None:
    """Each row of costs, savings and budget changes says its area."""
    (table,) = blocks("committee_economy", SEVERAL + CHANGES)
    rows = [row[:5] for row in cells(table)]

    assert "Område" == table.columns[2].title
    assert ["Budgetvirksomme gevinster", "", "service", "0", "300"] in rows
    assert ["Budgetvirksomme gevinster", "", "overførsler", "0", "790"] in rows
    assert ["Engangsudgifter", "", "anlæg", "−700", "0"] in rows
    assert ["Virkning på servicerammen", "", "", "0", "200"] in rows
    assert ["Kultur", "05.57.73", "overførsler", "0", "790"] in rows


def test_committees_by_area(blocks) -> None:
    """A committee's areas come to its net over all years."""
    _, _, table = blocks("areas", SEVERAL)

    for row in cells(table):
        *own, net = (int(text.replace("−", "-").replace(".", "")) for text in row[1:])
        assert net == sum(own)
    assert ["Beskæftigelse", "0", "2.371", "0", "2.371"] in cells(table)
