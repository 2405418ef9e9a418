"""Questions found by a word: in what they ask, their help, their columns and their ids.

In: a session, and what somebody types. Out: the questions that have every word of it, those first that ask with it.
Case does not count, and `æ`, `ø`, `å` may be typed as `ae`, `oe`, `aa`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from planbuilder.interview import entries
from planbuilder.interview.session import Session
from planbuilder.questionnaire.definition import Question
from planbuilder.record import record

LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@record
class Found:
    """A question that was found: its id, its part and what it asks; `waits_for` says when it is asked, if not now."""

    id: str
    part: str
    line: str
    waits_for: str = ""


def folded(text: str) -> str:
    """A text without what does not count when one looks for a word: case, accents, how Danish letters are typed."""
    # Composed first, so that `å` is one letter however it came, and translated before the accents go: else it would
    # become `a`, and `aa` would not find it.
    plain = unicodedata.normalize("NFC", text).casefold().translate(LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))


def find(session: Session, text: str) -> tuple[Found, ...]:
    """The questions that have every word of a text, those asked now first, and of these those that ask with it."""
    words = folded(text).split()
    if not words:
        return ()
    found = [(_rank(session, id, words), id) for id in session.questionnaire.by_id if session.reaches(id)]
    hits = sorted((rank, n, id) for n, (rank, id) in enumerate(found) if rank is not None)
    return tuple(_found(session, id) for _, _, id in hits)


def _rank(session: Session, id: str, words: list[str]) -> int | None:
    """0 where what is asked has all the words, 1 where its help, columns or id do, 2 more if it is not asked now."""
    question = session.question(id)
    asked = folded(" ".join(_asking(session, question)))
    whole = folded(" ".join((id, *_asking(session, question), *_around(session, question))))
    if not all(word in whole for word in words):
        return None
    return (0 if all(word in asked for word in words) else 1) + (0 if session.answers.is_asked(id) else 2)


def _asking(session: Session, question: Question) -> Iterator[str]:
    yield from map(session.language.pick, (question.heading, question.label))


def _around(session: Session, question: Question) -> Iterator[str]:
    """The words of a question's help and, of a table, those of its columns."""
    for one in (question, *question.columns):
        yield from map(session.language.pick, (one.label, one.hint, one.guidance, one.help))


def _found(session: Session, id: str) -> Found:
    part, question = session.questionnaire.part(id.partition(".")[0]), session.question(id)
    title = session.language.pick(part.title)
    waits_for = "" if session.answers.is_asked(id) else entries.condition(session, question) or "–"
    return Found(id, part.id, f"{title} – {session.language.pick(question.label)}", waits_for)
