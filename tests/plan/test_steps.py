"""Steps are as small as what was done, and go only where nobody else has put something else meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.plan.steps import Step, differences, is_note, level, made, rebased, row_of, steps
from planbuilder.yamltext.nodes import Data, KeyPath, same

ROWS: dict[str, Data] = {"F1": {"title": "A", "owner": "P1"}, "F2": {"title": "B"}}
PLAN: dict[str, Data] = {"title": "T", "benefits_tree": {"changes": ROWS}}
CHANGES = ("benefits_tree", "changes")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), "many"),
        (("title",), "cell"),
        (("authors",), "cell"),
        (("organisation",), "many"),
        (("costs",), "many"),
        (("costs", "K1"), "row"),
        (("costs", "K1", "amounts"), "cell"),
        (("costs", "K1", "amounts", "2027"), "cell"),
        (("indicators", "I1", "baseline"), "many"),
        (("matrix", "F1"), "many"),
        (("matrix", "F1", "workflows_rules"), "row"),
        (("answers", "a.b"), "many"),
        (("answers", "a.b", "value"), "cell"),
        (("answers", "a.b", "rows"), "many"),
        (("answers", "a.b", "rows", "r1"), "row"),
        (("answers", "a.b", "rows", "r1", "who"), "cell"),
        (("said", "title"), "row"),
        (("unknown", "key"), "cell"),
    ],
)
def test_what_is_one_place_is_read_off_the_types(path: KeyPath, expected: str) -> None:
    """A row comes and goes whole; amounts by year, and a list of people, are one answer."""
    actual = level(path)

    assert actual == expected


def test_the_row_of_a_place() -> None:
    """A cell is in a row, a title in none."""
    actual = [row_of(path) for path in (("costs", "K1", "range", "low"), ("title",), ("costs",))]

    assert actual == [("costs", "K1"), (), ()]


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ({("title",): "T"}, []),
        ({("title",): "U"}, [Step(("title",), "T", "U")]),
        ({(*CHANGES, "F3"): {"title": "C"}}, [Step((*CHANGES, "F3"), None, {"title": "C"})]),
        ({CHANGES: {**ROWS, "F2": {"title": "X"}}}, [Step((*CHANGES, "F2", "title"), "B", "X")]),
        ({CHANGES: {"F2": ROWS["F2"]}}, [Step((*CHANGES, "F1"), ROWS["F1"], None)]),
        ({CHANGES: dict(reversed(ROWS.items()))}, [Step(CHANGES, ["F1", "F2"], ["F2", "F1"], is_order=True)]),
        ({CHANGES: None}, [Step((*CHANGES, key), row, None) for key, row in ROWS.items()]),
        ({(): {"title": "V"}}, [Step(("title",), "T", "V"), *(Step((*CHANGES, k), r, None) for k, r in ROWS.items())]),
    ],
    ids=["nothing", "cell", "new row", "cell of a table put whole", "row gone", "order", "table gone", "all"],
)  # fmt: skip
def test_steps_are_as_small_as_what_was_done(edits: Any, expected: list[Step]) -> None:
    """However much is put at once."""
    actual = list(differences(PLAN, edits[()])) if () in edits else list(steps(PLAN, edits)[1])

    assert actual == expected


CELL = st.sampled_from(["a", "b", "c", None])
ROW = st.dictionaries(st.sampled_from(["title", "owner", "description"]), CELL.filter(bool), min_size=1)
TABLE = st.lists(st.tuples(st.sampled_from(["F1", "F2", "F3", "F4"]), ROW), unique_by=lambda one: one[0], min_size=1)
ANY_PLAN = st.builds(
    lambda rows, title: {"title": title, "benefits_tree": {"changes": dict(rows)}}, TABLE, CELL.filter(bool)
)


@given(before=ANY_PLAN, after=ANY_PLAN)
def test_steps_made_one_by_one_lead_to_the_other_plan(before: Data, after: Data) -> None:
    """Rows and their order included."""
    data = before
    for step in differences(before, after):
        data = made(data, step)

    assert same(data, after)


@given(before=ANY_PLAN, after=ANY_PLAN)
def test_on_a_plan_that_nobody_changed_all_steps_are_made(before: Data, after: Data) -> None:
    """To rebase is to save, where nobody else has."""
    found = rebased(before, after, before, differences(before, after))

    assert (same(found.data, after), found.disputed) == (True, ())


@given(before=ANY_PLAN, mine=ANY_PLAN, theirs=ANY_PLAN)
def test_no_text_is_lost_between_two_people(before: Data, mine: Data, theirs: Data) -> None:
    """Each step is made, or is disputed, or is what the other has done too; what the other put there stays."""
    wanted = list(differences(before, mine))

    found = rebased(before, mine, theirs, wanted)

    told = {text for step in found.disputed for text in texts(step.new)} | set(texts(found.data))
    assert {text for step in wanted if not step.is_order for text in texts(step.new)} <= told
    changed = [step for step in differences(theirs, found.data) if not step.is_order]
    ours = [step.path for step in wanted]
    assert all(
        any(one.path[: len(path)] == path or path[: len(one.path)] == one.path for path in ours) for one in changed
    )


def meet(one: KeyPath, other: KeyPath) -> bool:
    """Whether one of two places is a part of the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def texts(data: Data) -> list[str]:
    """Every text of some data."""
    if isinstance(data, dict):
        return [text for one in data.values() for text in texts(one)]
    return [str(data)] if data is not None else []


def test_a_cell_changed_by_two_is_disputed() -> None:
    """The second is not made."""
    theirs = {**PLAN, "title": "theirs"}

    found = rebased(PLAN, {**PLAN, "title": "mine"}, theirs, [Step(("title",), "T", "mine")])

    assert (found.data, found.made, found.disputed) == (theirs, (), (Step(("title",), "T", "mine"),))


def test_what_nobody_has_seen_is_not_replaced() -> None:
    """Whoever cannot have seen what stands there disputes it."""
    step = Step(("title",), "T", "mine")

    found = rebased(PLAN, {**PLAN, "title": "mine"}, PLAN, [step], unseen=lambda one: True)

    assert found.disputed == (step,)


def test_a_row_that_comes_meanwhile_stays_behind_its_neighbour() -> None:
    """An order is made on the rows that are there."""
    theirs: Data = {"benefits_tree": {"changes": {"F1": {}, "F9": {}, "F2": {}}}}
    step = Step(CHANGES, ["F1", "F2"], ["F2", "F1"], is_order=True)

    found = rebased(PLAN, PLAN, theirs, [step])

    assert found.made[0].new == ["F2", "F1", "F9"]


def test_who_said_it_is_a_note() -> None:
    """It goes with what was said, and is never disputed itself."""
    actual = [is_note(path) for path in (("answers", "a.b", "by"), ("answers", "a.b", "value"), ("title",))]

    assert actual == [True, False, False]
