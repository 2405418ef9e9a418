"""What a plan's file may hold of options."""

from __future__ import annotations

from typing import Any

import pytest

from planbuilder.errors import InputInvalid
from tests.figures import cases

OPTION = {"A1": {"title": "Som i dag", "kind": "nothing"}}


def test_an_option_of_each_kind_is_read() -> None:
    """To go on as today, another solution, or one of which that has not been said yet."""
    options = {**OPTION, "A2": {"kind": "other"}, "A3": {}}
    plan = cases.plan(options=options)

    assert [one.is_nothing for one in plan.options.values()] == [True, False, False]


@pytest.mark.parametrize(
    ("register", "row"),
    [
        ("options", {"kind": "chosen"}),
        ("option_costs", {"amount": -1}),
        ("option_benefits", {"ramp": [201]}),
        ("option_risks", {"probability": 101}),
    ],
)
def test_what_no_line_of_a_plan_may_hold_no_line_of_an_option_may(register: str, row: dict[str, Any]) -> None:
    """Limits are those of the plan's own lines; the chosen option is the plan and is not entered."""
    with pytest.raises(InputInvalid):
        cases.plan(**{register: {"X": row}})
