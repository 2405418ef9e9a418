"""Answers are typed by their questions, kept when hidden, and counted as what they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planbuilder.plan.answers import Answers, bound_value
from planbuilder.plan.registers import Indicator, Reading
from planbuilder.questionnaire.definition import Condition, Question

AnswersOf = Callable[..., Answers]
CLOSE, TO_CLOSE = "channel_strategy.close_channels", "channel_strategy.channels_to_close"
ROW = {"channel": "Skranke", "closes_on": "2027-01-01"}


def at(id: str, **fields: Any) -> dict[str, Any]:
    """Edits that put an answer's fields."""
    return {f"answers/{id}": fields}


@pytest.mark.parametrize(
    ("id", "raw", "expected"),
    [
        ("channel_strategy.website", " forsiden ", "forsiden"),
        (CLOSE, "true", True),
        (CLOSE, "false", False),
        ("goals_followup.board_use", "board", "board"),
        ("organisation_competences.structure", ["merge", "relocate"], ("merge", "relocate")),
        ("organisation_competences.structure", "merge", ("merge",)),
        ("organisation_competences.structure", None, ()),
        ("goals_followup.board_use", "wall", None),
        (CLOSE, "maybe", None),
        (CLOSE, "", None),
    ],
)
def test_an_answer_is_typed_by_its_question(answers_of: AnswersOf, id: str, raw: Any, expected: Any) -> None:
    """Text of the file becomes a value; what does not fit is none."""
    actual = answers_of(at(id, value=raw)).value(id)

    assert actual == expected


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("cover.title", "Fritidspas"),
        ("cover.organisation", "Nordlund Kommune"),
        ("cover.price_base", 2026),
        ("cover.horizon", 5),
        ("cover.sponsor", ""),
        ("cover.signers", ()),
        ("budget_political_goals.fte_cost", Decimal(500_000)),
        ("budget_political_goals.discount_rates", "dk-2021"),
    ],
)
def test_a_bound_answer_is_the_plan_s_own_value(answers_of: AnswersOf, id: str, expected: Any) -> None:
    """Questions with a path read the registers, not `answers`."""
    actual = answers_of({}).value(id)

    assert actual == expected


def test_rows_of_a_table_are_typed_by_their_columns(answers_of: AnswersOf) -> None:
    """Each row has every column, empty ones None or empty."""
    edits = at("channel_strategy.users", rows={"r2": {"group": "relative", "device": ["mobile", "home_pc"]}, "r1": {}})

    actual = answers_of(edits).rows("channel_strategy.users")

    assert actual == {
        "r2": {"group": "relative", "who": None, "situation": None, "device": ("mobile", "home_pc")},
        "r1": {"group": None, "who": None, "situation": None, "device": ()},
    }
    assert list(actual) == ["r2", "r1"]


def test_rows_of_a_register_are_its_records(answers_of: AnswersOf) -> None:
    """Columns with dots read fields of fields, `from` reads `from_`."""
    answers = answers_of({})

    assert answers.rows("goals_followup.indicators")["I1"]["target.on"] == date(2027, 1, 1)
    assert answers.rows("benefits_tree.benefits")["G1"]["from"] == ("F1",)
    assert answers.rows("budget_political_goals.effects")["G1"]["full_effect.amount"] == Decimal(1000)


def test_the_matrix_has_a_row_for_each_change_and_theme(answers_of: AnswersOf) -> None:
    """Filled in or not: an empty field is a forgotten question."""
    answers = answers_of({"benefits_tree/changes/F2/title": "To", "matrix/F2/goals_followup": {"relevant": False}})

    actual = answers.rows("action_plan.matrix")

    themes = [theme.id for theme in answers.questionnaire.themes]
    assert list(actual) == [f"{change}.{theme}" for change in ("F1", "F2") for theme in themes]
    assert actual["F2.goals_followup"] == {"relevant": False, "challenge": "", "action": "", "reason": ""}
    assert actual["F1.goals_followup"]["relevant"] is None


@pytest.mark.parametrize("rows", ["text", ["x"], None, {"r1": "text"}, {"r1": ["x"]}])
def test_rows_in_a_wrong_form_are_no_rows_with_content(answers_of: AnswersOf, rows: Any) -> None:
    """Nothing is raised; `unreadable` tells of them."""
    actual = answers_of(at("channel_strategy.users", rows=rows)).rows("channel_strategy.users")

    assert not any(value for row in actual.values() for value in row.values())


@pytest.mark.parametrize(("value", "asked"), [("true", True), ("false", False), (None, False), ("nonsense", False)])
def test_a_question_is_asked_when_its_condition_holds(answers_of: AnswersOf, value: Any, asked: bool) -> None:
    """An answer that is missing or unreadable makes the condition false."""
    actual = answers_of(at(CLOSE, value=value)).is_asked(TO_CLOSE)

    assert actual == asked


def test_a_hidden_answer_is_kept_and_inactive(answers_of: AnswersOf) -> None:
    """The rows stay readable, are told as inactive, and come back when they are asked for again."""
    hidden = answers_of(at(CLOSE, value="false") | at(TO_CLOSE, rows={"r1": ROW}))
    shown = answers_of(at(CLOSE, value="true") | at(TO_CLOSE, rows={"r1": ROW}))

    assert (list(hidden.inactive()), list(shown.inactive())) == ([TO_CLOSE], [])
    assert hidden.rows(TO_CLOSE) == shown.rows(TO_CLOSE)


@pytest.mark.parametrize(("relevant", "asked"), [(True, True), (False, False), (None, False)])
def test_a_column_is_asked_by_the_answers_of_its_row(answers_of: AnswersOf, relevant: bool | None, asked: bool) -> None:
    """The challenge is asked for where the theme is relevant."""
    answers = answers_of({"matrix/F1/goals_followup/relevant": relevant})
    column = next(c for c in answers.questionnaire.by_id["action_plan.matrix"].columns if c.id == "challenge")

    actual = answers.column_is_asked(column, answers.rows("action_plan.matrix")["F1.goals_followup"])

    assert actual == asked


BY_YEAR = {"benefits_tree/benefits/G1/full_effect/amounts": {"2028": 100_000}}
PHASED = "budget_political_goals.phasing"


@pytest.mark.parametrize(
    ("edits", "hidden"), [(BY_YEAR, {"start", "profile", "ramp", "ramp_note", "decay", "growth"}), ({}, {"ramp_note"})]
)
def test_a_column_is_asked_by_what_another_table_says_of_its_row(
    answers_of: AnswersOf, edits: dict[str, Any], hidden: set[str]
) -> None:
    """A benefit with amounts by year is asked for no phasing-in, which it cannot have."""
    whole = {"benefits_tree/benefits/G1": {"title": "G"}, **edits}
    answers = answers_of(whole)
    row = answers.rows(PHASED)["G1"]

    columns = answers.questionnaire.by_id[PHASED].columns
    assert hidden == {column.id for column in columns if not answers.column_is_asked(column, row)}
    assert {"full_effect.amounts"} == {"full_effect.amounts", "full_effect.amount"} & set(row)


def test_what_grows_is_not_asked_how_it_wears_off(answers_of: AnswersOf) -> None:
    """A percentage of zero is what stands where nobody has said anything, and hides nothing."""
    grows = answers_of({"benefits_tree/benefits/G1": {"title": "G", "growth": 2}})
    row = grows.rows(PHASED)["G1"]

    asked = {one.id for one in grows.questionnaire.by_id[PHASED].columns if grows.column_is_asked(one, row)}
    assert {"growth"} == {"growth", "decay"} & asked


def test_a_column_can_be_asked_by_an_answer_of_the_plan(answers_of: AnswersOf) -> None:
    """And one that is not asked itself calls up nothing."""
    column = Question("c", "text", {}, when=Condition(TO_CLOSE, answered=True))
    rows = at(TO_CLOSE, rows={"r1": ROW})

    for edits, asked in (({}, False), (at(CLOSE, value="true") | rows, True), (at(CLOSE, value="false") | rows, False)):
        assert answers_of(edits).column_is_asked(column, {}) == asked


def test_what_a_row_s_own_table_may_still_say_is_open(answers_of: AnswersOf) -> None:
    """An empty form leaves out what cannot be asked whatever is entered in it, and nothing else."""
    columns = {column.id: column for column in answers_of({}).questionnaire.by_id[PHASED].columns}

    def may_be(edits: dict[str, Any]) -> set[str]:
        answers = answers_of({"benefits_tree/benefits/G1": {"title": "G"}, **edits})
        row = answers.rows(PHASED)["G1"]
        return {id for id, column in columns.items() if answers.column_may_be_asked(PHASED, column, row)}

    assert set(columns) == may_be({}) == may_be({"benefits_tree/benefits/G1/ramp": [50, 100]})
    assert set(columns) - {"start", "profile", "ramp", "decay", "growth"} == may_be(BY_YEAR)


@pytest.mark.parametrize(
    ("id", "edits", "expected"),
    [
        ("channel_strategy.website", {}, "unanswered"),
        ("channel_strategy.website", at("channel_strategy.website", value="x"), "answered"),
        ("channel_strategy.website", at("channel_strategy.website", value=" "), "unanswered"),
        ("channel_strategy.website", at("channel_strategy.website", value="", by="Ane"), "unanswered"),
        ("channel_strategy.website", at("channel_strategy.website", state="unknown"), "unknown"),
        ("channel_strategy.website", at("channel_strategy.website", state="not_applicable"), "not_applicable"),
        ("channel_strategy.website", at("channel_strategy.website", value="x", state="unknown"), "unknown"),
        (CLOSE, at(CLOSE, value="false"), "answered"),
        (CLOSE, at(CLOSE, value="maybe"), "unanswered"),
        ("channel_strategy.users", at("channel_strategy.users", rows={}), "unanswered"),
        ("channel_strategy.users", at("channel_strategy.users", rows={"r1": {}}), "answered"),
        ("organisation_competences.structure", at("organisation_competences.structure", value=[]), "unanswered"),
        ("cover.title", {}, "answered"),
        ("cover.sponsor", {}, "unanswered"),
        ("cover.sponsor", at("cover.sponsor", state="unknown"), "unknown"),
        ("benefits_tree.benefits", {}, "answered"),
        ("benefits_tree.benefits", {"benefits_tree/benefits": None}, "unanswered"),
        ("budget_political_goals.effects", {}, "answered"),
        ("budget_political_goals.effects", {"benefits_tree/benefits/G1/full_effect": None}, "unanswered"),
        ("budget_political_goals.effects", {"benefits_tree/benefits/G1/full_effect": {"fte": 1}}, "answered"),
        ("action_plan.matrix", {}, "unanswered"),
        ("start_meeting.matrix", {"matrix/F1/goals_followup/relevant": True}, "answered"),
        ("action_plan.matrix", {"matrix/F1/goals_followup/relevant": True}, "unanswered"),
        ("action_plan.matrix", {"matrix/F1/goals_followup": {"relevant": True, "action": "H1"}}, "answered"),
        ("action_plan.matrix", {"matrix/F1/goals_followup/relevant": False}, "answered"),
    ],
)
def test_the_state_of_an_answer(answers_of: AnswersOf, id: str, edits: dict[str, Any], expected: str) -> None:
    """Answered, unknown, not applicable or unanswered: a note counts before the content."""
    actual = answers_of(edits).state(id)

    assert actual == expected


def test_progress_counts_only_what_is_asked(answers_of: AnswersOf) -> None:
    """Settled are answered and not applicable; unknown is counted for itself; hidden questions do not count."""
    edits = at(CLOSE, value="true") | at("channel_strategy.website", state="unknown")
    edits |= at("channel_strategy.promotion", state="not_applicable", why="x")
    before, after = answers_of({}), answers_of(edits)
    part = before.questionnaire.part("channel_strategy")

    empty, some = before.progress(part), after.progress(part)

    assert (empty.settled, empty.unknown, empty.asked) == (0, 0, len(part.questions) - 1)
    assert (some.settled, some.unknown, some.asked) == (2, 1, len(part.questions))


@pytest.mark.parametrize(
    ("id", "edits", "danish", "english"),
    [
        (CLOSE, at(CLOSE, value="true"), "ja", "yes"),
        ("goals_followup.frequency", at("goals_followup.frequency", value="weekly"), "hver uge", "every week"),
        ("cover.signers", {"signers": ["P1", "P2", "P9"]}, "Ane Holm, Bo Dam, P9", "Ane Holm, Bo Dam, P9"),
        ("budget_political_goals.fte_cost", {}, "500.000 kr. pr. årsværk", "DKK\u00a0500,000 per FTE"),
        ("cover.price_base", {}, "2026", "2026"),
        ("channel_strategy.website", {}, "", ""),
        (
            "organisation_competences.structure",
            at("organisation_competences.structure", value=["merge", "none"]),
            "sammenlægning, ingen ændring",
            "merge, no change",
        ),
    ],
)
def test_an_answer_is_shown_in_words(
    answers_of: AnswersOf, id: str, edits: dict[str, Any], danish: str, english: str
) -> None:
    """Labels, names and units, in the language of the answers."""
    actual = tuple(answers_of(edits, language).show(id) for language in ("da", "en"))

    assert actual == (danish, english)


def test_unreadable_answers_are_told_with_their_paths(answers_of: AnswersOf) -> None:
    """Wrong values, wrong cells and answers nobody asks for; sound ones and open ones are not."""
    edits = (
        at("goals_followup.board_use", value="wall")
        | at(CLOSE, state="unknown")
        | at("nobody.asks", value="x")
        | at("channel_strategy.users", rows={"r1": {"group": "applicant", "device": ["moon"]}})
    )

    actual = {(one.code, one.place.path, one.severity) for one in answers_of(edits).unreadable()}

    assert actual == {
        ("PB032", "answers.goals_followup.board_use.value", "error"),
        ("PB120", "answers.nobody.asks", "warning"),
        ("PB032", "answers.channel_strategy.users.rows.r1.device", "error"),
    }


def test_a_column_nobody_asks_for_is_told(answers_of: AnswersOf) -> None:
    """A misspelt column of a row is warned about like a misspelt key anywhere else."""
    answers = answers_of(at("channel_strategy.users", rows={"r1": {"group": "applicant", "situatoin": "x"}}))

    actual = [(one.place.path, one.severity) for one in answers.unreadable()]

    assert actual == [("answers.channel_strategy.users.rows.r1.situatoin", "warning")]


@pytest.mark.parametrize(
    ("path", "expected"),
    [("target.value", Decimal(5)), ("target.on", None), ("nothing", None), ("target.value.deeper", None)],
)
def test_a_bound_path_leads_through_records_or_to_nothing(path: str, expected: Any) -> None:
    """A path that leads nowhere gives None."""
    actual = bound_value(Indicator(target=Reading(Decimal(5))), path)

    assert actual == expected


def test_a_question_nobody_knows_is_a_bug_of_ours(answers_of: AnswersOf) -> None:
    """Unknown ids raise KeyError; a note for one is empty."""
    answers = answers_of({})

    with pytest.raises(KeyError):
        answers.value("no.such")

    assert answers.note("no.such").value is None


def test_a_question_that_stands_aside_counts_only_once_it_is_answered(answers_of: AnswersOf) -> None:
    """Nobody is led to it; whoever has answered it sees it counted."""
    id, path = "budget_political_goals.simulate", {"economy/simulation": {"draws": 2000}}
    without, with_it = (answers_of(edits) for edits in ({}, path))
    part = without.questionnaire.part("budget_political_goals")

    assert (True, False, True) == (without.is_asked(id), without.counts(id), with_it.counts(id))
    assert without.progress(part).asked + 1 == with_it.progress(part).asked
