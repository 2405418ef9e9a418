"""How a use case talks to whoever called it, while it works.

In: what is found or made on the way. Out: nothing, or what was asked for. Everything is a plain function; a caller who
gives none hears nothing, and is asked nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from planbuilder.errors import Problem

# Hears of what does not stop the work: warnings, before the result.
Warn = Callable[[Iterable[Problem]], None]
# Hears of each file as soon as it is written.
Made = Callable[[Path], None]
# Gives the facts of a new plan that are missing, by their names; those that nobody knows are left out.
AskFacts = Callable[[Sequence[str]], Mapping[str, str]]
# Gives a passphrase or a PIN.
AskSecret = Callable[[Literal["passphrase", "pin"]], str]


def unheard(what: object) -> None:
    """Nobody hears of it."""


def unanswered(names: Sequence[str]) -> Mapping[str, str]:
    """Nobody knows."""
    return {}
