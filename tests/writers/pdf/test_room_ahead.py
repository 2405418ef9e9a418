"""What belongs together stays on a page: the line that says who gave an answer never begins one."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from planbuilder.document.model import (
    AnswerBlock,
    Cell,
    Column,
    Item,
    ListBlock,
    Paragraph,
    Row,
    Section,
    Table,
    plain,
    text_of,
)
from planbuilder.writers.pdf import render
from planbuilder.writers.pdf.room_ahead import Rooms
from planbuilder.writers.pdf.styles import paragraph_styles
from planbuilder.writers.shared import headed
from tests.writers import samples

WORDS = "Ansøgninger om fritidspas behandles i dag på papir og tastes ind to gange af to medarbejdere. "
SAID = "Oplyst af Anna Bak"


def cell(text: str) -> Cell:
    return Cell(plain(text))


def table(rows: int, count: int) -> Table:
    return Table("t", "Oversigt", (Column("a", 1),), (Row((cell("fyld"),)),) * rows, number=f"Tabel {count}")


ANSWERS = {
    "one line": Paragraph(plain("Ja."), "answer"),
    "a paragraph": Paragraph(plain(WORDS * 6), "answer"),
    "a long paragraph": Paragraph(plain(WORDS * 60), "answer"),
    "a list": ListBlock((Item(plain(WORDS)),) * 4),
    "a table": table(3, 1),
    "a long table": table(90, 1),
}


def pages(standard_look, *blocks) -> list[list[str]]:
    """The lines of each page, running heads and feet left out."""
    section = Section("s", "Kapitel", blocks, number="1")
    with pdfplumber.open(io.BytesIO(render(samples.document(section), standard_look))) as pdf:
        return [page.extract_text().splitlines()[1:-1] for page in pdf.pages]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ANSWERS)
def test_who_said_it_stands_with_what_was_said(standard_look, kind: str) -> None:
    """However full the page is when the answer comes: some of it stands above the line, on the same page."""
    answer, parted = AnswerBlock("a", (ANSWERS[kind],)), 0
    for filling in range(24, 56):
        filled = [Paragraph(plain(f"Fyld {n}"), "small") for n in range(filling)]
        found = pages(standard_look, *filled, answer, Paragraph(plain(SAID), "small"))
        (place,) = [(page, line) for page, lines in enumerate(found) for line, text in enumerate(lines) if SAID in text]
        parted += place[0] > 0
        assert place[1] > 0, (filling, found[place[0]])
        assert sum(SAID in line for lines in found for line in lines) == 1
    assert parted


def test_a_title_has_its_number_before_it() -> None:
    """Where it has one."""
    numbers = [headed(number, "Formål", "  ") for number in ("2", "")]

    assert numbers == ["2  Formål", "Formål"]


def test_only_a_small_line_asks_for_room_after_what_stands_before_it(standard_look) -> None:
    """As high as its lines are many."""
    rooms = Rooms(standard_look, paragraph_styles(standard_look), (400.0, 600.0), lambda _: 0.0)
    short, long = (Paragraph(plain(text), "small") for text in (SAID, WORDS * 3))
    answer = Paragraph(plain("Ja."), "answer")
    asked = [rooms.tail((answer, *following)) for following in ((), (answer,), (short,), (long,))]

    assert asked[:2] == [0, 0]
    assert 0 < asked[2] < asked[3]
    assert text_of(short.spans) == SAID
