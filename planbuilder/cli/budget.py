"""The command `budget`: the budget changes, as a file for whoever enters them in the budget system.

In: the words of a language. Out: a click command, which prints where the file is.
"""

from __future__ import annotations

from pathlib import Path

import click

from planbuilder.cli.options import Words, moment
from planbuilder.cli.output import show_path
from planbuilder.language import Language


def budget_command(words: Words, name: str) -> click.Command:
    """The command `budget`."""
    return words.command(name, _budget, words.plan(), words.file("--to", "budget_to", "to"), tell_language=True)


def _budget(language: Language, plan: Path, to: Path | None, lang: str | None) -> None:
    """Write the file and print where it is."""
    from planbuilder.usecases.budget_file import write

    show_path(write(plan, language if lang else None, moment().date(), to))
