"""What only shows once a plan has been computed is told with its place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planbuilder.errors import Problem
from planbuilder.figures.case import compute
from planbuilder.figures.review import faults, problems, review
from planbuilder.language import load
from planbuilder.plan.answers import Answers
from planbuilder.plan.model import Plan
from tests.figures.cases import cashable, plan

B = "benefits_tree.benefits.G1"
YEARS = {str(year): Decimal("2.5") for year in range(2027, 2031)}


def told(of: Plan) -> list[Problem]:
    """What is told of a plan, but that it has no ranges: these small plans have none."""
    return [one for one in review(of, compute(of)) if one.code != "PB263"]


def found(of: Plan) -> list[tuple[str, str]]:
    return [(one.code, one.place.path) for one in told(of)]


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        ({"account": ""}, [("PB136", B)]),
        ({"use": ""}, [("PB142", B)]),
        ({"use_decided_by": ""}, [("PB143", B)]),
        ({"units": {"A": Decimal("0.4")}}, [("PB144", B)]),
        ({"full_effect": {"fte": Decimal("0.4")}, "units": {}}, [("PB144", B)]),
        ({"full_effect": {"fte": 1}, "units": {"A": Decimal("1.5"), "B": Decimal("-0.5")}}, []),
        ({"full_effect": {"fte": 1}, "units": {"A": Decimal("1.5")}}, [("PB137", f"{B}.units")]),
        ({"part_of": "G2"}, []),
    ],
)
def test_a_benefit_that_cannot_be_taken_home(benefit: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """One warning for each thing that is missing, at the benefit."""
    ours = plan({}, {"G1": {**cashable(100), "units": {}, **benefit}, "G2": cashable(5, units={})})

    assert expected == found(ours)


def test_budget_changes_that_do_not_come_to_the_case(danish) -> None:
    """Every year with a difference is named, and the first one's amount and way, as people write numbers."""
    changes = {"T1": {"budget": "x", "amounts": {"2026": 100, "2027": -1240}}}
    ours = plan({"K1": {"amount": 100}}, {"G1": cashable(50, start=2027, units={})}, budget_changes=changes)

    (actual,) = told(ours)

    assert ("PB138", "warning") == (actual.code, actual.severity)
    assert (
        "Budgetændringerne svarer ikke til business casen i 2027–2030. I 2027 er budgetterne sat 1.190 kr. for lavt."
    ) == danish.problem(actual)


def test_a_last_amount_that_does_not_go_on_like_the_case() -> None:
    """A renewal in the last year is paid then; the budget change as written goes on, and the plan is told."""
    changes = {"T1": {"budget": "x", "amounts": {"2026": 100, "2027": -50, "2030": 30}}}
    costs = {"K1": {"amount": 100}, "K2": {"amount": 80, "from": 2030}}
    ours = plan(costs, {"G1": cashable(50, start=2027, units={})}, budget_changes=changes)

    (actual,) = told(ours)

    assert ("PB260", "budget_changes", "warning", "80") == (
        actual.code, actual.place.path, actual.severity, actual.values["gap"],
    )  # fmt: skip


@pytest.mark.parametrize("part", ["0.5", "0.49"])
def test_budgets_may_be_off_by_less_than_half_a_krone(part: str) -> None:
    """In a year of the case, in what goes on after it, and of a pool for another area."""
    off = Decimal(part)
    wrong = {"T1": {"budget": "x", "amounts": {"2026": 100 + off, "2027": -50}}}
    lasting = {"T1": {"budget": "x", "amounts": {"2026": 100, "2027": -50, "2030": -50 + off}}}
    once = {"K1": {"amount": 100}}
    renewed = {**once, "K2": {"amount": off, "from": 2030}}
    saving = {"G1": cashable(50, start=2027, units={})}
    another = {"type": "own_capital", "draws": {"2026": off}}

    codes = [
        {one.code for one in told(ours)}
        for ours in (
            plan(once, saving, budget_changes=wrong),
            plan(renewed, saving, budget_changes=lasting),
            plan(once, saving, economy={"funding": "investment_pool", "pool": another}),
        )
    ]

    assert ["PB138" in codes[0], "PB260" in codes[1], "PB274" in codes[2]] == [part == "0.5"] * 3


@pytest.mark.parametrize(
    ("benefit", "year"),
    [({"start": 2029, "ramp": [20, 60, 100]}, "2031"), ({"start": 2028, "delay": 4}, "2032")],
    ids=["ramp", "delay"],
)
def test_a_benefit_that_is_not_in_full_effect_within_the_case(benefit: dict[str, Any], year: str) -> None:
    """There is no permanent effect to show, and where to mend it is told."""
    ours = plan({"K1": {"amount": 100}}, {"G1": cashable(100, **benefit), "G2": {**cashable(5), "kind": "quality"}})

    (actual,) = told(ours)

    assert ("PB261", B, year, "2030") == (
        actual.code, actual.place.path, actual.values["year"], actual.values["last"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "benefit",
    [
        {"start": 2029, "ramp": [60, 100]},
        {"start": 2028, "ramp": [10, 20, 30, 100], "end": 2029},
        {"full_effect": {"amounts": {"2030": 5}}},
        {"start": 2029, "ramp": [20, 60, 100], "kind": "cost_avoidance"},
    ],
    ids=["in the last year", "ended before", "by year", "of a kind that no budget has"],
)
def test_a_benefit_that_comes_as_far_as_it_ever_does_within_the_case(benefit: dict[str, Any]) -> None:
    """Nothing is said of it."""
    assert "PB261" not in {one.code for one in told(plan({"K1": {"amount": 100}}, {"G1": cashable(100, **benefit)}))}


def test_a_pool_that_is_not_repaid() -> None:
    """Told with what is owed; not told where no pool is used."""
    costs = {"K1": {"amount": 100}}

    assert [("PB139", "economy.pool")] == found(plan(costs, economy={"funding": "investment_pool"}))
    assert [] == found(plan(costs, economy={"funding": "budget_to_budget"}))


def test_an_amount_is_rounded_as_the_documents_round_it() -> None:
    """Half a krone goes up: the warning and the plan would name two amounts of one debt."""
    costs = {"K1": {"amount": "1500000.50"}}

    (actual,) = told(plan(costs, economy={"funding": "investment_pool"}))

    assert "1.500.001 kr." in load("da").problem(actual)


def test_the_years_without_an_index_are_told_together(questionnaire, danish) -> None:
    """One line for an index, however many years it lacks, by the name that people know."""
    ours = plan(economy={"indices": {"wages": {"2027": Decimal(2), "2030": Decimal(2)}, "prices": YEARS}})

    found = [
        [one for one in problems(Answers(ours, questionnaire, danish), level) if one.code in ("PB133", "PB218")]
        for level in ("draft", "approval")
    ]

    assert [["PB218"], ["PB133"]] == [[one.code for one in ones] for ones in found]
    assert danish.problem(found[1][0]) == "Lønfremskrivningen mangler tal for 2028–2029."


ALL = {"wages": YEARS, "prices": YEARS}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"capital": YEARS, "capital_follows": "own"}, []),
        ({"capital": YEARS}, [("PB445", "economy.indices.capital")]),
        ({"capital": YEARS, "capital_follows": "nothing"}, [("PB445", "economy.indices.capital")]),
        ({"capital_follows": "own"}, [("PB218", "economy.indices.capital")]),
    ],
)
def test_an_index_of_capital_stands_where_capital_follows_it(
    more: dict[str, Any], expected: list[tuple[str, str]], questionnaire, danish
) -> None:
    """One that nothing follows is told, and so is one that is followed and not there."""
    ours = plan(economy={"indices": {**ALL, **more}})

    found = problems(Answers(ours, questionnaire, danish), "draft")
    assert expected == [(one.code, one.place.path) for one in found if one.code in ("PB218", "PB445")]


@pytest.mark.parametrize(
    ("economy", "expected"),
    [
        ({"indices": {"wages": YEARS, "prices": YEARS}}, []),
        ({"indices": {"wages": YEARS}}, []),
        ({"indices": {"wages": {**YEARS, "2031": 1}, "prices": YEARS}}, [("PB141", "economy.indices.wages.2031")]),
        ({"indices": {"wages": {**YEARS, "x": 1}, "prices": YEARS}}, [("PB141", "economy.indices.wages.x")]),
        ({"indices": {**ALL, "capital": {"2031": 1}}}, [("PB141", "economy.indices.capital.2031")]),
    ],
)
def test_indices_are_given_for_the_years_that_need_them(
    economy: dict[str, Any], expected: list[tuple[str, str]], questionnaire, danish
) -> None:
    """A useless year is an error; a missing one is a gap, and nothing is computed from a guess."""
    ours = plan(economy=economy)

    assert expected == [(one.code, one.place.path) for one in faults(Answers(ours, questionnaire, danish))]


def test_figures_are_not_looked_at_where_the_plan_is_wrong(questionnaire, danish) -> None:
    """An unknown profile is an error with its place, and no warning about figures stands beside it."""
    ours = plan({}, {"G1": cashable(100, account="", profile="fast")})

    codes = [one.code for one in problems(Answers(ours, questionnaire, danish), "draft")]

    assert "PB032" in codes
    assert "PB136" not in codes


RANGE = {"range": {"low": 50}}


@pytest.mark.parametrize(
    ("costs", "benefits", "expected"),
    [
        ({"K1": {"amount": 100}}, {"G1": cashable(5)}, ["costs"]),
        ({}, {"G1": cashable(5), "G2": cashable(0)}, ["benefits_tree.benefits"]),
        ({"K1": {"amount": 100, **RANGE}}, {"G1": cashable(5)}, []),
        ({"K1": {"amount": 100, "range": {"low": 100}}}, {}, ["costs"]),
        ({"K1": {"amount": 0}}, {}, []),
        ({"K1": {"amount": 100}}, {"G1": {**cashable(100, **RANGE), "kind": "quality"}}, ["costs"]),
    ],
)
def test_a_case_without_ranges(costs: Any, benefits: Any, expected: list[str]) -> None:
    """A warning that nothing has been estimated; one range is enough."""
    ours = plan(costs, benefits)

    actual = [one for one in review(ours, compute(ours)) if one.code == "PB263"]

    assert expected == [one.place.path for one in actual]


POOL = {"funding": "investment_pool"}


@pytest.mark.parametrize(
    ("pool", "expected"),
    [
        ({"form": "grant"}, []),
        ({"form": "grant", "interest": 2}, [("PB273", "economy.pool.interest")]),
        ({"form": "grant", "repayments": {"2027": 5}}, [("PB273", "economy.pool.repayments")]),
        ({"repayments": {"2026": 1}}, [("PB139", "economy.pool")]),
        ({"type": "own_service", "draws": {"2026": 100}, "form": "grant"}, []),
        ({"type": "own_service", "draws": {"2026": 130}, "form": "grant"}, [("PB274", "economy.pool.draws")]),
        ({"type": "own_capital", "draws": {"2026": 130}, "form": "grant"}, [("PB274", "economy.pool.draws")]),
        ({"type": "own_both", "draws": {"2026": 130}, "form": "grant"}, []),
    ],
)
def test_a_grant_and_a_pool_of_one_area(pool: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """A grant that is not repaid is no fault, its terms of repayment are; a pool of one area is for that area."""
    costs = {"K1": {"amount": 100}, "K2": {"amount": 40, "area": "capital", "range": {"low": 30}}}
    ours = plan(costs, {"G1": cashable(10, start=2027)}, horizon=3, economy={**POOL, "pool": pool})

    actual = [(one.code, one.place.path) for one in review(ours, compute(ours))]

    assert expected == [one for one in actual if one[0] in ("PB139", "PB273", "PB274")]


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        ({"full_effect": {"amount": 150_000}, "units": {}, "account": "06.45.51"}, ["0.30"]),
        ({"full_effect": {"amount": 250_000}, "units": {}, "account": "06.45.51"}, []),
        ({"full_effect": {"volume": 100, "unit_price": 1_000}, "units": {}, "account": "06.45.51, løn"}, ["0.20"]),
        ({"full_effect": {"amount": 150_000}, "units": {}, "account": "06.45.52, licens"}, []),
        ({"full_effect": {"amount": 150_000}, "units": {"A": 1}, "account": "06.45.51"}, []),
        ({"full_effect": {"amount": -150_000}, "units": {}, "account": "06.45.51"}, []),
        ({"full_effect": {"amount": 9_000}, "units": {}, "account": "", "accounts": {"06.45.51": 1}}, ["0.02"]),
    ],
)
def test_an_amount_that_would_be_scattered_as_time(benefit: dict[str, Any], expected: list[str]) -> None:
    """0.3 FTE fail the test, and the same in kroner is told: with the FTE, unless the account says it is no pay."""
    ours = plan({}, {"G1": {**cashable(0), **benefit}})
    figures = compute(ours)

    actual = [one.values["fte"] for one in review(ours, figures) if one.code == "PB298"]

    assert expected == actual
    # It counts as the plan says: an old plan has the same figures.
    assert figures.benefits[0].kind == "cashable"


def test_the_units_decide_where_they_are_given() -> None:
    """An amount freed in units of less than half a post is released time, as before."""
    ours = plan({}, {"G1": cashable(900_000, units={"A": 0.3, "B": 2})})

    assert compute(ours).benefits[0].kind == "released_time"


def test_uplifts_that_no_table_has_or_that_stand_beside_a_range(questionnaire, danish) -> None:
    """The first stops figures, with what is near; the second is told, and the range holds."""
    costs = {
        "K1": {"amount": 100, "uplift": "uk-2002.outsorcing"},
        "K2": {"amount": 100, "uplift": "uk-2002.outsourcing", "range": {"low": 90, "high": 150}},
    }

    told = {(one.code, one.place.path) for one in problems(Answers(plan(costs), questionnaire, danish), "draft")}
    assert {("PB391", "costs.K1.uplift"), ("PB392", "costs.K2.uplift")} <= told


@pytest.mark.parametrize(
    ("change", "indices", "expected"),
    [
        ({"art": "wages"}, {}, []),
        ({}, {}, ["PB446"]),
        ({"account": "06.45.51.1.001.10"}, {}, []),
        ({"account": "06.45.51.1.001.10", "art": "prices"}, {}, ["PB448"]),
        ({"art": "wages"}, {"budget_year": 2040}, ["PB447"]),
        ({}, {"prices": {}}, ["PB447"]),
        ({"area": "capital"}, {"capital_follows": "nothing"}, []),
    ],
)
def test_budget_changes_say_which_index_they_follow(
    change: dict[str, Any], indices: dict[str, Any], expected: list[str], questionnaire, danish
) -> None:
    """Where the plan names the year in whose prices budgets are voted."""
    changes = {"T1": {"budget": "B", "amount": -5, "year": 2026, **change}}
    ours = plan(economy={"indices": {**ALL, "budget_year": 2027, **indices}}, budget_changes=changes)

    found = problems(Answers(ours, questionnaire, danish), "draft")
    assert expected == [one.code for one in found if one.code in ("PB446", "PB447", "PB448")]
