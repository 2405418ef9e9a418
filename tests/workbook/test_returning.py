"""What a cell means in the plan: recalculated, computed and brought back are one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from planbuilder import confined
from planbuilder.figures.case import compute
from planbuilder.language import Language
from planbuilder.plan.store import open_plan
from planbuilder.workbook.returning import place_of, ramp, value_of
from tests.usecases.test_importing import brought, changed, kept
from tests.workbook.changes import CHANGES, NEW_LINES, plan, wrong_figures

# The smallest of several units has no place in the plan.
BROUGHT = [name for name in CHANGES if name != "unit too small"]


@pytest.mark.slow
@pytest.mark.parametrize("name", BROUGHT)
def test_recalculated_computed_and_brought_back_are_one(
    tmp_path: Path, danish: Language, typed, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The plan that took a change has the figures of the one changed by hand, and those LibreOffice comes to."""
    monkeypatch.setattr(confined, "child", confined.answer)
    change, place, value = CHANGES[name]
    kept(plan(), tmp_path)
    found = brought(tmp_path, changed(danish, {place: value}), danish)
    taken = open_plan(tmp_path).plan

    assert (compute(plan(**change)), ()) == (compute(taken), found.left)
    assert {} == wrong_figures(taken, danish, typed[name])


@pytest.mark.slow
def test_new_lines_are_one_as_well(tmp_path: Path, danish: Language, typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """What LibreOffice comes to with lines in spare rows are the figures of the plan that took them."""
    monkeypatch.setattr(confined, "child", confined.answer)
    kept(plan(), tmp_path)
    brought(tmp_path, changed(danish, NEW_LINES), danish)

    assert {} == wrong_figures(open_plan(tmp_path).plan, danish, typed["new lines"])


def test_shares_years_and_savings_are_written_as_the_plan_has_them() -> None:
    """Percent, whole years, and a minus for a budget that is lowered."""
    given = [
        (("benefits", "G0", "decay"), Decimal("0.1")), (("costs", "K0", "first"), Decimal(2027)),
        (("budget_changes", "T1", "2027"), Decimal(500)), (("costs", "K0", "amount"), Decimal("1E+3")),
        (("costs", "K0", "title"), "Udstyr"), (("costs", "K0", "amount"), None),
    ]  # fmt: skip

    assert ["10", "2027", "-500", "1000", "Udstyr", "None"] == [str(value_of(*one)) for one in given]


def test_a_place_that_the_plan_does_not_have_is_none() -> None:
    """A band of a named table, the smallest unit, a committee without a name."""
    places = [("bands", "0", "from"), ("benefits", "G0", "smallest_given"), ("cost_committees", "K0", "+1")]

    assert [None] * 3 == [place_of(plan(), one) for one in places]


def test_a_ramp_has_no_gap() -> None:
    """Steps in percent, as far as they go."""
    half, whole = Decimal("0.5"), Decimal(1)

    assert ([50, 100], None, []) == (ramp([half, whole, None]), ramp([half, None, whole]), ramp([None, None]))
