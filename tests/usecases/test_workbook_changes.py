"""What is read of a changed workbook: cells and new lines at their places in the plan, and what is not taken."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planbuilder import confined
from planbuilder.errors import InputInvalid
from planbuilder.language import Language
from planbuilder.plan.store import open_plan
from planbuilder.record import replace
from tests.usecases.test_importing import brought, changed, kept, refused
from tests.workbook.changes import CHANGES, plan
from tests.workbook.options import ADDED, NEW_LINES, with_more
from tests.workbook.test_option_lines import figures_of


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children are tried in tests of their own."""
    monkeypatch.setattr(confined, "child", confined.answer)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the plan that the workbooks are made of."""
    kept(plan(), tmp_path)
    return tmp_path


def test_what_has_no_place_in_the_plan_is_told(folder: Path, danish: Language) -> None:
    """The smallest of several units stands among them, without a name; nothing is saved."""
    _, place, value = CHANGES["unit too small"]
    found = brought(folder, changed(danish, {place: value}), danish)

    assert (["PB428"], False) == ([one.code for one in found.left], found.is_saved)


def test_a_mark_at_a_new_benefit_that_was_not_typed_is_told(folder: Path, danish: Language) -> None:
    """It holds back nothing; the delivery keeps those that it had."""
    found = brought(folder, changed(danish, {("preconditions", "L1", "holds_ny 3"): "x"}), danish)

    assert ["PB428"] == [one.code for one in found.left]
    assert ("G6",) == open_plan(folder).plan.preconditions["L1"].holds


def test_what_the_plan_says_otherwise_by_now_stays(folder: Path, danish: Language) -> None:
    """A cell that was changed in both is told, and the plan's value holds; all else is taken."""
    kept(plan(cost=900_000), folder)
    found = brought(folder, changed(danish, {("costs", "K0", "amount"): 850_000, ("fte_cost",): 610_000}), danish)
    now = open_plan(folder).plan

    assert (Decimal(900_000), Decimal(610_000)) == (now.costs["K0"].amount, now.economy.fte_cost)
    assert ["PB426", "PB425"] == [one.code for one in found.left]


def test_a_line_that_is_gone_is_told(folder: Path, danish: Language) -> None:
    """Its changes are not taken."""
    was = plan()
    kept(replace(was, costs={"K1": was.costs["K1"]}), folder)
    found = brought(folder, changed(danish, {("costs", "K0", "amount"): 850_000}), danish)

    assert ({"PB426", "PB427"}, False) == ({one.code for one in found.left}, found.is_saved)


def test_the_title_of_an_option_comes_back(tmp_path: Path, danish: Language) -> None:
    """It is an input as any other."""
    kept(with_more(), tmp_path)
    brought(tmp_path, changed(danish, {("options", "A1", "title"): "Mindst"}, with_more()), danish)

    assert "Mindst" == open_plan(tmp_path).plan.options["A1"].title


def test_new_lines_and_a_new_option_come_back(tmp_path: Path, danish: Language) -> None:
    """Each with an id of its own, by which its lines name the new option; brought again there is nothing to take."""
    kept(with_more(), tmp_path)
    data = changed(danish, NEW_LINES, with_more())
    found, again = (brought(tmp_path, data, danish) for _ in range(2))
    taken = open_plan(tmp_path).plan

    assert {*ADDED["option_costs"], *ADDED["option_benefits"], "A5"} == {*found.new.values()}
    assert figures_of(with_more(ADDED)) == figures_of(taken)
    assert ("A5", "Fælles system") == (taken.option_costs["AK8"].option, taken.options["A5"].title)
    assert ({}, False, 12) == (again.new, again.is_saved, [one.code for one in again.left].count("PB409"))


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({("option_costs", "ny 1", "title"): "Hus", ("option_costs", "ny 1", "kind"): "Driftsudgift"}, "PB450"),
        ({("option_benefits", "ny 2", "title"): "Ro"}, "PB450"),
        ({("option_benefits", "ny 2", "option"): "nyt 1", ("option_benefits", "ny 2", "title"): "Ro"}, "PB450"),
        ({("option_costs", "ny 1", "option"): "A1", ("option_costs", "ny 1", "title"): "Hus"}, "PB429"),
        ({("option_benefits", "ny 1", "option"): "A9"}, "PB424"),
    ],
)
def test_a_new_line_that_lacks_its_option_or_kind_is_refused(
    tmp_path: Path, danish: Language, inputs: dict[tuple[str, ...], Any], code: str
) -> None:
    """With the cell; an option that is named must have a title, and be one that can be chosen."""
    kept(with_more(), tmp_path)

    assert [code] == list(refused(tmp_path, changed(danish, inputs, with_more()), danish))


def test_a_new_line_that_was_changed_after_it_came_back_is_changed_in_the_plan(folder: Path, danish: Language) -> None:
    """It is found by its title, and does not come a second time."""
    row = {("costs", "ny 1", name): value for name, value in {"title": "Licens", "kind": "Driftsudgift"}.items()}
    first = brought(folder, changed(danish, {**row, ("costs", "ny 1", "amount"): 40_000}), danish)
    again = brought(folder, changed(danish, {**row, ("costs", "ny 1", "amount"): 45_000}), danish)
    costs = open_plan(folder).plan.costs

    assert ({"Udgifter: ny 1": "K4"}, {}) == (first.new, again.new)
    assert ({"PB426", "PB451"}, 45_000) == ({one.code for one in again.left}, costs["K4"].amount)
    assert 5 == len(costs)


def test_of_two_new_lines_of_one_name_the_one_that_was_changed_is_changed(folder: Path, danish: Language) -> None:
    """The other one is the same as it came; where both were changed, which is which cannot be known."""
    row = {"title": "Licens", "kind": "Driftsudgift"}
    both = {("costs", f"ny {n}", name): value for n in (1, 2) for name, value in row.items()}
    amounts = [{("costs", f"ny {n}", "amount"): value for n, value in enumerate(pair, 1)} for pair in ((4, 5), (6, 5))]
    for typed in amounts:
        brought(folder, changed(danish, {**both, **typed}), danish)
    costs = open_plan(folder).plan.costs

    assert {"K4": 6, "K5": 5} == {id: costs[id].amount for id in costs if costs[id].title == "Licens"}


@pytest.mark.parametrize(
    ("inputs", "code", "cell", "id"),
    [
        ({("costs", "K1", "last"): 2024}, "PB424", "Udgifter!I6", None),
        ({("costs", "K1", "first"): 2030, ("costs", "K1", "last"): 2028}, "PB128", "Udgifter!I6", "K1"),
        (
            {("costs", "ny 2", "title"): "Kort", ("costs", "ny 2", "kind"): "Driftsudgift",
             ("costs", "ny 2", "amount"): 5, ("costs", "ny 2", "first"): 2030, ("costs", "ny 2", "last"): 2028},
            "PB128", "Udgifter!I10", "ny 2",
        ),
        ({("costs", "K0", "low"): 9_000_000}, "", "Udgifter!K5", "K0"),
    ],
)  # fmt: skip
def test_what_the_plan_cannot_hold_is_told_with_the_cell(
    folder: Path, danish: Language, inputs: dict[tuple[str, ...], Any], code: str, cell: str, id: str | None
) -> None:
    """Also what is found only when the plan is put together; a new line by what it is called in the workbook."""
    with pytest.raises(InputInvalid) as caught:
        brought(folder, changed(danish, inputs), danish)
    found = caught.value.problems[0]

    assert code in ("", found.code)
    assert cell in (found.values.get("cell"), found.place.path)
    assert id in (None, found.values.get("id"))


def test_a_line_that_was_emptied_is_refused(folder: Path, danish: Language) -> None:
    """It would stay in the plan as an empty one; how a line is deleted is told."""
    fields = ("title", "kind", "amount", "first", "frame", "expenditure")
    data = changed(danish, {("costs", "K3", name): None for name in fields})

    assert "PB452" in refused(folder, data, danish)


def test_the_title_of_an_option_cannot_be_emptied(tmp_path: Path, danish: Language) -> None:
    """Nothing would tell of it any more."""
    kept(with_more(), tmp_path)

    assert ["PB424"] == list(
        refused(tmp_path, changed(danish, {("options", "A2", "title"): None}, with_more()), danish)
    )


def test_words_of_a_list_are_known_without_their_capitals(folder: Path, danish: Language) -> None:
    """As a spreadsheet's own lists compare them."""
    brought(folder, changed(danish, {("costs", "K1", "kind"): "engangsUDGIFT"}), danish)

    assert "one_off" == open_plan(folder).plan.costs["K1"].kind
