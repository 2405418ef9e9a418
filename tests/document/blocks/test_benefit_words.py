"""A benefit in words, in whichever block it is told: what it is worth, its kind, and what it is used for."""

from __future__ import annotations

import re

import pytest

from tests.document.blocks.tables import benefit, profile
from tests.document.plans import SMALL
from tests.placed import document_lines


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


def test_use_and_decision_are_two_sentences(blocks) -> None:
    """Each ends once, however it was written; what nobody has said is a gap."""
    said = [
        profile(blocks, benefit(f"kind: cashable, full_effect: {{amount: 5}}, {fields}"))["Brug"]
        for fields in ("use: Rammen sættes ned, use_decided_by: Byrådet.", "use: Rammen sættes ned.")
    ]

    assert said[0] == "Rammen sættes ned. Beslutning: Byrådet."
    assert said[1] == "Rammen sættes ned. Beslutning: [mangler: Besluttes af]."


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
