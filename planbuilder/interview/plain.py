"""The interview as plain lines: numbered choices, one line a message, nothing drawn twice.

For screen readers, logs, and terminals that cannot move the cursor. In: prompts in final words. Out: what the user did.
"""

from __future__ import annotations

from collections.abc import Callable

from planbuilder.interview.asking import Entered, Form, Menu, Option, Prompt, Wish
from planbuilder.interview.plain_form import PlainForm
from planbuilder.interview.wishes import ASKS, refusal, reminder, wish_of
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
        if prompt.draft:
            self.write(self.language.text("interview.plain.draft", value=prompt.draft))
        self._remind(prompt.wishes, "interview.plain.long" if prompt.many_lines else "")
        while True:
            text = self._lines(prompt) if prompt.many_lines else self.read()
            if found := wish_of(text, prompt.wishes, self.language):
                prompt.keep(found[1] or prompt.draft)
                return found[0]
            why_not = refusal(text, prompt.wishes, self.language) or prompt.check(text)
            if why_not is None:
                return text
            self.write(why_not)

    def _lines(self, prompt: Prompt) -> str:
        """What was typed before, and the lines up to a full stop or a wish; an empty first line is no text."""
        lines = [line for line in [prompt.draft] if line]
        first = self.read()
        # Told at once: whoever mistypes a wish would else write on and find it in the middle of their text.
        is_sign = first.startswith(":") or first.strip() == ASKS
        if not first or (is_sign and not wish_of(first, prompt.wishes, self.language)):
            return first
        while first != END:
            lines.append(first)
            if wish_of(first, prompt.wishes, self.language):
                break
            first = self.read()
        return "\n".join(lines)

    def choose(self, menu: Menu) -> str | Wish:
        """The value of the option whose number is typed, empty for the blank one, or a wish."""
        first = 0 if menu.blank else 1
        self._menu(menu, "interview.plain.choose", [Option("", menu.blank)] if menu.blank else [])
        while True:
            line = self.read().strip()
            found = wish_of(line, menu.wishes, self.language)
            if found:
                return found[0]
            if not line and (menu.default or menu.blank):
                return menu.default
            named = [option.value for option in menu.options if option.is_named(line)]
            if len(named) == 1:
                return named[0]
            numbers = self._numbers(line, menu, first)
            if len(numbers) == 1:
                return menu.options[numbers[0] - 1].value if numbers[0] else ""
            self._refuse(menu, first)

    def choose_many(self, menu: Menu) -> tuple[str, ...] | Wish:
        """The values of the options whose numbers are typed, in that order if it counts, or a wish."""
        self._menu(menu, "interview.plain.ordered" if menu.ordered else "interview.plain.many", [])
        while True:
            line = self.read().strip()
            found = wish_of(line, menu.wishes, self.language)
            if found:
                return found[0]
            numbers = self._numbers(line, menu, 1)
            if numbers or not line:
                chosen = [menu.options[n - 1].value for n in dict.fromkeys(numbers)] if line else menu.chosen
                return tuple(chosen if menu.ordered else (o.value for o in menu.options if o.value in chosen))
            self._refuse(menu, 1)

    def form(self, form: Form) -> Entered:
        """What was entered in a form, line by line."""
        return PlainForm(form, self.language, self.read, self.write).fill()

    def _menu(self, menu: Menu, key: str, before: list[Option]) -> None:
        self._head(menu.title, menu.hint)
        for n, option in enumerate([*before, *menu.options], 1 - len(before)):
            self.write(f"{n}. {option.label}{self._mark(menu, option.value)}")
        self._remind(menu.wishes, key)

    def _mark(self, menu: Menu, value: str) -> str:
        """What tells that an option is chosen now: its place where the order counts."""
        if menu.ordered and value in menu.chosen:
            return self.language.text("interview.plain.chosen_as", place=menu.chosen.index(value) + 1)
        now = value in menu.chosen or (not menu.many and value == menu.default and bool(value or menu.blank))
        return self.language.text("interview.plain.chosen") if now else ""

    def _refuse(self, menu: Menu, least: int) -> None:
        self.write(self.language.text("interview.plain.not_a_number", least=least, most=len(menu.options)))

    def _numbers(self, line: str, menu: Menu, least: int) -> list[int]:
        """The numbers that a line names; empty if any part of it is no option's number."""
        parts = line.replace(",", " ").split()
        # `isdigit` is true of `²` too, which `int` refuses.
        if not all(part.isascii() and part.isdigit() and least <= int(part) <= len(menu.options) for part in parts):
            return []
        return [int(part) for part in parts]

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
