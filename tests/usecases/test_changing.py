"""What has changed is told in words, and taken back unless somebody has changed it since."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planbuilder.errors import UsageWrong
from planbuilder.language import Language
from planbuilder.plan.journal import journal
from planbuilder.plan.model import Plan
from planbuilder.plan.steps import Step, made
from planbuilder.plan.store import PLAN, Author, create, open_plan
from planbuilder.usecases.changing import log, undo
from planbuilder.usecases.interviewing import session
from planbuilder.yamltext.nodes import Data, same
from planbuilder.yamltext.plain_data import known

AT = datetime(2026, 11, 23, 12, 0)
CHANGES = "benefits_tree.changes"
FACTS: dict[str, Data] = {"title": "T", "price_base": 2026, "first_year": 2027, "horizon": 5, "language": "da"}


@pytest.fixture
def plan(tmp_path: Path, danish: Language) -> Path:
    """A plan that two people have answered."""
    create(tmp_path, FACTS, Author("", "", AT))
    held = session(tmp_path, danish, lambda: AT, "Ane")
    held.record("cover.title", "Ny titel")
    held.add_row(CHANGES, {"title": "Digitalt"})
    session(tmp_path, danish, lambda: AT, "Bo").set_cell(CHANGES, "F1", "title", "På papir")
    return tmp_path


def test_each_save_is_told_in_words(plan: Path, danish: Language) -> None:
    """By question and row, with who made it."""
    changes = log(plan, danish)

    assert [(one.number, one.by, one.event) for one in changes] == [
        (1, "", "created"), (2, "Ane", ""), (3, "Ane", ""), (4, "Bo", ""),
    ]  # fmt: skip
    lines = [(line.place, line.old, line.new) for one in changes for line in one.lines]
    assert ("Titel", "T", "Ny titel") in lines
    assert ("Forandringer – F1 På papir – Forandring", "Digitalt", "På papir") in lines


def test_the_latest_change_is_taken_back(plan: Path, danish: Language) -> None:
    """With who had said it before."""
    before = open_plan(plan).plan

    taken = undo(plan, danish, AT)

    after = open_plan(plan).plan
    assert (taken.number, after.benefits_tree.changes["F1"].title) == (4, "Digitalt")
    assert after.answers[CHANGES].who("F1").by == "Ane"
    assert before.title == after.title


def test_an_earlier_change_is_taken_back_by_its_number(plan: Path, danish: Language) -> None:
    """The others stay."""
    undo(plan, danish, AT, 2)

    after = open_plan(plan).plan
    assert (after.title, after.benefits_tree.changes["F1"].title) == ("T", "På papir")


def test_what_was_changed_since_is_not_taken_back(plan: Path, danish: Language) -> None:
    """And by whom it was is told; the plan stays as it is."""
    before = (plan / PLAN).read_bytes()

    with pytest.raises(UsageWrong) as raised:
        undo(plan, danish, AT, 3)

    found = raised.value.problems[0]
    assert (found.code, found.values["by"], (plan / PLAN).read_bytes()) == ("PB355", "Bo", before)


@pytest.mark.parametrize("number", [1, 9])
def test_what_is_no_change_is_not_taken_back(plan: Path, danish: Language, number: int) -> None:
    """That a plan was created is none."""
    with pytest.raises(UsageWrong) as raised:
        undo(plan, danish, AT, number)

    assert raised.value.problems[0].code == "PB354"


def test_what_was_taken_back_can_be_taken_back(plan: Path, danish: Language) -> None:
    """It is a change as any other."""
    before = (plan / PLAN).read_bytes()

    undo(plan, danish, AT)
    undo(plan, danish, AT)

    assert (plan / PLAN).read_bytes() == before


DO = st.one_of(
    st.tuples(st.just("add"), st.sampled_from("abc"), st.just(0)),
    st.tuples(st.sampled_from(["delete", "copy", "up", "down", "set"]), st.sampled_from("abc"), st.integers(0, 5)),
    st.tuples(st.sampled_from(["record", "clear", "unknown"]), st.sampled_from("abc"), st.just(0)),
)


def act(held: object, what: tuple[str, str, int]) -> None:
    """Something that a person may do in an interview."""
    name, text, at = what
    s: object = held
    rows = list(s.rows(CHANGES))  # type: ignore[attr-defined]
    row = rows[at % len(rows)] if rows else ""
    simple = {
        "add": lambda: s.add_row(CHANGES, {"title": text}),  # type: ignore[attr-defined]
        "record": lambda: s.record("channel_strategy.strategy", text),  # type: ignore[attr-defined]
        "clear": lambda: s.clear("channel_strategy.strategy"),  # type: ignore[attr-defined]
        "unknown": lambda: s.mark_unknown("channel_strategy.strategy", text),  # type: ignore[attr-defined]
    }
    in_row = {
        "delete": lambda: s.delete_row(CHANGES, row),  # type: ignore[attr-defined]
        "copy": lambda: s.copy_row(CHANGES, row),  # type: ignore[attr-defined]
        "up": lambda: s.move_row(CHANGES, row, -1),  # type: ignore[attr-defined]
        "down": lambda: s.move_row(CHANGES, row, 1),  # type: ignore[attr-defined]
        "set": lambda: s.set_cell(CHANGES, row, "title", text),  # type: ignore[attr-defined]
    }
    if name in simple or row:
        {**simple, **in_row}[name]()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(done=st.lists(st.tuples(st.integers(0, 1), DO), max_size=8))
def test_the_journal_on_the_first_plan_gives_the_plan(
    tmp_path_factory: pytest.TempPathFactory, danish: Language, done: list[tuple[int, tuple[str, str, int]]]
) -> None:
    """Rows and their order included, whoever did what."""
    folder = tmp_path_factory.mktemp("plan")
    data: Data = create(folder, FACTS, Author("", "", AT)).data
    people = [session(folder, danish, lambda: AT, name) for name in ("Ane", "Bo")]
    for who, what in done:
        people[who].take(open_plan(folder))
        act(people[who], what)

    for line in journal(folder):
        if line["key"]:
            key = tuple(map(str, line["key"]))  # type: ignore[arg-type]
            data = made(data, Step(key, line["old"], line["new"], line.get("order") is True))  # type: ignore[arg-type]

    assert same(data, known(open_plan(folder).data, Plan))
