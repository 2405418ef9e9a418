"""What stands first: headline, key figures, recommendations, wheel, next steps."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.document.model import Note, text_of
from tests.document.blocks.tables import cells
from tests.document.plans import HEAD, SMALL


def test_the_headline_tells_cost_effect_and_year(blocks) -> None:
    """Three sentences a politician understands."""
    (lead,) = blocks("headline", SMALL)

    assert (
        "Løsningen koster 700.000\u00a0kr. at indføre. Når den er fuldt indfaset, forbedrer den "
        "budgettet med 500.000\u00a0kr. om året netto (fra 2029). Investeringen er tjent hjem i 2029."
    ) == text_of(lead.spans)


def test_a_case_that_is_never_repaid_says_so(blocks) -> None:
    """Bad news is told in the same place."""
    (lead,) = blocks("headline", SMALL.replace("amount: 600000", "amount: 1000"))

    assert "ikke tjent hjem inden udgangen af 2030" in text_of(lead.spans)


@pytest.mark.parametrize("block", ["headline", "in_brief"])
def test_without_money_there_is_a_gap(blocks, block: str) -> None:
    """Nothing is computed from nothing."""
    (gap,) = blocks(block, HEAD)

    assert isinstance(gap, Note)


def test_key_figures_are_six_tiles(blocks) -> None:
    """Each with value, name and remark."""
    (tiles,) = blocks("key_figures", SMALL)

    assert ["700.000\u00a0kr.", "engangsudgift", "2026-pl"] == cells(tiles)[0]
    assert 6 == len(tiles.rows)


def test_each_body_has_its_recommendation(blocks) -> None:
    """In the order of the decision chain."""
    plan = SMALL + "decisions:\n  B1: {body: Udvalget, recommendation: at planen godkendes}\n  B2: {body: Rådet}\n"
    _, points = blocks("recommendations", plan)

    assert ["Udvalget: at planen godkendes"] == [text_of(item.spans) for item in points.items]


def test_the_wheel_shows_how_far_each_theme_is(blocks) -> None:
    """In shares and in words."""
    answers = "answers:\n  channel_strategy.strategy: {value: Digitalt først}\n"
    (wheel,) = blocks("theme_wheel", SMALL + answers)
    first = wheel.data.segments[0]

    assert (Decimal(1) / 7, "1 af 7 besvaret") == (first.share, first.text)
    assert "Kanalstrategi og påvirkning 1 af 7 besvaret" in wheel.alt


def test_next_steps_are_the_soonest_that_are_not_done(blocks) -> None:
    """Finished actions and those without a date stay out."""
    actions = """
actions:
  H1: {title: Sen, deadline: 2028-01-01, responsible: P1}
  H2: {title: Snart, deadline: 2027-01-01, responsible: P1}
  H3: {title: Færdig, deadline: 2026-01-01, status: finished}
  H4: {title: Udateret}
"""
    _, points = blocks("next_steps", SMALL + actions)

    assert ["1. januar 2027: Snart (Anna Holm)", "1. januar 2028: Sen (Anna Holm)"] == [
        text_of(i.spans) for i in points.items
    ]


def test_a_benefit_without_value_has_a_dash(blocks) -> None:
    """Quality is not nil kroner."""
    plan = SMALL.replace("full_effect: {fte: 0.5}", "description: x")
    (table,) = blocks("benefit_list", plan)

    assert ["600", "–"] == [row[2] for row in cells(table)]


def test_a_draft_summary_begins_with_its_warning(blocks) -> None:
    """Nobody mistakes a draft for a plan."""
    warning, _ = blocks("summary_facts", SMALL)

    assert "warning" == warning.kind


def test_the_economy_in_five_lines(blocks) -> None:
    """Cost, gain, when it is paid back, how sure that is, and how it is funded; no sentence ends in two stops."""
    (lines,) = blocks("in_brief", SMALL)

    said = [text_of(item.spans) for item in lines.items]

    assert [
        "Løsningen koster 700.000\u00a0kr. at indføre.",
        "Når den er fuldt indfaset, forbedrer den budgettet med 500.000\u00a0kr. om året netto (fra 2029) og frigør 0,5"
        " årsværk.",
        "Pengene er tjent hjem i 2029, og over hele perioden til 2030 giver løsningen et overskud på 500.000\u00a0kr.",
        "Nettonutidsværdien er 411.000\u00a0kr. "
        "Der er ikke angivet spænd for nogen af beløbene, så usikkerheden er ikke opgjort.",
        "Det er endnu ikke besluttet, hvordan udgiften finansieres.",
    ] == said
