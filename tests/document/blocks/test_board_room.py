"""How much room the board's goals take."""

from __future__ import annotations

from planbuilder.document.blocks.board_room import CHART, column_lines
from planbuilder.document.figure_model import Chart
from planbuilder.document.model import Note, Paragraph, Section, plain

CHARTED = Chart("c", "", (), (), (), "", "")
WORDS = "Andelen af familierne, der selv finder og bruger løsningen"


def test_a_block_takes_more_room_the_longer_it_is() -> None:
    """And what is in a section counts with its heading."""
    for make in (lambda text: Paragraph(plain(text), "small"), lambda text: Note("warning", "Drøft", plain(text))):
        assert column_lines([make(WORDS * 4)]) > column_lines([make(WORDS)]) + 2

    inner = Section("a", WORDS, (CHARTED,), level=2)
    assert column_lines([inner]) > CHART + 2 > column_lines([CHARTED])
