"""A menu's texts say what holds when they are shown, not when they were made."""

from __future__ import annotations

from planbuilder.interview.live_text import Live, Typed


def test_a_text_says_what_holds_now():
    """It is a text like any other, and formats as what it says at that moment."""
    said = ["først"]
    text = Live(lambda: said[0])

    said[0] = "siden"

    assert (str.__str__(text), f"{text}") == ("først", "siden")


def test_letters_count_once_a_colon_is_typed():
    """Before it they are no word; the word is shown beneath the title and can be taken back."""
    typed = Typed("Hvad?")
    typed.add("x")
    before = typed.shown()
    for letter in ":ved":
        typed.add(letter)
    typed.drop()

    assert (before, typed.shown()) == ("Hvad?", "Hvad?\n  :ve")
