"""Words are broken where their language does it, and never where a reader stumbles."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planbuilder import language, resources
from planbuilder.hyphenation import (
    AFTER,
    BEFORE,
    NEAR,
    SHORTEST_PART,
    SOFT_HYPHEN,
    hardened,
    is_known,
    parts_of,
    places_of,
    softened,
)
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
        "økonomi-chef",
        "økonomi-systemet",
        "hjemme-siden",
        "børne-faglig",
        "borger-service",
        "interesse-organisa-tion",
        "papir-skemaet",
        "skole-distrikterne",
        "fritids-pas",
        "fritids-akti-vitet",
        "biblioteket",
        "register-tal",
        "sundheds-plejen",
        "sundheds-plejersken",
        "budget-ændringer",
        "budget-tilpas-ning",
        "service-rammen",
        "folke-oplys-nings-loven",
        "gevinst-realise-rings-plan",
        "gevinst-ejer",
        "projekt-ejer",
        "netto-nutids-værdi",
        "indkomst-grænsen",
        "forenings-møde",
        "opbyg-nings-året",
        "kommunal-besty-relsen",
        "indi-ka-torer",
        "ansøg-ningen",
        "kontrol-lerede",
        "personale-afde-ling",
        "personalet",
        "systema-tiske",
    ],
)
def test_danish_words_part_where_their_parts_meet(word: str) -> None:
    """By the patterns alone it would be øko-nomichef, papirske-maet and folkeop-lysningsloven."""
    assert word == hyphened("da", word.replace("-", ""))


def test_no_first_part_in_our_own_texts_is_torn() -> None:
    """But where the list itself says so; and no place is next to where two parts meet."""
    parts = parts_of(language.load("da").text("language.compounds").split()).first
    found = places("da")
    for word in danish_words():
        for part in (one for one in parts if word.startswith(one) and len(one) in found(word)):
            torn = {at for at in found(word) if at < len(part)} - set(parts[part])
            assert not torn, hyphened("da", word)
            assert not [
                at for at in found(word) if len(part) < at <= len(part) + NEAR and word[len(part) : at] not in parts
            ]


def danish_words() -> set[str]:
    """Every word of what the program and its example say in Danish."""
    files = [*resources.folder("questionnaires").glob("*.yaml"), *resources.folder("demo").glob("*.yaml")]
    pairs = "\n".join(re.sub(r'en: "[^"]*"', "", file.read_text(encoding="utf-8")) for file in files)
    said = "\n".join((*language.load("da").texts.values(), pairs)).lower()
    return set(re.findall(r"[^\W\d_]{7,}", said))


def test_a_word_wider_than_its_line_has_more_places() -> None:
    """It would be broken anywhere: each place of prose is one of these, and a name has some too."""
    found = places("da")

    assert set(found("kommunikationskonsulent")) < set(found.in_need("kommunikationskonsulent"))
    assert () == found("Christoffersen")
    assert found.in_need("Christoffersen")


def test_the_word_of_all_words_is_right() -> None:
    """In each form that documents have of it."""
    said = "gevinst gevinster gevinsterne gevinstansvarlig gevinstoversigt gevinstrealiseringsplanen"

    assert "gevinst gevinster gevinsterne gevinst-ansvarlig gevinst-over-sigt gevinst-realise-rings-planen" == (
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
    assert "Budget-tilpas-ning" == hyphened("da", "Budgettilpasning", capitals=True)
    assert "BUDGETTILPASNING" == hyphened("da", "BUDGETTILPASNING", capitals=True)


@given(st.sampled_from(CODES), LETTERS)
@example("da", "gevinst")
def test_places_leave_enough_on_either_side(code: str, word: str) -> None:
    """In order, none next to another, and the same for a word that begins a sentence."""
    found = places(code)(word)

    assert all(BEFORE <= at <= len(word) - SHORTEST_PART for at in found)
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


def test_parts_of_words_are_in_small_letters(spoken: Language) -> None:
    """As they are looked for, each once; a hyphen is where one may be broken, or where the rest of the word is."""
    named = spoken.text("language.compounds").split()
    parts = [one.replace("-", "") for one in named if one.strip("-") == one]

    assert len(parts) == len(set(parts)) == len(parts_of(named).first)
    assert all(one.islower() and one.replace("-", "").isalpha() for one in named)
