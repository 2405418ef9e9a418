"""Which passages of a document take the most room, by the names that a reader sees beside or above them.

In: a `Document`. Out: names. Letters are counted: how a writer sets them is its own affair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planbuilder.document.model import (
    Block,
    Cell,
    Document,
    Item,
    ListBlock,
    Note,
    Paragraph,
    Section,
    Spans,
    Table,
    text_of,
)


def longest(document: Document) -> list[str]:
    """What passages are called, the longest first; those of one name together."""
    lengths: Counter[str] = Counter()
    for block in document.blocks:
        for name, length in _lengths(block, document.title):
            lengths[name] += length
    return [name for name, _ in lengths.most_common()]


def _lengths(block: Block, above: str) -> Iterator[tuple[str, int]]:
    """The name and letters of each passage; one without a name of its own is called what stands above it."""
    match block:
        case Section():
            yield from (found for one in block.blocks for found in _lengths(one, block.title))
        case Table():
            yield from _of_table(block)
        case ListBlock():
            yield above, sum(map(_of_item, block.items))
        case Note():
            yield block.title, _letters(block.spans)
        case Paragraph():
            yield above, _letters(block.spans)


def _of_table(table: Table) -> Iterator[tuple[str, int]]:
    """Each row of a form by its label, any other table by its caption."""
    if table.look != "facts":
        yield table.caption or table.alt, sum(_of_cell(cell) for row in table.rows for cell in row.cells)
        return
    for label, *values in (row.cells for row in table.rows):
        yield text_of(label.spans), sum(map(_of_cell, values))


def _of_cell(cell: Cell) -> int:
    return _letters(cell.spans)


def _of_item(item: Item) -> int:
    return _letters(item.spans) + sum(map(_of_item, item.children))


def _letters(spans: Spans) -> int:
    return len(text_of(spans))
