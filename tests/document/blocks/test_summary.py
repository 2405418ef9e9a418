"""What stands first: headline, key figures, recommendations, wheel, next steps."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.document.blocks.committee import next_steps
from planbuilder.document.model import Note, text_of
from tests.document.blocks.tables import cells
from tests.document.plans import HEAD, SMALL


def test_the_headline_tells_cost_effect_and_year(blocks) -> None:
    """Three sentences a politician understands."""
    (lead,) = blocks("headline", SMALL)

    assert (
        "Løsningen koster 700.000\u00a0kr. at indføre. Når løsningen er fuldt indfaset, forbedrer den "
        "budgettet med netto 500.000\u00a0kr. om året (fra 2029). Investeringen er tjent hjem i 2029."
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


def test_the_wheel_shows_how_far_each_theme_is(blocks) -> None:
    """In shares and in words."""
    answers = "answers:\n  channel_strategy.strategy: {value: Digitalt først}\n"
    (wheel,) = blocks("theme_wheel", SMALL + answers)
    first = wheel.data.segments[0]

    assert (Decimal(1) / 7, "1 af 7 afklaret") == (first.share, first.text)
    assert "Kanalstrategi og påvirkning 1 af 7 afklaret" in wheel.alt


def test_next_steps_are_the_soonest_that_are_not_done(material) -> None:
    """Finished actions and those without a date stay out. Whose they are is told by position.

    Of those whose day has passed only how many there are is told, and nobody by name: a summary is for politicians.
    """
    actions = """
actions:
  H0: {title: Samtaler, deadline: 2026-01-01, responsible: P1, status: started}
  H1: {title: Sen, deadline: 2028-01-01, responsible: P1}
  H2: {title: Snart, deadline: 2027-01-01, responsible: P1}
  H3: {title: Færdig, deadline: 2026-01-01, status: finished}
  H4: {title: Udateret}
"""
    told = next_steps(material(SMALL + actions), 2)

    assert [
        "01.01.2027 Snart (leder)",
        "01.01.2028 Sen (leder)",
        "Fristen er overskredet for én handling, der ikke er afsluttet, se planen.",
    ] == list(map(text_of, told))


def test_a_step_without_anybody_responsible_has_a_gap(material) -> None:
    """Empty brackets name nobody."""
    steps = next_steps(material(SMALL + "actions: {H1: {title: Kampagne, deadline: 2027-03-01}}\n"), 2)

    assert ["01.03.2027 Kampagne ([mangler: Ansvarlig])"] == list(map(text_of, steps))


@pytest.mark.parametrize(
    ("change", "said", "tiles"),
    [
        (("full_effect: {amount: 600000}, ", ""), "Tallene er uden G1, hvor beløbet mangler.", 5),
        (("full_effect: {fte: 0.5}", "description: x"), "Beløbet mangler for G2, der ikke indgår i netto.", 1),
        (("kind: cashable, ", ""), "G1 er ikke med i netto, fordi typen mangler.", 4),
    ],
)
def test_figures_that_lack_a_line_say_so_beside_them(blocks, change: tuple[str, str], said: str, tiles: int) -> None:
    """Under the headline, in brief, and in the remark of each key figure that the line would be part of."""
    plan = SMALL.replace(*change)
    _, note = blocks("headline", plan)
    (brief,) = blocks("in_brief", plan)
    (key_figures,) = blocks("key_figures", plan)

    assert (said, said) == (text_of(note.spans), text_of(brief.items[0].spans))
    assert tiles == sum("uden G" in row[2] for row in cells(key_figures))


def test_figures_that_are_whole_say_nothing(blocks) -> None:
    """No note, and no remark."""
    assert 1 == len(blocks("headline", SMALL))
    assert "uden" not in str(blocks("key_figures", SMALL))


def test_costs_or_benefits_alone_are_told(blocks) -> None:
    """A case of benefits without costs is none."""
    free = SMALL[: SMALL.index("costs:")]
    (note,) = blocks("headline", free)[1:]

    assert "Planen har ingen udgifter endnu, så tallene er kun gevinster." == text_of(note.spans)


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        ("hours: -300", "Ved fuld effekt frigør den 0,3 årsværk, når den tid, der går tabt, er trukket fra."),
        ("hours: -1500", "Ved fuld effekt tager den 0,5 årsværk mere, end den frigør."),
    ],
)
def test_time_that_is_lost_is_taken_off_what_is_freed(blocks, effect: str, said: str) -> None:
    """0.5 FTE are freed as time and 0.2 or 1 are lost of what is budgeted: the net is told, and never a minus freed."""
    plan = SMALL.replace("full_effect: {amount: 600000}", f"full_effect: {{{effect}}}")
    (brief,) = blocks("in_brief", plan.replace("fte_cost: 500000,", "fte_cost: 500000, effective_hours: 1500,"))

    assert said in " ".join(text_of(item.spans) for item in brief.items)


def test_the_economy_in_five_lines(blocks) -> None:
    """Cost, gain, when it is paid back, how sure that is, and how it is funded; no sentence ends in two stops."""
    (lines,) = blocks("in_brief", SMALL)

    said = [text_of(item.spans) for item in lines.items]

    assert [
        "Løsningen koster 700.000\u00a0kr. at indføre.",
        "Når løsningen er fuldt indfaset, forbedrer den budgettet med netto 500.000\u00a0kr. om året (fra 2029)."
        " Ved fuld effekt frigør den 0,5 årsværk, der bliver i organisationen som tid; "
        "budgettet sættes ikke ned med dem.",
        "Pengene er tjent hjem i 2029, og over hele perioden til 2030 giver løsningen et overskud på 500.000\u00a0kr.",
        "Nettonutidsværdien er 411.000\u00a0kr. Kommer gevinsterne ét år senere, er den −159.000\u00a0kr. "
        "Der er ikke angivet spænd for nogen af de beløb, der indgår i netto, så usikkerheden er ikke opgjort.",
        "Det er ikke oplyst, hvordan udgiften finansieres.",
    ] == said
