"""Sparklines: how an indicator went, drawn where it was measured twice, and said in words everywhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.document.figure_model import Diagram, SparkData
from planbuilder.document.model import walk
from planbuilder.writers import WRITERS
from tests.document.plans import SMALL

INDICATOR = "indicators: {{I1: {{title: Svartid, unit: dage, benefit: G1, {}}}}}\n"
BOTH = INDICATOR.format("baseline: {value: 21, on: 2026-01-01}, target: {value: 3, on: 2029-12-31}")
TWICE = (
    "measurements: {M1: {indicator: I1, on: 2026-05-01, value: 17}, M2: {indicator: I1, on: 2026-10-31, value: 12}}\n"
)


def sparks(blocks, text: str) -> list[Diagram]:
    return [one for one in walk(blocks("benefit_cards", text)) if isinstance(one, Diagram)]


def test_the_way_begins_at_the_baseline_and_the_goal_has_its_height(blocks) -> None:
    """21, 17, 12 and 3: a half of the way is half the height; days are as far apart as they are."""
    (found,) = sparks(blocks, SMALL + BOTH + TWICE)
    assert isinstance(found.data, SparkData)
    (spark,) = found.data.sparks

    assert [Decimal(1), Decimal("0.778"), Decimal("0.5")] == [height for _, height in spark.points]
    assert [Decimal(0), Decimal("0.396"), Decimal(1)] == [along for along, _ in spark.points]
    assert (Decimal(0), "21", "12 dage (31.10.2026)", "mål: 3 dage") == (
        spark.goal, spark.first_text, spark.last_text, spark.goal_text,
    )  # fmt: skip
    assert ("", "") == (found.caption, found.number)


@pytest.mark.parametrize("measured", ["", "measurements: {M1: {indicator: I1, on: 2026-10-31, value: 12}}\n"])
def test_nothing_is_drawn_of_what_was_not_measured_twice(blocks, measured: str) -> None:
    """One value is no way."""
    assert [] == sparks(blocks, SMALL + BOTH + measured)


def test_of_two_values_of_a_day_the_later_one_counts(blocks) -> None:
    """It corrects the one before it, so there is one measurement."""
    assert [] == sparks(blocks, SMALL + BOTH + TWICE.replace("2026-05-01", "2026-10-31"))


@pytest.mark.parametrize(("day", "points"), [("2026-04-30", 3), ("2026-05-01", 2), ("2026-05-02", 2)])
def test_the_way_begins_at_the_baseline_only_where_it_comes_first(blocks, day: str, points: int) -> None:
    """On the day of the first measurement, or later, what was measured tells more."""
    (found,) = sparks(blocks, SMALL + INDICATOR.format(f"baseline: {{value: 21, on: {day}}}") + TWICE)
    assert isinstance(found.data, SparkData)
    (spark,) = found.data.sparks

    assert (len(spark.points), spark.first_text) == (points, "21" if points == 3 else "17")


@pytest.mark.parametrize(
    "told",
    ["kind: kpi", "baseline: {value: 21}", "baseline: {value: 12}, target: {value: 12}"],
)
def test_what_is_missing_or_the_same_is_no_fault(blocks, told: str) -> None:
    """Without a baseline's day the line begins with the first measurement; equal values lie in the middle."""
    (found,) = sparks(blocks, SMALL + INDICATOR.format(told) + TWICE)
    assert isinstance(found.data, SparkData)
    (spark,) = found.data.sparks

    assert 2 == len(spark.points)
    assert all(0 <= share <= 1 for point in spark.points for share in point)


@pytest.mark.parametrize("name", ["text", "html", "docx", "pdf"])
def test_every_format_says_it_in_words_and_numbers_no_figure(compose, standard_look, name: str) -> None:
    """The same sentence as text, or as what stands in the picture's stead."""
    made = compose(SMALL + BOTH + TWICE, "proposal")
    (spark,) = [one for one in walk(made.blocks) if isinstance(one, Diagram) and isinstance(one.data, SparkData)]
    data = WRITERS[name].render(made, standard_look)

    assert spark.alt.replace("\u00a0", " ") == (
        "Svartid: udgangspunkt 21 dage; målt 01.05.2026: 17 dage og 31.10.2026: 12 dage; mål 3 dage."
    )
    if name in ("text", "html"):
        assert "målt 01.05.2026" in data.decode().replace("\u00a0", " ")
    assert b"Figur ." not in data
