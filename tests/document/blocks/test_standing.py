"""Money and indicators of the status report: none is left out, however many there are."""

from __future__ import annotations

import pytest

from planbuilder.document.blocks import BLOCKS
from planbuilder.document.model import Paragraph, Table, text_of
from planbuilder.record import replace
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL

# The report is of 23 November 2026, the case begins in 2027.
NOTED = SMALL.replace("first_year: 2027", "first_year: 2025").replace("start: 2028", "start: 2025") + (
    "harvests:\n"
    "  U1: {benefit: G1, year: 2025, amount: 200000, account: '06.45', decision: Budget 2025}\n"
    "  U2: {benefit: G1, year: 2025, amount: 250000, account: '06.45', decision: Budget 2025}\n"
)


def rows(blocks: tuple) -> list[list[str]]:
    return next(cells(one) for one in blocks if isinstance(one, Table))


def said(blocks: tuple) -> str:
    return " ".join(text_of(one.spans) for one in blocks if isinstance(one, Paragraph))


def test_planned_and_harvested_stand_beside_each_other(blocks) -> None:
    """The year that is over with a difference, this year without, with a sum; of a correction the last counts."""
    found = blocks("money_standing", NOTED)

    assert rows(found) == [
        ["G1 Lavere udgift til sagsbehandling", "300.000", "250.000", "−50.000", "600.000", "endnu ikke"],
        ["I alt", "300.000", "250.000", "−50.000", "600.000", "endnu ikke"],
    ]
    assert "Planlagt og hentet hjem (kr., 2026-pl). For 2025 er hentet 250.000\u00a0kr. af 300.000\u00a0kr." in said(
        found
    )
    assert "For 2026 er endnu intet hentet; planlagt er 600.000\u00a0kr. for hele året." in said(found)
    assert "Hentes ikke hjem i budgetterne efter planen: G2." in said(found)


def test_a_plan_may_have_nothing_for_budgets(blocks) -> None:
    """That is said, and no table of nothing is shown."""
    assert said(blocks("money_standing", SMALL.replace("kind: cashable", "kind: quality"))) == (
        "Planen har ingen gevinster, der skal hentes hjem i budgetterne."
    )


def test_every_amount_that_was_noted_stands_in_the_plan(blocks) -> None:
    """Also the one that was corrected, which says so; nothing is told where nothing is noted."""
    assert rows(blocks("harvests", NOTED)) == [
        ["G1 Lavere udgift til sagsbehandling", "2025", "200.000\n(rettet)", "06.45", "Budget 2025"],
        ["G1 Lavere udgift til sagsbehandling", "2025", "250.000", "06.45", "Budget 2025"],
    ]
    assert blocks("harvests", SMALL) == ()


def test_a_benefit_without_a_measurement_is_listed(blocks) -> None:
    """One whose indicator nobody has measured, and one that has none; without indicators, all of them."""
    shown = "indicators: {I1: {title: Tid, benefit: G1, unit: dage}}\n"
    taken = "measurements: {M1: {indicator: I1, on: 2026-06-01, value: 3}}\n"

    found = [said(blocks("targets_standing", SMALL + more)) for more in ("", shown, shown + taken)]

    listed = "Gevinster, som ingen måling viser endnu: "
    assert [one.partition(listed)[2] for one in found] == ["G1, G2.", "G1, G2.", "G2."]


def test_a_unit_stands_with_the_title_only_where_no_value_has_it(blocks) -> None:
    """Beside the target or the latest measurement it is told already."""
    bare = "indicators: {I1: {title: Tid, benefit: G1, unit: dage}}\n"
    aimed = bare.replace("dage}", "dage, target: {value: 4}}")
    taken = "measurements: {M1: {indicator: I1, on: 2026-06-01, value: 3}}\n"

    found = [rows(blocks("targets_standing", SMALL + text))[-1][0] for text in (bare, aimed, bare + taken)]

    assert found == ["I1 Tid (dage)", "I1 Tid", "I1 Tid"]


def indicators(count: int, kind: str = "kpi") -> str:
    """So many indicators, of which the last is behind the plan, and one of the other kind that nobody has measured."""
    told = "unit: dage, frequency: yearly, acted_on_by: P1, baseline: {value: 20, on: 2025-01-01}"
    lines = [
        f"  I{n}: {{title: Tal {n}, kind: {kind}, {told}, target: {{value: 5, on: 2027-01-01}}}}" for n in range(count)
    ]
    taken = [f"  M{n}: {{indicator: I{n}, on: 2026-06-01, value: {19 if n == count - 1 else 9}}}" for n in range(count)]
    other = "  I99: {title: Tilfredshed, kind: success_indicator, unit: point, frequency: monthly}"
    return "\n".join([SMALL, "indicators:", *lines, other, "measurements:", *taken, ""])


@pytest.mark.parametrize("count", [2, 5, 6, 9])
def test_no_indicator_is_left_out(material, count: int) -> None:
    """Those that are behind first, with who acts; the two kinds apart, and one that nobody has measured is told."""
    found = rows(BLOCKS["targets_standing"](replace(material(indicators(count)), brief=True)))
    told = " ".join(" ".join(row) for row in found)

    assert all(f"I{n} " in told or f"I{n}," in told for n in range(count))
    assert found[1][0] == f"I{count - 1} Tal {count - 1}"
    assert "bagud" in found[1][3]
    assert found[1][3].endswith("Griber ind: leder.")
    assert found[-2] == ["Succesindikatorer – brugernes oplevelse på kort sigt"]
    assert found[-1][3] == "Der er ikke målt endnu. Den skal måles nu."
    # Of more than five, four stand in rows of their own and the others share one.
    assert len(found) == (count + 3 if count <= 5 else 4 + 1 + 3)


def test_what_was_measured_long_ago_is_told_as_of_its_year(material) -> None:
    """Where it stands with others by number too; what is measured in time is told as it is."""
    old = indicators(9).replace("frequency: yearly", "frequency: monthly", 6)

    found = rows(BLOCKS["targets_standing"](replace(material(old), brief=True)))
    told = " ".join(" ".join(row) for row in found)

    assert "fulgte planen, da de sidst blev målt (2026). De skal måles nu." in told
    assert "Fulgte planen den 01.06.2026; ikke målt siden. Den skal måles nu." in told
    assert "Desuden: I6, I7 (følger planen)." in told
