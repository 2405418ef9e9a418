"""What is harvested against the case: the same sum by benefit, by year and in all; what is not noted is not zero."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from planbuilder.document.harvested import summary
from planbuilder.figures.harvest import Harvested, harvested, realised_by_year
from planbuilder.figures.lines import benefit_lines
from planbuilder.plan.economy import Harvest
from planbuilder.plan.model import Plan
from planbuilder.record import replace
from tests.figures.cases import FIRST, cashable, law, plan

D = Decimal
YEARS = range(FIRST, FIRST + 4)
AMOUNTS = st.decimals(-(10**7), 10**7, places=2)
NOTED = st.lists(
    st.builds(
        Harvest,
        benefit=st.sampled_from(["G1", "G2", "gone"]),
        year=st.sampled_from([*YEARS, None]),
        amount=st.one_of(AMOUNTS, st.none()),
        account=st.sampled_from(["", "06.45.51", " 06.45.51"]),
    ),
    max_size=12,
)


def case(*noted: Harvest) -> Plan:
    """Two benefits of 1,000 and 500 a year, one of quality, and what is noted as harvested."""
    benefits = {"G1": cashable(1000), "G2": cashable(500), "G3": {"title": "G3", "kind": "quality"}}
    made = plan(benefits=benefits, horizon=4)
    return replace(made, harvests={f"U{n}": one for n, one in enumerate(noted, 1)})


def of(*noted: Harvest) -> tuple[Harvested, ...]:
    made = case(*noted)
    return harvested(made, benefit_lines(made))


@law
@given(NOTED)
def test_the_sums_by_benefit_by_year_and_in_all_are_the_same(noted: list[Harvest]) -> None:
    """Of what counts, reckoned without our code: the last of each benefit, year and account."""
    found = of(*noted)
    last = {(x.benefit, x.year, x.account.strip()): x.amount for x in noted if x.year and x.amount is not None}
    whole = sum(last.values(), D(0))

    assert sum((sum(one.realised.values(), D(0)) for one in found), D(0)) == whole
    assert sum(realised_by_year(found).values(), D(0)) == whole
    for year, amount in realised_by_year(found).items():
        assert amount == sum(x for (_, noted_in, _), x in last.items() if noted_in == year)


@law
@given(NOTED, st.sampled_from(YEARS))
def test_what_is_shown_adds_up(noted: list[Harvest], year: int) -> None:
    """In whole kroner: planned, harvested and the difference, by benefit and in all."""
    known = summary(of(*noted), year)

    assert sum(one.planned for one in known.benefits) == known.total.planned
    assert sum(one.realised or 0 for one in known.benefits) == (known.total.realised or 0)
    assert sum(one.difference for one in known.benefits) == known.total.difference


@law
@given(st.sampled_from(YEARS))
def test_the_forecast_is_the_plan_while_what_is_harvested_is_the_plan(year: int) -> None:
    """Up to any year; a year without a note is nothing, and a later one is noted in the plan's place."""
    as_planned = [Harvest("G1", y, D(1000)) for y in YEARS if y <= year]
    first = of(*as_planned)[0]

    assert first.expected(year) == sum(first.planned.values()) == 4000
    assert of(*as_planned[1:])[0].expected(year) == 3000
    assert of(*as_planned, Harvest("G1", YEARS[-1], D(1)))[0].expected(YEARS[0]) == 4000 - 999


def test_a_benefit_of_which_nothing_is_noted_is_listed() -> None:
    """As not known, which is not zero; one that is not for budgets stands apart until somebody harvests it."""
    found = {one.id: one for one in of(Harvest("G1", FIRST, D(0)))}

    assert [found[id].realised_to(FIRST) for id in ("G1", "G2", "G3")] == [0, None, None]
    assert [one.is_for_budgets for one in found.values()] == [True, True, False]
    assert of(Harvest("G3", FIRST, D(5)))[2].is_for_budgets
