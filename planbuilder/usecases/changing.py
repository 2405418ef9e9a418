"""What has changed in a plan: told in words, and taken back.

In: the path of a plan, and the number of a change. Out: changes, oldest first, or the one that was taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import groupby
from pathlib import Path

from planbuilder import codes
from planbuilder.changes.telling import Line, is_put_in_order, tell
from planbuilder.errors import Day, Problem, UsageWrong, problem
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.journal import DIGEST, data_of, path_of, spoken
from planbuilder.plan.naming import place_in_words
from planbuilder.plan.steps import NOWHERE, Edits, Step, is_note, kind_at, made, row_of
from planbuilder.plan.store import OpenPlan, open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.record import record
from planbuilder.usecases.plans import author_of
from planbuilder.yamltext.nodes import Data, as_text, get, same


@record
class Change:
    """All that was saved at once: its number from the oldest on, when, by whom, and what it did.

    `event` is what happened to the plan without a change of it, or by hand.
    """

    number: int
    at: str
    by: str
    role: str
    lines: tuple[Line, ...]
    event: str = ""


def log(plan: Path, language: Language) -> tuple[Change, ...]:
    """What has changed in a plan, oldest first, in the words of its questions."""
    opened = open_plan(plan)
    answers = Answers(opened.plan, load(), language)
    return tuple(_told(number, lines, opened, answers) for number, lines in _changes(opened.folder))


def _changes(folder: Path) -> Iterator[tuple[int, list[Mapping[str, object]]]]:
    """The lines of a journal by what was saved at once, numbered; lines of one save lead to one plan."""
    saves = groupby(spoken(folder), lambda line: tuple(map(str, map(line.get, ("plan", "at", "by", "role")))))
    yield from enumerate((list(lines) for _, lines in saves), start=1)


def _told(number: int, lines: list[Mapping[str, object]], opened: OpenPlan, answers: Answers) -> Change:
    read = [(line, _step(line)) for line in lines]
    at, by, role = _at(lines[0]), *(str(lines[0].get(name) or "") for name in ("by", "role"))
    events = [str(line.get("new")) for line, step in read if step is None]
    shown = tuple(
        tell(step, answers, answers, opened.data, opened.data)
        for _, step in read
        if step and not _is_only_note(step) and not (step.is_order and _moves_none(step))
    )
    return Change(number, at, by, role, shown, "; ".join(events))


def _is_only_note(step: Step) -> bool:
    """Whether a step only tells who answered what stands elsewhere."""
    is_answer = step.path[:1] == ("answers",) and len(step.path) == len(("answers", "id"))
    told = [*(step.old if isinstance(step.old, dict) else ()), *(step.new if isinstance(step.new, dict) else ())]
    return is_note(step.path) or (is_answer and all(is_note((*step.path, name)) for name in told))


def _moves_none(step: Step) -> bool:
    """Whether an order says nothing, or only where rows stood that are gone."""
    old, new = (ids if isinstance(ids, list) else [] for ids in (step.old, step.new))
    return not is_put_in_order(step.path) or [id for id in old if id in new] == new


def _at(line: Mapping[str, object]) -> str:
    """When a line of the journal was written; empty for none that can be read, as somebody may have edited it."""
    with suppress(ValueError):
        return datetime.fromisoformat(str(line.get("at"))).isoformat(timespec="seconds")
    return ""


def _step(line: Mapping[str, object]) -> Step | None:
    """What a line of the journal changed; None for what only happened."""
    path = path_of(line)
    if not path or kind_at(path)[0] is NOWHERE:
        return None
    return Step(path, data_of(line.get("old")), data_of(line.get("new")), line.get("order") is True)


def undo(plan: Path, language: Language, now: datetime, number: int = 0, by: str = "", role: str = "") -> Change:
    """The change that was taken back: the latest, or the one of a number.

    Raises UsageWrong if there is none (PB354), or if a place it changed has been changed since (PB355, by whom).
    """
    opened, taken = open_plan(plan), []

    def edits(newest: OpenPlan) -> Edits:
        saved = list(_changes(newest.folder))
        chosen = _chosen(saved, number)
        taken.append(chosen)
        return _back(newest, saved, chosen, Answers(newest.plan, load(), language))

    after = opened.with_changes(edits, author_of(opened.plan, by, role, now))
    ((chosen, lines),) = taken
    return _told(chosen, lines, after, Answers(after.plan, load(), language))


Saved = tuple[int, list[Mapping[str, object]]]


def _chosen(saved: list[Saved], number: int) -> Saved:
    """The change of a number, the latest for 0; raises UsageWrong if it is none that can be taken back."""
    can = [one for one in saved if any(_step(line) for line in one[1])]
    found = next((one for one in can if one[0] == number), None) if number else can[-1] if can else None
    if found is None or any(_is_forgotten(data_of(line.get("old"))) for line in found[1]):
        raise UsageWrong([problem(codes.NO_CHANGE, number=number)])
    return found


def _is_forgotten(data: Data) -> bool:
    """Whether words are missing in a value: they were internal, and were erased or never came along."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return (isinstance(data, dict) and DIGEST in data) or any(map(_is_forgotten, inner))


def _back(newest: OpenPlan, saved: list[Saved], chosen: Saved, answers: Answers) -> Edits:
    """What takes a change back; raises UsageWrong for each place that has been changed since."""
    number, lines = chosen
    steps = [step for line in lines if (step := _step(line)) is not None]
    refused = [_since(step, saved, number, newest, answers) for step in steps if _has_changed(newest.data, step)]
    if refused:
        raise UsageWrong(refused)
    data = newest.data
    for step in sorted(steps, key=lambda step: not step.is_order)[::-1]:  # rows first, so that all are put in order
        if not is_note(step.path) or same(as_text(get(newest.data, step.path)), step.new):
            data = made(data, Step(step.path, step.new, step.old, step.is_order))
    return {step.path: get(data, step.path) for step in steps}


def _has_changed(data: Data, step: Step) -> bool:
    """Whether a place holds something else than a change has put there; rows may have come since."""
    now = get(data, step.path)
    if step.is_order and isinstance(now, dict) and isinstance(step.new, list):
        return [key for key in now if key in step.new] != [key for key in step.new if key in now]
    row = row_of(step.path)
    is_row_gone = row not in ((), step.path) and get(data, row) is None
    return not is_note(step.path) and (is_row_gone or not same(as_text(now), step.new))


def _since(step: Step, saved: list[Saved], number: int, newest: OpenPlan, answers: Answers) -> Problem:
    """Why a place cannot be taken back: who changed it last, and when."""
    later = (
        line
        for other, lines in reversed(saved)
        if other > number
        for line in lines
        if (one := _step(line)) and all(a == b for a, b in zip(one.path, step.path, strict=False))
    )
    line = next(later, {})
    place = place_in_words(answers.questionnaire, answers.context.language, newest.data, step.path)
    by = line.get("by") or answers.context.language.text("interview.somebody")
    return problem(codes.CHANGED_SINCE, name=place, by=by, day=Day(_at(line)[:10]) if _at(line) else "–")
