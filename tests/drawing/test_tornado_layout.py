"""The parts of a tornado have their room before the bars get the rest."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from planbuilder.document.figure_model import Tick, TornadoBar, TornadoData
from planbuilder.drawing.shapes import MOST_HEIGHT, stack_height
from planbuilder.drawing.tornado_layout import Layout, Scale, layout
from planbuilder.look import Look

LONG = "Andel af den frigjorte arbejdstid i borgerservice, der kan omsættes til lavere udgifter"


def plan(look: Look, *bars: TornadoBar, ticks: tuple[Tick, ...] = (), centre: int = 0) -> Layout:
    return layout(TornadoData(bars, Decimal(centre), "", ticks, "", "", ""), look, 465)


def bar(title: str = "Tid", low: int = -5, high: int = 5, low_text: str = "", high_text: str = "") -> TornadoBar:
    return TornadoBar(title, Decimal(low), Decimal(high), low_text, high_text)


def ticks(start: int, end: int, step: int = 1) -> tuple[Tick, ...]:
    return tuple(Tick(Decimal(value), f"{value} kroner") for value in range(start, end, step))


def test_value_has_its_place_on_the_scale() -> None:
    """A value a quarter of the way lies a quarter of the way across."""
    assert Scale(Decimal(-10), Decimal(30), 100, 200).across(Decimal(0)) == 125


def test_scale_holds_all_values(look: Look) -> None:
    """The scale runs from the lowest to the highest of bars, ticks and the centre."""
    scale = plan(look, bar(low=-5, high=5), ticks=ticks(-8, 3), centre=12).scale

    assert (Decimal(-8), Decimal(12)) == (scale.low, scale.high)


def test_equal_values_stand_in_the_middle(look: Look) -> None:
    """A scale of one value still has a length."""
    scale = plan(look, bar(low=7, high=7), centre=7).scale

    assert scale.across(Decimal(7)) == pytest.approx((scale.left + scale.right) / 2)


def test_short_titles_leave_more_room_for_the_bars(look: Look) -> None:
    """The column of titles is no wider than its widest line."""
    scales = [plan(look, bar(title)).scale for title in ("", "Tid", LONG)]

    assert scales[0].left < scales[1].left < scales[2].left < 0.4 * 465


def test_words_of_a_short_bar_take_no_room_from_the_scale(look: Look) -> None:
    """Words beside a bar far from the ends of the scale stand inside it."""
    without = plan(look, bar(low=-90, high=90)).scale
    with_words = plan(look, bar(low=-90, high=90), bar(low=-1, high=1, low_text="-1 kr.", high_text="1 kr.")).scale

    assert with_words == without


def test_words_of_a_long_bar_shorten_the_scale(look: Look) -> None:
    """Words beside the ends of the scale stand outside it."""
    without = plan(look, bar()).scale
    with_words = plan(look, bar(low_text="-5 mio. kr.", high_text="5 mio. kr.")).scale

    assert without.left < with_words.left < with_words.right < without.right


def test_rows_of_one_and_two_lines_are_alike(look: Look) -> None:
    """Titles of two lines do not break the rhythm of the rows."""
    rows = plan(look, bar(), bar("Andel af borgere, der selv søger på kommunens hjemmeside")).bars

    assert [1, 2] == [len(row.title) for row in rows]
    assert rows[0].height == rows[1].height


@pytest.mark.parametrize("count", [1, 10, 25])
def test_titles_stay_in_their_rows(look: Look, count: int) -> None:
    """However dense the rows, no title is higher than its own."""
    rows = plan(look, *[bar(LONG)] * count).bars

    assert [row for row in rows if stack_height(row.title) > row.height] == []
    assert [a for a, b in pairwise(rows) if a.middle - a.height / 2 < b.middle + b.height / 2 - 0.001] == []


@pytest.mark.parametrize(("count", "lines"), [(10, 3), (25, 2), (40, 1)])
def test_titles_get_shorter_only_to_stay_on_a_page(look: Look, count: int, lines: int) -> None:
    """Ten long titles have three lines, twenty-five have two, forty have one."""
    made = plan(look, *[bar(LONG)] * count)

    assert {lines} == {len(row.title) for row in made.bars}
    assert made.height <= MOST_HEIGHT


def test_ticks_are_thinned_evenly_from_zero(look: Look) -> None:
    """Of ticks too close for their words every second, third and so on is kept, zero among them."""
    values = [tick.value for tick in plan(look, bar(), ticks=ticks(-23, 24)).ticks]
    steps = {after - before for before, after in pairwise(values)}

    assert Decimal(0) in values
    assert len(steps) == 1


def test_ticks_need_no_order(look: Look) -> None:
    """Ticks are sorted, and a value has one tick only."""
    given = (*reversed(ticks(-4, 6, 2)), *ticks(-4, 6, 2))

    assert plan(look, bar(), ticks=given).ticks == ticks(-4, 6, 2)
