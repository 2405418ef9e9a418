"""Numbers of sections, figures and tables, and references to them."""

from __future__ import annotations

from planbuilder.document.figure_model import Diagram, WheelData
from planbuilder.document.model import (
    Document,
    Furniture,
    Item,
    ListBlock,
    Paragraph,
    Section,
    Span,
    Table,
    plain,
    texts_of,
    walk,
)
from planbuilder.document.numbering import Labels, number

LABELS = Labels("Figur", "Tabel", "afsnit", "Bilag", "bilag")


def document(*blocks) -> Document:
    return Document("t", "s", "a", "da-DK", "2026-11-23", Furniture("", "", ""), blocks)


def table(id: str, caption: str = "Navn") -> Table:
    return Table(id, caption, (), ())


def figure(id: str) -> Diagram:
    return Diagram(id, "Navn", WheelData((), ""), "alt")


def test_sections_are_numbered_level_by_level() -> None:
    """A section inside the second section is 2.1."""
    inner = Section("c", "C", (), level=2)
    numbered = number(document(Section("a", "A", ()), Section("b", "B", (inner,))), LABELS)

    assert ["1", "2", "2.1"] == [b.number for b in walk(numbered.blocks)]


def test_appendices_are_lettered_and_do_not_count() -> None:
    """An appendix takes a letter, the section after it the next number."""
    sections = [Section(id, id, ()) for id in "abc"]
    numbered = number(document(*sections), LABELS, {"b"})

    assert ["1", "Bilag A", "2"] == [b.number for b in numbered.blocks]


def test_a_reference_calls_an_appendix_as_running_text_does() -> None:
    """Its heading begins with a capital."""
    pointing = Paragraph((Span("Se "), Span("", target="b")))
    numbered = number(document(Section("a", "A", (pointing,)), Section("b", "B", ())), LABELS, {"b"})

    assert ["Se bilag A"] == [*texts_of(numbered.blocks)]


def test_an_unnumbered_section_takes_no_number() -> None:
    """The next section goes on as if it were not there."""
    numbered = number(document(Section("a", "A", (), numbered=False), Section("b", "B", ())), LABELS)

    assert ["", "1"] == [b.number for b in numbered.blocks]


def test_figures_and_tables_are_counted_apart_throughout() -> None:
    """Counting goes on across sections."""
    numbered = number(document(Section("a", "A", (figure("x"), table("y"))), figure("z"), table("w")), LABELS)

    assert ["Figur 1", "Tabel 1", "Figur 2", "Tabel 2"] == [b.number for b in walk(numbered.blocks) if b.id in "xyzw"]


def test_a_table_without_caption_has_no_number() -> None:
    """Key figures and facts stand without a caption."""
    assert "" == number(document(table("x", "")), LABELS).blocks[0].number


def test_a_reference_gets_the_words_of_its_target() -> None:
    """Sections are told as "afsnit 1", figures by their number; in lists too."""
    point = ListBlock((Item(plain("a"), (Item((Span("", target="x"),)),)),))
    numbered = number(document(Section("s", "S", (figure("x"),)), Paragraph((Span("", target="s"),)), point), LABELS)

    assert "afsnit 1" == numbered.blocks[1].spans[0].text
    assert "Figur 1" == numbered.blocks[2].items[0].children[0].spans[0].text


def test_a_name_stands_once() -> None:
    """Sections, tables and figures share their names; a second place of a name gets its own."""
    first, second = number(
        document(Section("risks", "Risici", (table("risks"),)), Section("risks", "Igen", ())), LABELS
    ).blocks

    assert ["risks", "risks_2", "risks_3"] == [first.id, first.blocks[0].id, second.id]
