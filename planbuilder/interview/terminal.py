"""The interview in a terminal, with questionary: arrow keys, function keys, colours.

In: prompts in final words. Out: what the user did. questionary's own words never show: instructions are given by us,
and what it prints after an answer is erased and written by us.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

import questionary
from prompt_toolkit.filters import Condition, to_filter
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Dimension
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from planbuilder.interview.asking import Entered, Form, Menu, Option, Prompt, Wish
from planbuilder.interview.live_text import Live, Typed
from planbuilder.interview.terminal_form import TerminalForm
from planbuilder.interview.terminal_wrap import WordWrap
from planbuilder.interview.widths import HARD, broken, cut, fits, wrapped
from planbuilder.interview.wishes import ASKS, KEYS, refusal, reminder, wish_of
from planbuilder.language import Language

STYLE = Style([
    ("qmark", "fg:ansicyan bold"),
    ("question", "bold"),
    ("instruction", "fg:ansibrightblack"),
    ("pointer", "fg:ansicyan bold"),
    ("highlighted", "fg:ansicyan bold"),
    ("selected", "fg:ansicyan"),
    ("answer", ""),
    ("wrong", "fg:ansired"),
])  # fmt: skip
LONG = "interview.keys.long"
MARKED = "> "  # in front of what is typed
MOST_LINES = 5  # of what is wrong with a line
TONES = {"title": "bold ansicyan", "heading": "bold", "good": "ansigreen", "quiet": "ansibrightblack", "bad": "ansired"}


class Terminal:
    """Asks in a terminal."""

    def __init__(self, language: Language, colour: bool = True) -> None:
        self.language = language
        self.style = STYLE if colour else Style([])
        self.colour = colour
        self.reminded: set[str] = set()
        # Terminals that do not answer where the cursor is would be warned of in English.
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")

    def say(self, text: str, tone: str = "") -> None:
        """Show a message; where a part begins, the keys are told anew."""
        if tone == "title":
            self.reminded.clear()
        questionary.print(broken(text), style=TONES.get(tone) if self.colour else None)

    def line(self, prompt: Prompt) -> str | Wish:
        """A typed text or a wish; Enter ends it, and in a long text Escape and Enter begin a new line."""
        self._before(prompt.hint, prompt.wishes, LONG if prompt.many_lines else "")
        begin = prompt.draft or prompt.default
        beside = self._beside(prompt.wishes, empties=bool(begin) and not prompt.many_lines)
        asked = questionary.text(
            wrapped(prompt.title, beside),
            default=begin,
            multiline=prompt.many_lines,
            instruction=f"{beside}\n{MARKED.strip()}",
            validate=lambda text: self._valid(prompt, text),
            qmark="?",
            style=self.style,
            erase_when_done=True,
            input_processors=[WordWrap(len(MARKED))] if prompt.many_lines else [],
        )
        buffer = asked.application.current_buffer
        _show_whole_refusals(asked)
        keys = self._wish_keys(prompt.wishes, lambda: prompt.keep(buffer.text))
        if not prompt.many_lines:
            # A line break pasted into a field of one line would stand in it unseen.
            keys.add(Keys.BracketedPaste, eager=True)(
                lambda event: buffer.insert_text(" ".join(event.data.splitlines()))
            )
        else:
            keys.add(Keys.Enter, eager=True)(lambda event: event.current_buffer.validate_and_handle())
            keys.add(Keys.Escape, Keys.Enter)(lambda event: event.current_buffer.insert_text("\n"))
        try:
            answer = _run(asked, keys)
        except (KeyboardInterrupt, EOFError):
            prompt.keep(buffer.text)
            raise
        found = None if isinstance(answer, Wish) else wish_of(answer, prompt.wishes, self.language, begin)
        if found:
            answer, typed = found
            prompt.keep(typed or prompt.draft)
        self._echo(prompt.title, answer)
        if prompt.default and isinstance(answer, str) and not answer.strip():
            self.say(self.language.text("interview.stays", value=prompt.default), "quiet")
        return answer if isinstance(answer, Wish) else str(answer)

    def _valid(self, prompt: Prompt, text: str) -> bool | str:
        if wish_of(text, prompt.wishes, self.language, prompt.draft or prompt.default):
            return True
        why_not = refusal(text, prompt.wishes, self.language) or prompt.check(text)
        return broken(why_not) if why_not else True

    def choose(self, menu: Menu) -> str | Wish:
        """The value of the chosen option, empty for the blank one, or a wish."""
        self._before(menu.hint, menu.wishes, "interview.keys.choose")
        options = [Option("", menu.blank), *menu.options] if menu.blank else list(menu.options)
        beside = self._beside(menu.wishes)
        typed = Typed(wrapped(menu.title, beside))
        asked = questionary.select(
            Live(typed.shown),
            choices=[questionary.Choice(cut(option.label), option.value) for option in options],
            default=menu.default if menu.default in [option.value for option in options] else None,
            instruction=f" {beside}",
            use_jk_keys=False,
            qmark="?",
            style=self.style,
            erase_when_done=True,
        )
        control = _control(asked)

        def keep() -> None:
            menu.keep((str(control.get_pointed_at().value),))

        keys = (self._wish_keys(menu.wishes, keep), self._word_keys(typed, menu.wishes, keep), _end_keys(control))
        answer = _run(asked, *keys)
        self._echo(
            menu.title, answer if isinstance(answer, Wish) else {o.value: o.short or o.label for o in options}[answer]
        )
        return answer if isinstance(answer, Wish) else str(answer)

    def choose_many(self, menu: Menu) -> tuple[str, ...] | Wish:
        """The values of the chosen options, in the order of ticking if it counts, or a wish."""
        self._before(menu.hint, menu.wishes, "interview.keys.ordered" if menu.ordered else "interview.keys.many")
        beside, ticked = self._beside(menu.wishes), [value for value in menu.chosen if value in _labels(menu)]
        typed = Typed(wrapped(menu.title, beside))
        label = partial(_numbered, ticked) if menu.ordered else attrgetter("label")
        asked = questionary.checkbox(
            Live(typed.shown),
            choices=[questionary.Choice(Live(partial(_cut, label, one)), one.value) for one in menu.options],
            instruction=f" {beside}",
            use_jk_keys=False,
            qmark="?",
            style=self.style,
            erase_when_done=True,
        )
        control = _control(asked)
        control.selected_options = ticked  # kept by questionary in the order of ticking

        def keep() -> None:
            menu.keep(_in_order(menu, ticked))

        keys = (self._wish_keys(menu.wishes, keep), self._word_keys(typed, menu.wishes, keep), _end_keys(control))
        answer = _run(asked, *keys)
        values = _in_order(menu, ticked)
        self._echo(menu.title, answer if isinstance(answer, Wish) else ", ".join(_labels(menu)[one] for one in values))
        return answer if isinstance(answer, Wish) else values

    def form(self, form: Form) -> Entered:
        """What was entered in a form; each field that was changed is told when the form has gone from the screen."""
        entered = TerminalForm(form, self.language, self.style).fill()
        if entered.wish is Wish.EDITOR:  # it comes back
            return entered
        self.say(f"✓ {form.title}" if entered.entries else f"– {form.title}", "")
        for line in form.told(entered, self.language.text("interview.blank")):
            self.say(line)
        return entered

    def _wish_keys(self, wishes: Collection[Wish], keep: Callable[[], None]) -> KeyBindings:
        """A function key for each wish; what has been typed or ticked is kept before it is granted."""
        keys = KeyBindings()
        for wish in wishes:
            keys.add(KEYS[wish], eager=True)(lambda event, wish=wish: _leave(event, wish, keep))
        return keys

    def _word_keys(self, word: Typed, wishes: Collection[Wish], keep: Callable[[], None]) -> KeyBindings:
        """Letters typed in a menu: after a colon they name a wish, others do nothing (`a` would tick every line)."""
        keys, typing = KeyBindings(), Condition(lambda: bool(word.typed))

        def enter(event: Any) -> None:
            found = wish_of(word.typed, wishes, self.language)
            word.typed = ""
            if found:
                _leave(event, found[0], keep)

        if Wish.HELP in wishes:
            keys.add(ASKS, filter=~typing, eager=True)(lambda event: _leave(event, Wish.HELP, keep))
        for key in (Keys.Any, "a", "i"):
            keys.add(key, eager=key != Keys.Any)(lambda event: word.add(event.data))
        keys.add(" ", filter=typing, eager=True)(lambda event: word.add(" "))
        keys.add(Keys.Backspace, filter=typing, eager=True)(lambda event: word.drop())
        keys.add(Keys.Enter, filter=typing, eager=True)(enter)
        return keys

    def _before(self, hint: str, wishes: Collection[Wish], key: str) -> None:
        """The hint, and how to answer; on lines of their own, since the prompt's line is cut at the screen's edge.

        The keys of a part are told once, so that they do not hide what is asked; help tells them again.
        """
        if hint:
            self.say(f"  {hint}", "quiet")
        how, keys = self.language.text(key) if key else "", reminder(wishes, self.language, keys=True)
        anew = {how} if key == LONG else set()
        told = [part for part in (how, keys) if part and part not in self.reminded - anew]
        self.reminded.update(told)
        if told:
            # A key and its word stay on one line: blanks inside are hard while the line is broken.
            words = [word.replace(" ", HARD) for part in told for word in part.split(" · ")]
            self.say(f"  {' · '.join(words)}", "quiet")

    def _beside(self, wishes: Collection[Wish], empties: bool = False) -> str:
        """What stands beside every question: how to get help, and how to empty a line that holds an answer."""
        help = reminder({Wish.HELP}, self.language, keys=True) if Wish.HELP in wishes else ""
        empty = self.language.text("interview.keys.empty") if empties else ""
        return " · ".join(part for part in (help, empty) if part)

    def _echo(self, title: str, answer: object) -> None:
        """What was asked and answered, in our words: on one line, else the answer beneath the question."""
        if answer is Wish.HELP:
            self.reminded.clear()
        nothing = self.language.text("interview.blank")
        wish = f"‹{self.language.text(f'interview.wish.{answer.value}')}›" if isinstance(answer, Wish) else ""
        shown, asked = wish or str(answer) or nothing, f"✓ {title}  "
        is_short = fits(asked + shown)
        questionary.print(
            asked if is_short else broken(asked.strip()),
            style="bold" if self.colour else None,
            end="" if is_short else "\n",
        )
        answered = shown if is_short else broken("\n".join(f"  {line}" for line in shown.split("\n")))
        questionary.print(answered, style="ansicyan" if self.colour else None)


def _numbered(ticked: Sequence[str], option: Option) -> str:
    """An option's label with its place among those ticked."""
    return f"{ticked.index(option.value) + 1}. {option.label}" if option.value in ticked else option.label


def _cut(label: Callable[[Option], str], option: Option) -> str:
    return cut(label(option), ticked=True)


def _leave(event: Any, wish: Wish, keep: Callable[[], None]) -> None:
    keep()
    event.app.exit(result=wish)


def _run(asked: questionary.Question, *keys: KeyBindings) -> Any:
    """What comes of asking with more keys than questionary knows.

    Ctrl-C between two prompts comes as a signal, which questionary's menus would let pass.
    """
    application: Any = asked.application
    stop = KeyBindings()
    stop.add(Keys.SIGINT)(lambda event: event.app.exit(exception=KeyboardInterrupt))
    application.key_bindings = merge_key_bindings([application.key_bindings or KeyBindings(), stop, *keys])
    return asked.unsafe_ask()


def _show_whole_refusals(asked: questionary.Question) -> None:
    """Let what is wrong with a line take more lines than one, where prompt_toolkit would cut it off."""
    for window in asked.application.layout.find_all_windows():
        if window.height == 1:
            window.height, window.wrap_lines = Dimension(max=MOST_LINES), to_filter(True)


def _control(asked: questionary.Question) -> InquirerControl:
    """The list of a menu, which knows what is pointed at and ticked."""
    return next(one for one in asked.application.layout.find_all_controls() if isinstance(one, InquirerControl))


def _end_keys(control: InquirerControl) -> KeyBindings:
    """Home and End lead to the first and the last line of a menu."""
    keys = KeyBindings()
    keys.add(Keys.Home)(lambda event: _point(control, 0))
    keys.add(Keys.End)(lambda event: _point(control, len(control.choices) - 1))
    return keys


def _point(control: InquirerControl, at: int) -> None:
    control.pointed_at = at


def _in_order(menu: Menu, ticked: Collection[str]) -> tuple[str, ...]:
    return tuple(ticked if menu.ordered else (o.value for o in menu.options if o.value in ticked))


def _labels(menu: Menu) -> dict[str, str]:
    return {option.value: option.label for option in menu.options}
