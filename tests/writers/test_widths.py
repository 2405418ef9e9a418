"""Column widths: in proportion, never narrower than a word, always within the page."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import language as languages
from planbuilder import look
from planbuilder.document.material import facts
from planbuilder.document.model import Cell, Column, Row, Table, plain
from planbuilder.drawing.fonts import measure
from planbuilder.writers.widths import TILE_SIDES, TILE_SIZES, column_widths, tile_size

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


@given(exponent=st.integers(0, 6), digits=st.integers(100, 999), code=st.sampled_from(["da", "en"]))
def test_no_value_of_a_key_figure_breaks_inside_a_word(exponent: int, digits: int, code: str) -> None:
    """Up to a thousand million millions, in both languages: what a no-break space joins stays in one piece."""
    number = languages.load(code).number(Decimal(digits * 10**exponent))
    amount = languages.load(code).text("document.million", amount=f"{number}.09")
    width = 595.28 - 68 - 62
    size = tile_size(facts("t", "", [(amount, ""), ("2031", "")]), width)

    assert size in TILE_SIZES
    assert measure(amount, size, True) <= width / 3 - TILE_SIDES or size == TILE_SIZES[-1]


def test_the_values_of_key_figures_are_set_alike() -> None:
    """As large as the longest one allows; the example's are as large as they were."""
    long = "DKK 11.09\u00a0million".replace(" ", "\u00a0")
    sizes = [tile_size(facts("t", "", [(value, ""), ("2031", "")]), 465) for value in ("3,61\u00a0mio.\u00a0kr.", long)]

    assert [17, 14] == sizes


def test_a_label_of_a_form_is_not_broken() -> None:
    """The narrow column of labels is at least as wide as its longest word."""
    form = facts("t", "", [("Investeringspulje", "x")], widths=(1.0, 9.0))

    assert column_widths(form, look.load(), 300)[0] > measure("Investeringspulje", look.load().sizes["table"], True)
