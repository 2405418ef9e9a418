"""What a call asks for is read from the tree of commands, as click itself will read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.cli.asked import Asked, asked
from planbuilder.cli.commands import program
from planbuilder.language import load
from tests.cli.conftest import Run

TREE = program(load("da"))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Asked()),
        ("--lang en figures --json", Asked("figures", "en", as_json=True)),
        ("demo --archive --lang en d", Asked("demo", "en")),
        ("erase --confirm --lang en", Asked("erase", "en")),
        ("archive list --archive --lang en", Asked("archive")),
        ("archive verify --json --lang=en", Asked("archive", "en", as_json=True)),
        ("approve --note --lang", Asked("approve")),
        ("approve --note --json --debug", Asked("approve", debug=True)),
        ("approve --note=x --lang en", Asked("approve", "en")),
        ("new -- --lang", Asked("new")),
        ("check --unknown --lang en", Asked("check", "en")),
        ("unknown --lang en", Asked("unknown", "en")),
        ("check --lang en --lang da", Asked("check", "da")),
        ("template check --json", Asked("template", as_json=True)),
        ("check --lang=", Asked("check", "")),
    ],
)
def test_what_is_asked_follows_from_the_options_of_the_command(typed: str, expected: Asked) -> None:
    """A flag has no value and the others do; which is which differs from command to command."""
    assert asked(TREE, typed.split()) == expected


def test_the_demonstration_speaks_the_language_that_is_asked_for(call: Run, here: Path) -> None:
    """A date that is none is refused in English, though `--archive` has a value elsewhere."""
    assert call("demo", "--archive", "--lang", "en", "--date", "x").err.startswith("Error PB039")


def test_a_refusal_names_the_command_that_was_called(call: Run, here: Path) -> None:
    """An option before the command, or its value, is not the command."""
    assert '"schema": "planbuilder.figures/1"' in call("--lang", "en", "figures", "nowhere", "--json").out
