"""The command `portfolio`: all plans beneath a folder, on the screen, as data, and as documents.

In: the words of a language. Out: a click command. What is shown on the screen is the document's beginning, so that both
say the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.options import Words, kept_figures, moment, parsed_day
from planbuilder.cli.output import aligned, problem_data, result, result_json, show_path, show_problems
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.document.model import Block, Table
    from planbuilder.document.overview_material import Overview

USUAL = ("docx", "pdf", "xlsx")
# So many plans a process reads before another takes its place: to read one leaves nothing behind.
READ = 1000


def portfolio_command(words: Words, name: str) -> click.Command:
    """The command `portfolio`."""
    from planbuilder.writers import WRITERS  # the table alone: its modules are loaded when used

    formats = click.Choice(list(WRITERS))
    options = [
        words.folder("--to", "portfolio_to"),
        words.option("--format", to="formats", type=formats, multiple=True, metavar="|".join(WRITERS)),
        words.day("--date", to="day"),
        words.file("--profile"),
        words.file("--template"),
        words.number("--jobs", 1, 256),
        words.json(),
    ]
    return words.command(name, _portfolio, words.folder_argument(), *options)


def _portfolio(
    language: Language,
    folder: Path,
    to: Path | None,
    formats: tuple[str, ...],
    day: str | None,
    profile: Path | None,
    template: Path | None,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Show all plans beneath a folder, and write the overview if a folder or a format is named."""
    from planbuilder.parallel import Processes, usual_jobs
    from planbuilder.usecases.overseeing import told, write_overview

    today = moment().date()
    chosen = parsed_day(day, language, today) or today
    kept = kept_figures(os.environ)
    found = told(folder, language, chosen, kept, Processes(jobs or usual_jobs(), READ))
    if as_json:
        from planbuilder.portfolio.exported import portfolio_data

        problems = [problem_data(one, language) for one in found.found.notes]
        unread = [(one.place, [problem_data(each, language) for each in one.problems]) for one in found.found.unread]
        result_json({"schema": "planbuilder.portfolio/1", **portfolio_data(found.found, chosen, unread, problems)})
    if to or formats:
        warn = partial(show_problems, language=language)
        made = (lambda path: None) if as_json else show_path
        write_overview(found, formats or USUAL, to or folder, (profile, template), kept, warn, made)
    elif not as_json:
        for line in _screen(found, folder):
            result(line)


def _screen(found: Overview, folder: Path) -> Iterator[str]:
    """The overview in lines: tables with numbers in columns, others a line a row."""
    import shlex

    from planbuilder.document.model import Section
    from planbuilder.document.overview import overview
    from planbuilder.record import replace

    document = overview(replace(found, language=found.language, brief=True))
    for one in document.blocks:
        if isinstance(one, Section):
            yield from (one.title, *_lines(one.blocks), "")
    yield found.language.text("portfolio.more_plans", folder=shlex.quote(str(folder)))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    from planbuilder.document.model import Paragraph, Table, text_of

    for block in blocks:
        if isinstance(block, Paragraph):
            yield text_of(block.spans)
        elif isinstance(block, Table):
            yield from _table(block)


def _table(block: Table) -> Iterator[str]:
    from planbuilder.document.model import text_of

    rows = [[" · ".join(text_of(cell.spans).split("\n")) for cell in row.cells] for row in block.rows]
    if block.caption:
        yield f"{block.caption}:"
    if block.look == "facts":
        yield from (f"    {label}: {value}" for label, value in rows)
    elif any(column.align == "end" for column in block.columns):
        whole = [row for row in rows if len(row) == len(block.columns)]
        left = sum(column.align == "start" for column in block.columns[:3])
        yield from (f"    {line}" for line in aligned([[one.title for one in block.columns], *whole], left))
        yield from (f"    {row[0]}" for row in rows if len(row) == 1)
    else:
        yield from (f"    {' – '.join(row)}" for row in rows)
