"""The parts of a tornado have their room before the bars get the rest.

The tornado shows what moves the result, and its words stay apart whatever they say.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder.document.figure_model import Tick, TornadoBar, TornadoData
from planbuilder.drawing.shapes import (
    MOST_HEIGHT,
    Close,
    Drawing,
    Line,
    Move,
    Rectangle,
    Shape,
    Text,
    extent,
    stack_height,
)
from planbuilder.drawing.tornado import HIGH_TONE, LOW_TONE, Layout, Scale, draw_tornado, layout
from planbuilder.drawing.typeface import clean
from planbuilder.look import Look

LONG_TITLE = "Andel af den frigjorte arbejdstid i borgerservice, der kan omsættes til lavere udgifter"


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
    scales = [plan(look, bar(title)).scale for title in ("", "Tid", LONG_TITLE)]

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
    rows = plan(look, *[bar(LONG_TITLE)] * count).bars

    assert [row for row in rows if stack_height(row.title) > row.height] == []
    assert [a for a, b in pairwise(rows) if a.middle - a.height / 2 < b.middle + b.height / 2 - 0.001] == []


@pytest.mark.parametrize(("count", "lines"), [(10, 3), (25, 2), (40, 1)])
def test_titles_get_shorter_only_to_stay_on_a_page(look: Look, count: int, lines: int) -> None:
    """Ten long titles have three lines, twenty-five have two, forty have one."""
    made = plan(look, *[bar(LONG_TITLE)] * count)

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


Check = Callable[[Drawing], list[str]]
WORDS = st.text(alphabet="abcdefgiklmnoprstuvæøåÆØÅ   .,-😀", max_size=120)
SHORT = st.text(alphabet="0123456789.,- kræ😀", max_size=30)
NUMBERS = st.one_of(st.integers(-20, 20), st.integers(-(10**15), 10**15)).map(Decimal)
BARS = st.builds(TornadoBar, WORDS, NUMBERS, NUMBERS, SHORT, SHORT)
TORNADOES = st.builds(
    TornadoData,
    st.lists(BARS, max_size=25).map(tuple),
    NUMBERS,
    WORDS,
    st.lists(st.builds(Tick, NUMBERS, SHORT), max_size=9).map(tuple),
    WORDS,
    WORDS,
    WORDS,
)
LONG = "Andel af den frigjorte arbejdstid i borgerservice, der kan omsættes til lavere lønudgifter " * 4
HOSTILE = {
    "no bars": ((), 0),
    "one bar": ((("Eneste", 1, 3),), 2),
    "25 bars": (tuple((f"Forudsætning {n}", -n, n) for n in range(25, 0, -1)), 0),
    "25 bars with long titles": (tuple((LONG, -n, n) for n in range(25, 0, -1)), 0),
    "empty titles": ((("", -5, 5), ("", -3, 3)), 0),
    "long title": (((LONG, -5, 5), ("a" * 300, -3, 3)), 0),
    "no length": ((("Ens", 4, 4), ("Ens", 2, 2)), 4),
    "one side": ((("Over", 7, 9), ("Under", 1, 2), ("Omvendt", 9, 7)), 5),
    "all equal": ((("Ens", 0, 0),) * 3, 0),
    "all equal and huge": ((("Ens", 10**30, 10**30),) * 3, 10**30),
    "huge": ((("Stor", -(10**15), 10**15), ("Mindre", -1, 1)), 0),
    "beyond a float": ((("Stor", Decimal("-1e400"), Decimal("1e400")),), 0),
    "emoji": ((("😀 tid 🏛", -5, 5), ("👩‍💻" * 30, -3, 3)), 0),
}
Rows = tuple[tuple[str, int | Decimal, int | Decimal], ...]


def tornado(rows: Rows, centre: int | Decimal, ticks: tuple[int, ...] = ()) -> TornadoData:
    bars = tuple(TornadoBar(title, Decimal(low), Decimal(high), f"{low}", f"{high}") for title, low, high in rows)
    marks = tuple(Tick(Decimal(value), f"<{value}>") for value in ticks)
    return TornadoData(bars, Decimal(centre), "Sandsynligt", marks, "1.000 kr.", "Lav", "Høj")


def texts(drawing: Drawing) -> dict[str, Text]:
    return {item.text: item for item in drawing.items if isinstance(item, Text)}


def area(shape: Shape) -> Rectangle:
    points = [step.to for step in shape.steps if isinstance(step, Move | Line)]
    across, up = zip(*points, strict=True)
    return Rectangle(min(across), min(up), max(across), max(up))


def bars(drawing: Drawing, colour: str) -> list[Rectangle]:
    """The bars of a colour, without the key of the legend, which has round corners."""
    filled = [item for item in drawing.items if isinstance(item, Shape) and item.fill == colour]
    return [area(shape) for shape in filled if len(shape.steps) == 5 and isinstance(shape.steps[-1], Close)]


def lines(drawing: Drawing, colour: str) -> list[float]:
    """How far from the left the lines of a colour stand."""
    return [area(item).left for item in drawing.items if isinstance(item, Shape) and item.stroke == colour]


@settings(max_examples=80)
@given(data=TORNADOES, width=st.sampled_from((300.0, 465.0, 710.0)))
def test_no_word_leaves_the_drawing_or_covers_another(
    look: Look, outside: Check, overlapping: Check, data: TornadoData, width: float
) -> None:
    """In any tornado all texts are inside and apart."""
    drawing = draw_tornado(data, look, width)

    assert outside(drawing) == []
    assert overlapping(drawing) == []


@settings(max_examples=60)
@given(data=TORNADOES)
def test_no_word_covers_a_bar(look: Look, data: TornadoData) -> None:
    """In any tornado all texts stand beside the bars."""
    drawing = draw_tornado(data, look, 465)
    painted = [bar for name in (LOW_TONE, HIGH_TONE, "neutral") for bar in bars(drawing, look.tones[name])]
    covered = [text.text for text in texts(drawing).values() if any(map(extent(text).meets, painted))]

    assert covered == []


@settings(max_examples=60)
@given(data=TORNADOES)
def test_bars_lie_where_their_numbers_say(look: Look, data: TornadoData) -> None:
    """In any tornado the two colours of a bar cover the way from its low to its high number, and no more."""
    drawing = draw_tornado(data, look, 465)
    scale = layout(clean(data), look, 465).scale
    painted = [(bar.left, bar.right) for name in (LOW_TONE, HIGH_TONE) for bar in bars(drawing, look.tones[name])]
    wanted = []
    for name in ("low", "high"):
        for bar in data.bars:
            left, right = sorted((bar.low, bar.high))
            split = scale.across(min(max(data.centre, left), right))
            end = scale.across(getattr(bar, name))
            wanted.extend([(min(split, end), max(split, end))] if split != end else [])

    assert sorted(painted) == [pytest.approx(pair) for pair in sorted(wanted)]


@settings(max_examples=30)
@given(data=TORNADOES)
def test_same_data_give_the_same_drawing(look: Look, data: TornadoData) -> None:
    """A tornado is drawn alike every time."""
    assert draw_tornado(data, look, 465) == draw_tornado(data, look, 465)


@pytest.mark.parametrize(("rows", "centre"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_data_are_drawn(
    look: Look, outside: Check, overlapping: Check, unreadable: Check, rows: Rows, centre: int
) -> None:
    """Whatever the data, all words are inside, apart and readable, and the figure fits on a page."""
    drawing = draw_tornado(tornado(rows, centre, (-5, 0, 5)), look, 465)

    assert (outside(drawing), overlapping(drawing), unreadable(drawing)) == ([], [], [])
    assert drawing.height <= 690


def test_bar_changes_colour_at_the_centre(look: Look) -> None:
    """What the low value takes away has one colour, what the high value adds another; both meet at the line."""
    drawing = draw_tornado(tornado((("Tid", 2, 9),), 5, (0, 10)), look, 465)
    low, high = bars(drawing, look.tones[LOW_TONE])[0], bars(drawing, look.tones[HIGH_TONE])[0]
    line = lines(drawing, look.colours["accent_text"])[0]

    assert (low.right, high.left) == (line, line)
    assert low.left < line < high.right


def test_bar_lies_on_the_axis(look: Look) -> None:
    """A bar from 2 to 9 starts at two tenths of the way from the tick 0 to the tick 10, and ends at nine tenths."""
    drawing = draw_tornado(tornado((("Tid", 2, 9),), 5, (0, 10)), look, 465)
    start, end = texts(drawing)["<0>"].at[0], texts(drawing)["<10>"].at[0]
    low, high = bars(drawing, look.tones[LOW_TONE])[0], bars(drawing, look.tones[HIGH_TONE])[0]

    assert [(x - start) / (end - start) for x in (low.left, high.right)] == pytest.approx([0.2, 0.9])


def test_low_value_with_the_higher_result_is_drawn_to_the_right(look: Look) -> None:
    """A cost that is low leads to a high result: its colour and its words stand on the right."""
    drawing = draw_tornado(tornado((("Drift", 9, 2),), 5), look, 465)
    low, high = bars(drawing, look.tones[LOW_TONE])[0], bars(drawing, look.tones[HIGH_TONE])[0]
    words = texts(drawing)

    assert low.left == high.right
    assert extent(words["2"]).right < high.left
    assert extent(words["9"]).left > low.right


@pytest.mark.parametrize(("low", "high", "colour"), [(7, 9, HIGH_TONE), (1, 3, LOW_TONE), (9, 7, LOW_TONE)])
def test_bar_beside_the_centre_has_the_colour_of_its_far_end(look: Look, low: int, high: int, colour: str) -> None:
    """A bar that does not reach the likely result 5 is not split."""
    drawing = draw_tornado(tornado((("Tid", low, high),), 5), look, 465)
    found = {name: len(bars(drawing, look.tones[name])) for name in (LOW_TONE, HIGH_TONE)}

    assert {LOW_TONE: 0, HIGH_TONE: 0, colour: 1} == found


def test_bar_without_a_length_can_be_seen(look: Look) -> None:
    """An assumption that moves nothing has a stub on top of the line of the likely result."""
    drawing = draw_tornado(tornado((("Rente", 5, 5), ("Tid", 0, 9)), 5), look, 465)
    stub, line = bars(drawing, look.tones["neutral"])[0], lines(drawing, look.colours["accent_text"])[0]
    colours = [item.fill or item.stroke for item in drawing.items if isinstance(item, Shape)]

    assert (stub.left + stub.right) / 2 == pytest.approx(line)
    assert colours.index(look.tones["neutral"]) > colours.index(look.colours["accent_text"])


def test_bars_run_from_the_top_down(look: Look) -> None:
    """The first assumption stands highest, each title at the height of its bar."""
    drawing = draw_tornado(tornado((("Første", 1, 9), ("Anden", 3, 7), ("Tredje", 4, 6)), 5), look, 465)
    ups = [(bar.bottom + bar.top) / 2 for bar in bars(drawing, look.tones[LOW_TONE])]
    titles = [texts(drawing)[title] for title in ("Første", "Anden", "Tredje")]

    assert ups == sorted(ups, reverse=True)
    assert [extent(title).bottom < up < extent(title).top for title, up in zip(titles, ups, strict=True)] == [True] * 3


@pytest.mark.parametrize(("low", "count"), [(-4, 1), (2, 0)])
def test_zero_line_is_drawn_if_zero_is_among_the_values(look: Look, low: int, count: int) -> None:
    """From -4 to 9 there is a line at zero, from 2 to 9 there is none."""
    drawing = draw_tornado(tornado((("Tid", low, 9),), 5), look, 465)

    assert len(lines(drawing, look.colours["muted"])) == count


def test_words_are_written(look: Look) -> None:
    """Titles, values, ticks, the mark, the unit and the legend are all there."""
    drawing = draw_tornado(tornado((("Tid", 2, 9),), 5, (0, 10)), look, 465)

    assert {"Tid", "2", "9", "<0>", "<10>", "Sandsynligt", "1.000 kr.", "Lav", "Høj"} == set(texts(drawing))


@pytest.mark.parametrize(("bars", "is_cut"), [(1, False), (10, False), (60, True)])
def test_a_title_is_whole_as_long_as_the_figure_stays_on_a_page(look: Look, bars: int, is_cut: bool) -> None:
    """One as long as a benefit's may be is never cut for looks; in the densest rows the reader sees that it is."""
    drawing = draw_tornado(tornado(((LONG[:160], 2, 9),) * bars, 5), look, 465)
    title = [text for text in texts(drawing) if text.split(" ")[0] in LONG and len(text) > 12]

    assert any("…" in line for line in title) is is_cut


def test_empty_words_leave_no_room(look: Look) -> None:
    """Without legend, mark, ticks and unit the figure is its bars and little more."""
    bar = TornadoBar("", Decimal(2), Decimal(9), "", "")
    drawing = draw_tornado(TornadoData((bar,), Decimal(5), "", (), "", "", ""), look, 465)

    assert texts(drawing) == {}
    assert drawing.height < 40


def test_texts_can_be_read(look: Look, unreadable: Check) -> None:
    """Every text has a contrast of at least 4.5:1 to what is behind it."""
    rows = (("Tid", 2, 9), ("Drift", 8, 3), ("Rente", 6, 7))

    assert unreadable(draw_tornado(tornado(rows, 5, (0, 5, 10)), look, 465)) == []
