"""A person or an answer is taken out of plan and journal, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.errors import UsageWrong
from planbuilder.plan.answers import Answers
from planbuilder.plan.erasure import ERASED, answer, edits, person, scrub
from planbuilder.plan.journal import JOURNAL, UNSAVED, WORDS, journal
from planbuilder.plan.store import Author, OpenPlan, create, noted, open_plan

STRATEGY, SECRET, GONE = "channel_strategy.strategy", "Hemmelig plan", "(slettet)"


@pytest.fixture
def opened(tmp_path: Path, facts, author: Author) -> OpenPlan:
    """A plan whose journal tells of Bo Dam and of an answer: changed twice, internal at the end."""
    plan = create(tmp_path, facts, author)
    plan = plan.with_changes({("decisions", "B1"): {"body": "Udvalg", "decision": "Bo Dam følger op"}}, author)
    for note in ({"value": SECRET, "by": "Bo Dam"}, {"value": f"{SECRET} igen", "internal": True}):
        plan = plan.with_changes({("answers", STRATEGY): note}, author)
    return plan.with_changes({("title",): "Ny"}, Author("Bo Dam", "", author.at))


def told(folder: Path) -> str:
    return "".join((folder / name).read_text(encoding="utf-8") for name in (JOURNAL, WORDS) if (folder / name).exists())


def test_a_person_is_taken_out_of_every_text_and_line(opened: OpenPlan, questionnaire, danish, author: Author) -> None:
    """Also where others wrote the name, and where the person made a change; ids and what points to them stay."""
    subject = person(opened, "Bo Dam", GONE)
    after = opened.with_changes(edits(subject, opened, Answers(opened.plan, questionnaire, danish)), author)
    scrub(opened.folder, subject)

    assert "Bo Dam" not in after.source.text + told(opened.folder)
    assert ("P2", GONE) == (after.plan.benefits_tree.benefits["G1"].owner, after.plan.person("P2"))
    assert f"{GONE} følger op" == after.plan.decisions["B1"].decision
    assert SECRET in told(opened.folder)


def test_an_answer_is_taken_out_with_what_it_was_before(
    opened: OpenPlan, questionnaire, danish, author: Author
) -> None:
    """Its digests have nothing left to be of; every other line is as it was."""
    subject = answer(Answers(opened.plan, questionnaire, danish), STRATEGY, GONE)
    others = [line for line in journal(opened.folder) if line["key"] != ["answers", STRATEGY]]
    after = opened.with_changes(edits(subject, opened, Answers(opened.plan, questionnaire, danish)), author)
    scrub(opened.folder, subject)

    assert STRATEGY not in after.plan.answers
    assert SECRET not in after.source.text + told(opened.folder)
    assert others == [line for line in journal(opened.folder) if line["key"] != ["answers", STRATEGY]]


def test_of_an_answer_that_is_bound_the_numbers_stay(
    tmp_path: Path, facts, questionnaire, danish, author: Author
) -> None:
    """Figures are computed from them."""
    opened = create(tmp_path, {**facts, "risks": {"R1": {"title": SECRET, "consequence": 7}}}, author)
    answers = Answers(opened.plan, questionnaire, danish)
    wanted = edits(answer(answers, "budget_political_goals.risks", GONE), opened, answers)
    risk = opened.with_changes(wanted, author).plan.risks["R1"]

    assert (GONE, 7) == (risk.title, risk.consequence)


def test_who_is_gone_cannot_go_again(opened: OpenPlan, questionnaire, danish, author: Author) -> None:
    """Nor a question that nobody asks."""
    subject = person(opened, "P2", GONE)
    answers = Answers(opened.plan, questionnaire, danish)
    after = opened.with_changes(edits(subject, opened, answers), author)

    assert "Bo Dam" == person(after, "P2", GONE).name  # it was interrupted, and the journal still has the name
    scrub(opened.folder, subject)
    noted(after, author, ERASED, "P2")

    with pytest.raises(UsageWrong, match="PB188"):
        person(after, "P2", GONE)
    with pytest.raises(UsageWrong, match="PB189"):
        answer(answers, "channel_strategy.strateg", GONE)


def test_nothing_is_told_where_it_is_not(opened: OpenPlan) -> None:
    """Of somebody else, or at another place of the plan."""
    subject = person(opened, "Bo Dam", GONE)

    assert subject.is_in({"a": ["x", {"b": "til Bo Dam"}]})
    assert not subject.is_in({"a": "Ane Holm", "n": "5", "none": None})


def test_a_plan_without_a_journal_has_nothing_to_scrub(tmp_path: Path, facts, author: Author) -> None:
    """And none is made."""
    create(tmp_path, facts, author)
    (tmp_path / JOURNAL).unlink()
    scrub(tmp_path, person(open_plan(tmp_path), "Bo Dam", GONE))

    assert not (tmp_path / JOURNAL).exists()


def test_what_people_have_said_otherwise_is_erased_too(
    tmp_path: Path, facts, questionnaire, danish, author: Author
) -> None:
    """An answer with all that was said to it, a person wherever they said something, and what could not be saved."""
    place = f"answers.{STRATEGY}.value"
    said = [{"value": SECRET, "by": "Bo Dam"}, {"value": "Andet"}]
    first = create(tmp_path, facts, author).with_changes({("said", "title", "answers"): [{"value": "x"}]}, author)
    opened = first.with_changes({("said", place, "answers"): said, ("said", "title", "answers"): said[:1]}, author)
    (tmp_path / UNSAVED).write_text(
        f'{{"places": [[["answers", "{STRATEGY}", "value"], null, "{SECRET}"]]}}\n', "utf-8"
    )

    answers = Answers(opened.plan, questionnaire, danish)
    subject = answer(answers, STRATEGY, GONE)
    after = opened.with_changes(edits(subject, opened, answers), author, told=subject.without)
    scrub(tmp_path, subject)
    whom = person(after, "Bo Dam", GONE)
    last = after.with_changes(edits(whom, after, Answers(after.plan, questionnaire, danish)), author, told=whom.without)
    scrub(tmp_path, whom)

    assert (place in after.plan.said, SECRET in (tmp_path / UNSAVED).read_text("utf-8")) == (False, False)
    assert (last.plan.said["title"].answers[0].by, "Bo Dam" in last.source.text + told(tmp_path)) == (GONE, False)


def test_an_answer_is_erased_where_only_the_journal_has_what_was_said_to_it(
    tmp_path: Path, facts, questionnaire, danish, author: Author
) -> None:
    """Somebody has taken the disagreement out of the plan."""
    place = f"answers.{STRATEGY}.value"
    first = create(tmp_path, facts, author)
    said = first.with_changes({("said", place, "answers"): [{"value": SECRET}, {"value": "Andet"}]}, author)
    opened = said.with_changes({("said", place): None}, author)
    before = told(tmp_path)

    subject = answer(Answers(opened.plan, questionnaire, danish), STRATEGY, GONE)
    scrub(tmp_path, subject)

    assert (SECRET in before, SECRET in told(tmp_path)) == (True, False)


def test_nobody_answers_by_erasing(tmp_path: Path, facts, questionnaire, danish, author: Author) -> None:
    """What is open has no answer more than before."""
    data = {
        ("title",): "Ifølge Bo Dam",
        ("said", "title", "answers"): [{"value": "x"}],
    }
    opened = create(tmp_path, facts, author).with_changes(data, author)

    whom = person(opened, "Bo Dam", GONE)
    after = opened.with_changes(edits(whom, opened, Answers(opened.plan, questionnaire, danish)), author)

    assert (after.plan.title, len(after.plan.said["title"].answers)) == (f"Ifølge {GONE}", 1)
