"""The whole questionnaire, typed into an empty plan through the forms, is the plan that was typed from.

And it makes the documents that the same answers make when they are given at a terminal.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from benchmarks.prompts import Copyist, Counted
from planbuilder import example
from planbuilder import language as languages
from planbuilder.figures.review import problems
from planbuilder.interview import entries
from planbuilder.interview.fields import Field, question_field
from planbuilder.interview.rows import field_of
from planbuilder.interview.session import Session
from planbuilder.plan.store import Author, create, open_plan, open_text
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.loading import load
from planbuilder.usecases.building import Wanted, build
from tests.web.conftest import NOW, Browser
from tests.web.test_routes import was

FIRST = (
    "cover.people",
    "benefits_tree.changes",
    "benefits_tree.benefits",
    "action_plan.actions",
)  # others point to them
ID = "8d0d1c1e-0f5a-4c47-9a55-6d1f0a0f0c11"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return begun(tmp_path / "plan")


def begun(folder: Path) -> Path:
    facts = {"language": "da", "title": "x", "price_base": 2026, "first_year": 2027, "horizon": 5}
    create(folder, {**facts, "plan_id": ID, "questionnaire": load().name}, Author("", "", NOW))
    return folder


@pytest.fixture
def folder(empty: Path) -> Path:
    return empty


def model() -> Session:
    opened = open_text(example.text(languages.load("da")), Path("plan.yaml"))
    return Session(opened, load(), languages.load("da"), lambda: Author("Ane Holm", "", datetime(2027, 1, 5)))


def sent(session: Session, field: Field, name: str) -> dict[str, Any]:
    """What somebody who answers as the model does would send from a field; nothing where it is not answered."""
    if not field.given:
        return {}
    if kinds.of(field.question).asked == "line":
        return {name: entries.typed_form(session, field.question, field.now), f"sure.{name}": "1"}
    return {name: list(entries.chosen(field)), f"several.{name}": "1", f"sure.{name}": "1"}


@pytest.mark.slow
def test_the_example_is_typed_into_an_empty_plan_and_is_as_complete(browser: Browser, empty: Path):
    """Every answer is the same, by the same rules as in a terminal, and the check is as clean."""
    session = model()
    typed_in(browser(), session, empty)

    there = Session(open_plan(empty), load(), languages.load("da"), session.author)
    assert differing(session, empty) == {}
    assert [one.code for one in problems(there.answers, "approval") if one.severity == "error"] == [
        one.code for one in problems(session.answers, "approval") if one.severity == "error"
    ]


@pytest.mark.slow
def test_the_documents_are_those_of_the_same_answers_at_a_terminal(browser: Browser, empty: Path, tmp_path: Path):
    """Byte for byte, every document in every format; and nothing is missing for approval."""
    typed_in(browser(), model(), empty)
    spoken = begun(tmp_path / "spoken")
    talked_through(spoken)

    assert errors(empty) == []
    assert made(empty) == made(spoken)


def errors(plan: Path) -> list[str]:
    return [one.code for one in problems(session_of(plan).answers, "approval") if one.severity == "error"]


def made(plan: Path) -> dict[str, str]:
    """The digest of each document of a plan."""
    files = build(plan, NOW.date(), wanted=Wanted(to=plan / "made"))
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in files}


def talked_through(plan: Path) -> None:
    """Hold the dialogue of a terminal, answering what the model says."""
    session, whole = session_of(plan), model()
    face = Copyist(session, whole)
    dialogue = Counted(session, face)
    for part in session.questionnaire.parts:
        dialogue.part(part)
    for id in differing(whole, plan):
        dialogue.question(id)


def session_of(plan: Path) -> Session:
    return Session(open_plan(plan), load(), languages.load("da"), lambda: Author("Ane Holm", "leder", NOW))


def typed_in(client: Any, session: Session, empty: Path) -> None:
    """Answer the whole questionnaire through the forms."""
    questions = sorted(session.questionnaire.questions(), key=lambda one: FIRST.index(one[0]) if one[0] in FIRST else 9)
    for id, question in questions:
        answer(client, session, id, question.is_table)
    for id in differing(session, empty):  # rows that point to rows further down are whole the second time
        if session.question(id).path:
            answer(client, session, id, session.question(id).is_table)


def differing(session: Session, empty: Path) -> dict[str, Any]:
    """The answers that are not the model's; rows that nobody refers to may have other ids."""
    there = Session(open_plan(empty), load(), languages.load("da"), session.author)
    pairs = {id: (said(session, id), said(there, id)) for id, _ in session.questionnaire.questions()}
    return {id: (one, other) for id, (one, other) in pairs.items() if one != other}


def said(session: Session, id: str) -> Any:
    question, value = session.question(id), session.answers.value(id)
    return list(value.values()) if question.is_table and not question.path else value


def answer(client: Any, session: Session, id: str, is_table: bool) -> None:
    """Answer a question as the model does, if it is asked."""
    if is_table:
        table(client, session, id)
    elif form := sent(session, question_field(session, id), "answer"):
        page = client.get(f"/part/{id.partition('.')[0]}").text
        if f'action="/answer/{id}"' in page:
            client.post(f"/answer/{id}", data={"was": was(page, f"/answer/{id}"), **form})


def table(client: Any, session: Session, id: str) -> None:
    """Add and fill in the rows of a table, or fill in those that are there."""
    is_grid = kinds.of(session.question(id)).is_grid
    for row in session.answers.rows(id):
        fields = [field_of(session, id, row, one) for one in session.question(id).columns]
        form = {name: text for one in fields for name, text in sent(session, one, one.column).items()}
        if not form:
            continue
        page = client.get(f"/table/{id}?row={row}").text
        is_there = session.question(id).path and f'id="row-{row}"' in page  # ids of other rows are the plan's own
        if is_grid or is_there:
            reply = client.post(f"/row/{id}/{row}", data={"was": was(page, f"/row/{id}/{row}"), **form})
        else:
            reply = client.post(f"/row/{id}/+", data=form)
        assert reply.status_code in (200, 422)
