"""Rows of a table in words, and what is asked of each, without any face."""

from __future__ import annotations

from planbuilder.interview import rows
from tests.interview.conftest import MakeSession

BENEFITS = "benefits_tree.benefits"
TREE = {"changes": {"F1": {"title": "Digital ansøgning"}}, "benefits": {"G1": {"title": "Færre opkald"}}}


def test_a_row_has_a_name_and_a_line(make_session: MakeSession):
    """Its id with its first column, and all that it says."""
    session = make_session(benefits_tree={**TREE, "benefits": {"G1": {"title": "Færre opkald", "kind": "quality"}}})

    assert rows.called(session, BENEFITS, "G1") == "G1  Færre opkald"
    assert rows.row_line(session, BENEFITS, "G1") == "G1  Færre opkald · kvalitet"


def test_a_field_of_the_matrix_is_called_by_change_and_theme(make_session: MakeSession):
    """Its id is for the file alone."""
    session = make_session(benefits_tree=TREE)
    matrix = next(id for id, one in session.questionnaire.questions() if one.kind == "matrix")

    assert rows.row_name(session, matrix, "F1.channel_strategy").startswith("F1 · ")
    assert not rows.may_add(session, matrix)


def test_what_refers_to_a_row_is_told_as_readers_know_it(make_session: MakeSession):
    """By ids that they see, else by the number of the row: `r2` stands in the file alone."""
    used = {"workflows_rules.workflows": {"rows": {"r7": {"change": "F9"}, "r2": {"change": "F1"}}}}
    session = make_session(benefits_tree={**TREE, "benefits": {"G1": {"title": "A", "from": ["F1"]}}}, answers=used)

    told = rows.used_in(session, "benefits_tree.changes", "F1")

    assert told == "Gevinster: G1; Arbejdsgange, der ændres: række 2"
    assert rows.used_in(session, BENEFITS, "G1") == ""


def test_only_columns_that_can_be_answered_are_asked(make_session: MakeSession):
    """A benefit has nothing to come from as long as there is no change."""
    session = make_session(benefits_tree={"benefits": {"G1": {"title": "A"}}})

    assert "from" not in [one.column for one in rows.fields_of(session, BENEFITS, "G1")]
    assert "from" not in [one.column for one in rows.fields_of(session, BENEFITS)]


def test_a_ready_row_is_offered_until_it_is_there(make_session: MakeSession):
    """Its content is what is added."""
    id = "goals_followup.indicators"
    session = make_session()
    first = rows.ready_options(session, id)[0]

    session.add_row(id, rows.ready_content(session, id, first.value))

    assert first.value not in [one.value for one in rows.ready_options(session, id)]
