"""The permanent effect in words: every sentence is true of every year it names, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given

from planbuilder import language
from planbuilder.document.permanent import key_figure, later_costs, sentences
from planbuilder.figures.methods import rounded
from planbuilder.figures.model import Figures
from tests.figures.cases import FIRST, HORIZON, TIMED_BENEFITS, TIMED_COSTS, Rows, case, cashable, law

LAST = FIRST + HORIZON - 1
DANISH, ENGLISH = language.load("da"), language.load("en")
RUNNING = {"K1": {"kind": "running", "amount": 20_000, "from": 2027}}
GAIN = {"G1": cashable(100_000, start=2027, ramp=[50, 100])}


def told(costs: Rows, benefits: Rows, spoken: language.Language = DANISH) -> str:
    """The sentences of a case."""
    return " ".join(sentences(spoken, case(costs, benefits).permanent, spoken.money)).replace("\u00a0", " ")


CASES = {
    "lasting": (
        RUNNING, GAIN,
        "Når løsningen er fuldt indfaset, forbedrer den budgettet med netto 80.000 kr. om året (fra 2028).",
        "Once fully phased in, it improves the budget by a net DKK 80,000 a year (from 2028).",
    ),
    "a cost for good": (
        {"K1": {"kind": "running", "amount": 120_000}}, GAIN,
        "Når løsningen er fuldt indfaset, koster den budgettet netto 20.000 kr. om året (fra 2028).",
        "Once fully phased in, it costs the budget a net DKK 20,000 a year (from 2028).",
    ),
    "even": (
        {"K1": {"kind": "running", "amount": 100_000}}, GAIN,
        "Når løsningen er fuldt indfaset, er virkningen på budgettet netto 0 kr. (fra 2028).",
        "Once fully phased in, its net effect on the budget is DKK 0 (from 2028).",
    ),
    "running costs alone": (
        RUNNING, {},
        "Fra 2027 koster den budgettet netto 20.000 kr. om året.",
        "From 2027 it costs the budget a net DKK 20,000 a year.",
    ),
    "benefits end": (
        RUNNING, {"G1": {**GAIN["G1"], "end": 2029}},
        "Når løsningen er fuldt indfaset, forbedrer den budgettet med netto 80.000 kr. om året (i 2028–2029)."
        " De budgetvirksomme gevinster ophører med udgangen af 2029."
        " Fra 2030 koster den budgettet netto 20.000 kr. om året.",
        "Once fully phased in, it improves the budget by a net DKK 80,000 a year (in 2028–2029)."
        " The cashable benefits come to an end with 2029."
        " From 2030 it costs the budget a net DKK 20,000 a year.",
    ),
    "benefits end with the case": (
        RUNNING, {"G1": {**GAIN["G1"], "end": LAST}},
        "Når løsningen er fuldt indfaset, forbedrer den budgettet med netto 80.000 kr. om året (i 2028–2030)."
        " De budgetvirksomme gevinster ophører med udgangen af 2030.",
        "Once fully phased in, it improves the budget by a net DKK 80,000 a year (in 2028–2030)."
        " The cashable benefits come to an end with 2030.",
    ),
    "some of both end": (
        {**RUNNING, "K2": {"kind": "running", "amount": 10_000, "to": 2028}}, {**GAIN, "G2": cashable(5_000, end=2028)},
        "Når løsningen er fuldt indfaset, forbedrer den budgettet med netto 75.000 kr. om året (i 2028)."
        " En del af de budgetvirksomme gevinster og en del af driftsudgifterne ophører med udgangen af 2028."
        " Fra 2029 forbedrer den budgettet med netto 80.000 kr. om året.",
        "Once fully phased in, it improves the budget by a net DKK 75,000 a year (in 2028)."
        " Some of the cashable benefits and some of the running costs come to an end with 2028."
        " From 2029 it improves the budget by a net DKK 80,000 a year.",
    ),
    "ramping": (
        RUNNING, {"G1": cashable(100_000, start=2029, ramp=[20, 60, 100])},
        "Ved udgangen af 2030 er løsningen endnu ikke fuldt indfaset; "
        "i 2030 forbedrer den budgettet med netto 40.000 kr.",
        "By the end of 2030 it is not yet fully phased in; in 2030 it improves the budget by a net DKK 40,000.",
    ),
    "late": (
        RUNNING, {"G1": cashable(100_000, delay=9)},
        "Ved udgangen af 2030 er løsningen endnu ikke fuldt indfaset; i 2030 koster den budgettet netto 20.000 kr.",
        "By the end of 2030 it is not yet fully phased in; in 2030 it costs the budget a net DKK 20,000.",
    ),
    "wearing": (
        RUNNING, {"G1": cashable(100_000, decay=10)},
        "I 2030 forbedrer den budgettet med netto 45.610 kr."
        " Virkningen bliver dårligere år for år, fordi en gevinst aftager.",
        "In 2030 it improves the budget by a net DKK 45,610."
        " The effect becomes worse year by year, because a benefit wears off.",
    ),
    "a loss that wears off": (
        {}, {"G1": cashable(100_000), "G2": cashable(-50_000, decay=10)},
        "I 2030 forbedrer den budgettet med netto 67.195 kr. Virkningen er ikke den samme fra år til år.",
        "In 2030 it improves the budget by a net DKK 67,195. The effect is not the same from year to year.",
    ),
    "varying": (
        {"K1": {"kind": "running", "amounts": {"2029": 5_000, "2030": 9_000}}}, GAIN,
        "I 2030 forbedrer den budgettet med netto 91.000 kr. Driftsudgifterne er ikke de samme fra år til år.",
        "In 2030 it improves the budget by a net DKK 91,000. The running costs are not the same from year to year.",
    ),
    "nothing": (
        {"K1": {"amount": 5}}, {},
        "Løsningen ændrer ikke budgettet varigt, for der er hverken budgetvirksomme gevinster eller driftsudgifter.",
        "It does not change the budget permanently, for there are neither cashable benefits nor running costs.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("costs", "benefits", "danish", "english"), CASES.values(), ids=CASES)
def test_each_case_has_its_true_sentence(costs: Rows, benefits: Rows, danish: str, english: str) -> None:
    """In Danish and in English."""
    assert (danish, english) == (told(costs, benefits), told(costs, benefits, ENGLISH))


@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_a_renewal_changes_no_word(year: int) -> None:
    """It is told in a sentence of its own."""
    assert told(RUNNING, GAIN) == told({**RUNNING, "K2": {"amount": 1_500_000, "from": year}}, GAIN)


@pytest.mark.parametrize(
    ("later", "said"),
    [
        ({}, ""),
        ({2030: 90_000}, "Dertil kommer senere engangsudgifter på 90.000 kr. i 2030."),
        ({2029: 1, 2030: 2}, "Dertil kommer senere engangsudgifter på 1 kr. i 2029 og 2 kr. i 2030."),
        (
            dict.fromkeys((2029, 2031, 2033, 2036), 25),
            "Dertil kommer senere engangsudgifter på 100 kr. i alt, fordelt på 4 år mellem 2029 og 2036.",
        ),
    ],
    ids=["none", "one", "two", "many"],
)
def test_later_costs_are_told_with_their_years(later: dict[int, int], said: str) -> None:
    """One by one as long as there are few."""
    amounts = {year: Decimal(amount) for year, amount in later.items()}

    assert said == later_costs(DANISH, amounts, DANISH.money).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("name", "amount", "label", "when"),
    [
        ("lasting", 80_000, "varig nettogevinst om året", "fra 2028"),
        ("benefits end", -20_000, "varig netto om året", "fra 2030"),
        ("benefits end with the case", 80_000, "netto om året", "i 2028–2030"),
        ("ramping", 40_000, "netto i 2030 uden engangsudgifter", "endnu ikke fuldt indfaset"),
        ("wearing", 45_610, "netto i 2030 uden engangsudgifter", "bliver dårligere år for år"),
        ("a loss that wears off", 67_195, "netto i 2030 uden engangsudgifter", "ikke det samme hvert år"),
        ("varying", 91_000, "netto i 2030 uden engangsudgifter", "ikke det samme hvert år"),
        ("nothing", 0, "varig netto om året", ""),
    ],
)
def test_the_one_figure_says_what_it_is(name: str, amount: int, label: str, when: str) -> None:
    """Only what lasts is called permanent."""
    costs, benefits, *_ = CASES[name]
    found = key_figure(DANISH, case(costs, benefits).permanent)

    assert (amount, label, when) == (found.amount, found.label, found.when)


class Claim(NamedTuple):
    """What a sentence says: an amount with its sign, in whole kroner, of each year from the first to the last."""

    amount: int
    first: int
    last: int


WHEN = r"(?P<open>[Ff]ra |[Ii] )(?P<first>\d{4})(?:–(?P<last>\d{4}))?"
EFFECT = (
    r"(?:forbedrer den budgettet med netto (?P<gain>[\d.]+) kr\.|koster den budgettet netto (?P<cost>[\d.]+) kr\."
    r"|er virkningen på budgettet netto (?P<even>0) kr\.)"
)
SAID = (
    re.compile(rf"Når løsningen er fuldt indfaset, {EFFECT}(?: om året)? \({WHEN}\)"),
    re.compile(rf"{WHEN} {EFFECT}"),
)


def claims(text: str) -> Iterator[Claim]:
    """Every amount that a text gives, with the years it gives it for."""
    for pattern in SAID:
        for found in pattern.finditer(text):
            gain, cost = (int((found[name] or "0").replace(".", "")) for name in ("gain", "cost"))
            assert bool(gain) + bool(cost) + bool(found["even"]) == 1, text
            lasts = found["open"].lower() == "fra "
            yield Claim(gain - cost, int(found["first"]), LAST if lasts else int(found["last"] or found["first"]))


def recurring(figures: Figures) -> dict[int, Decimal]:
    """Cashable benefits less running costs by year, in whole kroner."""
    return {row.year: rounded(row.benefits["cashable"] - row.running, Decimal(1)) for row in figures.rows}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("lasting", [(80_000, 2028, LAST)]),
        ("benefits end", [(80_000, 2028, 2029), (-20_000, 2030, LAST)]),
        ("some of both end", [(75_000, 2028, 2028), (80_000, 2029, LAST)]),
        ("even", [(0, 2028, LAST)]),
        ("late", [(-20_000, LAST, LAST)]),
        ("nothing", []),
    ],
)
def test_the_claims_of_a_text_are_read(name: str, expected: list[tuple[int, int, int]]) -> None:
    """The reader below reads what a person would."""
    costs, benefits, *_ = CASES[name]

    assert expected == list(claims(told(costs, benefits)))


@law
@given(TIMED_COSTS, TIMED_BENEFITS)
def test_every_amount_is_what_recurs_in_every_year_it_is_given_for(costs: Rows, benefits: Rows) -> None:
    """An improvement is a plus and a cost a minus; nothing is said of a year that is not so."""
    figures = case(costs, benefits)
    by_year, found = recurring(figures), list(claims(told(costs, benefits)))

    assert len(found) == (len(figures.permanent.stages) or bool(figures.permanent.restless))
    for claim in found:
        assert {claim.amount} == {by_year[year] for year in range(claim.first, min(claim.last, LAST) + 1)}


@law
@given(TIMED_COSTS, TIMED_BENEFITS)
def test_the_one_figure_is_what_recurs_in_the_last_year(costs: Rows, benefits: Rows) -> None:
    """Wherever it stands, and whatever else is told."""
    figures = case(costs, benefits)

    assert rounded(key_figure(DANISH, figures.permanent).amount, Decimal(1)) == recurring(figures)[LAST]
