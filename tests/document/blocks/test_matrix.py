"""The theme × change matrix: relevant, not relevant because, or forgotten."""

from __future__ import annotations

from planbuilder import look
from planbuilder.document.model import text_of
from planbuilder.drawing.typeface import measure
from planbuilder.writers.columns import column_widths
from tests.document.blocks.tables import cells
from tests.document.plans import HEAD, SMALL

FIELDS = """
actions: {H1: {title: Kampagne}}
matrix:
  F1:
    channel_strategy: {relevant: true, challenge: Vaner, action: H1}
    workflows_rules: {relevant: false, reason: Ingen regler}
    behaviour_culture: {relevant: true}
"""


def test_the_overview_tells_forgotten_fields(blocks) -> None:
    """A field has its action, a dash where none is needed, and a mark where nobody has said."""
    intro, table = blocks("matrix_overview", SMALL + FIELDS)

    assert ["Kanalstrategi og påvirkning", "H1", "?"] == cells(table)[0]
    assert ["Arbejdsgange og regler", "–", "?"] == cells(table)[1]
    assert "»?« betyder" in text_of(intro.spans)


def test_details_tell_challenge_and_action_or_the_reason(blocks) -> None:
    """Each change heads its six themes."""
    (table,) = blocks("matrix_details", SMALL + FIELDS)

    assert ["F1 Familier søger digitalt"] == cells(table)[0]
    assert ["Kanalstrategi og påvirkning", "Vaner", "H1 Kampagne"] == cells(table)[1]
    assert ["Adfærd, kultur og værdier", "[mangler: Udfordring]", "[mangler: Handling]"] == cells(table)[2]
    assert ["Ikke relevant – Arbejdsgange og regler: Ingen regler"] == cells(table)[6]
    assert 14 == len(table.rows)


def test_without_changes_there_is_no_matrix(blocks) -> None:
    """The overview says what is missing, the details are left out."""
    assert "gap" == blocks("matrix_overview", HEAD)[0].kind
    assert () == blocks("matrix_details", HEAD)


def test_the_start_meeting_is_told_with_its_day_and_who_was_there(blocks) -> None:
    """Before the matrix that it filled in; nothing where there was none."""
    told = "answers: {start_meeting.held_on: {value: 2026-09-01}, start_meeting.taking_part: {value: [P1]}}\n"

    (table,) = blocks("start_meeting", SMALL + told)

    assert cells(table) == [["Startmøde", "01.09.2026"], ["Deltagere i startmødet", "Anna Holm"]]
    assert blocks("start_meeting", SMALL) == ()


def test_many_changes_stand_under_each_other(blocks) -> None:
    """A page has room for twelve beside each other, and no word is broken."""
    changes = ", ".join(f"F{n}: {{title: Forandring {n}}}" for n in range(1, 14))
    _, table = blocks("matrix_overview", HEAD + f"benefits_tree: {{changes: {{{changes}}}}}\n")

    assert ["F1", *"??????"] == cells(table)[0]
    assert (13, 7) == (len(table.rows), len(table.columns))
    widths = column_widths(table, look.load(), 479)
    words = [max(column.title.split(), key=len) for column in table.columns]
    size = look.load().sizes["table"]
    assert all(width > measure(word, size, True) for width, word in zip(widths, words, strict=True))
