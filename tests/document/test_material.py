"""What blocks are made from, and the small pieces they are made of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder import pipeline
from planbuilder.document.material import Material, cell, facts, paragraphs, row, table
from planbuilder.document.model import Cell, Span, plain, text_of
from planbuilder.plan.store import from_text
from tests.conftest import DAY
from tests.document.plans import SMALL


@pytest.fixture
def material(questionnaire, danish) -> Material:
    return pipeline.material(from_text(SMALL), questionnaire, danish, DAY)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("1234567", "1,23\u00a0mio.\u00a0kr."),
        ("1005000", "1,01\u00a0mio.\u00a0kr."),
        ("-2000000", "\u22122\u00a0mio.\u00a0kr."),
        ("450000", "450.000\u00a0kr."),
        ("999499", "999.000\u00a0kr."),
        ("-999.6", "\u22121.000\u00a0kr."),
        ("300", "300\u00a0kr."),
    ],
)
def test_amounts_are_said_in_millions_thousands_or_kroner(material: Material, amount: str, said: str) -> None:
    """Running text shows an amount as people say it."""
    assert said == material.money_in_words(Decimal(amount))


def test_a_cell_keeps_the_number_behind_its_text(material: Material) -> None:
    """The text is rounded to thousands, the value is not."""
    amount = material.amount(Decimal(1234567))

    assert ("1.235", Decimal(1234567)) == (text_of(amount.spans), amount.value)


def test_a_person_is_shown_with_the_position(material: Material) -> None:
    """Somebody nobody knows is shown as written."""
    assert ("Anna Holm, leder", "P9", "") == tuple(map(material.person, ("P1", "P9", "")))


def test_a_missing_text_is_a_marked_gap(material: Material) -> None:
    """What is there stands as it is."""
    assert plain("ja") == material.or_gap("ja", "Ejer")
    assert (Span("[mangler: Ejer]", gap=True),) == material.or_gap("", "Ejer")


def test_columns_are_named_by_their_words(material: Material) -> None:
    """`name width end` gives a right-aligned column under its heading."""
    (column,) = material.columns("net 1.5 end")

    assert ("Netto", 1.5, "end") == (column.title, column.width, column.align)


def test_contents_become_cells() -> None:
    """A text, spans or a cell will do."""
    ready = Cell(plain("c"))

    assert (Cell(plain("a")), Cell(plain("b")), ready) == row(["a", plain("b"), ready]).cells
    assert Cell(plain("a")) == cell("a")


def test_a_table_is_described_by_its_caption_unless_told_otherwise() -> None:
    """Every table has words for those who cannot see it."""
    assert "Navn" == table("t", "Navn", (), ()).alt
    assert "Andet" == facts("t", "Navn", [], "Andet").alt


def test_each_line_becomes_a_paragraph() -> None:
    """Empty lines make none."""
    assert ["a", "b"] == [text_of(p.spans) for p in paragraphs("a\n\n  b ")]


@pytest.mark.parametrize(("unit", "said"), [("%", "4\u00a0%"), ("dage", "4 dage"), ("", "4")])
def test_a_value_stands_with_its_unit(material: Material, unit: str, said: str) -> None:
    """Percent as the language writes it."""
    assert material.in_unit(Decimal(4), unit) == said
