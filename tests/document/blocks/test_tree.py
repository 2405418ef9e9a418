"""Purpose, solution, the tree and its registers."""

from __future__ import annotations

import pytest

from planbuilder.document.figure_model import Diagram
from planbuilder.document.model import Note, text_of, walk
from planbuilder.drawing.shapes import Text
from planbuilder.drawing.studio import draw
from planbuilder.language import load
from planbuilder.plan.store import from_text
from tests.document.blocks.tables import cells
from tests.document.plans import HEAD, SMALL
from tests.document.sizes import sized


def test_the_figure_holds_the_tree_as_data(blocks) -> None:
    """Many to many: each benefit with the changes it comes from."""
    _, figure = blocks("tree_figure", SMALL)

    assert {"G1": ("F1", "F2"), "G2": ("F1",)} == {node.id: node.sources for node in figure.data.benefits}
    assert "Flere børn i foreninger." == figure.data.purpose


def test_the_figure_is_told_in_words(blocks) -> None:
    """Whoever cannot see it hears changes, benefits, links and purpose."""
    _, figure = blocks("tree_figure", SMALL)

    assert "G1 Lavere udgift til sagsbehandling (kommer af F1 og F2)" in figure.alt


def test_what_there_is_none_of_is_not_told(blocks) -> None:
    """A tree without benefits, or a benefit that comes from nothing, ends no sentence in a dash or a blank."""
    _, bare = blocks("tree_figure", HEAD + "benefits_tree: {changes: {F1: {title: Søge}}}\n")
    _, loose = blocks("tree_figure", HEAD + "benefits_tree: {benefits: {G1: {title: Tid}}, purpose: Flere med.}\n")

    assert bare.alt == "Gevinsttræ. Forandringer: F1 Søge."
    assert loose.alt == "Gevinsttræ. Gevinster: G1 Tid. Formål: Flere med."


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

    said = "Bogstavet i et nummer viser, hvad det står for: F forandringer, G gevinster, K udgifter og P personer."
    assert said == text_of(ids.spans)
    assert ["F1", "Familier søger digitalt", "", "Anna Holm, leder"] == cells(table)[0]


def test_letters_are_told_of_what_the_plan_calls_by_number(blocks) -> None:
    """Measurements are, where several have noted some."""
    noted = """
measurements:
  M1: {indicator: I1, on: 2026-10-01, value: 3}
  M2: {indicator: I1, on: 2026-10-02, value: 4}
answers:
  action_plan.measurements: {state: answered, by_row: {M1: {by: Anna}, M2: {by: Bo}}}
"""
    known, more = (blocks("change_register", SMALL + text)[1] for text in (noted.partition("answers:")[0], noted))

    assert "M målinger" not in text_of(known.spans)
    assert "M målinger" in text_of(more.spans)


@pytest.mark.parametrize("block", ["purpose", "solution", "tree_figure", "change_register", "benefit_register"])
def test_an_empty_plan_has_gaps(blocks, block: str) -> None:
    """Nothing is left out silently."""
    *_, gap = walk(blocks(block, HEAD))

    assert isinstance(gap, Note)


def test_the_solution_is_named_and_described(blocks) -> None:
    """A solution without description has a gap beneath its name."""
    *_, body = walk(blocks("solution", HEAD + "solution: {name: Fritidspas}\n"))

    assert isinstance(body, Note)


def trees(blocks, plan: str) -> list[Diagram]:
    return [one for one in blocks("tree_figure", plan) if isinstance(one, Diagram)]


@pytest.mark.parametrize("size", ["example", "wide", "forty"])
def test_every_change_and_benefit_stands_in_a_tree(blocks, size: str) -> None:
    """Of a large one in several, each with as many as can be read; every link is in one of them."""
    plan = sized(load("da"), size)
    tree, figures = from_text(plan).benefits_tree, trees(blocks, plan)
    links = {(node.id, id) for one in figures for node in one.data.benefits for id in node.sources}

    assert {id for one in figures for id in (node.id for node in one.data.changes)} == set(tree.changes)
    assert {node.id for one in figures for node in one.data.benefits} == set(tree.benefits)
    assert links == {(id, source) for id, one in tree.benefits.items() for source in one.from_}
    assert all(len(part) <= 12 for one in figures for part in (one.data.changes, one.data.benefits))
    assert (len(figures) == 1) == (size == "example")


@pytest.mark.parametrize("size", ["example", "wide", "forty"])
def test_no_word_of_a_tree_is_too_small_to_read(blocks, standard_look, size: str) -> None:
    """Seven points at the least, at the width of a page."""
    drawn = [draw(one, standard_look, 479) for one in trees(blocks, sized(load("da"), size))]

    assert min(item.size for one in drawn for item in one.items if isinstance(item, Text)) >= 7
    assert max(one.height for one in drawn) <= 700


LOST = SMALL.replace(
    "    G2:", "    G3: {title: Længere vej, kind: for_others, from: [F1], owner: P1, is_disbenefit: true}\n    G2:"
)


def test_a_disbenefit_has_a_look_of_its_own_and_is_named_in_the_legend(blocks) -> None:
    """Its colour is that of a loss whatever its kind, and the word stands in its card: never by colour alone."""
    (figure,) = [one for one in blocks("tree_figure", LOST) if hasattr(one, "data")]
    node = next(one for one in figure.data.benefits if one.id == "G3")

    assert (node.tone, node.note.split(" · ")[0]) == ("loss", "ulempe, gevinst for andre")
    assert ("loss", "ulempe") in figure.data.legend


def test_the_register_says_which_is_a_disbenefit(blocks) -> None:
    """In the column of its kind; others are as they were."""
    (table,) = blocks("benefit_register", LOST)

    kinds = {row[0]: row[2] for row in cells(table)}
    assert (kinds["G3"], kinds["G2"]) == ("ulempe, gevinst for andre", "frigjort tid")
