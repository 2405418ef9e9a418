"""Answers from a file instead of a person.

In: a YAML or JSON file of answers by question id. Out: the answers saved in the plan, all or none. An answer is a
value, a list of rows, or what `plan.yaml` itself would hold under `answers`; it is read as if it had been typed.
Nothing, blanks and empty rows are what a form leaves where nobody wrote: they are no answers and take none away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from planbuilder import codes
from planbuilder.errors import InputInvalid, Problem, problem
from planbuilder.interview.session import Session
from planbuilder.plan.answers import Answers
from planbuilder.plan.ids import next_number
from planbuilder.plan.model import Plan
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.context import Context, InvalidAnswer
from planbuilder.questionnaire.definition import Question
from planbuilder.record import record
from planbuilder.yamltext.editing import change
from planbuilder.yamltext.nodes import Data, KeyPath, Source, as_text, get, put
from planbuilder.yamltext.reading import read_file, read_text
from planbuilder.yamltext.schema import MOST_GUESSES, closest, examine, read

STATED = {"value", "rows", "state"}
WHO = {"by", "role", "on"}
ON = Question("on", "date", {})


@record
class ReadAs:
    """A value that was not written as the plan has it: the label of its question, what was written, what was read."""

    label: str
    written: str
    value: str


@record
class Filled:
    """How many answers were saved, what was read in them in another form than it was written, and what was dropped."""

    count: int
    read_as: tuple[ReadAs, ...] = ()
    warnings: tuple[Problem, ...] = ()


def fill(session: Session, file: Path) -> Filled:
    """Save the answers of a file. Raises InputInvalid with the place of every one that does not fit."""
    source = read_file(file, pipe=True)
    answers, warnings = _answers(session, source)
    draft = _Draft(session, answers, session.answers.context)
    if draft.plan is not None:  # whoever is new in this file can be named in it
        known = Answers(draft.plan, session.questionnaire, session.language, session.answers.context.today)
        draft = _Draft(session, answers, known.context)
    wrong = list(draft.misfits())
    if wrong:
        raise InputInvalid(Problem(one.code, source.place(draft.origin(one.place.path)), one.values) for one in wrong)
    session.change(draft.edits)
    return Filled(draft.count, tuple(draft.read_as), warnings)


def _answers(session: Session, source: Source) -> tuple[dict[str, Data], tuple[Problem, ...]]:
    """The file's answers by question id, and warnings of what comments cut off; raises InputInvalid for unknown ids."""
    answers, warnings = read(source, cast("type[dict[str, Data]]", Mapping[str, object]))
    by_id = session.questionnaire.by_id
    strange = [id for id in answers if id not in by_id]
    near = {id: closest(id, by_id) for id in strange[:MOST_GUESSES]}
    unknown = [problem(codes.UNKNOWN_ANSWER, source.place(id), name=id, near=near.get(id, "")) for id in strange]
    if unknown:
        raise InputInvalid(unknown)
    return answers, warnings


class _Draft:
    """The plan as a file of answers would leave it: its edits, and where in the file each came from."""

    def __init__(self, session: Session, answers: dict[str, Data], context: Context) -> None:
        self.session, self.context = session, context
        self.data = session.opened.source.data()
        self.edits: dict[KeyPath, Data] = {}
        self.origins: dict[str, str] = {}
        self.unfit: list[Problem] = []
        self.read_as: list[ReadAs] = []
        self.count = 0
        for id, answer in answers.items():
            self.take(id, session.question(id), answer)
        self.plan, self.found = examine(read_text(change(session.opened.source, self.data)), Plan)

    def take(self, id: str, question: Question, answer: Data) -> None:
        """Take in one answer of the file, if it says anything; what it does not speak of stays."""
        key = "rows" if question.is_table else "value"
        is_stated = isinstance(answer, dict) and bool(STATED & set(answer))
        stated = {k: v for k, v in answer.items() if kinds.has_content(v)} if isinstance(answer, dict) else {}
        held = stated.pop(key, None) if is_stated else answer
        said = stated if is_stated else {}
        if not kinds.has_content(held) and not said.keys() - WHO:
            return
        self.count += 1
        place, at = (f"answers.{id}", f"{id}.{key}" if is_stated else id)
        self.origins[place] = id
        base = question.path or f"{place}.{key}"
        content = self.content(id, question, held, base, at) if kinds.has_content(held) else None
        self.note(id, key, said, content, question)

    def note(self, id: str, key: str, said: dict[str, Data], content: Data, question: Question) -> None:
        """Put an answer where it belongs, with who gave it; what was internal stays so."""
        is_internal: dict[str, Data] = {"internal": True} if self.session.answers.note(id).internal else {}
        if "on" in said:
            said = {**said, "on": self.typed(ON, said["on"], f"answers.{id}.on")}
        note: dict[str, Data] = {**self.session.author().note, **is_internal, **said}
        if content is not None and question.path:
            self.put(question.keys, content)
            self.put(("answers", id), note)
            return
        kept = get(self.data, ("answers", id, key)) if content is None else content
        self.put(("answers", id), {**({} if kept is None else {key: kept}), **note})

    def put(self, path: KeyPath, value: Data) -> None:
        """Note an edit, and make it: a later answer of the file builds on it."""
        self.edits[path] = value
        self.data = put(self.data, path, value)

    def content(self, id: str, question: Question, held: Data, base: str, at: str) -> Data:
        """An answer as data for the plan: a value, or the table's rows with those of the file."""
        self.origins[base] = at
        if not question.is_table:
            return self.typed(question, held, base)
        rows, keys = held, self.session.rows_path(id)
        if isinstance(held, list):
            first = next_number(question.prefix, self.data)
            filled = [(n, row) for n, row in enumerate(held) if kinds.has_content(row)]
            rows = {f"{question.prefix}{first + m}": row for m, (_, row) in enumerate(filled)}
            self.origins |= {f"{base}.{key}": f"{at}.{n}" for key, (n, _) in zip(rows, filled, strict=True)}
        return _merged(get(self.data, keys), self.cells(question, rows, base, at))

    def cells(self, question: Question, row: Data, base: str, at: str, name: str = "") -> Data:
        """Rows, or one of them, with each cell typed by its column; blank ones are left out.

        `name` is the path within a row; rows and themes lie above it and have none.
        """
        if not isinstance(row, dict):
            return row
        columns = {column.id: column for column in question.columns}
        cells: dict[str, Data] = {}
        for key, cell in row.items():
            inner, place = f"{name}{key}", f"{base}.{key}"
            origin = self.origins.get(place, f"{at}.{key}")
            if not kinds.has_content(cell):
                continue
            self.origins[place] = origin
            if inner in columns:
                cells[key] = self.typed(columns[inner], cell, place)
            else:
                starts = any(column.startswith(f"{inner}.") for column in columns)
                cells[key] = self.cells(question, cell, place, origin, f"{inner}." if starts else "")
        return cells

    def typed(self, question: Question, raw: Data, place: str) -> Data:
        """A value as the plan has it; one that does not fit is noted and left out."""
        try:
            value = kinds.accept(question, raw, self.context)
        except InvalidAnswer as error:
            self.unfit.append(problem(error.code, place, **error.values))
            return None
        label = self.context.language.pick(question.heading or question.label)
        if label and kinds.of(question).words != "all" and as_text(value) != raw:
            shown = kinds.read_back(question, value, self.context)
            self.read_as.append(ReadAs(label, _shown(raw), shown))
        return value

    def misfits(self) -> Iterator[Problem]:
        """What is wrong in the answers, or would be wrong in a plan with them and is not in the plan as it is."""
        yield from self.unfit
        found, opened, before = self.found, self.session.opened, self.session.answers
        if self.plan is not None:
            found += tuple(Answers(self.plan, self.session.questionnaire, self.session.language).unreadable())
        known = {(p.code, p.place.path) for p in (*opened.warnings, *before.unreadable())}
        yield from (one for one in found if (one.code, one.place.path) not in known)

    def origin(self, path: str) -> str:
        """Where in the file of answers a path of the plan came from."""
        keys = path.split(".")
        for n in range(len(keys), 0, -1):
            head = ".".join(keys[:n])
            if head in self.origins:
                return ".".join([self.origins[head], *keys[n:]])
        return path


def _merged(old: Data, new: Data) -> Data:
    """New values over old ones, key by key."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return new
    return {**old, **{key: _merged(old.get(key), value) for key, value in new.items()}}


def _shown(raw: Data) -> str:
    """What was written, as one line."""
    if isinstance(raw, dict):
        return "; ".join(f"{key}: {_shown(value)}" for key, value in raw.items())
    return ", ".join(map(_shown, raw)) if isinstance(raw, list) else str(raw)
