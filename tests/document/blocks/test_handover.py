"""A handover says who has each benefit, indicator and open action from then on; whoever is not named is a gap."""

from __future__ import annotations

from planbuilder.document.model import Table, text_of
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL

PLAN = (
    SMALL
    + """
indicators:
  I1: {title: Svartid, unit: dage, benefit: G1, frequency: monthly, measured_by: P1, acted_on_by: P1}
  I2: {title: Tilfredshed, kind: success_indicator}
actions:
  H1: {title: Luk blanketten, responsible: P1, deadline: 2027-01-01, status: started}
  H2: {title: Oplær, status: finished}
  H3: {title: Mål igen}
"""
)


def rows(blocks: tuple) -> list[list[list[str]]]:
    return [cells(one) for one in blocks if isinstance(one, Table)]


def test_each_benefit_has_its_owner(blocks) -> None:
    """And what shows it; a benefit without one is a gap."""
    (table,) = rows(blocks("handover_benefits", PLAN))

    assert table[0] == [
        "G1 Lavere udgift til sagsbehandling",
        "Anna Holm, leder",
        "50\u00a0% i 2028, 100\u00a0% fra 2029",
        "I1",
    ]
    assert table[1][:2] == ["G2 Tid til vejledning", "[mangler: Ejer]"]


def test_nothing_to_hand_over_is_said(blocks) -> None:
    """Of a plan that has neither benefits, indicators nor actions."""
    empty = SMALL[: SMALL.index("benefits_tree:")]
    (intro,) = blocks("handover_intro", empty)

    assert text_of(intro.spans) == "Planen har endnu ingen gevinster, indikatorer eller handlinger at overdrage."
    assert blocks("handover_benefits", empty) == ()


def test_the_two_kinds_of_indicators_are_apart(blocks) -> None:
    """With who measures, how often, and who acts."""
    success, kpi = rows(blocks("handover_indicators", PLAN))

    assert success == [["I2 Tilfredshed", "[mangler: Måles af]", "[mangler: Hvor ofte]", "[mangler: Hvem griber ind]"]]
    assert kpi == [["I1 Svartid (dage)", "Anna Holm, leder", "hver måned", "Anna Holm, leder"]]


def test_what_is_still_to_be_done_is_listed(blocks) -> None:
    """And nothing that is finished; what is late is said to be."""
    (table,) = rows(blocks("handover_actions", PLAN))
    (late,) = rows(blocks("handover_actions", PLAN.replace("2027-01-01", "2026-11-01")))

    assert [row[0] for row in table] == ["H1 Luk blanketten", "H3 Mål igen"]
    assert table[0][1:] == ["Anna Holm, leder", "01.01.2027", "igangsat"]
    assert late[0][2:] == ["01.11.2026", "igangsat, overskredet"]
