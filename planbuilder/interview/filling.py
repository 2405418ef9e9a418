"""Answers from a file instead of a person.

In: a YAML or JSON file of answers by question id. Out: the answers saved in the plan, all or none. An answer is a
value, a list of rows, or what `plan.yaml` itself would hold under `answers`; it is read as if it had been typed.
Nothing, blanks and empty rows are what a form leaves where nobody wrote: they are no answers and take none away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from planbuilder import codes
from planbuilder.errors import InputInvalid, Problem, closest, problem
from planbuilder.interview.form import NEW, by_ids
from planbuilder.interview.session import Session
from planbuilder.plan.answers import Answers
from planbuilder.plan.ids import next_number
from planbuilder.plan.model import Plan
from planbuilder.plan.registers import heard
from planbuilder.plan.sayings import STAMP, STATE, asked_at, stamped, who_said
from planbuilder.plan.steps import Edits, Step, differences
from planbuilder.plan.store import OpenPlan
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.context import Context, InvalidAnswer
from planbuilder.questionnaire.definition import Question
from planbuilder.record import record
from planbuilder.yamltext.editing import change
from planbuilder.yamltext.nodes import Data, KeyPath, Source, as_text, get, put, same
from planbuilder.yamltext.reading import read_file, read_text
from planbuilder.yamltext.schema import MOST_GUESSES, examine, read

STATED = {"value", "rows", "state"}
WHO = set(STAMP)
ON = Question("on", "date", {})


@record
class ReadAs:
    """A value that was not written as the plan has it: the label of its question, what was written, what was read."""

    label: str
    written: str
    value: str


@record
class Filled:
    """How many answers were saved, what was read in them in another form than it was written, and what was dropped.

    `apart` of them stand beside what somebody else has answered.
    """

    count: int
    read_as: tuple[ReadAs, ...] = ()
    warnings: tuple[Problem, ...] = ()
    apart: int = 0


def fill(session: Session, file: Path) -> Filled:
    """Save the answers of a file. Raises InputInvalid with the place of every one that does not fit.

    An answer that somebody else has given otherwise is not replaced, since whoever filled in the file has not seen it:
    both stand. Where the file and the call name nobody, new words are nobody's, and the old name goes.
    """
    source = by_ids(read_file(file, pipe=True), session.questionnaire)
    answers, warnings = _answers(session, source)
    # `edits` is called under the plan's lock with the newest plan: a draft holds what others have saved meanwhile, and
    # what is told below is told of the one that was saved.
    drafts: list[_Draft] = []

    def edits(newest: OpenPlan) -> Edits:
        session.take(newest)
        drafts.append(_drafted(session, answers, source))
        return drafts[-1].edits

    def says(data: Data, steps: Sequence[Step]) -> Data:
        for step in steps:
            for id, _ in asked_at(step.path, session.questionnaire):
                data = stamped(data, [step], drafts[-1].whose(id), session.questionnaire)
        return data

    session.save(edits, says, lambda now, step: _is_another(now, step, session, drafts[-1]))
    return Filled(drafts[-1].count, tuple(drafts[-1].read_as), warnings, len(session.opened.apart))


def _drafted(session: Session, answers: dict[str, Data], source: Source) -> _Draft:
    """What a file of answers makes of the session's plan; raises InputInvalid."""
    draft = _Draft(session, answers, session.answers.context)
    # Read twice: names become ids by the people of the plan, and those of this file are not in it until it is read.
    if draft.plan is not None:  # whoever is new in this file can be named in it
        known = Answers(draft.plan, session.questionnaire, session.language, session.answers.context.today)
        draft = _Draft(session, answers, known.context)
    wrong = list(draft.misfits())
    if wrong:
        raise InputInvalid(Problem(one.code, source.place(draft.origin(one.place.path)), one.values) for one in wrong)
    return draft


def _is_another(now: Data, step: Step, session: Session, draft: _Draft) -> bool:
    """Whether a step would replace an answer that somebody else is known to have given."""
    if step.old is None or (step.path[:1] == ("answers",) and step.path[2:3] not in (("value",), ("rows",))):
        return False
    theirs = str(who_said(now, step.path, session.questionnaire).get("by", ""))
    ours = {str(draft.whose(id).get("by", "")) for id, _ in asked_at(step.path, session.questionnaire)}
    return bool(theirs) and bool(ours - {""}) and heard(theirs) not in map(heard, ours)


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
        self.data = session.opened.data
        self.notes: dict[str, dict[str, Data]] = {}
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
        """Put an answer where it belongs, with what the file says of it; what was internal stays so."""
        if "on" in said:
            said = {**said, "on": self.typed(ON, said["on"], f"answers.{id}.on")}
        place = question.keys or ("answers", id, key)
        is_new = content is not None and not same(get(self.data, place), content)
        if content is not None:
            self.put(place, content)
        if WHO & said.keys():
            self.notes[id] = {name: said[name] for name in STAMP if name in said}
        for name in (*STATE, *said):
            if not ((question.is_table or is_new) and name in WHO):  # it is noted of what comes to stand there
                self.put(("answers", id, name), said.get(name))

    def whose(self, id: str) -> dict[str, Data]:
        """Who gave an answer of the file: as it says, else whoever fills it in."""
        author = self.session.author().note
        named = self.notes.get(id, {})
        return {"on": author["on"], **named} if "by" in named else {**author, **named}

    def put(self, path: KeyPath, value: Data) -> None:
        """Make an edit: a later answer of the file builds on it."""
        self.data = put(self.data, path, value)

    @property
    def edits(self) -> Edits:
        """What the file changes in the plan, however many of its answers meet in one place."""
        # By what differs and not by what was put: two questions may ask for columns of one row, and two edits of which
        # one lies within the other would be saved in whichever order they came.
        changed = differences(self.session.opened.data, self.data)
        return {step.path: step.new for step in changed if not step.is_order}

    def content(self, id: str, question: Question, held: Data, base: str, at: str) -> Data:
        """An answer as data for the plan: a value, or the table's rows with those of the file."""
        self.origins[base] = at
        if not question.is_table:
            return self.typed(question, held, base)
        rows = self.numbered(question, held, base, at)
        return _merged(get(self.data, self.session.rows_path(id)), self.cells(question, rows, base, at))

    def numbered(self, question: Question, held: Data, base: str, at: str) -> Data:
        """Rows by their ids: those of a list, and those that a form calls new, get the next ones of the plan."""
        if not isinstance(held, dict | list):
            return held
        listed = list(held.items()) if isinstance(held, dict) else [(f"{NEW}{n}", row) for n, row in enumerate(held)]
        # Counted from the data with earlier answers in it, so that two tables of the same rows never give one id
        # twice.
        number = next_number(question.prefix, self.data)
        rows: dict[str, Data] = {}
        for key, row in listed:
            if kinds.has_content(row):
                is_new = key.startswith(NEW)
                id = f"{question.prefix}{number}" if is_new else key
                number += is_new
                self.origins |= {f"{base}.{id}": f"{at}.{key if isinstance(held, dict) else key[len(NEW) :]}"}
                rows[id] = row
        return rows

    def cells(self, question: Question, row: Data, base: str, at: str, name: str = "") -> Data:
        """Rows, or one of them, with each cell typed by its column; blank ones are left out.

        `name` is the path within a row; rows and themes lie above it and have none.
        """
        if not isinstance(row, dict):
            return row
        columns = {column.id: column for one in self._tables(question) for column in one.columns}
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

    def _tables(self, question: Question) -> list[Question]:
        """Every table of the rows of one: what another asks of a row can be said of it here."""
        questions = (one for _, one in self.session.questionnaire.questions())
        return [question, *(one for one in questions if one.is_table and one.path and one.path == question.path)]

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
            # That `ja` is read as yes, or a name as who has it, needs no word.
            is_same = shown.casefold() == _shown(raw).casefold()
            self.read_as += [] if is_same else [ReadAs(label, _shown(raw), shown)]
        return value

    def misfits(self) -> Iterator[Problem]:
        """What is wrong in the answers, or would be wrong in a plan with them and is not in the plan as it is."""
        yield from self.unfit
        found, opened, before = self.found, self.session.opened, self.session.answers
        if self.plan is not None:
            found += tuple(Answers(self.plan, self.session.questionnaire, self.session.language).unreadable())
        # What was wrong before is not the file's fault, and would keep every file out of the plan until it is mended.
        known = {(p.code, p.place.path) for p in (*opened.warnings, *before.unreadable())}
        yield from (one for one in found if (one.code, one.place.path) not in known)

    def origin(self, path: str) -> str:
        """Where in the file of answers a path of the plan came from."""
        keys = path.split(".")
        # The longest place that is known is the nearest: an error deep in a row is told at its own line of the file.
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
