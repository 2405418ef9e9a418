"""Reading tables of the document model in tests."""

from __future__ import annotations

from planbuilder.document.model import ListBlock, Table, text_of


def cells(table: Table) -> list[list[str]]:
    """The texts of a table's rows."""
    return [[text_of(cell.spans) for cell in row.cells] for row in table.rows]


def lines_of(block) -> list[str]:
    """The texts of paragraphs, points and rows; a row's cells with a bar between."""
    if isinstance(block, ListBlock):
        return [text_of(item.spans) for item in block.items]
    if isinstance(block, Table):
        return [" | ".join(text_of(cell.spans) for cell in row.cells) for row in block.rows]
    return [text_of(block.spans)]
