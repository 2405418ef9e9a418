"""What a form says, for any text in it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.datastructures import FormData

from planbuilder.interview.fields import question_field
from planbuilder.web import posted
from tests.web.conftest import visit_to

LEGAL = "workflows_rules.legal_basis"
ONCE = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@ONCE
@given(was=st.text(max_size=40) | st.sampled_from(["[]", "[1,2]", '["x",{"state":1}]', '[{"a":[]},{}]', "null"]))
def test_what_no_form_of_ours_says_it_was_made_against_stands_for_the_plan_as_it_is(folder: Path, was: str):
    session = visit_to(folder).session
    path = session.content_path(LEGAL)

    base, seen = posted.base_of(session, LEGAL, path, was)

    assert (base, seen) == (session.data, posted.get(session.data, path)) or isinstance(base, dict)


@ONCE
@given(text=st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60))
def test_every_text_is_taken_or_refused_with_itself(folder: Path, text: str):
    session = visit_to(folder).session

    for id in (LEGAL, "budget_political_goals.fte_cost", "cover.first_year"):
        seen = posted.base_of(
            session, id, session.content_path(id), posted.was_of(session, id, session.content_path(id))
        )[1]
        found = posted.read(session, [question_field(session, id)], FormData([("answer", text)]), seen)
        assert all((one.why and one.typed == text.strip()) or one.asks for one in found.refused.values())
        assert not (found.values and found.refused)


def test_a_form_that_says_what_it_showed_changes_nothing(folder: Path):
    session = visit_to(folder).session
    for id, question in session.questionnaire.questions():
        if question.is_table or posted.is_chosen(question_field(session, id)):
            continue
        path = session.content_path(id)
        seen = posted.base_of(session, id, path, posted.was_of(session, id, path))[1]
        shown = posted.shown_then(session, question, seen).replace("\n", "\r\n")
        found = posted.read(session, [question_field(session, id)], FormData([("answer", shown)]), seen)
        assert (id, found.values, found.refused) == (id, {}, {})
