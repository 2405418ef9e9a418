"""What is shown are words: nothing in a text acts, and nothing else of it is lost."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.plaintext import CUT, escaped, excerpt, for_a_terminal, sentence, shown

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def acts(character: str) -> bool:
    """Whether a character is a control that a terminal or a reader obeys, as Unicode has it."""
    is_bidi = unicodedata.category(character) == "Cf" and unicodedata.bidirectional(character) not in ("BN", "AN")
    return unicodedata.category(character) == "Cc" or is_bidi or character in BIDI


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[1A\x1b[2Kplan.pdf: VERIFIED", "[1A[2Kplan.pdf: VERIFIED"),
        ("a\x9b2Jb", "a2Jb"),
        ("a\r\nb\rc\x85d\u2028e\x0bf", "a\nb\nc\nd\ne\nf"),
        ("bel\u202eøb", "beløb"),
        ("\ufffea\uffff\ud800", "a"),
        ("Ærø\t1\u00a0234 kr. 👩‍👩‍👧 e\u0301", "Ærø\t1\u00a0234 kr. 👩‍👩‍👧 e\u0301"),
    ],
)
def test_controls_are_left_out_and_words_stay(text: str, expected: str) -> None:
    """Escape sequences of seven and eight bits, line ends of all systems, turned writing, no characters, and emoji."""
    assert shown(text) == expected


@given(st.text())
def test_nothing_shown_acts(text: str) -> None:
    """Line ends and tabs are all that is left of controls; on one line, nothing is."""
    assert {one for one in shown(text) if acts(one)} <= {"\n", "\t"}
    assert not any(map(acts, for_a_terminal(text)))
    assert not set("\u2028\u2029") & set(for_a_terminal(text))


@given(st.text())
def test_nothing_but_controls_is_lost(text: str) -> None:
    """Letters, marks, signs and spaces come out in their order."""
    kept = [one for one in text if unicodedata.category(one)[0] in "LMNPS" and one not in BIDI]

    assert [one for one in shown(text) if unicodedata.category(one)[0] in "LMNPS"] == kept


@given(st.dictionaries(st.text(), st.text()))
def test_json_is_read_as_it_was(data: dict[str, str]) -> None:
    """What acts is told by its number, and only that."""
    text = escaped(json.dumps(data, ensure_ascii=False, indent=2))

    assert json.loads(text) == data
    assert {one for one in text if acts(one)} <= {"\n"}


@given(st.text(st.sampled_from("abc "), max_size=99).map(lambda text: " ".join(text.split())), st.integers(4, 99))
def test_an_excerpt_has_room_and_says_that_it_is_one(text: str, most: int) -> None:
    """It begins as the text does, and is the text itself where there is room."""
    cut = excerpt(text, most)

    assert len(cut) <= most
    assert text.startswith(cut.removesuffix(CUT).rstrip())
    assert (text == cut) == (len(text) <= most)


def test_an_excerpt_ends_between_words_where_that_leaves_most_of_it() -> None:
    """And inside a word that is endless."""
    assert excerpt("Andelen af familierne, der selv finder og bruger løsningen", 30) == "Andelen af familierne, der …"
    assert excerpt("x" * 80, 10) == f"{'x' * 9}…"
    assert excerpt("ord " * 200, 320).endswith("ord …")


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("at planen anbefales", "at planen anbefales."),
        ("Må vi?", "Må vi?"),
        ("under 2.000 kr.", "under 2.000 kr."),
        ("den ændres til: »Svar nu.«", "den ændres til: »Svar nu.«"),
        ("(se bilag 2)", "(se bilag 2)."),
        ("", ""),
    ],
)
def test_a_sentence_has_one_end(text: str, ended: str) -> None:
    """Its own, within quotation marks too, or a full stop; nothing is no sentence."""
    assert (sentence(text), sentence(ended)) == (ended, ended)
