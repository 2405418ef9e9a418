"""Tables of a Word document: registers with heads that repeat, facts, and key figures.

In: a `Table`, the width of the text in points, and what makes XML of spans. Out: the table's XML.
"""

from __future__ import annotations

from collections.abc import Callable
from math import fsum

from planbuilder.document import model
from planbuilder.document.model import Cell, Row, Spans, Table
from planbuilder.look import Look
from planbuilder.record import record
from planbuilder.writers.columns import column_widths, of_numbers
from planbuilder.writers.docx import oxml
from planbuilder.writers.docx.oxml import TWIPS
from planbuilder.writers.docx.styles import is_measured
from planbuilder.writers.docx.table_styles import FACTS, GRID, TILES
from planbuilder.writers.measure import beside_passage
from planbuilder.writers.shared import TILE_SIZES, abreast, tile_size
from planbuilder.writers.together import EMPTY, bonds, group_bonds, is_low, is_short, row_heights

# A table of numbers, or one that is added up, of so many rows stays whole on a page.
MOST_WHOLE = 16
TALL = 2500
# The room to sign in, in twentieths of a point.
SIGNED = 760
KEEP = "<w:keepNext/>"
CELL_STYLES = {
    "body": "Cell",
    "group": "CellGroup",
    "note": "CellNote",
    "subtotal": "CellStrong",
    "total": "CellStrong",
}


@record
class TableWriter:
    """Writes tables `width` points wide on pages of so much `height`; `spans` makes runs of spans."""

    look: Look
    width: float
    height: float
    spans: Callable[[Spans], str]

    def xml(self, table: Table) -> str:
        """A table by its look."""
        return LOOKS[table.look](self, table)

    def grid(self, table: Table) -> str:
        """A register with a head that repeats."""
        widths = [int(width * TWIPS) for width in column_widths(table, self.look, self.width)]
        heads = (
            oxml.cell(oxml.paragraph("CellHead", oxml.run(oxml.text(c.title)), c.align), width)
            for c, width in zip(table.columns, widths, strict=True)
        )
        rows = [oxml.row(heads, head=True), *self.bound([self.row(row, table, widths) for row in table.rows], table)]
        return oxml.table(GRID, widths, rows, table.caption, table.alt, head=True)

    def row(self, row: Row, table: Table, widths: list[int]) -> str:
        """One row of a register."""
        style, tall = CELL_STYLES[row.role], any(len(model.text_of(c.spans)) > TALL for c in row.cells)
        if row.is_across:
            content = oxml.paragraph(style, self.spans(row.cells[0].spans))
            shade = self.look.colours["primary_soft"] if row.role == "group" else ""
            return oxml.row([oxml.cell(content, sum(widths), shade, len(widths))], splits=tall)
        cells = list(row.cells) + [Cell(())] * (len(widths) - len(row.cells))
        is_sum = row.role in ("subtotal", "total")
        ground = self.look.colours["surface"] if is_sum else ""
        rule = self.look.colours["primary"] if is_sum else ""
        return oxml.row(
            (
                oxml.cell(
                    oxml.paragraph(style, self.spans(c.spans), column.align), width, self.shade(c) or ground, rule=rule
                )
                for c, column, width in zip(cells, table.columns, widths, strict=True)
            ),
            splits=tall,
        )

    def shade(self, cell: Cell) -> str:
        """The ground of a cell's tone, empty for a neutral one."""
        return "" if cell.tone == "neutral" else self.look.colours[f"{cell.tone}_soft"]

    def facts(self, table: Table) -> str:
        """Labels and values, without a head."""
        columns = column_widths(table, self.look, self.width)
        widths = [int(width * TWIPS) for width in columns]
        label, passage = ("FactLabel", "Fact") if is_measured(self.look) else ("CellStrong", "Cell")
        free = beside_passage(self.look, columns[1], self.width) if is_measured(self.look) else 0
        side = oxml.free_at_right(free)
        rows = [
            oxml.row(
                [
                    oxml.cell(oxml.paragraph(label, self.spans(row.cells[0].spans)), widths[0]),
                    oxml.cell(oxml.paragraph(passage, self.spans(row.cells[1].spans), extra=side), widths[1]),
                ],
                splits=len(model.text_of(row.cells[1].spans)) > TALL,
            )
            for row in table.rows
        ]
        return oxml.table(FACTS, widths, self.bound(rows, table), table.caption or table.alt, table.alt, head=False)

    def bound(self, rows: list[str], table: Table) -> list[str]:
        """Rows of which some stay on the page of the next one."""
        heights = row_heights(table, self.look, self.width)[1:] if table.look == "grid" else ()
        together = bonds(table.rows) | group_bonds(table.rows, heights, EMPTY * self.height)
        if self.stays_whole(table):
            together = frozenset(range(len(rows) - 1))
        return [oxml.kept(row) if n in together else row for n, row in enumerate(rows)]

    def stays_whole(self, table: Table) -> bool:
        """Whether a table goes to the next page rather than over a page's end."""
        height = fsum(row_heights(table, self.look, self.width))
        return is_added_up(table) or is_low(table, height) or is_short(table, height, self.height)

    def tiles(self, table: Table) -> str:
        """Key figures beside each other."""
        count = abreast(table)
        width = int(self.width * TWIPS / count)
        size = tile_size(table, self.width)
        cells = [oxml.cell(self.tile(row, size), width) for row in table.rows]
        cells += [oxml.cell(oxml.paragraph("Cell", ""), width)] * (-len(cells) % count)
        rows = (oxml.row(cells[n : n + count]) for n in range(0, len(cells), count))
        return oxml.table(TILES, [width] * count, rows, table.alt, table.alt, head=False)

    def tile(self, row: Row, size: int) -> str:
        """One key figure: its value, in points of `size`, its name and a remark."""
        value, *others = row.cells
        smaller = size if size < TILE_SIZES[0] else 0
        shown = oxml.run(oxml.text(model.text_of(value.spans)), points=smaller) if smaller else self.spans(value.spans)
        said = zip(("CellStrong", "Cell"), others, strict=True)
        named = "".join(oxml.paragraph(style, self.spans(cell.spans)) for style, cell in said)
        return oxml.paragraph("TileValue", shown) + named

    def lines(self, signature: model.Signature) -> str:
        """The lines to sign on, with room above them and the words beneath."""
        widths = [int(self.width * TWIPS * share) for share in (0.48, 0.32, 0.2)]
        rows = ((SIGNED, "bottom", ("", signature.name, ""), KEEP), (0, "", signature.labels, ""))
        made = (
            oxml.row(
                (
                    oxml.cell(oxml.paragraph("Cell", oxml.run(oxml.text(t)), extra=keep), w, align=align)
                    for t, w in zip(texts, widths, strict=True)
                ),
                least=least,
            )
            for least, align, texts, keep in rows
        )
        return oxml.table(FACTS, widths, made, signature.name, signature.role or signature.name, head=False)


def is_added_up(table: Table) -> bool:
    """Whether a table's sums are to stand beneath what they are of, on one page."""
    is_summed = any(row.role == "total" for row in table.rows)
    return (is_summed or of_numbers(table)) and len(table.rows) <= MOST_WHOLE


LOOKS: dict[str, Callable[[TableWriter, Table], str]] = {
    "grid": TableWriter.grid,
    "facts": TableWriter.facts,
    "tiles": TableWriter.tiles,
}
