"""Where a table parts at a page's end: no lone rows, groups whole, and never a table that stands nowhere.

Tables on pages: heads repeat, rows do not split, a row too tall for a page is cut at spaces.
"""

from __future__ import annotations

import io

import pdfplumber
import pytest

from planbuilder.document.model import Cell, Column, Paragraph, Row, Span, Table, plain
from planbuilder.writers.pdf import render
from tests.writers import samples


def texts(look, *blocks) -> list[str]:
    with pdfplumber.open(io.BytesIO(render(samples.document(*blocks), look))) as found:
        return [page.extract_text() for page in found.pages]


def rows_on(pages: list[str], count: int) -> list[int]:
    """How many of the rows of a sample register stand on each page."""
    return [sum(f"H{n} " in text for n in range(count)) for text in pages]


@pytest.mark.parametrize("filling", range(20, 40))
def test_no_row_is_alone(standard_look, filling: int) -> None:
    """Wherever the page ends, each page has two rows of the table or none, and its caption stands with them."""
    pages = texts(standard_look, *(Paragraph(plain("fyld")) for _ in range(filling)), samples.grid(6))

    assert 6 == sum(rows_on(pages, 6))
    assert 1 not in rows_on(pages, 6)
    assert all(rows for text, rows in zip(pages, rows_on(pages, 6), strict=True) if "Tabel 1" in text)


@pytest.mark.parametrize("filling", range(20, 40, 2))
def test_a_short_table_is_whole(standard_look, filling: int) -> None:
    """Four rows stand on one page, and their caption with them."""
    pages = texts(standard_look, *(Paragraph(plain("fyld")) for _ in range(filling)), samples.grid(4))

    assert [4] == [rows for rows in rows_on(pages, 4) if rows]
    assert all("Tabel 1" in text for text, rows in zip(pages, rows_on(pages, 4), strict=True) if rows)


def test_a_group_goes_on_the_next_page_as_a_whole(standard_look) -> None:
    """Groups of three rows over several pages: each page begins with a group's name."""
    body = [Row((Cell(plain(f"række {n}")), Cell(plain("y")))) for n in range(60)]
    rows = [row for n in range(0, 60, 3) for row in (Row((Cell(plain(f"Gruppe {n}")),), "group"), *body[n : n + 3])]
    pages = texts(standard_look, Table("t", "", (Column("Hvad"), Column("Mere")), tuple(rows), "t"))
    heads = [text.split("Hvad Mere\n")[1] for text in pages]

    assert len(heads) > 1
    assert all(head.startswith("Gruppe") for head in heads)


def test_rows_higher_than_a_page_still_find_room(standard_look) -> None:
    """Four rows that should stand together and cannot are all there."""
    pages = texts(standard_look, samples.grid(4, "Et langt ord om gevinster. " * 60))

    assert 4 == sum(rows_on(pages, 4))


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
