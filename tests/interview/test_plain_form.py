"""A form as plain lines: numbered fields, and lines that fill them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planbuilder.interview.asking import Entered, Entry, Wish
from planbuilder.interview.plain_form import PlainForm
from planbuilder.language import Language
from planbuilder.record import replace
from tests.interview.made_forms import made_form


def filled(language: Language, *lines: str, kept: dict[str, Entry] | None = None, **held: Entry) -> Entered:
    """What comes of a form that is filled in with lines; what it showed is in `shown`."""
    shown.clear()
    left: Iterator[str] = iter(lines)
    return PlainForm(made_form(kept, **held), language, lambda: next(left), shown.append).fill()


shown: list[str] = []


def test_lines_fill_fields_and_an_empty_one_ends(danish: Language):
    """The number of a field, a colon and the answer."""
    assert filled(danish, "1: Æbler", " 4 : blomme", "") == Entered({"title": "Æbler", "one": ("b",)})


def test_an_empty_line_changes_nothing(danish: Language):
    """Whatever stands there."""
    assert filled(danish, "", title="Æbler", one=("a",)) == Entered({})


def test_the_fields_are_listed_with_what_stands_in_them(danish: Language):
    """A field that is not asked for has a number all the same, so that no number changes."""
    filled(danish, "", title="Æbler", one=("a",))

    assert shown[:6] == ["Rækken", "Om rækken", "1. Titel: Æbler", "2. Antal:", "4. Frugt: æble", "5. Frugter:"]


def test_a_refused_line_is_told_at_once(danish: Language):
    """And can be typed again."""
    assert filled(danish, "2: syv", "2: 7", "").entries == {"number": "7"}
    assert "»syv« er ikke et tal." in shown


@pytest.mark.parametrize("ends", ["", ":næste række"])
def test_the_form_does_not_end_with_something_in_it_that_cannot_be_taken(danish: Language, ends: str):
    """Saved past it, it would be lost without a word; why it cannot be taken is told again, and how to be rid of it."""
    entered = filled(danish, "1: Æbler", "2: syv", ends, "2:", ends)

    assert entered.entries == {"title": "Æbler"}
    assert danish.text("interview.filled_in.refused", number=2) in shown
    assert "2. Antal: »syv« er ikke et tal." in shown


def test_help_to_all_is_told_field_by_field(danish: Language):
    """Beneath the name of each."""
    filled(danish, "?", "")

    at = shown.index("2. Antal:", shown.index("1. Titel:") + 2)
    assert shown[at : at + 3] == ["2. Antal:", "Hjælp til number", "4. Frugt:"]


def test_help_that_holds_for_all_fields_is_told_once(danish: Language):
    """Before them, and not again beneath each."""
    form = made_form()
    alike = tuple(replace(one, helps=lambda: ["Tip om rækken"]) for one in form.fields)
    told: list[str] = []

    PlainForm(replace(form, fields=alike), danish, iter(["?", ""]).__next__, told.append).fill()

    assert told.count("Tip om rækken") == 1


def test_a_long_text_goes_on(danish: Language):
    """With the number and a plus."""
    assert filled(danish, "2: 7", "3: En", "3+ To", "").entries["note"] == "En\nTo"


def test_nothing_after_the_colon_deletes_the_answer(danish: Language):
    """Of a text and of a choice."""
    assert filled(danish, "1:", "4:", "", title="Æbler", one=("a",)).entries == {"title": "", "one": ()}


@pytest.mark.parametrize("line", ["4?", "4: ?"])
def test_a_question_mark_gives_help_and_the_options(danish: Language, line: str):
    """To the field of its number."""
    filled(danish, line, "")

    assert "Hjælp til one" in shown
    assert "2. blomme" in shown


@pytest.mark.parametrize("line", ["Æbler", "9: x", "3: x"])
def test_a_line_that_fills_no_field_is_told_how(danish: Language, line: str):
    """Nothing is taken for something else."""
    assert filled(danish, line, "").entries == {}
    assert danish.text("interview.filled_in.no_field") in shown


def test_further_fields_are_shown_when_they_are_wished_for(danish: Language):
    """Each with the heading it stands under."""
    assert filled(danish, ":flere felter", "6: x", "").entries == {"more": "x"}
    assert "6. Senere – Mere:" in shown


@pytest.mark.parametrize(("word", "wish"), [(":oversigt", Wish.HOME), (":næste række", Wish.NEXT)])
def test_a_word_leaves_the_form_with_what_was_entered(danish: Language, word: str, wish: Wish):
    """Nothing is lost on the way."""
    assert filled(danish, "1: Æbler", word) == Entered({"title": "Æbler"}, wish)


def test_whoever_is_stopped_finds_everything_again(danish: Language):
    """As drafts."""
    kept: dict[str, Entry] = {}

    with pytest.raises((StopIteration, RuntimeError)):
        filled(danish, "1: Æbler", kept=kept)

    assert filled(danish, "", kept={"title": "Æbler"}).entries == {"title": "Æbler"}
    assert "1. Titel: Æbler (ikke gemt)" in shown
