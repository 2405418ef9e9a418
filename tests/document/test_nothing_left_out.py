"""What somebody wrote in a plan stands in the plan document, or in a short list of what need not, with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fnmatch import fnmatch
from itertools import count
from typing import Any, get_type_hints

import pytest

from planbuilder import example, pipeline
from planbuilder.document.model import Document
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.economy import Harvest
from planbuilder.plan.model import Answer, Plan
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.definition import Question, Questionnaire
from planbuilder.record import replace
from planbuilder.writers.text import render
from planbuilder.yamltext.reading import read_text

TEXTS = ("text", "longtext")
# What is written in the plan and no text: it leads to a record, or is one of a few values.
NO_TEXT = {
    "Plan": ("format", "plan_id", "language", "questionnaire", "sponsor", "benefits_lead"),
    "Change": ("owner",),
    "Benefit": ("owner", "part_of", "profile"),
    "Indicator": ("benefit", "measured_by", "acted_on_by"),
    "Measurement": ("indicator",),
    "Harvest": ("benefit",),
    "Action": ("responsible", "theme", "change", "benefit"),
    "MatrixCell": ("action",),
    "Risk": ("owner",),
    "LogEntry": ("by", "approved_by"),
    "Economy": ("discount_rates",),
}
NAMED = ("units", "committees")
# Free texts that stand in no document, and why.
LEFT_OUT = {
    "people.*.certificate": "tells two signers of one name apart when a signature is verified",
    "matrix.*.*.reason": "a field that is relevant has a challenge; the reason is kept for the day it is not",
    "matrix.*.*.challenge": "and the other way round",
    "answers.cover.*.by": "who gave the plan's own facts, such as its title, is in the journal",
    "answers.cover.*.role": "as above",
    "answers.cover.title.why": "a plan without a title is none",
    "answers.cover.organisation.why": "as above",
    "answers.cover.price_base.why": "as above",
    "answers.cover.first_year.why": "as above",
    "answers.cover.horizon.why": "as above",
}


def said_in(document: Document, look: Any) -> str:
    """The text of a document with single spaces."""
    return " ".join(render(document, look).decode().split())


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a plan file with its path; the names of units and committees are texts, too."""
    if isinstance(data, dict):
        for key, value in data.items():
            if path.rpartition(".")[-1] in NAMED:
                yield path, key
            yield from leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from leaves(value, f"{path}.{n}")
    else:
        yield from ((path, " ".join(line.split())) for line in str(data).splitlines())


LONG = 25
# A fact may be short and yet belong in the plan.
FACTS = re.compile(r"\.(account|source|use_decided_by|decided_by|by|role|unit|name|evidence|units|committees)$")


def is_to_be_told(path: str, line: str) -> bool:
    """Whether a line of a plan file is a free text: long, or a fact; weights beside names are numbers."""
    is_weight = path.rpartition(".")[0].rpartition(".")[-1] in NAMED
    return path != "plan_id" and not is_weight and (len(line) > LONG or bool(FACTS.search(path)))


def test_every_text_of_the_example_stands_in_the_plan(compose, spoken: Language, standard_look) -> None:
    """In either language: each line of more than 25 characters, and each account, source, decision and name."""
    text = example.text(spoken)
    document, people = said_in(compose(text, code=spoken.code), standard_look), from_text(text).people
    wanted = [(path, line) for path, line in leaves(read_text(text).data()) if is_to_be_told(path, line)]

    assert len(wanted) > 400
    assert [] == [(path, line) for path, line in wanted if line not in document and line not in people]


def test_every_owner_of_the_example_is_named_in_the_plan(compose, spoken: Language, standard_look) -> None:
    """Of benefits, changes and risks: in the row where the thing stands."""
    text = example.text(spoken)
    plan, lines = from_text(text), render(compose(text, code=spoken.code), standard_look).decode().splitlines()
    owned = {**plan.benefits_tree.benefits, **plan.benefits_tree.changes, **plan.risks}

    for id, one in owned.items():
        row = next(line for line in lines if line.startswith(f"{id} | {one.title}"))
        assert plan.person(one.owner) in row


class Marks:
    """Plants a word of its own in every free text of a plan, and remembers where."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.planted: dict[str, str] = {}
        self.numbers = count(1)

    def mark(self, path: str) -> str:
        """A word that stands nowhere else."""
        self.planted[path] = f"Mærke{next(self.numbers):05d}x"
        return self.planted[path]

    def record(self, one: Any, path: str) -> Any:
        """A record with a mark in each of its free texts, those that were empty included."""
        hints = get_type_hints(type(one))
        changed = {
            f.name: self.value(getattr(one, f.name), hints[f.name], f"{path}{f.name}", type(one).__name__)
            for f in fields(one)
        }
        return replace(one, **changed)

    def value(self, value: Any, hint: Any, path: str, owner: str) -> Any:
        """A value of a field: marked where it is a text, or holds some."""
        name = path.rpartition(".")[-1]
        if path == "answers":
            return value
        if hint is str:
            return value if name in NO_TEXT.get(owner, ()) else self.mark(path)
        if is_dataclass(value):
            return self.record(value, f"{path}.")
        if not isinstance(value, Mapping):
            return value
        if name in NAMED:
            return {self.mark(f"{path}.{key}"): number for key, number in value.items()}
        return {key: self.value(one, None, f"{path}.{key}", "") for key, one in value.items()}

    def answers(self, plan: Plan, noted: Callable[[str], dict[str, Any]]) -> Plan:
        """The plan with marks in every answer that stands under `answers`, and with what is noted of each."""
        found = {
            id: replace(self.answer(id, question, plan.answers.get(id, Answer())), **noted(id))
            for id, question in self.questionnaire.questions()
        }
        return replace(plan, answers=found)

    def answer(self, id: str, question: Question, answer: Answer) -> Answer:
        if question.kind in TEXTS and not question.path:
            return replace(answer, value=self.mark(f"answers.{id}.value"))
        if not isinstance(answer.rows, Mapping):
            return answer
        named = [column.id for column in question.columns if column.kind in TEXTS]
        rows = {
            key: {**row, **{name: self.mark(f"answers.{id}.rows.{key}.{name}") for name in named}}
            for key, row in answer.rows.items()
        }
        return replace(answer, rows=rows)

    def lost(self, document: str) -> list[str]:
        """Where the marks stand that a document does not show and need to be shown."""
        gone = (path for path, word in self.planted.items() if word not in document)
        return [path for path in gone if not any(fnmatch(path, pattern) for pattern in LEFT_OUT)]


# When the last body of the example has decided.
DECIDED = date(2027, 1, 26)
NOTES: Mapping[str, Callable[[Marks, str], dict[str, Any]]] = {
    "answered": lambda marks, id: {"by": marks.mark(f"answers.{id}.by"), "role": marks.mark(f"answers.{id}.role")},
    "unknown": lambda marks, id: {"state": "unknown", "ask": marks.mark(f"answers.{id}.ask")},
    "not_applicable": lambda marks, id: {"state": "not_applicable", "why": marks.mark(f"answers.{id}.why")},
}


@pytest.mark.parametrize("state", NOTES)
def test_no_free_text_of_a_plan_is_left_out(
    state: str, example_plan: Plan, questionnaire: Questionnaire, spoken: Language, standard_look
) -> None:
    """Every text of every record and answer, who gave it, whom to ask, or why it is not relevant."""
    marks = Marks(questionnaire)
    # What the example has no value of: who said it is told with the value.
    given = example_plan.economy
    pool, simulation = replace(given.pool, type="own_both"), replace(given.simulation, draws=100)
    economy = replace(
        given,
        vat="net_of_refund",
        timing="mid_year",
        pool=pool,
        simulation=simulation,
        indices=replace(given.indices, budget_year=2027),
    )
    whole = replace(example_plan, economy=economy, harvests={"U1": Harvest("G1", 2028, Decimal(1))})
    plan = marks.record(whole, "") if state == "answered" else without_registers(example_plan)
    plan = marks.answers(plan, lambda id: NOTES[state](marks, id))
    if state != "answered":
        marks.planted = {path: word for path, word in marks.planted.items() if path.endswith((".ask", ".why"))}
    made_from = pipeline.material(plan, questionnaire, spoken, DECIDED)
    document = said_in(pipeline.document(made_from, "plan"), standard_look)

    assert [] == [path for path in marks.lost(document) if is_asked(made_from.answers, path)]


def is_asked(answers: Answers, path: str) -> bool:
    """Whether the question of a path is asked; an answer to one that is not is kept and stands nowhere."""
    id = ".".join(path.split(".")[1:3])
    return not path.startswith("answers.") or answers.is_asked(id)


def without_registers(plan: Plan) -> Plan:
    """The plan with nothing but its title and years, so that each answer is open."""
    return Plan(plan.format, plan.plan_id, plan.title, plan.price_base, plan.first_year, plan.horizon)
