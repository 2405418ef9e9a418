"""Answers that differ are shown side by side, and settled by somebody who says why."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from planbuilder.errors import UsageWrong
from planbuilder.interview.session import Session
from planbuilder.interview.settling import named, open_disagreements, settle
from planbuilder.plan.store import Author
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.nodes import Data
from tests.interview.conftest import MakeSession
from tests.interview.scripted import KIM, on_disk, reopened, talk

STRATEGY = "channel_strategy.strategy"
PLACE = f"answers.{STRATEGY}.value"
TITLE = "benefits_tree.changes.F1.title"
ANE: dict[str, Data] = {"by": "Ane Holm", "role": "Leder", "on": "2027-01-05"}


@pytest.fixture
def disputed(make_session: MakeSession) -> Session:
    """A plan in which a question and a cell have been answered by two."""
    return make_session(
        benefits_tree={"changes": {"F1": {"title": "Digitalt"}}},
        answers={STRATEGY: {"value": "A", **ANE}},
        said={
            PLACE: {"answers": [{"value": "A", **ANE}, {"value": "B", "by": "Bo Dam"}]},
            TITLE: {"answers": [{"value": "På papir", "by": "Bo Dam"}]},
        },
    )


def test_the_answer_that_holds_is_first(disputed: Session) -> None:
    """Also where only the other one has been noted."""
    found = open_disagreements(disputed)

    assert [(one.place, one.shown) for one in found] == [(PLACE, ("A", "B")), (TITLE, ("Digitalt", "På papir"))]
    assert found[0].line(disputed.language, 1) == "A – Ane Holm, Leder, 05.01.2027 (gælder nu)"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("", [PLACE, TITLE]), ("2", [TITLE]), (STRATEGY, [PLACE]), (TITLE, [TITLE]), ("forandringer", [TITLE])],
)
def test_a_disagreement_is_named_by_place_question_or_number(
    disputed: Session, wanted: str, expected: list[str]
) -> None:
    """As people see it, or as the file has it."""
    actual = [one.place for one in named(disputed, wanted)]

    assert actual == expected


def test_a_disagreement_that_is_none_is_refused(disputed: Session) -> None:
    """With those there are."""
    with pytest.raises(UsageWrong) as raised:
        named(disputed, "nowhere")

    assert raised.value.problems[0].code == "PB356"


def test_a_choice_holds_and_says_whose_it_is(disputed: Session, folder: Path) -> None:
    """The answer is its author's; who decided, and why, is beside it."""
    settle(disputed, named(disputed, STRATEGY)[0], choice=2, why="Kortere")

    assert on_disk(folder, "answers", STRATEGY) == {"value": "B", "by": "Bo Dam"}
    assert on_disk(folder, "said", PLACE, "settled") == {
        "by": KIM.name, "role": KIM.role, "on": "2026-11-23", "why": "Kortere",
    }  # fmt: skip
    assert [one.place for one in open_disagreements(disputed)] == [TITLE]


def test_a_third_wording_is_that_of_who_settles(disputed: Session, folder: Path) -> None:
    """Both others stay to be read."""
    settle(disputed, named(disputed, STRATEGY)[0], text="C")

    held = on_disk(folder, "answers", STRATEGY)
    assert (held["value"], held["by"], len(on_disk(folder, "said", PLACE, "answers"))) == ("C", KIM.name, 2)


@pytest.mark.parametrize("choice", [0, 3])
def test_a_number_that_no_answer_has_is_refused(disputed: Session, choice: int) -> None:
    """Nothing is settled."""
    with pytest.raises(UsageWrong) as raised:
        settle(disputed, named(disputed, STRATEGY)[0], choice=choice)

    assert (raised.value.problems[0].code, len(open_disagreements(disputed))) == ("PB357", 2)


def test_the_review_has_them_on_top(disputed: Session, folder: Path) -> None:
    """And settles them there."""
    asker = talk(disputed, "?review", f"?differing.{PLACE}", "2", "Kortere", "?stop", "?stop")

    labels = [option.label for option in asker.asked[1].options][:2]  # type: ignore[union-attr]
    assert labels == [
        "Uafgjort: Kanalstrategien og løsningen",
        "Uafgjort: Forandringer – F1 Digitalt – Forandring",
    ]
    assert (on_disk(folder, "answers", STRATEGY, "value"), on_disk(folder, "said", PLACE, "settled", "why")) == (
        "B", "Kortere",
    )  # fmt: skip


def test_an_answer_to_what_is_settled_opens_it_again(
    disputed: Session, folder: Path, questionnaire: Questionnaire
) -> None:
    """Somebody who had not seen the decision is heard too."""
    late = reopened(folder, questionnaire, author=Author("Cy", "", datetime(2027, 2, 1)))
    settle(disputed, named(disputed, STRATEGY)[0], choice=2)

    late.record(STRATEGY, "D")

    said = on_disk(folder, "said", PLACE)
    assert ([one["value"] for one in said["answers"]], "settled" in said) == (["A", "B", "D"], False)


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 1)])
def test_what_two_settle_otherwise_at_the_same_time_is_open_again(
    disputed: Session, folder: Path, questionnaire: Questionnaire, first: int, second: int
) -> None:
    """Neither decision goes for the other, and who came last is told."""
    late = reopened(folder, questionnaire, author=Author("Cy", "Chef", datetime(2027, 2, 1)))
    found = named(late, STRATEGY)[0]
    assert settle(disputed, named(disputed, STRATEGY)[0], choice=first, why="Sådan")

    is_settled = settle(late, found, choice=second)

    said = on_disk(folder, "said")
    assert (is_settled, on_disk(folder, "answers", STRATEGY, "value")) == (False, "AB"[first - 1])
    assert ("settled" in said[PLACE], list(said)) == (False, [PLACE, TITLE])


def test_two_who_settle_alike_have_settled(disputed: Session, folder: Path, questionnaire: Questionnaire) -> None:
    """The first decision is the one that is in the plan, whole."""
    late = reopened(folder, questionnaire, author=Author("Cy", "Chef", datetime(2027, 2, 1)))
    found = named(late, STRATEGY)[0]
    settle(disputed, named(disputed, STRATEGY)[0], choice=2, why="Sådan")
    decided = on_disk(folder, "said", PLACE, "settled")

    is_settled = settle(late, found, choice=2)

    assert (is_settled, on_disk(folder, "said", PLACE, "settled")) == (True, decided)


def test_what_was_said_as_internal_is_internal_when_it_is_settled_on(make_session: MakeSession, folder: Path) -> None:
    """Nobody makes it known by deciding."""
    said = {PLACE: {"answers": [{"by": "Ane"}, {"value": "Fortroligt", "by": "Bo", "internal": True}]}}
    held = make_session(said=said)

    settle(held, named(held, STRATEGY)[0], choice=2)

    assert on_disk(folder, "answers", STRATEGY, "internal") == "true"
