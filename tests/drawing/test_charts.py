"""Charts show their numbers where they belong, and no word covers data or another word."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder.document.figure_model import Band, Chart, Mark, Series, Tick
from planbuilder.drawing.chart_frame import category_labels, frame
from planbuilder.drawing.charts import draw_chart
from planbuilder.drawing.colours import tint
from planbuilder.drawing.shapes import Close, Curve, Drawing, Line, Move, Shape, Text, extent
from planbuilder.drawing.typeface import clean
from planbuilder.look import Look
from planbuilder.record import replace
from tests.drawing import by_matplotlib

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
    rows = st.lists(NUMBERS, max_size=count).map(tuple)
    series = st.builds(Series, NAMES, values, st.sampled_from(("bar", "stack", "line", "float")), st.just("net"), rows)
    bands = st.builds(Band, NAMES, rows, rows)
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
        bands=tuple(draw(st.lists(bands, max_size=2))),
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


@settings(max_examples=60)
@given(data=charts(), width=st.sampled_from((470.0, 710.0)), height=st.sampled_from((160.0, 240.0)))
def test_no_word_leaves_the_drawing_or_covers_another(
    look: Look, outside: Check, overlapping: Check, data: Chart, width: float, height: float
) -> None:
    """In any chart all texts are inside and apart."""
    drawing = draw_chart(data, look, width, height)

    assert outside(drawing) == []
    assert overlapping(drawing) == []


@settings(max_examples=30)
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


def test_a_joined_line_runs_on_across_a_missing_number(look: Look) -> None:
    """From the number before to the one after, each at its own place, and no dot between them."""
    data = chart(row("a", 10, None, None, 40, form="line", tone="actual"), years=4)
    joined = replace(data, series=(replace(data.series[0], joined=True),))
    area = frame(joined, look, 470, 240)
    items = draw_chart(joined, look, 470, 240).items
    lines = [item for item in items if isinstance(item, Shape) and item.stroke == look.tones["actual"]]
    places = [step.to[0] for step in lines[0].steps if isinstance(step, Move | Line)]

    assert [area.across(0), area.across(3)] == pytest.approx(places)


def test_a_series_without_a_name_has_no_key(look: Look) -> None:
    """Where words elsewhere say what the lines are, the room is the data's."""
    named, unnamed = (frame(chart(row(name, 1, 2, 3, form="line")), look, 300, 200) for name in ("Målt", ""))

    assert (1, 0) == (len(named.legend.entries), len(unnamed.legend.entries))
    assert unnamed.plot.top > named.plot.top


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


@pytest.mark.parametrize("height", [60, 75, 90, 110, 140, 200])
def test_ticks_are_thinned_evenly(look: Look, height: float) -> None:
    """In a low chart every second or third is left out: steps of two sizes would be read as one."""
    ticks = tuple(Tick(Decimal(value), str(value)) for value in range(-2500, 1, 500))
    series = (Series("", (Decimal(-1500), Decimal(-2500)), "line", "net"),)
    chart = Chart("c", "", ("2026", "2027"), series, ticks, "kr.", "", low=True)

    values = [tick.value for tick in frame(chart, look, 400, height).ticks]

    assert values[-1] == 0
    assert len({after - before for before, after in pairwise(values)}) < 2


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
    accent = look.colours["accent_text"]
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


def waterfall() -> Chart:
    base = tuple(map(Decimal, (0, 60, 80, 0)))
    gains = Series("Gevinster", (Decimal(60), Decimal(20), None, None), "float", "gain", base)
    losses = Series("Udgifter", (None, None, Decimal(-50), None), "float", "loss", base)
    totals = Series("I alt", (None, None, None, Decimal(30)), "float", "total", base)
    return chart(gains, losses, totals, years=4)


def test_floating_bars_stand_on_their_bases(look: Look) -> None:
    """Gains grow from their base upwards, losses hang from theirs, totals stand on zero."""
    data = waterfall()
    drawing = draw_chart(data, look, 470, 240)
    reach = [pair for name in ("gain", "loss", "total") for pair in heights(drawing, look.tones[name], data, look)]

    assert reach == [pytest.approx(pair, abs=1e-6) for pair in ((0, 60), (60, 80), (30, 80), (0, 30))]


def test_floating_bars_share_one_place_a_category(look: Look) -> None:
    """Each bar of a waterfall stands in the middle of its category, whatever its series."""
    data = waterfall()
    drawing, area = draw_chart(data, look, 470, 240), frame(data, look, 470, 240)
    bars = [shape for name in ("gain", "loss", "total") for shape in shapes(drawing, look.tones[name])]
    sides = [[step.to[0] for step in bar.steps if isinstance(step, Move | Line)] for bar in bars if len(bar.steps) == 5]

    assert [(min(xs) + max(xs)) / 2 for xs in sides] == pytest.approx([area.across(place) for place in range(4)])


def test_floating_bars_are_joined_at_their_levels(look: Look) -> None:
    """A fine line runs from the side of each bar to the side of the next, at the level the first one reaches."""
    data = waterfall()
    drawing, area = draw_chart(data, look, 470, 240), frame(data, look, 470, 240)
    fine = [item for item in drawing.items if isinstance(item, Shape) and item.stroke and item.width == 0.6]
    ends = [[step.to for step in line.steps if isinstance(step, Move | Line)] for line in fine]
    bars = [shape for shape in shapes(drawing, look.tones["total"]) if len(shape.steps) == 5]
    sides = [step.to[0] for step in bars[0].steps if isinstance(step, Move | Line)]
    half = (max(sides) - min(sides)) / 2
    wanted = [
        (area.across(n) + half, area.across(n + 1) - half, area.up(level)) for n, level in enumerate((60, 80, 30))
    ]

    assert [(start[0], end[0], start[1]) for start, end in ends] == [pytest.approx(three) for three in wanted]
    assert [end[1] for _, end in ends] == pytest.approx([start[1] for start, _ in ends])


def test_band_is_filled_between_its_numbers(look: Look) -> None:
    """The corners of the soft area lie at the band's low and high numbers."""
    numbers = [tuple(map(Decimal, row)) for row in ((-20, 10, 30), (20, 50, 90))]
    data = Chart("c", "", ("a", "b", "c"), (), (), "", "", bands=(Band("Udfald", *numbers, "quality"),))
    drawing, area = draw_chart(data, look, 470, 240), frame(data, look, 470, 240)
    corners = [step.to for step in shapes(drawing, tint(look, "quality"))[0].steps if isinstance(step, Move | Line)]
    wanted = [
        (place, row[place]) for row, order in zip(numbers, ((0, 1, 2), (2, 1, 0)), strict=True) for place in order
    ]

    assert corners[:6] == [pytest.approx((area.across(place), area.up(float(value)))) for place, value in wanted]


def test_band_lies_behind_everything_else(look: Look) -> None:
    """Grid lines, bars and lines are painted after the band."""
    band = Band("Udfald", (Decimal(0),) * 3, (Decimal(90),) * 3, "quality")
    data = chart(row("a", 50, 60, 70, form="bar", tone="cashable"), row("b", 5, 6, 7, form="line"))
    items = draw_chart(data, look, 470, 240).items
    banded = draw_chart(replace(data, bands=(band,)), look, 470, 240).items
    painted = [item for item in banded if isinstance(item, Shape)]

    assert painted[0].fill == tint(look, "quality")
    assert len(banded) == len(items) + 3


def test_band_has_a_key_in_its_own_colour(look: Look) -> None:
    """The legend shows the band's tint beside its name."""
    band = Band("80 % af udfaldene", (Decimal(0),) * 3, (Decimal(90),) * 3, "quality")
    drawing = draw_chart(replace(chart(row("a", 1, 2, 3, form="line")), bands=(band,)), look, 470, 240)
    words = [item.text for item in drawing.items if isinstance(item, Text)]

    assert "80 % af udfaldene" in words
    assert len(shapes(drawing, tint(look, "quality"))) == 2


def test_long_names_of_categories_are_staggered_and_level(look: Look) -> None:
    """Names a little too wide for their slots stand level, every second one beneath its neighbours."""
    names = ("Frigjort tid", "Lavere udgifter", "Engangsudgifter", "Licens og drift", "Oplæring")
    data = Chart("c", "", names, (), (), "", "")
    words = [item for item in draw_chart(data, look, 300, 240).items if isinstance(item, Text)]
    ups = [word.at[1] for word in words]

    assert {word.angle for word in words} == {0.0}
    assert [word.text for word in words] == list(names)
    assert ups[0] == ups[2] == ups[4] > ups[1] == ups[3]


def test_names_may_break_at_their_hyphens() -> None:
    """A hyphen is a place to break a name that is too wide for its slot."""
    assert category_labels(("Engangs-udgifter", "I alt"), 50).texts == ("Engangs-\nudgifter", "I alt")


def test_names_that_do_not_fit_level_stand_upright() -> None:
    """A long name that would be broken inside a word is turned instead."""
    assert category_labels(("Sagsbehandlingstid",) * 30, 15).angle == 90


def test_texts_can_be_read(look: Look, unreadable: Check) -> None:
    """Every text has a contrast of at least 4.5:1 to what is behind it."""
    data = chart(row("a", 1, 2, 3), marks=(Mark("2027", Decimal(2), "Balance 2027"),))

    assert unreadable(draw_chart(data, look, 470, 240)) == []


def test_same_chart_gives_the_same_drawing(look: Look) -> None:
    """A chart is drawn alike every time."""
    data = chart(row("a", 10, -20, 30), row("b", 1, 2, 3, form="line"))

    assert draw_chart(data, look, 470, 240) == draw_chart(data, look, 470, 240)


def traits(item: Shape | Text) -> tuple[object, ...]:
    """All of an item but where it is."""
    if isinstance(item, Text):
        return item.text, item.size, item.colour, item.bold, item.angle
    return item.fill, item.stroke, item.width if item.stroke else 0.0, item.dash


def edges(item: Shape | Text) -> list[float]:
    """Where an item is: the area of a text, the corners of a shape, the area of one that is round."""
    if isinstance(item, Text):
        area = extent(item)
        return [area.left, area.bottom, area.right, area.top]
    curves = [step for step in item.steps if isinstance(step, Curve)]
    points = [step.to for step in (curves or item.steps) if not isinstance(step, Close)]
    if curves:
        return [pick(side) for side in zip(*points, strict=True) for pick in (min, max)]
    if len(points) > 1 and isinstance(item.steps[-1], Close) and points[0] == points[-1]:
        points.pop()  # closed already
    return [number for point in points for number in point]


@settings(max_examples=60)
@given(data=charts(), width=st.sampled_from((470.0, 710.0)), height=st.sampled_from((160.0, 240.0)))
def test_matplotlib_draws_the_same(look: Look, data: Chart, width: float, height: float) -> None:
    """Bars, bands, lines, dots, grid lines and ticks are where a plotting library puts them, painted in its order."""
    theirs = by_matplotlib.draw_chart(data, look, width, height).items
    ours = draw_chart(data, look, width, height).items

    assert [traits(item) for item in ours[: len(theirs)]] == [traits(item) for item in theirs]
    for own, other in zip(ours, theirs, strict=False):
        assert edges(own) == pytest.approx(edges(other), abs=0.01)


def test_lines_are_named_where_they_end(standard_look) -> None:
    """From the top as they end; no legend says it again."""
    drawing = draw_chart(
        chart(row("Lav", 0, 5, 10, form="line"), row("Høj", 0, 50, 90, form="line")), standard_look, 400, 200
    )
    said = {one.text: one for one in drawing.items if isinstance(one, Text) and one.text in ("Lav", "Høj")}

    assert said["Høj"].at[1] > said["Lav"].at[1]
    assert all(one.at[0] > 340 for one in said.values())
    assert 2 == sum(isinstance(one, Text) and one.text in ("Lav", "Høj") for one in drawing.items)


def test_lines_that_end_together_are_named_apart(standard_look) -> None:
    """No name covers another."""
    rows = (row(name, 0, 50, form="line") for name in ("En", "To", "Tre"))
    drawing = draw_chart(chart(*rows, years=2), standard_look, 400, 120)
    heights = sorted(one.at[1] for one in drawing.items if isinstance(one, Text) and one.text in ("En", "To", "Tre"))

    assert all(above - below >= 8 for below, above in pairwise(heights))


def test_bars_and_lines_have_a_legend(standard_look) -> None:
    """Bars have no end to be named at."""
    drawing = draw_chart(chart(row("Søjle", 1, 2, 3), row("Linje", 1, 2, 3, form="line")), standard_look, 400, 200)

    assert {"Søjle", "Linje"} <= {one.text for one in drawing.items if isinstance(one, Text) and one.at[0] < 200}


def test_amounts_stand_above_floating_bars(standard_look) -> None:
    """Of a step down, above where it begins."""
    steps = replace(row("", 80, -30, form="float"), base=(Decimal(0), Decimal(80)), texts=("80", "-30"))
    drawing = draw_chart(chart(steps, years=2), standard_look, 400, 200)
    found = {one.text: one.at for one in drawing.items if isinstance(one, Text) and one.text in ("80", "-30")}

    assert found["80"][1] == found["-30"][1]
    assert found["80"][0] < found["-30"][0]
