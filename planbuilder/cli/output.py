"""What the command line prints: results to standard output, messages to standard error.

In: problems and figures. Out: text for people, or JSON with stable names. Names come from plans, certificates and other
people's files: nothing in them moves the cursor, begins a line of its own, or turns letters about.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from planbuilder.cli.streams import carries_every_character
from planbuilder.errors import Problem
from planbuilder.language import Language
from planbuilder.numbers import plain
from planbuilder.plaintext import escaped, on_one_line

MOST_OF_A_KIND = 100


def message(text: str) -> None:
    """Show a message on standard error, on one line."""
    _echo(text, True)


def result(text: str) -> None:
    """Give a result on standard output, on one line."""
    _echo(text, False)


def show_path(path: Path) -> None:
    """Give the place of a file as a result."""
    result(str(path))


def said(text: str) -> None:
    """Show what is said in a talk, which may have several lines."""
    for line in text.split("\n"):
        _echo(line, False)


def _echo(text: str, standard_error: bool) -> None:
    click.echo(on_one_line(text), err=standard_error)


def ask_secret(question: str) -> str:
    """What was typed without being shown, asked for on standard error."""
    asked: str = click.prompt(question, hide_input=True, default="", show_default=False, err=True)
    return asked


def result_json(data: object) -> None:
    """Give a result as JSON on standard output; where its encoding lacks letters they are escaped, never replaced."""
    click.echo(escaped(json.dumps(data, ensure_ascii=not carries_every_character(), indent=2, default=plain)))


def show_problems(problems: Iterable[Problem], language: Language, standard_error: bool = True) -> None:
    """Show problems: what, where, and the way out of each; of one kind as many as anybody reads, and how many more."""
    shown: Counter[str] = Counter()
    for found in problems:
        shown[found.code] += 1
        if shown[found.code] > MOST_OF_A_KIND:
            continue
        severity = language.text(f"cli.{found.severity}")
        place = " ".join(part for part in (str(found.place), found.place.path) if part)
        where = f" {language.text('cli.at', place=place)}" if place else ""
        _echo(f"{severity} {found.code}{where}", standard_error)
        _echo(f"  {language.problem(found)}", standard_error)
        _echo(f"  {language.text('cli.way_out', text=language.way_out(found))}", standard_error)

    for code, number in shown.items():
        if number > MOST_OF_A_KIND:
            _echo(language.count("cli.more_problems", number - MOST_OF_A_KIND, code=code), standard_error)


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
