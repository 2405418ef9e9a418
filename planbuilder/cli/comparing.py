"""The command `diff`: what has changed between two states of a plan.

In: the words of a language; a version's number, a date or a path for each state. Out: a click command, which shows the
comparison as text or JSON, or where its documents are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder import codes, looking
from planbuilder.cli.options import FILE, HERE, Words, parsed_day
from planbuilder.cli.output import result, result_json, show_path, show_problems
from planbuilder.drive import as_it_lies
from planbuilder.errors import UsageWrong, problem
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.changes.comparing import Comparison
    from planbuilder.usecases.comparing import Which


def diff_command(words: Words, name: str) -> click.Command:
    """The command `diff`."""
    from planbuilder.writers import WRITERS  # the table alone: its modules are loaded when used

    states = [
        click.Argument([to], default="", required=False, metavar=f"[{words.metavar(metavar)}]")
        for to, metavar in (("before", "from"), ("after", "to"))
    ]
    taking = [format for format, writer in WRITERS.items() if writer.takes == "document"]
    options = [
        words.option("--plan", "diff_plan", type=FILE, metavar=words.metavar("plan"), default=HERE),
        words.option("--format", to="formats", type=click.Choice(taking), multiple=True, metavar="|".join(taking)),
        words.option("--tracked", multiple=True, metavar=words.metavar("document")),
        words.option("--to", to="folder", type=FILE),
        words.day("--date", to="day"),
        words.file("--profile"),
        words.file("--template"),
        words.flag("--public"),
        words.json(),
    ]
    return words.command(name, _diff, *states, *options, tell_language=True)


def _diff(
    language: Language,
    before: str,
    after: str,
    plan: Path,
    formats: tuple[str, ...],
    tracked: tuple[str, ...],
    folder: Path | None,
    day: str | None,
    profile: Path | None,
    template: Path | None,
    public: bool,
    as_json: bool,
    lang: str | None,
) -> None:
    """Show what has changed between two states, or write it as documents and print where each is."""
    from planbuilder.changes.wording import comparison_data
    from planbuilder.usecases.building import Wanted
    from planbuilder.usecases.comparing import diff
    from planbuilder.usecases.plans import opened, own_language
    from planbuilder.usecases.telling import write_comparison

    warn = partial(show_problems, language=language)
    spoken = language
    if formats or tracked:
        # The words of the changes stand in the document as they are.
        spoken = (language if lang else own_language(opened(plan))).printed
    found = diff(plan, spoken, _which(before, language), _which(after, language), warn)
    if as_json:
        result_json(comparison_data(found))
    elif formats or tracked:
        today = date.today()
        wanted = Wanted(tracked, formats, folder, profile, template, public=public)
        write_comparison(plan, found, parsed_day(day, language, today) or today, spoken, wanted, warn, show_path)
    else:
        for line in comparison_lines(found, language):
            result(line)


def _which(text: str, language: Language) -> Which:
    """The state that a word names: a version's number, a plan that is there, or a day; raises UsageWrong."""
    if not text or (text.isdecimal() and len(text) < len("2026")):
        return int(text) if text else None
    path = as_it_lies(Path(text))
    if looking.is_there(path):
        return path
    try:
        return parsed_day(text, language)
    except UsageWrong as error:
        raise UsageWrong([problem(codes.NO_SUCH_STATE, found=text)]) from error


def comparison_lines(found: Comparison, language: Language) -> Iterator[str]:
    """A comparison for people: a line an entry, and its changes beneath it."""
    from planbuilder.changes.wording import heading, option_in_words, signs, summary

    names = {"before": found.before.name, "after": found.after.name}
    if found.entries:
        yield language.text("changes.compared", **names)
    yield summary(language, found)
    if found.options:
        yield ""
        yield language.text("changes.options")
        yield from (f"  {option_in_words(language, one)}" for one in found.options)
    for group, entries in found.groups:
        yield ""
        yield language.text(f"changes.group.{group}")
        if said := signs(language, entries):
            yield f"  {said}"
        for entry in entries:
            yield f"  {heading(language, entry)}"
            yield from (f"    {line.text}" for line in entry.lines)
