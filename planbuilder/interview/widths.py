"""Texts fitted to the width of the terminal: words are never broken, and what is cut off ends with an ellipsis.

In: a text. Out: the same text, in lines no wider than the screen.
"""

from __future__ import annotations

import shutil
import textwrap

# `textwrap` breaks at ASCII blanks alone, so this one holds a key and its word together until the lines are made.
HARD = "\u00a0"
NARROWEST = 20
POINTER, TICK, MARK = 4, 3, 4  # columns that a menu and a prompt put in front of a text


def broken(text: str) -> str:
    """A message in lines that end between words, each set in as its first one is; hard blanks become blanks."""
    lines = (textwrap.fill(line, _columns(1), subsequent_indent=" " * _indent(line)) for line in text.split("\n"))
    return "\n".join(lines).replace(HARD, " ")


def wrapped(title: str, beside: str = "") -> str:
    """A prompt's title in lines; room is left for what stands beside it."""
    return "\n  ".join(textwrap.wrap(title, max(NARROWEST, _columns(MARK) - len(beside))))


def cut(label: str, ticked: bool = False) -> str:
    """A menu's line on one line of the screen; in a list to tick there is less room."""
    room = _columns(POINTER + (TICK if ticked else 0))
    return label if len(label) <= room else f"{label[: room - 1]}…"


def share(wanted: int) -> int:
    """The columns that labels beside a form's fields may take: as wanted, but less than half of the screen."""
    return min(wanted, max(NARROWEST, _columns(0) * 2 // 5))


def narrow(text: str, width: int) -> str:
    """A label in lines of a width, set in by two where it has several."""
    return "\n  ".join(textwrap.wrap(text, max(width, 1)))


def fits(text: str) -> bool:
    """Whether a text stands on one line of the screen."""
    return "\n" not in text and len(text) <= _columns(1)


def _columns(taken: int) -> int:
    return max(NARROWEST, shutil.get_terminal_size().columns - taken)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
