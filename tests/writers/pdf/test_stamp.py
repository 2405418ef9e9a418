"""What is seen in a signed field: lines of text in an embedded font, on one page."""

from __future__ import annotations

import io

import pdfplumber

from planbuilder.writers.pdf.stamp import stamp


def test_the_lines_stand_on_one_page(standard_look) -> None:
    """A line that is too long is shortened."""
    with pdfplumber.open(io.BytesIO(stamp(("PRØVE – ikke gyldig", "ord " * 100), standard_look))) as pdf:
        (page,) = pdf.pages
        lines = page.extract_text().splitlines()
        right = max(char["x1"] for char in page.chars)

    assert "PRØVE – ikke gyldig" == lines[0]
    assert lines[1].endswith("…")
    assert right <= page.width


def test_the_same_lines_give_the_same_bytes(standard_look) -> None:
    """No clock in it."""
    assert stamp(("a",), standard_look) == stamp(("a",), standard_look)
