"""The commands of `archive`: what each is called, takes and does.

In: the words of a language. Out: a click group.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from planbuilder.cli.options import FILE, Words, group
from planbuilder.cli.values import moment
from planbuilder.language import Language

GROUP = "archive."


def archive_commands(words: Words, name: str) -> click.Group:
    """The group `archive`."""
    made = group(words, name, help=words.language.text("cli.archive.about"))
    for one, make in ARCHIVE_COMMANDS.items():
        made.add_command(make(words, one))
    return made


def _archive(words: Words) -> click.Option:
    return words.option("--archive", type=FILE, metavar=words.metavar("folder"))


def _config(words: Words) -> click.Option:
    return words.option("--config", type=FILE, metavar=words.metavar("file"))


def _json(words: Words) -> click.Option:
    return words.option("--json", is_flag=True)


def _object(words: Words) -> click.Argument:
    return click.Argument(["object"], metavar=words.metavar("object"))


def _folder(words: Words, key: str, required: bool = False) -> click.Option:
    settings = {"type": FILE, "metavar": words.metavar("folder"), "required": required}
    return words.option("--to", key, **settings)


def _list(words: Words, name: str) -> click.Command:
    def run(language: Language, **given: Any) -> None:
        from planbuilder.cli.archived import list_objects

        list_objects(language, given, date.today())

    due = words.option("--due", metavar=words.metavar("date"))
    return words.command(name, run, due, _archive(words), _json(words), group=GROUP)


def _show(words: Words, name: str) -> click.Command:
    def run(language: Language, **given: Any) -> None:
        from planbuilder.cli.archived import show_object

        show_object(language, given)

    return words.command(name, run, _object(words), _archive(words), _json(words), group=GROUP)


def _get(words: Words, name: str) -> click.Command:
    def run(language: Language, **given: Any) -> None:
        from planbuilder.cli.archived import get_files

        get_files(given)

    version = words.option("--version", "object_version", type=int, metavar=words.metavar("number"))
    parameters = (_object(words), version, _folder(words, "get_to"), _archive(words))
    return words.command(name, run, *parameters, group=GROUP)


def _verify(words: Words, name: str) -> click.Command:
    def run(language: Language, **given: Any) -> int:
        from planbuilder.cli.archived import verify_archive

        return verify_archive(language, given)

    head, again = words.option("--head", multiple=True), words.option("--recompute", is_flag=True)
    return words.command(name, run, head, again, _archive(words), _config(words), _json(words), group=GROUP)


def _export(words: Words, name: str) -> click.Command:
    def run(language: Language, **given: Any) -> None:
        from planbuilder.cli.archived import export_object

        export_object(language, given, date.today())

    parameters = (_object(words), _folder(words, "export_to", required=True), _archive(words))
    return words.command(name, run, *parameters, group=GROUP)


def _remove(words: Words, name: str) -> click.Command:
    def run(language: Language, **given: Any) -> None:
        from planbuilder.cli.archived import remove_versions

        remove_versions(language, given, moment())

    version = words.option(
        "--version", "removed_version", type=int, multiple=True, required=True, metavar=words.metavar("number")
    )
    grounds = [words.option(flag, required=True) for flag in ("--reason", "--legal-basis", "--by")]
    return words.command(name, run, _object(words), version, *grounds, _archive(words), group=GROUP)


def _renew(words: Words, name: str) -> click.Command:
    def run(language: Language, **given: Any) -> None:
        from planbuilder.cli.archived import renew_timestamps

        renew_timestamps(language, given, moment())

    return words.command(name, run, _archive(words), _config(words), *words.author(), group=GROUP)


def _heads(words: Words, name: str) -> click.Command:
    def run(language: Language, **given: Any) -> None:
        from planbuilder.cli.archived import show_heads

        show_heads(given)

    return words.command(name, run, _archive(words), _json(words), group=GROUP)


def _add(words: Words, name: str) -> click.Command:
    def run(language: Language, plan: Path, **given: Any) -> None:
        from planbuilder.cli.versioned import add_version

        add_version(language, plan, given, moment())

    return words.command(
        name, run, words.plan(), words.sealed(), _archive(words), _config(words), *words.author(), group=GROUP
    )


ARCHIVE_COMMANDS: dict[str, Callable[[Words, str], click.Command]] = {
    "add": _add,
    "list": _list,
    "show": _show,
    "get": _get,
    "verify": _verify,
    "export": _export,
    "heads": _heads,
    "renew": _renew,
    "remove": _remove,
}
