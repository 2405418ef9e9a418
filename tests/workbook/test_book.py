"""What the sheets of one workbook share."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder import language
from planbuilder.workbook.book import Book
from planbuilder.workbook.model import Cell
from tests.figures import cases


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
