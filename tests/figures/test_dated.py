"""XNPV and XIRR: the published example, rates that were held out, and flows on the same day of each year."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder.figures.catalogue import explain
from planbuilder.figures.dated import of_years, xirr, xnpv
from tests.figures.cases import case, cashable, law, plan

# Microsoft's documentation of XNPV and XIRR.
PUBLISHED = (
    (date(2008, 1, 1), -10000), (date(2008, 3, 1), 2750), (date(2008, 10, 30), 4250), (date(2009, 2, 15), 3250),
    (date(2009, 4, 1), 2750),
)  # fmt: skip
FLOWS = tuple((day, Decimal(amount)) for day, amount in PUBLISHED)


def test_the_published_example() -> None:
    """2,086.65 at 9 %, and 37.34 %."""
    assert round(xnpv(Decimal("0.09"), FLOWS), 2) == Decimal("2086.65")
    found = xirr(FLOWS)
    assert found is not None
    assert round(found * 100, 2) == Decimal("37.34")


def test_one_year_at_a_rate_is_that_rate() -> None:
    """365 days at 8 %: 100 becomes 108; at 7 % of 730 days, 100 becomes 114.49."""
    start = date(2026, 1, 1)
    for days, end, rate in ((365, "108", "0.08"), (730, "114.49", "0.07")):
        found = xirr(((start, Decimal(-100)), (start + timedelta(days), Decimal(end))))
        assert found is not None
        assert round(found, 10) == Decimal(rate)


def test_no_rate_is_reported_where_there_is_none_or_more_than_one() -> None:
    """Gains alone, nothing at all, and a case that turns twice."""
    day = date(2026, 12, 31)
    turned = [(day + timedelta(365 * n), Decimal(amount)) for n, amount in enumerate((-100, 230, -132))]

    assert xirr(((day, Decimal(5)), (day + timedelta(9), Decimal(7)))) is None
    assert xirr(((day, Decimal(0)), (day + timedelta(9), Decimal(0)))) is None
    assert xirr(turned) is None


@settings(law, max_examples=25)
@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=6), st.integers(-50, 300))
def test_the_rate_is_where_the_value_is_zero(amounts: list[int], percent: int) -> None:
    """A cost and gains: at the rate that is found the present value is nothing, whatever the days between."""
    day = date(2026, 1, 1)
    flows = [(day, Decimal(-sum(amounts)) * (100 + percent) / 100)]
    flows += [(day + timedelta(200 * n + 37), Decimal(amount)) for n, amount in enumerate(amounts)]
    found = xirr(flows)
    if found is not None:
        assert abs(xnpv(found, flows)) < Decimal("0.01") * max(1, abs(flows[0][1]))


def test_both_are_explained_to_the_figure() -> None:
    """At one rate of 10 % the check by days is NPV but for a leap day; with several rates there is none."""
    rows = ({"K1": {"amount": 900}}, {"G1": cashable(300, start=2027)})
    made, found = plan(*rows, economy={"discount_rate": 10}), case(*rows, economy={"discount_rate": 10})
    banded = {"rate_bands": {"1": 10, "3": 5}}

    npv, rate = (explain(made, found, name).result for name in ("xnpv", "xirr"))
    assert npv is not None
    assert rate is not None
    assert abs(npv - found.npv) < Decimal("0.5")
    assert abs(rate - found.irr.rates[0]) < Decimal("0.001")
    assert explain(plan(*rows, economy=banded), case(*rows, economy=banded), "xnpv").result is None


def test_a_case_dated_at_the_end_of_its_years_has_nearly_its_own_rate() -> None:
    """Leap days alone part the two, by year ends as in the middle of years."""
    for timing in ("", "mid_year"):
        found = case({"K1": {"amount": 900}}, {"G1": cashable(300, start=2027)}, economy={"timing": timing})
        dated = xirr(of_years(found.net, 2026, bool(timing)))
        assert dated is not None
        assert abs(dated - found.irr.rates[0]) < Decimal("0.001")
