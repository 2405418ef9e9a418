"""Answers from a file instead of a person.

In: a YAML or JSON file of answers by question id. Out: the answers saved in the plan, all or none. An answer is a
value, a list of rows, or what `plan.yaml` itself would hold under `answers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from planbuilder.errors import InputInvalid, Problem, problem
from planbuilder.interview.session import Session
from planbuilder.plan.answers import Answers
from planbuilder.plan.model import Plan
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question
from planbuilder.questionnaire.kinds import InvalidAnswer
from planbuilder.yamltext.editing import change
from planbuilder.yamltext.nodes import Data, KeyPath, Mapping_, Source, get, put
from planbuilder.yamltext.reading import read_file, read_text
from planbuilder.yamltext.schema import closest, examine

STATED = {"value", "rows", "state"}


def fill(session: Session, file: Path) -> int:
    """Save the answers of a file; how many. Raises InputInvalid with the place of every one that does not fit."""
    source = read_file(file, pipe=True)
    if not isinstance(source.root, Mapping_):
        raise InputInvalid([problem("PB020", source.place_of(source.root, ""), found=source.text[:40].strip())])
    answers, by_id = source.data(), session.questionnaire.by_id
    assert isinstance(answers, dict)
    unknown = [
        problem("PB057", source.place(id), name=id, near=closest(id, by_id)) for id in answers if id not in by_id
    ]
    if unknown:
        raise InputInvalid(unknown)
    edits: dict[KeyPath, Data] = {}
    for id, answer in answers.items():
        edits |= _edits(id, by_id[id], answer, session)
    wrong = list(_misfits(session, edits, source))
    if wrong:
        raise InputInvalid(wrong)
    session.change(edits)
    return len(answers)


def _edits(id: str, question: Question, answer: Data, session: Session) -> dict[KeyPath, Data]:
    """The changes that one answer of the file makes; what it does not speak of stays."""
    given = session.author().note
    key, held = ("rows" if question.is_table else "value"), answer
    if isinstance(answer, dict) and STATED & set(answer):
        given |= answer
        held = given.pop(key, None)
    content = _rows(id, question, held, session) if question.is_table else _typed(question, held, session)
    if content is not None and question.path:
        return {question.keys: content, ("answers", id): given}
    kept = get(session.opened.source.data(), ("answers", id, key)) if content is None else content
    return {("answers", id): {**({} if kept is None else {key: kept}), **given}}


def _typed(question: Question, answer: Data, session: Session) -> Data:
    """An answer as data, so that a number is written as one; what does not fit stays and is refused later."""
    try:
        value = kinds.read(question, answer, session.answers.context)
    except InvalidAnswer:
        return answer
    return list(value) if isinstance(value, tuple) else value


def _rows(id: str, question: Question, answer: Data, session: Session) -> Data:
    """The table's rows with those of the file: a list adds rows, a mapping changes cells of the rows it names."""
    if isinstance(answer, list):
        answer = {f"{question.prefix}{session.free_number(id) + n}": row for n, row in enumerate(answer)}
    if not isinstance(answer, dict):
        return answer
    columns = {column.id: column for column in question.columns}
    typed: Data = {key: _row(columns, row, session) if isinstance(row, dict) else row for key, row in answer.items()}
    return _merged(session.rows(id), typed)


def _merged(old: Data, new: Data) -> Data:
    """New values over old ones, key by key."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return new
    return {**old, **{key: _merged(old.get(key), value) for key, value in new.items()}}


def _row(columns: Mapping[str, Question], row: dict[str, Data], session: Session) -> Data:
    return {key: _typed(columns[key], cell, session) if key in columns else cell for key, cell in row.items()}


def _misfits(session: Session, edits: dict[KeyPath, Data], file: Source) -> Iterator[Problem]:
    """What would be wrong in a plan with these answers and is not in the plan as it is, placed in the file."""
    data = session.opened.source.data()
    for path, value in edits.items():
        data = put(data, path, value)
    plan, found = examine(read_text(change(session.opened.source, data)), Plan)
    if plan is not None:
        found += tuple(Answers(plan, session.questionnaire, session.language).unreadable())
    known = {(p.code, p.place.path) for p in (*session.opened.warnings, *session.answers.unreadable())}
    for one in found:
        if (one.code, one.place.path) not in known:
            yield Problem(one.code, file.place(_path_in_file(session, file, one.place.path)), one.values)


def _path_in_file(session: Session, file: Source, path: str) -> str:
    """Where in the file of answers a path of the plan came from."""
    answers = file.data()
    assert isinstance(answers, dict)
    for id in answers:
        question = session.questionnaire.by_id[id]
        origins = [f"answers.{id}.value", f"answers.{id}.rows", f"answers.{id}", question.path]
        origin = next((o for o in origins if o and (path == o or path.startswith(f"{o}."))), None)
        if origin is not None:
            return _inner(id, question, answers[id], path[len(origin) :].lstrip("."), session.free_number(id))
    return path


def _inner(id: str, question: Question, answer: Data, rest: str, first: int) -> str:
    """A path below an answer, as the file states it: in a list by index, under `rows` or `value`, or directly."""
    content, at = answer, id
    if isinstance(answer, dict) and STATED & set(answer) and rest.split(".", maxsplit=1)[0] not in answer:
        key = "rows" if question.is_table else "value"
        content, at = answer.get(key), f"{id}.{key}"
    row, _, column = rest.partition(".")
    if isinstance(content, list) and question.is_table and row:
        row = str(int(row.removeprefix(question.prefix)) - first)
    return ".".join(part for part in (at, row, column) if part)
