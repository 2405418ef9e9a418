"""Where a table parts at a page's end: no lone rows, groups whole, and never a table that stands nowhere."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from planbuilder.document.model import Cell, Column, Paragraph, Row, Table, plain
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
