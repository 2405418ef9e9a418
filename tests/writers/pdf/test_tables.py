"""Tables on pages: heads repeat, rows do not split, a row too tall for a page is cut at spaces."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from planbuilder.document.model import Cell, Column, Row, Span, Table, plain
from planbuilder.writers.pdf import render
from tests.writers import samples


@pytest.fixture
def pages(standard_look):
    def opened(*blocks) -> list:
        return pdfplumber.open(io.BytesIO(render(samples.document(*blocks), standard_look))).pages

    return opened


def test_the_head_stands_on_every_page(pages) -> None:
    """Of a table of 120 rows."""
    found = pages(samples.grid(120))

    assert len(found) > 2
    assert all("Beløb" in page.extract_text() for page in found)


def test_no_row_is_cut_by_a_page_end(pages) -> None:
    """A row's number and its text stand on the same page."""
    found = [page.extract_text() for page in pages(samples.grid(60, "Et langt ord om gevinster. " * 8))]
    together = [n for n in range(60) if any(f"H{n} " in text for text in found)]

    assert list(range(60)) == together


def test_a_group_is_never_left_alone_at_the_foot(pages) -> None:
    """Its first row comes with it, wherever the page ends."""
    for filling in range(24, 34):
        rows = [Row((Cell(plain("x")), Cell(plain("y")))) for _ in range(filling)]
        rows += [Row((Cell(plain("GRUPPE")),), "group"), Row((Cell(plain("første")), Cell(plain("y"))))]
        table = Table("t", "", (Column("a", 1), Column("b", 1)), tuple(rows), "t")
        texts = [page.extract_text() for page in pages(table)]

        assert ["GRUPPE" in t for t in texts] == ["første" in t for t in texts]


def test_the_pieces_of_a_tall_cell_look_as_the_whole(pages) -> None:
    """A bold word at the beginning makes nothing bold that comes after it, and no word is lost."""
    spans = (Span("FED ", bold=True), Span("almindelig tekst " * 900), Span("SIDST", bold=True))
    table = Table("t", "", (Column("a", 1), Column("b", 5)), (Row((Cell(plain("x")), Cell(spans))),), "t")
    words = [w for page in pages(table) for w in page.extract_words(extra_attrs=["fontname"])]
    bold = [
        w["text"] for w in words if "Bold" in w["fontname"] and w["text"] in ("FED", "SIDST", "tekst", "almindelig")
    ]

    assert ["FED", "SIDST"] == bold
    assert 900 == sum(w["text"] == "almindelig" for w in words)


def test_numbers_end_at_the_right(pages) -> None:
    """Amounts of different length end at the same place."""
    rows = (Row((Cell(plain("a")), Cell(plain("1.250")))), Row((Cell(plain("b")), Cell(plain("7")))))
    (page,) = pages(Table("t", "", (Column("Hvad", 3), Column("Beløb", 1, "end")), rows, "t"))
    ends = {round(w["x1"], 1) for w in page.extract_words() if w["text"] in ("1.250", "7", "Beløb")}

    assert 1 == len(ends)
