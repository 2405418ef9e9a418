"""A long text that is typed is broken between words, and the cursor stands where it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.layout.controls import BufferControl
from prompt_toolkit.layout.processors import Transformation, TransformationInput

from planbuilder.interview.terminal_wrap import WordWrap, filled


def shown(text: str, width: int) -> Transformation:
    """A line as it is shown in a field of a width."""
    document = Document(text)
    given_ = TransformationInput(BufferControl(Buffer()), document, 0, lambda at: at, [("", text)], width, 1)
    return WordWrap().apply_transformation(given_)


def rows(text: str, width: int) -> list[str]:
    """The rows of the screen that a line takes."""
    whole = "".join(piece[1] for piece in shown(text, width).fragments)
    return [whole[at : at + width].rstrip() for at in range(0, len(whole), width)]


def test_no_word_is_broken():
    """The word that would be goes to the next row."""
    assert rows("Borgeren søger om licensen hjemmefra", 12) == ["Borgeren", "søger om", "licensen", "hjemmefra"]


def test_a_word_longer_than_a_row_is_broken():
    """There is no other way."""
    assert rows("en " + "x" * 25, 12) == ["en xxxxxxxxx", "x" * 12, "xxxx"]


@pytest.mark.parametrize("width", [0, 5])
def test_in_hardly_any_room_nothing_is_filled_in(width: int):
    """It would be blanks only."""
    assert filled("Borgeren søger", width) == {}


@given(st.text(alphabet="ab æ", max_size=80), st.integers(10, 30))
def test_every_letter_is_found_again(text: str, width: int):
    """Where the text is shown, it is the text; a cursor set by what is shown stands in the text."""
    found = shown(text, width)
    whole = "".join(piece[1] for piece in found.fragments)

    at = [found.source_to_display(n) for n in range(len(text))]
    assert "".join(whole[n] for n in at) == text
    assert [found.display_to_source(n) for n in at] == list(range(len(text)))
    assert found.source_to_display(len(text)) == len(whole)


@given(st.text(alphabet="ab ", max_size=80), st.integers(12, 30))
def test_no_short_word_goes_over_an_end(text: str, width: int):
    """Each word of the text stands whole in a row."""
    whole = text.split()
    if all(len(word) < width for word in whole):
        assert [word for row in rows(text, width) for word in row.split()] == whole
