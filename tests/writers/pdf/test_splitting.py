"""Paragraphs part over pages without losing what they are, and take a tail along."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import look
from planbuilder.writers.pdf.splitting import Anchored, Point, Tagged, asked_height
from planbuilder.writers.pdf.structure import Structure
from planbuilder.writers.pdf.styles import paragraph_styles

STYLES = paragraph_styles(look.load())
WIDTH, HIGH = 300.0, 10_000.0
WORDS = "Ansøgninger behandles i dag på papir og tastes ind to gange. "


@given(st.floats(1, 500), st.floats(1, 500), st.floats(0, 50))
def test_a_text_asks_for_more_only_if_its_tail_would_be_left(own: float, offered: float, tail: float) -> None:
    """It then does not fit, and parts; in every other case it asks for what it takes."""
    asked = asked_height(own, offered, tail)

    assert (asked > offered) == (own + tail > offered)
    assert asked == own or own <= offered < own + tail


@pytest.mark.parametrize("count", [4, 10, 40])
def test_with_a_tail_its_last_lines_go_along(count: int) -> None:
    """Where all of it would fit and the tail would not, at least two lines are left for the next page."""
    paragraph = Tagged(WORDS * count, STYLES["answer"], Structure().root)
    _, height = paragraph.wrap(WIDTH, HIGH)
    paragraph.tail = 20.0
    _, asked = paragraph.wrap(WIDTH, height + 10)
    first, last = paragraph.split(WIDTH, height + 10)

    assert asked > height + 10
    assert last.wrap(WIDTH, HIGH)[1] >= 2 * STYLES["answer"].leading
    assert (last.tail, first.tail, first.element, last.element) == (20.0, 0.0, *[paragraph.element] * 2)


def test_a_short_one_goes_along_as_a_whole() -> None:
    """Three lines are not parted."""
    paragraph = Tagged(WORDS * 2, STYLES["answer"])
    _, height = paragraph.wrap(WIDTH, HIGH)
    paragraph.tail = 20.0

    assert paragraph.split(WIDTH, height + 10) == []


def test_a_place_stays_with_the_first_part() -> None:
    """Links lead to where the heading begins."""
    heading = Anchored(WORDS * 9, STYLES["body"]).placed("s1", "Kapitel", 0)
    heading.wrap(WIDTH, HIGH)
    first, second = heading.split(WIDTH, 60)

    assert [(part.anchor, part.level) for part in (first, second)] == [("s1", 0), ("", -1)]


def test_a_label_stays_with_the_first_part() -> None:
    """A point that goes on over a page has one label."""
    point = Point(WORDS * 9, STYLES["item"]).labelled("•", Structure().root, "#000000")
    point.wrap(WIDTH, HIGH)
    first, second = point.split(WIDTH, 60)

    assert (first.label, second.label) == ("•", "")
