"""Charts show their numbers where they belong, and no word covers data or another word."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder.document.figure_model import Chart, Mark, Series, Tick
from planbuilder.drawing.chart_frame import frame
from planbuilder.drawing.charts import draw_chart
from planbuilder.drawing.clean import clean
from planbuilder.drawing.model import Close, Curve, Drawing, Line, Move, Shape, Text
from planbuilder.drawing.shapes import extent
from planbuilder.look import Look

Check = Callable[[Drawing], list[str]]
NAMES = st.text(alphabet="abcdefgiklmnoprstuvæøåÆØÅ $.,-😀", max_size=40)
NUMBERS = st.decimals(-9000, 9000, places=1)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    count = draw(st.integers(1, 40))
    years = tuple(str(2026 + place) for place in range(count))
    names = st.lists(NAMES, min_size=count, max_size=count, unique=True).map(tuple)
    categories = draw(st.one_of(st.just(years), names))
    values = st.lists(st.one_of(st.none(), NUMBERS), min_size=count, max_size=count).map(tuple)
    series = st.builds(Series, NAMES, values, st.sampled_from(("bar", "stack", "line")), st.just("net"))
    marks = st.builds(Mark, st.sampled_from(categories), NUMBERS, NAMES)
    ticks = tuple(
        Tick(Decimal(value), f"{value:,}") for value in range(-9000, 9001, draw(st.sampled_from((500, 3000))))
    )
    return Chart(
        "c",
        "",
        categories,
        tuple(draw(st.lists(series, max_size=6))),
        ticks,
        draw(NAMES),
        "",
        tuple(draw(st.lists(marks, max_size=4))),
    )


def chart(*series: Series, years: int = 3, marks: tuple[Mark, ...] = (), span: int = 100) -> Chart:
    ticks = tuple(Tick(Decimal(value), str(value)) for value in (-span, 0, span))
    return Chart("c", "", tuple(str(2026 + place) for place in range(years)), series, ticks, "kr.", "", marks)


def row(name: str, *values: int | None, form: str = "stack", tone: str = "net") -> Series:
    numbers = tuple(None if value is None else Decimal(value) for value in values)
    return Series(name, numbers, form, tone)  # type: ignore[arg-type]


def shapes(drawing: Drawing, fill: str) -> list[Shape]:
    return [item for item in drawing.items if isinstance(item, Shape) and item.fill == fill]


def heights(drawing: Drawing, fill: str, data: Chart, look: Look) -> list[tuple[float, float]]:
    """From where to where the bars of a colour reach, in the chart's values."""
    area = frame(data, look, drawing.width, drawing.height)
    scale = (area.high - area.low) / (area.plot.top - area.plot.bottom)
    bars = []
    for shape in shapes(drawing, fill):
        ups = [step.to[1] for step in shape.steps if isinstance(step, Move | Line)]
        if len(shape.steps) == 5 and isinstance(shape.steps[-1], Close):
            bars.append(tuple(area.low + (up - area.plot.bottom) * scale for up in (min(ups), max(ups))))
    return bars  # type: ignore[return-value]


@settings(max_examples=60, deadline=None)
@given(data=charts(), width=st.sampled_from((470.0, 710.0)), height=st.sampled_from((160.0, 240.0)))
def test_no_word_leaves_the_drawing_or_covers_another(
    look: Look, outside: Check, overlapping: Check, data: Chart, width: float, height: float
) -> None:
    """In any chart all texts are inside and apart."""
    drawing = draw_chart(data, look, width, height)

    assert outside(drawing) == []
    assert overlapping(drawing) == []


@settings(max_examples=30, deadline=None)
@given(data=charts())
def test_no_word_covers_the_plot(look: Look, data: Chart) -> None:
    """Legend, unit, marks and labels all stand outside the area of the data."""
    drawing = draw_chart(data, look, 470, 240)
    plot = frame(clean(data), look, 470, 240).plot
    inside = [item.text for item in drawing.items if isinstance(item, Text) and extent(item).meets(plot)]

    assert inside == []


def test_gains_and_costs_are_stacked_apart(look: Look) -> None:
    """What is above zero grows upwards from zero, what is below grows downwards."""
    data = chart(
        row("a", 50, tone="cashable"),
        row("b", -30, tone="one_off"),
        row("c", 20, tone="quality"),
        row("d", -40, tone="running"),
        years=1,
    )
    drawing = draw_chart(data, look, 470, 240)
    tones = [look.tones[name] for name in ("cashable", "quality", "one_off", "running")]
    reach = [heights(drawing, fill, data, look)[0] for fill in tones]

    assert reach == [pytest.approx(pair) for pair in ((0, 50), (50, 70), (-30, 0), (-70, -30))]


def test_single_bars_stand_side_by_side(look: Look) -> None:
    """Two series of bars share a category without covering each other."""
    data = chart(row("a", 50, form="bar", tone="cashable"), row("b", 60, form="bar", tone="quality"), years=1)
    drawing = draw_chart(data, look, 470, 240)
    bars = [
        [step.to[0] for step in shape.steps if isinstance(step, Move | Line)]
        for tone in ("cashable", "quality")
        for shape in shapes(drawing, look.tones[tone])
        if len(shape.steps) == 5
    ]

    assert max(bars[0]) < min(bars[1])


def test_missing_number_leaves_a_gap_in_the_line(look: Look) -> None:
    """A line with a hole is drawn in two parts."""
    data = chart(row("a", 10, 20, None, 30, 40, form="line", tone="cumulative"), years=5)
    items = draw_chart(data, look, 470, 240).items
    lines = [item for item in items if isinstance(item, Shape) and item.stroke == look.tones["cumulative"]]
    starts = [step for step in lines[0].steps if isinstance(step, Move)]

    assert len(starts) == 2


def test_lonely_number_of_a_long_line_has_a_dot(look: Look) -> None:
    """A number between two holes is seen, though long lines have no dots."""
    data = chart(row("a", 1, 2, None, 30, None, *[4] * 15, form="line", tone="cumulative"), years=20)
    drawing = draw_chart(data, look, 470, 240)
    area = frame(data, look, 470, 240)
    ends = [shape.steps[0].to for shape in shapes(drawing, look.tones["cumulative"])]  # type: ignore[union-attr]
    middles = [x for x, y in ends if x > area.plot.left and y < area.plot.top]

    assert middles == pytest.approx([area.across(3)])


@pytest.mark.parametrize("values", [(0, 0, 0), (-50, -20, -1), (5, 5, 5)])
def test_zero_line_is_always_drawn(look: Look, values: tuple[int, ...]) -> None:
    """Whatever the numbers, a line runs across the plot at zero."""
    data = chart(row("a", *values))
    drawing = draw_chart(data, look, 470, 240)
    area = frame(data, look, 470, 240)
    lines = [item for item in drawing.items if isinstance(item, Shape) and item.stroke == look.colours["muted"]]

    assert [step.to[1] for step in lines[0].steps] == pytest.approx([area.up(0)] * 2)  # type: ignore[union-attr]


def test_numbers_that_are_all_zero_need_no_ticks(look: Look) -> None:
    """A chart of zeros without ticks still has a plot."""
    data = Chart("c", "", ("2026",), (row("a", 0),), (), "", "")

    assert draw_chart(data, look, 470, 240).height == 240


def test_forty_years_are_thinned_evenly(look: Look) -> None:
    """Of forty years, the first and every fifth after it are named."""
    drawing = draw_chart(chart(row("a", *[1] * 40), years=40), look, 470, 240)
    years = [item.text for item in drawing.items if isinstance(item, Text) and item.text.startswith("20")]

    assert years == ["2026", "2031", "2036", "2041", "2046", "2051", "2056", "2061"]


def test_ticks_are_written_as_given(look: Look) -> None:
    """The axis says the texts of the ticks, never numbers of its own."""
    drawing = draw_chart(chart(row("a", 1)), look, 470, 240)
    words = {item.text for item in drawing.items if isinstance(item, Text)}

    assert words == {"a", "kr.", "-100", "0", "100", "2026", "2027", "2028"}


def test_mark_points_at_its_number(look: Look) -> None:
    """A mark has a dot at its category and value, and its words above the plot."""
    data = chart(row("a", 1, 2, 3, form="line"), marks=(Mark("2027", Decimal(2), "Balance 2027"),))
    drawing = draw_chart(data, look, 470, 240)
    area = frame(data, look, 470, 240)
    accent = look.colours["accent"]
    dots = [item for item in drawing.items if isinstance(item, Shape) and item.fill and item.stroke == accent]
    points = [step.to for step in dots[0].steps if isinstance(step, Curve)]
    words = next(item for item in drawing.items if isinstance(item, Text) and item.text == "Balance 2027")

    assert max(x for x, _ in points) + min(x for x, _ in points) == pytest.approx(2 * area.across(1))
    assert max(y for _, y in points) + min(y for _, y in points) == pytest.approx(2 * area.up(2))
    assert extent(words).bottom >= area.plot.top


def test_mark_of_an_unknown_category_is_left_out(look: Look) -> None:
    """A mark that belongs to no category says nothing."""
    data = chart(row("a", 1, 2, 3), marks=(Mark("1999", Decimal(2), "Balance"),))
    words = [item.text for item in draw_chart(data, look, 470, 240).items if isinstance(item, Text)]

    assert "Balance" not in words


def test_texts_can_be_read(look: Look, unreadable: Check) -> None:
    """Every text has a contrast of at least 4.5:1 to what is behind it."""
    data = chart(row("a", 1, 2, 3), marks=(Mark("2027", Decimal(2), "Balance 2027"),))

    assert unreadable(draw_chart(data, look, 470, 240)) == []


def test_same_chart_gives_the_same_drawing(look: Look) -> None:
    """A chart is drawn alike every time."""
    data = chart(row("a", 10, -20, 30), row("b", 1, 2, 3, form="line"))

    assert draw_chart(data, look, 470, 240) == draw_chart(data, look, 470, 240)
