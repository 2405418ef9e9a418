"""A form as plain lines: its fields numbered, and lines such as `3: text` that fill them until an empty one.

In: a form. Out: what was entered in it; each line that cannot be taken is told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from planbuilder.interview.asking import Entered, Form, FormField, Menu, Prompt, Wish
from planbuilder.interview.sheet import Sheet
from planbuilder.interview.wishes import ASKS, reminder, wish_of
from planbuilder.language import Language
from planbuilder.plaintext import led_by

LINE = re.compile(r"\s*(\d{1,3})\s*([:?+])\s*(.*)", re.DOTALL)
LEAVING = (Wish.BACK, Wish.HOME, Wish.SKIP)
ENDING = (Wish.NEXT, Wish.DONE)
# `3:` clears a field, an empty line ends the form, and an editor has no field to begin in.
ABOUT_A_FIELD = frozenset({Wish.UNKNOWN, Wish.NOT_RELEVANT})
NO_KEYS = {Wish.CLEAR, Wish.SKIP, Wish.DONE, Wish.EDITOR}


class PlainForm:
    """Fills in one form; `read` gives the next line, `write` shows one."""

    def __init__(self, form: Form, language: Language, read: Callable[[], str], write: Callable[[str], None]) -> None:
        self.form, self.language, self.read, self.write = form, language, read, write
        self.sheet = Sheet(form, language)
        self.wishes = form.wishes - NO_KEYS
        self.told: dict[str, str] = {}

    def fill(self) -> Entered:
        """Read lines until an empty one, or a wish that leaves the form."""
        self.write(self.form.title)
        if self.form.hint:
            self.write(self.form.hint)
        self._list()
        self._remind()
        try:
            return self._lines()
        except (KeyboardInterrupt, EOFError):
            self.sheet.keep()
            raise

    def _lines(self) -> Entered:
        while True:
            line = self.read()
            found = wish_of(line, self.wishes, self.language)
            wish = found[0] if found else None if line.strip() else Wish.DONE
            if wish in LEAVING or (wish in ENDING and not self._wrong()):
                return self.sheet.leave(wish)
            if about := self._about_a_field(line):
                return self.sheet.leave(*about)
            if wish in ENDING:
                self._tell(self._wrong())
            else:
                self._do(line, wish)

    def _wrong(self) -> list[FormField]:
        """The fields in which something stands that cannot be taken."""
        return [one for one in self.sheet.shown if one.key in self.sheet.refused]

    def _tell(self, wrong: list[FormField]) -> None:
        """Why the form cannot end yet."""
        self.write(self.language.text("interview.filled_in.refused", number=self._number(wrong[0])))
        for one in wrong:
            self.write(f"{self._name(one)} {self.sheet.put(one, self.sheet.text(one))}")

    def _do(self, line: str, wish: Wish | None) -> None:
        """What a line that does not leave the form is to do."""
        if wish in GRANTED:
            GRANTED[wish](self)
            return
        said = LINE.fullmatch(line)
        if not said or not (field := self._numbered(int(said[1]))):
            self.write(self.language.text("interview.filled_in.no_field"))
        elif ASKS in (said[2], said[3].strip()):
            self._help(field)
        else:
            self._put(field, said[3], adds=said[2] == "+")

    def _help_all(self) -> None:
        """How to fill in the form, and help to every field of it."""
        self._remind()
        for _, fields in groupby(self.sheet.shown, key=lambda one: one.section):
            self._help_section({self._name(one): one.helps() for one in fields})

    def _help_section(self, helps: Mapping[str, Sequence[str]]) -> None:
        """What holds for all of several fields once, and beneath the name of each what holds for it alone."""
        first = next(iter(helps.values()))
        shared = [line for line in first if len(helps) > 1 and all(line in lines for lines in helps.values())]
        self._write(shared)
        for name, lines in helps.items():
            own = [line for line in lines if line not in shared]
            self._write([name, *own] if own else [])

    def _further(self) -> None:
        """Show the fields of later tables too."""
        self.sheet.further = True
        self._list()

    def _about_a_field(self, line: str) -> tuple[Wish, str] | None:
        """The wish that a line says of one field (`3: :ved ikke`), with the field; None for any other line."""
        said = LINE.fullmatch(line)
        field = self._numbered(int(said[1])) if said else None
        found = wish_of(said[3], ABOUT_A_FIELD & self.wishes, self.language) if said else None
        return (found[0], field.key) if found and field else None

    def _numbered(self, number: int) -> FormField | None:
        """The field of a number, if it is asked for."""
        return next((one for one in self.sheet.shown if self._number(one) == number), None)

    def _number(self, field: FormField) -> int:
        """A field's number stays the same, whichever others are asked for."""
        return self.form.fields.index(field) + 1

    def _put(self, field: FormField, text: str, adds: bool) -> None:
        # A line of a terminal has no line breaks, so a long text comes line by line (`3+ text`).
        before = self.sheet.text(field)
        whole = f"{before}\n{text}" if adds and before and isinstance(field.ask, Prompt) else text
        why_not = self.sheet.put(field, whole)
        if why_not:
            self.write(why_not)
            return
        self.told.pop(field.key, None)
        self._list()
        if told := field.told(self.sheet.entries[field.key]):
            self.write(told)

    def _list(self) -> None:
        """The fields that have not been told, or have changed since, or are in another unit now."""
        for field in self.sheet.shown:
            if self.told.get(field.key) != self.sheet.label(field):
                self.told[field.key] = self.sheet.label(field)
                self.write(self._line(field))

    def _name(self, field: FormField) -> str:
        """A field's number and what it is called."""
        section = f"{field.section} – " if field.section else ""
        return f"{self._number(field)}. {section}{led_by(self.sheet.label(field))}"

    def _line(self, field: FormField) -> str:
        draft = self.language.text("interview.filled_in.not_saved") if self._is_draft(field) else ""
        hint = f" [{field.ask.hint}]" if field.ask.hint and not self.sheet.text(field) else ""
        return f"{self._name(field)} {self.sheet.text(field)}{draft}{hint}".rstrip()

    def _is_draft(self, field: FormField) -> bool:
        return field.draft is not None and self.sheet.text(field) == field.text(field.draft)

    def _help(self, field: FormField) -> None:
        """Help to one field, and what can be chosen in it."""
        self._write(field.helps() or [self.language.text("interview.no_help")])
        if isinstance(field.ask, Menu):
            self._write(f"{n}. {option.label}" for n, option in enumerate(field.ask.options, 1))

    def _remind(self) -> None:
        """How to fill in the form."""
        shown = self.form.fields
        self.write(self.language.text("interview.filled_in.plain"))
        if any(isinstance(one.ask, Prompt) and one.ask.many_lines for one in shown):
            self.write(self.language.text("interview.filled_in.plain_lines"))
        self.write(reminder(self.wishes - ABOUT_A_FIELD, self.language, keys=False))
        if about := reminder(self.wishes & ABOUT_A_FIELD, self.language, keys=False):
            self.write(self.language.text("interview.filled_in.plain_about", wishes=about))

    def _write(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)


GRANTED: Mapping[Wish | None, Callable[[PlainForm], None]] = {
    Wish.HELP: PlainForm._help_all,
    Wish.FURTHER: PlainForm._further,
}
