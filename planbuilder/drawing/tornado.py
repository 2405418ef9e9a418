"""The tornado: what moves a result most in, a bar for each assumption around the likely result out."""

from __future__ import annotations

from decimal import Decimal

from planbuilder.document.figure_model import TornadoData
from planbuilder.drawing.clean import clean
from planbuilder.drawing.colours import mix, tone
from planbuilder.drawing.fonts import measure
from planbuilder.drawing.model import Drawing, Shape, Text
from planbuilder.drawing.shapes import Anchor, Rectangle, Row, block, extent, stack, stack_height, stroke
from planbuilder.drawing.tornado_layout import EDGE, LANE_GAP, TICK_SIZE, VALUE_GAP, VALUE_SIZE, Bar, Layout, layout
from planbuilder.look import Look

_THICKNESS = 12.0
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
