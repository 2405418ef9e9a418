"""Who said what is known of each answer and each row; of two answers to one thing, both stand."""

from __future__ import annotations

import pytest

from planbuilder.plan.sayings import asked_at, path_in, place_text, said_again, said_apart, settling, stamped, who_said
from planbuilder.plan.steps import Step
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.nodes import Data, KeyPath, get, put

MINIMAL = "format: planbuilder.plan/1\nplan_id: p\ntitle: T\nprice_base: 2026\nfirst_year: 2026\nhorizon: 3\n"
STRATEGY = "channel_strategy.strategy"
TABLE = "benefits_tree.benefits"
ANE: dict[str, Data] = {"by": "Ane", "role": "chef", "on": "2026-03-01"}
BO: dict[str, Data] = {"by": "Bo", "on": "2026-03-02"}


@pytest.mark.parametrize(
    "path",
    [
        ("title",),
        ("organisation", "name"),
        ("answers", STRATEGY, "value"),
        ("answers", "channel_strategy.users", "rows", "r1", "who"),
        ("answers", "channel_strategy.users", "rows", "r.1", "who"),
        ("benefits_tree", "benefits", "G1", "full_effect", "amount"),
        ("benefits_tree", "benefits", "G.1", "title"),
        ("costs", "K1"),
        ("matrix", "F1", "workflows_rules", "challenge"),
    ],
)
def test_a_place_in_a_file_is_found_again(path: KeyPath) -> None:
    """Ids may hold dots."""
    actual = path_in(place_text(path))

    assert actual == path


@pytest.mark.parametrize("text", ["", "nowhere", "title.more", "said.title", "horizon.no"])
def test_a_place_that_no_plan_has_is_none(text: str) -> None:
    """A slip of whoever writes by hand is seen."""
    actual = path_in(text)

    assert actual is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("title",), [("cover.title", "")]),
        (("answers", STRATEGY, "value"), [(STRATEGY, "")]),
        (("answers", "channel_strategy.users", "rows", "r1", "who"), [("channel_strategy.users", "r1")]),
        (("benefits_tree", "benefits", "G1", "title"), [(TABLE, "G1")]),
        (("benefits_tree", "benefits", "G1", "account"), [("budget_political_goals.harvest", "G1")]),
        (("benefits_tree", "benefits", "G1", "full_effect", "amount"), [("budget_political_goals.effects", "G1")]),
        (("matrix", "F1", "workflows_rules", "challenge"), [("start_meeting.matrix", "F1.workflows_rules")]),
        (("matrix", "F1", "workflows_rules", "action"), [("action_plan.matrix", "F1.workflows_rules")]),
        (("plan_id",), []),
    ],
)
def test_each_place_belongs_to_one_answer(
    questionnaire: Questionnaire, path: KeyPath, expected: list[tuple[str, str]]
) -> None:
    """Of several tables of the same rows, each has its own columns."""
    actual = list(asked_at(path, questionnaire))

    assert actual == expected


def benefits(*rows: str, **note: Data) -> Data:
    """A plan with some benefits and what is noted of them."""
    data: Data = {"benefits_tree": {"benefits": {row: {"title": row} for row in rows}}}
    return put(data, ("answers", TABLE), note) if note else data


def row(key: str) -> Step:
    return Step(("benefits_tree", "benefits", key, "title"), "x", key)


def test_the_only_row_is_the_whole_answer(questionnaire: Questionnaire) -> None:
    """One line for a table that one person has filled in."""
    data = stamped(benefits("G1"), [row("G1")], ANE, questionnaire)

    assert get(data, ("answers", TABLE)) == ANE


def test_a_row_by_the_same_person_adds_nothing(questionnaire: Questionnaire) -> None:
    """All rows of one person stay one line."""
    data = stamped(benefits("G1", "G2", **ANE), [row("G2")], ANE, questionnaire)

    assert get(data, ("answers", TABLE)) == ANE


def test_a_row_by_somebody_else_says_so(questionnaire: Questionnaire) -> None:
    """The other rows stay with whoever said them."""
    data = stamped(benefits("G1", "G2", **ANE), [row("G2")], BO, questionnaire)

    assert get(data, ("answers", TABLE)) == {**ANE, "by_row": {"G2": BO}}
    assert who_said(data, row("G1").path, questionnaire) == ANE
    assert who_said(data, row("G2").path, questionnaire) == BO


def test_a_note_without_a_name_leaves_no_name_on_new_words(questionnaire: Questionnaire) -> None:
    """Nobody is named for what somebody else has written; the other rows keep theirs."""
    data = stamped(benefits("G1", "G2", **ANE), [row("G1")], {"on": "2027-01-01"}, questionnaire)

    assert who_said(data, row("G1").path, questionnaire) == {"on": "2027-01-01"}
    assert who_said(data, row("G2").path, questionnaire) == ANE


def test_both_answers_stand(questionnaire: Questionnaire) -> None:
    """What was there first, with whose it is, and what was said to it."""
    now: Data = {"answers": {STRATEGY: {"value": "a", **ANE}}}
    step = Step(("answers", STRATEGY, "value"), None, "b")

    data = said_apart(now, now, [step], BO, questionnaire)

    said = get(data, ("said", f"answers.{STRATEGY}.value"))
    assert said == {"answers": [{"value": "a", **ANE}, {"value": "b", **BO}]}


def test_an_answer_to_what_is_open_is_one_more(questionnaire: Questionnaire) -> None:
    """Until it is settled, no answer goes for another; afterwards nothing is added."""
    open_: Data = {"title": "a", "said": {"title": {"answers": [{"value": "a"}, {"value": "b"}]}}}
    settled = put(open_, ("said", "title", "settled"), {"by": "Ane"})

    found = [said_again(data, [Step(("title",), "a", "c")], BO) for data in (open_, settled)]

    assert [len(get(data, ("said", "title", "answers"))) for data in found] == [3, 2]  # type: ignore[arg-type]


def test_to_settle_says_who_and_why() -> None:
    """The place holds what was decided."""
    actual = settling("title", ("title",), "b", BO, "Kortere")

    assert actual == {("title",): "b", ("said", "title", "settled"): {**BO, "why": "Kortere"}}


def test_what_is_said_may_be_written_by_hand() -> None:
    """In the form that people write lists in."""
    plan = from_text(
        f"{MINIMAL}said:\n  title:\n    answers:\n    - value: A\n      by: Ane\n    - {{value: B, on: 2026-01-02}}\n"
    )

    said = plan.said["title"]
    assert ([(one.value, one.by) for one in said.answers], said.settled) == ([("A", "Ane"), ("B", "")], None)
