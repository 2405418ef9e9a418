"""What is saved again as it is changes nothing: no line of the journal, no byte of the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder import example, language
from planbuilder.interview.filling import fill
from planbuilder.interview.session import Session
from planbuilder.plan.store import PLAN
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.yamltext.nodes import get
from tests.interview.scripted import reopened

WHOLE = load()
SINGLE = [id for id, question in WHOLE.questions() if not question.is_table]
TABLES = [id for id, question in WHOLE.questions() if question.is_table]


@pytest.fixture
def full(folder: Path, questionnaire: Questionnaire) -> Session:
    """A session on the example."""
    folder.mkdir()
    (folder / PLAN).write_text(example.text(language.load("da")), encoding="utf-8")
    return reopened(folder, questionnaire)


def lying(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name.startswith(("plan", "journal"))}


@pytest.mark.parametrize("id", SINGLE)
def test_an_answer_that_is_given_again_changes_nothing(full: Session, folder: Path, id: str):
    """Every question, by the value that the file holds; and where there is none, none is taken away."""
    before, value = lying(folder), get(full.data, full.answer_path(id))

    if value is not None or id not in full.opened.plan.answers:  # a note alone says that what holds by itself was meant
        full.record(id, value)

    assert lying(folder) == before


@pytest.mark.parametrize("id", TABLES)
def test_a_table_that_is_filled_in_again_as_it_is_changes_nothing(full: Session, folder: Path, tmp_path: Path, id: str):
    """Every cell of its first row; moving a row beyond the end; an empty list of new rows."""
    before, rows = lying(folder), full.rows(id)
    for row in list(full.answers.rows(id))[:1]:
        for column in full.question(id).columns:
            value = get(full.data, full.cell_path(id, row, column.id))
            if value is not None:
                full.set_cell(id, row, column.id, value)
    if len(rows) > 1 and "matrix" not in id:
        full.move_row(id, next(iter(rows)), -1)
    (tmp_path / "svar.yaml").write_text(f"{id}: [{{}}, ]\n", encoding="utf-8")
    filled = fill(full, tmp_path / "svar.yaml")

    assert (filled.count, lying(folder)) == (0, before)
