"""Headings that are places, figures, contents list, cover and signature lines."""

from __future__ import annotations

import io

import pdfplumber

from planbuilder.document.model import Contents, Section, Signature
from planbuilder.drawing.studio import Studio
from planbuilder.writers.pdf import laid_out, render
from tests.writers import samples


def pages_of(document, look) -> list:
    return pdfplumber.open(io.BytesIO(render(document, look))).pages


def test_contents_tell_the_page_of_each_section(standard_look) -> None:
    """The numbers are those of the pages where the headings stand."""
    sections = [
        Section(f"s{n}", f"Kapitel {n}", (samples.grid(30, caption=""),), number=str(n), new_page=True)
        for n in range(1, 5)
    ]
    document = samples.document(Contents("Indhold"), *sections)
    first, *others = pages_of(document, standard_look)
    told = {line.split()[2]: int(line.split()[-1]) for line in first.extract_text().splitlines() if "Kapitel" in line}
    found = {str(n): next(p.page_number for p in others if f"Kapitel {n}" in p.extract_text()) for n in range(1, 5)}

    assert found == told
    assert {f"s{n}": page for n, page in found.items()} == laid_out(document, standard_look, Studio(standard_look))[1]


def test_a_long_contents_list_goes_on_over_pages(standard_look) -> None:
    """None of 120 chapters is lost."""
    sections = [Section(f"s{n}", f"Emne{n}x", (), number=str(n)) for n in range(120)]
    text = "".join(
        page.extract_text() for page in pages_of(samples.document(Contents("Indhold"), *sections), standard_look)[:4]
    )

    assert [] == [n for n in range(120) if f"Emne{n}x" not in text]


def test_entries_are_links(standard_look) -> None:
    """Each leads to its section."""
    sections = [Section(f"s{n}", "Kapitel", (), number=str(n)) for n in range(3)]
    first, *_ = pages_of(samples.document(Contents("Indhold"), *sections), standard_look)

    assert 3 == len(first.annots)


def test_signature_lines_carry_their_words(standard_look) -> None:
    """Signature, name and date, with the name filled in."""
    (page,) = pages_of(
        samples.document(Signature("P1", "Anna Holm", "leder", ("Underskrift", "Navn", "Dato"))), standard_look
    )

    assert {"Underskrift", "Navn", "Dato"} <= set(page.extract_text().split())
    assert 2 == page.extract_text().count("Anna Holm")
    assert 3 <= len(page.lines)


def test_the_cover_has_no_furniture(standard_look) -> None:
    """No page number on the first page, one on the second."""
    first, second, *_ = pages_of(samples.EVERYTHING, standard_look)

    assert "side 1" not in first.extract_text()
    assert "side 2 af" in second.extract_text()
