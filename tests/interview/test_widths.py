"""Texts are fitted to the screen without losing or breaking a word."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.interview.widths import broken, cut, fits, narrow, share, wrapped

WORDS = st.lists(st.text("abcæøå", min_size=1, max_size=12), min_size=1, max_size=40)


@pytest.fixture(autouse=True)
def columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen of 40 columns."""
    monkeypatch.setenv("COLUMNS", "40")


@given(WORDS)
def test_a_message_keeps_its_words_and_the_width(words: list[str]):
    """No line is wider than the screen, and no word is lost or broken."""
    lines = broken(" ".join(words)).split("\n")

    assert max(map(len, lines)) < 40
    assert " ".join(lines).split() == words


def test_lines_that_are_set_in_stay_so():
    """A hint is set in, and so are the lines it is broken into."""
    assert {line[:2] for line in broken("  " + "ord " * 30).split("\n")} == {"  "}


def test_hard_blanks_keep_a_key_with_its_word():
    """`F2 tilbage` is never parted, and is shown with an ordinary blank."""
    assert "F2 tilbage" in broken("x" * 30 + " F2\u00a0tilbage")


@given(WORDS)
def test_a_title_leaves_room_for_what_stands_beside_it(words: list[str]):
    """Its last line and what stands beside it are on the screen together."""
    last = f"? {wrapped(' '.join(words), 'F1 hjælp')} F1 hjælp".split("\n")[-1]

    assert len(last) < 40


@pytest.mark.parametrize(("label", "shown"), [("kort", "kort"), ("x" * 36, "x" * 36), ("x" * 37, "x" * 35 + "…")])
def test_a_menu_s_line_is_cut_with_a_mark(label: str, shown: str):
    """One line of a menu is one line of the screen."""
    assert cut(label) == shown


def test_a_list_to_tick_has_less_room():
    """The tick takes three columns."""
    assert len(cut("x" * 50)) - len(cut("x" * 50, ticked=True)) == 3


@pytest.mark.parametrize(("text", "one_line"), [("x" * 39, True), ("x" * 40, False), ("a\nb", False)])
def test_what_fits_on_one_line(text: str, one_line: bool):
    """A line break needs two."""
    assert fits(text) is one_line


def test_a_narrow_screen_still_shows_something(monkeypatch: pytest.MonkeyPatch):
    """Below twenty columns the terminal breaks lines itself."""
    monkeypatch.setitem(os.environ, "COLUMNS", "3")

    assert cut("x" * 30) == "x" * 19 + "…"


def test_labels_take_less_than_half_of_the_screen():
    """And are broken between words where they are longer."""
    assert (share(12), share(99)) == (12, 20)
    assert narrow("Er beløbet regnet med", 12) == "Er beløbet\n  regnet med"
