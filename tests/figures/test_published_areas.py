"""A published case of Copenhagen (BC05, Økonomiudvalget, 24 March 2020, annex 2), entered by area and with a pool.

Published: an investment of 8.1 million DKK in service and 4.2 million in capital, which saves 3.6 million of service
and 7.9 million of transfers a year, and is paid back in five years. How it falls on years was not readable: here the
investment is all in the first two, and the savings come in by steps of our own.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.document import amounts, area_amounts
from planbuilder.figures.case import compute
from planbuilder.figures.review import review
from planbuilder.plan.model import Plan
from tests.figures.cases import Rows, cashable, plan

COSTS: Rows = {
    "K1": {"title": "Service", "amounts": {"2026": 4_600_000, "2027": 3_500_000}, "area": "service"},
    "K2": {"title": "Capital", "amount": 4_200_000, "area": "capital"},
}
RAMP = [0, 10, 30, 60, 100]
BENEFITS: Rows = {
    "G1": cashable(3_600_000, title="Service", area="service", ramp=RAMP, committees={"Social": 1}),
    "G2": cashable(7_900_000, title="Transfers", area="transfers", ramp=RAMP, committees={"Employment": 1}),
}
CHANGES: Rows = {
    "T1": {
        "area": "service",
        "amounts": {"2027": -360_000, "2028": -1_080_000, "2029": -2_160_000, "2030": -3_600_000},
    },
    "T2": {
        "area": "transfers",
        "amounts": {"2027": -790_000, "2028": -2_370_000, "2029": -4_740_000, "2030": -7_900_000},
    },
}


def bc05(type: str = "own_both") -> Plan:
    economy = {"funding": "investment_pool", "pool": {"type": type}}
    return plan(COSTS, BENEFITS, horizon=8, economy=economy, budget_changes=CHANGES)


def test_the_tables_by_area_are_the_published_ones() -> None:
    """Investment and yearly saving of each area, and five years until it is paid back."""
    figures = compute(bc05())
    found = {one.area: one for one in figures.areas}

    assert {"service": 8_100_000, "transfers": 0, "capital": 4_200_000} == {
        name: sum(one.one_off) for name, one in found.items()
    }
    assert [3_600_000, 7_900_000, 0] == [one.permanent for one in found.values()]
    assert [3_600_000, 7_900_000, 0] == [one.cashable[-1] for one in found.values()]
    assert figures.permanent.amount == 11_500_000
    # Paid back within the fifth year of the case.
    assert figures.break_even_year == 2030


def test_its_areas_come_to_the_whole() -> None:
    """In every year, exactly and in thousands; budgets change in each area by what the case requires there."""
    figures = compute(bc05())

    whole = amounts.years(figures).net
    assert whole == amounts.summed(*(own.net for own in area_amounts.by_area(figures).values()))
    for n, net in enumerate(figures.net):
        assert net == sum(one.net[n] for one in figures.areas)
        assert figures.funding.required[n] == sum(one.required[n] for one in figures.areas)
    assert all(one.required == one.changes for one in figures.areas)


@pytest.mark.parametrize(
    ("type", "first", "later"),
    [
        pytest.param("own_both", -4_600_000, 3_600_000, id="the municipality's own pool"),
        pytest.param("external", 0, 3_600_000, id="an investor outside"),
    ],
)
def test_its_service_frame(type: str, first: int, later: int) -> None:
    """7.9 million of transfers never free room in it; own money leaves spending in it, others' does not."""
    figures = compute(bc05(type))

    actual = figures.funding.frame_with_pool

    assert (first, later) == (actual[0], actual[-1])
    assert all(amount <= Decimal(3_600_000) for amount in actual)


def test_nothing_is_wrong_with_it() -> None:
    """Its pool is repaid within the case, so that no warning comes but that there are no ranges."""
    some = bc05()

    assert ["PB263"] == [found.code for found in review(some, compute(some))]
