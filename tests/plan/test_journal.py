"""The journal names internal words by digest; the words stand beside it, in a file that never leaves."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from planbuilder.plan.journal import DIGEST, JOURNAL, WORDS, append, journal, spoken, withhold
from planbuilder.plan.store import Author, create, keep_internal_words, open_plan
from planbuilder.questionnaire.loading import load

STRATEGY = "channel_strategy.strategy"
SECRET = "Hemmelig plan"


def journalled(folder: Path) -> str:
    return (folder / JOURNAL).read_text(encoding="utf-8")


def words(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / WORDS).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    "edits",
    [
        {("answers", STRATEGY): {"value": SECRET, "internal": True}},
        {("answers", STRATEGY): {"state": "unknown", "ask": SECRET, "internal": True}},
        {("answers", STRATEGY, "value"): SECRET, ("answers", STRATEGY, "internal"): True},
        {("answers", "channel_strategy.users"): {"rows": {"r1": {"situation": SECRET}}, "internal": True}},
        {("answers", "nobody.asks"): {"value": SECRET, "internal": True}},
        {("answers", "cover.description"): {"internal": True}, ("solution", "description"): SECRET},
        {("answers", "cover.description"): {"internal": True}, ("solution",): {"description": SECRET}},
        {
            ("answers", "budget_political_goals.risks"): {"internal": True},
            ("risks",): {"R1": {"title": SECRET, "mitigation": SECRET}},
        },
    ],
)
def test_internal_words_are_named_by_digest(tmp_path: Path, facts, author: Author, edits) -> None:
    """Of an answer under `answers` and of one that is bound to the plan, wherever in it the change was made."""
    create(tmp_path, facts, author).with_changes(edits, author)

    assert (SECRET in journalled(tmp_path), DIGEST in journalled(tmp_path)) == (False, True)
    assert SECRET in json.dumps(list(spoken(tmp_path)), ensure_ascii=False)


def test_the_next_value_and_the_one_before_are_both_kept_out(tmp_path: Path, facts, author: Author) -> None:
    """Also when the answer is changed, made public, or taken away."""
    opened = create(tmp_path, facts, author)
    opened = opened.with_changes({("answers", STRATEGY): {"value": SECRET, "internal": True}}, author)
    opened = opened.with_changes({("answers", STRATEGY, "value"): f"{SECRET} igen"}, author)
    opened.with_changes({("answers", STRATEGY): None}, author)

    assert SECRET not in journalled(tmp_path)
    last = list(spoken(tmp_path))[-1]["old"]
    assert isinstance(last, dict)
    assert f"{SECRET} igen" == last["value"]


def test_what_becomes_internal_is_taken_out_of_older_lines(tmp_path: Path, facts, author: Author) -> None:
    """By whoever says so in the interview, and by hand before a version is sealed; nothing else changes."""
    opened = create(tmp_path, facts, author)
    opened = opened.with_changes({("answers", STRATEGY): {"value": SECRET}, ("title",): "Åben"}, author)
    before = list(journal(tmp_path))
    opened.with_changes({("answers", STRATEGY, "internal"): True}, author)

    assert SECRET not in journalled(tmp_path)
    assert [line for line in before if line["key"][:2] != ["answers", STRATEGY]] == [
        line for line in list(journal(tmp_path))[:-1] if line["key"][:2] != ["answers", STRATEGY]
    ]
    assert before == list(spoken(tmp_path))[:-1]


def test_a_mark_set_by_hand_counts_when_the_journal_is_about_to_leave(tmp_path: Path, facts, author: Author) -> None:
    """Nobody saved it, so nothing else has seen it."""
    create(tmp_path, facts, author).with_changes({("answers", STRATEGY): {"value": SECRET}}, author)
    path = tmp_path / "plan.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(f"value: {SECRET}", f"value: {SECRET}\n    internal: true"),
        encoding="utf-8",
    )

    keep_internal_words(open_plan(tmp_path), load())
    first = journalled(tmp_path)
    keep_internal_words(open_plan(tmp_path), load())

    assert (SECRET in first, first == journalled(tmp_path)) == (False, True)


def test_a_digest_is_of_the_words_and_a_number_drawn_for_them(tmp_path: Path) -> None:
    """So the words can be proved by whoever has the line, and are not found by trying short ones."""
    place = ("answers", "a", "value")
    for _ in range(2):
        append(tmp_path, [{"key": ["answers", "a"], "old": None, "new": {"value": "ja"}}], (place,))
    one, other = words(tmp_path)
    salted = json.dumps({"number": one["number"], "value": "ja"}, sort_keys=True, ensure_ascii=False)

    assert one[DIGEST] == hashlib.sha256(salted.encode()).hexdigest() != other[DIGEST]
    assert {"value": {DIGEST: one[DIGEST]}} == next(journal(tmp_path))["new"]


def test_without_its_line_nothing_is_left_of_a_word(tmp_path: Path) -> None:
    """The journal stays readable, with the digest in its place."""
    append(tmp_path, [{"key": ["answers", "a"], "old": None, "new": {"value": "ja"}}], (("answers", "a", "value"),))
    (tmp_path / WORDS).unlink()

    assert list(journal(tmp_path)) == list(spoken(tmp_path))


def test_amounts_by_name_lose_their_names_in_the_path_too(tmp_path: Path) -> None:
    """A name is a key there."""
    line = {"key": ["economy", "frame", SECRET], "old": None, "new": "5"}
    append(tmp_path, [line], (("economy", "frame"),))

    assert SECRET not in journalled(tmp_path)


def test_a_journal_without_internal_words_is_not_written_again(tmp_path: Path) -> None:
    """Its bytes stay, and there is no file of words."""
    append(tmp_path, [{"key": ["title"], "old": "a", "new": "b"}])
    before = journalled(tmp_path)
    withhold(tmp_path, (("answers", "x", "value"),))

    assert (before, False) == (journalled(tmp_path), (tmp_path / WORDS).exists())


def test_a_key_that_nothing_reads_is_not_told(tmp_path: Path, facts, author: Author) -> None:
    """It stays in the plan, where somebody wrote it by hand; the journal leaves the house."""
    create(tmp_path, facts, author)
    path = tmp_path / "plan.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Indkøb", f"title: Indkøb\n    memo: {SECRET}"))
    rows = {"K1": {"title": "Indkøb", "amount": "800", "memo": SECRET}}
    open_plan(tmp_path).with_changes({("costs",): rows}, author)

    assert SECRET in path.read_text(encoding="utf-8")
    assert SECRET not in journalled(tmp_path)
