"""Texts of a menu that change while it is open.

In: what gives a text, and the letters that are typed. Out: a text that says what holds now.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Self


class Live(str):
    """A text that questionary shows anew at each key: `said` gives what it says then."""

    # questionary holds a title as a string and formats it at each drawing: hence a string with a `__format__` of its
    # own.
    __slots__ = ("said",)
    said: Callable[[], str]

    def __new__(cls, said: Callable[[], str]) -> Self:
        """A text that says what `said` gives."""
        made = super().__new__(cls, said())
        made.said = said
        return made

    def __format__(self, form: str) -> str:
        """What it says now."""
        return self.said()


class Typed:
    """A menu's title, with what is typed after a colon beneath it."""

    def __init__(self, title: str) -> None:
        self.title, self.typed = title, ""

    def shown(self) -> str:
        """The title, and the word as far as it is typed."""
        return f"{self.title}\n  {self.typed}" if self.typed else self.title

    def add(self, text: str) -> None:
        """Type on, once a colon has been typed."""
        if self.typed or text == ":":
            self.typed += text

    def drop(self) -> None:
        """Take the last letter back."""
        self.typed = self.typed[:-1]
