"""How options and arguments are made: once, for every command, with their help in one language."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from planbuilder import drive
from planbuilder.language import Language
from planbuilder.nameforms import as_it_lies
from planbuilder.yamltext.schema import in_one_line

HERE = "."


class OnDisk(click.Path):
    """A path as somebody typed it, found under the form and the bytes that its name has on the disk."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path under the names that are there."""
        typed = drive.named(value) if isinstance(value, str) else value
        return as_it_lies(Path(os.fsdecode(super().convert(typed, param, ctx))))


FILE = OnDisk(path_type=Path)


class Words:
    """Makes options and arguments whose help is in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def metavar(self, name: str) -> str:
        """The placeholder of a value."""
        return self.language.text(f"cli.metavar.{name}")

    def option(self, flag: str, key: str = "", **settings: Any) -> click.Option:
        """An option with its help; `key` names the help where the flag's own name does not."""
        name = key or flag.lstrip("-").replace("-", "_")
        if not settings.get("is_flag"):
            settings.setdefault("metavar", self.metavar("text"))
        return click.Option([flag], help=self.language.text(f"cli.option.{name}"), **settings)

    def number(self, flag: str, least: int, most: int) -> click.Option:
        """An option of a whole number."""
        return self.option(flag, type=click.IntRange(least, most), metavar=self.metavar("number"))

    def plan(self) -> click.Argument:
        """The plan a command is about; the folder one stands in by default."""
        return click.Argument(["plan"], default=HERE, required=False, metavar=f"[{self.metavar('plan')}]", type=FILE)

    def author(self) -> tuple[click.Option, click.Option]:
        """Who does what the command does, and in which role."""
        name = self.option("--as", "author", default="", callback=_one_line)
        return name, self.option("--role", "author_role", default="", callback=_one_line)

    def sealed(self) -> click.Option:
        """Which version of the plan is meant; the newest without it."""
        return self.option("--number", type=click.IntRange(1), metavar=self.metavar("number"))

    def command(
        self,
        name: str,
        run: Callable[..., Any],
        *parameters: click.Parameter,
        tell_language: bool = False,
        group: str = "",
    ) -> click.Command:
        """A command; every one takes `--lang` and `--debug`. `tell_language` gives the former to `run` as `lang`."""
        common = [language_option(self, tell_language), self.option("--debug", is_flag=True, expose_value=False)]
        return click.Command(
            name,
            params=[*parameters, *common],
            help=self.language.text(f"cli.{group}{name}"),
            callback=lambda **given: run(self.language, **given),
            options_metavar=f"[{self.metavar('options')}]",
        )


def _one_line(context: click.Context, parameter: click.Parameter, text: str) -> str:
    """A name as a single line, whatever was pasted."""
    return in_one_line(text)


def language_option(words: Words, tell: bool = False) -> click.Option:
    """The option `--lang`; `tell` gives its value to the command."""
    return words.option("--lang", expose_value=tell, metavar="da|en")


def group(words: Words, name: str, help: str, epilog: str = "") -> click.Group:
    """A group of commands, without any yet."""
    made = click.Group(name, params=[language_option(words)], help=help, epilog=epilog or None)
    made.subcommand_metavar = words.metavar("command") + " …"
    made.options_metavar = f"[{words.metavar('options')}]"
    return made
