"""The fields of a form in a terminal: one to type in, one to choose in.

In: a field, and the sheet it is filled in on. Out: what stands in it, taken or refused, and what is shown beneath it.
"""

from __future__ import annotations

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.layout import Dimension, Window
from prompt_toolkit.layout.controls import BufferControl

from planbuilder.interview.asking import FormField, Menu, Option, Prompt, meant
from planbuilder.interview.sheet import Sheet
from planbuilder.interview.terminal_wrap import WordWrap
from planbuilder.interview.widths import cut

LONGEST = 8  # lines of a long text, or of a list to choose from
Pieces = list[tuple[str, str]]  # (style, text)


class Box:
    """One field on the screen; `wrong` says why what stands in it cannot be taken."""

    def __init__(self, field: FormField, sheet: Sheet) -> None:
        self.field, self.sheet = field, sheet
        self.wrong = ""
        self.buffer = Buffer(document=Document(sheet.text(field)), multiline=True)
        self.buffer.on_text_changed += lambda buffer: self._changed()
        self.window = Window(
            BufferControl(self.buffer, input_processors=[WordWrap()]),
            wrap_lines=True,
            dont_extend_height=True,
            height=Dimension(min=1, max=LONGEST),
        )

    def _changed(self) -> None:
        """What was wrong is not told of something else."""
        self.wrong = ""

    @property
    def is_long(self) -> bool:
        """Whether there is room for more lines than one."""
        return isinstance(self.field.ask, Prompt) and self.field.ask.many_lines

    @property
    def may_tick(self) -> bool:
        """Whether a blank ticks an option instead of being typed."""
        return False

    def take(self) -> bool:
        """Take what stands in the field; whether it could be taken."""
        if self.buffer.text != self.field.text(self.sheet.entries[self.field.key]):
            self.wrong = self.sheet.put(self.field, self.buffer.text) or ""
        elif self.field.key in self.sheet.refused:
            self.sheet.choose(self.field, self.sheet.entries[self.field.key])
            self.wrong = ""
        return not self.wrong

    def enter(self) -> bool:
        """Take what stands in the field as Enter does; whether to go on to the next one."""
        return self.take()

    def clear(self) -> None:
        """Empty the field."""
        self.sheet.choose(self.field, () if isinstance(self.field.ask, Menu) else "")
        self.buffer.text, self.wrong = "", ""

    def paste(self, text: str) -> None:
        """Add a pasted text: to a field of one line as one line."""
        # Some terminals paste lines that end with \r\n, and prompt_toolkit shows a \r as ^M.
        self.buffer.insert_text(text.replace("\r\n", "\n") if self.is_long else " ".join(text.split()))

    def beneath(self) -> Pieces:
        """What stands beneath the field while one is in it."""
        told = "" if self.wrong else self.field.told(self.buffer.text)
        return [("class:instruction", f"  {told}\n")] if told else []

    def move(self, by: int) -> bool:
        """Move within the field; false at its end, where one moves on to another field."""
        document = self.buffer.document
        is_inside = document.cursor_position_row + by in range(document.line_count)
        if is_inside:
            (self.buffer.cursor_up if by < 0 else self.buffer.cursor_down)()
        return is_inside


class ChoiceBox(Box):
    """A field to choose in: by the arrow keys, or by typing a part of a word; of several, Enter or space ticks."""

    def __init__(self, field: FormField, menu: Menu, sheet: Sheet) -> None:
        super().__init__(field, sheet)
        self.menu = menu
        self.pointed, self.ticked = -1, -1  # in what is offered; one goes on from what was ticked last
        self.buffer.on_text_changed += lambda buffer: self._typed()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values of what is chosen."""
        found = self.sheet.entries[self.field.key]
        return found if isinstance(found, tuple) else ()

    @property
    def is_typing(self) -> bool:
        """Whether something else is typed than what is chosen."""
        return bool(self.buffer.text.strip()) and self.buffer.text != self.sheet.text(self.field)

    @property
    def offered(self) -> list[Option]:
        """The options that fit what is typed; all of them if nothing is."""
        return meant(self.menu, self.buffer.text) if self.is_typing else list(self.menu.options)

    @property
    def may_tick(self) -> bool:
        """Whether a blank ticks an option instead of being typed: of several, the one pointed at."""
        return self.menu.many and self.pointed >= 0 and not self.is_typing

    def _typed(self) -> None:
        """Point at the first option that fits; what is typed takes the place of what is chosen."""
        standing = self.sheet.text(self.field)
        if standing and self.buffer.text.startswith(standing) and self.buffer.text != standing:
            self._write(self.buffer.text[len(standing) :])
        self.pointed = 0 if self.is_typing and self.offered else -1

    def _write(self, text: str) -> None:
        self.buffer.set_document(Document(text))

    def take(self) -> bool:
        """Take what is typed; of several it is one more."""
        before, is_more = self.chosen, self.menu.many and self.is_typing
        is_taken = super().take()
        if is_taken and is_more:
            self._choose(tuple(dict.fromkeys((*before, *self.chosen))))
        elif is_taken and self.buffer.text != self.sheet.text(self.field):
            self._write(self.sheet.text(self.field))
        return is_taken

    def enter(self) -> bool:
        """Choose what is pointed at; of several it is ticked, and one stays to tick more."""
        if 0 <= self.pointed < len(self.offered):
            self.tick()
            return not self.menu.many
        return self.take()

    def tick(self) -> None:
        """Choose what is pointed at; of several, tick it or take its tick away."""
        value = self.offered[self.pointed].value
        if not self.menu.many:
            self._choose((value,))
        elif value in self.chosen:
            self._choose(tuple(one for one in self.chosen if one != value))
        else:
            self._choose((*self.chosen, value))

    def _choose(self, values: tuple[str, ...]) -> None:
        """Take options as chosen, in the order of ticking if it counts."""
        ordered = values if self.menu.ordered else tuple(o.value for o in self.menu.options if o.value in values)
        self.sheet.choose(self.field, ordered)
        self.wrong = ""
        ticked = self.pointed
        self._write(self.sheet.text(self.field))
        self.pointed, self.ticked = -1, ticked

    def move(self, by: int) -> bool:
        """Point at the next option, or the one before."""
        values = [one.value for one in self.offered]
        # The first key points at what is chosen, or comes in at the nearer end of the list.
        begin = next((values.index(one) for one in self.chosen if one in values), -1 if by > 0 else len(values))
        at = self.pointed if self.pointed >= 0 else begin if self.ticked < 0 else self.ticked
        self.pointed = min(max(at + by, 0), len(self.offered) - 1)
        return True

    def beneath(self) -> Pieces:
        """The options that fit, a few at a time around the one pointed at."""
        offered = self.offered
        chosen = next((n for n, one in enumerate(offered) if one.value in self.chosen), 0)
        middle = self.pointed if self.pointed >= 0 else chosen
        first = max(0, min(middle - LONGEST // 2, len(offered) - LONGEST))
        return [self._line(n, one) for n, one in enumerate(offered)][first : first + LONGEST]

    def _line(self, n: int, option: Option) -> tuple[str, str]:
        mark = "●" if option.value in self.chosen else "○"
        style = "class:highlighted" if n == self.pointed else "class:instruction"
        return style, f"  {'»' if n == self.pointed else ' '} {mark} {cut(option.label, ticked=True)}\n"
