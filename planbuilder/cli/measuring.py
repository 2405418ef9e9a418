"""The command `measure`: what an indicator was on a day, typed, asked for where it is due, or read from a file.

In: the words of a language. Out: a click command, which shows each measurement with how it goes against the plan.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder import codes
from planbuilder.cli.options import FILE, HERE, Words, moment, parsed_day
from planbuilder.cli.output import (
    is_asked_at_a_terminal,
    message,
    problem_data,
    result,
    result_json,
    show_imported,
    show_problems,
)
from planbuilder.cli.plans import face
from planbuilder.errors import InputInvalid, Problem, UsageWrong, problem
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.usecases.measuring import Imported, Measured, Taken

SCHEMA = "planbuilder.measurements/1"


def measure_command(words: Words, name: str) -> click.Command:
    """The command `measure`."""
    arguments = [
        click.Argument(["indicator"], required=False, default="", metavar=f"[{words.metavar('indicator')}]"),
        click.Argument(["value"], required=False, default="", metavar=f"[{words.metavar('value')}]"),
    ]
    options = [
        words.option("--on", "measured_on", "on", metavar=words.metavar("date")),
        words.option("--note", "measured_note", "note", default=""),
        words.file("--from", "measured_from", "source"),
        words.option("--plan", "measured_plan", "plan", type=FILE, default=HERE, metavar=words.metavar("plan")),
        words.flag("--plain"),
        words.json(),
    ]
    return words.command(name, _measure, *arguments, *options, *words.author())


def _measure(
    language: Language,
    indicator: str,
    value: str,
    on: str | None,
    note: str,
    source: Path | None,
    plan: Path,
    plain: bool,
    as_json: bool,
    by: str,
    role: str,
) -> int:
    """Note one measurement, those of a file, or what is due and asked for."""
    from planbuilder.usecases.measuring import Taken, take_in

    if source is not None:
        return _show_imported(language, take_in(plan, source, language, moment(), by, role), as_json)
    day = parsed_day(on, language, moment().date()) or moment().date()
    if indicator and not value:
        raise UsageWrong([problem(codes.VALUE_NOT_SAID, indicator=indicator)])
    if indicator:
        _note_one(language, plan, Taken(indicator, value, day, note), by, role, as_json)
    else:
        _ask_for_due(language, plan, day, note, plain, by, role, as_json)
    return 0


def _note_one(language: Language, plan: Path, taken: Taken, by: str, role: str, as_json: bool) -> None:
    """Note a measurement that was typed with the command."""
    from planbuilder.usecases.measuring import measure

    one = measure(plan, taken, language, moment(), by, role)
    _show(language, [one], as_json)
    if one.doubt and not as_json:
        show_problems([one.doubt], language)


def _ask_for_due(
    language: Language, plan: Path, day: date, note: str, plain: bool, by: str, role: str, as_json: bool
) -> None:
    """Ask for every indicator that is due; raises UsageWrong where nobody is there to answer."""
    from planbuilder.figures.following import due
    from planbuilder.usecases.interviewing import session
    from planbuilder.usecases.measuring_talk import ask_for
    from planbuilder.usecases.talk import unheard

    held = session(plan, language, moment, by, role)
    wanted = due(held.opened.plan, day)
    if wanted and not is_asked_at_a_terminal():
        raise UsageWrong([problem(codes.VALUE_NOT_SAID, indicator=wanted[0])])
    if not wanted:
        message(language.text("measure.none_due"))
        return
    # Whoever was asked has said that it is right: a doubt is not told again.
    told = unheard if as_json else lambda one: _show(language, [one], False)
    measured = ask_for(held, face(language, plain), wanted, day, note, shlex.quote(str(plan)), told)
    if as_json:
        _show(language, measured, as_json)


def _show(language: Language, measured: Sequence[Measured], as_json: bool) -> None:
    """Show measurements with how their indicators go; as JSON with what can hardly be meant."""
    if as_json:
        odd = [one.doubt for one in measured if one.doubt]
        data = {"measurements": [_data(one) for one in measured], "doubts": _doubts(odd, language)}
        result_json({"schema": SCHEMA, **data})
        return
    from planbuilder.usecases.measuring import in_words

    # A file has many days of an indicator; how it goes is the same after each of them, and said after the last.
    last = {one.indicator: n for n, one in enumerate(measured)}
    for n, one in enumerate(measured):
        first, *others = in_words(language, one)
        result(first)
        for line in others if n == last[one.indicator] else ():
            result(f"    {line}")


def _doubts(odd: Iterable[Problem], language: Language) -> list[dict[str, object]]:
    return [problem_data(one, language) for one in odd]


def _show_imported(language: Language, found: Imported, as_json: bool) -> int:
    """Show what became of a file; the exit code tells whether all of it could be used."""
    if as_json:
        broken = [problem_data(one, language) for one in found.problems]
        data = {"measurements": [_data(one) for one in found.measured], "known": found.known, "problems": broken}
        result_json({"schema": SCHEMA, **data, "doubts": _doubts(found.doubts, language)})
    else:
        _show(language, found.measured, as_json)
        show_problems(found.doubts, language)
        show_imported("measure.imported", len(found.measured), found.known, found.problems, language)
    return InputInvalid.exit_code if found.problems else 0


def _data(one: Measured) -> dict[str, object]:
    how = one.standing
    number = {"slower": how.months, "smaller": how.part, "baseline": how.offset}.get(how.cause)
    return {
        "id": one.id,
        "indicator": one.indicator,
        "on": one.reading.on.isoformat(),
        "value": one.reading.value,
        "corrects": one.corrects,
        "planned": how.planned,
        "attained": how.attained,
        "verdict": how.verdict,
        "cause": how.cause or None,
        "cause_number": number,
        "trend": how.trend or None,
        "forecast": how.forecast,
    }
