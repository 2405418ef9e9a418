"""The interview in a terminal, with questionary: arrow keys, function keys, colours.

In: prompts in final words. Out: what the user did. questionary's own words never show: instructions are given by us,
and what it prints after an answer is erased and written by us.
"""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Collection
from typing import Any

import questionary
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.styles import Style

from planbuilder.interview.asking import Menu, Prompt, Wish
from planbuilder.interview.wishes import KEYS, refusal, reminder, wish_of
from planbuilder.language import Language

STYLE = Style([
    ("qmark", "fg:ansicyan bold"),
    ("question", "bold"),
    ("instruction", "fg:ansibrightblack"),
    ("pointer", "fg:ansicyan bold"),
    ("highlighted", "fg:ansicyan bold"),
    ("selected", "fg:ansicyan"),
    ("answer", ""),
])  # fmt: skip
HARD = "\u00a0"
TONES = {"title": "bold ansicyan", "good": "ansigreen", "quiet": "ansibrightblack", "bad": "ansired"}


class Terminal:
    """Asks in a terminal."""

    def __init__(self, language: Language, colour: bool = True) -> None:
        self.language = language
        self.style = STYLE if colour else Style([])
        self.colour = colour
        # Terminals that do not answer where the cursor is would be warned of in English.
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")

    def say(self, text: str, tone: str = "") -> None:
        """Show a message."""
        width = max(20, shutil.get_terminal_size().columns - 1)
        lines = (textwrap.fill(line, width, subsequent_indent=" " * _indent(line)) for line in text.split("\n"))
        questionary.print("\n".join(lines).replace(HARD, " "), style=TONES.get(tone) if self.colour else None)

    def line(self, prompt: Prompt) -> str | Wish:
        """A typed text or a wish."""
        self._before(prompt.hint, prompt.wishes, "interview.keys.long" if prompt.many_lines else "")
        asked = questionary.text(
            _wrapped(prompt.title),
            default=prompt.default,
            multiline=prompt.many_lines,
            instruction="\n>",
            validate=lambda line: self._valid(prompt, line),
            qmark="?",
            style=self.style,
            erase_when_done=True,
        )
        answer = self._ask(asked, prompt.wishes)
        wish = answer if isinstance(answer, Wish) else wish_of(answer, prompt.wishes, self.language)
        self._echo(prompt.title, wish or answer)
        return wish or str(answer)

    def _valid(self, prompt: Prompt, line: str) -> bool | str:
        if wish_of(line, prompt.wishes, self.language):
            return True
        return refusal(line, prompt.wishes, self.language) or prompt.check(line) or True

    def choose(self, menu: Menu) -> str | Wish:
        """The value of the chosen option, or a wish."""
        self._before(menu.hint, menu.wishes, "interview.keys.choose")
        values = [option.value for option in menu.options]
        asked = questionary.select(
            _wrapped(menu.title),
            choices=[questionary.Choice(option.label, option.value) for option in menu.options],
            default=menu.default if menu.default in values else None,
            instruction=" ",
            use_jk_keys=False,
            qmark="?",
            style=self.style,
            erase_when_done=True,
        )
        answer = self._ask(asked, menu.wishes)
        self._echo(menu.title, answer if isinstance(answer, Wish) else dict(_labels(menu))[answer])
        return answer if isinstance(answer, Wish) else str(answer)

    def choose_many(self, menu: Menu) -> tuple[str, ...] | Wish:
        """The values of the chosen options, or a wish."""
        self._before(menu.hint, menu.wishes, "interview.keys.many")
        asked = questionary.checkbox(
            _wrapped(menu.title),
            choices=[questionary.Choice(o.label, o.value, checked=o.value in menu.chosen) for o in menu.options],
            instruction=" ",
            use_jk_keys=False,
            qmark="?",
            style=self.style,
            erase_when_done=True,
        )
        answer = self._ask(asked, menu.wishes)
        if isinstance(answer, Wish):
            self._echo(menu.title, answer)
            return answer
        self._echo(menu.title, ", ".join(label for value, label in _labels(menu) if value in answer))
        return tuple(answer)

    def _ask(self, asked: questionary.Question, wishes: Collection[Wish]) -> Any:
        """Ask with a function key for each wish."""
        keys = KeyBindings()
        for wish in wishes:
            keys.add(KEYS[wish], eager=True)(lambda event, wish=wish: event.app.exit(result=wish))
        application: Any = asked.application
        application.key_bindings = merge_key_bindings([application.key_bindings or KeyBindings(), keys])
        return asked.unsafe_ask()

    def _before(self, hint: str, wishes: Collection[Wish], key: str) -> None:
        """The hint, and how to answer; on lines of their own, since the prompt's line is cut at the screen's edge."""
        if hint:
            self.say(f"  {hint}", "quiet")
        parts = [self.language.text(key)] if key else []
        if wishes:
            parts.append(reminder(wishes, self.language, keys=True))
        if parts:
            # A key and its word stay on one line: blanks inside are hard while the line is broken.
            words = [word.replace(" ", HARD) for part in parts for word in part.split(" · ")]
            self.say(f"  {' · '.join(words)}", "quiet")

    def _echo(self, title: str, answer: object) -> None:
        """What was asked and answered, in our words."""
        shown = f"‹{self.language.text(f'interview.wish.{answer.value}')}›" if isinstance(answer, Wish) else str(answer)
        questionary.print(f"✓ {title}  ", style="bold" if self.colour else None, end="")
        questionary.print(shown, style="ansicyan" if self.colour else None)


def _labels(menu: Menu) -> list[tuple[str, str]]:
    return [(option.value, option.label) for option in menu.options]


def _wrapped(title: str) -> str:
    """A title broken to the screen, which would else cut it off."""
    return "\n  ".join(textwrap.wrap(title, max(20, shutil.get_terminal_size().columns - 4)))


def _indent(line: str) -> int:
    """How far a line is set in."""
    return len(line) - len(line.lstrip())
