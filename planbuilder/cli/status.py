"""The command `status`: where the plan is, what is next and what is overdue, on one screen.

In: the words of a language. Out: a click command.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.cli.acting import action_data, action_line
from planbuilder.cli.options import Words, moment
from planbuilder.cli.output import result, result_json
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.usecases.status import Behind, Status

# So many lines of a kind fit on a screen with the others.
SHOWN = 5


def status_command(words: Words, name: str) -> click.Command:
    """The command `status`."""
    return words.command(name, _status, words.plan(), words.json())


def _status(language: Language, plan: Path, as_json: bool) -> None:
    """Show where a plan is."""
    from planbuilder.usecases.status import status

    found = status(plan, language, moment().date())
    if as_json:
        result_json({"schema": "planbuilder.status/1", **_data(found)})
        return
    for line in (found.title, *_how_far(language, found), *_lists(language, found)):
        result(line)
    result(language.text(f"status.next.{found.next}", plan=shlex.quote(str(plan))))


def _how_far(language: Language, found: Status) -> Iterator[str]:
    """How much is answered, what stands in the way, and the version that counts."""
    settled, asked = sum(one.settled for one in found.parts), sum(one.asked for one in found.parts)
    yield language.text("status.answered", settled=_number(language, settled), asked=_number(language, asked))
    if found.disagreements:
        yield language.count("status.disagreements", found.disagreements)
    if found.errors:
        yield language.count("status.errors", found.errors)
    if found.version is None:
        yield language.text("status.no_version")
        return
    day = language.short_day(date.fromisoformat(found.version.on))
    stage = language.text(f"approval.stage.{found.version.stage}")
    yield language.text("approval.version", number=found.version.number, day=day, stage=stage)


def _lists(language: Language, found: Status) -> Iterator[str]:
    """What is late, what comes, what is to be measured, what is behind, and what has been harvested."""
    yield from _list(language, "late", [action_line(language, one, tells_late=False) for one in found.late])
    yield from _list(language, "coming", [action_line(language, one) for one in found.coming])
    yield from _list(language, "overdue", [f"{id} {title}" for id, title in found.overdue.items()])
    yield from _list(language, "due", [f"{id} {title}" for id, title in found.due.items()])
    yield from _list(language, "behind", [_behind(language, one) for one in found.behind])
    if found.harvest.over or found.harvest.total.now.planned or found.harvest.total.realised is not None:
        from planbuilder.document.harvested import told

        yield from told(language, found.harvest, found.harvest.total)


def _behind(language: Language, one: Behind) -> str:
    from planbuilder.document.following import verdict_in_words

    return f"{one.id} {one.title}: {verdict_in_words(language, one.standing, one.unit, None)}"


def _list(language: Language, kind: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield language.text(f"status.{kind}")
    yield from (f"    {line}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"    {language.count('status.more', len(lines) - SHOWN)}"


def _number(language: Language, count: int) -> str:
    return language.number(Decimal(count))


def _data(found: Status) -> dict[str, Any]:
    parts = [{"title": one.title, "settled": one.settled, "asked": one.asked} for one in found.parts]
    version = found.version
    sealed = {"number": version.number, "on": version.on, "stage": version.stage} if version else None
    counts = {"disagreements": found.disagreements, "errors": found.errors}
    actions = {name: [action_data(one) for one in getattr(found, name)] for name in ("late", "coming")}
    lists = {**actions, "overdue": [*found.overdue], "due": [*found.due], "behind": [one.id for one in found.behind]}
    total = found.harvest.total
    spans = {
        name: {"planned": one.planned, "realised": one.realised}
        for name, one in (("earlier", total.over), ("this_year", total.now))
    }
    money = {"harvest": {"year": found.harvest.year, **spans}}
    return {"title": found.title, "parts": parts, **counts, "version": sealed, **lists, **money, "next": found.next}
