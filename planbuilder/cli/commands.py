"""The commands: what each is called, takes and does.

In: a language. Out: a click group whose help is in that language. Everything heavy is imported when a command runs, so
that help and interview start at once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from planbuilder import __version__
from planbuilder.cli.options import FILE, group
from planbuilder.cli.options import Words as _Words
from planbuilder.cli.output import result
from planbuilder.cli.values import moment
from planbuilder.language import Language

LEVELS = ("draft", "approval", "signing")
MOST_DRAWS = 1_000_000


def program(language: Language) -> click.Group:
    """All commands, explained in a language."""
    words = _Words(language)
    made = group(words, "planbuilder", help=language.text("cli.about"), epilog=language.text("cli.plan_argument"))
    version = words.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
    made.params.insert(0, version)
    for name, make in COMMANDS.items():
        made.add_command(make(words, name))
    return made


def _show_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        result(f"planbuilder {__version__}")
        context.exit()


def _new(words: _Words, name: str) -> click.Command:
    folder = click.Argument(["folder"], metavar=words.metavar("folder"), type=FILE)
    texts = [words.option(f"--{key}") for key in ("title", "solution", "organisation")]
    numbers = [
        words.number("--price-base", 2000, 2100),
        words.number("--first-year", 2000, 2100),
        words.number("--horizon", 1, 40),
    ]
    other = words.option("--from", "new_from", type=FILE, metavar=words.metavar("plan"))
    flags = [words.option("--no-input", is_flag=True), words.option("--plain", is_flag=True)]

    def run(language: Language, folder: Path, **given: Any) -> None:
        from planbuilder.cli.planning import begin_plan

        begin_plan(language, folder, given, moment())

    return words.command(name, run, folder, *texts, *numbers, other, *flags)


def _interview(words: _Words, name: str) -> click.Command:
    options = [
        words.option("--theme"),
        words.option("--as", "as", default=""),
        words.option("--role", default=""),
        words.option("--answers", type=FILE),
        words.option("--plain", is_flag=True),
        words.option("--no-input", is_flag=True),
    ]

    def run(language: Language, plan: Path, **given: Any) -> None:
        from planbuilder.cli.planning import hold_interview

        hold_interview(language, plan, given)

    return words.command(name, run, words.plan(), *options)


def _check(words: _Words, name: str) -> click.Command:
    level = words.option("--level", type=_Level(words.language), default="approval", metavar="|".join(LEVELS))

    def run(language: Language, plan: Path, level: str, json: bool) -> int:
        from planbuilder.cli.reading import show_check

        return show_check(language, plan, level, json)

    return words.command(name, run, words.plan(), level, words.option("--json", is_flag=True))


class _Level(click.Choice[str]):
    """A level by its name in the language of the program, or as `--json` has it."""

    def __init__(self, language: Language) -> None:
        super().__init__(LEVELS)
        self.names = {language.text(f"cli.level.{level}"): level for level in LEVELS}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The level; raises BadParameter for a word that names none."""
        return super().convert(self.names.get(str(value).casefold(), value), param, ctx)


def _figures(words: _Words, name: str) -> click.Command:
    options = [
        words.option("--explain", metavar=words.metavar("figure"), default=""),
        words.number("--simulate", 1, MOST_DRAWS),
        words.option("--seed", type=int, metavar=words.metavar("number"), default=1),
        words.option("--json", is_flag=True),
    ]

    def run(language: Language, plan: Path, **given: Any) -> None:
        from planbuilder.cli.figures import show_figures

        show_figures(language, plan, given)

    return words.command(name, run, words.plan(), *options)


def _build(words: _Words, name: str) -> click.Command:
    from planbuilder.writers import WRITERS  # the table alone: its modules are loaded when used

    options = [
        words.option("--format", "format", type=click.Choice(list(WRITERS)), multiple=True, metavar="|".join(WRITERS)),
        words.option("--document", "document", multiple=True),
        words.option("--to", type=FILE),
        words.option("--date", metavar=words.metavar("date")),
        words.option("--profile", type=FILE, metavar=words.metavar("file")),
        words.option("--template", type=FILE, metavar=words.metavar("file")),
    ]

    def run(language: Language, plan: Path, **given: Any) -> None:
        from planbuilder.cli.building import build_plan

        build_plan(language, plan, given, date.today())

    return words.command(name, run, words.plan(), *options, tell_language=True)


def _demo(words: _Words, name: str) -> click.Command:
    folder = click.Argument(
        ["folder"],
        default="demo-plan",
        required=False,
        metavar=f"[{words.metavar('folder')}]",
        type=FILE,
    )

    def run(language: Language, folder: Path, date: str | None, archive: bool) -> int:
        from planbuilder.cli.building import build_demo

        build_demo(language, folder, date, moment())
        if not archive:
            return 0
        from planbuilder.cli.demonstrated import archive_demo

        return archive_demo(language, folder, moment())

    whole = words.option("--archive", "demo_archive", is_flag=True)
    return words.command(name, run, folder, words.option("--date", metavar=words.metavar("date")), whole)


def _extract(words: _Words, name: str) -> click.Command:
    pdf = click.Argument(["pdf"], metavar=words.metavar("pdf"), type=FILE)
    folder = click.Argument(["folder"], metavar=words.metavar("folder"), type=FILE)

    def run(language: Language, pdf: Path, folder: Path) -> None:
        from planbuilder.cli.building import extract_plan

        extract_plan(pdf, folder)

    return words.command(name, run, pdf, folder)


def _template(words: _Words, name: str) -> click.Command:
    file = click.Argument(["file"], metavar=words.metavar("file"), type=FILE)
    profile = words.option("--profile", type=FILE, metavar=words.metavar("file"))

    def run(language: Language, file: Path, profile: Path | None, json: bool) -> None:
        from planbuilder.cli.branding import show_template

        show_template(language, file, profile, json)

    made = group(words, name, help=words.language.text("cli.template"))
    json = words.option("--json", is_flag=True)
    made.add_command(words.command("check", run, file, profile, json, group="template_"))
    return made


def _from(module: str, make: str) -> Callable[[_Words, str], click.Command]:
    """A command that another module makes, which is loaded with it."""

    def made(words: _Words, name: str) -> click.Command:
        command: click.Command = getattr(import_module(f"planbuilder.cli.{module}"), make)(words, name)
        return command

    return made


COMMANDS: dict[str, Callable[[_Words, str], click.Command]] = {
    "new": _new,
    "interview": _interview,
    "check": _check,
    "figures": _figures,
    "build": _build,
    "extract": _extract,
    "template": _template,
    "approve": _from("approving", "approve_command"),
    "versions": _from("approving", "versions_command"),
    "decision": _from("approving", "decision_commands"),
    "archive": _from("archiving", "archive_commands"),
    "sign": _from("signing", "sign_commands"),
    "verify": _from("signing", "verify_command"),
    "erase": _from("erasing", "erase_command"),
    "demo": _demo,
}
