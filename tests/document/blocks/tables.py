"""Reading tables of the document model in tests, and what the profile of one benefit tells."""

from __future__ import annotations

from planbuilder.document.model import ListBlock, Table, text_of
from tests.document.plans import HEAD


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


def profile(blocks, text: str, id: str = "G1") -> dict[str, str]:
    """The facts of a benefit by their names."""
    (table,) = blocks("benefit_profiles", text)
    rows = cells(table)
    described, *others = rows[1 + next(n for n, row in enumerate(rows) if row[0].startswith(id))]
    facts = (line.split(": ", 1) for other in others for line in other.split("\n") if other != "–")
    return {"Beskrivelse": described, **dict(facts)}


def benefit(fields: str) -> str:
    """A plan with one benefit."""
    return HEAD + f"economy: {{fte_cost: 500000}}\nbenefits_tree: {{benefits: {{G1: {{title: A, {fields}}}}}}}\n"
