"""The interview as plain lines: numbered choices, one line a message, nothing drawn twice.

For screen readers, logs, and terminals that cannot move the cursor. In: prompts in final words. Out: what the user did.
"""

from __future__ import annotations

from collections.abc import Callable

from planbuilder.interview.asking import Menu, Prompt, Wish
from planbuilder.interview.wishes import refusal, reminder, wish_of
from planbuilder.language import Language

END = "."


class Plain:
    """Asks line by line; `read` gives the next line, `write` shows one."""

    def __init__(self, language: Language, read: Callable[[], str], write: Callable[[str], None]) -> None:
        self.language, self.read, self.write = language, read, write

    def say(self, text: str, tone: str = "") -> None:
        """Show a message."""
        self.write(text)

    def line(self, prompt: Prompt) -> str | Wish:
        """A typed text or a wish; several lines end with a full stop on a line of its own."""
        self._head(prompt.title, prompt.hint)
        if prompt.default:
            self.write(self.language.text("interview.plain.now", value=prompt.default))
        self._remind(prompt.wishes, "interview.plain.long" if prompt.many_lines else "")
        while True:
            line = self.read()
            wish = wish_of(line, prompt.wishes, self.language)
            if wish:
                return wish
            text = self._more_lines(line) if prompt.many_lines and not line.startswith(":") else line
            why_not = refusal(line, prompt.wishes, self.language) or prompt.check(text)
            if why_not is None:
                return text
            self.write(why_not)

    def _more_lines(self, first: str) -> str:
        """The lines up to the one that is a full stop; an empty first line is no text."""
        lines = [first]
        while lines[0] and lines[-1] != END:
            lines.append(self.read())
        return "\n".join(line for line in lines if line != END)

    def choose(self, menu: Menu) -> str | Wish:
        """The value of the option whose number is typed, or a wish."""
        self._menu(menu, "interview.plain.choose")
        while True:
            line = self.read().strip()
            wish = wish_of(line, menu.wishes, self.language)
            if wish:
                return wish
            if not line and menu.default:
                return menu.default
            numbers = self._numbers(line, menu)
            if len(numbers) == 1:
                return menu.options[numbers[0]].value
            self.write(self.language.text("interview.plain.not_a_number", most=len(menu.options)))

    def choose_many(self, menu: Menu) -> tuple[str, ...] | Wish:
        """The values of the options whose numbers are typed, or a wish."""
        self._menu(menu, "interview.plain.many")
        while True:
            line = self.read().strip()
            wish = wish_of(line, menu.wishes, self.language)
            if wish:
                return wish
            if not line:
                return tuple(option.value for option in menu.options if option.value in menu.chosen)
            numbers = self._numbers(line, menu)
            if numbers:
                return tuple(menu.options[n].value for n in sorted(set(numbers)))
            self.write(self.language.text("interview.plain.not_a_number", most=len(menu.options)))

    def _menu(self, menu: Menu, key: str) -> None:
        self._head(menu.title, menu.hint)
        for n, option in enumerate(menu.options, 1):
            now = option.value == menu.default or option.value in menu.chosen
            self.write(f"{n}. {option.label}{self.language.text('interview.plain.chosen') if now else ''}")
        self._remind(menu.wishes, key)

    def _numbers(self, line: str, menu: Menu) -> list[int]:
        """The indexes that a line of numbers names; empty if any part of it is no option's number."""
        parts = line.replace(",", " ").split()
        if not all(part.isascii() and part.isdigit() and 1 <= int(part) <= len(menu.options) for part in parts):
            return []
        return [int(part) - 1 for part in parts]

    def _head(self, title: str, hint: str) -> None:
        self.write(title)
        if hint:
            self.write(hint)

    def _remind(self, wishes: frozenset[Wish], key: str) -> None:
        for line in (
            self.language.text(key) if key else "",
            reminder(wishes, self.language, keys=False) if wishes else "",
        ):
            if line:
                self.write(line)
