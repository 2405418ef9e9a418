"""What is not known, and what everything rests on."""

from __future__ import annotations

from planbuilder import example, language
from planbuilder.document.model import text_of
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL


def test_unknown_answers_are_listed_with_whom_to_ask(blocks) -> None:
    """And with who noted it."""
    answer = "answers: {goals_followup.meeting: {state: unknown, ask: Økonomi, by: Anna}}\n"
    unknown, _ = blocks("open_points", SMALL + answer)

    assert [["Opfølgningsmødet", "Økonomi", "Anna"]] == cells(unknown)


def test_what_is_missing_is_listed_with_its_code(blocks) -> None:
    """The same codes as `check` prints."""
    (missing,) = blocks("open_points", SMALL)

    assert "PB101" in [row[0] for row in cells(missing)]


def test_a_whole_plan_has_no_open_points(blocks) -> None:
    """A sentence says so."""
    (sentence,) = blocks("open_points", example.text(language.load("da")))

    assert "Der er ingen åbne spørgsmål." == text_of(sentence.spans)


def test_every_number_has_its_source_or_a_gap(blocks) -> None:
    """Rate, price of an FTE, costs and priced benefits."""
    _, table = blocks("assumptions", SMALL)
    rows = {row[0] + row[1]: row[2:] for row in cells(table)}

    assert ["700.000 kr. i alt", "Tilbud"] == rows["K1Indkøb"]
    assert ["300.000 kr. i alt", "[mangler: Kilde]"] == rows["K2Licens"]
    assert ["600.000 kr. om året", "Måling"] == rows["G1Lavere udgift til sagsbehandling"]
    assert ["500.000 kr.", "Lønstatistik"] == rows["–Pris pr. årsværk"]
    assert "3,5 % om året" == rows["–Diskonteringsrente, real, første bånd"][0]
