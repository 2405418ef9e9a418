"""The timeline holds everything with a date, by date, and calls nobody late."""

from __future__ import annotations

import pytest

from planbuilder import example
from planbuilder.document.model import Paragraph, Table, text_of
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL

DATED = """
decisions: {B1: {body: Rådet, on: 2027-01-26, item: "9", conditions: Kun i et år.}}
actions:
  H1: {title: Opsig aftalen, responsible: P1, deadline: 2027-06-30, status: started}
  H2: {title: Tal med Bo, responsible: P1, deadline: 2026-01-30, status: started}
  H3: {title: Færdig, responsible: P1, deadline: 2027-02-01, status: finished}
indicators: {I1: {title: Svartid, unit: dage, baseline: {value: 21}, target: {value: 3, on: 2029-12-31}}}
answers:
  channel_strategy.close_channels: {value: true}
  channel_strategy.channels_to_close: {rows: {r1: {channel: Papirskemaet, closes_on: 2028-06-30}}}
  workflows_rules.rules: {rows: {r1: {rule: Bilag kræves, by_when: 2027-03-01, changed_by: Udvalget}}}
"""


def rows(blocks, text: str) -> list[list[str]]:
    return next(cells(one) for one in blocks("timeline", text) if isinstance(one, Table))


def test_everything_with_a_date_stands_in_its_year(blocks) -> None:
    """Decisions with their conditions, actions ahead by position, rules, closures, targets."""
    assert [
        ["2027"],
        ["26.01.2027", "Beslutning", "Rådet, punkt 9. Vilkår: Kun i et år.", ""],
        ["01.03.2027", "Regel", "Reglen ændres: »Bilag kræves«", "Udvalget"],
        ["30.06.2027", "Handling", "Opsig aftalen", "Leder"],
        ["2028"],
        ["hele året", "Gevinst", "Begynder: G1 Lavere udgift til sagsbehandling.", ""],
        ["30.06.2028", "Lukning", "Papirskemaet", ""],
        ["2029"],
        ["hele året", "Gevinst", "Fuldt indfaset: G1 Lavere udgift til sagsbehandling.", ""],
        ["31.12.2029", "Mål", "I1 Svartid: 3 dage", ""],
    ] == rows(blocks, SMALL + DATED)


def test_a_rule_that_goes_is_told_to_go(blocks) -> None:
    """The rule in quotes is the one there is."""
    gone = rows(blocks, SMALL + DATED.replace("changed_by: Udvalget", "changed_by: Udvalget (afskaffes)"))

    assert ["01.03.2027", "Regel", "Reglen afskaffes: »Bilag kræves«", "Udvalget (afskaffes)"] in gone


@pytest.mark.parametrize(("day", "told"), [("2026-11-22", False), ("2026-11-23", True), ("2026-11-24", True)])
def test_a_rule_is_ahead_up_to_its_day(blocks, day: str, told: bool) -> None:
    """The paper is of 23 November."""
    found = rows(blocks, SMALL + DATED.replace("by_when: 2027-03-01", f"by_when: {day}"))

    assert any(row[1:3] == ["Regel", "Reglen ændres: »Bilag kræves«"] for row in found) == told


def test_what_has_passed_is_counted_and_not_named(blocks) -> None:
    """A paper for those who decide calls nobody late."""
    *_, late = blocks("timeline", SMALL + DATED)

    assert isinstance(late, Paragraph)
    assert "Fristen er overskredet for én handling, der ikke er afsluttet, se planen." == text_of(late.spans)
    assert "Tal med Bo" not in str(rows(blocks, SMALL + DATED))


def test_benefits_begin_and_are_full_in_their_years(blocks) -> None:
    """By their share of the full effect; one that never comes to all of it is never called full."""
    half = SMALL.replace("ramp: [50, 100]", "ramp: [0, 50]")

    assert "Begynder: G1" in str(rows(blocks, half))
    assert ["2029"] == rows(blocks, half)[0]
    assert "Fuldt indfaset" not in str(rows(blocks, half))


def test_the_example_is_in_order(blocks, spoken) -> None:
    """Within each year what is of the whole year comes first, then day by day."""
    found = [row for row in rows(blocks, example.text(spoken)) if len(row) > 1]

    assert 30 < len(found)


def test_of_many_actions_in_a_year_the_first_are_shown_and_the_others_counted(blocks) -> None:
    """Thirty are shown as they are; where there are more, the last line says how many."""
    due = "  H{n}: {{title: Handling {n}, responsible: P1, deadline: 2028-03-{day}, status: started}}"
    lines = [due.format(n=n, day=f"{n - 100:02}") for n in range(101, 132)]
    thirty, more = (SMALL + "\n".join(["", "actions:", *lines[:count], ""]) for count in (30, 31))
    told = [[row[2] for row in rows(blocks, text) if row[1:2] == ["Handling"]] for text in (thirty, more)]

    assert [f"Handling {n}" for n in range(101, 131)] == told[0]
    assert [*(f"Handling {n}" for n in range(101, 130)), "2 andre"] == told[1]
    assert "30.–31.03.2028" == next(row[0] for row in rows(blocks, more) if row[2:3] == ["2 andre"])


def test_a_plan_without_dates_says_so(blocks) -> None:
    """In the stead of an empty table."""
    (only,) = blocks("timeline", SMALL.partition("benefits_tree:")[0])

    assert "Planen har ingen datoer endnu." == text_of(only.spans)
