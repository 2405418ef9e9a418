"""Published uplifts stand where nobody has estimated a range, and nowhere else."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planbuilder.figures import uplifts
from planbuilder.figures.model import Figures
from planbuilder.questionnaire import loading
from tests.figures.cases import Rows, case, cashable

OUTSOURCING, EQUIPMENT = "uk-2002.outsourcing", "uk-2002.equipment_development"
GAIN = {"G1": cashable(300)}
COSTS: Rows = {
    "K1": {"amount": 100},
    "K2": {"kind": "running", "fte": "0.5"},
    "K3": {"amounts": {"2026": 10, "2027": 30}},
    "K4": {"amount": 50, "range": {"low": 40, "high": 60}},
    "K5": {"amount": 0},
    "K6": {"amount": 70, "uplift": "none"},
    "K7": {"amount": 70, "uplift": EQUIPMENT},
}


def uplifted(costs: Rows = COSTS, **more: Any) -> Figures:
    """The case with an uplift for every cost."""
    return case(costs, GAIN, economy={"uplift": OUTSOURCING, **more})


@pytest.mark.parametrize(
    ("name", "upper"),
    [
        ("equipment_development", 200), ("outsourcing", 41), ("standard_buildings", 24), ("non_standard_buildings", 51),
        ("standard_civil_engineering", 44), ("non_standard_civil_engineering", 66),
    ],
)  # fmt: skip
def test_the_uplifts_are_those_of_the_source(name: str, upper: int) -> None:
    """HM Treasury's table of capital (of outsourcing, operating) expenditure, after Mott MacDonald 2002."""
    assert Decimal(upper) / 100 == uplifts.share_of(f"uk-2002.{name}")
    table = uplifts.table_of(f"uk-2002.{name}")
    assert table is not None
    assert table.classes[name].lower <= table.classes[name].upper


def test_a_cost_without_a_range_takes_one() -> None:
    """From likely to likely × (1 + uplift), whichever way it is given; its own class goes before the plan's."""
    spans = {line.id: (line.span, line.uplift) for line in uplifted().costs}
    taken = ((Decimal(1), Decimal("1.41")), OUTSOURCING)

    assert {"K1": taken, "K2": taken, "K3": taken} == {id: spans[id] for id in ("K1", "K2", "K3")}
    assert ((Decimal("0.8"), Decimal("1.2")), "") == spans["K4"]
    assert (None, "") == spans["K5"] == spans["K6"]
    assert ((Decimal(1), Decimal(3)), EQUIPMENT) == spans["K7"]


def test_the_likely_case_stays_what_it_is() -> None:
    """Years, net present value, pool and all that is not about certainty."""
    one, other = case(COSTS | {"K7": {"amount": 70}}, GAIN), uplifted()

    assert one.rows == other.rows
    assert (one.npv, one.permanent, one.funding) == (other.npv, other.permanent, other.funding)
    assert one.uncertainty.likely == other.uncertainty.likely


def test_a_range_that_was_taken_is_never_called_given() -> None:
    """Neither in the drivers nor in what the ranges cover."""
    sure = uplifted().uncertainty

    assert {"K1", "K2", "K3", "K7"} == {one.id for one in sure.drivers if one.uplift}
    assert all(not one.given for one in sure.drivers if one.uplift)
    assert (1, 4) == (sure.coverage.ranged, sure.coverage.uplifted)


def test_with_nothing_but_uplifts_there_are_scenarios() -> None:
    """Costs can only become more: the optimistic case is the likely one."""
    sure = uplifted({"K1": {"amount": 100}}).uncertainty

    assert sure.pessimistic is not None
    assert sure.optimistic is not None
    assert sure.pessimistic.npv == sure.likely.npv - 41
    assert sure.optimistic.npv == sure.likely.npv


def test_an_unknown_class_moves_nothing() -> None:
    """It is told as an error, and so is one that stands beside a range, as a warning."""
    assert None is case({"K1": {"amount": 100, "uplift": "uk-2002.software"}}, GAIN).costs[0].span


def test_the_interview_offers_each_class_there_is() -> None:
    """By its name; for one cost also none."""
    choices = loading.load().choices

    assert {one.value for one in choices["uplift"]} == set(uplifts.names())
    assert {one.value for one in choices["own_uplift"]} == {*uplifts.names(), uplifts.NONE}
