"""The commands about documents: `build`, and `template check`.

In: the words of a language. Out: click commands, which print where each file is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.cli.options import FILE, Words, group
from planbuilder.cli.output import problem_data, result, result_json, show_path, show_problems
from planbuilder.cli.settings import kept_figures
from planbuilder.cli.values import parsed_day
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.branding.template import TemplateReport

MILLIMETRE = 72 / 25.4


def build_command(words: Words, name: str) -> click.Command:
    """The command `build`."""
    from planbuilder.writers import WRITERS  # the table alone: its modules are loaded when used

    formats = click.Choice(list(WRITERS))
    options = [
        words.option("--format", to="formats", type=formats, multiple=True, metavar="|".join(WRITERS)),
        words.option("--document", to="documents", multiple=True),
        words.option("--to", type=FILE),
        words.day("--date", to="day"),
        words.file("--profile"),
        words.file("--template"),
    ]
    return words.command(name, _build, words.plan(), *options, tell_language=True)


def _build(
    language: Language,
    plan: Path,
    formats: tuple[str, ...],
    documents: tuple[str, ...],
    to: Path | None,
    day: str | None,
    profile: Path | None,
    template: Path | None,
    lang: str | None,
) -> None:
    """Write a plan's documents and print where each is."""
    from planbuilder.usecases.building import FORMATS, USUAL, Wanted, build

    today = date.today()
    chosen = parsed_day(day, language, today) or today
    kept = kept_figures(os.environ)
    wanted = Wanted(documents or USUAL.documents, formats or FORMATS, to, profile, template, kept)
    warn = partial(show_problems, language=language)
    build(plan, chosen, language if lang else None, wanted, warn, show_path)


def template_commands(words: Words, name: str) -> click.Group:
    """The group `template`."""
    made = group(words, name, help=words.language.text("cli.template"))
    parameters = (words.path("file"), words.file("--profile"), words.json())
    made.add_command(words.command("check", _check_template, *parameters, group="template_"))
    return made


def _check_template(language: Language, file: Path, profile: Path | None, as_json: bool) -> None:
    """Show what a Word template holds and how it will be used."""
    from planbuilder.usecases.looks import check_template

    found = check_template(file, language, profile)
    if as_json:
        told = [problem_data(one, language) for one in found.warnings]
        result_json({"schema": "planbuilder.template/1", "file": str(file), **_data(found.report), "warnings": told})
        return
    for line in _lines(found.report, language):
        result(line)
    show_problems(found.warnings, language)


def _lines(found: TemplateReport, language: Language) -> Iterator[str]:
    """A report for people: a line a fact, then a line a style."""
    width, height = (f"{points / MILLIMETRE:.0f}" for points in (found.width, found.height))
    text, ground, ratio = found.head
    facts = {
        "page": language.text("cli.template_size", width=width, height=height),
        "language": found.language or "–",
        "numbering": language.text(f"words.{'yes' if found.numbers_headings else 'no'}"),
        "place": language.text(f"words.{'yes' if found.has_place else 'no'}"),
        "title": language.text(f"words.{'yes' if found.has_title else 'no'}"),
        "facts": ", ".join(found.facts) or "–",
        "head": language.text("cli.template_contrast", text=text, ground=ground, ratio=_ratio(ratio, language)),
    }
    yield from (f"{language.text(f'cli.template_{name}')}: {value}" for name, value in facts.items())
    for style in found.styles:
        status = language.text(f"cli.style_{style.status}")
        yield f"  {style.name:<22} {status:<9} {style.found}".rstrip()


def _ratio(ratio: float, language: Language) -> str:
    return language.number(Decimal(f"{ratio:.1f}"), 1)


def _data(found: TemplateReport) -> dict[str, Any]:
    """A report under stable names."""
    text, ground, ratio = found.head
    return {
        "page": {"width_pt": found.width, "height_pt": found.height},
        "language": found.language,
        "numbers_headings": found.numbers_headings,
        "has_place": found.has_place,
        "has_title": found.has_title,
        "facts": list(found.facts),
        "table_head": {"text": text, "ground": ground, "contrast": round(ratio, 1)},
        "styles": [{"name": one.name, "status": one.status, "found": one.found} for one in found.styles],
    }
