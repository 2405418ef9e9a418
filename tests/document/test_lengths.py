"""What takes the most room in a document, by the names beside it."""

from __future__ import annotations

from planbuilder.document.lengths import longest
from planbuilder.document.material import facts, row, table
from planbuilder.document.model import Column, Item, ListBlock, Note, Paragraph, Section, plain
from tests.writers import samples


def test_the_longest_passage_stands_first() -> None:
    """A form's row by its label, a table by its caption, a note by its title, what has no name by its heading."""
    document = samples.document(
        Paragraph(plain("x" * 20)),
        Section("s", "Afsnit", (Paragraph(plain("x" * 30)), ListBlock((Item(plain("x" * 21)),)))),
        facts("f", "", [("Formål", "x" * 100), ("Ejer", "x" * 5)], "alt"),
        table("t", "Gevinster", [Column("a")], [row(("x" * 40,)), row(("x" * 40,))]),
        Note("warning", "Udkast", plain("x" * 10)),
    )

    assert ["Formål", "Gevinster", "Afsnit", document.title, "Udkast", "Ejer"] == longest(document)


def test_passages_of_one_name_are_one() -> None:
    """Two lists beneath a heading together are longer than the one beside them."""
    pieces = (Paragraph(plain("x" * 30)), Paragraph(plain("x" * 30)))
    document = samples.document(Section("s", "To", pieces), Section("t", "En", (Paragraph(plain("x" * 50)),)))

    assert ["To", "En"] == longest(document)
