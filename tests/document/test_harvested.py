"""Sentences on what is harvested say what was reckoned: year by year, later years, what is apart, and the forecast."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.document.harvested import realised_in_words, sentences, so_far, summary
from planbuilder.figures.harvest import Harvested
from planbuilder.language import Language, available, load

D = Decimal
FOUND = (
    Harvested("G1", "Tid", {2027: D(0), 2028: D(300), 2029: D(600)}, {2028: D(180), 2030: D(7)}),
    Harvested("G2", "Licens", {2027: D(0), 2028: D(100), 2029: D(100)}, {}),
    Harvested("G3", "Kvalitet", {}, {}),
)


def test_each_year_is_told_beside_its_plan(danish: Language) -> None:
    """Up to the year; one that nothing is noted of is not yet, a later one is told as noted, and G3 stands apart."""
    assert [*sentences(danish, FOUND, 2029)] == [
        "Hentet hjem af det planlagte, i kr.: 2028: 180 af 400; 2029: endnu ikke af 700.",
        "Skrevet for senere år: 2030: 7\u00a0kr.",
        "Hentes ikke hjem i budgetterne efter planen: G3.",
        "Planen er 1.100\u00a0kr. over alle år. Kommer resten efter 2029 som planlagt, bliver det 187\u00a0kr.",
    ]


def test_before_the_first_year_there_is_nothing_to_tell(danish: Language) -> None:
    """Neither a year nor a forecast where nothing is noted."""
    assert [*sentences(danish, FOUND[1:], 2027)] == ["Hentes ikke hjem i budgetterne efter planen: G3."]


@pytest.mark.parametrize("code", available())
def test_what_is_not_noted_is_never_zero(code: str) -> None:
    """In every language: in a table, and in a sentence."""
    spoken, known = load(code), summary(FOUND[1:], 2029)

    assert known.total.realised is None
    assert realised_in_words(spoken, None) in so_far(spoken, known.total, 2029)
    assert realised_in_words(spoken, None) != realised_in_words(spoken, D(0)) == "0"
