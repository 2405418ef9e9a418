"""Budgets: changes with their sum, funding both ways, committees, frame, current prices and political goals."""

from __future__ import annotations

import pytest

from planbuilder.document.model import Note, text_of
from tests.document.blocks.tables import cells
from tests.document.plans import HEAD, SMALL

CHANGES = (
    SMALL
    + """
budget_changes:
  T1: {budget: Løn, account: '06.45', committee: Kulturudvalget, amounts: {2028: -300000, 2029: -600000},
       decided_by: Byrådet, decided_on: 2027-01-26}
  T2: {budget: Licens, account: '06.45', year: 2028, amount: 100000, decided_by: Byrådet}
  T3: {budget: Indkøb, account: '06.45', amounts: {2027: 700000, 2028: 0}}
"""
)


def test_budget_changes_reconcile_with_the_case(blocks) -> None:
    """Account, years, the lasting effect, who decides; the sum, what the case requires, and no difference.

    A saving is a plus, as everywhere else.
    """
    sign, table, verdict = blocks("budget_adjustments", CHANGES)
    rows = cells(table)

    assert ["T1", "Løn (Kulturudvalget)", "06.45", "0", "300", "600", "600", "600", "Byrådet, 26.01.2027"] == rows[0]
    assert "[mangler: Besluttes af]" == rows[2][-1]
    assert [["\u2212700", "200", "500", "500", "500"]] * 2 == [row[3:8] for row in rows[3:5]]
    assert ["0"] * 5 == rows[5][3:8]
    assert "plus, at budgettet sættes ned" in text_of(sign.spans)
    assert "Budgetændringerne svarer til business casen i alle år." == text_of(verdict.spans)


def test_a_difference_is_told_with_its_years(blocks) -> None:
    """What is lacking is named for what it is, and no abbreviation ends in two stops."""
    *_, verdict = blocks("budget_adjustments", CHANGES.replace("2029: -600000", "2029: -550000"))

    assert isinstance(verdict, Note)
    assert (
        "Budgetændringerne svarer ikke til business casen i 2029–2030. I 2029 er budgetterne sat"
        " 50.000\u00a0kr. for højt."
    ) == text_of(verdict.spans)


def test_a_budget_that_is_raised_too_little_is_set_too_low(blocks) -> None:
    """Nobody has to think about a sign."""
    *_, verdict = blocks("budget_adjustments", CHANGES.replace("2027: 700000, 2028: 0", "2027: 600000, 2028: 0"))

    assert "I 2027 er budgetterne sat 100.000\u00a0kr. for lavt." in text_of(verdict.spans)


def test_a_budget_that_is_lowered_too_much_lacks_no_spending(blocks) -> None:
    """The benefit has ended and the cut goes on: nobody has to spend more, the budget is too low."""
    ended = CHANGES.replace("start: 2028", "start: 2028, end: 2029", 1)
    *_, verdict = blocks("budget_adjustments", ended)

    assert "I 2030 er budgetterne sat " in text_of(verdict.spans)
    assert "for lavt." in text_of(verdict.spans)
    assert "udgifter" not in text_of(verdict.spans)


def test_a_last_amount_that_goes_on_otherwise_than_the_case_is_told(blocks) -> None:
    """A renewal in the last year is reconciled then, and its amount goes on for good in the plan's file."""
    renewed = CHANGES.replace("costs:\n", "costs:\n  K3: {title: Nyt, amount: 90000, from: 2030}\n")
    _, table, verdict = blocks("budget_adjustments", renewed.replace("2028: 0}", "2028: 0, 2030: 90000}"))

    assert ["0", "0", "0", "0", "90"] == cells(table)[-1][3:8]
    assert (
        "Den varige ændring af budgetterne svarer ikke til business casens varige virkning: Budgetterne er sat"
        " 90.000\u00a0kr. om året for højt."
    ) == text_of(verdict.spans)


def test_a_change_without_an_amount_is_a_gap_and_not_nil(blocks) -> None:
    """What nobody has said is marked."""
    _, table, _ = blocks("budget_adjustments", CHANGES.replace(", year: 2028, amount: 100000", ""))

    assert ["[mangler: Beløb]", "", "", "", ""] == cells(table)[1][3:8]


def test_no_budget_change_is_a_gap(blocks) -> None:
    """A case that changes no budget has not been thought through."""
    (gap,) = blocks("budget_adjustments", SMALL)

    assert isinstance(gap, Note)


def test_both_ways_of_funding_stand_side_by_side(blocks) -> None:
    """Net by year, and the pool's draw, interest, repayment and debt; then what a late start would do."""
    table, _, said = blocks("funding_ways", SMALL.replace("economy: {", "economy: {funding: investment_pool, "))

    assert ["2027", "\u2212700", "700", "0", "0", "700", "0"] == cells(table)[0]
    assert ["2029", "500", "0", "0", "\u2212500", "0", "0"] == cells(table)[2]
    assert ["I alt", "500", "700", "0", "\u2212700", "", "500"] == cells(table)[-1]
    on_time = "Puljen er betalt tilbage i 2029 uden rente. "
    assert text_of(said.spans).startswith(f"{on_time}Kommer gevinsterne ét år senere,")


def test_what_budgets_must_find_to_repay_the_pool_is_told_with_the_year_it_is_repaid(blocks) -> None:
    """700 are due in 2028, of which benefits less running costs cover 200: 500 are found elsewhere.

    The plan, the summary and the committee say so, not that the pool is repaid alone.
    """
    due = "economy: {funding: investment_pool, pool: {repayments: {2028: 700000}}, "
    ours = SMALL.replace("economy: {", due)
    expected = (
        "Puljen er betalt tilbage i 2028 uden rente. Budgetterne skal selv finde 500.000\u00a0kr. i alt i de år, "
        "hvor gevinsten ikke dækker udgifter og tilbagebetaling."
    )
    *_, plan = blocks("funding_ways", ours)
    (brief,) = blocks("in_brief", ours)

    assert text_of(plan.spans).startswith(expected)
    assert expected in " ".join(text_of(item.spans) for item in brief.items)
    (brief,) = blocks("committee_brief", ours)
    assert any(expected in text_of(item.spans) for item in brief.items)


def test_a_pool_that_is_not_used_is_there_for_comparison_only(blocks) -> None:
    """Nothing is said of when it is repaid."""
    _, intro = blocks("funding_ways", SMALL)

    assert text_of(intro.spans).endswith("Planen bruger ikke en pulje; kolonnerne er til sammenligning.")


@pytest.mark.parametrize(
    ("pool", "said"),
    [
        (
            "share: 10",
            "Ved udgangen af 2030 skylder løsningen stadig puljen 580.000\u00a0kr. Der er ingen rente på gælden.",
        ),
        (
            "share: 10, interest: 4",
            "Ved udgangen af 2030 skylder løsningen stadig puljen 663.773\u00a0kr. Renten til puljen er "
            "83.773\u00a0kr. i alt; den indgår ikke i netto og nettonutidsværdi.",
        ),
        (
            "interest: 4",
            "Puljen er betalt tilbage i 2030 med 51.085\u00a0kr. i rente, som ikke indgår i netto og nettonutidsværdi.",
        ),
        ("draws: {2027: 0}", "Der trækkes ikke på investeringspuljen."),
    ],
    ids=["not repaid", "not repaid, with interest", "repaid, with interest", "not used"],
)
def test_what_is_said_of_a_pool(blocks, pool: str, said: str) -> None:
    """A pool nobody draws on owes and repays nothing."""
    economy = f"economy: {{funding: investment_pool, pool: {{{pool}}}, "
    *_, told = blocks("funding_ways", SMALL.replace("economy: {", economy))

    assert text_of(told.spans).startswith(said)


def test_committees_pay_and_gain(blocks) -> None:
    """Each by its weight; what nobody has is told as such."""
    shared = SMALL.replace("{amount: 600000}", "{amount: 600000}, committees: {Kultur: 3, Børn: 1}")

    (table,) = blocks("parties", shared)
    rows = {row[0]: row[1:] for row in cells(table)}

    assert ["0", "0", "1.125", "1.125", "450"] == rows["Kultur"]
    assert ["\u2212700", "\u2212300", "0", "\u22121.000", "\u2212100"] == rows["ikke fordelt"]
    assert ["\u2212700", "\u2212300", "1.500", "500", "500"] == rows["I alt"]


def test_a_plan_without_committees_shows_no_table_of_them(blocks) -> None:
    """One row for all would say nothing."""
    assert () == blocks("parties", SMALL)


def test_the_service_frame_under_each_way(blocks) -> None:
    """A pool spares the frame the investment and loads it with the repayment; a plus frees room in it."""
    table, note = blocks("service_frame", SMALL.replace("economy: {", "economy: {funding: investment_pool, "))

    assert [
        ["Uden investeringspulje", "\u2212700", "200", "500", "500", "500"],
        ["Med investeringspulje", "0", "0", "0", "500", "500"],
    ] == cells(table)
    assert text_of(note.spans).startswith("Plus frigør plads i servicerammen")
    assert "puljens betaling modregnet" in text_of(note.spans)


def test_without_a_pool_the_frame_has_one_row(blocks) -> None:
    """Nothing is said of what no pool pays."""
    table, note = blocks("service_frame", SMALL)

    assert [["Uden investeringspulje", "\u2212700", "200", "500", "500", "500"]] == cells(table)
    assert "pulje" not in text_of(note.spans)


def test_goals_stand_in_old_and_new_wording(blocks) -> None:
    """Beside the money, so that both are decided together."""
    goals = (
        "answers:\n  budget_political_goals.new_goals: {rows: {r1: {goal: Svartid, old: Fire uger, new: Tre dage}}}\n"
    )

    (table,) = blocks("political_goals", SMALL + goals)

    assert [["Svartid", "Fire uger", "Tre dage", "[mangler: Besluttes af]"]] == cells(table)
    assert () == blocks("political_goals", HEAD)


def test_budget_changes_that_are_not_relevant_are_no_gap(blocks) -> None:
    """Why there are none stands in their stead, in the plan and in the case presentation."""
    answer = "answers: {budget_political_goals.budget_changes: {state: not_applicable, why: Egen ramme}}\n"
    (told,) = blocks("budget_adjustments", SMALL + answer)

    assert "Ikke relevant: Egen ramme" == text_of(told.spans)
    assert "Ikke relevant: Egen ramme" in str(blocks("committee_economy", SMALL + answer))
    assert "mangler: Budgetændringer" not in str(blocks("committee_economy", SMALL + answer))
