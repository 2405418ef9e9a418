"""The whole questionnaire, typed into an empty plan through the forms, is the plan that was typed from."""

from __future__ import annotations

import io
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from benchmarks import prompts
from planbuilder import example, pipeline
from planbuilder import language as languages
from planbuilder.figures.review import problems
from planbuilder.interview import entries
from planbuilder.interview.fields import Field, question_field
from planbuilder.interview.rows import field_of
from planbuilder.interview.session import Session
from planbuilder.plan.store import PLAN, Author, OpenPlan, create, open_plan, open_text
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.loading import load
from planbuilder.usecases.building import Wanted, build
from planbuilder.web.addresses import path_of
from planbuilder.yamltext.nodes import get
from tests.web.conftest import NOW, Browser
from tests.web.test_routes import was

# Others point to them.
FIRST = (
    "cover.people",
    "benefits_tree.changes",
    "benefits_tree.benefits",
    "action_plan.actions",
)  # others point to them


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    facts = {"language": "da", "title": "x", "price_base": 2026, "first_year": 2027, "horizon": 5}
    create(tmp_path / "plan", {**facts, "questionnaire": load().name}, Author("", "", datetime(2027, 1, 5)))
    return tmp_path / "plan"


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
def test_the_example_is_typed_into_an_empty_plan_and_is_as_complete(browser: Browser, empty: Path, tmp_path: Path):
    """Every answer is the same as in a terminal, the check is as clean, and the documents are the same."""
    client, session = browser(), model()
    questions = sorted(session.questionnaire.questions(), key=lambda one: FIRST.index(one[0]) if one[0] in FIRST else 9)
    for id, question in questions:
        answer(client, session, id, question.is_table)
    for id in differing(session, empty):  # rows that point to rows further down are whole the second time
        if session.question(id).path:
            answer(client, session, id, session.question(id).is_table)

    there = Session(open_plan(empty), load(), languages.load("da"), session.author)
    assert differing(session, empty) == {}
    assert [one.code for one in problems(there.answers, "approval") if one.severity == "error"] == [
        one.code for one in problems(session.answers, "approval") if one.severity == "error"
    ]
    at_a_terminal(open_plan(empty), tmp_path / "there")
    assert differences(empty, tmp_path / "there") == []


def differences(one: Path, other: Path) -> list[str]:
    """The documents of two plans that differ, by name: in any byte, of a PDF in what its pages show.

    A PDF carries the plan's file, whose keys stand in the order in which they were answered.
    """
    ours, theirs = built(one), built(other)
    assert {*ours} == {*theirs}
    assert len(ours) > len(pipeline.DOCUMENTS)
    return [name for name in ours if shown(name, ours[name]) != shown(name, theirs[name])]


def shown(name: str, data: bytes) -> object:
    if not name.endswith(".pdf"):
        return data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [page.Contents.read_bytes() for page in pdf.pages]


def at_a_terminal(opened: OpenPlan, folder: Path) -> None:
    """Hold the interview for a new plan of the same id, and answer as a plan has it."""
    words = languages.load("da")
    target = Session(opened, load(), words, lambda: Author("Ane Holm", "leder", NOW))
    create(folder, {name: get(target.data, (name,)) for name in (*prompts.FACTS, "questionnaire")}, target.author())
    path = folder / PLAN
    ids = [re.search(r"^plan_id: .*$", text, re.MULTILINE)[0] for text in (opened.source.text, path.read_text("utf-8"))]
    path.write_text(path.read_text("utf-8").replace(ids[1], ids[0]), encoding="utf-8")
    session = Session(open_plan(folder), target.questionnaire, words, target.author)
    dialogue = prompts.Counted(session, prompts.Copyist(session, target))
    for part in target.questionnaire.parts:
        dialogue.part(part)
    for id in prompts.differing(session, target):
        dialogue.question(id)
    assert prompts.differing(session, target) == []


def built(folder: Path) -> dict[str, bytes]:
    """What is built of a plan, by name."""
    paths = build(folder, NOW.date(), languages.load("da"), Wanted(formats=("docx", "pdf", "html", "xlsx")))
    return {path.name: path.read_bytes() for path in paths}


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
        part = session.questionnaire.part_of(id)
        section = part.section_of(id)
        page = client.get(f"/{path_of(part, section.id if section else '')}").text
        if f'action="/answer/{id}"' in page:
            client.post(f"/answer/{id}", data={"was": was(page, f"/answer/{id}"), **form})


def table(client: Any, session: Session, id: str) -> None:
    """Add and fill in the rows of a table, or fill in those that are there; the page is seen again after the last."""
    is_grid = kinds.of(session.question(id)).is_grid
    last = [*session.answers.rows(id)][-1:]
    for row in session.answers.rows(id):
        fields = [field_of(session, id, row, one) for one in session.question(id).columns]
        form = {name: text for one in fields for name, text in sent(session, one, one.column).items()}
        if not form:
            continue
        page = client.get(f"/table/{id}?row={row}").text
        is_there = session.question(id).path and f'id="row-{row}"' in page  # ids of other rows are the plan's own
        if is_grid or is_there:
            place, form = f"/row/{id}/{row}", {"was": was(page, f"/row/{id}/{row}"), **form}
        else:
            place = f"/row/{id}/+"
        reply = client.post(place, data=form, follow_redirects=[row] == last)
        assert reply.status_code in (200, 303, 422)
