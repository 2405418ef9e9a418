"""The commands about what several people have done: `log`, `undo` and `settle`.

In: the words of a language. Out: click commands, which show what the use case gives.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.options import Words, moment
from planbuilder.cli.output import is_asked_at_a_terminal, message, result, result_json
from planbuilder.cli.plans import face
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.interview.session import Session
    from planbuilder.interview.settling import Open
    from planbuilder.usecases.changing import Change


def log_command(words: Words, name: str) -> click.Command:
    """The command `log`."""
    return words.command(name, _log, words.plan(), words.json())


def _log(language: Language, plan: Path, as_json: bool) -> None:
    """Show what has changed, by whom and when, oldest first."""
    from planbuilder.usecases.changing import log

    changes = log(plan, language)
    if as_json:
        result_json({"schema": "planbuilder.log/1", "changes": [_data(one) for one in changes]})
        return
    for one in changes:
        result(_heading(language, one))
        for line in one.lines:
            result(f"    {line.whole}")
    if not changes:
        message(language.text("changes.none"))


def _data(one: Change) -> dict[str, object]:
    lines = [
        {
            "key": list(line.path),
            "place": line.place,
            "text": line.text,
            "old": line.old,
            "new": line.new,
            "order": line.is_order,
        }
        for line in one.lines
    ]
    who = {"number": one.number, "at": one.at, "by": one.by, "role": one.role}
    return {**who, "event": one.event, "changes": lines}


def _heading(language: Language, one: Change) -> str:
    from datetime import date

    day = language.short_day(date.fromisoformat(one.at[:10])) if one.at else "–"
    who = ", ".join(filter(None, (one.by, one.role))) or language.text("changes.nameless")
    key = f"changes.event.{one.event}"
    event = f" – {language.text(key) if language.has(key) else one.event}" if one.event else ""
    return language.text("changes.heading", number=one.number, day=day, time=one.at[11:16], who=who) + event


def undo_command(words: Words, name: str) -> click.Command:
    """The command `undo`."""
    number = click.Argument(["number"], type=click.IntRange(1), required=False, metavar=f"[{words.metavar('number')}]")
    return words.command(name, _undo, words.plan(), number, *words.author())


def _undo(language: Language, plan: Path, number: int | None, by: str, role: str) -> None:
    """Take a change back, and show what it was."""
    from planbuilder.usecases.changing import undo

    taken = undo(plan, language, moment(), number or 0, by, role)
    message(language.text("changes.undone", number=taken.number))
    for line in taken.lines:
        message(f"    {line.whole}")


def settle_command(words: Words, name: str) -> click.Command:
    """The command `settle`."""
    question = click.Argument(["question"], default="", required=False, metavar=f"[{words.metavar('question')}]")
    options = [
        words.number("--take", 1, 1000),
        words.option("--text", "settle_text", default=None),
        words.option("--why", "settle_why", default=""),
        words.flag("--plain"),
        *words.author(),
    ]
    return words.command(name, _settle, words.plan(), question, *options)


def _settle(
    language: Language,
    plan: Path,
    question: str,
    take: int | None,
    text: str | None,
    why: str,
    plain: bool,
    by: str,
    role: str,
) -> None:
    """Show the answers side by side, and settle on one of them if that is said or asked for."""
    from planbuilder.interview.settling import named, settle
    from planbuilder.usecases.interviewing import session

    held = session(plan, language, moment, by, role)
    found = named(held, question)
    for number, one in enumerate(found, start=1):
        for line in _side_by_side(language, number, one):
            result(line)
    if not found:
        message(language.text("settle.none"))
    elif take is not None or text is not None:
        is_settled = settle(held, _only(found), take or 0, text, why)
        message(language.text(f"settle.{'done' if is_settled else 'meanwhile'}", place=found[0].name))
    elif is_asked_at_a_terminal():
        _ask(language, held, found, why, plain)
    else:
        message(language.text("settle.how"))


def _only(found: tuple[Open, ...]) -> Open:
    """The only disagreement there is; raises UsageWrong where several may be meant."""
    from planbuilder import codes
    from planbuilder.errors import UsageWrong, problem

    if len(found) > 1:
        raise UsageWrong([problem(codes.NO_DISAGREEMENT, name="", known="; ".join(one.name for one in found))])
    return found[0]


def _side_by_side(language: Language, number: int, one: Open) -> list[str]:
    head = f"{number}. {one.name} ({one.place})"
    return [head, *(f"   {n}) {one.line(language, n)}" for n in range(1, len(one.answers) + 1))]


def _ask(language: Language, held: Session, found: tuple[Open, ...], why: str, plain: bool) -> None:
    """Settle one disagreement after another at a terminal."""
    from planbuilder.interview.dialogue import Dialogue

    dialogue = Dialogue(held, face(language, plain))
    for one in found:
        dialogue.settle(one, why)
