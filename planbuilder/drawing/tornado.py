"""Where the parts of a tornado go: its data and a width in, bars, scale and words with their places out.

Room is set aside for every word before the bars are scaled, so no word covers a bar or another word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from math import fsum

from planbuilder.document.figure_model import Tick, TornadoBar, TornadoData
from planbuilder.drawing.colours import Key, Legend, legend, mix, tone
from planbuilder.drawing.shapes import (
    MOST_HEIGHT,
    Anchor,
    Drawing,
    Rectangle,
    Row,
    Shape,
    Text,
    block,
    extent,
    stack,
    stack_height,
    stroke,
)
from planbuilder.drawing.ticks import evenly
from planbuilder.drawing.typeface import LEADING, clean, limit, measure, shorten, wrap
from planbuilder.look import Look
from planbuilder.record import record, replace

LOW_TONE, HIGH_TONE = "released_time", "primary"
VALUE_SIZE = TICK_SIZE = 8.0
EDGE = 1.0
VALUE_GAP = 4.0
LANE_GAP = 5.0
_TITLE_SIZE = _MARK_SIZE = _LEGEND_SIZE = 8.5
_TITLE_SHARE = 0.34
_VALUE_SHARE = 0.22
_MARK_SHARE = 0.5
_UNIT_SHARE = 0.5
_TICK_SHARE = 0.25
# As many as a title of the longest kind can have.
_ALL_LINES = 12
_MOST_LINES = 3
_COLUMN_GAP = 12.0
_UNIT_GAP = 2.0
_TICK_GAP = 8.0
_LEGEND_GAP = 10.0
# Most lines of a title, the least height of a row and the air in it: the first that keeps the figure on a page.
_DENSITIES = (
    (_ALL_LINES, 27.5, 6.0), (_ALL_LINES, 23.0, 4.0), (_MOST_LINES, 23.0, 4.0), (2, 18.0, 3.0), (1, 13.0, 1.0),
)  # fmt: skip


@record
class Bar:
    """An assumption's row: its title in lines, and the values and words of the left and right end of its bar."""

    title: tuple[Row, ...]
    ends: tuple[Decimal, Decimal]
    words: tuple[str, str]
    tones: tuple[str, str]
    height: float
    middle: float = 0.0


@record
class Scale:
    """The values `low` to `high` on the points `left` to `right`."""

    low: Decimal
    high: Decimal
    left: float = 0.0
    right: float = 1.0

    def across(self, value: Decimal) -> float:
        """Where `value` is, in points from the left."""
        # Decimal until it is a share: an amount in a plan has no bound, a float has one.
        return self.left + float((value - self.low) / (self.high - self.low)) * (self.right - self.left)


@record
class Layout:
    """A tornado of `height` points: its bars between `top` and `bottom`, and what is around them."""

    bars: tuple[Bar, ...]
    scale: Scale
    ticks: tuple[Tick, ...]
    mark: tuple[Row, ...]
    unit: tuple[Row, ...]
    legend: Legend
    top: float
    bottom: float
    height: float


def layout(data: TornadoData, look: Look, width: float) -> Layout:
    """The layout of cleaned data; rows move together and titles get shorter only to stay on one page."""
    keys = _legend(data, look, width)
    mark = _rows(data.mark, _MARK_SHARE * width, _MARK_SIZE, look.colours["accent_text"], _MOST_LINES, True)
    unit = _rows(data.unit, _UNIT_SHARE * width, TICK_SIZE, look.colours["muted"], _MOST_LINES)
    above = 2 * EDGE + _with(_LEGEND_GAP, keys.height) + _with(LANE_GAP, stack_height(mark))
    below = LANE_GAP + _with(_UNIT_GAP, TICK_SIZE * LEADING if data.ticks else 0.0) + stack_height(unit) + EDGE
    bars = _fitting(data.bars, width, MOST_HEIGHT - above - below, look.colours["ink"])
    top = below + (fsum(bar.height for bar in bars) or _DENSITIES[0][1])
    scale = _scale(data, bars, width)
    ticks = _thinned(data.ticks, scale, width)
    return Layout(_placed(bars, top), scale, ticks, mark, unit, keys, top, below, top + above)


def _legend(data: TornadoData, look: Look, width: float) -> Legend:
    names = ((LOW_TONE, data.low_name), (HIGH_TONE, data.high_name))
    keys = [Key(tone(look, name), text) for name, text in names if text]
    return legend(keys, width - 2 * EDGE, _LEGEND_SIZE, look.colours["ink"])


def _with(gap: float, size: float) -> float:
    """`size` and the gap beside it, nothing if there is nothing."""
    return size + gap if size else 0.0


def _rows(text: str, width: float, size: float, colour: str, most: int, bold: bool = False) -> tuple[Row, ...]:
    lines = limit(wrap(text, width, size, bold), most, width, size, bold)
    return tuple(Row(line, size, colour, bold) for line in lines)


def _fitting(bars: Sequence[TornadoBar], width: float, room: float, colour: str) -> tuple[Bar, ...]:
    """The bars in the airiest rows that fit in `room`, or in the densest."""
    for density in _DENSITIES:
        fitted = tuple(_laid_out(bar, width, colour, *density) for bar in bars)
        if fsum(bar.height for bar in fitted) <= room:
            break
    return fitted


def _laid_out(bar: TornadoBar, width: float, colour: str, most: int, least: float, air: float) -> Bar:
    title = _rows(bar.title, _TITLE_SHARE * width, _TITLE_SIZE, colour, most)
    sides = [(bar.low, bar.low_text, LOW_TONE), (bar.high, bar.high_text, HIGH_TONE)]
    left, right = sides if bar.low <= bar.high else sides[::-1]
    words = [shorten(text, _VALUE_SHARE * width, VALUE_SIZE) for _, text, _ in (left, right)]
    height = max(least, stack_height(title) + air)
    return Bar(title, (left[0], right[0]), (words[0], words[1]), (left[2], right[2]), height)


def _placed(bars: Sequence[Bar], top: float) -> tuple[Bar, ...]:
    """The bars under each other from `top` down."""
    lower = accumulate(bar.height for bar in bars)
    return tuple(replace(bar, middle=top - down + bar.height / 2) for bar, down in zip(bars, lower, strict=True))


def _scale(data: TornadoData, bars: Sequence[Bar], width: float) -> Scale:
    """The longest scale that leaves room for the titles and for the words beside the ends of each bar.

    It is at least as long as if all words stood at its very ends; so words at a bar's end that lies further in
    need that much less room outside it.
    """
    shares = _range(data)
    column = _with(_COLUMN_GAP, max((measure(row.text, row.size) for bar in bars for row in bar.title), default=0.0))
    left, right = EDGE + column, width - EDGE
    before = [(shares.across(bar.ends[0]), _room(bar.words[0])) for bar in bars]
    after = [(1 - shares.across(bar.ends[1]), _room(bar.words[1])) for bar in bars]
    halves = [(shares.across(tick.value), _tick_width(tick, width) / 2) for tick in data.ticks]
    before += [(share, half - column) for share, half in halves]
    after += [(1 - share, half) for share, half in halves]
    least = right - left - _most(before, 0.0) - _most(after, 0.0)
    return replace(shares, left=left + _most(before, least), right=right - _most(after, least))


def _range(data: TornadoData) -> Scale:
    """A scale 0–1 over all values, even if they are all the same."""
    ends = [value for bar in data.bars for value in (bar.low, bar.high)]
    values = [data.centre, *(tick.value for tick in data.ticks), *ends]
    low, high = min(values), max(values)
    if low < high:
        return Scale(low, high)
    around = max(Decimal(1), abs(low))
    return Scale(low - around, high + around)


def _room(words: str) -> float:
    return _with(VALUE_GAP, measure(words, VALUE_SIZE))


def _most(needs: Iterable[tuple[float, float]], length: float) -> float:
    """The room beyond an end of a scale of `length` for words at a share of it."""
    return max([0.0, *(need - share * length for share, need in needs)])


def _tick_width(tick: Tick, width: float) -> float:
    return min(_TICK_SHARE * width, measure(tick.text, TICK_SIZE))


def _thinned(ticks: Iterable[Tick], scale: Scale, width: float) -> tuple[Tick, ...]:
    """All ticks, or every second, third and so on from zero, so that their words are apart."""
    cut = (Tick(tick.value, shorten(tick.text, _TICK_SHARE * width, TICK_SIZE)) for tick in ticks)
    return evenly(cut, lambda row: _apart(row, scale))


def _apart(ticks: Sequence[Tick], scale: Scale) -> bool:
    halves = [(scale.across(tick.value), measure(tick.text, TICK_SIZE) / 2) for tick in ticks]
    return all(x + half + _TICK_GAP <= next - other for (x, half), (next, other) in pairwise(halves))


_THICKNESS = 12.0
# A bar shorter than this many points would not be seen.
_SHORTEST = 3.0
_HALO = 1.5


def draw_tornado(data: TornadoData, look: Look, width: float) -> Drawing:
    """The tornado, `width` points wide and as high as its bars need, one page at most if it can."""
    data = clean(data)
    plan = layout(data, look, width)
    items: list[Shape | Text] = [*plan.legend.paint(EDGE, plan.height - EDGE), *_rules(plan, width, look)]
    items.extend(_axis(plan, look))
    for bar in plan.bars:
        items.extend(_bar(bar, data.centre, plan, look))
    items.extend(_centre(data.centre, plan, width, look))
    for bar in plan.bars:
        items.extend([*_stub(bar, plan, look), *_words(bar, plan, look)])
    return Drawing(width, plan.height, tuple(items))


def _rules(plan: Layout, width: float, look: Look) -> list[Shape]:
    """Fine lines between the rows that lead the eye from a title to its bar."""
    colour = mix(look.colours["line"], look.colours["paper"], 0.4)
    edges = [bar.middle - bar.height / 2 for bar in plan.bars[:-1]]
    return [stroke(((0.0, y), (width, y)), colour, 0.5) for y in edges]


def _axis(plan: Layout, look: Look) -> list[Shape | Text]:
    """Quiet lines at the ticks with their words beneath, a firmer one at zero, and the unit."""
    muted, top = look.colours["muted"], plan.bottom - LANE_GAP
    items: list[Shape | Text] = []
    for tick in plan.ticks:
        x = plan.scale.across(tick.value)
        items.append(_upright(x, plan, look.colours["line"], 0.5))
        items.extend(stack([Row(tick.text, TICK_SIZE, muted)], x, top, "middle"))
    if plan.scale.low <= 0 <= plan.scale.high:
        items.append(_upright(plan.scale.across(Decimal(0)), plan, muted, 0.9))
    return [*items, *stack(plan.unit, plan.scale.right, stack_height(plan.unit) + EDGE, "end")]


def _upright(x: float, plan: Layout, colour: str, width: float) -> Shape:
    return stroke(((x, plan.bottom), (x, plan.top)), colour, width)


def _bar(bar: Bar, centre: Decimal, plan: Layout, look: Look) -> list[Shape]:
    """A bar in two colours that meet at `centre`, or in one if that lies outside it."""
    split = min(max(centre, bar.ends[0]), bar.ends[1])
    left, middle, right = (plan.scale.across(value) for value in (bar.ends[0], split, bar.ends[1]))
    parts = ((left, middle, bar.tones[0]), (middle, right, bar.tones[1]))
    return [_part(bar, start, end, tone(look, name)) for start, end, name in parts if start < end]


def _stub(bar: Bar, plan: Layout, look: Look) -> list[Shape]:
    """What shows a bar too short to be seen, over the line of the likely result that may hide it."""
    left, right = map(plan.scale.across, bar.ends)
    middle, half = (left + right) / 2, _SHORTEST / 2
    return [_part(bar, middle - half, middle + half, tone(look, "neutral"))] if right - left < _SHORTEST else []


def _part(bar: Bar, left: float, right: float, fill: str) -> Shape:
    half = _THICKNESS / 2
    return Shape(block(Rectangle(left, bar.middle - half, right, bar.middle + half)), fill=fill)


def _centre(centre: Decimal, plan: Layout, width: float, look: Look) -> list[Shape | Text]:
    """The line of the likely result, set off from the bars by a light edge, and its words above."""
    x = plan.scale.across(centre)
    half = max((measure(row.text, row.size, row.bold) for row in plan.mark), default=0.0) / 2 + EDGE
    words = stack(plan.mark, min(max(x, half), width - half), plan.top + LANE_GAP + stack_height(plan.mark), "middle")
    line, ground = look.colours["accent_text"], look.colours["paper"]
    return [_upright(x, plan, ground, 2.0), _upright(x, plan, line, 1.0), *words]


def _words(bar: Bar, plan: Layout, look: Look) -> list[Shape | Text]:
    """The title, and the words at the ends of the bar on a light ground that keeps lines away from them."""
    title = stack(bar.title, EDGE, bar.middle + stack_height(bar.title) / 2)
    left = _value(bar.words[0], plan.scale.across(bar.ends[0]) - VALUE_GAP, bar.middle, "end", look)
    right = _value(bar.words[1], plan.scale.across(bar.ends[1]) + VALUE_GAP, bar.middle, "start", look)
    return [*title, *left, *right]


def _value(words: str, x: float, middle: float, anchor: Anchor, look: Look) -> list[Shape | Text]:
    row = Row(words, VALUE_SIZE, look.colours["ink"])
    items: list[Shape | Text] = []
    for text in stack([row], x, middle + row.height / 2, anchor):
        area = extent(text)
        ground = Rectangle(area.left - _HALO, area.bottom, area.right + _HALO, area.top)
        items.extend([Shape(block(ground), fill=look.colours["paper"]), text])
    return items
