"""A place and what stands there are called by question and row, never by keys."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.model import Plan
from planbuilder.plan.naming import place_in_words, value_in_words
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.nodes import Data, KeyPath
from planbuilder.yamltext.reading import read_text

PLAN = """format: planbuilder.plan/1
plan_id: p
title: T
price_base: 2026
first_year: 2026
horizon: 3
people: {P1: {name: Ane Holm}}
benefits_tree: {benefits: {G1: {title: Færre opkald, owner: P1}}}
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("title",), "Titel"),
        (("benefits_tree", "benefits", "G1", "owner"), "Gevinster – G1 Færre opkald – Gevinstejer"),
        (("benefits_tree", "benefits", "G1"), "Gevinster – G1 Færre opkald"),
        (("answers", "channel_strategy.strategy", "value"), "Kanalstrategien og løsningen"),
        (("plan_id",), "plan_id"),
    ],
)
def test_a_place_is_called_by_question_row_and_column(
    questionnaire: Questionnaire, danish: Language, path: KeyPath, expected: str
) -> None:
    """What no question asks for has nothing but its keys."""
    actual = place_in_words(questionnaire, danish, read_text(PLAN).data(), path)

    assert actual == expected


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("horizon",), "10", "10"),
        (("benefits_tree", "benefits", "G1", "owner"), "P1", "Ane Holm"),
        (("benefits_tree", "benefits", "G1", "owner"), "P9", "P9"),
        (("benefits_tree", "benefits", "G1"), {"title": "A", "owner": "P1"}, "Gevinst: A; Gevinstejer: Ane Holm"),
        (("title",), None, "–"),
        (("plan_id",), "p", "p"),
        (("channel",), {"a": ["b", "c"]}, "a: b, c"),
    ],
)
def test_a_value_is_shown_as_its_question_shows_it(
    questionnaire: Questionnaire, danish: Language, path: KeyPath, value: Data, expected: str
) -> None:
    """People by name; what no question shows, as it stands."""
    answers = Answers(from_text(PLAN), questionnaire, danish)

    actual = value_in_words(answers, path, value)

    assert actual == expected


def test_a_theme_that_there_is_not_is_named_as_it_is_written(questionnaire: Questionnaire, danish: Language) -> None:
    """Somebody has written it by hand."""
    path = ("matrix", "F1", "nowhere", "challenge")

    actual = place_in_words(questionnaire, danish, {}, path)

    assert "F1 · nowhere" in actual


def test_a_long_name_of_a_row_is_cut_between_two_words(questionnaire: Questionnaire, danish: Language) -> None:
    """And says that it is cut, wherever a row is named by its title."""
    data = {"actions": {"H1": {"title": "Udvalget får en status, når planen har virket i et halvt helt år"}}}

    actual = place_in_words(questionnaire, danish, data, ("actions", "H1", "status"))

    assert actual == "Handleplan – H1 Udvalget får en status, når planen har virket i et halvt … – Status"


def test_a_name_is_no_question_and_has_no_example_in_it(questionnaire: Questionnaire) -> None:
    """A change, a log and a paper name a field: what stands in an example would be read as the plan's own. What is
    answered with yes or no may be named by its question.
    """
    asked = [one for question in questionnaire.by_id.values() for one in (question, *question.columns)]
    names = {(name, one.kind) for one in asked for name in (one.heading or one.label).values()}

    assert not [name for name, _ in names if ";" in name or "fx " in name or "e.g." in name]
    assert not [name for name, kind in names if name.endswith("?") and kind != "yesno"]


def coded(kind: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every place of a plan that holds one of a few codes, with each of them."""
    origin = get_origin(kind)
    if origin is Literal:
        yield from ((path, value) for value in get_args(kind) if value)
    elif dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        yield from (found for name, inner in hints.items() for found in coded(inner, (*path, name.rstrip("_"))))
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield from coded(get_args(kind)[1], (*path, "X1"))
    else:
        yield from (found for inner in get_args(kind) for found in coded(inner, path))


CODED = [one for one in coded(Plan) if one[0] != ("format",)]


def test_every_code_of_a_plan_has_words(questionnaire: Questionnaire, danish: Language) -> None:
    """Of each field that holds one of a few codes, none is shown as it stands in the file."""
    answers = Answers(from_text(PLAN), questionnaire, danish)

    raw = {".".join(path): value for path, value in CODED if value_in_words(answers, path, value) == value}

    # The Danish word for it is the code.
    assert {place for place, value in raw.items() if value != "service"} == set()
    assert {"meetings.X1.state", "costs.X1.art", "ideas.X1.effect"} <= {".".join(path) for path, _ in CODED}
