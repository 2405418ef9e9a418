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

    for name in ("over", "now"):
        spans, total = [getattr(one, name) for one in known.benefits], getattr(known.total, name)
        assert sum(one.planned for one in spans) == total.planned
        assert sum(one.realised or 0 for one in spans) == (total.realised or 0)
        assert sum(one.difference for one in spans) == total.difference


@law
@given(NOTED, st.sampled_from(YEARS))
def test_what_has_come_and_what_can_come_are_the_forecast(noted: list[Harvest], year: int) -> None:
    """Reckoned without our code: of years that are over nothing more comes, of others what their plan is short of."""
    for one in of(*noted):
        short = {y: one.planned.get(y, D(0)) - one.realised.get(y, D(0)) for y in YEARS}
        rest = sum(amount for y, amount in short.items() if y >= year and one.planned.get(y) and amount > 0)

        assert one.expected(year) == sum(one.realised.values(), D(0)) + rest
        assert one.remaining(year) == rest


@law
@given(st.sampled_from(YEARS), st.sampled_from(YEARS), st.decimals(0, 1, places=2))
def test_the_forecast_is_the_plan_while_what_is_harvested_is_the_plan(now: int, until: int, part: Decimal) -> None:
    """However much of this year, or of later ones, has come already; a year that is over and lacks some lowers it."""
    over = [Harvest("G1", y, D(1000)) for y in YEARS if y < now]
    ahead = [Harvest("G1", y, 1000 * part) for y in YEARS if now <= y <= until]

    assert of(*over, *ahead)[0].expected(now) == 4000
    if over:
        assert of(*over[1:], *ahead)[0].expected(now) == 3000


def test_a_benefit_of_which_nothing_is_noted_is_listed() -> None:
    """As not known, which is not zero; one that is not for budgets stands apart until somebody harvests it."""
    found = {one.id: one for one in of(Harvest("G1", FIRST, D(0)))}

    assert [found[id].realised_before(FIRST + 1) for id in ("G1", "G2", "G3")] == [0, None, None]
    assert [one.is_for_budgets for one in found.values()] == [True, True, False]
    assert of(Harvest("G3", FIRST, D(5)))[2].is_for_budgets
    assert all(one.stated for one in found.values())


def test_a_benefit_of_which_the_plan_says_too_little_is_not_said_to_be_apart() -> None:
    """Neither its kind, or for budgets and not how much."""
    benefits = {
        "G1": {"title": "G1"},
        "G2": {"title": "G2", "kind": "cashable"},
        "G3": {"title": "G3", "kind": "quality"},
    }
    made = plan(benefits=benefits, horizon=4)

    assert [one.stated for one in harvested(made, benefit_lines(made))] == [False, False, True]
