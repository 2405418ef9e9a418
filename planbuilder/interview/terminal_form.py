"""A form in a terminal: fields one under the other, in which one types, chooses and moves about.

In: a form. Out: what was entered in it. Enter goes to the next field and ends the form after the last; Tab and the
arrow keys move; function keys are wishes, as elsewhere. What cannot be taken is told beneath its field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    ConditionalContainer,
    Container,
    FormattedTextControl,
    HSplit,
    Layout,
    ScrollablePane,
    VSplit,
    Window,
)
from prompt_toolkit.styles import BaseStyle

from planbuilder.interview.asking import Entered, Form, FormField, Menu, Wish
from planbuilder.interview.sheet import Sheet
from planbuilder.interview.terminal_fields import Box, ChoiceBox, Pieces
from planbuilder.interview.widths import HARD, broken, narrow, share
from planbuilder.interview.wishes import ASKS, KEYS, reminder, wish_of
from planbuilder.language import Language
from planbuilder.plaintext import led_by

ABOUT_A_FIELD = (Wish.EDITOR, Wish.UNKNOWN, Wish.NOT_RELEVANT)


class TerminalForm:
    """Fills in one form."""

    def __init__(self, form: Form, language: Language, style: BaseStyle) -> None:
        self.form, self.language, self.style = form, language, style
        self.sheet = Sheet(form, language)
        self.boxes = {
            one.key: ChoiceBox(one, one.ask, self.sheet) if isinstance(one.ask, Menu) else Box(one, self.sheet)
            for one in form.fields
        }
        # Of all labels and not of those shown: the fields would move to the side as answers call up others.
        self.width = share(max(len(one.label) for one in form.fields) + len("» : "))
        self.shown = self.sheet.shown
        self.at, self.is_helped = self.shown[0].key, False
        if any(one.key == form.at for one in self.shown):
            self.at = form.at

    @property
    def box(self) -> Box:
        """The field that one is in."""
        return self.boxes[self.at]

    def fill(self) -> Entered:
        """Show the form until it is left; nothing typed is lost, however that comes about."""
        layout = Layout(HSplit([ScrollablePane(HSplit(self._rows()), show_scrollbar=False), *self._foot()]))
        layout.focus(self.box.window)
        application: Application[Wish] = Application(
            layout, key_bindings=self._keys(), style=self.style, erase_when_done=True
        )
        try:
            wish = application.run()
        except (KeyboardInterrupt, EOFError):
            self._take_all()
            self.sheet.keep()
            raise
        self._take_all()
        return self.sheet.leave(wish, self.at if wish in ABOUT_A_FIELD else "")

    def _take_all(self) -> None:
        for field in self.form.fields:
            self.boxes[field.key].take()

    def _rows(self) -> list[Container]:
        """The title, and each field with its section, its label, and what stands beneath it."""
        head = "\n  ".join(part for part in (self.form.title, self.form.hint) if part)
        rows: list[Container] = [_text(lambda: [("class:question", broken(head))])]
        sections: set[str] = set()
        for field in self.form.fields:
            # The head goes with the first field of its section, and is shown only as long as that is.
            heads = [] if field.section in {*sections, ""} else [_text(partial(_section, field))]
            sections.add(field.section)
            label = _text(partial(self._label, field), self.width)
            beneath = partial(self._beneath, self.boxes[field.key])
            row = HSplit([
                *heads,
                VSplit([label, self.boxes[field.key].window]),
                ConditionalContainer(_text(beneath), Condition(lambda said=beneath: bool(said()))),  # type: ignore[misc]
            ])  # fmt: skip
            rows.append(ConditionalContainer(row, Condition(partial(self._is_shown, field))))
        return rows

    def _is_shown(self, field: FormField) -> bool:
        return field in self.shown

    def _label(self, field: FormField) -> Pieces:
        is_here = field.key == self.at
        label = narrow(led_by(self.sheet.label(field)), self.width - len("»  "))
        return [("class:highlighted" if is_here else "", f"{'»' if is_here else ' '} {label}")]

    def _beneath(self, box: Box) -> Pieces:
        """Why a field cannot be taken; where one is, also what can be chosen, and help if it is asked for."""
        wrong = [("class:wrong", broken(f"  {box.wrong}"))] if box.wrong else []
        if box.field.key != self.at:
            return wrong
        lines = box.field.helps() or [self.language.text("interview.no_help")]
        hint = [box.field.ask.hint] if box.field.ask.hint else []
        told = lines if self.is_helped else hint
        helped = [("class:instruction", broken(f"  {line}") + "\n") for line in told]
        beneath = [*helped, *box.beneath(), *wrong]
        # The window is as high as its text has lines: a break at the end would be an empty line.
        return [*beneath[:-1], (beneath[-1][0], beneath[-1][1].rstrip("\n"))] if beneath else []

    def _foot(self) -> list[Container]:
        """How to go about it."""
        return [_text(lambda: [("class:instruction", broken(self._how()))])]

    def _how(self) -> str:
        box = self.box
        key = "keys" if not isinstance(box, ChoiceBox) else "many" if box.menu.many else "choose"
        told = [self.language.text(f"interview.filled_in.{key}")]
        told += [self.language.text("interview.filled_in.long")] if box.is_long else []
        out = {Wish.SKIP} if box.is_long else {Wish.SKIP, Wish.EDITOR}
        keys = reminder(self.form.wishes - out, self.language, keys=True)
        return "  " + " · ".join(word.replace(" ", HARD) for part in (*told, keys) for word in part.split(" · "))

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        for wish in self.form.wishes:
            keys.add(KEYS[wish], eager=True)(lambda event, wish=wish: self._grant(event, wish))
        for key, by in ((Keys.Up, -1), (Keys.Down, 1)):
            keys.add(key, eager=True)(lambda event, by=by: self._move(event, by))
        for key, by in ((Keys.BackTab, -1), (Keys.Tab, 1)):
            keys.add(key, eager=True)(lambda event, by=by: self._go(event, by))
        for key in (Keys.ControlC, Keys.SIGINT):
            keys.add(key, eager=True)(lambda event: event.app.exit(exception=KeyboardInterrupt))
        keys.add(Keys.Enter, eager=True)(self._enter)
        keys.add(Keys.Escape, Keys.Enter, filter=Condition(lambda: self.box.is_long))(
            lambda event: self.box.buffer.insert_text("\n")
        )
        keys.add(Keys.BracketedPaste, eager=True)(lambda event: self.box.paste(event.data))
        keys.add(" ", filter=Condition(lambda: self.box.may_tick), eager=True)(lambda event: self.box.enter())
        keys.add(ASKS, filter=Condition(lambda: isinstance(self.box, ChoiceBox)), eager=True)(
            lambda event: self._grant(event, Wish.HELP)
        )
        return keys

    def _move(self, event: Any, by: int) -> None:
        """Move within the field, and at its end to another one."""
        if not self.box.move(by):
            self._go(event, by)

    def _enter(self, event: Any) -> None:
        """Take the field and go on; a word after a colon is a wish."""
        box = self.box
        found = wish_of(box.buffer.text, self.form.wishes, self.language, self.sheet.text(box.field))
        if found:
            box.buffer.text = found[1]
            self._grant(event, found[0])
        elif box.enter():
            self._go(event, 1, ends=True)

    def _go(self, event: Any, by: int, ends: bool = False) -> None:
        """Go to the field after or before; after the last the form ends if it may."""
        self.box.take()
        self.shown = self.sheet.shown
        keys = [one.key for one in self.shown]
        to = keys.index(self.at) + by if self.at in keys else 0
        if ends and to == len(keys):
            self._end(event, Wish.DONE)
            return
        self._point(event, keys[min(max(to, 0), len(keys) - 1)])

    def _point(self, event: Any, key: str) -> None:
        self.at, self.is_helped = key, False
        event.app.layout.focus(self.box.window)

    def _grant(self, event: Any, wish: Wish) -> None:
        """Do what a wish says; one that has no way of its own leaves the form."""
        GRANTED.get(wish, TerminalForm._leave)(self, event, wish)

    def _leave(self, event: Any, wish: Wish) -> None:
        event.app.exit(result=wish)

    def _help(self, event: Any, wish: Wish) -> None:
        self.is_helped = not self.is_helped

    def _edit(self, event: Any, wish: Wish) -> None:
        """Leave for the editor, in a field that there is one for."""
        if self.box.is_long:
            event.app.exit(result=wish)

    def _further(self, event: Any, wish: Wish) -> None:
        """Show the fields of later tables, and go to the first of them."""
        self.box.take()
        self.sheet.further = True
        self.shown = self.sheet.shown
        first = next((one.key for one in self.shown if one.section), self.at)
        self._point(event, first)

    def _end(self, event: Any, wish: Wish) -> None:
        """End the form, unless something in it cannot be taken: then go there."""
        self._take_all()
        self.shown = self.sheet.shown
        wrong = next((one.key for one in self.shown if self.boxes[one.key].wrong), None)
        if wrong is None:
            event.app.exit(result=wish)
        else:
            self._point(event, wrong)


Grant = Callable[[TerminalForm, Any, Wish], None]
GRANTED: Mapping[Wish, Grant] = {
    Wish.HELP: TerminalForm._help,
    Wish.CLEAR: lambda form, event, wish: form.box.clear(),
    Wish.SKIP: lambda form, event, wish: form._go(event, 1),
    Wish.FURTHER: TerminalForm._further,
    Wish.NEXT: TerminalForm._end,
    Wish.DONE: TerminalForm._end,
    Wish.EDITOR: TerminalForm._edit,
}


def _section(field: FormField) -> Pieces:
    return [("class:question", field.section)]


def _text(said: Callable[[], Pieces], width: int | None = None) -> Window:
    """Text that says what holds now."""
    control = FormattedTextControl(lambda: [*said()])
    return Window(control, width=width, dont_extend_height=True, wrap_lines=True)
