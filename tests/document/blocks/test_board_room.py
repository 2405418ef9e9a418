"""How much room the board's goals take."""

from __future__ import annotations

import pytest

from planbuilder.document.blocks.board_room import (
    AFTER_NOTE,
    AFTER_SMALL,
    CHART,
    LEADING,
    VERDICT,
    VERDICT_LINE,
    column_lines,
)
from planbuilder.document.figure_model import Chart, Diagram, VerdictData
from planbuilder.document.model import Block, Note, PageBreak, Paragraph, Section, plain

CHARTED = Chart("c", "", (), (), (), "", "")
WORDS = "Andelen af familierne, der selv finder og bruger løsningen"


def test_a_block_takes_more_room_the_longer_it_is() -> None:
    """And what is in a section counts with its heading."""
    for make in (lambda text: Paragraph(plain(text), "small"), lambda text: Note("warning", "Drøft", plain(text))):
        assert column_lines([make(WORDS * 4)]) > column_lines([make(WORDS)]) + 2

    inner = Section("a", WORDS, (CHARTED,), level=2)
    assert column_lines([inner]) > CHART + 2 > column_lines([CHARTED])


def verdict(said: str) -> Diagram:
    return Diagram("v", "", VerdictData(1, 0, said, "good"), said)


@pytest.mark.parametrize(
    ("block", "room"),
    [
        (Paragraph(plain("Kort"), "small"), LEADING + AFTER_SMALL),
        (Note("warning", "Drøft", plain("det")), LEADING + AFTER_NOTE),
        (verdict("Forsinket"), VERDICT),
        (verdict("Forsinket, men på vej mod målet"), VERDICT + VERDICT_LINE),
        (CHARTED, CHART),
        (PageBreak(), 0),
    ],
)
def test_what_stands_on_one_line_keeps_room_to_the_next(block: Block, room: float) -> None:
    """A verdict on two lines takes half a line more; what makes no mark takes none."""
    assert column_lines([block]) == pytest.approx(room)
    assert column_lines([block, block]) == pytest.approx(2 * room)
