"""Form fields: where each answer of a plan stands, as the plan has it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planbuilder import example, language, pipeline
from planbuilder.document.fields import cell_field, question_field, shown, shown_cell
from planbuilder.document.material import Material
from planbuilder.document.model import AnswerBlock, Document, FormField, Table, walk
from planbuilder.plan.store import from_text
from tests.conftest import DAY
from tests.document.plans import HEAD, SMALL


def fields_of(document: Document) -> list[FormField]:
    """Every field, in the document's order."""
    cover = [s for _, spans in document.cover.facts for s in spans] if document.cover else []
    found = [span.field for span in cover if span.field]
    for block in walk(document.blocks):
        if isinstance(block, AnswerBlock):
            found.append(block.field)
        spans = [s for row in block.rows for cell in row.cells for s in cell.spans] if isinstance(block, Table) else []
        found += [span.field for span in (*spans, *getattr(block, "spans", ())) if span.field]
    return found


@pytest.fixture
def material(questionnaire, danish) -> Callable[[str], Material]:
    def made(text: str) -> Material:
        return pipeline.material(from_text(text), questionnaire, danish, DAY)

    return made


@pytest.mark.parametrize("code", ["da", "en"])
def test_every_answer_of_the_themes_stands_in_a_field(compose, questionnaire, code: str) -> None:
    """All questions that are answered on their own have one in the full plan, but for what other answers make idle.

    A yes that the rows of a table say is not told, nor is the ground for closing a plan that is open.
    """
    keys = {field.key for field in fields_of(compose(example.text(language.load(code)), "plan", code))}
    asked = [id for id, q in questionnaire.questions() if not q.is_table and not q.path and not q.internal]

    assert len(keys) > 500
    idle = ["channel_strategy.close_channels", "case_presentation.plan_ground"]
    assert [id for id in asked if id not in keys and id.partition(".")[0] != "budget_political_goals"] == idle


@pytest.mark.parametrize("code", ["da", "en"])
def test_a_field_has_the_value_of_the_plan(compose, code: str) -> None:
    """An ISO date, a value instead of its label, a number with a point."""
    by_key = {field.key: field for field in fields_of(compose(example.text(language.load(code)), "plan", code))}
    deadline, status = by_key["action_plan.actions:H1:deadline"], by_key["action_plan.actions:H1:status"]

    assert ("date", "2027-12-01") == (deadline.kind, deadline.value)
    assert ("choice", "decided") == (status.kind, status.value)
    assert "decided" in dict(status.options)


def test_internal_answers_have_no_field(material) -> None:
    """What is kept out of documents is not carried in them either."""
    made = material(SMALL + "answers: {channel_strategy.strategy: {value: Hemmeligt, internal: true}}\n")

    assert question_field(made, "channel_strategy.strategy") is None


@pytest.mark.parametrize(
    ("state", "begins"),
    [("{state: unknown, ask: Jura}", "Åbent spørgsmål:"), ("{}", "Ubesvaret:"), ("{value: ja}", "")],
)
def test_what_is_open_is_remarked(material, state: str, begins: str) -> None:
    """An unknown answer says whom to ask, a missing one what was asked; a given one says nothing."""
    field = question_field(
        material(HEAD + f"answers: {{workflows_rules.best_solution: {state}}}\n"), "workflows_rules.best_solution"
    )

    assert field is not None
    assert field.remark.startswith(begins)
    assert bool(field.remark) == bool(begins)


def test_a_gap_is_a_field_without_a_value(material) -> None:
    """Where an answer is missing, it can be filled in."""
    made = material(SMALL)
    (span,) = shown_cell(made, "benefits_tree.benefits", "G2", "owner", "", "ejer")

    assert span.gap
    assert span.field is not None
    assert "" == span.field.value
    assert () == shown_cell(made, "benefits_tree.benefits", "G2", "owner", "")


def test_the_option_that_is_chosen_is_called_what_is_shown(material) -> None:
    """A reader who picks from the list sees the words of the document there."""
    made = material(SMALL)
    (span,) = shown_cell(made, "benefits_tree.changes", "F1", "owner", "Anna Holm, leder")

    assert span.field is not None
    assert {"P1": "Anna Holm, leder"} == dict(span.field.options)
    assert span.field == shown_cell(made, "benefits_tree.changes", "F1", "owner", "Anna Holm, leder")[0].field


def test_several_values_stand_on_lines_of_their_own(material) -> None:
    """Each line is one value, as the plan writes it."""
    field = cell_field(material(SMALL), "benefits_tree.benefits", "G1", "from")

    assert field is not None
    assert ("many", "F1\nF2") == (field.kind, field.value)


def test_a_single_answer_is_shown_with_its_field(material) -> None:
    """A question that is answered on its own, too."""
    (span,) = shown(material(SMALL), "budget_political_goals.fte_cost", "500.000 kr.")

    assert span.field is not None
    assert ("500.000 kr.", "number", "500000") == (span.text, span.field.kind, span.field.value)
