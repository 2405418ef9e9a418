"""The area of a line: what the plan gives, else what expenditure and frame say; what cannot both be true is told."""

from __future__ import annotations

from datetime import date

import pytest

from planbuilder import codes, language
from planbuilder.plan import areas
from planbuilder.plan.answers import Answers
from planbuilder.plan.check_economy import economy_problems
from planbuilder.plan.economy import Area, Benefit, Cost, Frame
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.loading import load
from tests.figures.cases import cashable, plan


@pytest.mark.parametrize(
    ("cost", "area", "expenditure"),
    [
        (Cost(), "service", "operating"),
        (Cost(frame="outside"), areas.OUTSIDE, "operating"),
        (Cost(expenditure="capital", frame="inside"), "capital", "capital"),
        (Cost(area="capital"), "capital", "capital"),
        (Cost(area="service", expenditure="capital", frame="outside"), "service", "operating"),
        (Cost(area="user_financed", expenditure="capital"), "user_financed", "capital"),
        (Cost(area="financing"), "financing", "operating"),
    ],
)
def test_the_area_of_a_cost(cost: Cost, area: str, expenditure: str) -> None:
    """Its own where it has one, and then that is what kind of expenditure it is; else as before there were areas."""
    assert (area, expenditure) == (areas.of_cost(cost), areas.expenditure_of(cost))


@pytest.mark.parametrize(
    ("frame", "area", "expected"),
    [("inside", "", "service"), ("outside", "", areas.OUTSIDE), ("inside", "transfers", "transfers")],
)
def test_the_area_of_a_benefit(frame: Frame, area: Area, expected: str) -> None:
    """What is outside the frame and has no area is not called transfers."""
    assert expected == areas.of_benefit(Benefit(frame=frame, area=area))


def test_a_budget_change_without_an_area_has_that_of_all_lines() -> None:
    """Where they differ, it has none; a benefit that is no money says nothing."""
    quality = {"kind": "quality", "area": "transfers"}
    one = plan({"K1": {"amount": 1}}, {"G1": cashable(2), "G2": quality}, budget_changes={"T1": {}, "T2": AREA})
    two = plan({"K1": {"amount": 1, "area": "capital"}}, {"G1": cashable(2)}, budget_changes={"T1": {}})

    assert {"T1": "service", "T2": "transfers"} == areas.of_changes(one)
    assert {"T1": areas.UNSTATED} == areas.of_changes(two)


AREA = {"area": "transfers"}


def found(some: Plan) -> list[tuple[str, str]]:
    """Where areas differ from what else is said."""
    answers = Answers(some, load(), language.load("da"), date(2026, 1, 1))
    told = [one for one in economy_problems(answers) if one.code == codes.AREA_DIFFERS]
    assert all(one.severity == "warning" and "{" not in language.load("en").problem(one) for one in told)
    return [(one.place.path, one.values["id"]) for one in told]


def test_what_cannot_both_be_true_is_told() -> None:
    """Service outside the frame, and capital that is service; never a value that nobody has given."""
    some = plan(
        {
            "K1": {"amount": 1, "area": "service", "frame": "outside"},
            "K2": {"amount": 1, "area": "transfers", "expenditure": "capital"},
            "K3": {"amount": 1, "area": "capital"},
            "K4": {"amount": 1, "area": "user_financed", "expenditure": "capital", "frame": "outside"},
        },
        {"G1": cashable(1, area="service", frame="outside"), "G2": cashable(1, **AREA)},
    )

    assert [
        ("costs.K1.frame", "K1"),
        ("costs.K2.expenditure", "K2"),
        ("benefits_tree.benefits.G1.frame", "G1"),
    ] == found(some)


def test_amounts_with_vat_are_told() -> None:
    """A municipality is refunded it as a rule; amounts without it, or of which nothing is said, are no problem."""

    def told(**economy: str) -> list[str]:
        answers = Answers(plan(economy=economy), load(), language.load("da"), date(2026, 1, 1))
        return [one.place.path for one in economy_problems(answers) if one.code == codes.AMOUNTS_WITH_VAT]

    assert [[], [], ["economy.vat"]] == [told(), told(vat="net_of_refund"), told(vat="included")]
