"""Which places of a plan hold internal words, and what is left without them."""

from __future__ import annotations

from planbuilder.plan.internal import internal_ids, leads, places, withheld
from planbuilder.plan.store import from_text
from planbuilder.yamltext.nodes import Data

STRATEGY = "channel_strategy.strategy"
PLAN = """\
format: planbuilder.plan/1
plan_id: p
title: Prøve
price_base: 2026
first_year: 2027
horizon: 4
answers:
  cover.description: {internal: true}
  budget_political_goals.risks: {internal: true}
  nobody.asks: {internal: true}
  channel_strategy.strategy: {value: a}
"""


def test_an_answer_is_internal_by_its_mark(questionnaire) -> None:
    """Also one to a question that this version of the questionnaire does not know."""
    assert {"cover.description", "budget_political_goals.risks", "nobody.asks"} == set(
        internal_ids(from_text(PLAN), questionnaire)
    )


def test_the_places_of_words_are_known(questionnaire) -> None:
    """Under `answers`, at the place that the question is bound to, and in every row of a table."""
    found = places(from_text(PLAN), questionnaire)

    assert {
        ("answers", "nobody.asks", "value"),
        ("solution", "description"),
        ("risks", "*", "title"),
        ("answers", "cover.description", "ask"),
    } <= set(found)
    assert ("risks", "*", "probability") not in found


def test_a_value_loses_what_stands_at_internal_places() -> None:
    """From wherever in the plan it is looked at; the rest stays."""
    internal = (("risks", "*", "title"),)
    rows = {"R1": {"title": "a", "level": "b"}}

    assert {"R1": {"title": "-", "level": "b"}} == withheld(rows, ("risks",), internal, lambda _: "-")
    assert {"title": "-", "level": "b"} == withheld(rows["R1"], ("risks", "R1"), internal, lambda _: "-")
    assert withheld("a", ("risks", "R1", "title"), internal, lambda _: "-") == "-"
    assert withheld("b", ("risks", "R1", "level"), internal, lambda _: "-") == "b"
    assert {"risks": {"R1": {"title": "-", "level": "b"}}} == withheld({"risks": rows}, (), internal, lambda _: "-")


def test_paths_of_another_part_of_the_plan_do_not_meet() -> None:
    """And a shorter one meets what is in it."""
    assert leads(("a", "*", "b"), ("a", "x"))
    assert not leads(("a", "*", "b"), ("a", "x", "c"))


def test_what_was_said_to_an_internal_place_is_internal() -> None:
    """Also where the plan itself does not have it any more, and the journal still does."""
    value: Data = {"answers": [{"value": "Fortroligt"}]}
    places = (("answers", STRATEGY, "value"),)

    found = [
        withheld(value, ("said", text), places, lambda _: "…") for text in (f"answers.{STRATEGY}.value", "title", "x.y")
    ]

    assert found == [{"answers": "…"}, value, value]
