"""Purpose, solution, the tree and its registers."""

from __future__ import annotations

import pytest

from planbuilder.document.model import Note, text_of, walk
from tests.document.blocks.tables import cells
from tests.document.plans import HEAD, SMALL


def test_the_figure_holds_the_tree_as_data(blocks) -> None:
    """Many to many: each benefit with the changes it comes from."""
    _, figure = blocks("tree_figure", SMALL)

    assert {"G1": ("F1", "F2"), "G2": ("F1",)} == {node.id: node.sources for node in figure.data.benefits}
    assert "Flere børn i foreninger." == figure.data.purpose


def test_the_figure_is_told_in_words(blocks) -> None:
    """Whoever cannot see it hears changes, benefits, links and purpose."""
    _, figure = blocks("tree_figure", SMALL)

    assert "G1 Lavere udgift til sagsbehandling (kommer af F1 og F2)" in figure.alt


def test_a_kind_is_told_by_words_too(blocks) -> None:
    """Never by colour alone."""
    _, figure = blocks("tree_figure", SMALL)

    assert "budgetvirksom · Anna Holm" == figure.data.benefits[0].note
    assert ("cashable", "budgetvirksom") in figure.data.legend


def test_registers_mark_their_gaps(blocks) -> None:
    """A benefit without owner shows where the name should stand."""
    (table,) = blocks("benefit_register", SMALL)

    assert "[mangler: Ejer]" == cells(table)[1][4]


def test_changes_stand_with_their_owners(blocks) -> None:
    """Name and position."""
    table, ids = blocks("change_register", SMALL)

    said = "Bogstavet i et nummer viser, hvad det står for: F forandringer, G gevinster og K udgifter."
    assert said == text_of(ids.spans)
    assert ["F1", "Familier søger digitalt", "", "Anna Holm, leder"] == cells(table)[0]


@pytest.mark.parametrize("block", ["purpose", "solution", "tree_figure", "change_register", "benefit_register"])
def test_an_empty_plan_has_gaps(blocks, block: str) -> None:
    """Nothing is left out silently."""
    *_, gap = walk(blocks(block, HEAD))

    assert isinstance(gap, Note)


def test_the_solution_is_named_and_described(blocks) -> None:
    """A solution without description has a gap beneath its name."""
    *_, body = walk(blocks("solution", HEAD + "solution: {name: Fritidspas}\n"))

    assert isinstance(body, Note)
