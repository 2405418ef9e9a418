"""What a questionnaire is: parts, questions, choices and conditions.

In: nothing. Out: the types that `load` fills from the files in `questionnaires/`. All of it is data; there are no
expressions to run. Texts are given in every language side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Literal

from planbuilder.record import field, record

Texts = Mapping[str, str]
Level = Literal["draft", "approval", "signing", "never"]
Register = Literal[
    "changes", "benefits", "actions", "indicators", "meetings", "people", "costs", "risks", "options"
]  # fmt: skip


@record
class Choice:
    """A value that can be chosen, and what it is called; `means` explains it where it is chosen.

    `also` has the other words that people write for it, in any language.
    """

    value: str
    label: Texts
    means: Texts = field(default_factory=dict)
    also: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every word for it: what it is called in each language, and what else people write."""
        return (*self.label.values(), *self.also)


@record
class Role:
    """Somebody who can be asked: what the role is called, and the other words that people write for it.

    `everything` says that the role is asked every question, whoever else is.
    """

    id: str
    name: Texts
    also: tuple[str, ...] = ()
    everything: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Every word for it, in any language."""
        return (self.id, *self.name.values(), *self.also)


@record
class ReadyRow:
    """A row of a table that is offered ready to use: its cells, and what kind of change calls for it.

    `values` are the cells that read the same in every language, such as a choice. `words` are those by which a change
    of that kind is known, in any language.
    """

    cells: Mapping[str, Texts]
    values: Mapping[str, str] = field(default_factory=dict)
    fits: Texts = field(default_factory=dict)
    words: tuple[str, ...] = ()

    def is_called_for(self, text: str) -> bool:
        """Whether a change that is described so is of the kind."""
        return any(word.casefold() in text.casefold() for word in self.words)


@record
class Condition:
    """When a question is asked: a test of one answer, or several tests joined by `all`, `any` or `not`.

    `same_as` names another question that has the same answer.
    """

    question: str = ""
    equals: str = ""
    one_of: tuple[str, ...] = ()
    same_as: str = ""
    answered: bool | None = None
    at_least: Decimal | None = None
    all_: tuple[Condition, ...] = ()
    any_: tuple[Condition, ...] = ()
    not_: Condition | None = None


@record
class Question:
    """One question, or one column of a table, of one of the `kinds`.

    `heading` names the answer in documents, `label` asks for it, `hint` says what a good answer holds, `guidance`
    helps the interviewer, `help` gives the unit and an example where somebody asks for it. `path` binds the answer to a
    place in the plan (`benefits_tree.changes`); without it the answer stands under `answers`. `required` is the level
    of `check` from which a missing answer is an error. A column that estimates another number is in the unit of the
    first column `around` it that is answered. Documents show what a `summed` column comes to. `asks` names the roles
    that can answer; none: those of its part. One that stands `aside` is for those who want what it brings: without an
    answer nothing is left to do.
    """

    id: str
    kind: str
    label: Texts
    heading: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    guidance: Texts = field(default_factory=dict)
    help: Texts = field(default_factory=dict)
    required: Level = "never"
    choices: str = ""
    many: bool = False
    refers: Register | None = None
    columns: tuple[Question, ...] = ()
    path: str = ""
    prefix: str = "r"
    when: Condition | None = None
    least: int | None = None
    most: int | None = None
    longest: int | None = None
    unit: Texts = field(default_factory=dict)
    around: tuple[str, ...] = ()
    ready_rows: tuple[ReadyRow, ...] = ()
    internal: bool = False
    summed: bool = False
    aside: bool = False
    asks: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that lead to the answer's place in the plan; none if it stands under `answers`."""
        return tuple(self.path.split(".")) if self.path else ()

    @property
    def is_table(self) -> bool:
        """Whether the answer is rows of columns."""
        return bool(self.columns)


@record
class Section:
    """A stretch of a long part, shown by itself: it goes from its `first` question to where the next one begins."""

    id: str
    title: Texts
    first: str


@record
class Part:
    """One file of the questionnaire: a theme of the method (`theme: true`), or what stands around the themes.

    `asks` names the roles that its questions are for where they do not say so themselves; none: everybody. A part that
    is too long to be shown at once is divided into `sections`; none: it is shown whole.
    """

    format: str
    id: str
    order: int
    title: Texts
    questions: tuple[Question, ...]
    intro: Texts = field(default_factory=dict)
    theme: bool = False
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()

    @cached_property
    def by_section(self) -> Mapping[str, tuple[str, ...]]:
        """The full ids of the questions by the id of their section, in order; all under "" where there is none."""
        begins = {section.first: section.id for section in self.sections}
        at = self.sections[0].id if self.sections else ""
        found: dict[str, tuple[str, ...]] = {}
        for question in self.questions:
            at = begins.get(question.id, at)
            found[at] = (*found.get(at, ()), f"{self.id}.{question.id}")
        return found

    def section_of(self, id: str) -> Section | None:
        """The section of a question, by its full id; None where the part has none."""
        return next((one for one in self.sections if id in self.by_section.get(one.id, ())), None)


@record
class Questionnaire:
    """All parts in their order; `name` is `id@version`, as plans note it. `roles` are all that can be asked."""

    id: str
    version: str
    languages: tuple[str, ...]
    parts: tuple[Part, ...]
    roles: tuple[Role, ...] = ()

    @property
    def name(self) -> str:
        """`id@version`."""
        return f"{self.id}@{self.version}"

    @property
    def themes(self) -> tuple[Part, ...]:
        """The themes of the method, in their order."""
        return tuple(part for part in self.parts if part.theme)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Questions by their full id, `part.question`."""
        return dict(self.questions())

    @cached_property
    def choices(self) -> Mapping[str, tuple[Choice, ...]]:
        """All choice lists by name."""
        return {name: choices for part in self.parts for name, choices in part.choices.items()}

    def part(self, id: str) -> Part:
        """The part called `id`; raises KeyError."""
        return {part.id: part for part in self.parts}[id]

    def part_of(self, id: str) -> Part:
        """The part of a question, by its full id; raises KeyError."""
        return self.part(id.partition(".")[0])

    def named(self, name: str) -> str:
        """The id of the question with an id, or with a heading or label in any language; empty if there is none."""
        wanted = name.strip().casefold()
        told = {
            id: {id.casefold(), *(text.casefold() for text in (*one.heading.values(), *one.label.values()))}
            for id, one in self.questions()
        }
        # Two of one name are none: a guess would put an answer under the wrong question.
        found = [id for id, names in told.items() if wanted in names]
        return found[0] if len(found) == 1 else ""

    def role(self, name: str) -> Role | None:
        """The role with an id, or with a name or another word in any language; None if there is none, or several."""
        wanted = name.strip().casefold()
        found = [role for role in self.roles if wanted in (word.casefold() for word in role.words)]
        return found[0] if len(found) == 1 else None

    def asks(self, id: str) -> tuple[str, ...]:
        """The ids of the roles that a question is for; empty: everybody's."""
        return self.by_id[id].asks or self.part_of(id).asks

    def asked_of(self, role: Role) -> tuple[str, ...]:
        """The ids of the questions that a role is asked, in order."""
        roles = {id: self.asks(id) for id in self.by_id}
        return tuple(id for id, asked in roles.items() if role.everything or not asked or role.id in asked)

    def questions(self) -> Iterator[tuple[str, Question]]:
        """Every question with its full id, in order."""
        for part in self.parts:
            for question in part.questions:
                yield f"{part.id}.{question.id}", question

    def own_columns(self, id: str) -> tuple[Question, ...]:
        """The columns of a table that no earlier table of the same rows asks for."""
        return self._own[id]

    def row_columns(self, id: str) -> Mapping[str, Question]:
        """The columns of a table by id, and after them those that other tables of the same rows ask for."""
        return self._of_rows[id]

    @cached_property
    def _of_rows(self) -> Mapping[str, Mapping[str, Question]]:
        of_path: dict[str, dict[str, Question]] = {}
        for _, question in self.questions():
            if question.path:
                of_path.setdefault(question.path, {}).update((column.id, column) for column in question.columns)
        own = {id: {column.id: column for column in question.columns} for id, question in self.questions()}
        return {id: {**of_path.get(question.path, {}), **own[id]} for id, question in self.questions()}

    @cached_property
    def _own(self) -> Mapping[str, tuple[Question, ...]]:
        own: dict[str, tuple[Question, ...]] = {}
        asked: dict[str, set[str]] = {}
        for id, question in self.questions():
            # In the order of the parts, so the first table that asks for a column owns it, and later ones show it.
            before = asked.setdefault(question.path, set()) if question.path else set()
            own[id] = tuple(column for column in question.columns if column.id not in before)
            before |= {column.id for column in question.columns}
        return own

    @cached_property
    def bound(self) -> Mapping[str, Question]:
        """The questions that are answered at a place of the plan, by id."""
        return {id: question for id, question in self.questions() if question.path}

    def label_of(self, choices: str, value: str) -> Texts:
        """What a chosen value is called; the value itself where the list does not know it."""
        # An older plan may hold a value that the list has lost: it is shown as it is rather than left out.
        found = next((choice.label for choice in self.choices.get(choices, ()) if choice.value == value), None)
        return found if found is not None else dict.fromkeys(self.languages, value)
