"""What is not known, and what everything rests on."""

from __future__ import annotations

import re

import pytest

from planbuilder import codes, example, language
from planbuilder.document.blocks.appendices import settled
from planbuilder.document.model import text_of
from planbuilder.errors import problem
from planbuilder.record import replace
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL


def test_unknown_answers_are_listed_with_whom_to_ask(blocks) -> None:
    """And with who noted it."""
    answer = "answers: {goals_followup.meeting: {state: unknown, ask: Økonomi, by: Anna}}\n"
    unknown, _ = blocks("open_points", SMALL + answer)

    assert [["Opfølgningsmødet", "Økonomi", "Anna"]] == cells(unknown)


@pytest.mark.parametrize(
    ("outcome", "caption"), [("", "Det, der mangler før godkendelse"), ("approved", "Det, der mangler")]
)
def test_what_is_missing_is_before_approval_until_all_have_decided(blocks, outcome: str, caption: str) -> None:
    """After that it is only missing."""
    chain = f"decisions: {{B1: {{body: Rådet, on: 2026-11-18, outcome: '{outcome}'}}}}\n"
    (missing,) = blocks("open_points", SMALL + chain)

    assert caption == missing.caption


def test_what_is_missing_is_listed_with_the_part_it_belongs_to(blocks) -> None:
    """By headings people know: no code, and no name that only the plan's file has."""
    (missing,) = blocks("open_points", SMALL)
    rows = cells(missing)

    assert ["Gevinsten G2 har ingen ejer.", "Gevinsttræ"] in rows
    assert ["Kanalstrategien og løsningen", "Kanalstrategi og påvirkning"] in rows
    assert [] == [text for line in rows for text in line if not text or re.search(r"PB\d|[a-z]_[a-z]|\w\.\w", text)]


def test_a_question_that_is_left_out_without_a_reason_is_called_by_its_heading(blocks) -> None:
    """Not by its id."""
    (missing,) = blocks("open_points", SMALL + "answers: {goals_followup.meeting: {state: not_applicable}}\n")

    assert "»Opfølgningsmødet« er markeret som ikke relevant uden en grund." in [row[0] for row in cells(missing)]


def test_a_whole_plan_has_no_open_points(blocks) -> None:
    """And no appendix that says so."""
    assert () == blocks("open_points", example.text(language.load("da")))


def test_every_number_has_its_source_or_a_gap(blocks) -> None:
    """Rate, price of an FTE, costs and priced benefits."""
    _, table, _ = blocks("assumptions", SMALL)
    rows = {row[0] + row[1]: row[2:] for row in cells(table)}

    assert ["700.000\u00a0kr. i\u00a0alt", "", "Tilbud"] == rows["K1Indkøb"]
    assert ["300.000\u00a0kr. i\u00a0alt", "", "[mangler: Kilde]"] == rows["K2Licens"]
    assert ["600.000\u00a0kr. om\u00a0året", "", "Måling"] == rows["G1Lavere udgift til sagsbehandling"]
    assert ["500.000\u00a0kr.", "", "Lønstatistik"] == rows["–Pris pr. årsværk"]
    assert "3,5\u00a0% om\u00a0året" == rows["–Diskonteringsrente, real, for de første år"][0]


def test_numbers_without_a_source_are_named_and_the_largest_drivers_among_them(blocks) -> None:
    """So that nobody decides on a guess without knowing it."""
    ranged = SMALL.replace(
        "full_effect: {amount: 600000}", "full_effect: {amount: 600000}, range: {low: 300000}, confidence: low"
    )

    _, table, note = blocks("assumptions", ranged.replace("source: Måling", "source: ''"))
    rows = {row[0]: row for row in cells(table)}

    assert "Kilden mangler til K2, G1 og G2." in text_of(note.spans)
    assert "Af dem hører G1" in text_of(note.spans)
    assert "50\u00a0% til 100\u00a0%, usikkert" == rows["G1"][3]


def test_a_plan_whose_numbers_all_have_sources_is_not_warned_of(blocks) -> None:
    """The table is enough."""
    sourced = SMALL.replace("full_effect: {fte: 0.5}", "full_effect: {fte: 0.5}, source: x").replace(
        "amount: 100000, from: 2028", "amount: 100000, from: 2028, source: x"
    )

    assert 2 == len(blocks("assumptions", sourced))


def test_cells_of_a_column_that_are_missing_stand_together(blocks) -> None:
    """One row names all of them; another column, and another register, has its own."""
    one = "{title: A, status: decided}"
    actions = f"actions: {{H1: {one}, H2: {{title: B, responsible: P1, status: decided}}, H3: {one}}}\n"
    said = [text_of(row.cells[0].spans) for row in blocks("open_points", SMALL + actions)[-1].rows]

    assert "»Frist« mangler i H1–H3." in said
    assert "»Ansvarlig« mangler i H1 og H3." in said


def test_an_amount_that_is_missing_is_one_thing(blocks, material) -> None:
    """Also where there is a low or a high estimate; where there is an amount of another kind, that alone is told."""
    ranged = SMALL.replace("full_effect: {amount: 600000}", "range: {low: 300000}")

    said = [text_of(row.cells[0].spans) for row in blocks("open_points", ranged)[-1].rows]

    assert [one for one in said if "G1" in one and "måles" not in one] == [
        "G1 »Lavere udgift til sagsbehandling« mangler et sandsynligt beløb."
    ]
    assert material(ranged).open_points == material(SMALL).open_points + 1


def test_changes_that_no_theme_is_held_against_stand_together(blocks) -> None:
    """A theme that is missing for a change of which others are told has a line of its own."""
    more = "    F3: {title: C, owner: P1}\n    F4: {title: D, owner: P1}\n  benefits:\n"
    matrix = "matrix: {F4: {channel_strategy: {relevant: false, reason: x}}}\n"
    text = SMALL.replace("  benefits:\n", more) + matrix

    said = [text_of(row.cells[0].spans) for row in blocks("open_points", text)[-1].rows]

    assert said[0] == "F1–F3: Ingen temaer er vurderet."
    assert sum("F4 · " in one for one in said) == 1


def test_a_theme_is_settled_as_far_as_nothing_is_missing_in_it(material) -> None:
    """What stands in the list of what is missing under a theme is not told to be settled."""
    made = material(example.text(language.load("da")))
    economy = next(one for one in made.questionnaire.themes if one.id == "budget_political_goals")
    lacking = (problem(codes.AMOUNT_NEEDED, "costs.K1", id="K1", title="A"), problem(codes.AMOUNT_NEEDED, "costs.K2"))
    other = problem(codes.MISSING_CELL, "indicators.I1.source", row="I1", column="Kilde")

    counts = [settled(replace(made, problems=found), economy) for found in ((), lacking, (*lacking, other))]

    assert counts == [made.answers.progress(economy).asked - short for short in (0, 1, 1)]
