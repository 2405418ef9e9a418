"""The PDF writer: fonts inside, bookmarks, page numbers, no empty page, nothing stranded at a page's foot."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pdfplumber
import pytest

from planbuilder import example, language
from planbuilder.document.model import Paragraph, Section, plain
from planbuilder.writers.pdf import render
from tests.writers import samples


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("name", ["plan", "summary"])
def test_the_example_has_no_empty_page_and_every_number(compose, standard_look, code: str, name: str) -> None:
    """Pages are numbered to the end, and each holds more than its furniture."""
    data = render(compose(example.text(language.load(code)), name, code), standard_look)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        words = [len(page.extract_text().split()) for page in pdf.pages]
        last = pdf.pages[-1].extract_text()

    assert min(words) > 25  # head and foot are some fifteen
    assert language.load(code).text("document.page", page=len(words), pages=len(words)) in last


@pytest.mark.slow
def test_the_examples_summary_is_one_page(compose, standard_look) -> None:
    """For those who read one page."""
    data = render(compose(example.text(language.load("da")), "summary"), standard_look)

    assert 1 == len(pdfplumber.open(io.BytesIO(data)).pages)


def test_a_label_never_parts_from_its_text(standard_look) -> None:
    """Wherever the page ends, a label stands on the page of what it labels."""
    for lines in range(30, 46):
        blocks = [Paragraph(plain("linje")) for _ in range(lines)]
        blocks += [Paragraph(plain("ETIKET"), "label"), Paragraph(plain("svaret her"))]
        with pdfplumber.open(io.BytesIO(render(samples.document(*blocks), standard_look))) as pdf:
            texts = [page.extract_text() for page in pdf.pages]

        assert ["ETIKET" in t for t in texts] == ["svaret her" in t for t in texts]


def test_a_heading_never_stands_alone(standard_look) -> None:
    """A heading moves with the first lines beneath it."""
    for lines in range(30, 46):
        blocks = [Paragraph(plain("linje")) for _ in range(lines)]
        blocks.append(Section("s", "OVERSKRIFT", (Paragraph(plain("brødtekst " * 30)),)))
        with pdfplumber.open(io.BytesIO(render(samples.document(*blocks), standard_look))) as pdf:
            texts = [page.extract_text() for page in pdf.pages]

        assert all("brødtekst" in t for t in texts if "OVERSKRIFT" in t)


def test_sections_are_bookmarks(standard_look) -> None:
    """In their order and levels."""
    with pdfplumber.open(io.BytesIO(render(samples.EVERYTHING, standard_look))) as pdf:
        found = [(level, title) for level, title, *_ in pdf.doc.get_outlines()]

    assert [(1, "1 Første"), (2, "1.1 Indre"), (1, "2 Anden")] == found


def test_language_and_title_are_told(standard_look) -> None:
    """A screen reader speaks the right language."""
    with pdfplumber.open(io.BytesIO(render(samples.EVERYTHING, standard_look))) as pdf:
        catalog, title = pdf.doc.catalog, pdf.metadata["Title"]

    assert (b"da-DK", "Titel") == (catalog["Lang"], title)


def test_figures_are_vectors(standard_look) -> None:
    """No picture of pixels in the whole file."""
    with pdfplumber.open(io.BytesIO(render(samples.EVERYTHING, standard_look))) as pdf:
        assert [] == [image for page in pdf.pages for image in page.images]


@pytest.mark.slow
def test_poppler_finds_every_font_inside(tool, standard_look, tmp_path: Path) -> None:
    """Embedded, subset, and with a map back to characters."""
    file = tmp_path / "plan.pdf"
    file.write_bytes(render(samples.EVERYTHING, standard_look))
    lines = subprocess.run(
        [tool("pdffonts"), str(file)], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]

    assert lines
    assert [] == [line for line in lines if line.split()[-5:-2] != ["yes", "yes", "yes"]]
