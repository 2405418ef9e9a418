"""The simulation in documents: where a plan asks for it, and nowhere else."""

from __future__ import annotations

import pytest

from planbuilder import pipeline
from planbuilder.document.model import Table, text_of
from planbuilder.figures.case import simulated
from planbuilder.language import load
from planbuilder.plan.store import from_text
from planbuilder.questionnaire import loading
from tests.conftest import DAY
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL

DA = load("da")
RANGED = SMALL.replace("{amount: 600000}", "{amount: 600000}, range: {low: 300000, high: 700000}")
ASKED = RANGED.replace("economy: {", "economy: {simulation: {draws: 2000, seed: 4, correlation: high}, ")


def test_a_plan_that_asks_for_none_has_none(blocks) -> None:
    """Not even its heading."""
    assert () == blocks("simulation", RANGED)


def test_it_tells_what_was_drawn_and_what_came_of_it(blocks) -> None:
    """Draws, seed and correlation as the plan has them; percentiles, losses, width, and what the spread comes from."""
    title, said, table = blocks("simulation", ASKED)
    text, drawn = text_of(said.spans), simulated(from_text(ASKED))
    assert drawn is not None

    assert "Simulering" == text_of(title.spans)
    assert text.startswith("Simulering: 2.000 trækninger, startværdi 4, poster med spænd: 1 (")
    assert "Der er regnet med høj samvariation." in text
    assert f"negativ nettonutidsværdi: {drawn.below} af 2.000" in text
    assert "Ikke trukket: poster uden spænd (2)" in text
    assert isinstance(table, Table)
    assert len([one for one in drawn.contributions if one.part]) == len(cells(table))


def test_without_ranges_it_says_that_nothing_was_drawn(blocks) -> None:
    """No share is told of what nobody has estimated."""
    _, said = blocks("simulation", SMALL.replace("economy: {", "economy: {simulation: {draws: 2000}, "))

    assert text_of(said.spans).startswith("Der er ikke simuleret.")


@pytest.mark.parametrize("name", ["summary", "board"])
def test_it_is_no_headline(name: str) -> None:
    """The summary and the board say nothing of it."""
    m = pipeline.material(from_text(ASKED), loading.load(), DA, DAY)

    assert "trækninger" not in repr(pipeline.document(m, name))


@pytest.mark.parametrize("name", ["plan", "proposal", "committee", "committee-aarhus", "committee-odense"])
def test_documents_that_a_decision_rests_on_have_it(name: str) -> None:
    """The same twice over: the seed is part of the plan."""
    one, other = (
        repr(pipeline.document(pipeline.material(from_text(ASKED), loading.load(), DA, DAY), name)) for _ in range(2)
    )

    assert "2.000 trækninger, startværdi 4" in one
    assert one == other
