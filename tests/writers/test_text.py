"""The text writer: the form in which a document is read in tests and on a terminal."""

from __future__ import annotations

from planbuilder.document.model import Paragraph, Section, plain
from planbuilder.record import replace
from planbuilder.writers.text import render
from tests.writers import samples


def test_headings_carry_their_level_and_number(standard_look) -> None:
    """Two signs for the second level."""
    inner = Section("b", "Indre", (), level=2, number="1.1")
    text = render(samples.document(Section("a", "Ydre", (inner,), number="1")), standard_look).decode()

    assert "# 1 Ydre\n\n## 1.1 Indre\n" == text


def test_every_primitive_has_its_form(standard_look) -> None:
    """Nothing of a document is lost in its text."""
    text = render(samples.EVERYTHING, standard_look).decode()
    wanted = (
        "Udkast – 3 åbne punkter",
        "- et\n  - et et\n    - dybt",
        "1. nummer et",
        "Tabel 1. Oversigt",
        "Nr. | Hvad | Beløb",
        "H0 | tekst | 1.250",
        "Ejer | Anna",
        "Figur 1. Træ\n[Et træ]",
        "(Mangler) Ejer",
        "Underskrift: ______",
    )

    assert [] == [piece for piece in wanted if piece not in text]


def test_a_text_ends_with_one_line_end(standard_look) -> None:
    """Files end as files do."""
    assert b"a\n" == render(samples.document(Paragraph(plain("a"))), standard_look)


def test_a_poster_begins_with_its_title(standard_look) -> None:
    """It has neither cover nor a section of that name."""
    poster = replace(samples.document(Paragraph(plain("a"))), page="a3_landscape")

    assert b"Titel\n\na\n" == render(poster, standard_look)
