"""Where everything around a chart's data goes: a chart and a size in, labels and marks with their places out.

Room is set aside for every text before the data is drawn, so no text can cover data or another text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from math import ceil

from planbuilder.document.figure_model import Chart, Mark, Series, Tick
from planbuilder.drawing.chart_bars import value_range
from planbuilder.drawing.colours import Key, Legend, legend, tint, tone
from planbuilder.drawing.shapes import Anchor, Rectangle
from planbuilder.drawing.ticks import evenly
from planbuilder.drawing.typeface import LEADING, limit, measure, shorten, wrap
from planbuilder.look import Look
from planbuilder.record import record

TICK_SIZE = 8.0
MARK_SIZE = 8.5
LANE_GAP = 7.0
_LEGEND_SIZE = 8.5
# Names at the ends of lines: their size, what is between them and the plot, the part of the width each may take.
END_SIZE, END_GAP, _END_SHARE = 8.0, 12.0, 0.2
# Below this height the data could not be read: the figure grows instead.
_LEAST_PLOT, _LEAST_LOW = 60.0, 20.0
_RIGHT = 18.0
_LEAST_LEFT = 20.0
_TICK_GAP = 7.0
_LABEL_GAP = 7.0
_LEGEND_GAP = 10.0
_SHORT = 36.0
_UPRIGHT = 92.0
_LONGEST_UPRIGHT = 130.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@record
class Labels:
    """The names below the categories: which get one, their lines, and how far they are turned."""

    places: tuple[int, ...]
    texts: tuple[str, ...]
    angle: float
    height: float


@record
class Flag:
    """A mark's words: their corner above the plot, the place in the data they speak of.

    With a `pole`, a line leads from the words to that place; without, it ends at the top of the plot.
    """

    lines: tuple[str, ...]
    left: float
    up: float
    anchor: Anchor
    place: int
    value: float
    pole: bool


@record
class LineEnd:
    """What a line is called, to be written beside its last value."""

    text: str
    value: float
    colour: str


@record
class Frame:
    """A chart's plot area in a drawing of `width` by `height`, and everything around it."""

    width: float
    height: float
    plot: Rectangle
    count: int
    low: float
    high: float
    ticks: tuple[Tick, ...]
    labels: Labels
    unit: str
    flags: tuple[Flag, ...]
    legend: Legend
    ends: tuple[LineEnd, ...] = ()

    def across(self, place: float) -> float:
        """Where the category at `place` is, in points from the left."""
        return self.plot.left + (place + 0.5) / self.count * (self.plot.right - self.plot.left)

    def up(self, value: float) -> float:
        """Where `value` is, in points from the bottom."""
        # Low and high always differ (`value_range`), so there is something to divide by.
        share = (value - self.low) / (self.high - self.low)
        return self.plot.bottom + share * (self.plot.top - self.plot.bottom)


def frame(chart: Chart, look: Look, width: float, height: float) -> Frame:
    """The frame of a cleaned chart; it is higher than `height` only if the data would have no room left."""
    count = max(1, len(chart.categories))
    left = max(_LEAST_LEFT, _TICK_GAP + max((_tick_width(tick, width) for tick in chart.ticks), default=0.0))
    ends = line_ends(chart, look, width)
    # A name beside its line needs no look at a legend; both would say the same twice.
    keys = [] if ends else _keys(chart, look)
    right = max(_RIGHT, END_GAP + max((measure(end.text, END_SIZE) for end in ends), default=0.0))
    words = legend(keys, width - 2, _LEGEND_SIZE, look.colours["ink"])
    names = category_labels(chart.categories, (width - left - right) / count)
    unit = shorten(chart.unit, width, TICK_SIZE)
    flags = place_marks(chart, unit, left, width, right)
    above = words.height + (_LEGEND_GAP if keys else 0.0) + LANE_GAP + lanes_height(unit, flags)
    below = names.height + _LABEL_GAP + 2
    # The drawing grows rather than that words give way: the data keep their least height in any case.
    whole = max(height, above + below + (_LEAST_LOW if chart.low else _LEAST_PLOT))
    plot = Rectangle(left, below, width - right, whole - above)
    low, high = value_range(chart)
    ticks = thin_ticks(chart.ticks, low, high, plot.top - plot.bottom)
    cut = tuple(Tick(tick.value, shorten(tick.text, width / 4, TICK_SIZE)) for tick in ticks)
    return Frame(width, whole, plot, count, low, high, cut, names, unit, flags, words, ends)


def _keys(chart: Chart, look: Look) -> list[Key]:
    """What a legend says: the name of each series and band that has one."""
    keys = [Key(tone(look, part.tone), part.name, part.form == "line") for part in chart.series if part.name]
    return keys + [Key(tint(look, band.tone), band.name) for band in chart.bands if band.name]


def line_ends(chart: Chart, look: Look, width: float) -> tuple[LineEnd, ...]:
    """The names of lines to be written where they end; none where there are bars, or where a name is too long."""
    named = [part for part in chart.series if part.name]
    ends = [
        LineEnd(part.name, float(last), tone(look, part.tone)) for part in named if (last := _last(part)) is not None
    ]
    # All or none: with some names beside lines and some in a legend a reader would look for the rest.
    fits = all(measure(end.text, END_SIZE) <= _END_SHARE * width for end in ends)
    return tuple(ends) if fits and len(ends) == len(chart.series) > 1 else ()


def _last(part: Series) -> Decimal | None:
    """The last value of a line, None of what is none."""
    known = [value for value in part.values if value is not None]
    return known[-1] if known and part.form == "line" else None


def _tick_width(tick: Tick, width: float) -> float:
    return min(width / 4, measure(tick.text, TICK_SIZE))


def thin_ticks(ticks: Sequence[Tick], low: float, high: float, room: float) -> tuple[Tick, ...]:
    """The ticks whose words do not touch in `room` points."""
    # The height of a line of text in the axis' own unit: two ticks nearer to each other would touch.
    least = TICK_SIZE * LEADING * (high - low) / room
    return evenly(ticks, lambda row: all(float(next.value - one.value) >= least for one, next in pairwise(row)))


def category_labels(names: Sequence[str], slot: float) -> Labels:
    """The names below the axis: level in their slots if they fit, else thinned out if short, staggered or upright."""
    if not any(names):
        return Labels((), (), 0.0, 0.0)
    attempts: tuple[Callable[[Sequence[str], float], Labels | None], ...] = (_level, _thinned, _staggered)
    for attempt in attempts:
        labels = attempt(names, slot)
        if labels:
            return labels
    return _upright(names, slot)


def _level(names: Sequence[str], slot: float) -> Labels | None:
    # Two and a half points on either side of a name, so that neighbours do not read as one word.
    lines = _wrapped(names, slot - 5, 3)
    if not lines:
        return None
    texts = tuple("\n".join(parts) for parts in lines)
    return Labels(tuple(range(len(names))), texts, 0.0, max(map(len, lines)) * TICK_SIZE * LEADING)


def _staggered(names: Sequence[str], slot: float) -> Labels | None:
    """Every second name beneath its neighbours, so that each may be wider than its slot."""
    # As wide as two slots, for the neighbours are on the other row; the last may use the right margin.
    lines = _wrapped(names, min(2 * slot - 5, slot + 2 * _RIGHT - 2), 2)
    if not lines:
        return None
    upper, lower = (max(map(len, lines[row::2]), default=0) for row in (0, 1))
    texts = tuple("\n" * (upper * (place % 2)) + "\n".join(parts) for place, parts in enumerate(lines))
    # A point more: beneath the last line, letters reach a little lower than the leading of all lines comes to.
    return Labels(tuple(range(len(names))), texts, 0.0, (upper + lower) * TICK_SIZE * LEADING + 1)


def _wrapped(names: Sequence[str], width: float, most: int) -> list[list[str]] | None:
    """The lines of each name, if all are `most` lines at most and broken at spaces or hyphens only."""
    lines = [wrap(name, width, TICK_SIZE) for name in names]
    whole = all(_is_whole(name, parts) for name, parts in zip(names, lines, strict=True))
    wide = any(measure(line, TICK_SIZE) > width for parts in lines for line in parts)
    return lines if whole and not wide and max(map(len, lines)) <= most else None


def _is_whole(name: str, lines: Sequence[str]) -> bool:
    # Without the breaks at hyphens a name must be what it was: else a word was broken inside, which nobody reads.
    joined = "".join(line if line.endswith("-") else line + " " for line in lines)
    return name.replace("- ", "-").split() == joined.replace("- ", "-").split()


def _thinned(names: Sequence[str], slot: float) -> Labels | None:
    widest = max(measure(name, TICK_SIZE) for name in names)
    if widest > _SHORT:
        return None
    places = _every(len(names), (widest + 7) / slot)
    return Labels(places, tuple(names[place] for place in places), 0.0, TICK_SIZE * LEADING)


def _upright(names: Sequence[str], slot: float) -> Labels:
    pitch = TICK_SIZE * LEADING
    places = _every(len(names), (pitch + 3) / slot)
    # Turned by 90 degrees lines lie beside each other, so it is the width of the slot that says how many there may be.
    most = max(1, int((slot - 3) / pitch))
    word = max(measure(word, TICK_SIZE) for name in names for word in name.split(" "))
    room = min(max(word, _UPRIGHT), _LONGEST_UPRIGHT)
    lines = [limit(wrap(names[place], room, TICK_SIZE), most, room, TICK_SIZE) for place in places]
    longest = max((measure(line, TICK_SIZE) for parts in lines for line in parts), default=0.0)
    return Labels(places, tuple("\n".join(parts) for parts in lines), 90.0, longest + 2)


def _every(count: int, least: float) -> tuple[int, ...]:
    """The places left when names need `least` slots each: every second, fifth, tenth and so on."""
    step = next((step for step in _STEPS if step >= least), max(1, ceil(least)))
    return tuple(range(0, count, step))


def lanes_height(unit: str, flags: Sequence[Flag]) -> float:
    """The height of the words between the legend and the plot: the unit and the marks."""
    own = TICK_SIZE * LEADING if unit else 0.0
    return max([own, *(flag.up + len(flag.lines) * MARK_SIZE * LEADING for flag in flags)])


def place_marks(chart: Chart, unit: str, left: float, width: float, right: float = _RIGHT) -> tuple[Flag, ...]:
    """The words of the marks above the plot, clear of each other, of the unit and of each other's poles."""
    words = [Rectangle(0, 0, measure(unit, TICK_SIZE) + 6, TICK_SIZE * LEADING)] if unit else []
    poles: list[Rectangle] = []
    slot = (width - left - right) / max(1, len(chart.categories))
    marks = [(chart.categories.index(mark.category), mark) for mark in chart.marks if _shown(mark, chart)]
    flags: list[Flag] = []
    # From right to left, so that words to the right of a pole meet no pole that comes later.
    for place, mark in sorted(marks, key=lambda pair: -pair[0]):
        x = left + (place + 0.5) * slot
        flag, area = _flag(mark, place, x, width, (words, poles))
        flags.append(flag)
        words.append(area)
        poles.extend([Rectangle(x - 1, 0, x + 1, area.top)] if flag.pole else [])
    return tuple(flags)


def _shown(mark: Mark, chart: Chart) -> bool:
    return bool(mark.text) and mark.category in chart.categories


def _flag(
    mark: Mark, place: int, x: float, width: float, taken: tuple[list[Rectangle], list[Rectangle]]
) -> tuple[Flag, Rectangle]:
    """A mark's words in the first free place, and the area they take there."""
    lines = tuple(wrap(mark.text, 0.4 * width, MARK_SIZE, True))
    size = max(measure(line, MARK_SIZE, True) for line in lines), len(lines) * MARK_SIZE * LEADING
    words, poles = taken
    for candidate in _places(x, size[0], width, [*words, *poles]):
        anchor, left, up = candidate
        area = Rectangle(left - 3, up, left + size[0] + 3, up + size[1])
        # A pole goes from the data up to its words, through all lanes below them: nothing else may stand there.
        pole = Rectangle(x - 1, 0, x + 1, area.top)
        free = not any(map(area.meets, [*words, *poles, pole])) and not any(map(pole.meets, words))
        if free:
            break
    edge = {"start": left, "end": left + size[0]}[anchor]
    return Flag(lines, edge, up, anchor, place, float(mark.value), free), area


def _places(x: float, size: float, width: float, taken: Sequence[Rectangle]) -> Iterator[tuple[Anchor, float, float]]:
    """The places words may take, best first: right or left of their pole, low before high.

    The last place is above everything else, for words that get no pole.
    """
    # The top of whatever is taken: a place lower than that and higher than the one before would touch it as well.
    lanes = sorted({0.0, *(area.top for area in taken)})
    for up in lanes:
        if x + 5 + size <= width:
            yield "start", x + 5, up
        if x - 5 - size >= 0:
            yield "end", x - 5 - size, up
    yield "start", max(0.0, min(x + 5, width - size)), lanes[-1]
