"""The example plan: whole, believable, the same in both languages, and plainly fictional."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from planbuilder import example, language
from planbuilder.figures.case import compute
from planbuilder.plan.answers import Answers
from planbuilder.plan.check import check
from planbuilder.plan.store import from_text, open_text
from planbuilder.yamltext.nodes import Data
from planbuilder.yamltext.reading import read_text


def shape(data: Data) -> object:
    """The keys of nested data, and the leaves that are numbers or dates; names of units and committees are counted."""
    if isinstance(data, dict):
        named = not any(key.isascii() and key.replace("_", "").isalnum() and key == key.lower() for key in data)
        keys = range(len(data)) if named and data and all(key[:1].isupper() and len(key) > 4 for key in data) else data
        return {key: shape(value) for key, value in zip(keys, data.values(), strict=True)}
    if isinstance(data, list):
        return [shape(item) for item in data]
    return data if data and not any(c.isalpha() for c in str(data)) else "text"


def test_the_check_finds_nothing_even_before_signing(example_plan, questionnaire, spoken) -> None:
    """In either language."""
    assert () == check(Answers(example_plan, questionnaire, spoken), "signing")


def test_both_languages_hold_the_same_plan() -> None:
    """Structure, numbers and dates are equal; so every figure is."""
    danish, english = (read_text(example.text(language.load(code))).data() for code in ("da", "en"))
    figures = [compute(from_text(example.text(language.load(code)))) for code in ("da", "en")]

    assert shape(danish) == shape(english)
    assert figures[0].rows == figures[1].rows


def test_it_is_as_large_as_it_should_be(example_plan) -> None:
    """Three changes and six benefits at least, twenty actions, eight indicators, ten years, every kind of benefit."""
    tree = example_plan.benefits_tree

    assert len(tree.changes) >= 3
    assert len(tree.benefits) >= 6
    assert len(example_plan.actions) >= 20
    assert len(example_plan.indicators) >= 8
    assert 10 == example_plan.horizon
    assert 5 == len({benefit.kind for benefit in tree.benefits.values()})


def test_whoever_is_to_adopt_a_wording_is_given_it(example_plan) -> None:
    """The last body of the chain is asked in so many words what each goal that it decides is to say."""
    *_, last = example_plan.decisions.values()
    goals = example_plan.answers["budget_political_goals.new_goals"].rows.values()
    own = [one["new"] for one in goals if one["decided_by"] == last.body]

    assert own
    assert all(wording in last.recommendation for wording in own)


@pytest.mark.parametrize("word", ["opdigtet", "opdigtede"])
def test_it_says_that_it_is_fictional(word: str) -> None:
    """In the file's head, and in the municipality's name on every page."""
    assert word in example.text(language.load("da"))


def test_budget_changes_reconcile_with_the_case(example_plan) -> None:
    """In every year, and what the budgets change by for good is the permanent effect."""
    figures = compute(example_plan)
    assert {0} == set(figures.funding.gaps)
    assert 0 == figures.permanent_gap


@pytest.mark.parametrize("code", ["da", "en"])
def test_a_plan_that_another_program_wrote_is_the_same_plan(code: str) -> None:
    """Read and written by a program of YAML 1.1, no date and no text is lost; one warning tells of turned keys."""
    text = example.text(language.load(code))
    elsewhere = yaml.safe_dump(yaml.safe_load(text), allow_unicode=True, sort_keys=False)

    opened = open_text(elsewhere, Path("plan.yaml"))

    assert opened.plan == from_text(text)
    assert [one.code for one in opened.warnings] == ["PB073"]
