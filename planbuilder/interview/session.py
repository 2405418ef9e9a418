"""The interview's memory: which questions are asked, and every answer saved at once.

In: an open plan and its questionnaire. Out: after each method, the plan on disk holds the change. Nothing here asks or
shows anything; the order of talk is `dialogue`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, partial

from planbuilder.errors import Conflict, InputInvalid, Problem
from planbuilder.interview.drafts import Unsaved, forget, keep, unsaved
from planbuilder.language import Language
from planbuilder.plaintext import in_one_line
from planbuilder.plan.answers import Answers
from planbuilder.plan.check import doubts
from planbuilder.plan.ids import next_number
from planbuilder.plan.journal import as_it_is
from planbuilder.plan.model import Saying
from planbuilder.plan.sayings import SAID, STAMP, STATE, kept_in, settling, stamped
from planbuilder.plan.steps import Edits, Says, Step, Unseen, seen
from planbuilder.plan.store import Author, Making, OpenPlan
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Part, Question, Questionnaire, Role
from planbuilder.yamltext.nodes import Data, KeyPath, get, same


class Session:
    """A plan being answered; `author` gives who answers, in which role and when, anew for each answer.

    With a `role` of the questionnaire, what it is not asked is passed over.
    """

    def __init__(
        self,
        opened: OpenPlan,
        questionnaire: Questionnaire,
        language: Language,
        author: Callable[[], Author],
        role: Role | None = None,
    ) -> None:
        self.opened = opened
        self.role = role
        self.questionnaire = questionnaire
        self.language = language
        self.author = author
        self.answers = self._answers(self.opened)
        self.apart: tuple[KeyPath, ...] = ()  # what stands beside others' answers, until somebody has been told

    def change(self, edits: Edits | Making, base: Data = None, beside: Collection[KeyPath] = ()) -> None:
        """Save some changes, on top of what others have saved meanwhile; `opened.apart` names what is beside theirs.

        `base` is the plan as whoever made the changes saw it, where that is not the session's. At the places of
        `beside` nothing is replaced: what stands there and what is new both stand.

        Raises InputInvalid, and Conflict where the file cannot be saved to: what was to be saved is kept as a draft.
        """
        author = self.author()
        try:
            says = partial(stamped, note=author.note, questionnaire=self.questionnaire)
            self.save(edits, says, lambda now, step: step.path in beside, base)
        except Conflict:
            keep(self.opened, edits(self.opened) if callable(edits) else edits, author)
            raise

    def save(self, edits: Edits | Making, says: Says, unseen: Unseen = seen, base: Data = None) -> None:
        """Save changes made on the session's plan, on `base`, or on the newest plan by what makes them.

        `says` notes who said what; `unseen` tells what nobody can have meant to replace. Raises InputInvalid, Conflict.
        """
        before = self.opened
        self.take(before.with_changes(edits, self.author(), self.questionnaire, as_it_is, says, unseen, base))
        if self.opened is not before:
            self.apart = (*self.apart, *self.opened.apart)

    def settle(self, place: str, path: KeyPath, value: Data, why: str, chosen: Saying | None = None) -> None:
        """Settle a disagreement on a value; it is whose it was that said it, a new wording that of who settles.

        Where somebody else has settled it otherwise meanwhile, it is open again; where any of it was said as internal,
        what holds is internal.
        """
        author, base = self.author(), self.data
        whose: dict[str, Data] = {"by": chosen.by, "role": chosen.role, "on": chosen.on} if chosen else author.note
        note = {name: one for name, one in whose.items() if one}
        says = partial(stamped, note=note, questionnaire=self.questionnaire)
        edits = settling(place, path, value, author.note, in_one_line(why))
        disagreement = self.opened.plan.said.get(place)
        if value is not None and disagreement and any(saying.internal for saying in disagreement.answers):
            edits |= kept_in(path, self.questionnaire)

        def unseen(now: Data, step: Step) -> bool:
            return any(not same(get(now, at), get(base, at)) for at in ((SAID, place), path))

        self.save(lambda newest: edits, says, unseen)  # of the newest plan: to keep what holds is a decision too

    def unsaved(self) -> list[Unsaved]:
        """What an earlier interview could not save."""
        return list(unsaved(self.opened.folder))

    def save_unsaved(self) -> None:
        """Save what an earlier interview could not save, in the name of whoever answered; it is no draft any more."""
        for one in self.unsaved():
            note = {name: text for name, text in (("by", one.by), ("role", one.role)) if text}
            says = partial(stamped, note={**note, "on": one.on}, questionnaire=self.questionnaire)
            self.save(partial(_placed, one), says, base=one.base(self.data))
        self.forget_unsaved()

    def forget_unsaved(self) -> None:
        """Let go of what an earlier interview could not save."""
        forget(self.opened.folder)

    def told_apart(self) -> tuple[KeyPath, ...]:
        """The places where answers were saved beside those of others, each given once."""
        apart, self.apart = self.apart, ()
        return tuple(dict.fromkeys(apart))

    def take(self, opened: OpenPlan) -> None:
        """Go on from a plan as others have saved it."""
        self.opened = opened
        self.answers = self._answers(opened)

    def _answers(self, opened: OpenPlan) -> Answers:
        return Answers(opened.plan, self.questionnaire, self.language, self.author().at.date())

    def asked(self, part: Part) -> list[str]:
        """The ids of a part's questions that are asked now."""
        ids = (f"{part.id}.{question.id}" for question in part.questions)
        return [id for id in ids if self.reaches(id) and self.answers.is_asked(id)]

    def reaches(self, id: str) -> bool:
        """Whether a question is for whoever answers."""
        return self.role is None or id in self._of_role

    @cached_property
    def _of_role(self) -> frozenset[str]:
        return frozenset(self.questionnaire.asked_of(self.role)) if self.role else frozenset()

    @property
    def sees_internal(self) -> bool:
        """Whether what others have said as internal may be shown to whoever answers: to those who are asked all."""
        return self.role is None or self.role.everything

    def first_open(self, part: Part) -> int:
        """The index, among the questions asked, of the first that is not settled; the first of all if every one is."""
        states = [self.answers.state(id) for id in self.asked(part)]
        return next((n for n, state in enumerate(states) if state == "unanswered"), 0)

    def question(self, id: str) -> Question:
        """The question of an id."""
        return self.questionnaire.by_id[id]

    @property
    def data(self) -> Data:
        """The plan as its file holds it."""
        return self.opened.data

    def doubts(self, edits: Mapping[KeyPath, Data]) -> tuple[Problem, ...]:
        """What some changes would make odd in the plan, without making them; what is odd already is not told again."""
        known = {(one.code, one.place.path) for one in doubts(self.answers)}
        try:
            tried = self._answers(self.opened.tried(edits))
        except InputInvalid:  # told where the changes are made
            return ()
        changed = {".".join(path) for path in edits}
        return tuple(
            one for one in doubts(tried) if (one.code, one.place.path) not in known or one.place.path in changed
        )

    def answer_path(self, id: str) -> KeyPath:
        """Where a question's answer stands in the plan."""
        return self.question(id).keys or ("answers", id, "value")

    def answer_edits(self, id: str, value: Data) -> dict[KeyPath, Data]:
        """The changes that an answer makes; a state such as unknown ends with it."""
        return {self.answer_path(id): kinds.kept(self.question(id), value), **self._answered(id)}

    def _answered(self, id: str) -> dict[KeyPath, Data]:
        return dict.fromkeys(self.state_paths(id))

    def state_paths(self, id: str) -> list[KeyPath]:
        """Where a state other than answered is noted of a question, and what goes with it."""
        return [("answers", id, name) for name in STATE]

    def record(self, id: str, value: Data, base: Data = None) -> None:
        """Save an answer with who gave it and when; None takes it away. `base` is as in `change`."""
        if value is None:
            self.clear(id, base)
        else:
            self.change(self.answer_edits(id, value), base)

    def clear(self, id: str, base: Data = None) -> None:
        """Take an answer away."""
        question = self.question(id)
        required = question.path in ("title", "price_base", "first_year", "horizon")
        edits = {**self._answered(id), ("answers", id, "internal"): None}
        if get(self.data, self.content_path(id)) is None:  # who gave an answer goes with it; here there was none
            edits |= {("answers", id, name): None for name in STAMP}
        self.change(edits if required else {**edits, self.content_path(id): None}, base)

    def content_path(self, id: str) -> KeyPath:
        """Where all of a question's answer stands, with the rows of a table."""
        return self.rows_path(id) if self.question(id).is_table else self.answer_path(id)

    def mark_unknown(self, id: str, ask: str) -> None:
        """Note that the answer is not known, and whom to ask; an answer already given is kept."""
        self._mark(id, {"state": "unknown", "ask": in_one_line(ask)})

    def mark_not_relevant(self, id: str, why: str) -> None:
        """Note that the question does not apply, and why; an answer already given is kept."""
        self._mark(id, {"state": "not_applicable", "why": why})

    def _mark(self, id: str, state: dict[str, Data]) -> None:
        self.change({**self._answered(id), **{("answers", id, name): text or None for name, text in state.items()}})

    # Tables: rows stand under ids that never change; their order is the order in the file.

    def rows_path(self, id: str) -> KeyPath:
        """Where a table's rows stand in the plan."""
        return self.question(id).keys or ("answers", id, "rows")

    def rows(self, id: str) -> dict[str, Data]:
        """A table's rows as the file holds them."""
        found = get(self.data, self.rows_path(id))
        return dict(found) if isinstance(found, dict) else {}

    def row_edits(self, id: str, content: Mapping[str, Data], data: Data = None) -> tuple[str, dict[KeyPath, Data]]:
        """The id of a new row at the end, and the changes that make it, of the session's plan or of other data."""
        key = f"{self.question(id).prefix}{self.free_number(id, data)}"
        columns = {column.id: column for column in self.question(id).columns}
        kept = {name: kinds.kept(columns[name], one) if name in columns else one for name, one in content.items()}
        return key, {(*self.rows_path(id), key): kept, **self._answered(id)}

    def add_row(self, id: str, content: Mapping[str, Data], also: Mapping[KeyPath, Data] | None = None) -> str:
        """A new row at the end, saved with other changes; its id, which nobody has given to another row meanwhile."""
        made: list[str] = []

        def edits(newest: OpenPlan) -> Edits:
            key, wanted = self.row_edits(id, content, newest.data)
            made.append(key)
            return {**wanted, **(also or {})}

        self.change(edits)
        return made[-1]

    def free_number(self, id: str, data: Data = None) -> int:
        """The number of a table's next new row."""
        prefix = self.question(id).prefix if self.question(id).is_table else "r"
        return next_number(prefix, self.data if data is None else data)

    def cell_path(self, id: str, row: str, column: str) -> KeyPath:
        """Where a cell stands in the plan."""
        keys = tuple(row.split(".")) if kinds.of(self.question(id)).is_grid else (row,)
        return (*self.rows_path(id), *keys, *column.split("."))

    def cell_edits(self, id: str, row: str, column: str, value: Data) -> dict[KeyPath, Data]:
        """The changes that a cell's value makes."""
        asked = next((one for one in self.question(id).columns if one.id == column), None)
        return {self.cell_path(id, row, column): kinds.kept(asked, value) if asked else value, **self._answered(id)}

    def set_cell(self, id: str, row: str, column: str, value: Data) -> None:
        """Save one cell."""
        self.change(self.cell_edits(id, row, column, value))

    def copy_row(self, id: str, row: str) -> str:
        """A copy of a row at the end; its id."""
        content = self.rows(id)[row]
        return self.add_row(id, content if isinstance(content, dict) else {})

    def delete_row(self, id: str, row: str) -> None:
        """Take a row away."""
        self.change({(*self.rows_path(id), row): None})

    def move_row(self, id: str, row: str, by: int) -> None:
        """Move a row up (−1) or down (+1); at the end it stays."""
        rows = self.rows(id)
        keys = list(rows)
        at = keys.index(row)
        to = min(max(at + by, 0), len(keys) - 1)
        keys.insert(to, keys.pop(at))
        self.change({self.rows_path(id): {key: rows[key] for key in keys}})

    def add_person(self, line: str) -> str:
        """A new person from "name, position, unit"; the person's id."""
        # Whatever follows the second comma is the unit, commas and all.
        names: Sequence[str] = [in_one_line(part) for part in line.split(",", 2)]
        content = dict(zip(("name", "role", "unit"), names, strict=False))
        made: list[str] = []

        def edits(newest: OpenPlan) -> Edits:
            made.append(f"P{next_number('P', newest.data)}")
            return {("people", made[-1]): {name: text for name, text in content.items() if text}}

        self.change(edits)
        return made[-1]


def _placed(one: Unsaved, newest: OpenPlan) -> Edits:
    return one.placed(newest.data)
