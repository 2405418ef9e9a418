"""The commands: what each is called, and which module knows what it takes and does.

In: a language. Out: a click group whose help is in that language. Everything heavy is imported when a command runs, so
that help and interview start at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from planbuilder import __version__
from planbuilder.cli.archive import archive_commands
from planbuilder.cli.changes import log_command, settle_command, undo_command
from planbuilder.cli.demonstrated import demo_command
from planbuilder.cli.documents import build_command, template_commands
from planbuilder.cli.erasing import erase_command
from planbuilder.cli.options import Words, group
from planbuilder.cli.output import result
from planbuilder.cli.plans import check_command, extract_command, interview_command, new_command
from planbuilder.cli.signing import sign_commands, verify_command
from planbuilder.cli.versions import approve_command, decision_commands, versions_command
from planbuilder.language import Language

MOST_DRAWS = 1_000_000


def program(language: Language) -> click.Group:
    """All commands, explained in a language."""
    words = Words(language)
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


def figures_command(words: Words, name: str) -> click.Command:
    """The command `figures`; the module that shows them loads what computes them."""
    options = [
        words.option("--explain", metavar=words.metavar("figure"), default=""),
        words.number("--simulate", 1, MOST_DRAWS),
        words.option("--seed", type=int, metavar=words.metavar("number"), default=1),
        words.json(),
    ]
    return words.command(name, _figures, words.plan(), *options)


def _figures(language: Language, plan: Path, explain: str, simulate: int | None, seed: int, as_json: bool) -> None:
    from planbuilder.cli.figures import show_figures

    show_figures(language, plan, explain, simulate, seed, as_json)


COMMANDS: dict[str, Callable[[Words, str], click.Command]] = {
    "new": new_command,
    "interview": interview_command,
    "settle": settle_command,
    "log": log_command,
    "undo": undo_command,
    "check": check_command,
    "figures": figures_command,
    "build": build_command,
    "extract": extract_command,
    "template": template_commands,
    "approve": approve_command,
    "versions": versions_command,
    "decision": decision_commands,
    "archive": archive_commands,
    "sign": sign_commands,
    "verify": verify_command,
    "erase": erase_command,
    "demo": demo_command,
}
