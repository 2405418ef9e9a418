"""The case by area of the budget: the areas are the whole in every year, and service alone is the service frame."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.areas import AreaFlows
from planbuilder.figures.model import Figures
from tests.figures.cases import AMOUNTS, AREAS, BENEFITS, COSTS, YEARS, Rows, case, cashable, law, numbered, rounded

CHANGES = st.lists(
    st.fixed_dictionaries({"amounts": st.dictionaries(YEARS.map(str), AMOUNTS, min_size=1), "area": AREAS}), max_size=3
)
TERMS = st.fixed_dictionaries({}, optional={"draws": st.dictionaries(YEARS.map(str), AMOUNTS, max_size=5)})
FLOWS = ("one_off", "running", "cashable", "net", "drawn", "changes", "required")


def named(figures: Figures) -> dict[str, AreaFlows]:
    return {one.area: one for one in figures.areas}


def test_a_saving_on_transfers_is_no_saving_on_service() -> None:
    """Each area has its own costs, benefits, budget changes and committees, and none has another's."""
    figures = case(
        {"K1": {"amount": 100}, "K2": {"amount": 40, "area": "capital"}},
        {"G1": cashable(30, committees={"Social": 1}), "G2": cashable(70, area="transfers", frame="outside")},
        budget_changes={"T1": {"area": "service", "amount": -30, "year": 2026}, "T2": {"amount": -5, "year": 2028}},
        horizon=3,
    )

    actual = named(figures)

    assert ["service", "transfers", "capital", ""] == list(actual)
    assert [(-70, 30, 30), (70, 70, 70), (-40, 0, 0), (0, 0, 0)] == [one.net for one in actual.values()]
    assert [(30, 30, 30), (0, 0, 0), (0, 0, 0), (0, 0, 5)] == [one.changes for one in actual.values()]
    assert [30, 70, 0, 0] == [one.permanent for one in actual.values()]
    assert [{"": -100, "Social": 90}, {"": 210}, {"": -40}, {}] == [one.committees for one in actual.values()]
    assert figures.funding.frame == actual["service"].net


def test_a_pool_pays_service_first_and_then_the_other_areas() -> None:
    """What it pays more than any cost of the year has no area, so that nothing of it is left out."""
    pool = {"draws": {"2026": 120, "2027": 9}}
    figures = case(
        {"K1": {"amount": 100}, "K2": {"amount": 40, "area": "capital"}},
        economy={"funding": "investment_pool", "pool": pool},
        horizon=2,
    )

    actual = named(figures)

    assert {"service": (100, 0), "capital": (20, 0), "": (0, 9)} == {name: one.drawn for name, one in actual.items()}
    assert {"service": (0, 0), "capital": (-20, 0), "": (0, 9)} == {name: one.required for name, one in actual.items()}


def test_an_old_plan_has_the_areas_that_it_had() -> None:
    """Capital, service, and what is outside the frame without anybody having said where."""
    figures = case(
        {"K1": {"amount": 1}, "K2": {"amount": 2, "expenditure": "capital"}}, {"G1": cashable(3, frame="outside")}
    )

    assert ["service", "capital", "outside"] == [one.area for one in figures.areas]


@law
@given(COSTS, BENEFITS, CHANGES, TERMS, st.sampled_from(["", "investment_pool"]))
def test_the_areas_are_the_whole_in_every_year(
    some_costs: Rows, some_benefits: Rows, changes: list[Any], terms: dict[str, Any], way: str
) -> None:
    """Costs, benefits, net, draws, budget changes, what is required, and what is permanent."""
    economy = {"funding": way, "pool": terms}
    figures = case(some_costs, some_benefits, economy=economy, budget_changes=numbered(changes, "T"))
    funding, rows, count = figures.funding, figures.rows, range(5)

    actual = {name: [sum(getattr(one, name)[n] for one in figures.areas) for n in count] for name in FLOWS}

    whole = {
        "one_off": [row.one_off for row in rows],
        "running": [row.running for row in rows],
        "cashable": [row.benefits["cashable"] for row in rows],
        "net": figures.net,
        "drawn": [row.draw if way else 0 for row in funding.pool.rows],
        "changes": [sum(one.by_year[n] for one in funding.adjustments) for n in count],
        "required": funding.required,
    }
    # Numbers of 28 digits are added in another order.
    assert {name: rounded(map(Decimal, flow), 6) for name, flow in whole.items()} == {
        name: rounded(map(Decimal, flow), 6) for name, flow in actual.items()
    }
    if figures.permanent.amount is not None:
        assert round(figures.permanent.amount - sum(one.permanent or 0 for one in figures.areas), 6) == 0
    service = next((one.net for one in figures.areas if one.area == "service"), (Decimal(0),) * 5)
    assert rounded(funding.frame, 6) == rounded(service, 6)
    assert round(sum(sum(one.committees.values()) for one in figures.areas) - sum(figures.net), 6) == 0


def test_capital_is_not_indexed_where_the_plan_says_so() -> None:
    """It stays as it is, whatever its art; all else rises, and so does capital in a plan that says nothing."""
    rise = {str(year): 100 for year in range(2027, 2029)}
    costs = {"K1": {"amount": 10, "from": 2028}, "K2": {"amount": 7, "from": 2028, "area": "capital", "art": "wages"}}

    def one_off(**more: Any) -> object:
        indices = {"wages": rise, "prices": rise, **more}
        current = case(costs, horizon=3, economy={"indices": indices}).current
        return current and current["one_off"][2]

    assert (4 * 17, 4 * 10 + 7) == (one_off(), one_off(capital_follows="nothing"))
    own = {"capital": dict.fromkeys(rise, 50), "capital_follows": "own"}
    assert (4 * 10 + Decimal("2.25") * 7, None) == (one_off(**own), one_off(capital_follows="own"))
