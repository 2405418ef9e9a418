"""Column widths: in proportion, never narrower than a word, always within the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import look
from planbuilder.document.model import Cell, Column, Row, Table, plain
from planbuilder.drawing.typeface import measure
from planbuilder.writers.widths import column_widths

WORDS = st.text("abcdefghij ", max_size=60)


def table(titles: list[str], cells: list[str], widths: list[float]) -> Table:
    columns = tuple(Column(title, width) for title, width in zip(titles, widths, strict=True))
    return Table("t", "", columns, (Row(tuple(Cell(plain(text)) for text in cells)),))


@given(st.lists(st.tuples(WORDS, WORDS, st.floats(0.2, 5)), min_size=1, max_size=9))
def test_widths_sum_to_the_page(columns: list[tuple[str, str, float]]) -> None:
    """However many columns and however long their words."""
    titles, cells, widths = (list(part) for part in zip(*columns, strict=True))

    assert pytest.approx(465) == sum(column_widths(table(titles, cells, widths), look.load(), 465))


def test_a_column_is_as_wide_as_its_longest_word() -> None:
    """A narrow column with a long head takes from the others."""
    narrow, _ = column_widths(table(["Akkumuleret", "Tekst"], ["1", "a b"], [0.1, 5]), look.load(), 465)

    assert narrow > measure("Akkumuleret", look.load().sizes["table"], True)


def test_a_number_and_its_unit_are_one_word() -> None:
    """What a no-break space joins is not cut in two, be the column ever so narrow."""
    told = "1.610\u00a0→\u00a01.780\u00a0børn"
    narrow, _ = column_widths(table(["x", "Tekst"], [told, "a b"], [0.1, 5]), look.load(), 465)

    assert narrow > measure(told, look.load().sizes["table"], True)


def test_proportions_hold_where_there_is_room() -> None:
    """One to three stays one to three."""
    one, three = column_widths(table(["a", "b"], ["c", "d"], [1, 3]), look.load(), 400)

    assert (100, 300) == (one, three)
