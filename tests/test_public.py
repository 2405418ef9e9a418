"""Public documents name nobody: every name in a plan is searched for in all that is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from planbuilder import example, pipeline
from planbuilder.changes.comparing import compare
from planbuilder.changes.states import Named, leaving_states
from planbuilder.language import Language
from planbuilder.look import Look
from planbuilder.plan.model import Plan
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.writers import WRITERS
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data, get, put
from planbuilder.yamltext.reading import read_text
from tests.changes.test_comparing import EDITS, edited
from tests.conftest import DAY
from tests.test_leaving import unpacked

FIRST, LAST = "Xaver", "Quibelhus"


def named(data: Data) -> Data:
    """A plan in which everybody has a name that is nowhere else, some no position, and texts tell of some of them."""
    people = get(data, ("people",))
    assert isinstance(people, dict)
    old = {id: str(person["name"]) for id, person in people.items() if isinstance(person, dict)}
    text = dump(data)
    for id, name in old.items():
        text = text.replace(name, f"{FIRST}{id} {LAST}")
    data = read_text(text).data()
    data = put(data, ("people", "P3", "role"), None)
    data = put(data, ("people", "P4", "role"), None)
    data = put(data, ("solution", "description"), f"{FIRST}P1 {LAST}s idé, som xaverp2  quibelhus har afprøvet.")
    data = put(data, ("ideas", "S1", "by"), f"{FIRST}P3 {LAST}")
    data = put(data, ("answers", "cover.title"), {"by": f"{FIRST}Gæst {LAST}"})
    return put(data, ("risks", "R1", "title"), f"{FIRST}Gæst {LAST} rejser")


def people_of(plan: Plan, questionnaire: Questionnaire) -> set[str]:
    """The names at every place that the questionnaire's kinds know as people, and of those who have answered."""
    kinds = {one.kind for _, one in questionnaire.questions()} | {
        column.kind for _, one in questionnaire.questions() for column in one.columns
    }
    assert kinds & {"person", "people"}
    return {one.name for one in plan.people.values()} | {one.by for one in plan.answers.values() if one.by}


def told(name: str, data: bytes) -> Iterator[str]:
    yield name
    yield from unpacked(Path(name).suffix, data)


def public(
    questionnaire: Questionnaire, spoken: Language, look: Look, names: Iterable[str], formats: Iterable[str]
) -> Iterator[pipeline.Output]:
    """Documents in some formats, made one by one, with the plan to carry along; tracked changes at the end."""
    data = named(read_text(example.text(spoken)).data())
    states = leaving_states(
        Named("A", data), Named("B", edited(data, EDITS), by=f"{FIRST} {LAST}"), questionnaire, spoken
    )
    since = compare(*states, questionnaire, spoken)
    options = pipeline.BuildOptions(tuple(names), tuple(formats), DAY, spoken, look, since=since, public=True)
    plan = from_text(dump(since.after.data))
    assert len(people_of(plan, questionnaire)) > 10
    yield from pipeline.build(plan, questionnaire, options, since.after.data)
    yield from pipeline.tracked(since, questionnaire, options)


@pytest.mark.slow
def test_no_name_is_in_anything_that_is_built(
    questionnaire: Questionnaire, spoken: Language, standard_look: Look
) -> None:
    """Pages, properties, pictures' descriptions, comments, cells, attachments, marks of changes, and file names."""
    names = (*pipeline.DOCUMENTS, pipeline.CHANGES, pipeline.STATUS, pipeline.HANDOVER, pipeline.MINUTES)
    made = list(public(questionnaire, spoken, standard_look, names, WRITERS))
    found = re.compile(f"{FIRST}|{LAST}", re.IGNORECASE)

    assert len(made) > 40
    assert [] == [
        (one.name, hit[0]) for one in made for text in told(one.name, one.data) for hit in [found.search(text)] if hit
    ]


@pytest.mark.slow
def test_positions_stand_where_names_stood(questionnaire: Questionnaire, spoken: Language, standard_look: Look) -> None:
    """Whoever has none is counted."""
    made = public(questionnaire, spoken, standard_look, ("plan",), ("text",))
    plan = next(one.data.decode() for one in made if one.name == "plan.txt")
    somebody = spoken.text("document.somebody")

    assert f"{somebody} 1" in plan
    assert f"{somebody} 2" in plan
