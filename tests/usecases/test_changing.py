"""What has changed is told in words, and taken back unless somebody has changed it since."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planbuilder.errors import UsageWrong
from planbuilder.interview.settling import named, settle
from planbuilder.language import Language
from planbuilder.plan.journal import WORDS, append, journal
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


def test_who_answered_is_no_line_of_its_own(plan: Path, danish: Language) -> None:
    """And a state is told in words."""
    session(plan, danish, lambda: AT, "Bo").mark_unknown("channel_strategy.strategy", "Kim")

    changes = log(plan, danish)

    assert [[line.place for line in one.lines] for one in changes[1:3]] == [["Titel"], ["Forandringer – F1 På papir"]]
    assert [line.new for line in changes[-1].lines] == [danish.text("interview.state.unknown")]


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


def test_a_row_brought_back_stands_where_it_was(plan: Path, danish: Language) -> None:
    """Not last; rows that have come since stay where they are, and the log tells of no move."""
    held = session(plan, danish, lambda: AT, "Ane")
    for title in ("To", "Tre", "Fire"):
        held.add_row(CHANGES, {"title": title})
    held.delete_row(CHANGES, "F2")
    lines = log(plan, danish)[-1].lines
    held.add_row(CHANGES, {"title": "Fem"})

    undo(plan, danish, AT, 8)

    assert list(open_plan(plan).plan.benefits_tree.changes) == ["F1", "F2", "F3", "F4", "F5"]
    assert [line.is_order for line in lines] == [False]


def test_a_move_taken_back_leaves_rows_that_have_come_since(plan: Path, danish: Language) -> None:
    """They stay behind the row they stood behind."""
    held = session(plan, danish, lambda: AT, "Ane")
    held.add_row(CHANGES, {"title": "Anden"})
    held.move_row(CHANGES, "F1", 1)
    held.add_row(CHANGES, {"title": "Tredje"})

    undo(plan, danish, AT, 6)

    assert list(open_plan(plan).plan.benefits_tree.changes) == ["F1", "F3", "F2"]


def test_a_cell_is_not_put_back_in_a_row_that_is_gone(plan: Path, danish: Language) -> None:
    """It would be half a row."""
    held = session(plan, danish, lambda: AT, "Ane")
    held.set_cell(CHANGES, "F1", "description", "Mere")
    held.set_cell(CHANGES, "F1", "description", None)
    held.delete_row(CHANGES, "F1")

    with pytest.raises(UsageWrong) as raised:
        undo(plan, danish, AT, 6)

    assert (raised.value.problems[0].code, raised.value.problems[0].values["by"]) == ("PB355", "Ane")


def test_words_that_are_forgotten_are_not_put_back(plan: Path, danish: Language) -> None:
    """Of what was internal, the journal has a digest alone; that is no answer."""
    held = session(plan, danish, lambda: AT, "Ane")
    place = ("answers", "channel_strategy.strategy")
    held.change({(*place, "value"): "Fortroligt", (*place, "internal"): "true"})
    held.change({(*place, "value"): None})
    (plan / WORDS).unlink()
    before = (plan / PLAN).read_bytes()

    with pytest.raises(UsageWrong) as raised:
        undo(plan, danish, AT)

    assert (raised.value.problems[0].code, (plan / PLAN).read_bytes()) == ("PB354", before)


def test_what_was_changed_by_hand_since_has_no_day(plan: Path, danish: Language) -> None:
    """Nothing is known of when it was."""
    file = plan / PLAN
    file.write_text(file.read_text().replace("Ny titel", "Ved siden af"))

    with pytest.raises(UsageWrong) as raised:
        undo(plan, danish, AT, 2)

    assert "–" in danish.problem(raised.value.problems[0])


def test_an_order_that_says_nothing_is_no_line(plan: Path, danish: Language) -> None:
    """That of answers, which are in the order of their questions; that of rows stands."""
    order = {"at": "2026-11-23T12:00:00", "by": "Ane", "order": True, "plan": "x"}
    for keys in (["answers"], ["matrix", "F1"], ["benefits_tree", "changes"]):
        append(plan, [{**order, "key": keys, "old": ["F1", "F2"], "new": ["F2", "F1"]}])

    assert [line.text for line in log(plan, danish)[-1].lines] == ["Rækkefølgen er nu F2, F1"]


@pytest.mark.parametrize("at", ["nonsense", 5, None, "2026-99-99T12:00:00", ["x"]])
def test_a_line_with_no_time_is_told_without(plan: Path, danish: Language, at: object) -> None:
    """Whoever edits the journal by hand stops nobody from reading it."""
    append(plan, [{"at": at, "by": "Ane", "key": ["title"], "old": "a", "new": "b", "plan": "x"}])

    last = log(plan, danish)[-1]
    assert (last.at, last.lines[0].new) == ("", "b")


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


def test_a_decision_taken_back_is_no_further_answer(plan: Path, danish: Language) -> None:
    """What several people have said is as it was before."""
    first, late = (session(plan, danish, lambda: AT, name) for name in ("Ane", "Bo"))
    first.record("cover.title", "A")
    late.record("cover.title", "B")
    before = open_plan(plan).plan
    held = session(plan, danish, lambda: AT, "Kim")
    settle(held, named(held, "cover.title")[0], choice=2)

    undo(plan, danish, AT)

    after = open_plan(plan).plan
    assert (after.said, after.title, before.said["title"].settled) == (before.said, "A", None)
