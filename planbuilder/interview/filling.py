"""Answers from a file instead of a person.

In: a YAML or JSON file of answers by question id. Out: the answers saved in the plan, all or none. An answer is a
value, a list of rows, or what `plan.yaml` itself would hold under `answers`.
"""

from __future__ import annotations

from pathlib import Path

from planbuilder.errors import InputInvalid, Problem, problem
from planbuilder.interview.session import Session
from planbuilder.plan.answers import Answers
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.definition import Question
from planbuilder.yamltext.editing import change
from planbuilder.yamltext.nodes import Data, KeyPath, Source, put
from planbuilder.yamltext.reading import read_file
from planbuilder.yamltext.schema import closest


def fill(session: Session, file: Path) -> int:
    """Save the answers of a file; how many. Raises InputInvalid with the place of every one that does not fit."""
    source = read_file(file)
    data = source.data()
    answers = data if isinstance(data, dict) else {}
    by_id = session.questionnaire.by_id
    unknown = [
        problem("PB057", source.place(id), name=id, near=closest(id, by_id)) for id in answers if id not in by_id
    ]
    if unknown:
        raise InputInvalid(unknown)
    edits: dict[KeyPath, Data] = {}
    for id, answer in answers.items():
        edits |= _edits(id, by_id[id], answer, session)
    _refuse_what_does_not_fit(session, edits, source)
    session.change(edits)
    return len(answers)


def _edits(id: str, question: Question, answer: Data, session: Session) -> dict[KeyPath, Data]:
    """The changes that one answer of the file makes."""
    author = session.author()
    note: dict[str, Data] = {"by": author.name, "role": author.role, "on": author.at.date()}
    given: dict[str, Data] = {key: value for key, value in note.items() if value}
    content = _rows(question, answer) if question.is_table else answer
    if isinstance(answer, dict) and {"value", "rows", "state"} & set(answer):
        given |= answer
        content = _rows(question, given.pop("rows", None)) if question.is_table else given.pop("value", None)
    if content is None:
        return {("answers", id): given}
    if question.path:
        return {tuple(question.path.split(".")): content, ("answers", id): given}
    return {("answers", id): {("rows" if question.is_table else "value"): content, **given}}


def _rows(question: Question, answer: Data) -> Data:
    """Rows under ids; a list is given ids in its order."""
    if not isinstance(answer, list):
        return answer
    return {f"{question.prefix}{n}": row for n, row in enumerate(answer, 1)}


def _refuse_what_does_not_fit(session: Session, edits: dict[KeyPath, Data], file: Source) -> None:
    """Raise InputInvalid if the plan with these answers would hold one that its question cannot take."""
    data = session.opened.source.data()
    for path, value in edits.items():
        data = put(data, path, value)
    plan = from_text(change(session.opened.source, data))
    checked = Answers(plan, session.questionnaire, session.language)
    wrong = [found for found in checked.unreadable() if found.severity == "error"]
    if wrong:
        raise InputInvalid(
            [Problem(p.code, file.place(p.place.path.removeprefix("answers.")), p.values) for p in wrong]
        )
