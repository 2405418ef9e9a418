"""What is told of a line of the plan is told of a line that an option has of its own, at its row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planbuilder import codes, language
from planbuilder.errors import Problem, problem
from planbuilder.figures import review
from planbuilder.figures.case import compute
from planbuilder.plan import check_economy, check_natures, odd_numbers, plausibility
from planbuilder.plan.answers import Answers
from planbuilder.plan.check_economy import line_problems
from planbuilder.plan.model import Plan
from planbuilder.plan.option_rules import of_options
from planbuilder.plan.options import OptionBenefit, OptionCost, OptionRisk
from planbuilder.plan.plausibility import implausible
from planbuilder.questionnaire.loading import load
from tests.figures.cases import plan

Said = dict[str, Any]
LOSS = {"amount": -5}
GAIN: Said = {
    "title": "Tid", "kind": "cashable", "account": "6.45.51", "use": "Rammen falder.", "use_decided_by": "Byrådet",
    "full_effect": {"amount": 700_000},
}  # fmt: skip
COSTS: list[tuple[str, str, Said]] = [
    ("AMOUNT_MISSING", "", {"kind": "one_off"}),
    ("NOT_ONE_VALUE", "", {"amount": 5, "fte": 1}),
    ("YEAR_OUTSIDE_PERIOD", "from", {"amount": 5, "from": 2020}),
    ("ENDS_BEFORE_START", "to", {"amount": 5, "from": 2028, "to": 2027}),
    ("TIME_NOT_PRICED", "fte", {"fte": 1}),
    ("MONEY_GIVEN_IN_TIME", "fte", {"fte": 1, "nature": "income"}),
    ("LEFT_MORE_THAN_ONCE", "kind", {"amount": 5, "nature": "residual_value", "kind": "running"}),
    ("CANNOT_COME_AGAIN", "every", {"amount": 5, "kind": "running", "every": 2}),
    ("NEVER_COMES_AGAIN", "every", {"amount": 5, "every": 50}),
    ("THREE_DECIMALS", "amount", {"amount": "1234.125"}),
    ("SIZE_UNUSUAL", "fte", {"fte": 2000}),
]
BENEFITS: list[tuple[str, str, Said]] = [
    ("NOT_CASHABLE_WITHOUT_ACCOUNT", "", {"account": ""}),
    ("NOT_CASHABLE_WITHOUT_USE", "", {"use": ""}),
    ("NOT_CASHABLE_WITHOUT_DECISION", "", {"use_decided_by": ""}),
    ("NOT_CASHABLE_SCATTERED", "", {"full_effect": {"fte": "0.2"}}),
    ("SCATTERED_AMOUNT", "", {"full_effect": {"amount": 9000}, "account": "6.45.51 løn"}),
    ("FULL_EFFECT_AFTER_PERIOD", "", {"start": 2030, "ramp": [50, 100]}),
    ("NOT_A_CHOICE", "profile", {"profile": "sometime"}),
    ("BENEFIT_NOT_PRICED", "", {"full_effect": {}}),
    ("AMOUNT_MISSING", "full_effect", {"full_effect": {"volume": 7}}),
    ("NOT_ONE_VALUE", "full_effect", {"full_effect": {"amount": 5, "fte": 1}}),
    ("YEAR_OUTSIDE_PERIOD", "start", {"start": 2020}),
    ("ENDS_BEFORE_START", "end", {"start": 2028, "end": 2027}),
    ("TIME_NOT_PRICED", "full_effect", {"full_effect": {"fte": 1}}),
    ("AMOUNTS_AND_PHASING", "full_effect.amounts", {"full_effect": {"amounts": {"2027": 5}}, "start": 2027}),
    ("GAIN_AND_LOSS", "full_effect.amounts", {"full_effect": {"amounts": {"2027": 5, "2028": -5}}}),
    ("AMOUNT_AFTER_END", "full_effect.amounts.2028", {"full_effect": {"amounts": {"2028": 5}}, "end": 2027}),
    ("RAMP_AND_PROFILE", "profile", {"ramp": [100], "profile": "immediate"}),
    ("BENEFIT_COUNTED_TWICE", "", {"title": "Porto"}),
    ("NO_ACCOUNT_NUMBER", "account", {"account": "Børn"}),
    ("UNKNOWN_FUNCTION", "account", {"account": "00.22.09"}),
    ("SEVERAL_ACCOUNTS", "account", {"account": "6.45.51, 6.45.52"}),
    ("RAMP_LIKE_A_SHARE", "ramp", {"ramp": ["0.5", 1]}),
    ("RAMP_STEP_LIKE_A_SHARE", "ramp", {"ramp": ["0.5", 100]}),
    ("MINUTES_UNUSUAL", "full_effect.minutes", {"full_effect": {"volume": 9, "minutes": 999}}),
    ("SIZE_UNUSUAL", "full_effect.fte", {"full_effect": {"fte": 2000}}),
    ("THREE_DECIMALS", "full_effect.amount", {"full_effect": {"amount": "1234.125"}}),
]
RISKS: list[tuple[str, str, Said]] = [
    ("PROBABILITY_LIKE_A_SHARE", "probability", {"probability": "0.5", "consequence": 5}),
    ("THREE_DECIMALS", "consequence", {"probability": 5, "consequence": "1234.125"}),
]
REGISTERS = {
    "costs": ("option_costs", "AK2", "K2", COSTS),
    "benefits_tree.benefits": ("option_benefits", "AG2", "G2", BENEFITS),
    "risks": ("option_risks", "AR2", "R2", RISKS),
}
EACH = [(lines, *one) for lines, (*_, cases) in REGISTERS.items() for one in cases]
# What a line of an option has from the line whose place it takes, and what its row can then be told of.
TAKEN: dict[str, tuple[Said, Said]] = {
    "BEGINS_AFTER_PERIOD": ({**GAIN, "delay": 2}, {"start": 2030}),
    "DISBENEFIT_LIKE_A_GAIN": ({**GAIN, "is_disbenefit": True, "full_effect": LOSS}, {"full_effect": {"amount": 5}}),
    "PART_NOT_COUNTED": ({"title": "Del", "part_of": "G1"}, {"full_effect": {"amount": 5}}),
}  # fmt: skip
# A row of an option cannot say what these are about, and what it leaves unsaid is told of the plan's own line.
OF_THE_PLAN = {
    "RANGE_DOES_NOT_FIT": "range", "LIKELY_MISSING": "range", "BOUND_FAR_FROM_LIKELY": "range",
    "UPLIFT_OF_NO_COST": "uplift", "UNKNOWN_UPLIFT": "uplift", "UPLIFT_BESIDE_RANGE": "uplift",
    "SHARES_COME_TO_NOTHING": "accounts", "UNITS_DO_NOT_ADD_UP": "units",
    "ACCOUNT_BESIDE_SHARES": "accounts", "AREA_DIFFERS": "area", "GROWTH_AND_DECAY": "growth",
    "PERCENTAGE_LIKE_A_SHARE": "decay", "PART_OF_A_PART": "part_of", "NOT_SAID_YET": "ramp_note",
}  # fmt: skip
# These are of the case or of its budgets, or what another one is called where a plan is to be approved.
OF_NO_LINE = {
    "AMOUNTS_WITH_VAT", "FEW_DRAWS", "POOL_PAYS_ALL", "POOL_NOT_REPAID", "POOL_OF_ANOTHER_AREA", "GRANT_WITH_TERMS",
    "NO_RANGES", "BUDGET_CHANGES_DIFFER", "BUDGET_CHANGES_DIFFER_LATER", "BUDGET_YEAR_NOT_USED", "CHANGE_WITHOUT_ART",
    "ART_AGAINST_ACCOUNT", "INDEX_OF_NO_USE", "INDEX_NOT_COMPLETE", "INDEX_INCOMPLETE", "CAPITAL_INDEX_NOT_USED",
    "INDEX_LIKE_A_FACTOR", "INDEX_UNUSUAL", "RATE_LIKE_A_SHARE", "RATE_UNUSUAL", "HOURS_UNUSUAL", "FTE_COST_UNUSUAL",
    "REPAYMENT_BEFORE_COST", "DRAWS_ABOVE_COSTS", "PRICE_BASE_UNUSUAL", "ANSWERS_DIFFER", "ANSWERS_TO_SETTLE",
    "AMOUNT_NEEDED", "LIKELY_NEEDED", "FTE_WITHOUT_COST", "MINUTES_WITHOUT_HOURS", "RAMP_ABOVE_FULL",
    "BUDGET_CHANGE_WITHOUT_YEAR",
}  # fmt: skip


def told(of: Plan) -> Iterator[Problem]:
    """All that `check` tells of lines, by the modules that the closed list is of."""
    yield from line_problems(of)
    yield from of_options(of, line_problems)
    yield from implausible(of)
    yield from review._inputs(of)
    yield from review.review(of, compute(of))


def built(code: str, lines: str, **own: Said) -> Plan:
    """A plan with something in each register, and rows of its own in some."""
    benefits = {"G1": {**GAIN, "title": "Porto", "account": "6.45.50"}}
    named: dict[str, Said] = {"costs": {"K1": {"amount": 9}}, "benefits_tree.benefits": benefits, "risks": {}}
    named[lines] = named[lines] | own.pop(lines, {})
    price = None if code == "TIME_NOT_PRICED" else 500_000
    options = {"A1": {"title": "Andet", "kind": "other"}}
    economy = {"effective_hours": 1500}
    costs, gains = named["costs"], named["benefits_tree.benefits"]
    gains = {id: {"account": "", "use": "", "use_decided_by": "", "units": {}, **one} for id, one in gains.items()}
    return plan(costs, gains, risks=named["risks"], fte_cost=price, economy=economy, options=options, **own)


def places(of: Plan, code: str) -> list[tuple[str, str]]:
    return [(one.place.path, one.values.get("id", "")) for one in told(of) if one.code == getattr(codes, code)]


def joined(*parts: str) -> str:
    return ".".join(filter(None, parts))


@pytest.mark.parametrize(("lines", "code", "field", "said"), EACH, ids=[f"{one[0]} {one[1]}" for one in EACH])
def test_it_is_told_of_a_line_of_the_plan_and_of_an_option(lines: str, code: str, field: str, said: Said) -> None:
    """Each code at the line, or the row, and with its id."""
    rows, row, line, _ = REGISTERS[lines]
    said = {**GAIN, **said} if "benefits" in lines else {"title": "x", **said}
    of_plan = places(built(code, lines, **{lines: {line: said}}), code)
    of_option = places(built(code, lines, **{rows: {row: {"option": "A1", **said}}}), code)

    assert [joined(lines, line, field)] == [path for path, _ in of_plan]
    assert [joined(rows, row, field)] == [path for path, _ in of_option]
    assert {id for _, id in of_option} <= {row, ""}


@pytest.mark.parametrize("code", TAKEN)
def test_it_is_told_of_what_a_row_makes_of_the_line_whose_place_it_takes(code: str) -> None:
    """At the row, though it is the line that has the field; of the line itself nothing is told."""
    line, said = TAKEN[code]
    lines = "benefits_tree.benefits"
    row = {"AG2": {"option": "A1", "instead_of": "G2", **said}}

    found = places(built(code, lines, **{lines: {"G2": line}, "option_benefits": row}), code)

    assert "option_benefits.AG2" in {".".join(path.split(".")[:2]) for path, _ in found}


def test_what_a_row_leaves_as_the_plan_has_it_is_told_once() -> None:
    """At the plan's own line, which is where it is mended."""
    line = {**GAIN, "range": {"low": 9, "high": 5}, "ramp": ["0.5", 1]}
    row = {"AG2": {"option": "A1", "instead_of": "G2", "account": "6.45.52"}}

    of = built("", "benefits_tree.benefits", **{"benefits_tree.benefits": {"G2": line}, "option_benefits": row})

    assert ["benefits_tree.benefits.G2.range"] == [path for path, _ in places(of, "RANGE_DOES_NOT_FIT")]
    assert ["benefits_tree.benefits.G2.ramp"] == [path for path, _ in places(of, "RAMP_LIKE_A_SHARE")]


def test_the_list_is_closed() -> None:
    """Each code that these modules know is told of both, is of what no option says, or is of no line."""
    modules = (check_economy, check_natures, odd_numbers, plausibility, review)
    sources = " ".join(Path(str(one.__file__)).read_text("utf-8") for one in modules)
    both = {code for _, code, *_ in EACH} | TAKEN.keys()
    known = set(re.findall(r"codes\.([A-Z][A-Z_]+)\b", sources))

    assert known == both | OF_THE_PLAN.keys() | OF_NO_LINE
    said = {name for row in (OptionCost, OptionBenefit, OptionRisk) for name in row.__dataclass_fields__}
    assert not said & {*OF_THE_PLAN.values()}


def test_a_ramp_above_the_whole_asks_for_no_reason_that_a_row_cannot_hold() -> None:
    """Of the plan's own benefit the reason has a place, and is asked for."""
    benefit = {"title": "Timer", "kind": "cashable", "full_effect": {"amount": 5}, "ramp": [50, 120]}
    options = {"A1": {"title": "Andet", "kind": "other"}}
    some = plan({}, {"G1": benefit}, options=options, option_benefits={"AG1": {"option": "A1", **benefit}})

    assert ["benefits_tree.benefits.G1.ramp"] == [
        one.place.path
        for one in (*line_problems(some), *of_options(some, line_problems))
        if one.code == codes.NOT_SAID_YET
    ]


@pytest.mark.parametrize(("kind", "code"), [("cost_avoidance", codes.BENEFIT_NOT_PRICED), ("cashable", None)])
def test_what_an_option_s_benefit_lacks_is_as_much_needed_as_the_plan_s(kind: str, code: codes.Code | None) -> None:
    """No budget rests on a cost that is avoided: without an amount it is no error at approval."""
    row = {"option": "A1", "title": "Færre vikarer", "kind": kind}
    some = plan({}, options={"A1": {"title": "Andet", "kind": "other"}}, option_benefits={"AG1": row})
    found = problem(codes.BENEFIT_NOT_PRICED, "option_benefits.AG1", id="AG1", title="Færre vikarer")
    told = check_economy.needed(Answers(some, load(), language.load("da")), found).code

    assert (told == codes.BENEFIT_NOT_PRICED) == (code is not None)
