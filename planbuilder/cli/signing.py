"""The commands `sign` and `verify`: what each is called, takes and does.

In: the words of a language. Out: a click group and a command.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from planbuilder.cli.options import FILE, Words, group
from planbuilder.cli.values import moment
from planbuilder.errors import VerificationFailed
from planbuilder.language import Language

GROUP = "sign."
LEVELS = ("b-b", "b-t", "b-lt", "b-lta")


def sign_commands(words: Words, name: str) -> click.Group:
    """The group `sign`."""
    made = group(words, name, help=words.language.text("cli.sign.about"))
    for one, make in SIGN_COMMANDS.items():
        made.add_command(make(words, one))
    return made


def verify_command(words: Words, name: str) -> click.Command:
    """The command `verify`."""

    def run(language: Language, **given: Any) -> int:
        from planbuilder.approval.signatures import is_version

        if is_version(given["pdf"]):
            from planbuilder.cli.versioned import show_version_verdict

            return show_version_verdict(language, given["pdf"], given, moment())
        from planbuilder.cli.verifying import show_verdict

        return show_verdict(language, given, moment())

    again = words.option("--recompute", is_flag=True)
    parameters = (_pdf(words), _base(words), words.option("--digest", default=""), again, *_reading(words))
    return words.command(name, run, *parameters)


def _pdf(words: Words) -> click.Argument:
    return click.Argument(["pdf"], metavar=words.metavar("pdf"), type=FILE)


def _file(words: Words, flag: str, key: str = "", **settings: Any) -> click.Option:
    return words.option(flag, key, type=FILE, metavar=words.metavar("file"), **settings)


def _base(words: Words, **settings: Any) -> click.Option:
    return _file(words, "--base", **settings)


def _config(words: Words) -> click.Option:
    return _file(words, "--config")


def _to(words: Words) -> click.Option:
    return _file(words, "--to", "to_file")


def _reading(words: Words) -> tuple[click.Option, ...]:
    """What every command that judges takes."""
    return words.option("--so-far", is_flag=True), _config(words), words.option("--json", is_flag=True)


def _apply(words: Words, name: str) -> click.Command:
    def run(language: Language, **given: Any) -> None:
        from planbuilder.cli.signed import apply_signature

        apply_signature(language, given, moment())

    options = [
        words.option("--as", "sign_as", default=""),
        _file(words, "--p12"),
        words.option("--pkcs11", default=""),
        words.option("--token", default=""),
        words.option("--secret-variable", default=""),
        words.option("--level", "sign_level", type=click.Choice(LEVELS), metavar="|".join(LEVELS)),
        words.option("--field", default=""),
        words.option("--reason", "sign_reason", default=""),
        _to(words),
        _config(words),
    ]
    return words.command(name, run, _pdf(words), *options, group=GROUP)


def _export(words: Words, name: str) -> click.Command:
    def run(language: Language, **given: Any) -> None:
        from planbuilder.cli.signed import export_unsigned

        export_unsigned(language, given)

    plain = words.option("--without-attachment", is_flag=True)
    return words.command(name, run, _pdf(words), plain, _to(words), group=GROUP)


def _import(words: Words, name: str) -> click.Command:
    def run(language: Language, **given: Any) -> int:
        from planbuilder.cli.verifying import show_evidence

        found = show_evidence(language, given, moment())
        if not given["into"]:
            return 0 if found.holds else VerificationFailed.exit_code
        from planbuilder.cli.versioned import keep_returned

        keep_returned(language, given["returned"], found, given, moment())
        return 0

    returned = click.Argument(["returned"], metavar=words.metavar("file"), type=FILE)
    kept = (
        words.option("--into", type=FILE, metavar=words.metavar("folder")),
        words.option("--confirmed-by", default=""),
        *words.author(),
    )
    parameters = (returned, _base(words), words.option("--digest", default=""), *kept, *_reading(words))
    return words.command(name, run, *parameters, group=GROUP)


def _renew(words: Words, name: str) -> click.Command:
    def run(language: Language, **given: Any) -> None:
        from planbuilder.cli.signed import renew_timestamps

        renew_timestamps(language, given, moment())

    return words.command(name, run, _pdf(words), _to(words), _config(words), *words.author(), group=GROUP)


SIGN_COMMANDS: dict[str, Callable[[Words, str], click.Command]] = {
    "apply": _apply,
    "export": _export,
    "import": _import,
    "renew": _renew,
}
