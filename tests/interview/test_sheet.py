"""A form while it is filled in: what is refused, what is meant, and what is kept."""

from __future__ import annotations

import pytest

from planbuilder.interview.asking import Entry, Form, FormField, Menu, Option, Wish
from planbuilder.interview.sheet import Sheet
from planbuilder.language import Language
from tests.interview.made_forms import made_form


@pytest.fixture
def kept() -> dict[str, Entry]:
    return {}


@pytest.fixture
def sheet(kept: dict[str, Entry], danish: Language) -> Sheet:
    return Sheet(made_form(kept), danish)


def put(sheet: Sheet, key: str, text: str) -> str | None:
    return sheet.put(next(one for one in sheet.form.fields if one.key == key), text)


def test_what_is_refused_stays_and_is_a_draft_when_the_form_is_left(sheet: Sheet, kept: dict[str, Entry]):
    """It is no answer, and it is not lost."""
    assert put(sheet, "number", "syv") == "»syv« er ikke et tal."
    assert sheet.text(sheet.form.fields[1]) == "syv"
    assert (sheet.leave(Wish.BACK).entries, kept) == ({}, {"number": "syv"})


def test_a_field_is_asked_for_when_another_one_calls_it_up(sheet: Sheet):
    """And further fields when they are wished for."""
    put(sheet, "number", "7")
    sheet.further = True

    assert [one.key for one in sheet.shown] == ["title", "number", "note", "one", "many", "more"]


@pytest.mark.parametrize(
    ("text", "values"), [("blom", ("b",)), ("BLOMME", ("b",)), ("2", ("b",)), ("citron", ("c",)), ("b", ("b",))]
)
def test_an_option_is_named_by_its_word_a_part_of_it_or_its_number(sheet: Sheet, text: str, values: Entry):
    """A whole name goes before a part of another, and how one alone begins before what is in the midst of others."""
    assert put(sheet, "one", text) is None
    assert sheet.leave(Wish.DONE).entries == {"one": values}


@pytest.mark.parametrize(("text", "said"), [("citro", "kan være flere ting: citron; citrongræs"), ("kiwi", "kan ikke")])
def test_a_word_that_means_none_or_several_is_refused(sheet: Sheet, text: str, said: str):
    """The options are told."""
    assert said in (put(sheet, "one", text) or "")


def test_somebody_who_is_not_in_a_list_may_be_added_to_it(danish: Language):
    """A name that is typed is no dead end: it is told which option leads on, and when the name is asked for."""
    menu = Menu("Ejer", (Option("P1", "Mette Holm"), Option("+", "En anden person …")))
    owner = FormField("owner", "Ejer", menu, ())
    sheet = Sheet(Form("Rækken", (owner,), lambda found: frozenset({"owner"})), danish)

    assert sheet.put(owner, "Bo Dam") == (
        "»Bo Dam« er ikke på listen: Mette Holm. Mangler nogen på den, så vælg »En anden person«. "
        "Så bliver I spurgt om navnet, når I gemmer."
    )


@pytest.mark.parametrize("text", ["blomme; æb, 2", "blomme og æble", "2, blomme og 1"])
def test_several_options_are_separated(sheet: Sheet, text: str):
    """By semicolon, comma or "and"; each once, in the order they were typed."""
    assert put(sheet, "many", text) is None
    assert sheet.leave(Wish.DONE).entries == {"many": ("b", "a")}


def test_a_draft_is_there_again(danish: Language):
    """Refused or not."""
    sheet = Sheet(made_form({"number": "syv", "one": ("a",)}), danish)

    assert [sheet.text(one) for one in sheet.form.fields[1:4]] == ["syv", "", "æble"]
    assert sheet.leave(Wish.DONE).entries == {"one": ("a",)}


def test_everything_is_kept_for_whoever_is_stopped(sheet: Sheet, kept: dict[str, Entry]):
    """What was entered and what was refused."""
    put(sheet, "title", "Æbler")
    put(sheet, "number", "syv")
    sheet.keep()

    assert (kept["title"], kept["number"]) == ("Æbler", "syv")
