"""The benefits tree: its data in, a drawing in four columns from the solution to the purpose out.

The layout tries one density after another, from roomy to dense, until the tree fits on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from math import fsum

from planbuilder.document.figure_model import TreeData, TreeNode
from planbuilder.drawing.cards import DENSITIES, Card, Density, Face, Placed, Words, card, inset
from planbuilder.drawing.colours import Key, Legend, legend, mix, tone
from planbuilder.drawing.shapes import (
    MOST_HEIGHT,
    Curve,
    Drawing,
    Move,
    Point,
    Row,
    Shape,
    Text,
    polygon,
    settle,
    spread,
    stack,
    stack_height,
    stroke,
)
from planbuilder.drawing.typeface import clean, limit, measure, wrap
from planbuilder.look import Look
from planbuilder.record import record

_RULE = 8.0
_WIDEST_FOR_A_WORD = 0.24
_LEGEND_GAP = 14.0
# Sizes that are read with ease, and how high a tree may be that others share its page with.
COMFORTABLE, COMFORTABLE_HEIGHT = DENSITIES[:3], 430.0


@record
class Head:
    """The heading of a column."""

    rows: tuple[Row, ...]
    left: float
    width: float


@record
class Layout:
    """A tree with every card placed; `benefits` and `changes` are by place, not by name."""

    heads: tuple[Head, ...]
    solution: Placed
    changes: tuple[Placed, ...]
    benefits: tuple[Placed, ...]
    purpose: Placed
    links: tuple[tuple[int, int], ...]
    legend: Legend
    head_height: float
    body_height: float

    @property
    def height(self) -> float:
        """The height of the whole drawing."""
        below = self.legend.height + _LEGEND_GAP if self.legend.entries else 0.0
        return self.head_height + self.body_height + below + 2


def layout(data: TreeData, look: Look, width: float) -> Layout:
    """The roomiest layout that leaves room beside the tree, else the roomiest that fits on a page, else the densest."""
    trials = [_arrange(data, look, width, density) for density in COMFORTABLE]
    if found := [one for one in trials if one.height <= COMFORTABLE_HEIGHT]:
        return found[0]
    denser = (_arrange(data, look, width, density) for density in DENSITIES[len(COMFORTABLE) :])
    return _first_fitting(chain(trials, denser))


def _first_fitting(trials: Iterable[Layout]) -> Layout:
    for trial in trials:
        last = trial
        if trial.height <= MOST_HEIGHT:
            break
    return last


def by_barycentre(benefits: Sequence[TreeNode], changes: Sequence[TreeNode]) -> tuple[TreeNode, ...]:
    """The benefits ordered by the mean place of the changes they come from; those from none come last."""
    places = {change.id: index for index, change in enumerate(changes)}

    def centre(benefit: TreeNode) -> float:
        known = [places[source] for source in benefit.sources if source in places]
        # Sugiyama's barycentre: neighbours that share changes come to lie together, so that fewer connectors cross.
        return fsum(known) / len(known) if known else float(len(changes))

    return tuple(sorted(benefits, key=centre))


def _arrange(data: TreeData, look: Look, width: float, density: Density) -> Layout:
    lefts, widths = _columns(data, width, density)
    benefits = by_barycentre(data.benefits, data.changes)
    heads = _heads(data, look, density, lefts, widths)
    keys = [Key(tone(look, name), text) for name, text in data.legend]
    key_rows = legend(keys, width, max(7.0, density.size * 0.9), look.colours["ink"])
    head_height = max(stack_height(head.rows) for head in heads) + _RULE
    columns = _cards(data, benefits, look, density, widths, MOST_HEIGHT - head_height - key_rows.height - 30)
    links = _links(data.changes, benefits)
    placed, body = _place(columns, links, lefts, density.gap)
    ends = placed[0][0], tuple(placed[1]), tuple(placed[2]), placed[3][0]
    return Layout(heads, *ends, links, key_rows, head_height, body)


def _columns(data: TreeData, width: float, density: Density) -> tuple[list[float], list[float]]:
    """The left edges and widths of the columns, each wide enough for its longest word if that is possible."""
    # A stroke is painted half outside its path, so the outer columns keep half a point from the edge.
    usable = width - 1
    gutter = usable * density.gutter
    room = usable - 3 * gutter
    needs = [min(need, _WIDEST_FOR_A_WORD * room) for need in _needs(data, density)]
    widths = _shared(room, density.shares, needs)
    lefts = [0.5 + fsum(widths[:index]) + gutter * index for index in range(4)]
    return lefts, widths


def _needs(data: TreeData, density: Density) -> list[float]:
    """The width of the longest word of each column, with the space around it."""
    middle = [" ".join(node.text for node in nodes) for nodes in (data.changes, data.benefits)]
    texts = ((data.solution, True), (middle[0], False), (middle[1], False), (data.purpose, True))
    around = inset(Face("", stripe="stripe"), density.pad) + density.pad
    return [around + _longest_word(text, density.size, bold) for text, bold in texts]


def _longest_word(text: str, size: float, bold: bool) -> float:
    return max((measure(word, size, bold) for word in text.split()), default=0.0)


def _shared(room: float, shares: Sequence[float], needs: Sequence[float]) -> list[float]:
    """The widths of columns that get their share of `room`, or their need where that is more."""
    poor = [need > share * room for need, share in zip(needs, shares, strict=True)]
    # What the poor need more than their share is taken from all others in proportion.
    left = room - fsum(need for need, is_poor in zip(needs, poor, strict=True) if is_poor)
    whole = fsum(share for share, is_poor in zip(shares, poor, strict=True) if not is_poor)
    triples = zip(needs, shares, poor, strict=True)
    return [need if is_poor else left * share / whole for need, share, is_poor in triples]


def _heads(
    data: TreeData, look: Look, density: Density, lefts: Sequence[float], widths: Sequence[float]
) -> tuple[Head, ...]:
    size, colour = max(7.0, density.size * 0.95), look.colours["primary"]
    heads = []
    for text, left, width in zip(reversed(data.headings), lefts, widths, strict=True):
        lines = limit(wrap(text, width, size, True), min(density.most, 6), width, size, True)
        heads.append(Head(tuple(Row(line, size, colour, True) for line in lines), left, width))
    return tuple(heads)


def _cards(
    data: TreeData,
    benefits: Iterable[TreeNode],
    look: Look,
    density: Density,
    widths: Sequence[float],
    room: float,
) -> list[list[Card]]:
    """The cards of the four columns, from the solution to the purpose."""
    faces = _faces(look)
    middle, ends = density.setting(density.most), density.setting(density.most_in(room))
    paper, line = look.colours["paper"], look.colours["line"]
    solution = card(Words(data.solution, bold=True), faces[0], widths[0], ends, look)
    changes = [card(_words(node), faces[1], widths[1], middle, look) for node in data.changes]
    gains = [card(_words(node), Face(paper, line, tone(look, node.tone)), widths[2], middle, look) for node in benefits]
    return [
        [solution],
        changes,
        gains,
        [card(Words(data.purpose, bold=True), faces[2], widths[3], ends, look)],
    ]


def _faces(look: Look) -> tuple[Face, Face, Face]:
    """The looks of the solution, a change and the purpose."""
    colours = look.colours
    soft = colours["primary_soft"]
    start = Face(soft, mix(soft, colours["primary"], 0.25))
    return start, Face(colours["surface"], colours["line"]), Face(colours["primary"])


def _words(node: TreeNode) -> Words:
    return Words(node.text, node.id, node.note)


def _links(changes: Sequence[TreeNode], benefits: Sequence[TreeNode]) -> tuple[tuple[int, int], ...]:
    """Which change leads to which benefit, by place."""
    places = {change.id: index for index, change in enumerate(changes)}
    pairs = chain.from_iterable(
        ((places[source], index) for source in dict.fromkeys(node.sources) if source in places)
        for index, node in enumerate(benefits)
    )
    return tuple(pairs)


def _place(
    columns: Sequence[Sequence[Card]], links: Sequence[tuple[int, int]], lefts: Sequence[float], gap: float
) -> tuple[list[list[Placed]], float]:
    heights = [[part.height for part in column] for column in columns]
    body = max(fsum(column) + gap * (len(column) - 1) for column in heights)
    downs = [spread(column, gap, body) for column in heights]
    # The fuller of the two middle columns is spread evenly, the other follows it: it has room to move.
    follower = 1 if fsum(heights[1]) <= fsum(heights[2]) else 2
    downs[follower] = _follow(downs, heights, links, follower, gap, body)
    placed = [
        [Placed(part, left, down) for part, down in zip(column, column_downs, strict=True)]
        for column, column_downs, left in zip(columns, downs, lefts, strict=True)
    ]
    return placed, body


def _follow(
    downs: Sequence[Sequence[float]],
    heights: Sequence[Sequence[float]],
    links: Sequence[tuple[int, int]],
    follower: int,
    gap: float,
    body: float,
) -> list[float]:
    """The starts of one middle column, each card drawn towards the middle of those it is linked to."""
    leader = 3 - follower
    middles = [down + height / 2 for down, height in zip(downs[leader], heights[leader], strict=True)]
    wanted = []
    for index, (down, height) in enumerate(zip(downs[follower], heights[follower], strict=True)):
        linked = [middles[pair[leader - 1]] for pair in links if pair[follower - 1] == index]
        wanted.append(fsum(linked) / len(linked) - height / 2 if linked else down)
    return settle(wanted, heights[follower], gap, body)


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
    """A heading on the rule shared by all columns."""
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
    # Both handles half-way: the curve leaves and arrives level, as an S.
    middle = (start[0] + tip) / 2
    curve = Curve((middle, start[1]), (middle, end[1]), (tip, end[1]))
    return Shape((Move(start), curve), stroke=colour, width=0.7)


def _arrows(tips: Iterable[Point], colour: str) -> list[Shape]:
    half = 0.55 * _ARROW
    return [
        Shape(polygon(((x - _ARROW, y + half), (x, y), (x - _ARROW, y - half))), fill=colour) for x, y in sorted(tips)
    ]
