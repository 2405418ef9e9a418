"""Which rows, points and blocks stand on one page: sentences with what they lead to, sums with what they are of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.document.model import AnswerBlock, Block, Cell, FormField, Item, ListBlock, Paragraph, Row, plain
from planbuilder.drawing.typeface import wrap
from planbuilder.writers.together import beginning, bonds, count_lines, group_bonds, leads, signs
from tests.writers import samples

ROLES = {"b": "body", "g": "group", "n": "note", "s": "subtotal", "t": "total"}
SIGNATURE = samples.EVERYTHING.blocks[-1].blocks[-1]


def rows(roles: str) -> list[Row]:
    return [Row((Cell(plain("x")),), ROLES[role]) for role in roles]


@given(text=st.text("aiWø .\t\n-", max_size=40), width=st.floats(5, 200), bold=st.booleans())
def test_lines_are_counted_as_they_are_broken(text: str, width: float, bold: bool) -> None:
    """A text that fits on a line is one, whatever blanks are in it; an empty line is one too."""
    expected = sum(max(1, len(wrap(line, width, 8, bold))) for line in text.split("\n"))

    assert count_lines(text, width, 8, bold) == expected


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ("", set()),
        ("b", set()),
        ("bb", {0}),
        ("bbbb", {0, 2}),
        ("bbbbb", {0, 3}),
        ("bbbbbt", {0, 4}),
        ("bbbbtt", {0, 3, 4}),
        ("bbbbbst", {0, 4, 5}),
        ("gbbbbb", {0, 1, 4}),
        ("bbbbbn", {0, 3, 4}),
        ("bbbgbbb", {0, 3, 5}),
        ("ggggg", {0, 1, 2, 3}),
        ("nnnnn", {0, 1, 2, 3}),
    ],
)
def test_no_row_is_left_alone(roles: str, expected: set[int]) -> None:
    """Two rows at either end, a group with the row beneath it, a note and a sum with the row above it."""
    assert expected == bonds(rows(roles))


def test_a_row_of_very_many_lines_is_company_enough() -> None:
    """It may stand alone at a page's end, as a paragraph may; one of some lines may not."""
    tall, high = (Row((Cell(plain("ord " * words)),)) for words in (160, 60))

    assert frozenset() == bonds([tall] * 4)
    assert frozenset({0, 2}) == bonds([high] * 4)
    assert frozenset({0}) == bonds([high, high, tall])


@pytest.mark.parametrize(
    ("roles", "expected"),
    [("bbb", set()), ("bgbbgb", {1, 2, 4}), ("g" + "b" * 8, set(range(8))), ("g" + "b" * 9, set())],
)
def test_a_page_ends_between_groups(roles: str, expected: set[int]) -> None:
    """Groups are whole; one too long for that may go on over a page's end."""
    assert expected == group_bonds(rows(roles))


def test_a_group_that_is_high_does_not_leave_much_of_a_page_empty() -> None:
    """It goes on over a page's end, as a long one does; of rows that nobody has measured nothing is known."""
    assert group_bonds(rows("gbbgb"), [10, 60, 60, 10, 60], 100) == {3}
    assert group_bonds(rows("gbbgb"), [10, 40, 40, 10, 60], 100) == {0, 1, 3}
    assert group_bonds(rows("gbbgb"), [], 100) == {0, 1, 3}


@pytest.mark.parametrize(
    ("lines", "ordered", "expected"),
    [
        ([1], False, 1),
        ([1, 1, 2], False, 3),
        ([2, 3, 2], True, 3),
        ([2, 2, 3, 2], True, 2),
        ([2, 2, 1], False, 3),
        ([5, 2, 2], False, 1),
        ([5, 2], False, 2),
        ([2] * 9, False, 2),
    ],
)
def test_no_point_is_left_alone(lines: list[int], ordered: bool, expected: int) -> None:
    """Two at the least, or one of many lines; what is to be decided stays whole, and so does any short list."""
    block = ListBlock(tuple(Item(plain("x")) for _ in lines), ordered)

    assert expected == beginning(block, lines)


SENTENCE, LEAD = Paragraph(plain("Forvaltningen indstiller,")), Paragraph(plain("Vi vil"), "lead")
ANSWER = AnswerBlock(FormField("a", "a", "rows"), (samples.grid(3),))


@pytest.mark.parametrize("led", [samples.LIST, samples.FACTS, samples.grid(3), samples.CHART, SIGNATURE, ANSWER])
def test_a_sentence_leads_to_what_follows_it(led: Block) -> None:
    """Whatever that is, but to text; who gave something leads to nothing."""
    assert leads(SENTENCE, (led,))
    assert not leads(SENTENCE, (SENTENCE,))
    assert not leads(SENTENCE, ())
    assert not leads(Paragraph(plain("Oplyst af Anna"), "small"), (led,))
    assert leads(LEAD, (SENTENCE,))
    assert not leads(LEAD, (LEAD, SENTENCE))


def test_what_leads_to_a_signer_is_part_of_the_signing() -> None:
    """And nothing else is."""
    assert signs((SIGNATURE,))
    assert signs((SENTENCE, SIGNATURE))
    assert not signs((SENTENCE, samples.LIST, SIGNATURE))
    assert not signs(())
