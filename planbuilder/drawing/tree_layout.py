"""Where everything in the benefits tree goes: its data and a width in, cards with their places out.

The layout tries one density after another, from roomy to dense, until the tree fits on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from planbuilder.document.model import TreeData, TreeNode
from planbuilder.drawing.cards import Card, Face, Words, card
from planbuilder.drawing.colours import mix, tone
from planbuilder.drawing.fonts import LEADING, limit, wrap
from planbuilder.drawing.legend import Key, Legend, legend
from planbuilder.drawing.shapes import Row, settle, spread, stack_height
from planbuilder.look import Look

MOST_HEIGHT = 690.0
NO_LIMIT = 10_000

_SMALLEST, _LARGEST = 6.0, 9.0
_ROOMY = (0.18, 0.25, 0.31, 0.19)
_DENSE = (0.15, 0.26, 0.42, 0.15)
_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_LIMITS = (4, 3, 2, 1)
_RULE = 8.0
_LEGEND_GAP = 14.0


@dataclass(frozen=True)
class Density:
    """How close everything stands: font size, padding in a card, gap between cards, and most lines in each."""

    size: float
    most: int = NO_LIMIT

    @property
    def ease(self) -> float:
        """0 for the densest, 1 for the roomiest."""
        return (self.size - _SMALLEST) / (_LARGEST - _SMALLEST)

    @property
    def pad(self) -> float:
        """The space between a card's edge and its words."""
        return 2.2 + 4.3 * self.ease

    @property
    def gap(self) -> float:
        """The least space between two cards of a column."""
        return 2.6 + 6.4 * self.ease

    @property
    def gutter(self) -> float:
        """The share of the width between two columns, where the connectors run."""
        return 0.042 + 0.016 * self.ease

    @property
    def shares(self) -> tuple[float, ...]:
        """How the width left by the gutters is shared by the four columns."""
        mixed = [dense + (roomy - dense) * self.ease for dense, roomy in zip(_DENSE, _ROOMY, strict=True)]
        return tuple(share / sum(mixed) for share in mixed)


DENSITIES = tuple(map(Density, _SIZES)) + tuple(Density(_SMALLEST, most) for most in _LIMITS)


@dataclass(frozen=True)
class Placed:
    """A card at its place: its left edge and how far below the top of the body it starts."""

    card: Card
    left: float
    down: float

    @property
    def middle(self) -> float:
        """How far below the top of the body the card's middle is."""
        return self.down + self.card.height / 2

    @property
    def right(self) -> float:
        """The card's right edge."""
        return self.left + self.card.width


@dataclass(frozen=True)
class Head:
    """The heading of a column."""

    rows: tuple[Row, ...]
    left: float
    width: float


@dataclass(frozen=True)
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
    """The roomiest layout of the tree that fits on a page, or the densest if none does."""
    trials = (_arrange(data, look, width, density) for density in DENSITIES)
    return _first_fitting(trials)


def _first_fitting(trials: Iterator[Layout]) -> Layout:
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
        return sum(known) / len(known) if known else float(len(changes))

    return tuple(sorted(benefits, key=centre))


def _arrange(data: TreeData, look: Look, width: float, density: Density) -> Layout:
    lefts, widths = _columns(width, density)
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


def _columns(width: float, density: Density) -> tuple[list[float], list[float]]:
    # A stroke is painted half outside its path, so the outer columns keep half a point from the edge.
    usable = width - 1
    gutter = usable * density.gutter
    widths = [share * (usable - 3 * gutter) for share in density.shares]
    lefts = [0.5 + sum(widths[:index]) + gutter * index for index in range(4)]
    return lefts, widths


def _heads(
    data: TreeData, look: Look, density: Density, lefts: Sequence[float], widths: Sequence[float]
) -> tuple[Head, ...]:
    size, colour = max(6.5, density.size * 0.95), look.colours["primary"]
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
    colours = look.colours
    end = Face(colours["primary"])
    start = Face(colours["primary_soft"], mix(colours["primary_soft"], colours["primary"], 0.25))
    change = Face(colours["surface"], colours["line"])
    tall = NO_LIMIT if density.most == NO_LIMIT else max(1, int((room - 2 * density.pad) / (density.size * LEADING)))

    def make(words: Words, face: Face, width: float, most: int) -> Card:
        return card(words, face, width, density.size, density.pad, most, look)

    def benefit(node: TreeNode) -> Card:
        face = Face(colours["paper"], colours["line"], tone(look, node.tone))
        return make(_words(node), face, widths[2], density.most)

    return [
        [make(Words(data.solution, bold=True), start, widths[0], tall)],
        [make(_words(node), change, widths[1], density.most) for node in data.changes],
        [benefit(node) for node in benefits],
        [make(Words(data.purpose, bold=True), end, widths[3], tall)],
    ]


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
    body = max(sum(column) + gap * (len(column) - 1) for column in heights)
    downs = [spread(column, gap, body) for column in heights]
    follower = 1 if sum(heights[1]) <= sum(heights[2]) else 2
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
        wanted.append(sum(linked) / len(linked) - height / 2 if linked else down)
    return settle(wanted, heights[follower], gap, body)
