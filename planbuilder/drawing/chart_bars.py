"""Where a chart's bars are: the series of a chart in, its bars and the range of all its values out.

Lengths are values of the chart, places are numbers of its categories; points and colours come later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planbuilder.document.figure_model import Band, Chart, Series
from planbuilder.record import record

# Numbers are rounded before they are drawn: a step may miss the one before it by this share of all steps.
_ROUNDING = 0.01


@record
class Bar:
    """A bar at a category, from the value it begins at to the value it reaches."""

    place: int
    start: float
    end: float
    tone: str


@record
class Link:
    """A level line between bars: from one category to the next, or along a bar that has no length."""

    start: int
    end: int
    value: float


@record
class Group:
    """Bars that share one place a category, and the level lines between them."""

    bars: tuple[Bar, ...]
    links: tuple[Link, ...] = ()


def groups(chart: Chart) -> tuple[Group, ...]:
    """The groups side by side: each series of single bars, then all stacks, then all floating bars."""
    count = len(chart.categories)
    rows = [[part] for part in chart.series if part.form == "bar"]
    # All stacked series share one place: that is what makes them a stack.
    rows.append([part for part in chart.series if part.form == "stack"])
    stacks = [Group(tuple(_stacked(parts, count))) for parts in rows if parts]
    floats = [part for part in chart.series if part.form == "float"]
    return (*stacks, *([_floating(floats, count)] if floats else []))


def _stacked(parts: Iterable[Series], count: int) -> Iterator[Bar]:
    """Series on top of each other: what is above zero upwards, what is below it downwards."""
    ends = {True: [0.0] * count, False: [0.0] * count}
    for part in parts:
        # Gains are piled up from zero and losses down from it, so that neither hides the other.
        for place in range(count):
            value = value_at(part, place)
            start = ends[value > 0][place]
            ends[value > 0][place] += value
            yield Bar(place, start, start + value, part.tone)


def _floating(parts: Iterable[Series], count: int) -> Group:
    bars = tuple(bar for part in parts for bar in _floats(part, count))
    return Group(bars, tuple(_links(bars)))


def _floats(part: Series, count: int) -> Iterator[Bar]:
    """The bars of a floating series; one without a base begins at zero."""
    for place, value in enumerate(part.values[:count]):
        if value is not None:
            base = part.base[place] if place < len(part.base) else 0
            yield Bar(place, float(base), float(base + value), part.tone)


def _links(bars: Sequence[Bar]) -> Iterator[Link]:
    """The ends of bars that the next category carries on from: where it has a bar that starts or ends there."""
    edges = [edge for bar in bars for edge in (bar.start, bar.end)]
    # Of the whole range: where steps of a cascade are rounded one by one, an end and the next start may differ.
    slack = _ROUNDING * (max(edges, default=0.0) - min(edges, default=0.0))
    for bar in bars:
        following = [edge for other in bars if other.place == bar.place + 1 for edge in (other.start, other.end)]
        if any(abs(edge - bar.end) <= slack for edge in following):
            yield Link(bar.place, bar.place + 1, bar.end)
        # A bar without a length would not be seen; a level line shows that there is a category, and that it is zero.
        if bar.start == bar.end:
            yield Link(bar.place, bar.place, bar.end)


def value_range(chart: Chart) -> tuple[float, float]:
    """The lowest and highest value the axis must show, zero among them, never the same twice."""
    # Zero always: bars begin there, and a cut axis would show a change of 2 % as a half.
    values = [0.0, *(float(tick.value) for tick in chart.ticks), *(float(mark.value) for mark in chart.marks)]
    for part in chart.series:
        values.extend(float(value) for value in part.values if value is not None and part.form == "line")
    for bar in (bar for group in groups(chart) for bar in group.bars):
        values.extend((bar.start, bar.end))
    for band in chart.bands:
        values.extend(float(value) for value in (*band.low, *band.high))
    low, high = min(values), max(values)
    # Nothing but zeros: a unit each way, so that `Frame.up` has a range to divide by.
    return (low, high) if low < high else (low - 1, low + 1)


def value_at(part: Series, place: int) -> float:
    """The value of a series at a category, zero where there is none."""
    value = part.values[place] if place < len(part.values) else None
    return 0.0 if value is None else float(value)


def outline(band: Band, count: int) -> tuple[tuple[float, float], ...]:
    """The corners of a band over `count` categories as (place, value), out along `low` and back along `high`.

    The band of a lone category is half a category wide, so that it can be seen.
    """
    rows = [(float(low), float(high)) for low, high in zip(band.low[:count], band.high[:count], strict=False)]
    places = [(float(place), *row) for place, row in enumerate(rows)]
    if len(places) == 1:
        places = [(side, *rows[0]) for side in (-0.25, 0.25)]
    lows, highs = [(place, low) for place, low, _ in places], [(place, high) for place, _, high in places]
    # Back in the other direction, so that the corners run around the area once and do not cross.
    return (*lows, *highs[::-1])
