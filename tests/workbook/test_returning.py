"""What a cell means in the plan: recalculated, computed and brought back are one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from planbuilder import confined
from planbuilder.language import Language
from planbuilder.plan.store import open_plan
from planbuilder.workbook.returning import place_of, ramp, value_of
from tests.usecases.test_importing import brought, changed, kept
from tests.workbook.test_changes import CHANGES, NEW_LINES, plan, wrong_figures


@pytest.mark.slow
def test_recalculated_and_brought_back_are_one(
    tmp_path: Path, danish: Language, calculate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each change, and all new lines: the key figures LibreOffice comes to are those of the plan that took them."""
    monkeypatch.setattr(confined, "child", confined.answer)
    inputs = {name: {place: value} for name, (_, place, value) in CHANGES.items() if name != "unit too small"}
    files = {name: changed(danish, one) for name, one in {**inputs, "new lines": NEW_LINES}.items()}
    again = calculate(files)
    wrong = {}
    for name, data in files.items():
        folder = tmp_path / name.replace(" ", "-")
        folder.mkdir()
        kept(plan(), folder)
        brought(folder, data, danish)
        wrong[name] = wrong_figures(open_plan(folder).plan, danish, again[name])

    assert {} == {name: found for name, found in wrong.items() if found}


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
