"""Every rule finds its fault at its place, at its level, and nothing where there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from planbuilder.errors import Problem
from planbuilder.language import load as load_language
from planbuilder.plan.answers import Answers
from planbuilder.plan.check import Level, check, faults

AnswersOf = Callable[..., Answers]
Found = tuple[str, str]
MISSING = ("PB110", "PB111")
WARNINGS = {"PB345", "PB346", "PB117", "PB120", "PB121", "PB126", "PB135", "PB215", "PB216", "PB219", "PB240", "PB390"}
B, C, K, IND = "benefits_tree/benefits/", "benefits_tree/changes/", "costs/", "indicators/"
FULL = "benefits_tree.benefits.G1.full_effect"
USERS = "answers/channel_strategy.users/rows/"

# A benefit of quality, of which no number is known.
UNKNOWN = {f"{B}G1/kind": "quality", f"{B}G1/full_effect": None}

UNPHASED: dict[str, Any] = {f"{B}G1/start": None, f"{B}G1/ramp": None, f"{B}G1/profile": None}


def found(problems: tuple[Problem, ...], *leave_out: str) -> set[Found]:
    return {(one.code, one.place.path) for one in problems if one.code not in leave_out}


RULES: list[tuple[Level, dict[str, Any], Found]] = [
    ("draft", {"language": "xx"}, ("PB062", "language")),
    # what does not fit its question
    ("draft", {"answers/goals_followup.board_use/value": "wall"}, ("PB032", "answers.goals_followup.board_use.value")),
    (
        "draft",
        {"answers/channel_strategy.close_channels/value": "måske"},
        ("PB029", "answers.channel_strategy.close_channels.value"),
    ),
    ("draft", {"answers/channel_strategy.website/value": ["x"]}, ("PB024", "answers.channel_strategy.website.value")),
    (
        "draft",
        {"answers/behaviour_culture.artefacts/value": "x" * 1501},
        ("PB028", "answers.behaviour_culture.artefacts.value"),
    ),
    (
        "draft",
        {f"{USERS}r1": {"group": "dog", "situation": "x"}},
        ("PB032", "answers.channel_strategy.users.rows.r1.group"),
    ),
    ("draft", {"answers/channel_strategy.users/rows": ["x"]}, ("PB020", "answers.channel_strategy.users.rows")),
    ("draft", {f"{USERS}r1": "text"}, ("PB020", "answers.channel_strategy.users.rows.r1")),
    (
        "draft",
        {"answers/organisation_competences.staffing/rows/r1": {"unit": "x", "fte_before": "1,5", "fte_after": 1}},
        ("PB034", "answers.organisation_competences.staffing.rows.r1.fte_before"),
    ),
    ("draft", {"answers/nobody.asks/value": "x"}, ("PB120", "answers.nobody.asks")),
    # references
    ("draft", {f"{B}G1/owner": "P9"}, ("PB104", "benefits_tree.benefits.G1.owner")),
    ("draft", {f"{B}G1/from": ["F1", "F9"]}, ("PB104", "benefits_tree.benefits.G1.from")),
    ("draft", {f"{B}G1/from": ["F1", "G1"]}, ("PB106", "benefits_tree.benefits.G1.from")),
    ("draft", {f"{C}F1/owner": "Ane Holm"}, ("PB104", "benefits_tree.changes.F1.owner")),
    ("draft", {"sponsor": "P9"}, ("PB104", "sponsor")),
    ("draft", {"signers": ["P1", "P9"]}, ("PB104", "signers")),
    ("draft", {f"{IND}I1/benefit": "F1"}, ("PB104", "indicators.I1.benefit")),
    ("draft", {f"{IND}I1/measured_by": "P9"}, ("PB104", "indicators.I1.measured_by")),
    ("draft", {"actions/H1": {"title": "x", "change": "F9"}}, ("PB104", "actions.H1.change")),
    (
        "draft",
        {"measurements/M1": {"indicator": "I9", "on": "2026-05-01", "value": 1}},
        ("PB104", "measurements.M1.indicator"),
    ),
    (
        "draft",
        {"matrix/F1/workflows_rules": {"relevant": True, "action": "H9"}},
        ("PB104", "matrix.F1.workflows_rules.action"),
    ),
    (
        "draft",
        {"answers/workflows_rules.workflows/rows/r1": {"change": "F9", "step": "other", "today": "x", "future": "y"}},
        ("PB104", "answers.workflows_rules.workflows.rows.r1.change"),
    ),
    ("draft", {"matrix/F9/workflows_rules": {"relevant": True}}, ("PB104", "matrix.F9")),
    ("draft", {"matrix/F1/workflow_rules": {"relevant": True}}, ("PB104", "matrix.F1.workflow_rules")),
    # indicators
    ("draft", {f"{IND}I1/target/on": "2026-01-01"}, ("PB114", "indicators.I1.target.on")),
    ("draft", {f"{IND}I1/target/on": "2025-12-31"}, ("PB114", "indicators.I1.target.on")),
    # answers that are not asked for, and another questionnaire
    (
        "draft",
        {"answers/budget_political_goals.pool_terms/value": "x"},
        ("PB121", "answers.budget_political_goals.pool_terms"),
    ),
    ("draft", {"questionnaire": "kl-benefits@0"}, ("PB126", "questionnaire")),
    # the economy
    ("draft", {f"{K}K1/amount": None}, ("PB345", "costs.K1")),
    ("approval", {f"{K}K1/amount": None}, ("PB347", "costs.K1")),
    ("draft", {f"{K}K1/fte": 2}, ("PB115", "costs.K1")),
    ("draft", {f"{K}K1/amounts": {"2026": 5}}, ("PB115", "costs.K1")),
    ("draft", {f"{K}K1": {"title": "x", "amount": 0, "fte": 2}}, ("PB115", "costs.K1")),
    ("draft", {f"{K}K1": {"title": "x", "amount": 1, "from": 2029, "to": 2027}}, ("PB128", "costs.K1.to")),
    ("draft", {f"{K}K1/from": 2025}, ("PB116", "costs.K1.from")),
    ("draft", {f"{K}K1/to": 2031}, ("PB116", "costs.K1.to")),
    ("draft", {f"{K}K1": {"title": "x", "amounts": {"2031": 5}}}, ("PB116", "costs.K1.amounts.2031")),
    ("draft", {f"{K}K1": {"title": "x", "amounts": {"næste år": 5}}}, ("PB116", "costs.K1.amounts.næste år")),
    ("draft", {f"{K}K1": {"title": "x", "amounts": {"²": 5}}}, ("PB116", "costs.K1.amounts.²")),
    ("draft", {f"{K}K1": {"title": "x", "fte": 2}, "economy": None}, ("PB215", "costs.K1.fte")),
    ("draft", {f"{B}G1/full_effect": {"amount": 1, "fte": 1}}, ("PB115", "benefits_tree.benefits.G1.full_effect")),
    ("draft", {f"{B}G1/full_effect": None}, ("PB117", "benefits_tree.benefits.G1")),
    (
        "draft",
        {f"{B}G1/full_effect": {"fte": 1}, "economy": None},
        ("PB215", "benefits_tree.benefits.G1.full_effect"),
    ),
    ("draft", {f"{B}G1/ramp": [50, 101]}, ("PB216", "benefits_tree.benefits.G1.ramp")),
    ("draft", {f"{B}G1/start": 2025}, ("PB116", "benefits_tree.benefits.G1.start")),
    ("draft", {f"{B}G1/start": 2031}, ("PB116", "benefits_tree.benefits.G1.start")),
    ("draft", {f"{B}G1/end": 2031}, ("PB116", "benefits_tree.benefits.G1.end")),
    ("draft", {f"{B}G1/start": 2029, f"{B}G1/end": 2028}, ("PB128", "benefits_tree.benefits.G1.end")),
    ("approval", {f"{B}G1/full_effect": None}, ("PB347", "benefits_tree.benefits.G1")),
    ("draft", {f"{B}G1/full_effect": {"volume": 5}}, ("PB345", "benefits_tree.benefits.G1.full_effect")),
    ("approval", {f"{B}G1/full_effect": {"minutes": 0}}, ("PB347", "benefits_tree.benefits.G1.full_effect")),
    (
        "draft",
        {f"{B}G1/full_effect": {"amount": 1, "volume": 5}},
        ("PB115", "benefits_tree.benefits.G1.full_effect"),
    ),
    ("draft", {"economy/simulation": {"draws": 200}}, ("PB390", "economy.simulation.draws")),
    ("approval", {**UNKNOWN, f"{B}G1/range": {"low": 1}}, ("PB348", "benefits_tree.benefits.G1.range")),
    ("draft", {**UNKNOWN, f"{B}G1/range": {"low": 2, "high": 1}}, ("PB130", "benefits_tree.benefits.G1.range")),
    ("draft", {**UNKNOWN, f"{B}G1/range": {"low": 1, "high": 2}}, ("PB346", "benefits_tree.benefits.G1.range")),
    (
        "draft",
        {f"{B}G1/full_effect": {"volume": 5, "minutes": 4, "unit_price": 3}, "economy/effective_hours": 1500},
        ("PB115", "benefits_tree.benefits.G1.full_effect"),
    ),
    (
        "draft",
        {f"{B}G1/full_effect": {"volume": 5, "minutes": 4}},
        ("PB215", "benefits_tree.benefits.G1.full_effect.minutes"),
    ),
    ("draft", {f"{B}G1/range": {"low": 1001}}, ("PB130", "benefits_tree.benefits.G1.range")),
    ("draft", {f"{B}G1/range": {"high": 999}}, ("PB130", "benefits_tree.benefits.G1.range")),
    ("draft", {f"{K}K1": {"title": "x", "amount": 0, "range": {"high": 5}}}, ("PB130", "costs.K1.range")),
    ("draft", {f"{K}K1": {"title": "x", "amounts": {"2027": 5}, "range": {"low": 6}}}, ("PB130", "costs.K1.range")),
    ("draft", {f"{B}G1/profile": "cautious"}, ("PB132", "benefits_tree.benefits.G1.profile")),
    # rates of one's own
    ("draft", {"economy/rate_bands": {"1": 3.5}, "economy/discount_rate": 3}, ("PB337", "economy.rate_bands")),
    ("draft", {"economy/rate_bands": {"1": 3.5, "later": 3}}, ("PB338", "economy.rate_bands.later")),
    ("draft", {"economy/rate_bands": {"31": 3}}, ("PB339", "economy.rate_bands")),
    # amounts by year
    ("draft", {f"{B}G1/full_effect": {"amounts": {"2028": 5}}}, ("PB333", f"{FULL}.amounts")),
    ("draft", {f"{B}G1/decay": 5, f"{B}G1/growth": 5}, ("PB334", "benefits_tree.benefits.G1.growth")),
    ("draft", {**UNPHASED, f"{B}G1/full_effect": {"amounts": {"2028": 5, "2029": -5}}}, ("PB335", f"{FULL}.amounts")),
    (
        "draft",
        {**UNPHASED, f"{B}G1/end": 2028, f"{B}G1/full_effect": {"amounts": {"2029": 5}}},
        ("PB336", f"{FULL}.amounts.2029"),
    ),
    ("draft", {**UNPHASED, f"{B}G1/full_effect": {"amounts": {"1999": 5}}}, ("PB116", f"{FULL}.amounts.1999")),
    ("draft", {f"{B}G1/part_of": "G1"}, ("PB134", "benefits_tree.benefits.G1.part_of")),
    ("draft", {f"{B}G1/part_of": "G9"}, ("PB104", "benefits_tree.benefits.G1.part_of")),
    (
        "draft",
        {f"{B}G2": {"title": "x", "from": ["F1"], "part_of": "G1", "full_effect": {"amount": 300000}}},
        ("PB240", "benefits_tree.benefits.G2.part_of"),
    ),
    (
        "draft",
        {f"{B}G2": {"title": " færre  TIMER", "from": ["F1"], "full_effect": {"amount": 5}}},
        ("PB135", "benefits_tree.benefits.G2"),
    ),
    ("draft", {f"{B}G1/committees": {"A": 1, "B": -1}}, ("PB146", "benefits_tree.benefits.G1.committees")),
    ("draft", {f"{K}K1/committees": {"A": -1}}, ("PB146", "costs.K1.committees")),
    ("draft", {"budget_changes/T1": {"budget": "x", "amount": 5}}, ("PB216", "budget_changes.T1.year")),
    ("draft", {"budget_changes/T1": {"budget": "x", "year": 2027}}, ("PB345", "budget_changes.T1")),
    ("approval", {"budget_changes/T1": {"budget": "x", "year": 2027}}, ("PB347", "budget_changes.T1")),
    (
        "draft",
        {"budget_changes/T1": {"budget": "x", "amounts": {"2031": 5}}},
        ("PB116", "budget_changes.T1.amounts.2031"),
    ),
    (
        "draft",
        {"economy/funding": "investment_pool", "economy/pool": {"draws": {"2031": 5}}},
        ("PB116", "economy.pool.draws.2031"),
    ),
    (
        "draft",
        {"economy/funding": "investment_pool", "economy/pool": {"repayments": {"snart": 5}}},
        ("PB116", "economy.pool.repayments.snart"),
    ),
    # what the next step asks for
    ("draft", {f"{B}G1/from": None}, ("PB102", "benefits_tree.benefits.G1.from")),
    ("approval", {f"{B}G1/owner": None}, ("PB101", "benefits_tree.benefits.G1.owner")),
    ("approval", {f"{C}F1/owner": None}, ("PB105", "benefits_tree.changes.F1.owner")),
    ("approval", {f"{C}F2": {"title": "Løs", "owner": "P1"}}, ("PB103", "benefits_tree.changes.F2")),
    ("approval", {f"{IND}I1/benefit": None}, ("PB118", "benefits_tree.benefits.G1")),
    (
        "approval",
        {"answers/channel_strategy.website": {"state": "unknown", "ask": "P1"}},
        ("PB124", "answers.channel_strategy.website"),
    ),
    (
        "approval",
        {"answers/channel_strategy.website": {"state": "not_applicable"}},
        ("PB125", "answers.channel_strategy.website"),
    ),
]


@pytest.mark.parametrize(("level", "edits", "expected"), RULES, ids=[" ".join(rule[2]) for rule in RULES])
def test_a_rule_finds_its_fault_alone_and_at_its_place(
    answers_of: AnswersOf, level: Level, edits: dict[str, Any], expected: Found
) -> None:
    """One fault in a sound plan gives one new problem: this code, this path, this severity."""
    before = found(check(answers_of({}), level))

    after = check(answers_of(edits), level)

    (actual,) = [one for one in after if (one.code, one.place.path) == expected]
    new = found(after, *MISSING) - before
    assert (actual.severity, new - {expected}) == ("warning" if actual.code in WARNINGS else "error", set())


@pytest.mark.parametrize(
    ("edits", "code", "count"),
    [
        ({}, "PB103", 0),
        ({"questionnaire": "kl-benefits@1"}, "PB126", 0),
        ({f"{B}G1/ramp": [100, 100]}, "PB123", 0),
        ({f"{B}G1/ramp": [100, 120], f"{B}G1/ramp_note": "Flere bruger den"}, "PB123", 0),
        ({f"{B}G1/range": {"low": 1000, "high": 1000}}, "PB130", 0),
        ({f"{B}G1/full_effect": {"amount": -5}, f"{B}G1/range": {"low": -9, "high": -1}}, "PB130", 0),
        ({f"{B}G1/full_effect": {"volume": 5, "unit_price": 4}}, "PB115", 0),
        ({f"{B}G1/full_effect": {"volume": 5, "minutes": 4}, "economy/effective_hours": 1500}, "PB131", 0),
        ({f"{B}G2": {"title": "Færre timer", "from": ["F1"], "part_of": "G1"}}, "PB135", 0),
        ({f"{B}G2": {"title": "x", "from": ["F1"], "part_of": "G1"}}, "PB117", 0),
        ({f"{B}G2": {"title": "x", "from": ["F1"], "part_of": "G1"}}, "PB240", 0),
        ({f"{B}G1/part_of": "G1"}, "PB240", 0),
        ({f"{B}G1/kind": "quality", f"{B}G1/full_effect": None}, "PB117", 0),
        ({f"{B}G1/kind": "released_time", f"{B}G1/full_effect": {"fte": 0}}, "PB117", 0),
        ({f"{B}G1/start": 2030}, "PB116", 0),
        ({f"{K}K1/from": 2026, f"{K}K1/to": 2030}, "PB116", 0),
        ({f"{K}K1/from": 2027, f"{K}K1/to": 2027}, "PB128", 0),
        ({f"{K}K1": {"title": "x", "amounts": {"2026": 1, "2030": 2}}}, "PB115", 0),
        ({f"{K}K1": {"title": "x", "amount": 0}}, "PB115", 0),
        ({f"{K}K1": {"title": "x", "fte": 2}}, "PB127", 0),
        ({f"{IND}I1/target/on": "2026-01-02"}, "PB114", 0),
        ({f"{IND}I1/target/on": None}, "PB114", 0),
        ({"answers/channel_strategy.website": {"state": "not_applicable", "why": "x"}}, "PB125", 0),
        ({"answers/budget_political_goals.pool_terms": {"state": "unknown"}}, "PB124", 0),
        (
            {"answers/budget_political_goals.pool_terms/value": "x", "economy/funding": "investment_pool"},
            "PB121",
            0,
        ),
        ({f"{B}G2": {"title": "x", "from": ["F1"]}}, "PB118", 1),
        ({f"{B}G1/ramp": [150, 150, 150]}, "PB123", 1),
    ],
)
def test_a_rule_stays_silent_where_there_is_no_fault(
    answers_of: AnswersOf, edits: dict[str, Any], code: str, count: int
) -> None:
    """The edge on the right side of a rule is no problem, and one fault is told once."""
    actual = [one for one in check(answers_of(edits), "approval") if one.code == code]

    assert len(actual) == count


@pytest.mark.parametrize(
    ("edits", "path"),
    [
        ({"economy/discount_rates": "dk-1999"}, "economy.discount_rates"),
        ({"actions/H1": {"title": "x", "theme": "nothing"}}, "actions.H1.theme"),
    ],
)
def test_a_choice_bound_to_the_plan_is_checked_like_any_other(
    answers_of: AnswersOf, edits: dict[str, Any], path: str
) -> None:
    """A word that no list offers is an error of the draft, wherever the answer is kept."""
    actual = {one.place.path for one in faults(answers_of(edits))}

    assert actual == {path}


def test_a_level_to_keep_is_no_fault(answers_of: AnswersOf) -> None:
    """A target that is the baseline is a goal like any other; which side of it is better, approval asks for."""
    level = {f"{IND}I1/target/value": "10.0"}
    asked = [
        [one.code for one in check(answers_of(edits), "approval") if one.place.path == "indicators.I1.better"]
        for edits in ({}, level, {**level, f"{IND}I1/better": "lower"})
    ]

    assert () == faults(answers_of(level))
    assert [[], ["PB111"], []] == asked


CLOSING = {
    "answers/channel_strategy.close_channels": {"value": True},
    "answers/channel_strategy.channels_to_close": {"rows": {"r1": {"channel": "Papir", "how": "x", "why": "y"}}},
}


@pytest.mark.parametrize(
    ("edits", "count"),
    [
        (CLOSING, 1),
        ({**CLOSING, "answers/channel_strategy.close_channels": {"value": False}}, 0),
        ({**CLOSING, "answers/budget_political_goals.new_goals": {"rows": {"r1": {"goal": "Svartid"}}}}, 0),
        ({**CLOSING, "answers/budget_political_goals.new_goals": {"state": "not_applicable", "why": "Ingen"}}, 0),
        ({}, 0),
    ],
)
def test_channels_that_close_without_a_look_at_the_goals_are_told(
    answers_of: AnswersOf, edits: dict[str, Any], count: int
) -> None:
    """A warning as long as nobody has given a goal, or said that none changes."""
    actual = [one.severity for one in check(answers_of(edits), "draft") if one.code == "PB219"]

    assert actual == ["warning"] * count


@pytest.mark.parametrize(
    ("edits", "draft", "approval"),
    [
        ({f"{K}K1": {"title": "x", "fte": 2}, "economy": None}, "PB215", "PB127"),
        ({f"{B}G1/full_effect": {"volume": 5, "minutes": 4}}, "PB215", "PB131"),
        ({"budget_changes/T1": {"budget": "x", "amount": 5}}, "PB216", "PB140"),
        ({f"{B}G1/ramp": [50, 101]}, "PB216", "PB123"),
        ({f"{B}G1/full_effect": None}, "PB117", "PB347"),
        ({f"{B}G1/full_effect": None, f"{B}G1/kind": "released_time"}, "PB117", "PB347"),
    ],
)
def test_what_nobody_has_answered_yet_is_told_in_a_draft_and_refused_at_approval(
    answers_of: AnswersOf, edits: dict[str, Any], draft: str, approval: str
) -> None:
    """A plan saved half-way is a valid plan: no gap is a fault, and none is approved."""
    answers = answers_of(edits)

    told = {one.code: one.severity for one in check(answers, "draft")}
    refused = {one.code: one.severity for one in check(answers, "approval")}

    assert () == faults(answers)
    assert ("warning", "error") == (told[draft], refused[approval])


def test_a_sound_plan_has_no_problem_as_a_draft(answers_of: AnswersOf) -> None:
    """Nothing is wrong in it; what is missing is asked for later."""
    actual = check(answers_of({}), "draft")

    assert actual == ()


@pytest.mark.parametrize("level", ["approval", "signing"])
def test_a_level_asks_for_its_own_answers_and_those_below(answers_of: AnswersOf, level: Level) -> None:
    """`required` of each question decides from which level a missing answer is told."""
    answers = answers_of({"signers": None})
    needed = {"approval": {"draft", "approval"}, "signing": {"draft", "approval", "signing"}}[level]
    expected = {
        question.path or f"answers.{id}"
        for id, question in answers.questionnaire.questions()
        if question.required in needed and answers.is_asked(id) and answers.state(id) == "unanswered"
    }

    actual = {path for code, path in found(check(answers, level)) if code == "PB110"}

    assert actual == expected
    assert ("signers" in actual) == (level == "signing")


@pytest.mark.parametrize("level", ["draft", "approval", "signing"])
def test_problems_of_a_level_are_problems_of_the_next(answers_of: AnswersOf, level: Level) -> None:
    """A higher level only adds."""
    answers = answers_of({f"{B}G1/from": ["G1"], f"{B}G1/owner": None})

    actual = found(check(answers, "draft")) - found(check(answers, level))

    assert actual == set()


def test_faults_are_errors_of_the_draft_alone(answers_of: AnswersOf) -> None:
    """What is missing and what is only a warning keeps no figure from being computed."""
    answers = answers_of(
        {
            f"{B}G1/ramp": [150],
            f"{B}G1/ramp_note": "x",
            f"{K}K1/from": 1999,
            f"{C}F2": {"title": "Løs"},
            f"{B}G1/from": None,
        }
    )

    actual = found(faults(answers))

    assert actual == {("PB116", "costs.K1.from")}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("level", "edits"), [rule[:2] for rule in RULES], ids=[" ".join(rule[1])[:50] for rule in RULES]
)
def test_every_problem_can_be_told_in_words(
    answers_of: AnswersOf, level: Level, edits: dict[str, Any], language: str
) -> None:
    """Text and way out of every problem have all their values in both languages."""
    words = load_language(language)

    actual = [
        part for one in check(answers_of(edits, language), level) for part in (words.problem(one), words.way_out(one))
    ]

    assert actual
    assert all(part and "{" not in part.replace("{…}", "") for part in actual)


def test_problems_come_in_a_fixed_order(answers_of: AnswersOf) -> None:
    """Two checks of one plan are equal."""
    edits = {f"{B}G1/from": ["F9", "G1"], f"{K}K1/from": 1999}

    actual = check(answers_of(edits), "signing")

    assert actual == check(answers_of(edits), "signing")
