"""What the interview asks through: one prompt at a time, nothing more.

In: a prompt in final words. Out: what the user did. Faces (`terminal`, `plain`, a script in tests) implement `Asker`;
none of them knows order, history or files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Protocol

from planbuilder.plaintext import led_by
from planbuilder.record import field, record


class Wish(Enum):
    """What a user may want instead of answering."""

    BACK = "back"
    SKIP = "skip"
    UNKNOWN = "unknown"
    NOT_RELEVANT = "not_relevant"
    HOME = "home"
    HELP = "help"
    CLEAR = "clear"
    FURTHER = "further"
    NEXT = "next"
    DONE = "done"
    SEARCH = "search"
    EDITOR = "editor"


@record
class Option:
    """Something to choose: the value it stands for, what it is called, and what it is called once it is chosen.

    `words` are those by which it can be named too, where one types instead of pointing.
    """

    value: str
    label: str
    short: str = ""
    words: tuple[str, ...] = ()

    def is_named(self, line: str) -> bool:
        """Whether a typed line names it, whatever the case."""
        return line.casefold().strip() in {word.casefold() for word in (self.label, self.short, *self.words) if word}


@record
class Prompt:
    """One thing to ask, in final words.

    `default` is the present answer: a line that is passed unchanged leaves it as it is. `draft` is what was typed
    before and not saved; the field begins with it. `check` gives the reason why a typed line cannot be taken, None if
    it can. `wishes` are what the user may want instead of answering; `keep` is told what stands in the field then.
    """

    title: str
    hint: str = ""
    default: str = ""
    draft: str = ""
    many_lines: bool = False
    check: Callable[[str], str | None] = lambda line: None
    keep: Callable[[str], None] = lambda text: None
    wishes: frozenset[Wish] = frozenset()


@record
class Menu:
    """A choice: one option, or several with those in `chosen` ticked to begin with.

    Enter gives `default`. With `blank`, the name of an option in front that stands for no answer, that may be none of
    the options: nothing is chosen by passing. Of several that are `ordered`, the order of ticking counts and is shown.
    `keep` is told what is pointed at, or ticked, when the user wishes for something else.
    """

    title: str
    options: Sequence[Option]
    hint: str = ""
    default: str = ""
    many: bool = False
    chosen: tuple[str, ...] = ()
    blank: str = ""
    ordered: bool = False
    keep: Callable[[tuple[str, ...]], None] = lambda values: None
    wishes: frozenset[Wish] = field(default_factory=frozenset)


Entry = str | tuple[str, ...]  # what is typed in a field, or the values of the options chosen in it


@record
class FormField:
    """One field of a form: what would ask for it alone, and what stands in it.

    `key` tells the fields of a form apart, `section` is the heading it stands under (none in front). `held` is what the
    plan says, `draft` what was entered before and not saved. `told` says how an entry is read, `helps` gives the lines
    of its help, `keep` keeps an entry that is not saved. `labelled` gives the label by what else is entered.
    """

    key: str
    label: str
    ask: Prompt | Menu
    held: Entry
    draft: Entry | None = None
    section: str = ""
    told: Callable[[Entry], str] = lambda entry: ""
    helps: Callable[[], Sequence[str]] = tuple
    keep: Callable[[Entry], None] = lambda entry: None
    labelled: Callable[[Mapping[str, Entry]], str] | None = None

    def label_with(self, entries: Mapping[str, Entry]) -> str:
        """The label, in the unit that goes with what is entered in the form."""
        return self.labelled(entries) if self.labelled else self.label

    def refusal(self, text: str) -> str | None:
        """Why a typed text cannot be taken, None if it can."""
        return self.ask.check(text) if isinstance(self.ask, Prompt) else None

    def text(self, entry: Entry) -> str:
        """An entry as people read it: of options what they are called."""
        if isinstance(entry, str) or isinstance(self.ask, Prompt):
            return str(entry)
        labels = {option.value: option.short or option.label for option in self.ask.options}
        return ", ".join(labels.get(value, value) for value in entry)


@record
class Form:
    """Several fields that are answered together, such as a row.

    `asked` gives the keys of the fields that are asked for, by what is entered; those that have a section come only
    when the user wishes for further ones. One begins `at` a field, the first if none is named.
    """

    title: str
    fields: tuple[FormField, ...]
    asked: Callable[[Mapping[str, Entry]], frozenset[str]]
    hint: str = ""
    wishes: frozenset[Wish] = field(default_factory=frozenset)
    at: str = ""

    def shown(self, entries: Mapping[str, Entry], further: bool) -> list[FormField]:
        """The fields to show now, in order."""
        # The order is that of the fields, never of the keys: what appears by an answer appears in its own place.
        keys = self.asked(entries)
        return [one for one in self.fields if one.key in keys and (further or not one.section)]

    def changed(self, entries: Mapping[str, Entry]) -> dict[str, Entry]:
        """The entries that are not what the plan says, by key."""
        return {one.key: entries[one.key] for one in self.fields if entries[one.key] != one.held}

    def told(self, entered: Entered, blank: str) -> Iterator[str]:
        """Each field that was changed with what it says now, and how that is read; `blank` stands for nothing."""
        whole = {one.key: entered.entries.get(one.key, one.held) for one in self.fields}
        for one in self.fields:
            if one.key in entered.entries:
                shown = (one.text(whole[one.key]) or blank).replace("\n", "\n  ")
                yield "  ".join(["", f"{led_by(one.label_with(whole))} {shown}", one.told(whole[one.key])]).rstrip()


@record
class Entered:
    """What was entered in a form and can be taken, by key, and the wish that it was left with (DONE for its end).

    `at` is the field that one was in, where that matters.
    """

    entries: Mapping[str, Entry]
    wish: Wish = Wish.DONE
    at: str = ""


def meant(menu: Menu, text: str) -> list[Option]:
    """The options that a typed text may mean: those it names, else those that hold it as a part of their name."""
    named = [option for option in menu.options if option.is_named(text)]
    # An empty text is a part of every label: without the test, passing a field would mean all of its options.
    low = text.casefold().strip()
    return named or [option for option in menu.options if low and low in option.label.casefold()]


class Asker(Protocol):
    """A face of the interview. Raises KeyboardInterrupt when the user stops with Ctrl-C."""

    def say(self, text: str, tone: str = "") -> None:
        """Show a message; `tone` is empty, `title`, `heading`, `good`, `quiet` or `bad`."""

    def line(self, prompt: Prompt) -> str | Wish:
        """A typed text that passed the prompt's check, or a wish."""

    def choose(self, menu: Menu) -> str | Wish:
        """The value of the chosen option, empty for the blank one, or a wish."""

    def choose_many(self, menu: Menu) -> tuple[str, ...] | Wish:
        """The values of the chosen options in the menu's order (that of ticking if it counts), or a wish."""

    def form(self, form: Form) -> Entered:
        """What was entered in a form; what is refused is kept as a draft."""
