"""Bars stand where their numbers say, and the axis shows all of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.document.figure_model import Band, Chart, Mark, Series, Tick
from planbuilder.drawing.chart_bars import Bar, Link, groups, outline, value_range

NUMBERS = st.integers(-9000, 9000).map(Decimal)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Charts whose rows may be shorter or longer than their categories."""
    rows = st.lists(st.one_of(st.none(), NUMBERS), max_size=6).map(tuple)
    bases = st.lists(NUMBERS, max_size=6).map(tuple)
    series = st.builds(Series, st.just("a"), rows, st.sampled_from(("bar", "stack", "line", "float")), base=bases)
    bands = st.builds(Band, st.just("b"), bases, bases)
    places = tuple(map(str, range(draw(st.integers(0, 6)))))
    return chart(*draw(st.lists(series, max_size=5)), count=len(places), bands=tuple(draw(st.lists(bands, max_size=2))))


def chart(*series: Series, count: int = 3, bands: tuple[Band, ...] = (), marks: tuple[Mark, ...] = ()) -> Chart:
    return Chart("c", "", tuple(map(str, range(count))), series, (), "", "", marks, bands=bands)


def numbers(*values: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, values))


def floats(base: tuple[int, ...], *values: int | None, tone: str = "gain") -> Series:
    row = tuple(None if value is None else Decimal(value) for value in values)
    return Series("a", row, "float", tone, numbers(*base))


def test_floating_bar_stands_on_its_base() -> None:
    """A bar reaches from its base to its base and value, upwards or downwards; None is no bar."""
    data = chart(floats((0, 100, 130), 100, None, -40))

    assert groups(data)[0].bars == (Bar(0, 0, 100, "gain"), Bar(2, 130, 90, "gain"))


def test_floating_bar_without_a_base_stands_on_zero() -> None:
    """A base row that is too short counts as zero."""
    assert groups(chart(floats((10,), 5, 5)))[0].bars == (Bar(0, 10, 15, "gain"), Bar(1, 0, 5, "gain"))


def test_all_floating_series_share_one_group() -> None:
    """Gains, losses and totals stand in one bar a category, beside the single bars and the stacks."""
    single, stacked = Series("s", numbers(1), "bar"), Series("t", numbers(1), "stack")
    sizes = [len(group.bars) for group in groups(chart(floats((), 1), single, stacked, floats((), 2), count=1))]

    assert sizes == [1, 1, 2]


def test_steps_of_a_waterfall_are_joined_at_their_levels() -> None:
    """A level line leads from the end of each bar to the bar that carries on from there."""
    data = chart(floats((0, 100), 100, 50), floats((0, 0, 150, 0), None, None, -30, 120, tone="total"), count=4)

    assert groups(data)[0].links == (Link(0, 1, 100), Link(1, 2, 150), Link(2, 3, 120))


def test_steps_that_do_not_meet_are_not_joined() -> None:
    """Two floating bars at different levels have nothing between them."""
    assert groups(chart(floats((0, 500), 100, 50)))[0].links == ()


def test_steps_apart_by_rounding_are_joined() -> None:
    """Rounded numbers may miss the step before by a little."""
    assert groups(chart(floats((0, 101), 100, 100)))[0].links == (Link(0, 1, 100),)


def test_step_without_a_length_is_a_level_line() -> None:
    """A step of zero is seen as a line through its category."""
    assert groups(chart(floats((0, 100, 100), 100, 0, 20)))[0].links == (
        Link(0, 1, 100),
        Link(1, 2, 100),
        Link(1, 1, 100),
    )


def test_range_holds_floating_bars_and_not_their_bare_values() -> None:
    """A loss of 90 on top of 100 reaches down to 10, so the axis needs nothing below zero."""
    assert value_range(chart(floats((100,), -90))) == (0, 100)


def test_range_holds_bands() -> None:
    """The axis reaches from the lowest to the highest number of a band."""
    assert value_range(chart(bands=(Band("b", numbers(-30, 5), numbers(10, 70)),))) == (-30, 70)


def test_range_holds_ticks_marks_and_lines() -> None:
    """Whatever is drawn has a place on the axis."""
    data = Chart(
        "c",
        "",
        ("0",),
        (Series("a", numbers(7), "line"),),
        (Tick(Decimal(-5), ""),),
        "",
        "",
        (Mark("0", Decimal(9), ""),),
    )

    assert value_range(data) == (-5, 9)


@given(data=charts())
def test_range_is_never_empty_and_holds_every_bar(data: Chart) -> None:
    """In any chart the axis has a length, holds zero, and every bar lies on it."""
    low, high = value_range(data)
    ends = [end for group in groups(data) for bar in group.bars for end in (bar.start, bar.end)]

    assert low < high
    assert [end for end in (0.0, *ends) if not low <= end <= high] == []


@given(data=charts())
def test_bars_belong_to_a_category(data: Chart) -> None:
    """Numbers beyond the last category have no bar and no line."""
    shared = groups(data)
    places = [bar.place for group in shared for bar in group.bars]
    places += [link.end for group in shared for link in group.links]

    assert [place for place in places if not 0 <= place < len(data.categories)] == []


def test_outline_runs_out_along_the_low_and_back_along_the_high() -> None:
    """The corners of a band lie at its numbers, in the order of a path."""
    band = Band("b", numbers(1, 2), numbers(8, 9))

    assert outline(band, 2) == ((0, 1), (1, 2), (1, 9), (0, 8))


def test_band_over_one_category_can_be_seen() -> None:
    """The band of a lone category has a width."""
    assert outline(Band("b", numbers(1), numbers(8)), 1) == ((-0.25, 1), (0.25, 1), (0.25, 8), (-0.25, 8))


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_band_ends_with_its_shorter_row(count: int) -> None:
    """A band reaches as far as it has both numbers and a category."""
    band = Band("b", numbers(1, 2, 3), numbers(8, 9))

    assert max((place for place, _ in outline(band, count)), default=-1) == {0: -1, 1: 0.25}.get(count, 1)
