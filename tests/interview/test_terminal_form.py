"""A form in a terminal: typed, chosen and moved about in with keys."""

from __future__ import annotations

import io

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from planbuilder.interview.asking import Entered, Entry, Form, Wish
from planbuilder.interview.terminal import Terminal
from planbuilder.interview.terminal_form import TerminalForm
from planbuilder.language import Language
from tests.interview.made_forms import made_form
from tests.interview.test_terminal import (
    CTRL_C,
    CTRL_U,
    DOWN,
    ENTER,
    ESCAPE,
    KEYS,
    SPACE,
    UP,
    Seen,
    keyboard,
    plain,
    seen,
)

TAB, BACK_TAB = "\t", "\x1b[Z"
SAVE = KEYS[Wish.DONE]
__all__ = ["seen"]


def filled(language: Language, keys: str, form: Form) -> Entered:
    with keyboard(keys):
        return Terminal(language).form(form)


@pytest.mark.parametrize(
    ("keys", "entries"),
    [
        (ENTER * 4, {}),
        (TAB * 9 + SAVE, {}),
        ("Æbler" + SAVE, {"title": "Æbler"}),
        (f"Æbler{ENTER}7{ENTER}En{ESCAPE}{ENTER}To{SAVE}", {"title": "Æbler", "number": "7", "note": "En\nTo"}),
        (f"{DOWN}7{UP}Æbler{SAVE}", {"title": "Æbler", "number": "7"}),
        (f"{TAB}7{BACK_TAB}Æbler{SAVE}", {"title": "Æbler", "number": "7"}),
        (f"{TAB}{TAB}{DOWN}{DOWN}{ENTER}{SAVE}", {"one": ("b",)}),
        (f"{TAB}{TAB}blom{ENTER}{SAVE}", {"one": ("b",)}),
        (f"{TAB}{TAB}blom{TAB}{SAVE}", {"one": ("b",)}),
        (f"{TAB * 3}{DOWN}{SPACE}{DOWN}{ENTER}{SAVE}", {"many": ("a", "b")}),
        (f"{TAB * 3}cit{DOWN}{ENTER}blom{ENTER}{SAVE}", {"many": ("b", "k")}),
        (f"{KEYS[Wish.FURTHER]}Mere{SAVE}", {"more": "Mere"}),
        (f"En{KEYS[Wish.CLEAR]}To{SAVE}", {"title": "To"}),
        ("\x1b[200~En\r\nTo\x1b[201~" + SAVE, {"title": "En To"}),
    ],
)
def test_keys_fill_it_in(danish: Language, keys: str, entries: dict[str, Entry]):
    """Enter goes on and ends after the last field, Tab and the arrows move, F10 saves from anywhere."""
    assert filled(danish, keys, made_form()) == Entered(entries)


def test_what_is_refused_is_told_at_its_field_and_keeps_the_form_open(danish: Language):
    """Enter stays there; whoever saves from elsewhere is led back to it."""
    keys = f"{TAB}syv{ENTER}{TAB}{SAVE}{CTRL_U}7{SAVE}"

    assert filled(danish, keys, made_form()) == Entered({"number": "7"})


def test_an_answer_is_taken_away(danish: Language):
    """By emptying the field, or its key."""
    keys = f"{CTRL_U}{TAB}{TAB}{KEYS[Wish.CLEAR]}{SAVE}"

    assert filled(danish, keys, made_form(title="Æbler", one=("a",))).entries == {"title": "", "one": ()}


@pytest.mark.parametrize("wish", [Wish.BACK, Wish.HOME, Wish.NEXT])
def test_a_key_leaves_it_with_what_was_entered(danish: Language, wish: Wish):
    """Nothing is lost on the way."""
    assert filled(danish, "Æbler" + KEYS[wish], made_form()) == Entered({"title": "Æbler"}, wish)


def test_a_word_after_a_colon_leaves_it_too(danish: Language):
    """As at any other prompt."""
    assert filled(danish, f":oversigt{ENTER}", made_form()) == Entered({}, Wish.HOME)


def test_ctrl_c_keeps_everything_as_drafts(danish: Language):
    """What was entered, and what would be refused."""
    kept: dict[str, Entry] = {}

    with pytest.raises(KeyboardInterrupt):
        filled(danish, f"Æbler{TAB}syv{CTRL_C}", made_form(kept))

    assert (kept["title"], kept["number"]) == ("Æbler", "syv")


@pytest.mark.parametrize(
    ("at", "texts"),
    [
        ("title", ["Rækken", "Om rækken", "Titel:", "Pærer", "Hjælp til title", "Enter: næste felt"]),
        ("one", ["○ æble", "○ citrongræs", "Hjælp til one", "Skriv en del af ordet"]),
    ],
)
def test_the_screen_shows_fields_help_and_options(danish: Language, at: str, texts: list[str]):
    """Help to the field one is in stands beneath it, and what can be chosen there."""
    screen = io.StringIO()
    output = Vt100_Output(screen, lambda: Size(rows=40, columns=120), term="xterm", enable_cpr=False)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=output):
        pipe.send_text(SAVE)
        form = TerminalForm(made_form(title="Pærer"), danish, Style([]))
        form.at, form.is_helped = at, True
        form.fill()

    assert [text for text in texts if text not in plain(screen.getvalue())] == []


def test_what_was_entered_is_told_when_the_form_is_gone(danish: Language, seen: Seen):
    """Field by field."""
    screen = plain(seen(f"Æbler{TAB}{TAB}blom{SAVE}", lambda face: face.form(made_form())))

    assert "✓ Rækken" in screen
    assert "Frugt: blomme" in screen
