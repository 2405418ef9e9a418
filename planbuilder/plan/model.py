"""The plan as a typed value.

In: nothing. Out: `Plan`, whose fields are the keys of `plan.yaml`, and `Answer`, one answer of the questionnaire.
Everything is frozen; a change makes a new plan by way of its file (`store`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Literal

from planbuilder.plan.economy import LONG_TEXT, TITLE, Benefit, BudgetChange, Cost, Economy, Harvest, Risk
from planbuilder.plan.options import Option, OptionBenefit, OptionCost, OptionRisk
from planbuilder.plan.preconditions import coming
from planbuilder.plan.registers import (
    Action,
    BenefitsTree,
    Decision,
    Idea,
    Indicator,
    LogEntry,
    MatrixCell,
    Measurement,
    Meeting,
    Minute,
    Person,
    Precondition,
    Recipient,
    told_apart,
)
from planbuilder.record import field, record
from planbuilder.wholeness import DEFAULT
from planbuilder.yamltext.nodes import Data, as_text
from planbuilder.yamltext.schema import limits

# What has been added since the first plans of this format (`said`, `by_row`) may be left out, so that it is still 1.
FORMAT = "planbuilder.plan/1"
State = Literal["answered", "unknown", "not_applicable"]


@record
class Organisation:
    """Whose plan it is."""

    name: str = field(default="", metadata=TITLE)
    department: str = field(default="", metadata=TITLE)
    case_number: str = ""


@record
class Solution:
    """The digital solution."""

    name: str = field(default="", metadata=TITLE)
    description: str = field(default="", metadata=LONG_TEXT)


@record
class Who:
    """Who said a row of a table, in which role and when; `internal` keeps the row's words out of every document."""

    by: str = field(default="", metadata=TITLE)
    role: str = field(default="", metadata=TITLE)
    on: date | None = None
    internal: bool = False


@record
class Saying:
    """One of several answers to the same thing, and whose it is; without a value, that it is to be taken away."""

    value: object = None
    by: str = field(default="", metadata=TITLE)
    role: str = field(default="", metadata=TITLE)
    on: date | None = None
    internal: bool = False

    @property
    def data(self) -> Data:
        """The value as data with every leaf as text."""
        return as_text(self.value)  # type: ignore[arg-type]  # it was read as data


@record
class Settlement:
    """Who has decided between several answers, in which role, when and why."""

    by: str = field(default="", metadata=TITLE)
    role: str = field(default="", metadata=TITLE)
    on: date | None = None
    why: str = field(default="", metadata=LONG_TEXT)


@record
class Disagreement:
    """All that was said to one thing while nobody had seen the other's answer; open until it is `settled`."""

    answers: tuple[Saying, ...] = ()
    settled: Settlement | None = None


@record
class Answer:
    """What is recorded of one answer, as the file holds it.

    `value` or `rows` holds the answer itself, unless the question is bound to a register of the plan. `by`, `role`
    and `on` tell who said it and when, `by_row` of rows that came otherwise; `ask` goes with unknown, `why` with
    not_applicable. `internal` keeps the answer's words out of every document (`publish` says what else).
    """

    value: object = None
    rows: object = None
    state: State = "answered"
    ask: str = field(default="", metadata=TITLE)
    why: str = field(default="", metadata=LONG_TEXT)
    by: str = field(default="", metadata=TITLE)
    role: str = field(default="", metadata=TITLE)
    on: date | None = None
    internal: bool = False
    by_row: Mapping[str, Who] = field(default_factory=dict)

    def who(self, row: str) -> Who:
        """Who said a row: what is noted of it, else what is noted of the whole answer."""
        # Rows are noted by themselves only where they differ, so that a table of one person's answers has one note.
        return self.by_row.get(row) or Who(self.by, self.role, self.on, self.internal)


@record
class Plan:
    """A whole plan. `first_year` is year 0 of the case; `horizon` counts years (1–60).

    `said` has what several people have said to the same thing, by its place (`benefits_tree.benefits.G1.title`).
    """

    format: Literal["planbuilder.plan/1"]
    plan_id: str
    title: str = field(metadata=TITLE)
    price_base: int = field(metadata=limits(least=2000, most=2100))
    first_year: int = field(metadata=limits(least=2000, most=2100))
    horizon: int = field(metadata=limits(least=1, most=60))
    organisation: Organisation = Organisation()
    solution: Solution = Solution()
    language: str = DEFAULT
    questionnaire: str = ""
    people: Mapping[str, Person] = field(default_factory=dict)
    sponsor: str = ""
    benefits_lead: str = ""
    authors: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    benefits_tree: BenefitsTree = field(default_factory=BenefitsTree)
    preconditions: Mapping[str, Precondition] = field(default_factory=dict)
    matrix: Mapping[str, Mapping[str, MatrixCell]] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    measurements: Mapping[str, Measurement] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    ideas: Mapping[str, Idea] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    minutes: Mapping[str, Minute] = field(default_factory=dict)
    costs: Mapping[str, Cost] = field(default_factory=dict)
    risks: Mapping[str, Risk] = field(default_factory=dict)
    options: Mapping[str, Option] = field(default_factory=dict)
    option_costs: Mapping[str, OptionCost] = field(default_factory=dict)
    option_benefits: Mapping[str, OptionBenefit] = field(default_factory=dict)
    option_risks: Mapping[str, OptionRisk] = field(default_factory=dict)
    economy: Economy = field(default_factory=Economy)
    budget_changes: Mapping[str, BudgetChange] = field(default_factory=dict)
    harvests: Mapping[str, Harvest] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    changes_log: Mapping[str, LogEntry] = field(default_factory=dict)
    distribution: Mapping[str, Recipient] = field(default_factory=dict)
    said: Mapping[str, Disagreement] = field(default_factory=dict)

    @cached_property
    def coming(self) -> Mapping[str, Benefit]:
        """The benefits as they come: those that wait for a delivery that slips are later than the plan had them."""
        return coming(self.preconditions, self.benefits_tree.benefits, self.first_year)

    @property
    def years(self) -> range:
        """The years of the business case."""
        return range(self.first_year, self.first_year + self.horizon)

    @property
    def registers(self) -> Mapping[str, Mapping[str, object]]:
        """The records that references point to, by register."""
        return {
            "people": self.people,
            "changes": self.benefits_tree.changes,
            "benefits": self.benefits_tree.benefits,
            "actions": self.actions,
            "indicators": self.indicators,
            "meetings": self.meetings,
            "costs": self.costs,
            "risks": self.risks,
            "options": self.options,
        }

    def person(self, id: str) -> str:
        """A person as nobody else: the name, and what tells it apart from another's; the id where nobody is known."""
        known = self.people.get(id)
        if known is None:
            return id
        return told_apart(id, known, self.people) if known.name else id
