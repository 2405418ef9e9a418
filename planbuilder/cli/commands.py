"""The commands: what each is called, which module knows it, and what a call says before any of them runs.

In: a language, or the words after `planbuilder`. Out: a click group whose help is in that language, and what was asked.
Everything heavy is imported when a command runs, so that help and interview start at once. The language has to be known
before help can be given or a fault be reported, so it is read ahead; the tree alone says whether the word behind an
option is that option's value, or the next option.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from planbuilder import __version__
from planbuilder.cli.archive import archive_commands
from planbuilder.cli.changes import log_command, settle_command, undo_command
from planbuilder.cli.comparing import diff_command
from planbuilder.cli.documents import build_command, demo_command, template_commands
from planbuilder.cli.erasing import erase_command
from planbuilder.cli.options import Words, group
from planbuilder.cli.output import result
from planbuilder.cli.plans import check_command, extract_command, interview_command, new_command
from planbuilder.cli.signing import sign_commands, verify_command
from planbuilder.cli.versions import approve_command, decision_commands, versions_command
from planbuilder.cli.web import web_commands
from planbuilder.language import Language
from planbuilder.record import record

MOST_DRAWS = 1_000_000
# An unknown command has no options; click says so when its turn comes.
_NONE = click.Command("")


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
    "web": web_commands,
    "settle": settle_command,
    "log": log_command,
    "undo": undo_command,
    "diff": diff_command,
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


@record
class Asked:
    """What a call asks of every command: `lang` as it was typed, None without; `command` is the first one's name."""

    command: str = ""
    lang: str | None = None
    as_json: bool = False
    debug: bool = False


def asked(tree: click.Group, words: Sequence[str]) -> Asked:
    """What a call asks for. A word that is an option's value, or comes after `--`, is no option."""
    at: click.Command = tree
    path: list[str] = []
    seen: dict[str, str | None] = {}
    left = iter(words)
    for word in left:
        if word == "--":
            break
        if word.startswith("--"):
            name, equals, value = word.partition("=")
            takes_one = not equals and _takes_a_value(at, name)
            seen[name] = next(left, None) if takes_one else value
        # The first words that are no options lead down the tree; in a command they are its arguments.
        elif isinstance(at, click.Group):
            path.append(word)
            at = at.commands.get(word, _NONE)
    return Asked(path[0] if path else "", seen.get("--lang"), "--json" in seen, "--debug" in seen)


def _takes_a_value(command: click.Command, name: str) -> bool:
    """Whether the word behind an option is its value; `--lang` is taken by everything, what is unknown takes none."""
    known = {opt: param for param in command.params if isinstance(param, click.Option) for opt in param.opts}
    return name == "--lang" or (name in known and not known[name].is_flag)
