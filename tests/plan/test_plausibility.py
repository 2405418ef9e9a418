"""What can hardly be meant is asked about, each rule at its place; what somebody may well mean is not."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.check import check, doubts
from planbuilder.plan.model import Plan
from planbuilder.plan.plausibility import implausible
from planbuilder.record import replace

AnswersOf = Callable[..., Answers]
Edits = dict[str, Any]
G, K, R, IND, T = "benefits_tree/benefits/G1/", "costs/K1/", "risks/R1", "indicators/I1/", "budget_changes/T1"
E, POOL, INDICES = "economy/", "economy/pool/", "economy/indices/"


def share(**full_effect: object) -> Edits:
    return {f"{G}full_effect": full_effect, f"{E}effective_hours": 1500}


# code, where it is told, a value that can hardly be meant, and its neighbour that may well be
CASES: list[tuple[str, str, Edits, Edits]] = [
    ("PB241", "economy.discount_rate", {f"{E}discount_rate": "0.035"}, {f"{E}discount_rate": 1}),
    ("PB241", "economy.discount_rate", {f"{E}discount_rate": "0.99"}, {f"{E}discount_rate": 0}),
    ("PB242", "economy.discount_rate", {f"{E}discount_rate": -50}, {f"{E}discount_rate": 0}),
    ("PB242", "economy.discount_rate", {f"{E}discount_rate": "10.1"}, {f"{E}discount_rate": 10}),
    ("PB243", "benefits_tree.benefits.G1.ramp", {f"{G}ramp": ["0.5", "1"]}, {f"{G}ramp": ["1", "2"]}),
    ("PB449", "benefits_tree.benefits.G1.ramp", {f"{G}ramp": ["0.5", "100"]}, {f"{G}ramp": ["1", "100"]}),
    ("PB449", "option_benefits.AG1.ramp", {"option_benefits/AG1/ramp": ["0.5", 100]},
     {"option_benefits/AG1/ramp": [0, 100]}),
    ("PB244", "option_risks.AR1.probability", {"option_risks/AR1/probability": "0.25"},
     {"option_risks/AR1/probability": 25}),
    ("PB245", "economy.sensitivity.rate", {f"{E}sensitivity/rate": "0.02"}, {f"{E}sensitivity/rate": "0.5"}),
    ("PB243", "benefits_tree.benefits.G1.ramp", {f"{G}ramp": [0, 1]}, {f"{G}ramp": [0, 0]}),
    ("PB244", "risks.R1.probability", {R: {"title": "x", "probability": "0.25"}}, {R: {"probability": 2}}),
    ("PB244", "risks.R1.probability", {R: {"title": "x", "probability": 1}}, {R: {"probability": 0}}),
    ("PB245", "benefits_tree.benefits.G1.decay", {f"{G}decay": "0.05"}, {f"{G}decay": 1}),
    ("PB245", "economy.pool.share", {f"{POOL}share": "0.8"}, {f"{POOL}share": 0}),
    ("PB245", "economy.pool.interest", {f"{POOL}interest": "0.02"}, {f"{POOL}interest": "0.25"}),
    ("PB245", "economy.sensitivity.costs", {f"{E}sensitivity/costs": "0.2"}, {f"{E}sensitivity/costs": 1}),
    ("PB245", "economy.sensitivity.benefits", {f"{E}sensitivity/benefits": "0.2"}, {f"{E}sensitivity/benefits": 0}),
    ("PB246", "economy.effective_hours", {f"{E}effective_hours": 37}, {f"{E}effective_hours": 1000}),
    ("PB246", "economy.effective_hours", {f"{E}effective_hours": 2201}, {f"{E}effective_hours": 2200}),
    ("PB247", "economy.fte_cost", {f"{E}fte_cost": 45000}, {f"{E}fte_cost": 250000}),
    ("PB247", "economy.fte_cost", {f"{E}fte_cost": 2000001}, {f"{E}fte_cost": 2000000}),
    ("PB248", "economy.indices.wages.2027", {f"{INDICES}wages/2027": "1.03"}, {f"{INDICES}wages/2027": "3.03"}),
    (
        "PB248", "economy.indices.prices.2028",
        {f"{INDICES}prices": {"2027": 1, "2028": "1.0250"}}, {f"{INDICES}prices": {"2027": 2, "2028": "1.0250"}},
    ),
    ("PB249", "economy.indices.wages.2027", {f"{INDICES}wages/2027": 31}, {f"{INDICES}wages/2027": 15}),
    ("PB249", "economy.indices.wages.2027", {f"{INDICES}wages/2027": -6}, {f"{INDICES}wages/2027": -5}),
    (
        "PB250", "benefits_tree.benefits.G1.full_effect.minutes",
        share(volume=300, minutes=600), share(volume=300, minutes=480),
    ),
    ("PB251", "benefits_tree.benefits.G1.delay", {f"{G}delay": 4}, {f"{G}delay": 3}),
    ("PB251", "benefits_tree.benefits.G1.delay", {f"{G}start": None, f"{G}delay": 5}, {f"{G}start": None}),
    (
        "PB252", "economy.pool.repayments.2027",
        {f"{POOL}draws": {"2028": 5}, f"{POOL}repayments": {"2027": 5}},
        {f"{POOL}draws": {"2027": 5}, f"{POOL}repayments": {"2027": 5}},
    ),
    (
        "PB252", "economy.pool.repayments.2026",
        {f"{K}from": 2027, f"{POOL}repayments": {"2026": 5}}, {f"{POOL}repayments": {"2026": 5}},
    ),
    ("PB253", "economy.pool.draws", {f"{POOL}draws": {"2026": 7000}}, {f"{POOL}draws": {"2026": 1400}}),
    (
        "PB253", "economy.pool.draws",
        {"costs/K1": {"amounts": {"2026": 300, "2027": 400}}, f"{POOL}draws": {"2026": 1401}},
        {"costs/K1": {"fte": "0.01"}, f"{POOL}draws": {"2026": 5000}},
    ),
    (
        "PB389", "benefits_tree.benefits.G1.full_effect",
        {f"{G}is_disbenefit": True, f"{G}full_effect": {"amount": 5}},
        {f"{G}is_disbenefit": True, f"{G}full_effect": {"amount": -5}, f"{G}range": {}},
    ),
    ("PB254", "price_base", {"price_base": 2060}, {"price_base": 2027}),
    ("PB254", "price_base", {"price_base": 2020}, {"price_base": 2021}),
    ("PB255", "costs.K1.amount", {f"{K}amount": "580.1250"}, {f"{K}amount": "580000"}),
    ("PB255", "costs.K1.amount", {f"{K}amount": "1234.567"}, {f"{K}amount": "1234.50"}),
    ("PB255", "costs.K1.amount", {f"{K}amount": "0.125"}, {f"{K}amount": "2125000.000"}),
    ("PB255", "costs.K1.amounts.2026", {f"{K}amounts": {"2026": "1500.125"}}, {f"{K}amounts": {"2026": "1500.25"}}),
    ("PB255", "benefits_tree.benefits.G1.full_effect.amount", share(amount="87.1250"), share(amount="87.1")),
    (
        "PB255", "benefits_tree.benefits.G1.full_effect.unit_price",
        share(volume=20, unit_price="12.3450"), share(volume=20, unit_price="12.34"),
    ),
    (
        "PB255", "benefits_tree.benefits.G1.full_effect.volume",
        share(volume="3.2010", minutes=36), share(volume="3.2", minutes=36),
    ),
    ("PB255", "economy.fte_cost", {f"{E}fte_cost": "545000.125"}, {f"{E}fte_cost": "545000.50"}),
    ("PB255", "risks.R1.consequence", {R: {"consequence": "240.0010"}}, {R: {"consequence": "240.01"}}),
    ("PB255", "budget_changes.T1.amount", {T: {"amount": "-90.1250", "year": 2027}}, {T: {"amount": -90000}}),
    ("PB255", "budget_changes.T1.amounts.2027", {T: {"amounts": {"2027": "-90.1250"}}}, {T: {"amounts": {"2027": 1}}}),
    ("PB255", "economy.pool.draws.2026", {f"{POOL}draws": {"2026": "0.705"}}, {f"{POOL}draws": {"2026": "700"}}),
    ("PB255", "economy.pool.repayments.2028", {f"{POOL}repayments/2028": "0.705"}, {f"{POOL}repayments/2028": "0.7"}),
    ("PB256", "benefits_tree.benefits.G1.range.low", {f"{G}range": {"low": 150}}, {f"{G}range": {"low": 334}}),
    ("PB256", "benefits_tree.benefits.G1.range.high", {f"{G}range": {"high": 3001}}, {f"{G}range": {"high": 3000}}),
    ("PB256", "benefits_tree.benefits.G1.range.low", {f"{G}range": {"low": -400}}, {f"{G}range": {"low": 400}}),
    ("PB256", "costs.K1.range.high", {f"{K}range": {"high": 2101}}, {f"{K}range": {"high": 2100}}),
    (
        "PB256", "costs.K1.range.low",
        {"costs/K1": {"amounts": {"2026": 60, "2027": 60}, "range": {"low": 39}}},
        {"costs/K1": {"amounts": {"2026": 60, "2027": 60}, "range": {"low": 40}}},
    ),
    (
        "PB257", "benefits_tree.benefits.G1.full_effect.volume",
        share(volume=1000001, minutes=1), share(volume=1000000, minutes=1),
    ),
    (
        "PB257", "benefits_tree.benefits.G1.full_effect.volume",
        share(volume="0.5", minutes=1), share(volume=0, minutes=1),
    ),
    (
        "PB257", "benefits_tree.benefits.G1.full_effect.unit_price",
        share(volume=2, unit_price=-100001), share(volume=2, unit_price=-100000),
    ),
    ("PB257", "benefits_tree.benefits.G1.full_effect.fte", share(fte=1001), share(fte=1000)),
    ("PB257", "costs.K1.fte", {"costs/K1": {"fte": 1001}}, {"costs/K1": {"fte": 1000}}),
    (
        "PB258", "indicators.I1.target.value",
        {f"{IND}unit": "pct. af sagerne", f"{IND}target/value": 110}, {f"{IND}unit": "pct. af sagerne"},
    ),
    (
        "PB258", "indicators.I1.baseline.value",
        {f"{IND}unit": "%", f"{IND}baseline/value": -1}, {f"{IND}unit": "procentpoint", f"{IND}baseline/value": -1},
    ),
    ("PB259", "indicators.I1.target.value", {f"{IND}target/value": 1000}, {f"{IND}target/value": 999}),
    ("PB259", "indicators.I1.target.value", {f"{IND}target/value": "0.1"}, {f"{IND}target/value": 0}),
]  # fmt: skip


def told(answers: Answers) -> set[tuple[str, str]]:
    return {(one.code, one.place.path) for one in implausible(answers.plan)}


@pytest.mark.parametrize(("code", "path", "odd", "usual"), CASES, ids=[f"{one[0]} {n}" for n, one in enumerate(CASES)])
def test_a_rule_fires_on_its_value_and_not_on_the_neighbour(
    answers_of: AnswersOf, code: str, path: str, odd: Edits, usual: Edits
) -> None:
    """The value is asked about at its place, and the nearest one that may well be meant is not."""
    actual = ((code, path) in told(answers_of(odd)), (code, path) in told(answers_of(usual)))

    assert actual == (True, False)


def test_every_rule_has_its_case() -> None:
    """No warning is left without a value that brings it about."""
    codes = {f"PB{number}" for number in range(241, 260)} | {"PB389", "PB449"}

    assert {code for code, *_ in CASES} == codes


@pytest.mark.parametrize(("code", "path", "odd", "usual"), CASES, ids=[f"{one[0]} {n}" for n, one in enumerate(CASES)])
def test_check_and_interview_tell_the_same(
    answers_of: AnswersOf, code: str, path: str, odd: Edits, usual: Edits
) -> None:
    """One table of rules: what the interview asks about, `check` warns of as a draft already."""
    answers = answers_of(odd)
    asked = {(one.code, one.place.path) for one in doubts(answers)}
    warned = {(one.code, one.place.path) for one in check(answers, "draft") if one.severity == "warning"}

    assert (code, path) in asked & warned


@pytest.mark.parametrize("edits", [odd for _, _, odd, _ in CASES], ids=[f"{c[0]} {n}" for n, c in enumerate(CASES)])
def test_a_warning_is_told_in_words_of_the_language(answers_of: AnswersOf, spoken: Language, edits: Edits) -> None:
    """Every field is filled in, no key of a word shows, and the way out ends in a question or in what to write."""
    for found in implausible(answers_of(edits).plan):
        said = f"{spoken.problem(found)} {spoken.way_out(found)}"

        assert not any(mark in said for mark in ("{", "}", "plausible.", "units."))
        assert "?" in spoken.way_out(found)


def test_numbers_are_shown_as_the_language_writes_them(answers_of: AnswersOf, spoken: Language) -> None:
    """A warning about 185,000 and 150 shows both, with their unit."""
    edits = {f"{G}full_effect": {"amount": 185000}, f"{G}range": {"low": 150}}

    said = [spoken.problem(one) for one in implausible(answers_of(edits).plan)]

    assert said == [
        {
            "da": "Det lave skøn for G1 er læst som 150 kr. pr. år. Det sandsynlige er 185.000 kr. pr. år.",
            "en": "The low estimate of G1 is read as 150 DKK a year. The likely one is 185,000 DKK a year.",
        }[spoken.code]
    ]


def test_the_example_plan_gives_no_warning(example_plan: Plan) -> None:
    """What an experienced benefits lead writes is never doubted."""
    assert [*implausible(example_plan)] == []


@given(rate=st.decimals("1", "10"), hours=st.decimals("1000", "2200"), cost=st.decimals("250000", "2000000"))
def test_usual_assumptions_are_never_doubted(rate: Decimal, hours: Decimal, cost: Decimal) -> None:
    """Whatever lies within the usual limits passes, with as many decimals as it may have."""
    plan = Plan("planbuilder.plan/1", "p", "T", 2026, 2027, 5)
    economy = replace(plan.economy, discount_rate=rate, effective_hours=hours, fte_cost=cost)

    found = {one.code for one in implausible(replace(plan, economy=economy))}

    assert found <= {"PB255"}
