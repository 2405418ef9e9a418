"""Sentences on what is harvested say what was reckoned: of years that are over, of this one, of later ones, in all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.document.harvested import realised_in_words, sentences, summary, told
from planbuilder.figures.harvest import Harvested
from planbuilder.language import Language, available, load

D = Decimal
FOUND = (
    Harvested("G1", "Tid", {2027: D(0), 2028: D(300), 2029: D(600)}, {2028: D(180), 2030: D(7)}),
    Harvested("G2", "Licens", {2027: D(0), 2028: D(100), 2029: D(100)}, {}),
    Harvested("G3", "Kvalitet", {}, {}),
    Harvested("G4", "Ny", {}, {}, stated=False),
)


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2028, (
            "For 2028 er indtil nu hentet 180\u00a0kr.; planlagt er 400\u00a0kr. for hele året.",
            "Skrevet for senere år: 2030: 7\u00a0kr.",
            "Kommer resten af 2028 og årene efter som planlagt, bliver det i alt 1.107\u00a0kr. af 1.100\u00a0kr.",
        )),
        (2029, (
            "For 2028 er hentet 180\u00a0kr. af 400\u00a0kr.",
            "For 2029 er endnu intet hentet; planlagt er 700\u00a0kr. for hele året.",
            "Skrevet for senere år: 2030: 7\u00a0kr.",
            "Kommer resten af 2029 som planlagt, bliver det i alt 887\u00a0kr. af 1.100\u00a0kr.",
        )),
        (2031, (
            "For 2028–2030 er hentet 187\u00a0kr. af 1.100\u00a0kr.",
            "År for år, i kr.: 2028: 180 af 400; 2029: endnu ikke af 700; 2030: 7 af 0.",
            "I alt er hentet 187\u00a0kr. af 1.100\u00a0kr.",
        )),
    ],
)  # fmt: skip
def test_a_year_that_is_not_over_is_told_apart(danish: Language, year: int, said: tuple[str, ...]) -> None:
    """It is held against nothing; only of years that are over nothing more can come. G3 and G4 stand apart."""
    apart = ("Hentes ikke hjem i budgetterne efter planen: G3.", "G4: ikke oplyst.")

    assert (*said, *apart) == tuple(sentences(danish, FOUND, year))


def test_before_the_first_year_there_is_no_forecast(danish: Language) -> None:
    """Where nothing is noted there is none either."""
    assert [*sentences(danish, FOUND[1:3], 2027)] == [
        "Efter planen skal de første gevinster hentes hjem i budgetterne i 2028: 100\u00a0kr.",
        "Hentes ikke hjem i budgetterne efter planen: G3.",
    ]


@pytest.mark.parametrize("code", available())
def test_what_is_not_noted_is_never_zero(code: str) -> None:
    """In every language: in a table, and in sentences on years that are over and the one that is not."""
    spoken, planned = load(code), {2028: D(125), 2029: D(125)}
    unknown, zero = (
        summary([Harvested("G2", "Licens", planned, noted)], 2029) for noted in ({}, {2028: D(0), 2029: D(0)})
    )

    assert (unknown.total.realised, zero.total.realised) == (None, 0)
    assert realised_in_words(spoken, None) != realised_in_words(spoken, D(0)) == "0"
    said = [one for known in (unknown, zero) for one in told(spoken, known, known.total)]
    assert [spoken.money(D(0)) in one for one in said] == [False, False, True, True]
