"""What can hardly have been measured is told with what was probably meant; what may well be true is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.plan.model import Plan
from planbuilder.plan.odd_readings import odd_reading, odd_readings
from planbuilder.plan.registers import Indicator, Measurement, Reading
from planbuilder.plan.store import from_text
from planbuilder.record import replace
from tests.document.plans import HEAD


def plan_with(unit: str, baseline: str, target: str, *values: str) -> Plan:
    """A plan with one indicator, measured on one day."""
    levels = [Reading(Decimal(one)) if one else Reading() for one in (baseline, target)]
    indicator = Indicator("Andel digitale", "kpi", unit=unit, baseline=levels[0], target=levels[1])
    measured = {f"M{n}": Measurement("I1", None, Decimal(one)) for n, one in enumerate(values)}
    return replace(from_text(HEAD), indicators={"I1": indicator}, measurements=measured)


@pytest.mark.parametrize(
    ("unit", "baseline", "target", "value", "told"),
    [
        ("%", "42", "80", "0.68", "PB461 68"),
        ("pct.", "42", "80", "680", "PB461 68"),
        ("%", "42", "80", "6800", "PB461 68"),
        ("%", "42", "80", "68", ""),
        ("%", "0", "90", "0.5", "PB461 50"),
        ("%", "", "", "0.5", "PB461 50"),
        ("%", "12", "2", "0.8", ""),  # an error rate that has fallen below 1 %
        ("%", "4", "1", "0.8", ""),
        ("%", "0.4", "0.1", "0.25", ""),
        ("%", "42", "80", "-5", "PB258"),
        ("%", "", "", "680", "PB258"),
        ("%", "100", "140", "180", ""),  # a growth
        ("%", "100", "140", "1300", ""),
        ("%", "100", "140", "1401", "PB461 140.1"),
        ("andel", "0.42", "0.8", "68", "PB461 0.68"),
        ("andel", "0.42", "0.8", "0.68", ""),
        ("minutter", "62", "26", "0.5", ""),
        ("minutter", "62", "26", "6200", ""),
    ],
)
def test_a_share_is_weighed_by_its_baseline_and_target(
    unit: str, baseline: str, target: str, value: str, told: str
) -> None:
    """Told with what was probably meant, where that can be told."""
    found = odd_reading(plan_with(unit, baseline, target), "I1", Decimal(value))

    assert (f"{found.code} {found.values.get('meant', '')}".strip() if found else "") == told


def test_who_has_corrected_a_slip_is_not_told_of_it() -> None:
    """Of several of a day the last counts."""
    assert [one.place.path for one in odd_readings(plan_with("%", "42", "80", "0.68"))] == ["measurements.M0.value"]
    assert [*odd_readings(plan_with("%", "42", "80", "0.68", "68"))] == []


@given(st.decimals(0, 100, places=2), st.decimals(1, 100, places=2), st.decimals(1, 100, places=2))
def test_what_lies_between_1_and_100_per_cent_is_never_odd(value: Decimal, baseline: Decimal, target: Decimal) -> None:
    """Whatever baseline and target are within the scale; below 1 % only where the hundredfold is at least as near."""
    found = odd_reading(plan_with("%", str(baseline), str(target)), "I1", value)

    assert found is None or value < 1
