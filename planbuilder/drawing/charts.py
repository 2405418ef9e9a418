"""Charts: series of numbers in, a drawing of bars, stacks, lines and bands with real text out.

`chart_frame` says where everything around the data goes, `chart_bars` where the bars are; here they become shapes.
What lies in front is painted last: bands, grid, level lines, bars, the zero line, lines, then words and marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import fsum

from planbuilder.document.figure_model import Chart, Series
from planbuilder.drawing.chart_bars import Bar, Group, groups, outline
from planbuilder.drawing.chart_frame import END_GAP, END_SIZE, LANE_GAP, MARK_SIZE, TICK_SIZE, Flag, Frame, frame
from planbuilder.drawing.colours import tint, tone
from planbuilder.drawing.shapes import (
    Anchor,
    Drawing,
    Line,
    Move,
    Point,
    Row,
    Shape,
    Step,
    Text,
    circle,
    polygon,
    settle,
    stack,
    stroke,
)
from planbuilder.drawing.typeface import ASCENT, DESCENT, clean, shorten
from planbuilder.look import Look

# The part of a category that its bars fill; the rest parts it from the next.
_BAR_SHARE = 0.66
_WIDEST_BAR = 54.0
# Of two bars side by side, each leaves this little between them.
_ASIDE = 0.94
_MOST_MARKERS = 16
_DOT = 2.3
# From the plot to the words beside and below it.
_PAD = 5.0
# Less than the leading by which `chart_frame` sets room aside for the same lines, so that they fit in any case.
_LEADING = 1.18
# From a bar to the words above it.
_ABOVE = 3.0

Items = Iterator[Shape | Text]
# The places of a line with the numbers there, None for a gap.
Numbers = Sequence[tuple[int, float | None]]


def draw_chart(chart: Chart, look: Look, width: float, height: float) -> Drawing:
    """The chart, `width` points wide and `height` high, or higher if its words leave no room for the data."""
    chart = clean(chart)
    area = frame(chart, look, width, height)
    items = (
        *_bands(chart, area, look),
        *_names(area, look),
        *_grid(area, look),
        *_bars(chart, area, look),
        # Over the bars, which begin there: their light edges would interrupt it.
        stroke(_across(area, 0), look.colours["muted"], 0.9),
        *_lines(chart, area, look),
        *_unit(area, look),
        *area.legend.paint(1, area.height - 1),
        *_ends(area, look),
        *_values(chart, area, look),
        *_flags(area, look),
    )
    return Drawing(width, area.height, items)


def _across(area: Frame, value: float) -> tuple[Point, Point]:
    """The ends of a line from side to side of the plot."""
    up = area.up(value)
    return (area.plot.left, up), (area.plot.right, up)


def _bands(chart: Chart, area: Frame, look: Look) -> Items:
    """Soft areas behind the grid lines, which stay visible on them."""
    for band in chart.bands:
        corners = outline(band, len(chart.categories))
        if corners:
            places = [(area.across(place), area.up(value)) for place, value in corners]
            yield Shape(polygon(places), fill=tint(look, band.tone))


def _grid(area: Frame, look: Look) -> Items:
    """A quiet line across the plot for each tick, and its words before it, their small letters about the line."""
    for tick in area.ticks:
        left, right = _across(area, float(tick.value))
        yield stroke((left, right), look.colours["line"], 0.5)
        # Half a capital below the line puts the middle of the words on it.
        at = (left[0] - _PAD, left[1] - ASCENT * TICK_SIZE / 2)
        yield from _said(Text(at, tick.text, TICK_SIZE, look.colours["muted"], anchor="end"))


def _names(area: Frame, look: Look) -> Items:
    """The names of the categories below the plot, level or upright, their lines in the middle of their place."""
    paint = _upright if area.labels.angle else _level
    for place, name in zip(area.labels.places, area.labels.texts, strict=True):
        for line, at in paint(name.split("\n"), area.across(place), area.plot.bottom - _PAD):
            anchor: Anchor = "end" if area.labels.angle else "middle"
            yield from _said(Text(at, line, TICK_SIZE, look.colours["muted"], False, anchor, area.labels.angle))


def _level(lines: Sequence[str], x: float, top: float) -> Iterator[tuple[str, Point]]:
    """Lines under each other, each with the middle of its base line."""
    for number, line in enumerate(lines):
        yield line, (x, top - _base(number))


def _upright(lines: Sequence[str], x: float, top: float) -> Iterator[tuple[str, Point]]:
    """Lines beside each other, to be turned, each with the end of its base line."""
    # Turned, the lines lie side by side: what was their height is now their width, and its middle belongs at x.
    left = x - len(lines) * _LEADING * TICK_SIZE / 2
    for number, line in enumerate(lines):
        yield line, (left + _base(number), top)


def _base(number: int) -> float:
    """How far the base line of a line is from the start of the first."""
    return (number * _LEADING + (_LEADING - ASCENT - DESCENT) / 2 + ASCENT) * TICK_SIZE


def _unit(area: Frame, look: Look) -> Items:
    baseline = area.plot.top + LANE_GAP + DESCENT * TICK_SIZE
    return _said(Text((1.0, baseline), area.unit, TICK_SIZE, look.colours["muted"]))


def _said(text: Text) -> Items:
    if text.text.strip():
        yield text


def _bars(chart: Chart, area: Frame, look: Look) -> Items:
    """The groups of bars side by side, in the middle of the room of their category, on their level lines."""
    shared = groups(chart)
    slot = (area.plot.right - area.plot.left) / area.count
    # A chart of two or three categories would else be two or three blocks.
    whole = min(_BAR_SHARE * slot, _WIDEST_BAR * max(1, len(shared)))
    thickness = whole / max(1, len(shared))
    width = thickness * (_ASIDE if len(shared) > 1 else 1)
    shifts = [-whole / 2 + thickness * (index + 0.5) for index in range(len(shared))]
    # All level lines first, then all bars: a line ends at the side of a bar, and must not be seen through its edge.
    for group, shift in zip(shared, shifts, strict=True):
        yield from _links(group, shift, width, area, look)
    for group, shift in zip(shared, shifts, strict=True):
        yield from (_bar(bar, shift, width, area, look) for bar in group.bars if bar.start != bar.end)


def _links(group: Group, shift: float, width: float, area: Frame, look: Look) -> Items:
    """Level lines from side to side of bars, and along one without a length."""
    for link in group.links:
        # Between two bars the line goes from the right side of one to the left side of the next; along one, from side
        # to side.
        side = width / 2 if link.start < link.end else -width / 2
        start, end = area.across(link.start) + shift + side, area.across(link.end) + shift - side
        up = area.up(link.value)
        yield stroke(((start, up), (end, up)), look.colours["muted"], 0.6)


def _bar(bar: Bar, shift: float, width: float, area: Frame, look: Look) -> Shape:
    middle = area.across(bar.place) + shift
    left, right, start, end = middle - width / 2, middle + width / 2, area.up(bar.start), area.up(bar.end)
    corners = ((left, start), (right, start), (right, end), (left, end))
    return Shape(polygon(corners), tone(look, bar.tone), look.colours["paper"], 0.5)


def _lines(chart: Chart, area: Frame, look: Look) -> Items:
    """Lines over the bars, each with a light edge that sets it off, and a gap where nothing is joined."""
    parts = [part for part in chart.series if part.form == "line"]
    rows = [_row(part, len(chart.categories)) for part in parts]
    paths = [_path(row, area) for row in rows]
    # The light edges of all lines before any line: where two cross, the edge of one must not cut the other.
    for path in filter(None, paths):
        yield Shape(path, stroke=look.colours["paper"], width=3.6)
    for part, row, path in zip(parts, rows, paths, strict=True):
        colour = tone(look, part.tone)
        if path:
            yield Shape(path, stroke=colour, width=1.8)
        for place, value in _marked(row):
            dot = circle((area.across(place), area.up(value)), _DOT)
            yield Shape(dot, colour, look.colours["paper"], 0.8)


def _row(part: Series, count: int) -> Numbers:
    """The places and numbers of a line; a joined one knows nothing of the places without a number."""
    values = [*part.values[:count], *[None] * (count - len(part.values))]
    numbers = [(place, None if value is None else float(value)) for place, value in enumerate(values)]
    return [pair for pair in numbers if pair[1] is not None] if part.joined else numbers


def _path(row: Numbers, area: Frame) -> tuple[Step, ...]:
    """The steps along the numbers of a line, with a new start after each gap."""
    steps: list[Step] = []
    for is_gap, pairs in groupby(row, key=lambda pair: pair[1] is None):
        points = [(area.across(place), area.up(value)) for place, value in pairs if value is not None]
        if not is_gap:
            steps.extend((Move(points[0]), *(Line(point) for point in points[1:])))
    return tuple(steps)


def _marked(row: Numbers) -> Iterator[tuple[int, float]]:
    """The numbers of a line that get a dot: all of a short one, else those that no line reaches."""
    around = [None, *(value for _, value in row), None]
    for n, (place, value) in enumerate(row):
        # `around` has a place more in front, so n is the one before and n + 2 the one after.
        is_lonely = around[n] is None and around[n + 2] is None
        if value is not None and (is_lonely or len(row) <= _MOST_MARKERS):
            yield place, value


def _ends(area: Frame, look: Look) -> Items:
    """The names of lines right of the plot, each as near to the end of its line as the others allow, and led there."""
    ends = sorted(area.ends, key=lambda end: -end.value)
    # From half a line above the plot down to half a line below it: a line that ends at its edge keeps its name beside
    # it.
    height, top = END_SIZE * _LEADING, area.plot.top + END_SIZE * _LEADING / 2
    wanted = [top - area.up(end.value) - height / 2 for end in ends]
    # `settle` counts downwards from `top`; in the drawing y grows upwards.
    starts = settle(wanted, [height] * len(ends), 0.0, top - area.plot.bottom + height / 2)
    for end, down in zip(ends, starts, strict=True):
        middle, left = top - down - height / 2, area.plot.right
        yield stroke(((left, area.up(end.value)), (left + END_GAP - 3, middle)), end.colour, 1.4)
        at = (left + END_GAP, middle - ASCENT * END_SIZE / 2)
        yield from _said(Text(at, end.text, END_SIZE, look.colours["ink"]))


def _values(chart: Chart, area: Frame, look: Look) -> Items:
    """What is written above floating bars."""
    slot = (area.plot.right - area.plot.left) / area.count
    for part in chart.series:
        for place, (text, value) in enumerate(zip(part.texts, part.values, strict=False)):
            if value is not None:
                base = float(part.base[place]) if part.base else 0.0
                at = (area.across(place), area.up(max(base, base + float(value))) + _ABOVE)
                yield from _said(
                    Text(at, shorten(text, slot, TICK_SIZE), TICK_SIZE, look.colours["ink"], anchor="middle")
                )


def _flags(area: Frame, look: Look) -> list[Shape | Text]:
    """The marks: words above the plot, a pole down to the data, and a dot there."""
    colour = look.colours["accent_text"]
    items: list[Shape | Text] = []
    for flag in area.flags:
        top = area.plot.top + LANE_GAP + flag.up + _flag_height(flag)
        rows = [Row(line, MARK_SIZE, colour, True) for line in flag.lines]
        items.extend(_pole(area, flag, top, look))
        items.extend(stack(rows, flag.left, top, flag.anchor))
    return items


def _pole(area: Frame, flag: Flag, top: float, look: Look) -> list[Shape]:
    """The line and the dot of a mark, both on a light ground that sets them off from bars of any colour."""
    x, y = area.across(flag.place), area.up(flag.value)
    colour, paper = look.colours["accent_text"], look.colours["paper"]
    ends = ((x, y), (x, top if flag.pole else area.plot.top))
    return [
        stroke(ends, paper, 2.2),
        stroke(ends, colour, 0.8, (2.5, 2)),
        Shape(circle((x, y), 4.6), fill=paper),
        Shape(circle((x, y), 3.2), fill=paper, stroke=colour, width=1.5),
    ]


def _flag_height(flag: Flag) -> float:
    return fsum(Row(line, MARK_SIZE, "").height for line in flag.lines)
