"""How much room the board's goals take, and texts cut for it."""

from __future__ import annotations

import pytest

from planbuilder.document.blocks.board_room import CHART, CUT, column_lines, excerpt
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


@pytest.mark.parametrize("most", [10, 30, 57, 58, 99])
def test_an_excerpt_has_room_and_says_that_it_is_one(most: int) -> None:
    """It ends between two words where that leaves most of it, and inside one where it is endless."""
    for text in (WORDS, "x" * 80):
        cut = excerpt(text, most)

        assert len(cut) <= most or text == cut
        assert text.startswith(cut.removesuffix(CUT))
        assert (text == cut) == (len(text) <= most)
    assert "Andelen af familierne, der…" == excerpt(WORDS, 30)
