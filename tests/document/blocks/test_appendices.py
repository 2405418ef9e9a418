"""What is not known, and what everything rests on."""

from __future__ import annotations

import re

import pytest

from planbuilder import example, language
from planbuilder.document.model import text_of
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

    assert "»Frist« mangler i H1, H2 og H3." in said
    assert "»Ansvarlig« mangler i H1 og H3." in said
