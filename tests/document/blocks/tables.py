"""Reading tables of the document model in tests."""

from __future__ import annotations

from planbuilder.document.model import Table, text_of


def cells(table: Table) -> list[list[str]]:
    """The texts of a table's rows."""
    return [[text_of(cell.spans) for cell in row.cells] for row in table.rows]
