"""Words are broken where their language does it, and never where a reader stumbles."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planbuilder import language
from planbuilder.hyphenation import AFTER, BEFORE, SOFT_HYPHEN, hardened, is_known, places_of, softened
from planbuilder.language import Language

CODES = ("da", "en")
LETTERS = st.text("abcdeghijklmnoprstuvyæøå", max_size=30)


def places(code: str):
    spoken = language.load(code)
    found = places_of(spoken.text("language.patterns"), tuple(spoken.text("language.compounds").split()))
    assert found is not None
    return found


def hyphened(code: str, text: str, capitals: bool = False) -> str:
    return softened(text, places(code), BEFORE + AFTER, capitals).replace(SOFT_HYPHEN, "-")


@pytest.mark.parametrize(
    "word",
    [
        "gevinst-re-ali-se-rings-plan",
        "gevinst-ejer",
        "bud-get-æn-dring",
        "pro-jekt-ejer",
        "fri-tids-ak-ti-vitet",
        "net-to-nu-tids-værdi",
        "ind-komst-grænsen",
        "for-enings-møde",
        "opbyg-nings-året",
        "kom-mu-nal-be-sty-relsen",
        "indi-ka-torer",
        "ansøg-ningen",
        "sty-re-gruppe",
    ],
)
def test_danish_compounds_part_between_their_parts(word: str) -> None:
    """By the patterns alone it would be gevin-strealisering, budge-tændring and opbygning-sår."""
    assert word == hyphened("da", word.replace("-", ""))


def test_the_word_of_all_words_is_right() -> None:
    """In each form that documents have of it."""
    said = "gevinst gevinster gevinsterne gevinstansvarlig gevinstoversigt gevinstrealiseringsplanen"

    assert "gevinst gevinster gevinsterne gevinst-ansvarlig gevinst-over-sigt gevinst-re-ali-se-rings-planen" == (
        hyphened("da", said)
    )


def test_english_is_british() -> None:
    """As the language's tag says."""
    assert "muni-cip-ality real-isa-tion depart-ment" == hyphened("en", "municipality realisation department")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "text", ["DIGITALISERING", "G12345678901", "06.45.51", "Christoffersen", "a/b", "2027-2028", ""]
)
def test_names_codes_and_numbers_are_left_alone(code: str, text: str) -> None:
    """A word with a capital may be a name."""
    assert text == hyphened(code, text)


def test_a_head_of_a_table_names_nobody() -> None:
    """There a capital only begins a phrase; capitals throughout are still an abbreviation."""
    assert "Bud-get-til-pas-ning" == hyphened("da", "Budgettilpasning", capitals=True)
    assert "BUDGETTILPASNING" == hyphened("da", "BUDGETTILPASNING", capitals=True)


@given(st.sampled_from(CODES), LETTERS)
@example("da", "gevinst")
def test_places_leave_enough_on_either_side(code: str, word: str) -> None:
    """In order, none next to another, and the same for a word that begins a sentence."""
    found = places(code)(word)

    assert all(BEFORE <= at <= len(word) - AFTER for at in found)
    assert all(later - earlier > 1 for earlier, later in pairwise(found))
    assert found == places(code)(word.capitalize())


@given(st.sampled_from(CODES), st.text().filter(lambda text: SOFT_HYPHEN not in text), st.booleans())
def test_what_is_softened_is_the_text_itself(code: str, text: str, capitals: bool) -> None:
    """Nothing but soft hyphens is added, and taking them out gives it back."""
    assert text == hardened(softened(text, places(code), 8, capitals))


def test_each_language_names_patterns_that_there_are() -> None:
    """Found without loading any; without a name no word is broken."""
    named = [language.load(code).text("language.patterns") for code in CODES]

    assert [True, True, False, False] == [is_known(name) for name in (*named, "", "da_XX")]
    assert places_of("", ()) is None


def test_compounds_are_lower_case_words(spoken: Language) -> None:
    """As they are looked for."""
    parts = spoken.text("language.compounds").split()

    assert parts == sorted(set(parts), key=parts.index)
    assert all(part.islower() and part.isalpha() for part in parts)
