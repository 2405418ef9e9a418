"""What the command line prints: results to standard output, messages to standard error.

In: problems and figures. Out: text for people, or JSON with stable names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import click

from planbuilder.errors import Problem
from planbuilder.language import Language
from planbuilder.numbers import plain


def message(text: str) -> None:
    """Show a message on standard error."""
    click.echo(text, err=True)


def result(text: str) -> None:
    """Give a result on standard output."""
    click.echo(text)


def result_json(data: object) -> None:
    """Give a result as JSON on standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=plain))


def show_problems(problems: Iterable[Problem], language: Language, standard_error: bool = True) -> None:
    """Show problems: what, where, and the way out of each."""
    for found in problems:
        severity = language.text(f"cli.{found.severity}")
        place = " ".join(part for part in (str(found.place), found.place.path) if part)
        where = f" {language.text('cli.at', place=place)}" if place else ""
        click.echo(f"{severity} {found.code}{where}", err=standard_error)
        click.echo(f"  {language.problem(found)}", err=standard_error)
        click.echo(f"  {language.text('cli.way_out', text=language.way_out(found))}", err=standard_error)


def problem_data(found: Problem, language: Language) -> dict[str, object]:
    """A problem under stable names."""
    return {
        "code": found.code,
        "severity": found.severity,
        "file": found.place.file,
        "line": found.place.line,
        "column": found.place.column,
        "path": found.place.path,
        "message": language.problem(found),
        "way_out": language.way_out(found),
    }
