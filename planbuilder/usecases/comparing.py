"""Two states of a plan compared.

In: the path of a plan, and which two states: a version's number, a day, a plan's file or folder, or the plan as it is.
Out: the comparison. What is internal in either state is told of neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from planbuilder import codes
from planbuilder.approval.model import IN_FORCE
from planbuilder.approval.sealing import PLAN
from planbuilder.approval.store import SealedVersion, version, with_standings
from planbuilder.changes.comparing import SINCE, Comparison, State, compare
from planbuilder.changes.states import Named, first_day, leaving_states, restored
from planbuilder.changes.telling import Line
from planbuilder.errors import Day, InputInvalid, Numeral, UsageWrong, VerificationFailed, problem
from planbuilder.figures.review import faults
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.journal import last_line
from planbuilder.plan.store import OpenPlan
from planbuilder.questionnaire.loading import load
from planbuilder.record import replace
from planbuilder.usecases.plans import opened
from planbuilder.usecases.talk import Warn, unheard
from planbuilder.yamltext.reading import read_text

# A version by its number, the end of a day by the journal, another plan; None is the plan as it is.
Which = int | date | Path | None


def diff(plan: Path, language: Language, before: Which = None, after: Which = None, warn: Warn = unheard) -> Comparison:
    """What differs between two states of a plan; without `before`, since the newest version that is in force.

    Raises UsageWrong for a state there is not, InputInvalid for one that is no sound plan.
    """
    found = opened(plan)
    begin = last_decided(found.folder) if before is None else before
    was, now = (_state(found, which, language, warn) for which in (begin, after))
    questionnaire = load()
    states = leaving_states(was, now, questionnaire, language)
    for state in states:
        _refuse_faulty(state, language)
    if states[0].plan.plan_id != states[1].plan.plan_id:
        warn([problem(codes.OTHER_PLAN)])
    return compare(*states, questionnaire, language)


def last_decided(folder: Path) -> int:
    """The number of the newest version in force, else of the newest; raises UsageWrong if there is none."""
    decided = _in_force(folder)
    return (decided[-1] if decided else version(folder, None)).manifest.version


def since_decided(plan: Path, language: Language, day: date, warn: Warn = unheard) -> Comparison:
    """The plan against the newest version in force on a day, without what was decided, measured and harvested.

    Raises UsageWrong (PB331) if no version is in force.
    """
    decided = _in_force(opened(plan).folder, day)
    if not decided:
        raise UsageWrong([problem(codes.NOTHING_DECIDED)])
    return diff(plan, language, decided[-1].manifest.version, warn=warn).without(*SINCE)


def _in_force(folder: Path, day: date = date.max) -> list[SealedVersion]:
    """The versions that a body has decided on by a day, oldest first."""
    return [one for one, how in with_standings(folder, day) if how.stage in IN_FORCE]


def _refuse_faulty(state: State, language: Language) -> None:
    """Raise InputInvalid, with the state in the place of a file, if something in it is wrong."""
    found = faults(Answers(state.plan, load(), language))
    if found:
        raise InputInvalid(replace(one, place=replace(one.place, file=state.name)) for one in found)


def _state(found: OpenPlan, which: Which, language: Language, warn: Warn) -> Named:
    """A state by what names it."""
    if which is None:
        return _open(language.text("changes.as_it_is"), found)
    if isinstance(which, int):
        return _sealed(version(found.folder, which), language)
    if isinstance(which, Path):
        return _open(str(which), opened(which))
    return _of_day(found, which, language, warn)


def _open(name: str, found: OpenPlan) -> Named:
    """An open plan, changed by whoever its journal names last."""
    last = last_line(found.folder) or {}
    return Named(name, found.data, None, str(last.get("by", "")), _day_of(last))


def _day_of(line: Mapping[str, object]) -> date | None:
    """The day of a line of a journal; None for one that somebody has edited."""
    try:
        return date.fromisoformat(str(line.get("at"))[:10])
    except ValueError:
        return None


def _sealed(sealed: SealedVersion, language: Language) -> Named:
    known = sealed.manifest
    day = date.fromisoformat(known.date)
    name = language.text("changes.version", number=known.version, day=language.short_day(day))
    return Named(name, read_text(sealed.read(PLAN).decode()).data(), day, known.by, day)


def _of_day(found: OpenPlan, day: date, language: Language, warn: Warn) -> Named:
    """The plan at the end of a day; raises UsageWrong for a day before its journal begins."""
    begun = first_day(found.folder)
    if begun is None or day < begun:
        raise UsageWrong([problem(codes.JOURNAL_BEGINS_LATER, day=Day(str(begun)) if begun else "–")])
    back = restored(found.folder, found.data, day, language.text("words.internal"))
    last = last_line(found.folder) or {}
    by_hand = back.by_hand + (last.get("plan") != found.digest)
    if by_hand:
        warn([problem(codes.EDITED_BY_HAND_SINCE, day=Day(day.isoformat()), count=Numeral(by_hand))])
    return Named(language.text("changes.at_day", day=language.short_day(day)), back.data, day, on=day)


def since_before(folder: Path, sealed: SealedVersion, language: Language) -> tuple[Line, ...] | None:
    """What a version changed of the one before it; None for the first, or if one is not what was sealed."""
    if not sealed.manifest.supersedes:
        return None
    try:
        before = _sealed(version(folder, sealed.manifest.supersedes), language)
        states = leaving_states(before, _sealed(sealed, language), load(), language)
    except (VerificationFailed, InputInvalid):
        return None
    return tuple(line for entry in compare(*states, load(), language).entries for line in entry.lines)
