"""A kind of question is known in one place: one that is made up here is asked, read, filled in and shown by itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import planbuilder
from planbuilder import codes, language, pipeline
from planbuilder.document.blocks import BLOCKS
from planbuilder.document.model import Table, text_of, walk
from planbuilder.figures.review import problems
from planbuilder.interview.fields import question_field
from planbuilder.interview.filling import fill
from planbuilder.interview.plain import Plain
from planbuilder.interview.questions import Questions
from planbuilder.plan.store import from_text
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.context import Context, InvalidAnswer
from planbuilder.questionnaire.definition import Question, Questionnaire
from planbuilder.questionnaire.kind import Kind
from planbuilder.record import replace
from planbuilder.yamltext.nodes import Data
from tests.conftest import DAY
from tests.document.plans import SMALL
from tests.interview.scripted import new_session, on_disk

PACKAGE = Path(planbuilder.__file__).parent
TRIP, TRIPS = "channel_strategy.trip", "channel_strategy.trips"


def read(question: Question, raw: str, context: Context) -> int:
    """Minutes."""
    if not raw.isdigit():
        raise InvalidAnswer(codes.NOT_A_YEAR, found=raw)
    return int(raw)


def type_in(question: Question, line: str, context: Context) -> Data:
    """`1:30` as 90 minutes."""
    hours, _, minutes = line.partition(":")
    if not (hours.isdigit() and minutes.isdigit()):
        raise InvalidAnswer(codes.NOT_A_YEAR, found=line)
    return 60 * int(hours) + int(minutes)


def show(question: Question, value: int, context: Context) -> str:
    """`1 t 30 min`."""
    return f"{value // 60} t {value % 60} min"


@pytest.fixture
def with_time(questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch) -> Questionnaire:
    """The bundled questionnaire with a kind for lengths of time: one entry, one question and one column of it."""
    entry = Kind(read, type_in, show, field="number", width=3.3, align="end")
    monkeypatch.setitem(kinds.KINDS, "time", entry)  # type: ignore[arg-type]  # the table is a dict, typed as read-only
    texts = {"da": "Hvor lang tid tager turen?", "en": "How long is the trip?"}
    column = Question("takes", "time", {"da": "Tid", "en": "Time"})
    trip, name = Question("trip", "time", texts), Question("name", "text", {"da": "Tur", "en": "Trip"})
    table = Question("trips", "table", {"da": "Ture", "en": "Trips"}, columns=(name, column))
    parts = [
        replace(part, questions=(*part.questions, trip, table)) if part.id == "channel_strategy" else part
        for part in questionnaire.parts
    ]
    return replace(questionnaire, parts=tuple(parts))


def test_it_is_read_from_a_file_of_answers_in_both_forms(with_time: Questionnaire, tmp_path: Path) -> None:
    """As the plan has it, and as people write it."""
    session, file = new_session(tmp_path / "plan", with_time), tmp_path / "answers.yaml"
    file.write_text(f"{TRIP}: '1:30'\n{TRIPS}:\n  - {{name: Skole, takes: 45}}\n", encoding="utf-8")

    fill(session, file)

    assert (session.answers.value(TRIP), [row["takes"] for row in session.answers.rows(TRIPS).values()]) == (90, [45])
    assert on_disk(session.opened.folder, "answers")[TRIP]["value"] == "90"


def test_it_is_asked_in_the_plain_interview(with_time: Questionnaire, tmp_path: Path) -> None:
    """What cannot be read is refused, what was read is told."""
    session, written, lines = new_session(tmp_path / "plan", with_time), [], iter(("lang", "2:05"))
    plain = Plain(language.load("da"), lambda: next(lines), written.append)

    answer = Questions(session, plain).ask(question_field(session, TRIP))

    assert answer == 125
    assert written[0] == "Hvor lang tid tager turen?"
    assert any("lang" in line for line in written[1:])
    assert "2 t 5 min" in written[-1]


def test_it_is_shown_in_a_document(with_time: Questionnaire) -> None:
    """As text where it is answered alone; in a column of its own width, with a form field of its own kind."""
    rows = f"{TRIPS}: {{rows: {{r1: {{name: Skole, takes: 45}}}}}}"
    plan = from_text(f"{SMALL}answers:\n  {TRIP}: {{value: 90}}\n  {rows}\n")
    made = BLOCKS["themes"](pipeline.material(plan, with_time, language.load("da"), DAY))
    found = [one for block in made for one in walk([block])]
    table = next(one for one in found if isinstance(one, Table) and one.id == "channel_strategy_trips")

    assert "1 t 30 min" in [text_of(one.spans) for one in found if hasattr(one, "spans")]
    assert (table.columns[1].width, table.columns[1].align) == (3.3, "end")
    assert text_of(table.rows[0].cells[1].spans) == "0 t 45 min"
    assert table.rows[0].cells[1].spans[0].field.kind == "number"


def test_check_reads_it_too(with_time: Questionnaire, tmp_path: Path) -> None:
    """What does not fit is told with its place in the plan."""
    session = new_session(tmp_path / "plan", with_time, answers={TRIP: {"value": "lang"}})

    found = [(one.code, one.place.path) for one in problems(session.answers, "draft") if TRIP in one.place.path]

    assert found == [("PB038", f"answers.{TRIP}.value")]


def compared(path: Path) -> Iterator[str]:
    """Every name of a kind that a module compares the kind of something with."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare) and getattr(node.left, "attr", "") == "kind":
            texts = [
                one.value for right in node.comparators for one in ast.walk(right) if isinstance(one, ast.Constant)
            ]
            yield from (text for text in texts if text in kinds.KINDS)


@pytest.mark.parametrize("room", ["questionnaire", "plan", "interview", "document", "workbook", "figures", "cli"])
def test_nothing_else_tells_kinds_apart(room: str) -> None:
    """No module asks which kind a question is: it asks the kind for what it wants to know."""
    asked = {path.name: list(compared(path)) for path in (PACKAGE / room).rglob("*.py")}

    assert {name: names for name, names in asked.items() if names} == {}
