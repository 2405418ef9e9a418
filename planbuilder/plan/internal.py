"""Where a plan holds internal words, and the same values without them.

In: a plan and its questionnaire. Out: `Places`, paths of keys in which `*` stands for any id. An answer is internal by
its question, or because whoever gave it said so. What of it is no words (numbers, dates, choices, references) is not in
these places, if the answer is bound to the plan: figures are computed from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planbuilder.plan.model import Plan
from planbuilder.plan.sayings import SAID, path_in
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question, Questionnaire
from planbuilder.yamltext.nodes import Data, KeyPath

ANY = "*"
# What an answer under `answers` says besides who gave it, and when.
CONTENT = ("value", "rows", "ask", "why")
Places = tuple[KeyPath, ...]


def internal_ids(plan: Plan, questionnaire: Questionnaire) -> Iterator[str]:
    """The ids of internal questions, and of internal answers to none that is known."""
    known = questionnaire.by_id
    yield from (
        id for id, question in known.items() if question.internal or (id in plan.answers and plan.answers[id].internal)
    )
    yield from (id for id, note in plan.answers.items() if note.internal and id not in known)


def places(plan: Plan, questionnaire: Questionnaire) -> Places:
    """Every place of internal words, of what several people have said to one thing too."""
    whole = tuple(place for id in internal_ids(plan, questionnaire) for place in places_of(id, questionnaire))
    found = (*whole, *_rows_kept_in(plan, questionnaire))
    return (*found, *said_at(plan, found))


def said_at(plan: Plan, found: Places) -> Places:
    """Where `said` tells what stands at some places, or what only some of those who said it keep in."""
    # Both ways: what was said to an internal place, and what one of those who spoke wished to keep in.
    about = {text for text in plan.said if (path := path_in(text)) and is_kept_in(path, found)}
    own = {text for text, one in plan.said.items() if any(saying.internal for saying in one.answers)}
    return tuple((SAID, text, name) for text in plan.said if text in about | own for name in ("answers", "settled"))


def is_kept_in(path: KeyPath, found: Places) -> bool:
    """Whether a place is, holds or is part of one of some places of internal words."""
    return any(leads(place, path) for place in found)


def _rows_kept_in(plan: Plan, questionnaire: Questionnaire) -> Iterator[KeyPath]:
    """Every place of words in the rows that are internal on their own."""
    for id, note in plan.answers.items():
        # Of an answer that is internal as a whole the rows are among its places already.
        rows = [row for row, who in note.by_row.items() if who.internal]
        question = questionnaire.by_id.get(id) if rows and not note.internal else None
        for row in rows if question else ():
            yield from (places_of_row(id, row, questionnaire))


def places_of_row(id: str, row: str, questionnaire: Questionnaire) -> Iterator[KeyPath]:
    """Every place of words in one row of a table."""
    question = questionnaire.by_id[id]
    keys = tuple(row.split(".")) if kinds.of(question).is_grid else (row,)
    if not question.path:
        yield ("answers", id, "rows", *keys)
        return
    # Only the table's own columns: those of the same rows that another table asks for are that one's to keep.
    columns = questionnaire.own_columns(id)
    yield from ((*question.keys, *keys, *column.id.split(".")) for column in columns if has_words(column))


def places_of(id: str, questionnaire: Questionnaire) -> Places:
    """Every place of words that answer one question."""
    question = questionnaire.by_id.get(id)
    bound = _bound(question, questionnaire.own_columns(id)) if question is not None and question.path else ()
    return (*(("answers", id, name) for name in CONTENT), *bound)


def has_words(question: Question) -> bool:
    """Whether an answer, or a cell, has words: a text, or amounts by name."""
    return kinds.of(question).words != "nowhere"


def _bound(question: Question, columns: tuple[Question, ...]) -> Iterator[KeyPath]:
    if not question.is_table:
        yield from [question.keys] if has_words(question) else []
        return
    rows = (ANY, ANY) if kinds.of(question).is_grid else (ANY,)
    yield from ((*question.keys, *rows, *column.id.split(".")) for column in columns if has_words(column))


def withheld(value: Data, path: KeyPath, internal: Places, stand_in: Callable[[Data], Data]) -> Data:
    """A value that stands at a path, with `stand_in` of all that stands in it at internal places.

    What was said to an internal place is internal, whether or not the plan still has it.
    """
    about = path_in(path[1]) if path[:1] == (SAID,) and len(path) > 1 else None
    told = [(SAID, path[1], name) for name in ("answers", "settled")] if about and is_kept_in(about, internal) else []
    for place in (*internal, *told):
        if leads(place, path):
            value = _within(value, place[len(path) :], stand_in)
    return value


def leads(place: KeyPath, path: KeyPath) -> bool:
    """Whether one of a place and a path leads to the other."""
    # As far as both go: a place above another holds it, one beneath it is part of it.
    return all(one in (ANY, other) for one, other in zip(place, path, strict=False))


def _within(value: Data, rest: KeyPath, stand_in: Callable[[Data], Data]) -> Data:
    if not rest:
        # Nothing is left as nothing: a stand-in would tell that something had been said.
        return stand_in(value) if value not in (None, "", [], {}) else value
    if not isinstance(value, dict):
        return value
    return {key: _within(one, rest[1:], stand_in) if rest[0] in (ANY, key) else one for key, one in value.items()}
