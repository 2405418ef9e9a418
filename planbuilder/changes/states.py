"""States of a plan made ready to be compared: without what is internal in either, or as they were at the end of a day.

In: the data of two plans; or a plan's data and its journal. Out: both as they may leave, or the data of that day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from planbuilder.changes.comparing import State
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.journal import BY_HAND, DIGEST, data_of, journal, path_of, spoken
from planbuilder.plan.model import Plan
from planbuilder.plan.publish import published
from planbuilder.plan.steps import NOWHERE, Step, kind_at, made
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.record import record
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data, KeyPath, put
from planbuilder.yamltext.reading import read_text

JournalLine = Mapping[str, object]


@record
class Named:
    """The data of a plan, and in words which state of it they are; `day`, `by` and `on` as a `State` has them."""

    name: str
    data: Data
    day: date | None = None
    by: str = ""
    on: date | None = None


def leaving_states(
    before: Named, after: Named, questionnaire: Questionnaire, language: Language
) -> tuple[State, State]:
    """Two states as they may leave: what is internal in one of them is told of neither. Raises InputInvalid."""
    plans = [from_text(dump(one.data)) for one in (before, after)]
    was, now = (
        _leaving(one, plan, other, questionnaire, language)
        for one, plan, other in ((before, plans[0], plans[1]), (after, plans[1], plans[0]))
    )
    return was, now


def _leaving(one: Named, plan: Plan, other: Plan, questionnaire: Questionnaire, language: Language) -> State:
    data = one.data
    for place in _marks(other):
        # Internal in one is internal in both: what was kept in then, or is now, must not be told by the other.
        data = put(data, place, "true")
    marked = plan if data is one.data else from_text(dump(data))
    text = published(data, Answers(marked, questionnaire, language))
    return State(one.name, from_text(text), read_text(text).data(), one.day, one.by, one.on)


def _marks(plan: Plan) -> Iterator[KeyPath]:
    """Where a plan says that an answer or a row of one is internal."""
    for id, note in plan.answers.items():
        if note.internal:
            yield "answers", id, "internal"
        yield from (("answers", id, "by_row", row, "internal") for row, who in note.by_row.items() if who.internal)


@record
class Restored:
    """A plan's data as they were; `by_hand` says how often since then the file was edited without the journal."""

    data: Data
    by_hand: int


def first_day(folder: Path) -> date | None:
    """The day of the oldest line of a plan's journal; None without one."""
    return next((day for line in journal(folder) if (day := _day(line))), None)


def restored(folder: Path, data: Data, day: date, word: str) -> Restored:
    """A plan's data at the end of a day: what the journal has noted since is taken back, newest first.

    `word` stands for internal words that are there no longer.
    """
    lines = [line for line in spoken(folder) if (on := _day(line)) and on > day]
    # A save is undone as a whole: its lines name places that its other lines have made or taken away.
    saves = [list(save) for _, save in groupby(lines, lambda line: (line.get("at"), line.get("plan")))]
    for save in reversed(saves):
        for step in _taken_back(save, word):
            data = made(data, step)
    by_hand = sum(line.get("new") == BY_HAND and not line.get("key") for line in lines)
    return Restored(data, by_hand)


def _taken_back(save: Sequence[JournalLine], word: str) -> Iterator[Step]:
    """The steps that take a save back: rows first, so that all are there to be put in order."""
    steps = [step for line in save if (step := _step(line, word)) is not None]
    back = sorted(steps, key=lambda step: step.is_order)
    return (Step(step.path, step.new, step.old, step.is_order) for step in back)


def _step(line: JournalLine, word: str) -> Step | None:
    path = path_of(line)
    # A line about no place, or about one that today's plans do not have, takes nothing back.
    if not path or kind_at(path)[0] is NOWHERE:
        return None
    old, new = (_without_digests(data_of(line.get(name)), word) for name in ("old", "new"))
    return Step(path, old, new, line.get("order") is True)


def _without_digests(data: Data, word: str) -> Data:
    if isinstance(data, dict):
        return word if DIGEST in data else {key: _without_digests(one, word) for key, one in data.items()}
    return [_without_digests(one, word) for one in data] if isinstance(data, list) else data


def _day(line: JournalLine) -> date | None:
    """The day of a line as whoever wrote it had it; None for a line that somebody has edited."""
    try:
        return date.fromisoformat(str(line.get("at"))[:10])
    except ValueError:
        return None
