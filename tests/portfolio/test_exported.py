"""A portfolio as data for programs says the same as its sums, with the signs of figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from planbuilder.portfolio.exported import portfolio_data
from planbuilder.portfolio.sums import Portfolio
from tests.portfolio.plans import entry


def test_costs_are_negative_and_what_is_found_is_there() -> None:
    """Two plans of the same prices that meet on an account."""
    found = portfolio_data(Portfolio((entry("a"), entry("b"))), date(2027, 1, 1), [("c", [{"code": "PB021"}])], [])
    (money,) = found["money"]  # type: ignore[misc]

    assert (Decimal("-1800001.00"), Decimal(4000000)) == (money["totals"]["one_off"], money["totals"]["cashable"])
    assert money["totals"]["net"] == sum(money["net"])
    assert ["a", "b"] == [one["folder"] for one in found["plans"]]  # type: ignore[union-attr]
    assert ["06.45"] == [one["account"] for one in found["accounts"]]  # type: ignore[union-attr]
    assert [{"folder": "c", "problems": [{"code": "PB021"}]}] == found["not_counted"]
