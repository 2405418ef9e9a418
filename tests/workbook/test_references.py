"""How formulas point to cells."""

from __future__ import annotations

import pytest
from openpyxl.utils import get_column_letter

from planbuilder.workbook.references import Span, column_of, letters, local, quoted

ROW, COLUMN = Span("År for år", (4, 4), (1, 3)), Span("År for år", (4, 6), (1, 1))


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    """A to XFD, all that Excel has."""
    assert [get_column_letter(n + 1) for n in range(16_384)] == [letters(n) for n in range(16_384)]
    assert [*range(16_384)] == [column_of(letters(n)) for n in range(16_384)]


@pytest.mark.parametrize(("pin", "text"), [("", "AA10"), ("c", "$AA10"), ("r", "AA$10"), ("rc", "$AA$10")])
def test_a_cell_is_pinned_where_asked(pin: str, text: str) -> None:
    """Counted from nil, written from one."""
    assert text == local(9, 26, pin)


def test_quotes_in_a_text_are_doubled() -> None:
    """So that the text stays one text of a formula."""
    assert '"et ""nyt"" udvalg"' == quoted('et "nyt" udvalg')


def test_a_span_is_written_whole_and_fixed() -> None:
    """With the name of its sheet in quotes."""
    assert "'År for år'!$B$5:$D$5" == str(ROW)


def test_cells_of_a_span_count_along_it() -> None:
    """To the right in a row, down in a column."""
    assert ("'År for år'!$D$5", "'År for år'!$B$7") == (ROW.at(2), COLUMN.at(2))


def test_part_of_a_row_counts_from_its_start() -> None:
    """First and last are included."""
    assert "'År for år'!$B$5:$C$5" == ROW.within(0, 1)
