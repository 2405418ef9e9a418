"""How a wish is told: a word after a colon or a function key, the same in both faces."""

from __future__ import annotations

import re

import pytest

from planbuilder import language
from planbuilder.interview.asking import Wish
from planbuilder.interview.wishes import KEYS, refusal, reminder, wish_of
from planbuilder.language import Language

ALL = frozenset(Wish)


@pytest.mark.parametrize(
    ("code", "line", "wish"),
    [
        ("da", ":tilbage", Wish.BACK),
        ("da", "  :TILBAGE ", Wish.BACK),
        ("da", ":spring over", Wish.SKIP),
        ("da", ":ved ikke", Wish.UNKNOWN),
        ("da", ":ikke relevant", Wish.NOT_RELEVANT),
        ("da", ":oversigt", Wish.HOME),
        ("da", ":hjælp", Wish.HELP),
        ("da", ":slet svar", Wish.CLEAR),
        ("en", ":back", Wish.BACK),
        ("en", ":don't know", Wish.UNKNOWN),
        ("da", "tilbage", None),
        ("da", ":", None),
        ("da", ":back", None),
        ("da", "se :tilbage", None),
        ("da", "", None),
    ],
)
def test_a_word_after_a_colon_is_a_wish(code: str, line: str, wish: Wish | None):
    """Words count in the language of the interview only; a line without the colon is an answer."""
    found = wish_of(line, ALL, language.load(code))

    assert found == (wish and (wish, ""))


@pytest.mark.parametrize(
    ("text", "standing", "typed"),
    [
        ("En linje\n:tilbage", "", "En linje"),
        ("En\n\nTo\n  :Tilbage \n", "", "En\n\nTo"),
        ("Kultur:tilbage", "Kultur", "Kultur"),
        ("Kultur :tilbage", "Kultur", "Kultur"),
    ],
)
def test_a_wish_may_follow_what_stands_in_the_field(danish: Language, text: str, standing: str, typed: str):
    """On a line of its own, or right behind the present answer: what else was typed is not lost."""
    assert wish_of(text, ALL, danish, standing) == (Wish.BACK, typed)


@pytest.mark.parametrize("text", ["se :tilbage", "Kulturen:tilbage", ":tilbage\nog frem"])
def test_a_wish_in_the_middle_of_a_text_is_text(danish: Language, text: str):
    """What somebody writes about is not what they wish."""
    assert wish_of(text, ALL, danish, "Kultur") is None


def test_a_wish_that_is_not_offered_is_an_ordinary_line(danish: Language):
    """Where nothing can be gone back to, the word is a text like any other."""
    assert wish_of(":tilbage", {Wish.SKIP}, danish) is None


def test_every_wish_has_a_key_of_its_own():
    """No key stands for two wishes, and none is without."""
    assert (set(KEYS), len(set(KEYS.values()))) == (ALL, len(ALL))


def test_every_wish_has_a_word_of_its_own(spoken: Language):
    """No word stands for two wishes in any language."""
    words = {wish_of(f":{spoken.text(f'interview.wish.{wish.value}')}", ALL, spoken) for wish in Wish}

    assert words == {(wish, "") for wish in ALL}


@pytest.mark.parametrize(
    ("keys", "line"),
    [(True, "tast F2: tilbage · tast F4: ved ikke"), (False, ":tilbage · :ved ikke")],
    ids=["keys", "words"],
)
def test_the_reminder_names_what_is_offered(danish: Language, keys: bool, line: str):
    """The reminder lists the wishes in a fixed order, with keys or with words."""
    assert reminder({Wish.UNKNOWN, Wish.BACK}, danish, keys) == line


def test_where_nothing_can_be_wished_no_empty_list_is_told(spoken: Language) -> None:
    """It says that there are no shortcuts, and what to do."""
    assert refusal(":x", (), spoken) == spoken.text("interview.no_wishes")


@pytest.mark.parametrize("code", ["da", "en"])
def test_no_key_reads_like_the_id_of_a_change(code: str):
    """Changes are F1, F2 too: a key is always named as one, never by its sign alone."""
    said = reminder(ALL, language.load(code), keys=True)

    word = {"da": "tast", "en": "key"}[code]
    bare = re.sub(rf"{word} F\d+: ", "", said)
    assert (re.findall(r"F\d", bare), said.count(f"{word} ")) == ([], len(KEYS))


@pytest.mark.parametrize("typed", ["?", " ? ", "halvt\n?"])
def test_a_question_mark_alone_asks_for_help(danish: Language, typed: str):
    """On a line of its own, in a long text too; what was typed before it is kept."""
    assert wish_of(typed, ALL, danish) == (Wish.HELP, typed.strip(" ?\n"))


@pytest.mark.parametrize("typed", ["Hvem?", "? og mere"])
def test_a_question_mark_in_a_text_is_part_of_it(danish: Language, typed: str):
    """Only alone it asks."""
    assert wish_of(typed, ALL, danish, "Hvem") is None


def test_a_question_mark_is_refused_where_there_is_no_help(danish: Language):
    """So that it is never stored as an answer."""
    assert refusal("?", frozenset({Wish.BACK}), danish) == "Her er der ingen hjælp. Skriv svaret, eller tryk Enter."
