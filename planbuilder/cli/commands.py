"""The commands: what each is called, which module knows it, and what a call says before any of them runs.

In: a language, or the words after `planbuilder`. Out: a click group whose help is in that language, and what was asked.
A command's module is imported when the command is asked for, and everything heavy when it runs, so that help and
interview start at once. The language has to be known before help can be given or a fault be reported, so it is read
ahead; the tree alone says whether the word behind an option is that option's value, or the next option.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from planbuilder import __version__
from planbuilder.cli.options import Words, group
from planbuilder.cli.output import help_width, result
from planbuilder.language import Language
from planbuilder.record import record

# An unknown command has no options; click says so when its turn comes.
_NONE = click.Command("")


def program(language: Language) -> click.Group:
    """All commands, explained in a language."""
    words = Words(language)
    made = group(words, "planbuilder", language.text("cli.about"), Program)
    made.epilog = language.text("cli.plan_argument")
    version = words.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
    made.params.insert(0, version)
    made.words = words
    return made


class Program(click.Group):
    """All commands; one is made, and its module loaded, when it is asked for, and none for the list of them."""

    words: Words

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """A call of the program; help, of every command, is as wide as the terminal lets it be."""
        return super().make_context(info_name, args, parent, **{"terminal_width": help_width(), **extra})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name, None for a name that no command has."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module = import_module(f"planbuilder.cli.{COMMANDS[cmd_name]}")
            self.commands[cmd_name] = getattr(module, f"{cmd_name}_command")(self.words, cmd_name)
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of all commands."""
        texts = self.words.language.texts
        rows = [(name, texts.get(f"cli.{name}.about") or texts[f"cli.{name}"]) for name in self.list_commands(ctx)]
        with formatter.section(texts.get("click.Commands", "Commands")):
            formatter.write_dl(rows)


def _show_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        result(f"planbuilder {__version__}")
        context.exit()


# Each command, and the module of this package that has it as `NAME_command`.
COMMANDS = {
    "new": "plans",
    "interview": "plans",
    "web": "web",
    "settle": "changes",
    "log": "changes",
    "undo": "changes",
    "diff": "comparing",
    "status": "status",
    "portfolio": "portfolio",
    "measure": "measuring",
    "harvest": "harvesting",
    "idea": "acting",
    "action": "acting",
    "meeting": "meeting",
    "calendar": "calendar",
    "budget": "budget",
    "import": "importing",
    "check": "plans",
    "figures": "plans",
    "build": "building",
    "extract": "plans",
    "template": "documents",
    "approve": "versions",
    "versions": "versions",
    "decision": "versions",
    "archive": "archive",
    "sign": "signing",
    "verify": "signing",
    "erase": "erasing",
    "demo": "documents",
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
            at = at.get_command(click.Context(at), word) or _NONE
    return Asked(path[0] if path else "", seen.get("--lang"), "--json" in seen, "--debug" in seen)


def _takes_a_value(command: click.Command, name: str) -> bool:
    """Whether the word behind an option is its value; `--lang` is taken by everything, what is unknown takes none."""
    known = {opt: param for param in command.params if isinstance(param, click.Option) for opt in param.opts}
    return name == "--lang" or (name in known and not known[name].is_flag)
