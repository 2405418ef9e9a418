"""A benefit is cashable where it can be taken out of a budget; else it counts as released time, with the reasons."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.cashability import Reason, objections, smallest_unit
from planbuilder.figures.model import KINDS
from planbuilder.plan.economy import Benefit
from tests.figures.cases import case, cashable, law

SOUND = {"account": "6.45", "use": "The budget falls.", "use_decided_by": "Council"}
FTES = st.decimals("0.01", 10, places=2)


def freed(*ftes: str) -> dict[str, Decimal]:
    """FTE freed in unit A, unit B and so on."""
    return {unit: Decimal(fte) for unit, fte in zip("ABCDEF", ftes, strict=False)}


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ((), ()),
        (("account",), ("no_account",)),
        (("use",), ("no_use",)),
        (("use_decided_by",), ("no_decision",)),
        (("account", "use", "use_decided_by"), ("no_account", "no_use", "no_decision")),
    ],
)
def test_what_a_cashable_benefit_must_name(missing: tuple[str, ...], expected: tuple[Reason, ...]) -> None:
    """An account, a use, and who decided it; every reason is told, in that order."""
    benefit = Benefit(**{key: text for key, text in SOUND.items() if key not in missing})

    actual = objections(benefit, Decimal(1))

    assert expected == actual


@pytest.mark.parametrize(
    ("units", "fte", "expected"),
    [
        pytest.param(("1", "0.5"), "1.5", (), id="half an FTE is enough"),
        pytest.param(("1", "0.49"), "1.49", ("scattered",), id="one unit below half an FTE"),
        pytest.param(("0.1",) * 6, "0.6", ("scattered",), id="six minutes here and there"),
        pytest.param(("2", "0"), "2", (), id="a unit that frees nothing"),
        pytest.param(("2", "-0.3"), "1.7", (), id="a unit that takes work over"),
        pytest.param((), "0.4", ("scattered",), id="no units, and little in all"),
        pytest.param((), "0.5", (), id="no units, and enough in all"),
        pytest.param((), "0", (), id="no time at all"),
        pytest.param(("-1",), "0", (), id="only a unit that takes work over"),
        pytest.param(("-1",), "0.4", ("scattered",), id="such a unit, and little in all"),
    ],
)
def test_scattered_time_cannot_be_taken_home(units: tuple[str, ...], fte: str, expected: tuple[Reason, ...]) -> None:
    """Each unit that frees time must free half an FTE."""
    actual = objections(Benefit(**SOUND, units=freed(*units)), Decimal(fte))

    assert expected == actual


def test_scattered_minutes_of_the_plan_count_as_released_time() -> None:
    """6,000 cases of 6 minutes are 600 hours, 0.4 FTE of 1,500 hours: 200,000 DKK of time, and no money."""
    actual = case(
        benefits={"G1": {"kind": "cashable", "full_effect": {"volume": 6000, "minutes": 6}, "units": {}}},
        horizon=1,
        economy={"effective_hours": 1500},
    )

    assert [("released_time", "cashable", ("scattered",))] == [
        (line.kind, line.declared, line.objections) for line in actual.moved
    ]
    assert (0, 200_000, Decimal("0.4")) == (actual.npv, actual.totals["released_time"], actual.fte_freed)


@pytest.mark.parametrize("kind", KINDS[1:])
def test_only_what_is_called_cashable_is_tested(kind: str) -> None:
    """Other kinds promise no money, and keep their name."""
    actual = case(benefits={"G1": {**cashable(100, account="", use=""), "kind": kind}})

    (line,) = actual.benefits
    assert ((), kind, kind, ()) == (line.objections, line.kind, line.declared, actual.moved)


def test_a_benefit_worth_nothing_yet_is_not_tested() -> None:
    """There is nothing to move, and its amount may be the next thing asked for."""
    actual = case(benefits={"G1": {"kind": "cashable", "account": ""}})

    assert () == actual.moved


def test_a_part_of_another_benefit_is_told_why_it_does_not_count() -> None:
    """The one reason that says it all: it is counted elsewhere."""
    actual = case(benefits={"G1": cashable(100), "G2": cashable(60, part_of="G1", account="")})

    assert [("G2", ("part_of",), 0)] == [(line.id, line.objections, line.total) for line in actual.moved]


def test_failing_the_test_does_not_take_a_loss_out_of_the_case() -> None:
    """A disbenefit without an account is no less of a loss: a test for care never makes a case better."""
    actual = case(benefits={"G1": cashable(-100, account="")}, horizon=1)

    assert -100 == actual.npv


@law
@given(st.lists(FTES, min_size=1, max_size=6), FTES)
def test_the_smallest_unit_decides(ftes: list[Decimal], fte: Decimal) -> None:
    """Not the sum, and not the order."""
    units: dict[str, Any] = dict(zip("ABCDEF", ftes, strict=False))

    actual = smallest_unit(Benefit(units=units), fte)

    assert min(ftes) == actual
