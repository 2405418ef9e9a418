"""What of a plan may leave the house: in documents, in the plan that a PDF carries, in a sealed version.

In: a plan with its answers. Out: the same plan without internal words, typed or as the text of a file. Only what the
plan's types and the questionnaire know is in it: a key that nothing reads may hold anything. An internal answer under
`answers` goes whole. One that is bound to a place in the plan loses its words; its numbers, dates, choices and
references are kept, because figures are computed from them and other rows point to them. Comments of those who edit the
file by hand are never in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any

from planbuilder import language as languages
from planbuilder.errors import Problem
from planbuilder.plan.answers import Answers, bound_value
from planbuilder.plan.internal import CONTENT, internal_ids, places, withheld
from planbuilder.plan.model import Answer, Plan
from planbuilder.plan.sayings import SAID
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question, Questionnaire
from planbuilder.record import replace
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data, KeyPath, put
from planbuilder.yamltext.plain_data import known

# What a problem says in words of the plan; its other values are names of ours, ids and numbers.
QUOTED = frozenset({"found", "near", "title", "ask", "key"})
KEPT_OUT = Answer(internal=True)


def leaving(answers: Answers) -> Plan:
    """The plan as documents may show it; itself if it holds nothing else."""
    plan, by_id = answers.plan, answers.questionnaire.by_id
    kept_out = set(_kept_out(answers))
    shown = {
        id: KEPT_OUT if id in kept_out else _asked(by_id[id], note) for id, note in plan.answers.items() if id in by_id
    }
    plan = plan if shown == plan.answers else replace(plan, answers=shown)
    unsaid = set(_unsaid(answers))
    said = {place: one for place, one in plan.said.items() if place not in unsaid}
    plan = plan if said == plan.said else replace(plan, said=said)
    for keys, mark in _masked(answers):
        plan = _put(plan, keys, mark)
    return plan


def published(data: Data, answers: Answers) -> str:
    """The text of the plan as it may leave: what its types and the questionnaire know, without internal words.

    That there is an internal answer is still said.
    """
    kept_out, by_id = set(_kept_out(answers)), answers.questionnaire.by_id
    data = known(data, Plan)
    for id, note in answers.plan.answers.items():
        if id not in by_id:
            data = put(data, ("answers", id), None)
        # That there is something is said: a reader must be able to see that the plan is not whole.
        elif id in kept_out:
            data = put(data, ("answers", id), {"internal": True})
        else:
            data = _without_unasked(data, id, by_id[id], note)
    for place in _unsaid(answers):
        data = put(data, (SAID, place), None)
    for keys, mark in _masked(answers):
        data = put(data, keys, mark)
    return dump(data)


def as_it_leaves(told: Data, path: KeyPath, plan: Plan, questionnaire: Questionnaire) -> Data:
    """What is told at a path of a plan, as a version of it may tell it: a word of ours stands for what is internal."""
    word = languages.load(plan.language).text("words.internal")
    return withheld(told, path, places(plan, questionnaire), lambda _: word)


def _unsaid(answers: Answers) -> Iterator[str]:
    """The places of disagreements that do not leave: what is settled, and what is about internal words."""
    settled = (place for place, one in answers.plan.said.items() if one.settled is not None)
    internal = (path[1] for path in places(answers.plan, answers.questionnaire) if path[0] == SAID)
    return iter(dict.fromkeys((*settled, *internal)))


def _without_unasked(data: Data, id: str, question: Question, note: Answer) -> Data:
    """The data of a plan without what an answer holds that its question does not ask for."""
    asked = _asked(question, note)
    for name in CONTENT:
        if getattr(asked, name) != getattr(note, name):
            data = put(data, ("answers", id, name), getattr(asked, name))
    return data


def _asked(question: Question, note: Answer) -> Answer:
    """What is recorded of an answer as far as its question asks for it."""
    own = not question.path
    # An answer of the wrong shape, as after a questionnaire has changed, is read by nothing and may hold anything.
    value = note.value if own and not question.is_table else None
    rows = note.rows if own and question.is_table else None
    if isinstance(rows, Mapping):
        columns = {column.id.split(".")[0] for column in question.columns}
        rows = {
            id: {key: cell for key, cell in row.items() if key in columns} if isinstance(row, Mapping) else row
            for id, row in rows.items()
        }
    return note if (value, rows) == (note.value, note.rows) else replace(note, value=value, rows=rows)


def discreet(problems: Iterable[Problem], answers: Answers) -> tuple[Problem, ...]:
    """The problems of a plan as documents may list them: those about an internal answer quote none of its words."""
    word = answers.context.language.text("words.internal")
    internal = {id: question for id, question in answers.questionnaire.questions() if answers.is_internal(id)}
    # With a dot behind each, so that `costs.K1` is no beginning of `costs.K12`.
    places = tuple(
        f"{place}." for id, question in internal.items() for place in (f"answers.{id}", question.path) if place
    )
    return tuple(
        replace(one, values={key: word if key in QUOTED and text else text for key, text in one.values.items()})
        if f"{one.place.path}.".startswith(places)
        else one
        for one in problems
    )


def holds_more_than_words(answers: Answers, id: str) -> bool:
    """Whether an internal answer has numbers, dates, choices or references, which are not kept out."""
    question = answers.questionnaire.by_id[id]
    asked = answers.questionnaire.own_columns(id) if question.is_table else (question,)
    return bool(question.path) and any(kinds.of(one).words != "all" for one in asked)


def _kept_out(answers: Answers) -> Iterator[str]:
    """The ids of internal answers that are recorded under `answers`."""
    internal = set(internal_ids(answers.plan, answers.questionnaire))
    return (id for id in answers.plan.answers if id in internal)


def _masked(answers: Answers) -> Iterable[tuple[KeyPath, Data]]:
    """Each word of an internal answer that is bound to the plan, by its place, and what is shown in its stead."""
    word = answers.context.language.text("words.internal")
    ids = (id for id, _ in answers.questionnaire.questions() if answers.is_internal(id))
    whole = (one for id in ids for one in masked(answers, id, word))
    return (*whole, *_masked_rows(answers, word))


def _masked_rows(answers: Answers, word: str) -> Iterator[tuple[KeyPath, Data]]:
    """Each word of the rows that are internal on their own, by its place, and `word` in its stead."""
    for id, note in answers.plan.answers.items():
        question = answers.questionnaire.by_id.get(id)
        hidden = {row for row, who in note.by_row.items() if who.internal}
        if question is None or not hidden or answers.is_internal(id):
            continue
        keys = question.keys or ("answers", id, "rows")
        rows = bound_value(answers.plan, question.path) if question.path else note.rows
        found = _rows_at(question, keys, rows if isinstance(rows, Mapping) else {})
        kept_in = ((place, row) for place, row in found if ".".join(place[len(keys) :]) in hidden)
        yield from _masked_cells(answers, id, kept_in, word)


def masked(answers: Answers, id: str, word: str) -> Iterator[tuple[KeyPath, Data]]:
    """Each word of an answer, if it is bound to the plan, by its place, and `word` in its stead."""
    question = answers.questionnaire.by_id[id]
    bound = bound_value(answers.plan, question.path) if question.path else None
    if question.path and not question.is_table:
        yield from _mask(question, question.keys, bound, word)
    if question.path and question.is_table:
        yield from _masked_cells(answers, id, _rows_at(question, question.keys, bound), word)


def _masked_cells(
    answers: Answers, id: str, rows: Iterable[tuple[KeyPath, Any]], word: str
) -> Iterator[tuple[KeyPath, Data]]:
    """Each word of some rows of a table, by its place, and `word` in its stead."""
    for place, row in rows:
        for column in answers.questionnaire.own_columns(id):
            yield from _mask(column, (*place, *column.id.split(".")), bound_value(row, column.id), word)


def _rows_at(question: Question, at: KeyPath, bound: Any) -> Iterator[tuple[KeyPath, Any]]:
    """Each row of a table by its place; those of a matrix are two levels down."""
    for id, row in bound.items():
        if kinds.of(question).is_grid:
            yield from (((*at, id, theme), cell) for theme, cell in row.items())
        else:
            yield (*at, id), row


def _mask(asked: Question, keys: KeyPath, value: Any, word: str) -> Iterator[tuple[KeyPath, Data]]:
    if kinds.of(asked).words == "all" and value:
        yield keys, [word] * len(value) if asked.many else word
    if kinds.of(asked).words == "keys" and value:
        # Keys are the words here; numbered, so that no two fall together and amounts still add up.
        yield keys, {f"{word} {n}": number for n, number in enumerate(value.values(), start=1)}


def _put(record: Any, keys: KeyPath, value: Any) -> Any:
    """A record with a value at a path of keys."""
    name, *rest = keys
    if isinstance(record, Mapping):
        return {**record, name: _put(record[name], tuple(rest), value) if rest else value}
    assert is_dataclass(record)
    name = name if hasattr(record, name) else f"{name}_"
    inner = _put(getattr(record, name), tuple(rest), value) if rest else value
    return replace(record, **{name: tuple(inner) if isinstance(inner, list) else inner})
