"""The profile of each benefit: all that the plan holds of it, and nothing that nobody has said."""

from __future__ import annotations

import re

import pytest

from tests.document.blocks.tables import cells
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


def profile(blocks, text: str, id: str = "G1") -> dict[str, str]:
    """The facts of a benefit by their names."""
    (table,) = blocks("benefit_profiles", text)
    rows = cells(table)
    described, *others = rows[1 + next(n for n, row in enumerate(rows) if row[0].startswith(id))]
    facts = (line.split(": ", 1) for other in others for line in other.split("\n") if other != "–")
    return {"Beskrivelse": described, **dict(facts)}


def benefit(fields: str) -> str:
    """A plan with one benefit."""
    return HEAD + f"economy: {{fte_cost: 500000}}\nbenefits_tree: {{benefits: {{G1: {{title: A, {fields}}}}}}}\n"


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


@pytest.mark.parametrize(
    ("effect", "told"),
    [
        ("full_effect: {amount: 600000}, range: {low: 500000}", "600.000 kr. om året; lavt skøn 500.000 kr."),
        ("full_effect: {fte: 0.5}, range: {high: 0.7}", "0,5 årsværk eller 250.000 kr. om året; højt skøn 0,7 årsværk"),
        ("full_effect: {volume: 200, unit_price: 40}", "200 om året × 40 kr., i alt 8.000 kr. om året"),
        ("full_effect: {hours: 100}, range: {low: 80, high: 120}", "100 timer om året; mellem 80 og 120 timer"),
        (
            "full_effect: {volume: 300, minutes: 0}, range: {low: 0, high: 5}",
            "300 om året × 0 minutter; mellem 0 og 5 minutter sparet hver gang",
        ),
        ("confidence: high", "[mangler: Fuld effekt]"),
    ],
)
def test_an_effect_is_told_the_way_it_is_given(blocks, effect: str, told: str) -> None:
    """In kroner, in FTE, or by volume and price, the range in the same unit; one of money without any is a gap."""
    found = profile(blocks, benefit(f"kind: cost_avoidance, {effect}"))["Opgørelse"]

    assert told == found.replace("\u00a0", " ")


def test_time_whose_worth_is_not_known_is_not_called_worth_nothing(blocks) -> None:
    """Without effective hours it comes to no number of FTE, and without a price of one to no amount."""
    bare = benefit("kind: cost_avoidance, full_effect: {fte: -0.5}").replace("fte_cost: 500000", "")
    known = benefit("kind: cost_avoidance, full_effect: {hours: 750}").replace(
        "economy: {", "economy: {effective_hours: 1500, "
    )

    found = [profile(blocks, text)["Opgørelse"].replace("\u00a0", " ") for text in (bare, known)]

    assert found == ["et tab på 0,5 årsværk", "750 timer om året, i alt 0,5 årsværk eller 250.000 kr. om året"]


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
    assert told in profile(blocks, benefit(f"kind: cashable, {fields}"))["Regnes med"]


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


@pytest.mark.parametrize("name", ["plan", "proposal", "committee", "commitments"])
def test_no_document_calls_a_benefit_what_it_does_not_count_as(compose, spoken, name: str) -> None:
    """Whoever reads two of them reads the same kind, beside what the plan calls it; and, in brief, why."""
    told = document_lines(compose(SMALL.replace("account: '06.45', ", ""), name, spoken.code))
    lines = [re.sub(r"\*→\w+", "", line) for line in told]  # a word of the list is marked where it is first used
    called = spoken.text("document.profile.called", kind="{kind}", called="{called}").split("{kind}")[1].split("{")[0]
    kinds = [line for line in lines if called in line]
    sentence = spoken.text("document.incomplete.moved", id="G1", why="").split(":")[0]

    assert bool(kinds) == (name != "committee")
    assert any(sentence in line for line in lines) == (name in {"plan", "proposal", "committee"})
