"""How much of a page blocks take, about: more text, more rows and narrower columns take more."""

from __future__ import annotations

from planbuilder.document.material import row, table
from planbuilder.document.model import Column, Item, ListBlock, Paragraph, plain
from planbuilder.document.taken import ACROSS, MEASURE, ROW, row_taken, taken

WIDE, NARROW = (Column("Handling", 3), Column("Status", 1)), (Column("Handling", 1), Column("Status", 3))


def test_a_row_takes_the_lines_of_its_longest_cell() -> None:
    """In a column of its own width; a row of one cell has the whole width."""
    text = "x" * (ACROSS // 2)
    made = {columns: table("t", "", columns, [row((text, "ja"))]) for columns in (WIDE, NARROW)}

    assert [row_taken(one, one.rows[0]) for one in made.values()] == [1 + ROW, 3 + ROW]
    assert row_taken(made[NARROW], row((text,), "note")) == 1 + ROW


def test_what_is_longer_takes_more() -> None:
    """Blocks are summed, and what is said in more lines takes more."""
    short, long = (Paragraph(plain("x" * letters)) for letters in (10, 3 * MEASURE))
    listed = ListBlock((Item(plain("x")),))

    assert taken([short, short]) == 2 * taken([short]) < taken([short, long])
    assert taken([short, listed]) > taken([short]) > taken([]) == 0
