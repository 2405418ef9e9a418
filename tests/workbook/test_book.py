"""Where cells are put, and what the sheets of one workbook share."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder import language
from planbuilder.workbook.book import Book, Pad
from planbuilder.workbook.model import Cell
from tests.figures import cases


def test_what_is_put_can_be_pointed_to() -> None:
    """Writing a cell gives its reference."""
    pad = Pad("Ark")

    assert "'Ark'!$C$2" == pad.put(1, 2, Decimal(5), "money", "=2+3")
    assert {(1, 2): Cell(Decimal(5), "money", "=2+3")} == pad.sheet().cells


def test_a_column_without_lines_is_its_first_row() -> None:
    """An empty cell, so that sums over it are nil."""
    assert "'Ark'!$C$5:$C$5" == str(Pad("Ark").column(2, 4, 3))


def test_the_first_heads_repeat_on_every_page() -> None:
    """Those of later tables on the sheet do not."""
    pad = Pad("Ark")
    pad.row = 3
    pad.heads([("Post", "head"), ("2026", "head_end")])
    pad.heads([("Risiko", "head")])

    assert (3, 5) == (pad.sheet().head_row, pad.row)
    assert [Cell("Post", "head"), Cell("2026", "head_end"), Cell("Risiko", "head")] == list(pad.cells.values())


def test_a_series_is_a_label_and_its_years() -> None:
    """The span is that of the years."""
    pad = Pad("Ark")
    span = pad.series("Netto", [Decimal(1), Decimal(2)], ["=1", "=2"], "total")

    assert ("'Ark'!$B$1:$C$1", 1) == (str(span), pad.row)
    assert Cell("Netto", "total_label") == pad.cells[0, 0]
    assert Cell(Decimal(2), "total", "=2") == pad.cells[0, 2]


def test_the_line_of_a_sum_runs_from_its_label_to_the_sum() -> None:
    """Without a gap."""
    pad = Pad("Ark")
    pad.labelled(0, 1, "I alt", 3)

    assert [(0, 1), (0, 2), (0, 3)] == [at for at, cell in pad.cells.items() if cell.style == "total_label"]


@pytest.mark.parametrize(
    ("cell", "least"),
    [
        (Cell(Decimal(-(10**13)), "money"), len("-10,000,000,000,000")),
        (Cell(Decimal(10**12), "number"), len("1,000,000,000,000.00")),
        (Cell(Decimal(10**12), "percent"), len("100,000,000,000,000.00%")),
        (Cell("Beskæftigelsesudvalget", "head_end"), len("Beskæftigelsesudvalget")),
    ],
    ids=["money", "number", "percent", "head"],
)
def test_a_column_grows_with_what_must_not_be_cut(cell: Cell, least: int) -> None:
    """No number shows as signs, no word of a head is broken."""
    pad = Pad("Ark")
    pad.widths, pad.cells[0, 0] = {0: 4}, cell

    assert least < pad.sheet().widths[0]


@pytest.mark.parametrize("cell", [Cell(Decimal(1), "money"), Cell("x" * 300, "wrapped"), Cell("x" * 300, "title")])
def test_a_column_keeps_its_width_where_that_will_do(cell: Cell) -> None:
    """Long texts wrap or run on."""
    pad = Pad("Ark")
    pad.widths, pad.cells[0, 0] = {0: 20}, cell

    assert {0: 20} == pad.sheet().widths


def test_one_long_word_of_a_head_does_not_fill_the_page() -> None:
    """A name of 400 letters is broken after all."""
    pad = Pad("Ark")
    pad.heads([("x" * 400, "head")])

    assert 40 == pad.sheet().widths[0]


@pytest.fixture
def book() -> Book:
    plan = cases.plan(horizon=2, price_base=2025)
    return Book(plan, cases.compute(plan), language.load("da"))


def test_a_page_opens_with_its_title_and_a_remark(book) -> None:
    """The remark names the price base."""
    pad = book.page("assumptions")

    assert ("Forudsætninger", 3) == (pad.title, pad.row)
    assert [
        Cell("Forudsætninger", "title"), Cell("Gule felter kan ændres. Beløb i kroner, 2025-priser.", "note")
    ] == list(pad.cells.values())  # fmt: skip


def test_the_overview_carries_the_title_of_the_plan(book) -> None:
    """Whatever stands in it."""
    assert "Business case: T" == book.page("overview").cells[0, 0].value


def test_a_page_that_was_begun_can_be_written_on(book) -> None:
    """The same pad, found by its name."""
    pad = book.page("years")
    book.page("costs")

    assert pad is book.pad("years")


def test_kinds_are_called_what_documents_call_them(book) -> None:
    """Formulas compare with these words."""
    assert book.language.text("document.column.cashable") == book.kind("cashable")


def test_a_figure_has_a_label_a_reference_and_a_name(book) -> None:
    """The name is what formulas and people find it by."""
    pad = book.page("years")
    book.figure(pad, "npv", "Nettonutidsværdi", Decimal(7), "=3+4")

    assert "'År for år'!$B$4" == book.refs["npv"]
    assert [("kf_npv", "År for år", 3, 1)] == book.names
    assert (Cell("Nettonutidsværdi", "label"), Cell(Decimal(7), "result", "=3+4")) == (pad.cells[3, 0], pad.cells[3, 1])


def test_years_stand_between_the_words_around_them(book) -> None:
    """Rows under them and columns before them stay in view."""
    pad = book.page("years")
    book.year_heads(pad, "Nr.", "Post", after=("I alt",))

    assert ["Nr.", "Post", "2026", "2027", "I alt"] == [cell.value for at, cell in pad.cells.items() if at[0] == 3]
    assert (4, 2) == pad.frozen


def test_the_workbook_has_the_sheets_in_the_order_they_were_begun(book) -> None:
    """Title and author are the plan's."""
    book.page("overview")
    book.page("control")
    made = book.workbook()

    assert ("T", "", ["Overblik", "Kontrol"]) == (made.title, made.author, [sheet.title for sheet in made.sheets])
