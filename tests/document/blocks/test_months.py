"""An axis of months tells how far apart measurements lie."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.document.blocks.months import by_month, months, names, values
from planbuilder.plan.registers import Measurement

DAYS = st.lists(st.dates(date(2024, 1, 1), date(2030, 12, 31)), min_size=1, max_size=12).map(sorted)


def points(days: list[date]) -> list[Measurement]:
    return [Measurement("I1", day, Decimal(n)) for n, day in enumerate(days)]


@given(DAYS)
def test_every_month_has_its_place(days: list[date]) -> None:
    """From the first to the last, each once and in order, so that equal distance is equal time."""
    found = months(points(days))

    assert (found[0], found[-1]) == (days[0].replace(day=1), days[-1].replace(day=1))
    assert {12 * b.year + b.month - 12 * a.year - a.month for a, b in pairwise(found)} <= {1}


@given(DAYS)
def test_a_value_stands_in_its_month(days: list[date]) -> None:
    """The last of a month that has several, nothing where nobody measured."""
    made = points(days)
    last = {(p.on.year, p.on.month): p.value for p in made}

    assert dict(zip(months(made), values(made), strict=True)) == {
        month: last.get((month.year, month.month)) for month in months(made)
    }
    assert [p.value for p in by_month(made)] == list(last.values())


@pytest.mark.parametrize(
    ("last", "first_names"),
    [
        (date(2028, 2, 1), ("nov. 2027", "dec.", "jan. 2028", "feb.")),
        (date(2029, 1, 1), ("11.2027", "12.2027", "01.2028")),
    ],
)
def test_months_go_by_name_where_there_is_room(danish, last: date, first_names: tuple[str, ...]) -> None:
    """The year stands at the first month and where it begins; more than twelve months go by figures."""
    shown = names(SimpleNamespace(language=danish), points([date(2027, 11, 3), last]))

    assert shown[: len(first_names)] == first_names


def test_months_may_go_by_figures(danish) -> None:
    """Where each is to stand with its year."""
    made = points([date(2026, 11, 3), date(2027, 1, 5)])

    assert names(SimpleNamespace(language=danish), made, in_figures=True) == ("11.2026", "12.2026", "01.2027")
