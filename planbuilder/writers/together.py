"""What of a document stays together on a page, in every format that has pages.

In: blocks and rows of the neutral tree, the look and the width of the text. Out: which rows hold together, which tables
and lists stay whole, what leads to what follows it, and about how high rows are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import fsum

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import (
    AnswerBlock,
    Block,
    Cell,
    Item,
    ListBlock,
    Paragraph,
    Row,
    Signature,
    Span,
    Table,
    text_of,
)
from planbuilder.drawing.typeface import Typeface, current, measure, wrap
from planbuilder.look import Look
from planbuilder.record import once_for_each
from planbuilder.writers.columns import PADDING, REMEMBERED, column_widths, of_numbers
from planbuilder.writers.measure import aside, beside_passage

# A table this short stays whole; any other has as many rows on either side of a page's end as are not lonely.
SHORT, COMPANY = 2, 2
# A row of so many letters is company enough: it is like a passage of its own.
TALL = 600
LONGEST_GROUP = 8
# A table of a few rows stays whole where it is low, in points: numbers that add up may be higher than texts.
SOME, LOW, LOW_NUMBERS = 14, 130.0, 290.0
# One of so few rows stays whole up to a part of a page, and a card of labels and values up to another.
FEW, PART, CARD = 8, 0.5, 0.6
# The part of a page that may be left empty so that such a table is whole.
EMPTY = 0.2
# A numbered list of so many lines, such as what is to be decided, stays whole with the sentence that leads to it.
POINTS = 8
# Any list of so few lines stays whole, since neither its first point nor its last is alone.
FEW_LINES = 4
# A paragraph of fewer lines does not go over a page's end, and one that leads to something of no more than so many.
PARTED, LEADING = 4, 4
# How high a line of a table is in ems; so many rows and letters of a cell are looked at.
LINE, ROWS_MEASURED, MEASURED = 1.28, 14, 2000
# A line is measured as a whole if it would fit were its letters so many ems wide: hardly any text has narrower ones.
NARROWEST = 0.4


def bonds(rows: Sequence[Row]) -> frozenset[int]:
    """What must hold: short tables are whole, no row is alone, and every sum has a row that it is of.

    A group has rows beneath it, a note stays with a row.
    """
    if len(rows) <= SHORT:
        return frozenset(range(len(rows) - 1))
    plain = [n for n, row in enumerate(rows) if not row.is_across]
    summed = [n for n in plain if rows[n].role == "body"]
    last_summed = summed[-1] if summed else 0
    above, below = (1 if plain and _is_tall(rows[plain[n]]) else COMPANY for n in (0, -1))
    first = range(plain[above - 1]) if len(plain) >= above else range(0)
    last = range(min(plain[-below], last_summed), len(rows) - 1) if len(plain) >= below else range(0)
    roles = (n for n, (one, following) in enumerate(pairwise(rows)) if one.role == "group" or following.role == "note")
    return frozenset((*first, *last, *roles))


def _is_tall(row: Row) -> bool:
    """Whether a row takes so many lines that it is not lonely by itself."""
    return sum(len(text_of(cell.spans)) for cell in row.cells) >= TALL


def group_bonds(rows: Sequence[Row], heights: Sequence[float] = (), most: float = 0) -> frozenset[int]:
    """What is better: groups are whole, but for long ones, so that a page ends between two of them.

    Of rows whose heights are known, a group of more than `most` is long too: it would leave much of a page empty.
    """
    starts = [n for n, row in enumerate(rows) if row.role == "group"]
    ends = [*starts[1:], len(rows)]
    groups = ((start, end) for start, end in zip(starts, ends, strict=False) if end - start <= LONGEST_GROUP + 1)
    if heights:
        groups = ((start, end) for start, end in groups if fsum(heights[start:end]) <= most)
    return frozenset(n for start, end in groups for n in range(start, end - 1))


def is_low(table: Table, height: float) -> bool:
    """Whether a table that high goes to the next page, whatever is left empty, rather than over a page's end."""
    return len(table.rows) <= SOME and height <= (LOW_NUMBERS if of_numbers(table) else LOW)


def is_short(table: Table, height: float, page: float) -> bool:
    """Whether a table that high is better whole: it has few rows, or is a card of labels and values."""
    part = CARD if table.look == "facts" else PART if len(table.rows) <= FEW else 0.0
    return height <= part * page


def asked(table: Table, reckoned: float, heights: tuple[float, float, float], page: float) -> float:
    """What a table of about that height asks for, of the heights of what is above it, with its first rows, and of all.

    A short table is whole, unless that would leave too much of a page empty.
    """
    top, least, whole = heights
    if is_low(table, reckoned):
        return whole
    return min(whole, max(least, top + EMPTY * page)) if is_short(table, reckoned, page) else least


def row_heights(table: Table, look: Look, width: float) -> Sequence[float]:
    """About the heights of a table's head, if it has one, and of its first rows, in points."""
    return _heights(table, look, width, current())


@once_for_each(REMEMBERED)
def _heights(table: Table, look: Look, width: float, _: Typeface) -> Sequence[float]:
    """The same in a typeface, which `wrap` knows of by itself."""
    widths, size = column_widths(table, look, width), look.sizes["fact" if table.look == "facts" else "table"]
    if table.look == "facts":
        widths[1] -= beside_passage(look, widths[1], width)
    head = (Row(tuple(Cell((Span(column.title),)) for column in table.columns)),) if table.look == "grid" else ()
    rows = (*head, *table.rows[:ROWS_MEASURED])
    return [LINE * size * _lines_of(row, widths, size) + look.page["row"] + 1 for row in rows]


def _lines_of(row: Row, widths: list[float], size: float) -> int:
    rooms = [fsum(widths)] if row.is_across else widths
    texts = zip(row.cells, rooms, strict=False)
    return max(
        (count_lines(text_of(c.spans)[:MEASURED], room - 2 * PADDING, size, True) for c, room in texts), default=1
    )


def count_lines(text: str, width: float, size: float, bold: bool = False) -> int:
    """How many lines a text takes that keeps its own line breaks."""
    return sum(_count(line, width, size, bold) for line in text.split("\n"))


def _count(line: str, width: float, size: float, bold: bool) -> int:
    # What may fit is measured first, which is quicker than to look for where it would be broken.
    if len(line) * NARROWEST * size <= width and measure(line, size, bold) <= width:
        return 1
    return max(1, len(wrap(line, width, size, bold)))


def leads(block: Block, following: Sequence[Block]) -> bool:
    """Whether a block is a paragraph that leads to what follows: by its role, or to a list, table, figure or signer.

    Such a paragraph stands on one page with the beginning of that.
    """
    if not isinstance(block, Paragraph) or not following:
        return False
    led = _first(following[0])
    if block.role in ("label", "lead"):
        # Of many leads one after the other, the last one leads to what follows.
        return block.role == "label" or not (isinstance(led, Paragraph) and led.role == "lead")
    return block.role != "small" and isinstance(led, ListBlock | Table | Chart | Diagram | Signature)


def _first(block: Block | None) -> Block | None:
    """The block itself, or the first of an answer."""
    return _first(block.blocks[0] if block.blocks else None) if isinstance(block, AnswerBlock) else block


def unwrapped(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks with those of an answer in its place."""
    for block in blocks:
        if isinstance(block, AnswerBlock):
            yield from unwrapped(block.blocks)
        else:
            yield block


def points_of(items: Sequence[Item]) -> Iterator[Item]:
    """Every point of a list in order, those of lists inside too."""
    for item in items:
        yield item
        yield from points_of(item.children)


def point_lines(block: ListBlock, width: float, size: float) -> list[int]:
    """About how many lines each point of a list takes that is so wide."""
    return [count_lines(text_of(one.spans), width, size) for one in points_of(block.items)]


def beginning(block: ListBlock, lines: Sequence[int]) -> int:
    """How many of a list's first points stand on one page in any case, by the lines they take; all of a short list.

    One point alone is enough where it is long. The last point takes the one before it along, so that of three the
    second must not leave the first alone.
    """
    count = len(lines)
    if sum(lines) <= (POINTS if block.ordered else FEW_LINES):
        return count
    if lines[0] >= PARTED and count > COMPANY:
        return 1
    return 3 if count == 3 and lines[1] < PARTED else min(count, COMPANY)


def points_held(block: ListBlock, look: Look, width: float) -> frozenset[int]:
    """The points of a list that stay on the page of the next one, where a format is told so."""
    lines = point_lines(block, width - aside(look), look.sizes["body"])
    return frozenset((*range(beginning(block, lines) - 1), len(lines) - 2))


def signs(blocks: Sequence[Block]) -> bool:
    """Whether some blocks begin with a place to sign, or with the sentence that leads to one."""
    rest = blocks[1:] if blocks and leads(blocks[0], blocks[1:]) else blocks
    return bool(rest) and isinstance(rest[0], Signature)


def first(rows: Sequence[Row]) -> int:
    """How many of the first rows stand on one page in any case."""
    held, count = bonds(rows), 0
    while count in held:
        count += 1
    return min(len(rows), count + 1)
