"""Columns of tables: as wide as their words ask for, in proportion, and so that rows are low."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import look
from planbuilder.document.material import facts
from planbuilder.document.model import Align, Cell, Column, Row, Table, plain
from planbuilder.drawing.typeface import measure
from planbuilder.writers.columns import column_widths, of_numbers

WORDS = st.text("abcdefghij ", max_size=60)
SIZE = look.load().sizes["table"]


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

    assert narrow > measure("Akkumuleret", SIZE, True)


def test_a_number_and_its_unit_are_one_word() -> None:
    """What a no-break space joins is not cut in two, be the column ever so narrow."""
    told = "1.610\u00a0→\u00a01.780\u00a0børn"
    narrow, _ = column_widths(table(["x", "Tekst"], [told, "a b"], [0.1, 5]), look.load(), 465)

    assert narrow > measure(told, SIZE, True)


def test_proportions_hold_where_there_is_room() -> None:
    """One to three stays one to three."""
    one, three = column_widths(table(["a", "b"], ["c", "d"], [1, 3]), look.load(), 400)

    assert (100, 300) == (one, three)


def test_a_column_of_long_texts_takes_room_from_one_of_short_ones() -> None:
    """So that rows are as low as they can be."""
    short, long = column_widths(table(["a", "b"], ["et ord", "et ord " * 60], [1, 1]), look.load(), 400)

    assert long > 2 * short


@given(st.lists(st.tuples(WORDS, WORDS, st.floats(0.2, 5)), min_size=2, max_size=7))
def test_no_column_gives_away_what_its_words_need(columns: list[tuple[str, str, float]]) -> None:
    """Where all of them find room."""
    titles, cells, widths = (list(part) for part in zip(*columns, strict=True))
    words = [f"{title} {cell}".split(" ") for title, cell in zip(titles, cells, strict=True)]
    least = [max(measure(word, SIZE, True) for word in own) for own in words]
    found = column_widths(table(titles, cells, widths), look.load(), 465)
    fits = sum(least) + 11 * len(least) <= 465 and max(len(w) for w in " ".join(cells).split(" ")) <= 24

    assert not fits or all(width > need for width, need in zip(found, least, strict=True))


def test_a_label_of_a_form_is_not_broken() -> None:
    """The narrow column of labels is at least as wide as its longest word."""
    form = facts("t", "", [("Investeringspulje", "x")], widths=(1.0, 9.0))

    assert column_widths(form, look.load(), 300)[0] > measure("Investeringspulje", SIZE, True)


@pytest.mark.parametrize(("aligns", "expected"), [(("start", "end", "end"), True), (("start", "end"), False)])
def test_a_table_of_numbers_is_one_with_mostly_numbers(aligns: tuple[Align, ...], expected: bool) -> None:
    """Its columns are aligned at their ends."""
    assert expected == of_numbers(Table("t", "", tuple(Column("", 1, align) for align in aligns), ()))
