"""Pages of a PDF are counted without what wrote it."""

from __future__ import annotations

import io

import pikepdf
import pytest

from planbuilder.document.model import Paragraph, Section, plain
from planbuilder.writers.pdf import render
from planbuilder.writers.pdf_pages import page_count
from tests.writers import samples


@pytest.mark.parametrize("count", [1, 2, 60])
def test_pages_are_counted_in_the_file_itself(standard_look, count: int) -> None:
    """As another program counts them; the list of contents and the marks of a document count something else."""
    parts = [Section(f"s{n}", f"Afsnit {n}", (Paragraph(plain("x")),), new_page=True) for n in range(count)]
    file = render(samples.document(*parts), standard_look)

    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert len(pdf.pages) == page_count(file) >= count
