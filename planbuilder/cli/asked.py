"""What a call says before any command runs: its language, its form of output, and which command it is of.

In: the words after `planbuilder`, and click's tree of commands, which knows the options of each. Out: what was asked.
The language has to be known before help can be given or a fault be told, so it is read ahead; the tree alone says
whether the word behind an option is that option's value, or the next option.
"""

from __future__ import annotations

from collections.abc import Sequence

import click

from planbuilder.record import record


@record
class Asked:
    """What a call asks of every command: `lang` as it was typed, None without; `command` is the first one's name."""

    command: str = ""
    lang: str | None = None
    as_json: bool = False
    debug: bool = False


def asked(tree: click.Group, words: Sequence[str]) -> Asked:
    """What a call asks for. A word that is an option's value, or stands behind `--`, is no option."""
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
        elif isinstance(at, click.Group):
            path.append(word)
            at = at.commands.get(word, _NONE)
    return Asked(path[0] if path else "", seen.get("--lang"), "--json" in seen, "--debug" in seen)


# What nobody knows has no options; click says so when its turn comes.
_NONE = click.Command("")


def _takes_a_value(command: click.Command, name: str) -> bool:
    """Whether the word behind an option is its value; `--lang` is taken by everything, what is unknown takes none."""
    known = {opt: param for param in command.params if isinstance(param, click.Option) for opt in param.opts}
    return name == "--lang" or (name in known and not known[name].is_flag)
