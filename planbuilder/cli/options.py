"""How options and arguments are made, once for every command, how their values are read, and the settings they lead to.

In: a language; the words of a call; the environment and the configuration. Out: click options with their help, the day
a word means (read as in an interview, and shown), whom to trust, and the archive a command is about.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from planbuilder import codes, drive
from planbuilder.cli.output import message, show_problems
from planbuilder.drive import as_it_lies
from planbuilder.errors import InputInvalid, UsageWrong, problem
from planbuilder.language import Language, available

Kind = TypeVar("Kind", bound=click.Group)

HERE = "."
VARIABLE = "PLANBUILDER_ARCHIVE"
KEPT = "PLANBUILDER_CACHE"
# Where a user's programs keep what they can make again: the variable that says so, and the place in the home folder.
CACHES = {"win32": ("LOCALAPPDATA", "AppData/Local"), "darwin": ("XDG_CACHE_HOME", "Library/Caches")}


class OnDisk(click.Path):
    """A path as it was typed, found under the form and the bytes that its name has on the disk."""

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
        bounds = click.IntRange(least, most)
        made = self.option(flag, type=bounds, metavar=self.metavar("number"))
        made.help = (made.help or "").format(least=least, most=most)
        return made

    def plan(self) -> click.Argument:
        """The plan a command is about; the current folder by default."""
        return click.Argument(["plan"], default=HERE, required=False, metavar=f"[{self.metavar('plan')}]", type=FILE)

    def folder_argument(self) -> click.Argument:
        """The folder a command is about; the current one by default."""
        metavar = f"[{self.metavar('folder')}]"
        return click.Argument(["folder"], default=HERE, required=False, metavar=metavar, type=FILE)

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
    from planbuilder.plaintext import in_one_line  # its patterns: only for a command that is carried out

    return in_one_line(text)


def language_option(words: Words, given: bool = False) -> click.Option:
    """The option `--lang`; `given` passes its value to the command."""
    help = words.language.text("cli.option.lang")
    return OfLanguage(["--lang"], expose_value=given, help=help)


def group(words: Words, name: str, help: str, kind: type[Kind]) -> Kind:
    """A group of commands of some kind, without any yet."""
    made = kind(name, params=[language_option(words)], help=help, short_help=help)
    made.subcommand_metavar = words.metavar("command") + " …"
    made.options_metavar = f"[{words.metavar('options')}]"
    return made


def moment() -> datetime:
    """The present moment with its distance from UTC, so that what two machines note can be put in order."""
    return datetime.now().astimezone()


def parsed_day(text: str | None, language: Language, today: date | None = None) -> date | None:
    """A day as it was typed, None if none was; raises UsageWrong.

    What was read is shown where it was written in another form than YYYY-MM-DD. A day without a year is the next one
    from `today`, and refused without it.
    """
    from planbuilder.days import UnclearDay  # its patterns: only for a day that was typed

    if not text:
        return None
    try:
        day = language.parse_day(text, today)
    except UnclearDay as error:
        raise UsageWrong([problem(error.code, found=text, **error.values)]) from error
    if day.isoformat() != text:  # a person must be able to see that `3/4` was read as the third of April
        message(language.text("interview.read_as", value=language.day(day)))
    return day


if TYPE_CHECKING:
    from planbuilder.archive.store import Archive
    from planbuilder.configuration import Configuration


def configured(language: Language, given: Path | None, about: Path | None = None) -> Configuration:
    """The configuration a command works with, its warnings shown; raises InputInvalid.

    `about` is the plan, version or PDF the command is about: a file beside it may choose things, but not whom to trust.
    """
    from planbuilder import configuration
    from planbuilder.usecases.configuring import configured as read

    return read(configuration.find(given, os.environ), about, partial(show_problems, language=language))


def kept_figures(environment: Mapping[str, str]) -> Path | None:
    """Where drawn figures are kept: a folder that the user alone writes to, since it is believed; else None."""
    from planbuilder import files

    folder = _figures(environment)
    return folder if folder and files.is_own(folder) else None


def _figures(environment: Mapping[str, str]) -> Path | None:
    """The folder that the environment names for figures; None for none."""
    if KEPT in environment:
        return Path(environment[KEPT]) if environment[KEPT] else None
    variable, usual = CACHES.get(sys.platform, ("XDG_CACHE_HOME", ".cache"))
    home = environment.get("USERPROFILE" if sys.platform == "win32" else "HOME", "")
    folder = Path(environment.get(variable) or Path(home, usual))
    return folder / "planbuilder" / "figures" if folder.is_absolute() else None


def archive_folder(given: Path | None, settings: Configuration | None = None) -> Path:
    """The archive that a command is about: what was typed, else the environment's, else the configuration's.

    Raises UsageWrong if nothing names an archive.
    """
    from planbuilder import configuration

    known = settings or configuration.load(configuration.find(None, os.environ))[0]
    named = os.environ.get(VARIABLE, "") or known.archive
    if given is None and not named:
        raise UsageWrong([problem(codes.ARCHIVE_NOT_NAMED, variable=VARIABLE)])
    return given or Path(named)


def opened_archive(given: Path | None, settings: Configuration | None = None) -> Archive:
    """The archive that a command is about, opened."""
    from planbuilder.archive.store import open_archive

    return open_archive(archive_folder(given, settings))


def known_archive(settings: Configuration | None = None) -> Archive | None:
    """The archive that the environment or the configuration names, None without one that can be opened."""
    try:
        return opened_archive(None, settings)
    except (UsageWrong, InputInvalid):
        return None
