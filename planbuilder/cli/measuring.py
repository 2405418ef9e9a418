"""The command `measure`: what an indicator was on a day, typed, asked for where it is due, or read from a file.

In: the words of a language. Out: a click command, which shows each measurement with how it goes against the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
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
)
from planbuilder.cli.plans import face
from planbuilder.errors import InputInvalid, UsageWrong, problem
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.interview.asking import Asker
    from planbuilder.plan.model import Plan
    from planbuilder.usecases.measuring import Imported, Measured

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
    from planbuilder.figures.following import due
    from planbuilder.plan.store import open_plan
    from planbuilder.usecases.measuring import Taken, measure, take_in

    if source is not None:
        return _show_imported(language, take_in(plan, source, language, moment(), by, role), as_json)
    day = parsed_day(on, language, moment().date()) or moment().date()
    note_down = partial(measure, plan, language=language, now=moment(), by=by, role=role)
    if indicator and not value:
        raise UsageWrong([problem(codes.VALUE_NOT_SAID, indicator=indicator)])
    if indicator:
        _show(language, [note_down(Taken(indicator, value, day, note))], as_json)
        return 0
    found = open_plan(plan).plan
    wanted = due(found, day)
    if wanted and not is_asked_at_a_terminal():
        raise UsageWrong([problem(codes.VALUE_NOT_SAID, indicator=wanted[0])])
    if not wanted:
        message(language.text("measure.none_due"))
        return 0
    asker, measured = face(language, plain), []
    for id in wanted:
        if typed := _asked(asker, language, found, id):
            measured.append(note_down(Taken(id, typed, day, note)))  # at once: whoever stops has lost nothing
            _show(language, measured[-1:] if not as_json else [], False)
    if as_json:
        _show(language, measured, as_json)
    return 0


def _asked(asker: Asker, language: Language, plan: Plan, id: str) -> str:
    """The value of an indicator, asked for; empty where nobody knows it yet."""
    from planbuilder.interview.asking import Prompt
    from planbuilder.usecases.measuring import why_not

    def check(line: str) -> str | None:
        found = why_not(plan, id, line, language) if line.strip() else None
        return None if found is None else f"{language.problem(found)} {language.way_out(found)}"

    one = plan.indicators[id]
    title = language.text("measure.ask", id=id, title=one.title, unit=one.unit or language.text("measure.no_unit"))
    answer = asker.line(Prompt(title, language.text("cli.may_wait"), check=check))
    return answer if isinstance(answer, str) else ""


def _show(language: Language, measured: Sequence[Measured], as_json: bool) -> None:
    if as_json:
        result_json({"schema": SCHEMA, "measurements": [_data(one) for one in measured]})
        return
    from planbuilder.usecases.measuring import in_words

    # A file has many days of an indicator; how it goes is the same after each of them, and said after the last.
    last = {one.indicator: n for n, one in enumerate(measured)}
    for n, one in enumerate(measured):
        first, *others = in_words(language, one)
        result(first)
        for line in others if n == last[one.indicator] else ():
            result(f"    {line}")


def _show_imported(language: Language, found: Imported, as_json: bool) -> int:
    """Show what became of a file; the exit code tells whether all of it could be used."""
    if as_json:
        broken = [problem_data(one, language) for one in found.problems]
        data = {"measurements": [_data(one) for one in found.measured], "known": found.known, "problems": broken}
        result_json({"schema": SCHEMA, **data})
    else:
        _show(language, found.measured, as_json)
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
