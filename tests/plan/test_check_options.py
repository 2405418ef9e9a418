"""Faults of options are told where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from planbuilder.plan.answers import Answers
from planbuilder.plan.check_options import option_problems

AnswersOf = Callable[..., Answers]
OTHER, NOTHING = {"title": "x", "kind": "other"}, {"title": "x", "kind": "nothing"}
INSTEAD = {"option": "A1", "instead_of": "K1", "amount": 5}


def row(**said: Any) -> dict[str, Any]:
    return {"options/A1": OTHER, "option_costs/AK1": {**INSTEAD, **said}}


CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("PB382", "options.A1", {"options/A1": OTHER}),
    ("PB383", "options.A1", {"options/A1": NOTHING}),
    ("PB383", "options.A1", {"options/A1": {**NOTHING, "without_costs": ["K1"]}}),
    ("PB383", "options.A1", {"options/A1": NOTHING, "option_costs/AK1": {"option": "A1", "kind": "running"}}),
    ("PB384", "options", {f"options/A{n}": {**OTHER, "without_costs": ["K1"]} for n in range(6)}),
    ("PB385", "option_costs.AK2.instead_of", {**row(), "option_costs/AK2": INSTEAD}),
    ("PB386", "option_costs.AK1.instead_of", {**row(), "options/A1": {**OTHER, "without_costs": ["K1"]}}),
    ("PB116", "option_costs.AK1.to", row(to=2020)),
]
FINE: list[dict[str, Any]] = [
    {},
    row(),
    {"options/A1": NOTHING, "option_costs/AK1": {"option": "A1", "amount": 0}},
    {f"options/A{n}": {**OTHER, "without_costs": ["K1"]} for n in range(5)},
    {**row(), "option_costs/AK2": {"option": "A1", "amount": 1}, "option_costs/AK3": {"option": "A1", "amount": 1}},
]


@pytest.mark.parametrize(("code", "path", "edits"), CASES)
def test_what_is_wrong_is_told_at_its_place(code: str, path: str, edits: dict[str, Any], answers_of: AnswersOf) -> None:
    """Each fault under its own code."""
    assert (code, path) in [(str(one.code), one.place.path) for one in option_problems(answers_of(edits))]


@pytest.mark.parametrize("edits", FINE)
def test_what_may_well_be_meant_is_not_asked_about(edits: dict[str, Any], answers_of: AnswersOf) -> None:
    """Doing nothing at zero kroner, five options, and several lines of one option are all right."""
    assert list(option_problems(answers_of(edits))) == []
