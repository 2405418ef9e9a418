"""The command `calendar`: what is due, as a file for calendar programs.

In: the words of a language. Out: a click command, which prints where the file is.
"""

from __future__ import annotations

from pathlib import Path

import click

from planbuilder.cli.options import Words, moment, parsed_day
from planbuilder.cli.output import show_path
from planbuilder.language import Language


def calendar_command(words: Words, name: str) -> click.Command:
    """The command `calendar`."""
    options = [
        words.option("--for", "calendar_for", "whose", default=""),
        words.file("--to", "calendar_to", "to"),
        words.option("--date", "calendar_date", "day", metavar=words.metavar("date")),
    ]
    return words.command(name, _calendar, words.plan(), *options, tell_language=True)


def _calendar(language: Language, plan: Path, whose: str, to: Path | None, day: str | None, lang: str | None) -> None:
    """Write the calendar and print where it is."""
    from planbuilder.usecases.calendar import write

    today = moment().date()
    spoken = language if lang else None
    show_path(write(plan, spoken, parsed_day(day, language, today) or today, whose, to))
