"""A delivery by others that slips moves the benefits that wait for it, by whole years and never twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.plan.economy import Benefit
from planbuilder.plan.model import Plan
from planbuilder.plan.preconditions import day_of, is_overdue, overdue, slips
from planbuilder.plan.registers import Precondition
from planbuilder.record import replace
from tests.figures import cases
from tests.figures.cases import FIRST, cashable, law

DAYS = st.dates(date(2024, 1, 1), date(2034, 12, 31))
MAYBE = st.one_of(st.none(), DAYS)
HELD = st.builds(Precondition, due=MAYBE, expected=MAYBE, delivered=MAYBE, holds=st.just(("G1",)))


def plan(*held: dict[str, Any], **benefit: Any) -> Plan:
    rows = {f"L{n}": {"holds": ["G1"], **one} for n, one in enumerate(held, 1)}
    return cases.plan({}, {"G1": cashable(100, **{"start": FIRST + 1, **benefit})}, preconditions=rows)


def delay(*held: dict[str, Any], **benefit: Any) -> int:
    return plan(*held, **benefit).coming["G1"].delay


@pytest.mark.parametrize(
    ("due", "expected", "years"),
    [
        # The benefit begins in 2027: what was agreed for 2026 is needed in 2026, what was agreed for 2027 in 2027.
        ("2026-10-01", "2026-12-31", 0),
        ("2026-10-01", "2027-01-01", 1),
        ("2026-10-01", "2028-06-01", 2),
        ("2027-03-01", "2027-12-01", 0),
        ("2027-03-01", "2028-01-15", 1),
        # Room that there was is used up first.
        ("2025-02-01", "2026-12-01", 0),
        ("2025-02-01", "2027-02-01", 1),
        # Agreed for a year after the first: the benefit cannot come before it.
        ("2029-01-01", None, 2),
    ],
)
def test_the_years_between_what_is_needed_and_what_comes(due: str, expected: str | None, years: int) -> None:
    """Whole years, and none for what comes in time."""
    assert delay({"due": due, "expected": expected}) == years


def test_the_day_of_delivery_counts_before_the_one_expected_and_that_before_the_agreed_one() -> None:
    """What has happened is known better than what was thought."""
    held = {"due": "2026-10-01", "expected": "2029-01-01", "delivered": "2026-12-01"}

    assert (delay(held), delay({**held, "delivered": None})) == (0, 3)


def test_of_several_the_latest_counts() -> None:
    """Two that slip by one and by two years move by two."""
    held = [{"due": "2026-10-01", "expected": day} for day in ("2027-05-01", "2028-05-01")]

    assert delay(*held) == 2


@pytest.mark.parametrize(("own", "years"), [(0, 2), (1, 2), (2, 2), (3, 3)])
def test_a_delay_of_the_plans_own_is_not_added(own: int, years: int) -> None:
    """The longer of the two: a benefit is never moved twice for one delivery."""
    assert delay({"due": "2026-10-01", "expected": "2028-05-01"}, delay=own) == years


def test_without_a_first_year_the_cases_own_counts() -> None:
    """A benefit without a start begins with the case, in 2026."""
    assert delay({"due": "2025-10-01", "expected": "2026-05-01"}, start=None) == 1


def test_a_benefit_that_waits_for_nothing_is_the_same() -> None:
    """Not even a copy of it."""
    one = cases.plan({}, {"G1": cashable(1), "G2": cashable(1)}, preconditions={"L1": {"holds": ["G2"]}})

    assert all(one.coming[id] is benefit for id, benefit in one.benefits_tree.benefits.items())


@law
@given(st.lists(HELD, max_size=3), st.integers(FIRST - 2, FIRST + 4), st.integers(0, 3))
def test_no_benefit_begins_before_what_it_waits_for(held: list[Precondition], start: int, own: int) -> None:
    """In no year before that of the latest delivery, nor before its own; and later than that by its own delay alone."""
    rows = {f"L{n}": one for n, one in enumerate(held)}
    benefit = Benefit(start=start, delay=own)
    base = plan()
    tree = replace(base.benefits_tree, benefits={"G1": benefit})

    late = replace(base, benefits_tree=tree, preconditions=rows).coming["G1"].delay

    years = [day.year for one in held if (day := day_of(one))]
    assert start + late >= max([start + own, *years])
    assert late == own or late == max(slip.years for slip in slips(rows, "G1", benefit, FIRST))
    assert start + late <= max([start + own, *(year + 1 for year in years)])


@pytest.mark.parametrize(
    ("days", "late"),
    [
        ({"due": date(2026, 5, 1)}, True),
        ({"due": date(2026, 5, 2)}, False),
        ({"due": date(2026, 1, 1), "expected": date(2026, 9, 1)}, False),
        ({"due": date(2026, 1, 1), "expected": date(2026, 4, 1)}, True),
        ({"due": date(2026, 1, 1), "delivered": date(2026, 4, 1)}, False),
        ({}, False),
    ],
)
def test_overdue_is_what_has_not_come_by_its_newest_day(days: dict[str, date], late: bool) -> None:
    """The new day where there is one, the agreed one otherwise; what has come is never overdue."""
    one, today = Precondition(**days), date(2026, 5, 2)

    assert (is_overdue(one, today), overdue({"L1": one}, today)) == (late, ("L1",) if late else ())
