"""What is said of options rests on what was computed of every one of them."""

from __future__ import annotations

from typing import Any

import pytest

from planbuilder.document.options import named, notes, quality
from planbuilder.figures.case import compute
from planbuilder.figures.options import Compared, compared
from planbuilder.language import load
from tests.figures import cases
from tests.figures.cases import cashable

DA = load("da")
OTHER = {"title": "Kun ansøgningen", "kind": "other"}
NOTHING = {"title": "Som i dag", "kind": "nothing"}


def found(options: dict[str, Any], **rows: Any) -> tuple[Compared, ...]:
    costs, benefits = {"K1": {"title": "System", "amount": 100}}, {"G1": cashable(60), "G2": {"kind": "quality"}}
    plan = cases.plan(costs, benefits, rates="none", options=options, **rows)
    return compared(plan, compute(plan))


def told(*given: Any, **rows: Any) -> str:
    return " ".join(notes(DA, found(*given, **rows))).replace("\u00a0", " ")


def test_the_highest_is_named_with_its_npv_and_out_of_how_many() -> None:
    """Nothing is called the best."""
    rows = {"AK1": {"option": "A1", "instead_of": "K1", "amount": 70}}

    assert "Den højeste nettonutidsværdi af de 2 har A1 Kun ansøgningen: 230 kr." in told(
        {"A1": OTHER}, option_costs=rows
    )


def test_two_that_are_alike_are_both_named() -> None:
    """A tie has no winner."""
    rows = {"AK1": {"option": "A1", "instead_of": "K1", "amount": 100}}

    assert "Den har planen og A1 Kun ansøgningen." in told({"A1": OTHER}, option_costs=rows)


@pytest.mark.parametrize(
    ("options", "rows", "said"),
    [
        ({"A1": NOTHING}, {}, "A1 Som i dag: Der er ikke skrevet, hvad det koster eller giver."),
        ({"A1": OTHER}, {"option_costs": {"AK1": {"option": "A1"}}}, "A1 Kun ansøgningen: Tallene er uden AK1"),
    ],
)
def test_where_something_is_not_known_that_is_said_and_no_highest(options: Any, rows: Any, said: str) -> None:
    """One missing amount may turn the order of all."""
    text = told(options, **rows)

    assert (said in text, "Det kan ikke siges" in text, "Den højeste" in text) == (True, True, False)


def test_that_only_likely_figures_are_computed_is_always_said() -> None:
    """Ranges, tests and simulation are of the plan alone."""
    assert "Spænd, følsomhed og simulering er kun regnet for planen." in told({"A1": NOTHING})


def test_an_option_that_is_not_stated_has_no_figures_and_no_quality() -> None:
    """Not even zero."""
    nothing = found({"A1": NOTHING})[1]

    assert (set(nothing.amounts.values()), quality(DA, nothing)) == ({None}, "–")


def test_what_each_is_called() -> None:
    """The plan is called so, an option by id and title."""
    assert [named(DA, one) for one in found({"A1": OTHER})] == ["Planen", "A1 Kun ansøgningen"]
