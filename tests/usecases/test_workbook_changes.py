"""What is read of a changed workbook: cells and new lines at their places in the plan, and what is not taken."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planbuilder import confined
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
        ({("option_benefits", "ny 2", "option"): "ny 1", ("option_benefits", "ny 2", "title"): "Ro"}, "PB450"),
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
