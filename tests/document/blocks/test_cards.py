"""A benefit's card: what it promises, for whom, and what that rests on."""

from __future__ import annotations

import pytest

from planbuilder import example
from planbuilder.document.blocks.cards import FEWER
from planbuilder.document.model import Section, Table
from planbuilder.language import Language, load
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL
from tests.document.sizes import sized

MEASURED = """
indicators:
  I1: {title: Svartid, unit: dage, benefit: G1, baseline: {value: 21}, target: {value: 3, on: 2029-12-31}}
measurements: {M1: {indicator: I1, on: 2026-10-31, value: 13, remark: Kun i forsøget}}
"""


def cards(blocks, text: str, code: str = "da") -> dict[str, dict[str, str]]:
    """The facts of each card by their labels."""
    return {
        section.id: dict(cells(section.blocks[-1]))  # type: ignore[arg-type]
        for section in blocks("benefit_cards", text, code)
        if isinstance(section, Section)
    }


def test_every_benefit_promises_something(blocks, spoken: Language) -> None:
    """Kroner a year with the kind they count as, or from where to where: never a dash."""
    first = {"da": "Gevinst", "en": "Benefit"}[spoken.code]
    promised = [one[first] for one in cards(blocks, example.text(spoken), spoken.code).values()]

    assert 8 == len(promised)
    assert "–" not in promised
    assert all("DKK" in said or "kr." in said for said in promised[:5])
    assert all("→" in said for said in promised[5:])


@pytest.mark.parametrize(("id", "told"), [("G1", "600.000"), ("G2", "250.000")])
def test_an_amount_is_that_of_the_full_effect(blocks, id: str, told: str) -> None:
    """Time at its price."""
    assert cards(blocks, SMALL)[f"card_{id}"]["Gevinst"].startswith(told)


def test_a_goal_has_its_day_and_its_latest_value(blocks) -> None:
    """With the remark that tells what was measured, as it was typed, in a sentence of its own."""
    said = cards(blocks, SMALL + MEASURED)["card_G1"]["Fra nu til mål"].replace("\u00a0", " ")

    assert "Svartid: 21 → 3 dage, senest 31.12.2029; seneste måling: 13 dage (31.10.2026). Kun i forsøget." == said


def test_a_card_names_owner_changes_and_source(blocks) -> None:
    """What the promise rests on."""
    card = cards(blocks, SMALL)["card_G1"]

    assert "Anna Holm, leder" == card["Ejer"]
    assert "F1 Familier søger digitalt\nF2 Indkomst hentes i registre" == card["Kræver"]
    assert "Måling" == card["Kilde"]


def test_of_many_benefits_the_others_are_a_list(blocks) -> None:
    """None is left out."""
    found = blocks("benefit_cards", sized(load("da"), "forty"))
    table = found[-1]

    assert FEWER == len(found) - 1
    assert isinstance(table, Table)
    assert 40 - FEWER == len(table.rows)
