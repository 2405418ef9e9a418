"""The benefits tree: its data in, a drawing in four columns from the solution to the purpose out."""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.document.figure_model import TreeData
from planbuilder.drawing.clean import clean
from planbuilder.drawing.colours import mix
from planbuilder.drawing.model import Curve, Drawing, Move, Point, Shape, Text
from planbuilder.drawing.shapes import polygon, stack, stack_height, stroke
from planbuilder.drawing.tree_layout import Head, Layout, Placed, layout
from planbuilder.look import Look

_ARROW = 3.2


def draw_tree(data: TreeData, look: Look, width: float) -> Drawing:
    """The benefits tree, `width` points wide and as high as its words need, one page at most if it can.

    The fonts shrink down to 6 points before any long text is cut with an ellipsis.
    """
    plan = layout(clean(data), look, width)
    height = plan.height
    body_top = height - plan.head_height
    items = [*_headings(plan, look, height), *_connectors(plan, look, body_top)]
    for placed in (plan.solution, *plan.changes, *plan.benefits, plan.purpose):
        items.extend(placed.card.paint(placed.left, body_top - placed.down))
    items.extend(plan.legend.paint(0.5, plan.legend.height + 1))
    return Drawing(width, height, tuple(items))


def _headings(plan: Layout, look: Look, height: float) -> list[Shape | Text]:
    deepest = max(stack_height(head.rows) for head in plan.heads)
    items: list[Shape | Text] = []
    for head in plan.heads:
        items.extend(_heading(head, look, height - 0.5, deepest))
    return items


def _heading(head: Head, look: Look, top: float, deepest: float) -> list[Shape | Text]:
    """A heading that stands on the rule shared by all columns."""
    rule = top - deepest - 1.5
    line = stroke(((head.left, rule), (head.left + head.width, rule)), look.colours["line"])
    return [*stack(head.rows, head.left, top - deepest + stack_height(head.rows)), line]


def _connectors(plan: Layout, look: Look, body_top: float) -> list[Shape | Text]:
    colour = mix(look.colours["muted"], look.colours["paper"], 0.45)
    pairs = [(plan.solution, change) for change in plan.changes]
    pairs += [(plan.changes[change], plan.benefits[benefit]) for change, benefit in plan.links]
    pairs += [(benefit, plan.purpose) for benefit in plan.benefits]
    ends = [((source.right, body_top - source.middle), _entry(target, body_top)) for source, target in pairs]
    curves: list[Shape | Text] = [_connector(start, end, colour) for start, end in ends]
    return curves + _arrows({end for _, end in ends}, colour)


def _entry(target: Placed, body_top: float) -> Point:
    return target.left, body_top - target.middle


def _connector(start: Point, end: Point, colour: str) -> Shape:
    tip = end[0] - _ARROW
    middle = (start[0] + tip) / 2
    curve = Curve((middle, start[1]), (middle, end[1]), (tip, end[1]))
    return Shape((Move(start), curve), stroke=colour, width=0.7)


def _arrows(tips: Iterable[Point], colour: str) -> list[Shape]:
    half = 0.55 * _ARROW
    return [
        Shape(polygon(((x - _ARROW, y + half), (x, y), (x - _ARROW, y - half))), fill=colour) for x, y in sorted(tips)
    ]
