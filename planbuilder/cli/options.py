"""How options and arguments are made: once, for every command, with their help in one language."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from planbuilder import drive
from planbuilder.language import Language, available
from planbuilder.nameforms import as_it_lies
from planbuilder.yamltext.schema import in_one_line

HERE = "."


class OnDisk(click.Path):
    """A path as somebody typed it, found under the form and the bytes that its name has on the disk."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path under the names that are there."""
        typed = drive.named(value) if isinstance(value, str) else value
        return as_it_lies(Path(os.fsdecode(super().convert(typed, param, ctx))))


class OfLanguage(click.Option):
    """The option `--lang`, which names the languages there are; they are looked for when help is shown."""

    def make_metavar(self, ctx: click.Context) -> str:
        """`da|en`."""
        return "|".join(available())


FILE = OnDisk(path_type=Path)


class Words:
    """Makes options and arguments whose help is in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def metavar(self, name: str) -> str:
        """The placeholder of a value."""
        return self.language.text(f"cli.metavar.{name}")

    def option(self, flag: str, key: str = "", to: str = "", **settings: Any) -> click.Option:
        """An option with its help; `key` names the help where the flag's own name does not.

        `to` names what the command's function gets, where that is not the flag's name in Python.
        """
        name = key or flag.lstrip("-").replace("-", "_")
        if not settings.get("is_flag"):
            settings.setdefault("metavar", self.metavar("text"))
        return click.Option([flag, *([to] if to else [])], help=self.language.text(f"cli.option.{name}"), **settings)

    def number(self, flag: str, least: int, most: int) -> click.Option:
        """An option of a whole number."""
        return self.option(flag, type=click.IntRange(least, most), metavar=self.metavar("number"))

    def plan(self) -> click.Argument:
        """The plan a command is about; the folder one stands in by default."""
        return click.Argument(["plan"], default=HERE, required=False, metavar=f"[{self.metavar('plan')}]", type=FILE)

    def author(self) -> tuple[click.Option, click.Option]:
        """Who does what the command does, and in which role."""
        name = self.option("--as", "author", "by", default="", callback=_one_line)
        return name, self.option("--role", "author_role", default="", callback=_one_line)

    def file(self, flag: str, key: str = "", to: str = "", **settings: Any) -> click.Option:
        """An option that names a file."""
        return self.option(flag, key, to, type=FILE, metavar=self.metavar("file"), **settings)

    def folder(self, flag: str, key: str = "", to: str = "", **settings: Any) -> click.Option:
        """An option that names a folder."""
        return self.option(flag, key, to, type=FILE, metavar=self.metavar("folder"), **settings)

    def day(self, flag: str, to: str = "", **settings: Any) -> click.Option:
        """An option of a day, as people write it."""
        return self.option(flag, to=to, metavar=self.metavar("date"), **settings)

    def flag(self, flag: str, key: str = "", to: str = "") -> click.Option:
        """An option without a value."""
        return self.option(flag, key, to, is_flag=True)

    def json(self) -> click.Option:
        """Whether the result is for programs."""
        return self.flag("--json", to="as_json")

    def path(self, name: str, metavar: str = "") -> click.Argument:
        """A file or folder that a command is about."""
        return click.Argument([name], metavar=self.metavar(metavar or name), type=FILE)

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
        help = self.language.text(f"cli.{group}{name}")
        return click.Command(
            name,
            params=[*parameters, *common],
            help=help,
            short_help=help,  # else a list of commands cuts it where the line ends
            callback=partial(run, self.language),
            options_metavar=f"[{self.metavar('options')}]",
        )


def _one_line(context: click.Context, parameter: click.Parameter, text: str) -> str:
    """A name as a single line, whatever was pasted."""
    return in_one_line(text)


def language_option(words: Words, tell: bool = False) -> click.Option:
    """The option `--lang`; `tell` gives its value to the command."""
    help = words.language.text("cli.option.lang")
    return OfLanguage(["--lang"], expose_value=tell, help=help)


def group(words: Words, name: str, help: str, epilog: str = "") -> click.Group:
    """A group of commands, without any yet."""
    made = click.Group(name, params=[language_option(words)], help=help, short_help=help, epilog=epilog or None)
    made.subcommand_metavar = words.metavar("command") + " …"
    made.options_metavar = f"[{words.metavar('options')}]"
    return made
