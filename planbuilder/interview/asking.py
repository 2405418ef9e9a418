"""What the interview asks through: one prompt at a time, nothing more.

In: a prompt in final words. Out: what the user did. Faces (`terminal`, `plain`, a script in tests) implement `Asker`;
none of them knows order, history or files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Protocol

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


class Asker(Protocol):
    """A face of the interview. Raises KeyboardInterrupt when the user stops with Ctrl-C."""

    def say(self, text: str, tone: str = "") -> None:
        """Show a message; `tone` is empty, `title`, `good`, `quiet` or `bad`."""

    def line(self, prompt: Prompt) -> str | Wish:
        """A typed text that passed the prompt's check, or a wish."""

    def choose(self, menu: Menu) -> str | Wish:
        """The value of the chosen option, empty for the blank one, or a wish."""

    def choose_many(self, menu: Menu) -> tuple[str, ...] | Wish:
        """The values of the chosen options in the menu's order (that of ticking if it counts), or a wish."""
