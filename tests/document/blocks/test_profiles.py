"""The profile of each benefit: all that the plan holds of it, and nothing that nobody has said."""

from __future__ import annotations

import pytest

from tests.document.blocks.tables import benefit, cells, profile
from tests.document.plans import HEAD, SMALL
from tests.placed import document_lines

TREE = (
    HEAD
    + """
economy: {fte_cost: 500000, effective_hours: 1500}
indicators:
  I1: {title: Svartid, unit: dage, benefit: G1, baseline: {value: 21}, target: {value: 3}}
  I2: {title: Fejl, unit: "%", benefit: G1, baseline: {value: 4}}
benefits_tree:
  benefits:
    G1: {title: Hurtigere svar, description: "Familien venter.\\n\\nBarnet kan begynde.", kind: cashable,
         source: Måling, full_effect: {volume: 3000, minutes: 30}, range: {low: 20, high: 40},
         confidence: medium, start: 2028, ramp: [50, 100], decay: 5, end: 2030, account: 06.45.51,
         units: {Borgerservice: 1}, committees: {Kulturudvalget: 60, Børneudvalget: 40},
         use: Rammen sættes ned., use_decided_by: Byrådet}
"""
)


def test_a_profile_tells_everything_of_a_benefit(blocks) -> None:
    """Description, reckoning, goal, ramp, account with committees and units, use with decision, and source."""
    assert {
        "Beskrivelse": "Familien venter.\nBarnet kan begynde.",
        "Opgørelse": "3.000 om året × 30 minutter, i alt 1 årsværk eller 500.000\u00a0kr. om\u00a0året; "
        "mellem 20 og 40 minutter sparet hver gang; rimelig sikkert",
        "Måles ved": "I1 Svartid: 21\u00a0→\u00a03 dage",
        "Indfasning": "50\u00a0% i 2028, 100\u00a0% fra 2029; derefter 5\u00a0% mindre hvert år; sidste år 2030",
        "Konto": "06.45.51 · Kulturudvalget 60; Børneudvalget 40 (fordelingsnøgle) · årsværk: Borgerservice 1",
        "Brug": "Rammen sættes ned. Beslutning: Byrådet.",
        "Kilde": "Måling",
    } == profile(blocks, TREE)


def test_nothing_is_said_of_what_nobody_has_said(blocks) -> None:
    """A quality benefit without a word has neither reckoning, ramp, account nor use; what is asked for is a gap."""
    told = {"Beskrivelse": "–", "Måles ved": "[mangler: Indikator]", "Kilde": "[mangler: Kilde]"}

    assert told == profile(blocks, benefit("kind: quality"))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            "part_of: G2, full_effect: {amount: 90000}",
            "Gevinstens eget beløb på 90.000\u00a0kr. om året lægges ikke til.",
        ),
        ("part_of: G2", "Tælles med i G2."),
        ("full_effect: {amount: 90000}", "Regnes som frigjort tid: der er ingen konto at tage pengene fra"),
    ],
)
def test_a_benefit_that_counts_otherwise_says_how(blocks, fields: str, told: str) -> None:
    """In another benefit, its own amount named, or as released time with the reasons."""
    assert told in profile(blocks, benefit(f"kind: cashable, {fields}"))["I regnestykket"]


def test_the_first_year_of_the_register_is_that_of_the_case(blocks) -> None:
    """A delay counts; a benefit that nobody has dated has no year."""
    (register,) = blocks("benefit_register", SMALL.replace("start: 2028,", "start: 2028, delay: 1,"))

    assert ["2029", "2027"] == [row[-1] for row in cells(register)]
    (undated,) = blocks("benefit_register", benefit("kind: quality"))
    assert "–" == cells(undated)[0][-1]


def test_a_plan_without_benefits_has_no_profiles(blocks) -> None:
    """The register beside it says that they are missing."""
    assert () == blocks("benefit_profiles", HEAD)


@pytest.mark.parametrize("name", ["plan", "committee", "commitments"])
def test_every_document_with_amounts_names_what_is_counted_in_another(compose, spoken, name: str) -> None:
    """And in which: nobody is to believe that its own amount is among them."""
    parted = SMALL.replace("from: [F1], full_effect: {fte: 0.5}", "part_of: G1, owner: P1, full_effect: {amount: 5}")
    whole = " ".join(document_lines(compose(parted, name, spoken.code)))

    sentence = spoken.text("document.incomplete.part", id="G2", whole="G1")
    assert sentence in whole or spoken.text("document.profile.in_whole", whole="G1") in whole
    assert (sentence in whole) == (name in {"plan", "committee"})
