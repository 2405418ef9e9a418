"""The commands `approve`, `versions` and `decision`: what each is called, takes and does.

In: the words of a language. Out: click commands.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from planbuilder.cli.options import FILE, Words, group
from planbuilder.cli.values import moment
from planbuilder.language import Language

GROUP = "decision_"
OUTCOMES = ("approved", "postponed", "rejected")


def approve_command(words: Words, name: str) -> click.Command:
    """The command `approve`."""

    def run(language: Language, plan: Path, **given: Any) -> None:
        from planbuilder.cli.approved import approve_plan

        approve_plan(language, plan, given, moment())

    profile = words.option("--profile", type=FILE, metavar=words.metavar("file"))
    options = [words.option("--note", default=""), words.option("--date", metavar=words.metavar("date")), profile]
    return words.command(name, run, words.plan(), *options, *words.author())


def versions_command(words: Words, name: str) -> click.Command:
    """The command `versions`."""

    def run(language: Language, plan: Path, json: bool) -> None:
        from planbuilder.cli.approved import show_versions

        show_versions(language, plan, json)

    return words.command(name, run, words.plan(), words.option("--json", is_flag=True))


def decision_commands(words: Words, name: str) -> click.Group:
    """The group `decision`."""
    made = group(words, name, help=words.language.text("cli.decision"))
    made.add_command(_add(words, "add"))
    return made


def _add(words: Words, name: str) -> click.Command:
    def run(language: Language, plan: Path, **given: Any) -> None:
        from planbuilder.cli.approved import add_decision

        add_decision(language, plan, given, moment())

    day = words.metavar("date")
    options = [
        words.option("--body", required=True),
        words.option("--on", metavar=day, required=True),
        words.option("--item", default=""),
        words.option("--text", default=""),
        words.option("--outcome", type=click.Choice(OUTCOMES), default="approved", metavar="|".join(OUTCOMES)),
        words.option("--condition", multiple=True),
        words.option("--responsible", default=""),
        words.option("--deadline", metavar=day),
        words.option("--minutes", type=FILE, metavar=words.metavar("file")),
        words.option("--minutes-id", default=""),
        words.sealed(),
    ]
    return words.command(name, run, words.plan(), *options, *words.author(), group=GROUP)
