"""How long the rest of an interview may take: one rule, computed from what is not answered.

In: a session and the names of questions. Out: seconds, or None where it cannot be known how much is asked, and the same
in words, rounded up. An unanswered field takes as long as its kind does (`SECONDS`); a table that nobody has begun is
counted with `ROWS` rows, which the words say. A table of what is named elsewhere has the rows that were named, and is
unknown as long as nothing was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Part, Question

# Of one person who knows the answer; writing alone is 180 letters a minute, and a choice is read and discussed.
SECONDS = {"long": 120, "line": 30, "option": 20, "person": 20}
ROWS = 3
MINUTE, HOUR, STEP = 60, 60, 5


def counted(session: Session, part: Part) -> list[str]:
    """The ids of a part's questions that are asked now and count in how far the plan is."""
    return [id for id in session.asked(part) if session.answers.counts(id)]


def seconds_left(session: Session, ids: Iterable[str]) -> int | None:
    """The seconds that unanswered questions take; None where some of them may have any number of rows."""
    found = [_of_question(session, id) for id in ids if session.answers.state(id) == "unanswered"]
    known = [one for one in found if one is not None]
    return sum(known) if len(known) == len(found) else None


def all_left(session: Session) -> int | None:
    """The seconds that all that is asked and not answered takes."""
    return seconds_left(session, (id for part in session.questionnaire.parts for id in counted(session, part)))


def in_words(language: Language, seconds: int | None) -> str:
    """A time in words, in fives of minutes and halves of hours, rounded up; empty for none and for an unknown one."""
    if not seconds:
        return ""
    minutes = _up(_up(seconds, MINUTE) // MINUTE, STEP)
    if minutes < HOUR:
        return language.text("interview.time.minutes", count=minutes)
    halves = _up(minutes, HOUR // 2) // (HOUR // 2)
    hours, is_half = divmod(halves, 2)
    return language.count("interview.time.half_hours" if is_half else "interview.time.hours", hours)


def _up(number: int, step: int) -> int:
    """A whole number rounded up to a multiple."""
    return -(-number // step) * step


def _of_question(session: Session, id: str) -> int | None:
    question = session.question(id)
    if not question.is_table:
        return _of_field(question)
    own = session.questionnaire.own_columns(id)
    if not (kinds.of(question).is_grid or len(own) < len(question.columns)):
        return ROWS * sum(_row(session, own, {}))
    rows = session.answers.rows(id)
    return sum(sum(_row(session, own, values)) for values in rows.values()) if rows else None


def _row(session: Session, own: Iterable[Question], values: dict[str, object] | object) -> Iterator[int]:
    """The seconds of each field of a row that is asked and says nothing."""
    said = values if isinstance(values, dict) else {}
    for column in own:
        if said.get(column.id) in (None, "", (), {}) and session.answers.column_is_asked(column, said):
            yield _of_field(column)


def _of_field(question: Question) -> int:
    kind = kinds.of(question)
    return SECONDS["long" if kind.many_lines else kind.asked if kind.asked in SECONDS else "line"]
