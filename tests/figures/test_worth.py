"""What a full effect is worth: hours are cases times minutes, and a loss is a gain with its sign turned."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.worth import fte_of, worth_of
from planbuilder.plan.economy import FullEffect
from tests.figures import cases
from tests.figures.cases import LITTLE, law

ECONOMY = {"effective_hours": 1500}
TIMES = st.one_of(
    st.fixed_dictionaries({"fte": st.decimals(0, 100, places=1)}),
    st.fixed_dictionaries({"hours": st.decimals(0, 10**5, places=1)}),
    st.fixed_dictionaries({"volume": st.just(Decimal(700)), "minutes": st.decimals(0, 400, places=1)}),
)


def turned(effect: dict[str, Any]) -> dict[str, Any]:
    """The same time lost: every part but the number of cases below zero."""
    return {name: value if name == "volume" else -value for name, value in effect.items()}


@law
@given(volume=st.integers(0, 20_000), minutes=st.decimals(-60, 60, places=1))
def test_hours_are_cases_times_minutes_over_sixty(volume: int, minutes: Decimal) -> None:
    """The two ways to give time come to the same FTE and DKK, above zero and below."""
    plan = cases.plan(economy=ECONOMY)
    each = FullEffect(volume=Decimal(volume), minutes=minutes)
    whole = FullEffect(hours=volume * minutes / 60)

    assert abs(fte_of(plan, each) - fte_of(plan, whole)) < LITTLE
    assert abs(worth_of(plan, each) - worth_of(plan, whole)) < Decimal("0.01")


@law
@given(effect=TIMES)
def test_time_that_is_lost_is_time_gained_with_its_sign_turned(effect: dict[str, Any]) -> None:
    """FTE and DKK of a loss of time are those of the gain, below zero."""
    plan = cases.plan(economy=ECONOMY)
    gain, loss = FullEffect(**effect), FullEffect(**turned(effect))

    assert fte_of(plan, loss) == -fte_of(plan, gain)
    assert worth_of(plan, loss) == -worth_of(plan, gain)


def test_a_loss_of_time_needs_no_account_and_is_never_moved_out_of_the_case() -> None:
    """A cashable benefit of lost minutes, hours or FTE counts as cashable, without account, use or decision."""
    untested = {"account": "", "use": "", "use_decided_by": "", "kind": "cashable"}
    effects = ({"fte": "-0.3"}, {"hours": -200}, {"volume": 4000, "minutes": -3})
    benefits = {f"G{n}": {**untested, "full_effect": effect} for n, effect in enumerate(effects)}
    figures = cases.case({}, benefits, economy=ECONOMY)

    assert {line.kind for line in figures.benefits} == {"cashable"}
    assert all(year < 0 for line in figures.benefits for year in line.by_year)
    assert figures.npv < 0


def test_time_in_hours_lacks_its_amount_until_the_hours_of_an_fte_are_known() -> None:
    """Hours without effective hours count for nothing, and the line says what it lacks."""
    (line,) = cases.case({}, {"G0": {"kind": "cashable", "full_effect": {"hours": -200}}}).benefits

    assert (line.lacks, line.total) == ("amount", 0)
