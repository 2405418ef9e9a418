"""The command `meeting`: the agenda of a meeting at the board, walked through, with the board printed anew at its end.

In: the words of a language. Out: a click command.
"""

from __future__ import annotations

import os
import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder import codes
from planbuilder.cli.options import Words, kept_figures, moment, parsed_day
from planbuilder.cli.output import is_asked_at_a_terminal, message, result, result_json, show_path, show_problems
from planbuilder.cli.plans import face
from planbuilder.errors import Interrupted, problem
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.interview.session import Session
    from planbuilder.usecases.agenda import Agenda

# What is printed when a meeting ends.
PRINTED = ("board", "minutes")


def meeting_command(words: Words, name: str) -> click.Command:
    """The command `meeting`."""
    options = [
        words.option("--date", "meeting_date", "day", metavar=words.metavar("date")),
        words.flag("--plain"),
        words.flag("--no-input"),
        words.json(),
    ]
    return words.command(name, _meeting, words.plan(), *options, *words.author())


def _meeting(
    language: Language, plan: Path, day: str | None, plain: bool, no_input: bool, as_json: bool, by: str, role: str
) -> None:
    """Hold a meeting, or show its agenda where nobody can be asked."""
    from planbuilder.usecases.agenda import agenda_of
    from planbuilder.usecases.interviewing import session

    on = parsed_day(day, language, moment().date()) or moment().date()
    held = session(plan, language, moment, by, role)
    if as_json:
        result_json(_data(agenda_of(held, on)))
    elif no_input or not is_asked_at_a_terminal():
        _show(held, agenda_of(held, on))
    else:
        _hold(language, plan, held, plain, agenda_of(held, on))


def _show(held: Session, found: Agenda) -> None:
    from planbuilder.usecases.agenda_words import overview, title

    result(title(held.language, held.opened.plan, found))
    for line in overview(held, found):
        result(line)


def _hold(language: Language, plan: Path, held: Session, plain: bool, found: Agenda) -> None:
    """Walk through the agenda; when the meeting has ended, print the board and the minutes, and where they are."""
    from planbuilder.usecases.building import Wanted, build
    from planbuilder.usecases.meeting_talk import Walk

    try:
        has_ended = Walk(held, face(language, plain), found.on).run()
    except (KeyboardInterrupt, EOFError) as error:
        raise Interrupted([problem(codes.MEETING_INTERRUPTED, plan=shlex.quote(str(plan)))]) from error
    if not has_ended:
        message(language.text("meeting.left_open", plan=shlex.quote(str(plan))))
        return
    wanted = Wanted(documents=PRINTED, formats=("pdf",), kept_figures=kept_figures(os.environ))
    build(plan, found.on, None, wanted, partial(show_problems, language=language), show_path)


def _data(found: Agenda) -> dict[str, object]:
    points = [{"kind": one.kind, "about": one.about or None, "done": one.done} for one in found.points]
    since = found.since.isoformat() if found.since else None
    days = {"on": found.on.isoformat(), "since": since}
    known = {"schema": "planbuilder.meeting/1", "meeting": found.meeting or None, **days}
    return {**known, "to_measure": [*found.to_measure], "points": points}
